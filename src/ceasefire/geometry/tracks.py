"""A moving buffer: what lies within a radius of a vessel or a convoy whose position is known now and then."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import shapely

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.geometry.areas import Disc, Everywhere, Polygons, Shape
from ceasefire.geometry.codes import BAD_TRACK
from ceasefire.geometry.lines import Corridor
from ceasefire.geometry.outlines import check_distance, check_positions

_OPEN = 2**62  # microseconds: the open start and end of time, as the clock has them


class Stretch(NamedTuple):
    """From `start_us` until `end_us` (UTC microseconds): surely covered, and perhaps covered."""

    start_us: int
    end_us: int
    sure: Shape | None
    maybe: Shape


def track_stretches(
    track: Sequence[tuple[int, float, float]], radius_m: float, stale_after_us: int, place: Place = NOWHERE
) -> tuple[Stretch, ...]:
    """What a moving buffer covers, stretch by stretch, over all of time.

    `track`: fixes (microseconds UTC, longitude, latitude) in order of time. Between two fixes the position
    is somewhere on the line between them: surely covered is what lies within the radius of both ends,
    perhaps covered is everything within the radius of that line. A fix holds for `stale_after_us`; after
    that, before the first fix, and after the last, nothing is sure and everything may be covered.
    """
    _check_track(track, radius_m, stale_after_us, place)
    return tuple(_stretches(track, radius_m, stale_after_us))


def _stretches(track: Sequence[tuple[int, float, float]], radius_m: float, stale_us: int) -> Iterator[Stretch]:
    yield Stretch(-_OPEN, track[0][0], None, Everywhere())
    for fix, after in pairwise(track):
        known_until = min(after[0], fix[0] + stale_us)
        yield Stretch(fix[0], known_until, *_between(fix, after, radius_m))
        if known_until < after[0]:
            yield Stretch(known_until, after[0], None, Everywhere())
    time, lon, lat = track[-1]
    disc = Disc(lon, lat, radius_m)
    yield Stretch(time, time + stale_us, disc, disc)
    yield Stretch(time + stale_us, _OPEN, None, Everywhere())


def _between(
    fix: tuple[int, float, float], after: tuple[int, float, float], radius_m: float
) -> tuple[Shape | None, Shape]:
    """Surely covered: both discs' overlap. Perhaps covered: the corridor between the fixes."""
    if fix[1:] == after[1:]:
        disc = Disc(fix[1], fix[2], radius_m)
        return disc, disc
    capsule = Corridor(shapely.LineString([fix[1:], after[1:]]), radius_m)
    discs = [Disc(lon, lat, radius_m).polygon() for _, lon, lat in (fix, after)]
    overlap = discs[0].intersection(discs[1]).intersection(capsule.polygon())
    return (
        Polygons(overlap) if overlap.geom_type in {"Polygon", "MultiPolygon"} and not overlap.is_empty else None
    ), capsule


def _check_track(track: Sequence[tuple[int, float, float]], radius_m: float, stale_us: int, place: Place) -> None:
    check_distance(radius_m, "radius", place)
    if not track:
        raise BadInput(Problem(BAD_TRACK, place, "a track without fixes", "at least one fix"))
    if not (math.isfinite(stale_us) and stale_us > 0):
        raise BadInput(Problem(BAD_TRACK, place, f"stale after {stale_us} µs", "a duration above 0"))
    for number, (fix, after) in enumerate(pairwise(track), start=2):
        if after[0] <= fix[0]:
            raise BadInput(Problem(BAD_TRACK, place, f"fix {number} is not later than the one before", "rising times"))
    check_positions(shapely.get_coordinates(shapely.MultiPoint([fix[1:] for fix in track])), place)
