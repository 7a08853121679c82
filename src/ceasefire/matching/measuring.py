"""Which part of a clause's where × when can be measured, and why there is none where there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ceasefire.clock import Span, TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.record import Effort, Event
from ceasefire.scope import Scope, Where, product
from ceasefire.terms.meaning import area_where, per_party
from ceasefire.terms.model import Clause, Terms


@dataclass(frozen=True, slots=True)
class Measured:
    """The bounded part of a clause that shares are taken of: its scope and its size in km²·h.

    `period` is None when that is all of the clause, else the observation period within which it was cut out.
    `sure` is False when the terms leave open whether the clause holds there at all.
    """

    scope: Scope
    km2h: float
    period: Span | None
    sure: bool


class Period:
    """The observation period: from the first to the last watch or report, as far as they have dates.

    It is what a clause without an end is measured within: the time for which somebody kept a record.
    """

    def __init__(self, effort: Iterable[Effort]) -> None:
        self._spans = [each.span for each in effort]

    def through(self, events: Iterable[Event]) -> Iterator[Event]:
        """Hand on the reports one by one, and stretch the period over each of them."""
        for event in events:
            if event.time.is_bounded:
                self._spans = [Span(*_hull((*self._spans, event.time.span)))]
            yield event

    @property
    def span(self) -> Span | None:
        """The period so far, None before anything dated came."""
        return Span(*_hull(self._spans)) if self._spans else None


def _hull(spans: Iterable[Span]) -> tuple[int, int]:
    starts, ends = zip(*spans, strict=True)
    return min(starts), max(ends)


def measurable(terms: Terms, clause: Clause, scope: Scope, period: Span | None) -> Measured | Reason:
    """Return the part of the clause of which a share can be told, or why there is none.

    A clause whose window has no end is cut to `period`. A clause whose area is unlimited, moves, or is
    drawn nowhere has no size in any period.
    """
    undrawn = next((told for key in _areas(clause) if (told := why_no_size(terms, key)) is not None), None)
    if undrawn is not None:
        return undrawn
    sure = not scope.certain.is_empty
    promised = scope.certain if sure else scope.possible
    if promised.is_empty:
        return reason("never_holds", mark("the clause holds nowhere at any time"))
    whole = promised.measure()
    if math.isfinite(whole):
        return Measured(promised, whole, None, sure)
    return _within(promised, period, sure=sure)


def _areas(clause: Clause) -> tuple[str | None, ...]:
    return tuple(dict.fromkeys(per_party(clause.area, party) for party in clause.bound))


def _within(promised: Scope, period: Span | None, *, sure: bool) -> Measured | Reason:
    if period is None:
        return reason("no_period", mark("the clause has no end, and no watch and no report gives a period"))
    cut = promised & product(Where.everywhere(), TimeSet((period,)), (taxonomy.EVERY, *taxonomy.duties()))
    if cut.is_empty:
        return reason("outside_period", mark("every watch and report lies before the clause begins or after it ends"))
    size = cut.measure()
    if not math.isfinite(size):
        return reason("area_not_drawn", _WHY["unstated"])
    return Measured(cut, size, period, sure)


_WHY: Final = {
    "not_stated": mark("the text states no area"),
    "everywhere": mark("its area has no limit"),
    "moving": mark("its area moves"),
    "objects": mark("its area is a list of objects that no map shows"),
    "unstated": mark("the text names its area and nobody drew it"),
}
_CODES: Final = {
    "not_stated": "area_not_stated",
    "everywhere": "area_without_limit",
    "moving": "area_moves",
    "objects": "area_of_objects",
    "unstated": "area_not_drawn",
}


def why_no_size(terms: Terms, key: str | None) -> Reason | None:
    """Return why an area of the terms has no size, None where it has one."""
    kind = _unmeasured_kind(terms, key)
    return None if kind is None else reason(_CODES[kind], _WHY[kind])


def _unmeasured_kind(terms: Terms, key: str | None) -> str | None:
    """Objects count as drawn nowhere, since the terms carry no register; a radius still to be set draws nothing."""
    area = None if key is None else terms.areas.get(key)
    if area is None or key is None:
        return "not_stated"
    if area.kind in _WHY:
        return area.kind
    if area.kind == "same_as":
        return _unmeasured_kind(terms, area.spec["area"])
    if area.kind == "together":
        parts = (_unmeasured_kind(terms, each) for each in area.spec["areas"])
        return next((kind for kind in parts if kind is not None), None)
    return None if area_where(terms, key).maybe.is_bounded else "unstated"
