"""A quick look whether a report can touch a scope at all, so that most reports need no exact test."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ceasefire.clock import DAY
from ceasefire.clock.spans import MAX, MIN
from ceasefire.geometry.places import PointPlace, UnknownPlace
from ceasefire.record import Event
from ceasefire.scope import Scope

FAR_IN_RADII = 4.0
NEAR_M = 10_000.0
NEAR_US = DAY
METRES_PER_DEGREE = 110_000.0
POLAR_DEGREES = 85.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Reach:
    """The first and last moment of a scope and the box round it; None means everywhere."""

    start_us: int
    end_us: int
    box: Box | None

    def may_hold(self, event: Event) -> bool:
        """Return whether the report's time and place, with room for its error, meet or nearly meet the scope's hull.

        Near misses are let in, so that how far off they are is told. A scope of nothing holds nothing, not even
        a report of which the time is not known.
        """
        if self.end_us <= self.start_us:
            return False
        if event.time.start_us - NEAR_US >= self.end_us or event.time.end_us + NEAR_US <= self.start_us:
            return False
        return self.box is None or _may_meet(self.box, event)


def reach_of(scope: Scope) -> Reach:
    """Return the hull of all that the scope may mean."""
    parts = scope.possible.parts()
    if not parts:
        return Reach(MAX, MIN, (0.0, 0.0, 0.0, 0.0))
    shapes = [part.where.geometry() for part in parts]
    spans = [span for part in parts for span in part.when.spans]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    if any(shape is None for shape in shapes):
        return Reach(start, end, None)
    west, south, east, north = zip(*(shape.bounds for shape in shapes if shape is not None), strict=True)
    return Reach(start, end, (min(west), min(south), max(east), max(north)))


def _may_meet(box: Box, event: Event) -> bool:
    place = event.place
    if isinstance(place, UnknownPlace):
        return True
    if isinstance(place, PointPlace):
        west, south, east, north = place.lon, place.lat, place.lon, place.lat
        error = FAR_IN_RADII * place.radius95_m
    else:
        west, south, east, north = place.outline().bounds
        error = 0.0
    room = (error + NEAR_M) / METRES_PER_DEGREE
    farthest = max(abs(south), abs(north)) + room
    if farthest > POLAR_DEGREES:
        return True
    wide = room / math.cos(math.radians(farthest))
    if west - wide < -180 or east + wide > 180:
        return True
    return bool(west - wide <= box[2] and east + wide >= box[0] and south - room <= box[3] and north + room >= box[1])
