"""Where something applies, as texts say it: everywhere, inside an outline, within a radius.

Every shape is a frozen value with the same three questions: its outline, whether it covers a point, and
the metres to its boundary. Radius, width and depth are geodesic; edges are straight in longitude and
latitude. A point on the boundary is outside.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, runtime_checkable

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry._ellipsoid import geod
from ceasefire.geometry._plane import WORLD, ring_on_map
from ceasefire.geometry.codes import NOT_AN_AREA
from ceasefire.geometry.metres import distance_m, margin_m
from ceasefire.geometry.outlines import check_distance, check_position

_CORNERS = 128  # of a disc's outline


@runtime_checkable
class Shape(Protocol):
    """What every shape answers."""

    def polygon(self) -> BaseGeometry:
        """The outline as a Polygon or MultiPolygon in degrees, cut at the 180° meridian."""
        ...

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside; the boundary is outside."""
        ...

    def margin_m(self, lon: float, lat: float) -> float:
        """Metres to the boundary, positive inside, negative outside."""
        ...


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The whole Earth: the text sets no limit of place."""

    def polygon(self) -> BaseGeometry:
        """The whole map."""
        return WORLD

    def covers(self, lon: float, lat: float) -> bool:
        """Whether there is a point at all."""
        return math.isfinite(lon) and math.isfinite(lat)

    def margin_m(self, lon: float, lat: float) -> float:  # noqa: ARG002 - no point is nearer than another
        """Infinite: there is no boundary."""
        return math.inf


@dataclass(frozen=True, slots=True)
class Polygons:
    """An area drawn by its outline, with holes and parts; edges straight in longitude and latitude."""

    geometry: BaseGeometry

    def __post_init__(self) -> None:
        if self.geometry.geom_type not in {"Polygon", "MultiPolygon"}:
            raise BadInput(Problem(NOT_AN_AREA, got=self.geometry.geom_type, expected="Polygon or MultiPolygon"))

    def polygon(self) -> BaseGeometry:
        """The outline itself."""
        return self.geometry

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside; the boundary is outside."""
        return bool(shapely.contains_xy(self.geometry, lon, lat))

    def margin_m(self, lon: float, lat: float) -> float:
        """Metres to the boundary, positive inside, negative outside."""
        return margin_m(self.geometry, lon, lat)


@dataclass(frozen=True, slots=True)
class Disc:
    """Everything nearer to a point than a radius, along geodesics.

    `covers` and `margin_m` are exact. The outline has 128 corners, set out so far that its area is that of
    the disc (error below 0.01 %); it leaves the circle by at most 0.02 % of the radius.
    """

    lon: float
    lat: float
    radius_m: float

    def __post_init__(self) -> None:
        check_position(self.lon, self.lat)
        check_distance(self.radius_m, "radius")

    def polygon(self) -> BaseGeometry:
        """The outline as a 128-gon of the disc's area."""
        return _outline_of_disc(self)

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the geodesic to the point is shorter than the radius."""
        return bool(distance_m(self.lon, self.lat, lon, lat) < self.radius_m)

    def margin_m(self, lon: float, lat: float) -> float:
        """The radius less the geodesic distance."""
        return self.radius_m - distance_m(self.lon, self.lat, lon, lat)


@lru_cache(maxsize=1024)
def _outline_of_disc(disc: Disc) -> BaseGeometry:
    step = 2 * math.pi / _CORNERS
    reach = disc.radius_m * math.sqrt(step / math.sin(step))
    azimuth = -np.degrees(np.arange(_CORNERS) * step)
    count = len(azimuth)
    lon, lat, _ = geod().fwd(np.full(count, disc.lon), np.full(count, disc.lat), azimuth, np.full(count, reach))
    ring = np.column_stack([lon, lat])
    return ring_on_map(np.vstack([ring, ring[:1]]))
