"""A plane laid on the Earth at a point (azimuthal equidistant), and the way back to the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.geometry._ellipsoid import Floats, geod

WORLD = shapely.box(-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Plane:
    """The azimuthal-equidistant plane at (lon, lat): distance and direction from its origin are true."""

    lon: float
    lat: float

    def from_map(self, coordinates: Floats) -> Floats:
        """Metres east and north, (n, 2), of positions in degrees, (n, 2)."""
        count = len(coordinates)
        azimuth, _, metres = geod().inv(
            np.full(count, self.lon), np.full(count, self.lat), coordinates[:, 0].copy(), coordinates[:, 1].copy()
        )
        turn = np.radians(azimuth)
        return np.column_stack([metres * np.sin(turn), metres * np.cos(turn)])

    def to_map(self, metres: Floats) -> Floats:
        """Positions in degrees, (n, 2), of points of the plane, (n, 2)."""
        count = len(metres)
        azimuth = np.degrees(np.arctan2(metres[:, 0], metres[:, 1]))
        lon, lat, _ = geod().fwd(
            np.full(count, self.lon), np.full(count, self.lat), azimuth, np.hypot(metres[:, 0], metres[:, 1])
        )
        return np.column_stack([lon, lat])


def ring_on_map(ring: Floats) -> BaseGeometry:
    """The area that a closed ring of positions goes round, cut where the map is cut.

    The ring may run over the 180° meridian or round a pole: its longitudes are followed step by step.
    """
    lon, lat = np.unwrap(ring[:, 0], period=360.0), ring[:, 1]
    if abs(lon[-1] - lon[0]) > 180:
        pole = np.copysign(90.0, lat.mean())
        lon = np.concatenate([lon, [lon[-1], lon[0]]])
        lat = np.concatenate([lat, [pole, pole]])
    area = shapely.Polygon(np.column_stack([lon, lat]))
    if lon.min() >= -180 and lon.max() <= 180:
        return area
    turns = range(int(np.floor((lon.min() + 180) / 360)), int(np.ceil((lon.max() + 180) / 360)))
    moved = [shapely.transform(area, lambda at, k=turn: at - [360.0 * k, 0.0]) for turn in turns]
    return shapely.union_all([shapely.intersection(part, WORLD) for part in moved])


def area_on_map(area: BaseGeometry) -> BaseGeometry:
    """The same for an area with holes and parts whose rings are positions in degrees."""
    whole = shapely.Polygon()
    for polygon in shapely.get_parts(area):
        outer, *holes = (ring_on_map(shapely.get_coordinates(ring)) for ring in shapely.get_rings(polygon))
        for hole in holes:
            outer = outer.difference(hole)
        whole = outer if whole.is_empty else whole.union(outer)
    return whole
