"""The plain answer for each clause: what it asks, what touches it, how much was watched, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ceasefire.kernel.languages import mark, say, say_plural
from ceasefire.kernel.reasons import Reason
from ceasefire.kernel.units import units
from ceasefire.matching import ClauseSummary, Match, Row
from ceasefire.matching.words import limits_in_full, watched_in_full
from ceasefire.reports.view import Conclusion
from ceasefire.terms import Terms
from ceasefire.terms.model import Clause
from ceasefire.terms.words.agreed import who_agreed
from ceasefire.terms.words.clauses import clause_in_words

ANSWERS: Final = {
    "inside": mark("inside"),
    "exception_claimed": mark("an exception may apply"),
    "outside": mark("outside"),
    "not_bound": mark("by a party that is not bound"),
    "cannot_tell": mark("cannot tell"),
}
SAID_OF_NEARLY_EVERY_ROW: Final = frozenset({"acts_inside", "actor_bound", "target_meant"})
MOST_REASONS: Final = 8
DECIDING: Final[Mapping[str, frozenset[str]]] = {
    "not_bound": frozenset({"never_agreed", "not_bound_then", "not_addressed"}),
    "exception_claimed": frozenset({"exception_may_apply", "notice_tested"}),
    "cannot_tell": frozenset(
        {"terms_unknown", "place_unknown", "place_and_time_uncertain", "between", "acts_partly", "time_partly"}
        | {"perhaps_bound", "may_be_excluded", "target_may_be_excluded", "never_agreed", "object_not_stated"}
        | {"may_be_nothing", "not_bound_then", "shape_not_shown"}
        | {"state_not_stated", "state_accounts_differ", "state_conditional", "state_initialled"}
        | {"on_condition", "said_by_another", "word_open", "bound_not_known"}
    ),
}
"""The reasons that an answer rests on, which a reader has to see first."""


def answer(terms: Terms, clause: Clause, match: Match, lang: str = "en") -> Conclusion:
    """Return the answer for one clause: a sentence first, then the promise, the figures, and the reasons."""
    if clause.key in match.kept_back:
        return _kept_back(terms, clause, lang)
    rows = [row for row in match.rows if row.clause == clause.key]
    lines = [line for line in match.clauses if line.clause == clause.key]
    beside = (
        clause_in_words(terms, clause, lang)[0],
        *who_agreed(terms, clause, lang),
        *(told for line in lines[:1] for told in limits_in_full(line, lang)),
        *_breakdown(rows, lang),
        *(_figures(line, lang) for line in lines if rows),
        *(watched_in_full(line.watching, lang) for line in lines[:1]),
    )
    caveat = say("This says what reports touch if they are true. It finds no breach and names nobody.", lang)
    head = _in_short(clause.key, rows, lang) if rows else _untouched(clause.key, lines, lang)
    return Conclusion(head, _reasons(rows, lang), caveat, beside)


def _kept_back(terms: Terms, clause: Clause, lang: str) -> Conclusion:
    """No report was set against the clause for this reader, and that must not read as if none touched it."""
    head = say("{clause}: what touches this clause is told to the mission alone.", lang, clause=clause.key)
    why = say("It protects objects: how often they were hit, and when, is a damage report for whoever fired.", lang)
    return Conclusion(head, (why,), beside=(clause_in_words(terms, clause, lang)[0],))


def _untouched(clause: str, lines: Sequence[ClauseSummary], lang: str) -> str:
    """A record that could show nothing, or only a part, is no sign that nothing happened."""
    if not all(line.is_looked_at for line in lines):
        return say("{clause}: whether anything lies inside this clause, this record cannot show.", lang, clause=clause)
    if any(line.reasons for line in lines):
        told = "{clause}: no report of this record lies inside this clause; why that is no full count stands below."
        return say(told, lang, clause=clause)
    return say("{clause}: no report lies inside this clause.", lang, clause=clause)


def _in_short(clause: str, rows: Sequence[Row], lang: str) -> str:
    inside = sum(row.answer in {"inside", "exception_claimed"} for row in rows)
    unsure = sum(row.answer == "cannot_tell" for row in rows)
    if any(why.code == "shape_not_shown" for row in rows for why in row.reasons):
        return say_plural(
            "{clause}: {n} report may lie inside this clause; its area is not shown, so whether it does is not told.",
            "{clause}: {n} reports may lie inside this clause; its area is not shown, so whether they do is not told.",
            len(rows),
            lang,
            clause=clause,
        )
    if inside:
        return say_plural(
            "{clause}: {n} report lies inside this clause.",
            "{clause}: {n} reports lie inside this clause.",
            inside,
            lang,
            clause=clause,
        )
    if unsure:
        return say_plural(
            "{clause}: of {n} report it cannot be told whether it lies inside this clause; none surely does.",
            "{clause}: of {n} reports it cannot be told whether they lie inside this clause; none surely does.",
            unsure,
            lang,
            clause=clause,
        )
    return say(
        "{clause}: reports touch its place and time by a party that is not bound; none by a bound one.",
        lang,
        clause=clause,
    )


def _breakdown(rows: Sequence[Row], lang: str) -> Iterator[str]:
    """Every report that touches the clause, by its answer."""
    counts = Counter[str](row.answer for row in rows)
    told = [f"{say(words, lang)}: {n}" for answer, words in ANSWERS.items() if (n := counts[answer])]
    if told:
        yield say("Reports that touch it: {told}.", lang, told="; ".join(told))


def _figures(line: ClauseSummary, lang: str) -> str:
    values = {"unit": unit_in_words(line.unit, lang), "certain": f"{line.certain:,}", "possible": f"{line.possible:,}"}
    if line.expected is None or line.interval is None:
        return say("Counted by {unit}: {certain} certain, {possible} possible.", lang, **values)
    return say(
        "Counted by {unit}: {certain} certain, {possible} possible, {expected} expected ({low} to {high} with 90 %).",
        lang,
        expected=f"{line.expected:,.1f}",
        low=f"{line.interval[0]:,}",
        high=f"{line.interval[1]:,}",
        **values,
    )


def unit_in_words(unit: str, lang: str = "en") -> str:
    """Return the unit's name; one that no registry knows is told as it was written."""
    known = units()
    return known.label(unit, lang) if unit in known else unit.replace("_", " ")


def _reasons(rows: Iterable[Row], lang: str) -> tuple[str, ...]:
    """The reasons that tell reports apart, the commonest first, each with one report's words for it."""
    texts: dict[str, list[str]] = {}
    for why in (why for row in rows for why in telling_reasons(row)):
        texts.setdefault(why.code, []).append(why.in_words(lang))
    often = sorted(texts.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_REASONS]
    return tuple(_how_often(told, lang) for _, told in often)


def _how_often(texts: Sequence[str], lang: str) -> str:
    n, text = len(texts), texts[0]
    if len(set(texts)) > 1:
        return say_plural("{n} report: {text}", "{n} reports, such as: {text}", n, lang, text=text)
    return say_plural("{n} report: {text}", "{n} reports: {text}", n, lang, text=text)


def telling_reasons(row: Row) -> tuple[Reason, ...]:
    """Return the reasons of a row, those that its answer rests on first.

    Those that hold of nearly every row are left out; where nothing else is left they are all there is.
    """
    first = DECIDING.get(row.answer, ())
    told = [why for why in row.reasons if why.code not in SAID_OF_NEARLY_EVERY_ROW]
    return tuple(sorted(told, key=lambda why: why.code not in first)) or row.reasons
