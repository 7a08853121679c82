"""The definitions in use of "it held", side by side: the annex that shows what each of them would say.

None of them is the verdict. The leading criterion is the one that the terms fixed before the start; an answer by
any other definition is labelled as chosen afterwards, because somebody can always find one that fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ceasefire.assessment.columns import Ints
from ceasefire.assessment.conduct import Conduct
from ceasefire.assessment.criterion import Chosen, CountOf, Criterion, answer, as_value, criteria
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.form import Form
from ceasefire.assessment.purpose import Purpose
from ceasefire.assessment.rules import Rules
from ceasefire.assessment.seen import Seen
from ceasefire.terms import Terms

_HOT_SPOTS: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the definitions look at; `count_of` counts reports of other acts on the same ground."""

    terms: Terms
    clause: str
    seen: Seen
    count_of: CountOf
    effect: Effect
    conduct: Conduct
    form: Form
    purpose: Purpose
    rules: Rules


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition's answer (`held`, `not_held`, `cannot_tell`, or `told` where it has none) and its value.

    `chosen` says whether it is known to have been fixed before the start.
    """

    name: str
    answer: str
    value: Any
    chosen: Chosen = "afterwards"

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {"name": self.name, "answer": self.answer, "value": self.value, "chosen": self.chosen}


def definitions(found: Found) -> tuple[Definition, ...]:
    """Return the answer by every definition: the criterion of the terms first, one that they got later last."""
    stated = criteria(found.terms, found.clause, found.seen.day(0))
    leading = (_by_terms(found, each) for each in stated if each.chosen != "afterwards")
    later = (_by_terms(found, each) for each in stated if each.chosen == "afterwards")
    return (*leading, *(define(found) for define in _ALL), *later)


def _by_terms(found: Found, criterion: Criterion) -> Definition:
    held_if = criterion.held_if
    told = answer(held_if, found.seen, found.count_of)
    return Definition("held_if", told, as_value(held_if, found.seen), criterion.chosen)


def _first_deadly_day(found: Found) -> Definition:
    """Days until one day had so many deaths; the end of the assessed days where none had."""
    deadly = np.flatnonzero(found.seen.deaths[found.seen.during] >= found.rules.deadly_day)
    if len(deadly):
        return Definition("time_to_first_deaths", "not_held", int(deadly[0]))
    return Definition("time_to_first_deaths", "held", None)


def _two_criteria(found: Found) -> Definition:
    """It ran to its stated end, and no day had so many deaths."""
    deadly = bool((found.seen.deaths[found.seen.during] >= found.rules.deadly_day).any())
    left_early = found.form.answer in {"never_in_force", "suspended", "released", "denounced"}
    value = {"deadly_day": deadly, "form": found.form.answer}
    unless = "cannot_tell" if found.form.answer == "cannot_tell" else "held"
    return Definition("ran_to_its_end_without_deaths", "not_held" if deadly or left_early else unless, value)


def _return_to_level(found: Found) -> Definition:
    """The first day of a run of days at or above a share of the level before."""
    seen, rules = found.seen, found.rules
    level = seen.events[seen.before].mean() * rules.alarm_level if seen.start else 0.0
    if level == 0.0:
        return Definition("return_to_level", "cannot_tell", None)
    run = _first_run(seen.events[seen.during] >= level, rules.return_days)
    return Definition("return_to_level", "held" if run is None else "not_held", run)


def _first_run(high: Any, length: int) -> int | None:  # noqa: ANN401 - an array of truth values
    runs = np.convolve(high.astype(np.int64), np.ones(length, dtype=np.int64), mode="valid")
    first = np.flatnonzero(runs == length)
    return int(first[0]) if len(first) else None


def _clean_streak(found: Found) -> Definition:
    """The longest run of watched days without a report."""
    if found.seen.watched is None:
        return Definition("longest_clean_streak", "cannot_tell", None)
    clean = (found.seen.events[found.seen.during] == 0) & _covered(found)
    return Definition("longest_clean_streak", "told", _longest_run(clean.astype(np.int64)))


def _longest_run(ones: Ints) -> int:
    longest = run = 0
    for each in ones.tolist():
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest


def _covered(found: Found) -> Any:  # noqa: ANN401 - an array of truth values
    watched = found.seen.watched
    return (
        np.zeros(found.seen.length, bool)
        if watched is None
        else watched[found.seen.during] >= (found.rules.quiet_coverage)
    )


def _zero_days(found: Found) -> Definition:
    """The share of watched days without a report."""
    covered = _covered(found)
    if not covered.any():
        return Definition("zero_days_among_watched", "cannot_tell", None)
    share = float((found.seen.events[found.seen.during][covered] == 0).mean())
    return Definition("zero_days_among_watched", "told", round(share, 4))


def _hot_spots(found: Found) -> Definition:
    """The share of reports at the places with the most of them."""
    total = sum(found.seen.places)
    if not total:
        return Definition("share_of_hot_spots", "cannot_tell", None)
    return Definition("share_of_hot_spots", "told", round(sum(found.seen.places[:_HOT_SPOTS]) / total, 4))


def _purpose(found: Found) -> Definition:
    answer = {"met": "held", "partly": "told", "not_met": "not_held"}.get(found.purpose.answer, "cannot_tell")
    return Definition("purpose_completed", answer, found.purpose.answer)


def _counterfactual(found: Found) -> Definition:
    answer = {"fell": "held", "rose": "not_held", "no_large_change": "not_held"}.get(found.effect.answer, "cannot_tell")
    return Definition("change_against_counterfactual", answer, found.effect.answer)


def _formal_end(found: Found) -> Definition:
    ended = found.form.ended_on
    answer = "cannot_tell" if found.form.answer == "cannot_tell" else "told"
    return Definition("formal_end", answer, None if ended is None else ended.isoformat())


def _deaths_beside_events(found: Found) -> Definition:
    seen = found.seen
    value = {
        name: {"before": int(counts[seen.before].sum()), "during": int(counts[seen.during].sum())}
        for name, counts in (("events", seen.events), ("deaths", seen.deaths))
    }
    return Definition("deaths_beside_events", "told", value)


def _tallies(found: Found) -> Definition:
    """What the parties and others published, side by side: figures under different rules have no sum."""
    value = [
        {"by": claim.by, "about": claim.about, "rule": claim.rule, "counts": [list(count) for count in claim.counts]}
        for claim in found.terms.claims
    ]
    return Definition("tallies_side_by_side", "told", value)


_ALL: Final[tuple[Callable[[Found], Definition], ...]] = (
    _first_deadly_day,
    _two_criteria,
    _return_to_level,
    _clean_streak,
    _zero_days,
    _hot_spots,
    _purpose,
    _counterfactual,
    _formal_end,
    _deaths_beside_events,
    _tallies,
)
