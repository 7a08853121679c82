"""The definitions in use of "it held", side by side: the annex that shows what each of them would say.

None of them is the verdict. The leading criterion is the one that the terms fixed before the start; an answer by
any other definition is labelled as chosen afterwards, because somebody can always find one that fits. "Held" by what
was not reported is said only where enough was watched for it; "not held" by what was reported stands in any case.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ceasefire.assessment.by_deaths import deaths_beside_events, first_deadly_day, ran_without_deaths
from ceasefire.assessment.by_reports import clean_streak, counterfactual, hot_spots, return_to_level, zero_days
from ceasefire.assessment.criterion import Criterion, answer, as_value, criteria
from ceasefire.assessment.found import Definition, Found
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import reason


def definitions(found: Found) -> tuple[Definition, ...]:
    """Return the answer by every definition: the criterion of the terms first, one that they got later last."""
    stated = criteria(found.terms, found.clause, found.seen.day(0))
    leading = (_by_terms(found, each) for each in stated if each.chosen != "afterwards")
    later = (_by_terms(found, each) for each in stated if each.chosen == "afterwards")
    return (*leading, *(_unless_withheld(found, define) for define in _ALL), *later)


def _unless_withheld(found: Found, define: Callable[[Found], Definition]) -> Definition:
    """The answer, but for figures by days of a window that holds no whole day."""
    told = define(found)
    if found.withheld is None or define not in _BY_DAYS:
        return told
    return Definition(told.name, "cannot_tell", None, (found.withheld,))


def _by_terms(found: Found, criterion: Criterion) -> Definition:
    held_if = criterion.held_if
    window, coverage = found.window, found.seen.coverage
    counts = int(window.sure_reports.sum()), int(window.reports.sum())
    if held_if.acts:
        counts, coverage = found.count_of(held_if.acts), found.coverage_of(held_if.acts)
    told, why = answer(held_if, counts, coverage, found.rules.quiet_coverage)
    if told == "held" and found.to_come:
        told, why = "cannot_tell", found.to_come
    if told == "held" and (doubts := found.doubts_of(held_if.acts) if held_if.acts else found.seen.doubts.of_silence):
        told, why = "cannot_tell", doubts
    return Definition("held_if", told, as_value(held_if, coverage), why, criterion.chosen)


def _purpose(found: Found) -> Definition:
    told = {"met": "held", "partly": "told", "not_met": "not_held"}.get(found.purpose.answer, "cannot_tell")
    why = found.purpose.reasons if told == "cannot_tell" else ()
    return Definition("purpose_completed", told, found.purpose.answer, why)


def _formal_end(found: Found) -> Definition:
    ended = found.form.ended_on
    if found.form.answer == "cannot_tell":
        why = reason("form_not_told", mark("what became of it on paper cannot be told"))
        return Definition("formal_end", "cannot_tell", None if ended is None else ended.isoformat(), (why,))
    return Definition("formal_end", "told", None if ended is None else ended.isoformat())


def _tallies(found: Found) -> Definition:
    """What the parties and others published, side by side: figures under different rules have no sum."""
    value = [
        {"by": claim.by, "about": claim.about, "rule": claim.rule, "counts": [list(count) for count in claim.counts]}
        for claim in found.terms.claims
    ]
    return Definition("tallies_side_by_side", "told", value)


_ALL: Final[tuple[Callable[[Found], Definition], ...]] = (
    first_deadly_day,
    ran_without_deaths,
    return_to_level,
    clean_streak,
    zero_days,
    hot_spots,
    _purpose,
    counterfactual,
    _formal_end,
    deaths_beside_events,
    _tallies,
)
_BY_DAYS: Final = frozenset({return_to_level, clean_streak, zero_days, hot_spots, deaths_beside_events})
