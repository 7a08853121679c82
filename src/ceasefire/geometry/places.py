"""Where a report says something was, with how sure that is: a point, a ring sector, an area, or unknown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry._ellipsoid import Floats, geod
from ceasefire.geometry._plane import ring_on_map
from ceasefire.geometry.areas import Disc
from ceasefire.geometry.codes import BAD_RADIUS_OF_REPORT, BAD_SECTOR, NOT_AN_AREA
from ceasefire.geometry.metres import destination
from ceasefire.geometry.outlines import LARGEST_DISTANCE_M, check_position

SIGMAS_IN_RADIUS_95 = 2.448  # √(−2 ln 0.05): 95 % of a round normal error lie within so many sigmas
_AT_THE_POST_M = 1e-3
_SIDE_STEP_M = 2_000.0


@dataclass(frozen=True, slots=True)
class PointPlace:
    """A point, and the radius within which the true place lies with 95 %; 0 means exact.

    The error is a round normal one in the azimuthal-equidistant plane at the point: `sigma_m` is the
    radius / 2.448.
    """

    lon: float
    lat: float
    radius95_m: float = 0.0

    def __post_init__(self) -> None:
        check_position(self.lon, self.lat)
        if not 0 <= self.radius95_m <= LARGEST_DISTANCE_M:
            raise BadInput(Problem(BAD_RADIUS_OF_REPORT, got=f"{self.radius95_m} m", expected="0 to 10,000 km"))

    @property
    def sigma_m(self) -> float:
        """Standard deviation of the error along each axis, in metres."""
        return self.radius95_m / SIGMAS_IN_RADIUS_95

    def outline(self) -> BaseGeometry:
        """The 95 % circle, or the point itself when it is exact."""
        if self.radius95_m == 0:
            return shapely.Point(self.lon, self.lat)
        return Disc(self.lon, self.lat, self.radius95_m).polygon()

    def centre(self) -> tuple[float, float]:
        """The point."""
        return self.lon, self.lat


@dataclass(frozen=True, slots=True)
class RingSector:
    """Between two distances from a post and two bearings ("2–4 km ESE"), evenly likely.

    The sector runs clockwise from `bearing_from` to `bearing_to`, both in degrees; 360 or more apart is a
    whole ring.
    """

    lon: float
    lat: float
    r_min_m: float
    r_max_m: float
    bearing_from: float
    bearing_to: float

    def __post_init__(self) -> None:
        check_position(self.lon, self.lat)
        if not 0 <= self.r_min_m < self.r_max_m <= LARGEST_DISTANCE_M:
            got = f"{self.r_min_m:g} to {self.r_max_m:g} m"
            raise BadInput(Problem(BAD_SECTOR, got=got, expected="rising distances, 0 to 10,000 km"))
        if not (math.isfinite(self.bearing_from) and math.isfinite(self.bearing_to)):
            got = f"bearings {self.bearing_from} to {self.bearing_to}"
            raise BadInput(Problem(BAD_SECTOR, got=got, expected="bearings in degrees"))

    @property
    def width_deg(self) -> float:
        """How many degrees the sector spans, in (0, 360]."""
        width = self.bearing_to - self.bearing_from
        return 360.0 if width >= 360 else width % 360 or 360.0

    def outline(self) -> BaseGeometry:
        """The sector's outline along geodesics: its arcs in steps of at most a degree, its sides of 2 km."""
        bearings = self.bearing_from + np.linspace(0, self.width_deg, max(8, math.ceil(self.width_deg)) + 1)
        has_hole = self.r_min_m > _AT_THE_POST_M
        if self.width_deg == 360:
            whole = self._ring(bearings[:0:-1], self.r_max_m)
            return whole.difference(self._ring(bearings[:0:-1], self.r_min_m)) if has_hole else whole
        steps = math.ceil((self.r_max_m - self.r_min_m) / _SIDE_STEP_M) + 1
        out = np.linspace(self.r_min_m, self.r_max_m, steps)[:-1]
        back = np.linspace(self.r_max_m, self.r_min_m, steps)[:-1]
        near = bearings[:-1] if has_hole else bearings[:0]
        around = np.concatenate(
            [near, np.full(len(out), bearings[-1]), bearings[:0:-1], np.full(len(back), bearings[0])]
        )
        away = np.concatenate([np.full(len(near), self.r_min_m), out, np.full(len(bearings) - 1, self.r_max_m), back])
        return self._ring(around, away)

    def centre(self) -> tuple[float, float]:
        """The middle of the sector; of a whole ring, the post."""
        if self.width_deg == 360:
            return self.lon, self.lat
        middle = self.bearing_from + self.width_deg / 2
        return destination(self.lon, self.lat, middle, (self.r_min_m + self.r_max_m) / 2)

    def _ring(self, bearings: Floats, metres: Floats | float) -> BaseGeometry:
        count = len(bearings)
        away = np.broadcast_to(np.asarray(metres, dtype=float), count).copy()
        lon, lat, _ = geod().fwd(np.full(count, self.lon), np.full(count, self.lat), bearings.copy(), away)
        ring = np.column_stack([lon, lat])
        return ring_on_map(np.vstack([ring, ring[:1]]))


@dataclass(frozen=True, slots=True)
class AreaPlace:
    """Somewhere in an area, such as a district or a settlement's bounds, evenly likely all over it."""

    geometry: BaseGeometry
    name: str = ""

    def __post_init__(self) -> None:
        if self.geometry.geom_type not in {"Polygon", "MultiPolygon"} or self.geometry.is_empty:
            raise BadInput(Problem(NOT_AN_AREA, got=self.geometry.geom_type, expected="Polygon or MultiPolygon"))

    def outline(self) -> BaseGeometry:
        """The area."""
        return self.geometry

    def centre(self) -> tuple[float, float]:
        """The centroid, or a point inside when the centroid lies outside."""
        point = self.geometry.centroid
        if not self.geometry.contains(point):
            point = self.geometry.representative_point()
        return float(point.x), float(point.y)


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """No place that could be put on a map; `stated` keeps what the report says."""

    stated: str = ""

    def outline(self) -> None:
        """There is none."""

    def centre(self) -> None:
        """There is none."""


ReportedPlace = PointPlace | RingSector | AreaPlace | UnknownPlace
