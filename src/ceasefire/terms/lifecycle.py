"""Who had agreed to what on a day: derived from each party's own history, never written."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ceasefire.clock import parse_date
from ceasefire.kernel.kleene import Truth
from ceasefire.terms.model import Declaration, Step, Terms

AGREEING: Final = frozenset({"announced", "ordered", "accepted", "mirror", "guaranteed", "extended"})
LEAVING: Final = frozenset({"rejected", "denounced", "released"})
OPEN: Final = frozenset({"conditional"})


def agreed(terms: Terms, party: str, clause: str, on: dt.date | None = None) -> Truth:
    """Return whether `party` had by its own word taken on `clause` by the day `on` (by the end when None).

    Only the party's own declarations count: nobody is bound by another's word. The latest state that
    speaks of agreeing decides; a condition that nobody called met leaves it open; a counter-offer takes
    nothing back. A state without a date counts as known throughout.
    """
    own = [each for each in terms.declarations if each.party == party and clause in each.clauses]
    steps = [step for each in own for step in _steps(each, clause, on)]
    decided = [step for step in steps if step.state in AGREEING | LEAVING | OPEN]
    if not decided:
        return Truth.NO
    last_day = max(_day(step) for step in decided)
    return _on_that_day({step.state for step in decided if _day(step) == last_day})


def _on_that_day(states: set[str]) -> Truth:
    if states & LEAVING:
        return Truth.NO
    return Truth.CANNOT_TELL if states & OPEN else Truth.YES


def _steps(declaration: Declaration, clause: str, on: dt.date | None) -> list[Step]:
    return [
        step
        for step in declaration.history
        if (not step.clauses or clause in step.clauses) and (on is None or _day(step) <= on)
    ]


def _day(step: Step) -> dt.date:
    return dt.date.min if step.on is None else parse_date(step.on[:10])
