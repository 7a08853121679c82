"""A geometry taken apart into the arrays that computations want: its rings and its edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ceasefire.geometry._ellipsoid import Floats

_POLYGON, _LINE = 3, (1, 2)


@dataclass(frozen=True, slots=True)
class Edges:
    """Straight edges in degrees: from (lon1, lat1) to (lon2, lat2); arrays of one length."""

    lon1: Floats
    lat1: Floats
    lon2: Floats
    lat2: Floats

    def __len__(self) -> int:
        return len(self.lon1)

    def keep(self, wanted: NDArray[np.bool_]) -> Edges:
        """Only the edges that are wanted."""
        return Edges(self.lon1[wanted], self.lat1[wanted], self.lon2[wanted], self.lat2[wanted])

    def cut(self, pieces: NDArray[np.int64]) -> Edges:
        """Every edge cut into so many equal pieces, in order."""
        edge = np.repeat(np.arange(len(self)), pieces)
        step = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        near, far = step / pieces[edge], (step + 1) / pieces[edge]
        lon, lat = self.lon1[edge], self.lat1[edge]
        across, up = self.lon2[edge] - lon, self.lat2[edge] - lat
        return Edges(lon + near * across, lat + near * up, lon + far * across, lat + far * up)


def polygons_of(geometry: BaseGeometry) -> NDArray[np.object_]:
    """The polygons of a geometry, collections opened; points and lines have none."""
    parts = shapely.get_parts([geometry])
    while np.any(shapely.get_type_id(parts) > _POLYGON):
        parts = shapely.get_parts(parts)
    polygons: NDArray[np.object_] = parts[(shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)]
    return polygons


def oriented_rings(geometry: BaseGeometry) -> list[Floats]:
    """The closed rings, each (n, 2): outer ones counter-clockwise, holes clockwise."""
    rings: list[Floats] = []
    for polygon in polygons_of(geometry):
        for number, ring in enumerate(shapely.get_rings(polygon)):
            coordinates = shapely.get_coordinates(ring)
            is_hole = number > 0
            rings.append(coordinates[::-1] if shapely.is_ccw(ring) == is_hole else coordinates)
    return rings


def edges_of_rings(rings: list[Floats]) -> Edges:
    """The edges of the rings, in order; edges without length are left out."""
    if not rings:
        nothing = np.empty(0)
        return Edges(nothing, nothing, nothing, nothing)
    start = np.concatenate([ring[:-1] for ring in rings])
    end = np.concatenate([ring[1:] for ring in rings])
    edges = Edges(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    return edges.keep((edges.lon1 != edges.lon2) | (edges.lat1 != edges.lat2))


def edges_of(geometry: BaseGeometry) -> Edges:
    """The edges of an area's rings, or of a line."""
    rings = oriented_rings(geometry)
    if not rings:
        parts = shapely.get_parts(geometry)
        rings = [shapely.get_coordinates(part) for part in parts[np.isin(shapely.get_type_id(parts), _LINE)]]
    return edges_of_rings(rings)


def boundary_of(geometry: BaseGeometry) -> Edges:
    """The edges that bound the area on the Earth.

    A map has edges that the Earth has not: the two sides of a cut along the 180° meridian, and the
    stretched-out poles. They bound nothing where the area goes on at the other side.
    """
    edges = edges_of(geometry)
    at_pole = (np.abs(edges.lat1) == 90) & (np.abs(edges.lat2) == 90)
    edges = edges.keep(~at_pole)
    east = (edges.lon1 == 180) & (edges.lon2 == 180)
    west = (edges.lon1 == -180) & (edges.lon2 == -180)
    if not (east.any() or west.any()):
        return edges
    rest = edges.keep(~(east | west))
    both = [_seam(edges.keep(side)) for side in (east, west)]
    open_side = both[0].symmetric_difference(both[1])
    stretches = [shapely.get_coordinates(part) for part in shapely.get_parts(open_side)]
    seam = [np.column_stack([np.full(len(part), 180.0), part[:, 0]]) for part in stretches if len(part) > 1]
    more = edges_of_rings(seam)
    return Edges(*(np.concatenate([getattr(rest, name), getattr(more, name)]) for name in Edges.__slots__))


def _seam(edges: Edges) -> BaseGeometry:
    """What the edges along the 180° meridian cover of it, as stretches of latitude on a line."""
    stretches = np.stack(
        [np.column_stack([edges.lat1, np.zeros(len(edges))]), np.column_stack([edges.lat2, np.zeros(len(edges))])],
        axis=1,
    )
    return shapely.union_all(shapely.linestrings(stretches)) if len(edges) else shapely.MultiLineString()
