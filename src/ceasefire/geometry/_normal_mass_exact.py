"""The same sums as `_normal_mass` where its local plane does not reach: wide errors, poles, the 180° meridian.

Every position is projected by geodesics, so the result is as true at a pole as anywhere, and slower.
"""

from __future__ import annotations

import numpy as np

from ceasefire.geometry._edges import Edges
from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry._normal_mass import FAR, parabola_sums
from ceasefire.geometry._plane import Plane
from ceasefire.geometry.rings import Indices, Rings

_METRES_PER_DEGREE = 111_700.0
_TURN_DEG = 3.0  # a piece of a parallel near a pole is an arc: at most so many degrees of it at once
_LARGEST_PIECE_M = 500_000.0
_HALF_ROUND_M = 20_003_931.0  # half a meridian
_SHORTEST_OPPOSITE_M = 10.0


def masses(lon: Floats, lat: Floats, sigma_m: Floats, rings: Rings, event: Indices, zone: Indices) -> Floats:
    """The mass for each pair of an event and a zone, for any sigma, anywhere."""
    pairs = zip(event.tolist(), zone.tolist(), strict=True)
    found = [_mass(float(lon[e]), float(lat[e]), float(sigma_m[e]), _edges(rings, z)) for e, z in pairs]
    return np.array(found, dtype=float)


def _edges(rings: Rings, zone: int) -> Edges:
    start = rings.edge_from[rings.zone_edges[zone] : rings.zone_edges[zone + 1]]
    return Edges(rings.lon[start], rings.lat[start], rings.lon[start + 1], rings.lat[start + 1])


def _mass(lon: float, lat: float, sigma_m: float, edges: Edges) -> float:
    if not len(edges):
        return 0.0
    plane = Plane(lon, lat)
    pieces = _cut(edges, plane, sigma_m)
    first, last = (_at(plane, pieces, part) / sigma_m for part in (0.0, 1.0))
    total = np.arctan2(*_cross_and_dot(first, last))
    near = np.minimum(np.hypot(*first.T), np.hypot(*last.T)) < FAR + 1
    a, b, middle = first[near], last[near], (_at(plane, pieces, 0.5) / sigma_m)[near]
    bows = 2 * (a + b) - 4 * middle
    total[near] = parabola_sums(a[:, 0], a[:, 1], b[:, 0], b[:, 1], bows[:, 0], bows[:, 1])
    # The plane shows the point opposite as its far rim: an area round it has the rim as its outer edge.
    return float(total.sum() / (2 * np.pi)) + _covers_opposite(lon, lat, edges)


def _cut(edges: Edges, plane: Plane, sigma_m: float) -> Edges:
    """The edges in pieces: at most one sigma long near the centre, and short round the point opposite."""
    steep = np.sin(np.radians(np.maximum(np.abs(edges.lat1), np.abs(edges.lat2))))
    turn = np.abs(edges.lon2 - edges.lon1) * steep / _TURN_DEG
    pieces = edges.cut(np.ceil(np.maximum(np.maximum(_length_m(edges) / _LARGEST_PIECE_M, turn), 1)).astype(np.int64))
    done: list[Edges] = []
    while len(pieces):
        length = _length_m(pieces)
        away = np.stack([np.hypot(*_at(plane, pieces, part).T) for part in (0.0, 1.0)])
        near = (away.min(axis=0) < (FAR + 1) * sigma_m + length) & (length > sigma_m)
        opposite = (away.max(axis=0) > _HALF_ROUND_M - 2 * length) & (length > _SHORTEST_OPPOSITE_M)
        done.append(pieces.keep(~(near | opposite)))
        pieces = pieces.keep(near | opposite)
        pieces = pieces.cut(np.full(len(pieces), 8))
    return Edges(*(np.concatenate([getattr(part, name) for part in done]) for name in Edges.__slots__))


def _length_m(edges: Edges) -> Floats:
    """Metres along each edge, rather too many than too few."""
    cos = np.cos(np.radians(np.minimum(np.abs(edges.lat1), np.abs(edges.lat2))))
    length: Floats = np.hypot((edges.lon2 - edges.lon1) * cos, edges.lat2 - edges.lat1) * _METRES_PER_DEGREE
    return length


def _at(plane: Plane, pieces: Edges, t: float) -> Floats:
    lon = pieces.lon1 + t * (pieces.lon2 - pieces.lon1)
    lat = pieces.lat1 + t * (pieces.lat2 - pieces.lat1)
    return plane.from_map(np.column_stack([lon, lat]))


def _cross_and_dot(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], (a * b).sum(axis=1)


def _covers_opposite(lon: float, lat: float, edges: Edges) -> int:
    """1 when the point opposite on the Earth lies inside the rings, which are straight on the map."""
    x, y = (lon + 180 if lon <= 0 else lon - 180), -lat
    spans = (edges.lat1 > y) != (edges.lat2 > y)
    rise = np.where(spans, edges.lat2 - edges.lat1, 1.0)
    east = edges.lon1 + (y - edges.lat1) / rise * (edges.lon2 - edges.lon1) > x
    return int(np.count_nonzero(spans & east) % 2)
