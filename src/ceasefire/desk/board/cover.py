"""The computed check: do a side's guarantees hold the works, the road, the margin and the crew, for all of the slot?

Three answers. *Not covered* and *cannot tell* both block; each is told with the metres or the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ceasefire.clock import MINUTE, Span, TimeSet
from ceasefire.desk.board.reading import ground, times
from ceasefire.desk.board.slot import Slot
from ceasefire.geometry import margins_m
from ceasefire.kernel.kleene import Bounds, Truth, all_of
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.scope import Where
from ceasefire.scope.expression import Expr
from ceasefire.terms import Terms
from ceasefire.terms.model import Guarantee
from ceasefire.terms.window_meaning import end_reading, zones_of

TOLERANCE_M = 1.0
"""A metre, as `lint` allows: outlines drawn from circles and corridors are no finer."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether one side's guarantees cover what they have to, with every reason.

    `short_m` is how many metres are missing at the worst place, None where nothing is short or nobody can measure it.
    """

    side: str
    answer: Truth
    reasons: tuple[Reason, ...]
    short_m: float | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """What has to be covered: areas by their keys, the margin round them, the crew."""

    areas: tuple[str, ...]
    margin_m: float
    crew: str


def guarantees_of(terms: Terms, slot: Slot) -> tuple[Guarantee, ...]:
    """Return the guarantees that may speak of the slot, by key; those of other windows are left out."""
    return tuple(each for _, each in sorted(terms.guarantees.items()) if _may_speak_of(terms, each, slot.span))


def cover(terms: Terms, slot: Slot, needed: Needed, sides: Sequence[str]) -> tuple[Covered, ...]:
    """Return the answer for each side, in the order of `sides`."""
    given = guarantees_of(terms, slot)
    return tuple(
        _of_side(terms, slot.span, needed, side, [each for each in given if each.by == side]) for side in sides
    )


def _of_side(terms: Terms, span: Span | None, needed: Needed, side: str, given: Sequence[Guarantee]) -> Covered:
    if span is None:
        return Covered(side, Truth.CANNOT_TELL, (reason("no_slot", "Nobody can tell when the window is."),))
    if not given:
        pattern = "No guarantee by {side} for this window is in the terms."
        return Covered(side, Truth.NO, (reason("no_guarantee", pattern, side=side),))
    holds = [_holds(terms, each, span, needed.crew) for each in given]
    held = _ground(terms, given, [truth for truth, _ in holds])
    margin = max((needed.margin_m, *(each.margin_m or 0.0 for each in given)))
    areas = tuple(dict.fromkeys((*needed.areas, *(area for each in given for area in each.must_cover))))
    parts = [_part(terms, side, area, held, margin) for area in areas]
    why = [each for _, reasons in holds for each in reasons] + [found for _, found, _ in parts]
    short = max((metres for _, _, metres in parts if metres is not None), default=None)
    return Covered(side, all_of(truth for truth, _, _ in parts), tuple(why), short)


def _ground(terms: Terms, given: Sequence[Guarantee], holds: Sequence[Truth]) -> Bounds[Where]:
    """The ground that the guarantees hold together: surely, and at most."""
    nowhere = Bounds.exactly(Where.nowhere())
    unknown = Bounds(Where.nowhere(), Where.everywhere())
    grounds = [unknown if each.area is None else ground(terms, each.area) for each in given]
    sure = (one.sure for one, truth in zip(grounds, holds, strict=True) if truth is Truth.YES)
    maybe = (one.maybe for one, truth in zip(grounds, holds, strict=True) if truth is not Truth.NO)
    return Bounds(_union(sure, nowhere.sure), _union(maybe, nowhere.maybe))


def _union(areas: Iterable[Where], start: Where) -> Where:
    return reduce(lambda left, right: left | right, areas, start)


# ---------------------------------------------------------------- time and crew


def _holds(terms: Terms, given: Guarantee, span: Span, crew: str) -> tuple[Truth, tuple[Reason, ...]]:
    """Whether the guarantee holds for all of the slot and for this crew."""
    found = (*_time(terms, given, span), *_crew(given, crew))
    return all_of(truth for truth, _ in found), tuple(why for _, why in found)


def _time(terms: Terms, given: Guarantee, span: Span) -> Iterator[tuple[Truth, Reason]]:
    if given.window is None:
        yield Truth.CANNOT_TELL, reason("no_time", "{guarantee} names no time.", guarantee=given.key)
    else:
        when = times(terms, given.window)
        slot = TimeSet((span,))
        if not (slot - when.maybe).is_empty:
            yield Truth.NO, _short_of_time(given.key, slot - when.maybe)
        elif not (slot - when.sure).is_empty:
            yield Truth.CANNOT_TELL, reason("time_open", "{guarantee} leaves its time open.", guarantee=given.key)
    for zone in zones_of(terms.zone) if given.expires is not None else ():
        end = end_reading(given.expires or "", zone).earliest
        if end < span.end:
            yield Truth.NO, _short_of_time(given.key, TimeSet.between(max(end, span.start), span.end))
            return


def _short_of_time(key: str, missing: TimeSet) -> Reason:
    minutes = sum(each.end - each.start for each in missing.spans) / MINUTE
    return reason("time_short", "{guarantee} leaves {short_min} of the window out.", guarantee=key, short_min=minutes)


def _crew(given: Guarantee, crew: str) -> Iterator[tuple[Truth, Reason]]:
    if given.crew is None:
        yield Truth.CANNOT_TELL, reason("no_crew", "{guarantee} does not name the crew.", guarantee=given.key)
    elif _same_words(given.crew) != _same_words(crew):
        pattern = "{guarantee} is for the crew “{named}”, and “{crew}” is to go."
        yield Truth.NO, reason("other_crew", pattern, guarantee=given.key, named=given.crew, crew=crew)


def _same_words(text: str) -> str:
    return " ".join(text.casefold().split())


def _may_speak_of(terms: Terms, given: Guarantee, span: Span | None) -> bool:
    if given.window is None or span is None:
        return True
    return not (times(terms, given.window).maybe & TimeSet((span,))).is_empty


# ---------------------------------------------------------------- ground


def _part(
    terms: Terms, side: str, area: str, given: Bounds[Where], margin: float
) -> tuple[Truth, Reason, float | None]:
    """One area that has to be covered: the answer, the sentence, and the metres that are missing."""
    needed = ground(terms, area)
    least = least_margin_m(needed.maybe, given.sure)
    if not needed.maybe.is_empty and least >= margin - TOLERANCE_M:
        pattern = "{side}: the guarantees hold {area} and {margin_m} round it."
        return Truth.YES, reason("covered", pattern, side=side, area=area, margin_m=margin), None
    at_best = math.inf if needed.sure.is_empty else least_margin_m(needed.sure, given.maybe)
    if at_best >= margin - TOLERANCE_M:
        pattern = "{side}: nobody can tell whether {area} is covered; the terms leave a part of the ground open."
        return Truth.CANNOT_TELL, reason("ground_open", pattern, side=side, area=area), None
    if math.isinf(at_best):
        pattern = "{side}: the guarantees hold no ground for {area}."
        return Truth.NO, reason("no_ground", pattern, side=side, area=area), None
    short = margin - at_best
    how = "reaches {margin_m} outside" if at_best < 0 else "comes within {margin_m} of the edge of"
    pattern = "{side}: {area} " + how + " the guaranteed ground; {short_m} are missing."
    return Truth.NO, reason("short", pattern, side=side, area=area, margin_m=abs(at_best), short_m=short), short


def least_margin_m(needed: Where, given: Where) -> float:
    """Return the least distance in metres from the needed ground to the edge of the given ground.

    Positive when all of it lies inside, negative by as much as it reaches out. Edges are compared corner to edge both
    ways, with points between the corners, and what sticks out is measured by itself. -inf without given ground or with
    needed ground that ends nowhere, inf for everywhere.
    """
    return _least(needed.expr, given.expr)


@lru_cache(maxsize=1024)
def _least(needed: Expr, given: Expr) -> float:
    """Every look at a board asks the same again."""
    mine, theirs = Where(needed), Where(given)
    if theirs.is_everywhere or mine.is_empty:
        return math.inf
    if theirs.is_empty or not mine.is_bounded:
        return -math.inf
    inner_shape, outer_shape = mine.geometry() or shapely.Polygon(), theirs.geometry() or shapely.Polygon()
    outside = shapely.difference(inner_shape, outer_shape)
    points = (*_points(inner_shape), *_points(outside), *_middles(outside))
    corners = _points(outer_shape)
    outer = np.maximum(0.0, -margins_m(inner_shape, corners[:, 0], corners[:, 1]))  # 0: the edge cuts the needed ground
    return float(min(*(theirs.margin_m(lon, lat) for lon, lat in points), *outer))


def _points(shape: BaseGeometry) -> NDArray[np.float64]:
    if shape.is_empty:
        return np.empty((0, 2))
    return np.asarray(shapely.get_coordinates(shapely.segmentize(shape, max(shape.length / 256, 1e-6))))


def _middles(shape: BaseGeometry) -> Iterator[tuple[float, float]]:
    for part in shapely.get_parts(shape):
        if not part.is_empty:
            middle = part.representative_point()
            yield middle.x, middle.y
