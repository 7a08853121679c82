"""Worked case 3: three feast-day truces of one side, the other side's answers, and tallies that cannot be added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceasefire import cases
from ceasefire.clock import HOUR, ReportedTime, parse_instant
from ceasefire.demo.told import numbered, outcome, who_is_bound
from ceasefire.demo.verdict import verdict
from ceasefire.errors import RulesDiffer
from ceasefire.geometry import UnknownPlace
from ceasefire.kernel import taxonomy, units
from ceasefire.kernel.languages import in_language
from ceasefire.matching import Match, Row, match
from ceasefire.record import Count, Event
from ceasefire.reports import Conclusion, PageView, Section
from ceasefire.reports.comparison import comparison_section
from ceasefire.reports.hanging import hanging_sections
from ceasefire.reports.match_tables import rows_table
from ceasefire.reports.tallies import tallies_section
from ceasefire.scope import IdSet
from ceasefire.terms import Terms
from ceasefire.terms.compare import compare
from ceasefire.terms.words.sentences import sentence

CHRISTMAS: Final = "ua-2023-01-xmas"
KEYS: Final = (CHRISTMAS, "ua-2025-04-easter", "ua-2025-05-vday")
_JUDGED_ON: Final = ("2023-01-09", "2025-04-22", "2025-05-12")
MADE_UP: Final = "Made up: these reports show how one would be matched. None of them happened."
_REPORTS: Final = (
    ("made-up-by-RU", "2023-01-06T13:00", "RU"),
    ("made-up-by-UA", "2023-01-06T13:00", "UA"),
    ("made-up-by-unknown", "2023-01-06T13:00", None),
    ("made-up-in-the-hour", "2023-01-06T11:10", "RU"),
)


def page() -> PageView:
    """Return the page: each truce with both sides' words, the hour that hangs on the clock, the tallies."""
    truces = tuple(cases.read(key) for key in KEYS)
    judged = zip(truces, _JUDGED_ON, strict=True)
    sections = tuple(section for terms, on in judged for section in _truce(terms, on))
    sources = tuple(dict.fromkeys(address for terms in truces for address in terms.sources))
    subtitle = "Orthodox Christmas 2023, Easter 2025, Victory Day 2025: one side's order, the other side's answer."
    return PageView("Three feast-day truces", "mission", sections, (), sources, subtitle=subtitle)


def _truce(terms: Terms, on: str) -> tuple[Section, ...]:
    sections = (
        who_is_bound(terms),
        comparison_section(terms, compare(terms)),
        *_matched(terms),
        *tallies_section(terms),
        *_no_sum(terms),
        verdict(terms, on),
        outcome(terms),
    )
    return numbered(in_language(terms.title), sections)


def _matched(terms: Terms) -> Iterator[Section]:
    """Made-up reports of Christmas Eve: one by each side, one by nobody known, one in the hour that hangs.

    The hour itself hangs on the text alone: its section knows nothing of the reports, and is no invention.
    """
    if terms.key != CHRISTMAS:
        return
    events = tuple(_report(*each) for each in _REPORTS)
    found = match(terms, events)
    nothing = tuple(_broke_nothing(row) for row in found.rows if row.clause is None or row.answer == "not_bound")
    yield Section("How reports would be matched", (*nothing, rows_table(found))).warned(MADE_UP)
    yield from hanging_sections(terms, Match((), ()), ())


def _broke_nothing(row: Row) -> Conclusion:
    why = tuple(sentence(each.text) for each in row.reasons)
    held = "no clause applies" if row.clause is None else f"{row.party} is not bound by {row.clause}"
    return Conclusion(f"{row.event}: {held}, so it breaks nothing.", why)


def _report(ident: str, at: str, by: str | None) -> Event:
    moment = parse_instant(at, "Europe/Kyiv")
    return Event(
        id=ident,
        source="made up",
        line=1,
        place=UnknownPlace("somewhere along the line of contact"),
        time=ReportedTime(moment, moment + HOUR // 6),
        acts=taxonomy.acts().leaves("fire.tube_artillery"),
        actor=IdSet.any() if by is None else IdSet.of(by),
        actor_basis="made up",
    )


def _no_sum(terms: Terms) -> Iterator[Section]:
    """Two totals under two rules: the program refuses to add them."""
    totals = [
        Count(n, unit, units.rule(claim.rule))
        for claim in terms.claims
        if claim.rule is not None
        for _, n, _, _, unit in claim.counts[:1]
    ]
    other = next((each for each in totals if each.rule != totals[0].rule), None)
    if other is None:
        return
    try:
        totals[0] + other
    except RulesDiffer as refusal:
        why = tuple(f"{each.code.means} {each.way_out}" for each in refusal.problems)
        yield Section("Why they have no sum", (Conclusion(f"{totals[0]} and {other} are not added.", why),))
