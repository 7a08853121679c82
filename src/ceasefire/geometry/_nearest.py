"""The nearest point of an outline or a line, in geodesic metres, for many points at once.

First every edge is cut into short pieces, and chords through space give bounds of the distance to each
piece; then the few pieces that can be the nearest are solved along the true edge with geodesics.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ceasefire.geometry._edges import Edges, boundary_of, edges_of
from ceasefire.geometry._ellipsoid import EQUATORIAL_M, Floats, geod, radii_m, to_space_m

_PIECE_M = 20_000.0
_AT_ONCE = 1_000_000
_ROUNDS = 5
_METRES_PER_DEGREE = 111_700.0


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each point: metres to the nearest point of the edges, and where that point is."""

    metres: Floats
    lon: Floats
    lat: Floats


def boundary_distances_m(geometry: BaseGeometry, lon: Floats, lat: Floats) -> Floats:
    """Metres to what bounds an area on the Earth; infinite where nothing bounds it."""
    return nearest(boundary_of(geometry), lon, lat).metres


def line_distances_m(line: BaseGeometry, lon: Floats, lat: Floats) -> Floats:
    """Metres to a line."""
    return nearest(edges_of(line), lon, lat).metres


def nearest(edges: Edges, lon: Floats, lat: Floats) -> Nearest:
    """The nearest point of straight lon/lat edges for each point (NaN stays NaN)."""
    result = Nearest(np.full(lon.shape, np.inf), np.full(lon.shape, np.nan), np.full(lon.shape, np.nan))
    usable = np.isfinite(lon) & np.isfinite(lat)
    result.metres[~usable] = np.nan
    pieces = _pieces(edges)
    if not len(pieces):
        return result
    where = np.flatnonzero(usable)
    for some in np.array_split(where, max(1, len(where) * len(pieces) // _AT_ONCE)):
        if some.size:
            _solve(pieces, lon, lat, some, result)
    return result


def _pieces(edges: Edges) -> Edges:
    """The edges cut so short that a chord through space is close to the edge."""
    east = (edges.lon2 - edges.lon1) * np.cos(np.radians(np.minimum(np.abs(edges.lat1), np.abs(edges.lat2))))
    metres = np.hypot(east, edges.lat2 - edges.lat1) * _METRES_PER_DEGREE
    return edges.cut(np.maximum(1, np.ceil(metres / _PIECE_M)).astype(np.int64))


def _solve(pieces: Edges, lon: Floats, lat: Floats, some: NDArray[np.int64], result: Nearest) -> None:
    """Write the nearest points of `some` into `result`."""
    point, piece = _candidates(pieces, lon[some], lat[some])
    metres, at_lon, at_lat = _along_edge(pieces, piece, lon[some][point], lat[some][point])
    order = np.lexsort((metres, point))
    first = order[np.unique(point[order], return_index=True)[1]]
    result.metres[some] = metres[first]
    result.lon[some], result.lat[some] = at_lon[first], at_lat[first]


def _candidates(pieces: Edges, lon: Floats, lat: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs (point, piece) that can be nearest: chord distance, with bounds of what the chord leaves out."""
    start, end = to_space_m(pieces.lon1, pieces.lat1), to_space_m(pieces.lon2, pieces.lat2)
    along, here = end - start, to_space_m(lon, lat)
    length2 = np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
    # |p - s|² and (p - s)·a by products of matrices; the mean is taken off against loss of digits.
    middle = start.mean(axis=0)
    p, s = here - middle, start - middle
    dot = p @ along.T - np.einsum("ij,ij->i", s, along)
    square = (p**2).sum(axis=1)[:, None] + (s**2).sum(axis=1) - 2 * (p @ s.T)
    t = np.clip(dot / length2, 0, 1)
    chord = np.sqrt(np.maximum(square - 2 * t * dot + t**2 * length2, 0))
    steep = np.minimum(np.tan(np.radians(np.minimum(np.maximum(abs(pieces.lat1), abs(pieces.lat2)), 89.9))), 500)
    slack = 1.0 + length2 / EQUATORIAL_M * (0.25 + 0.25 * steep)
    lower, upper = chord - slack, chord + slack
    best = upper.min(axis=1)
    # An equal chord is not quite an equal geodesic on an ellipsoid.
    best += 3e-4 * best * (best / EQUATORIAL_M) ** 2
    return np.nonzero(lower <= best[:, None])  # type: ignore[return-value]  # two dimensions, two arrays


def _along_edge(pieces: Edges, piece: NDArray[np.int64], lon: Floats, lat: Floats) -> tuple[Floats, Floats, Floats]:
    """Slide along each edge until the geodesic to the point stands square on it."""
    lon1, lat1 = pieces.lon1[piece], pieces.lat1[piece]
    east, north = pieces.lon2[piece] - lon1, pieces.lat2[piece] - lat1
    t = np.full(len(piece), 0.5)
    for _ in range(_ROUNDS):
        at_lon, at_lat = lon1 + t * east, lat1 + t * north
        azimuth, _, metres = geod().inv(at_lon, at_lat, lon, lat)
        meridional, across = radii_m(at_lat)
        dx = across * np.cos(np.radians(at_lat)) * np.radians(east)
        dy = meridional * np.radians(north)
        turn, metres = np.radians(azimuth), np.asarray(metres)
        step = metres * (np.sin(turn) * dx + np.cos(turn) * dy) / np.maximum(dx**2 + dy**2, 1e-18)
        t = np.clip(t + step, 0, 1)
    at_lon, at_lat = lon1 + t * east, lat1 + t * north
    _, _, metres = geod().inv(at_lon, at_lat, lon, lat)
    return np.asarray(metres), at_lon, at_lat
