"""The picture of a match: a plain answer per clause, then where and when, then how many, then every report."""

from __future__ import annotations

from collections.abc import Sequence

from ceasefire.disclosure import Hits
from ceasefire.kernel.languages import in_language, say
from ceasefire.matching import Match
from ceasefire.record import Event
from ceasefire.reports.hanging import hanging_sections
from ceasefire.reports.histories import history_lanes, history_table, open_phases
from ceasefire.reports.match_answers import answer
from ceasefire.reports.match_map import match_map
from ceasefire.reports.match_tables import coverage_table, hits_table, rows_table, summary_table
from ceasefire.reports.match_timeline import match_timeline
from ceasefire.reports.tallies import tallies_section
from ceasefire.reports.view import PageView, Points, Section
from ceasefire.scope import Scope
from ceasefire.terms import Terms
from ceasefire.terms.addressed import known_of_whom
from ceasefire.terms.meaning import clause_scope
from ceasefire.terms.model import Clause
from ceasefire.terms.render.background import harm_in_words
from ceasefire.terms.words.sentences import sentence


def match_page(
    terms: Terms,
    match: Match,
    events: Sequence[Event],
    reader: str,
    lang: str = "en",
    hits: Sequence[Hits] | None = None,
) -> PageView:
    """Return the page of a match as this reader may see it; everything given is already cut to that."""
    clauses = [
        clause for clause in terms.clauses.values() if clause.kind in {"refrain", "limit"} and _asks(terms, clause)
    ]
    scopes = {clause.key: _scope(terms, clause) for clause in clauses}
    timeline = match_timeline(terms, scopes, match, events, history_lanes(terms, lang), lang)
    sections = (
        Section(say("What was found", lang), tuple(answer(terms, clause, match, lang) for clause in clauses)),
        Section(say("Where", lang), (match_map(terms, scopes, match, events, lang),)),
        Section(say("When", lang), (timeline, *open_phases(terms, lang), *history_table(terms, lang))),
        *hanging_sections(terms, match, events, lang),
        Section(
            say("How many", lang),
            (summary_table(match, lang), *hits_table(hits, lang), *coverage_table(match, lang)),
        ),
        *tallies_section(terms, lang),
        *_told_by_sources(terms, lang),
        Section(say("Every report that touches a clause", lang), (rows_table(match, lang),)),
    )
    title = in_language(terms.title, lang) or terms.key
    notices = tuple(sentence(notice.in_words(lang)) for notice in match.notices) + tuple(
        in_language(caveat, lang) for caveat in terms.caveats
    )
    return PageView(title, reader, sections, notices, terms.sources, lang)


def _asks(terms: Terms, clause: Clause) -> bool:
    return bool(clause.bound) or bool(known_of_whom(terms, clause.key))


def _told_by_sources(terms: Terms, lang: str) -> tuple[Section, ...]:
    """What happened and what people suffered, as sources say; a match knows nothing of either."""
    outcome = tuple(_sourced(in_language(text, lang), source, lang) for text, source in terms.outcome)
    harm = tuple(_sourced(harm_in_words(each, lang), each.source, lang) for each in terms.harm)
    items = (Points(outcome), Points(harm))
    told = tuple(item for item in items if item.shown)
    return (Section(say("What happened and what people suffered, as sources say", lang), told),) if told else ()


def _sourced(text: str, source: str | None, lang: str) -> str:
    told = sentence(text)
    return told if source is None else say("{text} Source: {source}", lang, text=told, source=source)


def _scope(terms: Terms, clause: Clause) -> Scope:
    return Scope.union(clause_scope(terms, clause.key, party=party) for party in clause.bound)
