"""Where directions from a post lie on the map: one ring sector where they touch, else all of them together."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import unary_union

from ceasefire.geometry import AreaPlace, ReportedPlace, RingSector, UnknownPlace
from ceasefire.geometry.words import COMPASS, compass_bearings
from ceasefire.record import Post
from ceasefire.sources.intake.grammar import grammar
from ceasefire.sources.intake.said import Direction
from ceasefire.sources.intake.say_phrase import direction_in_words

Bearings = tuple[float, float]


def place_of(directions: Sequence[Direction], post: Post) -> ReportedPlace:
    """Where the directions from `post` lie, evenly likely all over; unknown where a distance is not known.

    Points of the compass that touch make one sector: S and SSW run from 168.75 to 213.75 degrees. A distance without a
    direction is a whole ring.
    """
    stated = words_of(directions, post)
    if not directions or not all(each.has_distance for each in directions):
        return UnknownPlace(stated)
    sectors = [sector for each in directions for sector in _sectors(each, post)]
    if len(sectors) == 1:
        return sectors[0]
    return AreaPlace(unary_union([sector.outline() for sector in sectors]), stated)


def words_of(directions: Sequence[Direction], post: Post) -> str:
    """The directions in words, as the report's own statement."""
    told = " and ".join(direction_in_words(each, grammar("en")) for each in directions) or "place not stated"
    return f"{told} of {post.name}"


def _sectors(direction: Direction, post: Post) -> list[RingSector]:
    near, far = direction.near_m or 0.0, direction.far_m or 0.0
    return [RingSector(post.lon, post.lat, near, far, *bearings) for bearings in _bearings(direction)]


def _bearings(direction: Direction) -> list[Bearings]:
    if direction.azimuths is not None:
        return [direction.azimuths]
    if not direction.points:
        return [(0.0, 360.0)]
    runs = _runs(sorted({COMPASS.index(point) for point in direction.points}))
    return [(compass_bearings(COMPASS[run[0]])[0] % 360, _end(run)) for run in runs]


def _end(run: list[int]) -> float:
    start = compass_bearings(COMPASS[run[0]])[0] % 360
    end = compass_bearings(COMPASS[run[-1]])[1] % 360
    return start + 360 if len(run) == len(COMPASS) else end


def _runs(points: list[int]) -> list[list[int]]:
    """Points of the compass that follow one another, also past north, together."""
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][-1] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == len(COMPASS) - 1:
        runs[0] = runs.pop() + runs[0]
    return runs
