"""The criteria that the terms fixed for "it held", and whether each was fixed before the start.

Only a criterion that was fixed and logged before the start can lead. Whoever sets one later knows what happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from ceasefire.assessment.columns import Ints
from ceasefire.assessment.seen import Seen
from ceasefire.terms import Terms
from ceasefire.terms.days import days_of
from ceasefire.terms.model import HeldIf
from ceasefire.terms.versions import epochs

Chosen = Literal["before", "afterwards", "cannot_tell"]
CountOf = Callable[[tuple[str, ...]], Ints]  # reports of some acts on each day
_OF_REPORTS: Final = frozenset({"no_report", "no_confirmed"})


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the terms; `chosen` tells when it was fixed, seen from the first assessed day.

    `before` where a day is logged that lies wholly before the start, `afterwards` where it lies wholly after it,
    `cannot_tell` where none is logged or it may be the day of the start itself.
    """

    held_if: HeldIf
    chosen: Chosen


def criteria(terms: Terms, clause: str, start: dt.date) -> tuple[Criterion, ...]:
    """Return the criterion that stood at the start, then each that an accepted amendment set from then on.

    Left out is one that speaks of another clause. An amendment logs its criterion by its own date, whatever day the
    criterion names for itself; the first text logs it by `set_on`.
    """
    leading: Criterion | None = None
    later: list[Criterion] = []
    before: HeldIf | None = None
    for day, text in epochs(terms):
        if text.held_if is not None and text.held_if != before:
            found = Criterion(text.held_if, _chosen(text.held_if, day, start))
            if day is None or day < start:
                leading = found
            else:
                later.append(found)
        before = text.held_if
    every = (*(() if leading is None else (leading,)), *later)
    return tuple(each for each in every if each.held_if.clause in {None, clause})


def _chosen(held_if: HeldIf, amended_on: dt.date | None, start: dt.date) -> Chosen:
    if amended_on is not None:
        return "before" if amended_on < start else "afterwards"
    if held_if.set_on is None:
        return "cannot_tell"
    first, last = days_of(held_if.set_on)
    return "before" if last < start else "afterwards" if first > start else "cannot_tell"


def answer(held_if: HeldIf, seen: Seen, count_of: CountOf) -> str:
    """Return held, not_held or cannot_tell by this criterion.

    It is answered from reports: where enough was watched and none came, none could be confirmed either. Whether a
    report that came is confirmed is for officers to find, so `no_confirmed` is then cannot_tell. So is every rule
    that asks for something else than reports.
    """
    watched = seen.coverage
    if held_if.rule not in _OF_REPORTS or watched is None or watched < (held_if.coverage or 0.0):
        return "cannot_tell"
    counts = count_of(held_if.acts) if held_if.acts else seen.events
    if not counts[seen.during].any():
        return "held"
    return "not_held" if held_if.rule == "no_report" else "cannot_tell"


def as_value(held_if: HeldIf, seen: Seen) -> dict[str, Any]:
    """Return what the criterion asks for and what was watched."""
    return {"rule": held_if.rule, "coverage_asked": held_if.coverage, "coverage": seen.coverage}
