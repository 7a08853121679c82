"""A zone with one window of time, every act and everybody: the plainest scope there is."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.clock import Span, TimeSet
from ceasefire.clock.spans import MAX, MIN
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry.outlines import check_polygon, check_positions
from ceasefire.geometry.shapes import Polygons
from ceasefire.kernel import taxonomy
from ceasefire.scope import codes
from ceasefire.scope.idset import EVERYBODY
from ceasefire.scope.region import Region
from ceasefire.scope.scope import Scope, leaf_codes, moment_of
from ceasefire.scope.where import Where

Moment = np.datetime64 | dt.datetime | int | None
_AREAL = ("Polygon", "MultiPolygon")


def zone_window(area: BaseGeometry | npt.ArrayLike, start: Moment = None, end: Moment = None) -> Scope:
    """The scope of one zone during one window: every act, everybody bound, toward everybody.

    Args:
        area: a shapely polygon or multipolygon, or the corners of one ring as an (n, 2) array of
            longitude and latitude in degrees (closed by itself where the last corner is not the first).
        start: first moment: datetime64 in UTC, an aware datetime or microseconds UTC; None is open.
        end: first moment after the window; None is open. A window that ends as it starts holds nothing.

    Raises:
        BadInput: every problem of the outline and of the window at once.
    """
    problems: list[Problem] = []
    outline = _outline(area, problems)
    window = [_moment(side, name, problems) for side, name in ((start, "start"), (end, "end"))]
    low, high = (MIN if window[0] is None else window[0]), (MAX if window[1] is None else window[1])
    if low > high:
        problems.append(Problem(codes.NOT_A_WINDOW, Place(field="end"), f"{start} to {end}", "an end after the start"))
    if problems or outline is None:
        raise BadInput(problems)
    when = TimeSet((Span(low, high),))
    return Scope.crisp(Region.product(Where(Polygons(outline)), when, _every_act(), EVERYBODY, EVERYBODY))


@lru_cache(maxsize=1)
def _every_act() -> frozenset[str]:
    return leaf_codes(taxonomy.EVERY)


def _outline(area: BaseGeometry | npt.ArrayLike, problems: list[Problem]) -> BaseGeometry | None:
    place = Place(field="area")
    try:
        outline = area if isinstance(area, BaseGeometry) else _ring(area, place)
        if not _is_plainly_fine(outline):
            check_polygon(outline, place)
    except BadInput as error:
        problems.extend(error.problems)
        return None
    return outline


def _ring(area: npt.ArrayLike, place: Place) -> BaseGeometry:
    try:
        corners = np.asarray(area, dtype=np.float64)
    except (TypeError, ValueError):
        raise BadInput(Problem(codes.NOT_AN_AREA, place, type(area).__name__)) from None
    if corners.ndim != 2 or corners.shape[1] != 2 or len(corners) < 3:
        expected = "at least three corners, longitude and latitude: shape (n, 2)"
        raise BadInput(Problem(codes.NOT_AN_AREA, place, f"an array of shape {corners.shape}", expected))
    check_positions(corners, place)
    return shapely.Polygon(corners)


def _is_plainly_fine(outline: BaseGeometry) -> bool:
    """Whether the outline needs no closer look: on the map, no edge over half of it, valid."""
    if outline.geom_type not in _AREAL or outline.is_empty:
        return False
    west, south, east, north = outline.bounds
    on_map = west >= -180 and east <= 180 and south >= -90 and north <= 90
    return bool(on_map and east - west <= 180 and outline.is_valid)


def _moment(side: Moment, name: str, problems: list[Problem]) -> int | None:
    if side is None:
        return None
    moment = moment_of(side)
    if moment is not None:
        return moment
    expected = "datetime64 in UTC, an aware datetime, microseconds UTC, or None for an open side"
    problems.append(Problem(codes.NOT_A_WINDOW, Place(field=name), f"{side!r}", expected))
    return None
