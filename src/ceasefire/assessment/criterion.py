"""The criteria that the terms fixed for "it held", and whether each was fixed before the start.

Only a criterion that was fixed and logged before the start can lead. Whoever sets one later knows what happened.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, Literal

from ceasefire.assessment.absence import perhaps_outside, silence
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms
from ceasefire.terms.days import days_of
from ceasefire.terms.model import HeldIf
from ceasefire.terms.versions import epochs

Chosen = Literal["before", "afterwards", "cannot_tell"]
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


def answer(
    held_if: HeldIf, counts: tuple[int, int], coverage: float | None, enough: float
) -> tuple[str, tuple[Reason, ...]]:
    """Return held, not_held or cannot_tell by this criterion, and why it cannot be told.

    `counts` are the reports of its acts that surely fell in the window and those that may have; the share `coverage`
    was watched by somebody able to see such acts; `enough` is needed where it names no share. A report that came is
    one, whoever watched; where none came and enough was watched, none could be confirmed either. Whether a report that
    came is confirmed is for officers to find, so `no_confirmed` is then cannot_tell. So is every rule that asks for
    something else than reports.
    """
    if held_if.rule not in _OF_REPORTS:
        return "cannot_tell", (reason("other_rule", mark("its rule asks for something else than reports")),)
    surely, perhaps = counts
    if surely and held_if.rule == "no_report":
        return "not_held", ()
    if perhaps and not surely:
        return "cannot_tell", (perhaps_outside(),)
    if surely:
        why = mark("reports came, and whether one of them is confirmed is for officers to find")
        return "cannot_tell", (reason("not_confirmed_yet", why),)
    unseen = silence(coverage, enough if held_if.coverage is None else held_if.coverage)
    return ("cannot_tell", unseen) if unseen else ("held", ())


def as_value(held_if: HeldIf, coverage: float | None) -> dict[str, Any]:
    """Return what the criterion asks for and what was watched."""
    return {"rule": held_if.rule, "coverage_asked": held_if.coverage, "coverage": coverage}
