"""How much of a round normal distribution lies in outlines: the sum over their edges, for many pairs.

The mass of the triangle between the centre and an edge is (1/2π) ∫ (1 − exp(−h² / (2 cos² φ))) dφ. With the
distance r from the centre that is (1/2π) ∫ g(r²) (x dy − y dx), g(w) = (1 − exp(−w/2)) / w, along the edge: an
integrand without poles, whatever h is. Beyond seven sigmas it is the mere angle under which the edge is
seen, and whole runs of far edges need no more than the count of turns round the centre.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry._local_plane import LocalPlane, bow, local_plane, position
from ceasefire.geometry.rings import Indices, Rings

FAR = 7.0  # sigmas: exp(-7²/2) = 2e-11
PANEL = 2.0  # longest piece of an edge taken at once, in sigmas
SHORT = 0.5  # up to here three points are enough
FEW = np.polynomial.legendre.leggauss(3)
MANY = np.polynomial.legendre.leggauss(6)

_EDGES_AT_ONCE = 1 << 15


def masses(lon: Floats, lat: Floats, sigma_m: Floats, rings: Rings, event: Indices, zone: Indices) -> Floats:
    """The mass for each pair of an event and a zone, all of them near enough for the local plane."""
    result = np.zeros(len(event))
    counts = rings.zone_edges[zone + 1] - rings.zone_edges[zone]
    ends = np.cumsum(counts)
    first = 0
    while first < len(event):
        done = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + _EDGES_AT_ONCE, side="right")))
        some = slice(first, last)
        result[some] = _batch(lon, lat, sigma_m, rings, event[some], zone[some], counts[some])
        first = last
    return result


def _batch(
    lon: Floats, lat: Floats, sigma_m: Floats, rings: Rings, event: Indices, zone: Indices, counts: Indices
) -> Floats:
    plane = local_plane(lat[event], sigma_m[event])
    pair = np.repeat(np.arange(len(event)), counts)
    edge = np.arange(len(pair)) + np.repeat(rings.zone_edges[zone] - (np.cumsum(counts) - counts), counts)
    start = rings.edge_from[edge]
    centre_lon, centre_lat, cos = lon[event][pair], lat[event][pair], plane.cos[pair]
    u1, v1 = np.radians(rings.lon[start] - centre_lon) * cos, np.radians(rings.lat[start] - centre_lat)
    u2, v2 = np.radians(rings.lon[start + 1] - centre_lon) * cos, np.radians(rings.lat[start + 1] - centre_lat)
    # A flat stand-in for the plane, in which edges are straight: enough to see which are far, and to count turns.
    wide, high = plane.scale[pair], (plane.scale * plane.y_v)[pair]
    enter, leave = _within_reach(u1 * wide, v1 * high, u2 * wide, v2 * high)
    near = np.flatnonzero(leave > enter)
    total = 2 * np.pi * crossings(u1, v1, u2, v2)
    if near.size:
        ends = (u1[near], v1[near], u2[near], v2[near])
        total[near] = _near_edges(plane, pair[near], ends, enter[near], leave[near])
    return np.bincount(pair, weights=total, minlength=len(event)) / (2 * np.pi)


def _within_reach(x1: Floats, y1: Floats, x2: Floats, y2: Floats) -> tuple[Floats, Floats]:
    """From where to where along each edge (0 to 1) it is nearer than `FAR`; enter ≥ leave where it never is."""
    dx, dy = x2 - x1, y2 - y1
    length2 = np.maximum(dx * dx + dy * dy, 1e-300)
    foot = -(x1 * dx + y1 * dy) / length2
    off2 = (x1 * dy - y1 * dx) ** 2 / length2
    half = np.sqrt(np.maximum(FAR * FAR - off2, 0.0) / length2)
    # Ends are judged by themselves, so that two edges judge their common corner alike.
    enter = np.where(x1 * x1 + y1 * y1 < FAR * FAR, 0.0, np.clip(foot - half, 0.0, 1.0))
    leave = np.where(x2 * x2 + y2 * y2 < FAR * FAR, 1.0, np.clip(foot + half, 0.0, 1.0))
    return enter, leave


def crossings(x1: Floats, y1: Floats, x2: Floats, y2: Floats) -> Floats:
    """+1 where an edge crosses the negative x axis downwards (a turn to the left round the origin), −1 upwards."""
    down, up = (y1 >= 0) & (y2 < 0), (y1 < 0) & (y2 >= 0)
    left = x1 * y2 - y1 * x2
    return (down & (left > 0)).astype(float) - (up & (left < 0))


def _near_edges(
    plane: LocalPlane,
    pair: Indices,
    ends: tuple[Floats, Floats, Floats, Floats],
    enter: Floats,
    leave: Floats,
) -> Floats:
    """2π times the mass of edges that come within reach: their near part in full, the rest by its angle."""
    u1, v1, u2, v2 = ends
    du, dv = u2 - u1, v2 - v1
    own = plane.of(pair)
    result = np.zeros(len(pair))
    for at, sign, cut in ((enter, 1.0, enter > 0), (leave, -1.0, leave < 1)):
        some = np.flatnonzero(cut)
        u, v = u1[some] + at[some] * du[some], v1[some] + at[some] * dv[some]
        corner = (u1, v1) if sign > 0 else (u2, v2)
        outer = (corner[0][some], corner[1][some])
        turns = crossings(*outer, u, v) if sign > 0 else crossings(u, v, *outer)
        result[some] += 2 * np.pi * turns + sign * _angle(own.of(some), u, v)
    length = np.hypot(du * own.scale, dv * own.scale * own.y_v) * (leave - enter)
    pieces = np.maximum(1, np.ceil(length / PANEL)).astype(np.int64)
    of = np.repeat(np.arange(len(pair)), pieces)
    number = np.arange(len(of)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = (leave - enter)[of] / pieces[of]
    begin = enter[of] + number * step
    wide, high = step * du[of], step * dv[of]
    sums = _pieces(own.of(of), u1[of] + begin * du[of], v1[of] + begin * dv[of], wide, high, length[of] <= SHORT)
    return result + np.bincount(of, weights=sums, minlength=len(pair))


def _angle(plane: LocalPlane, u: Floats, v: Floats) -> Floats:
    """The direction of a point in the plane, counted on from its direction in the flat stand-in."""
    rough = np.arctan2(v * plane.y_v, u)
    x, y = position(plane, u, v)
    true = np.arctan2(y, x)
    return true + 2 * np.pi * np.round((rough - true) / (2 * np.pi))


def _pieces(plane: LocalPlane, u: Floats, v: Floats, du: Floats, dv: Floats, short: NDArray[np.bool_]) -> Floats:
    """2π times the mass of short pieces, each a parabola in the plane."""
    x1, y1 = position(plane, u, v)
    x2, y2 = position(plane, u + du, v + dv)
    bx, by = bow(plane, u + du / 2, v + dv / 2, du, dv)
    sums = np.empty(len(u))
    for rule, some in ((FEW, np.flatnonzero(short)), (MANY, np.flatnonzero(~short))):
        sums[some] = parabola_sums(x1[some], y1[some], x2[some], y2[some], bx[some], by[some], rule)
    return sums


def parabola_sums(
    x1: Floats, y1: Floats, x2: Floats, y2: Floats, bx: Floats, by: Floats, rule: tuple[Floats, Floats] = MANY
) -> Floats:
    """∫ g(r²) (x dy − y dx) along p(t) = p1 + t (p2 − p1) − t (1 − t) b, t from 0 to 1."""
    dx, dy = x2 - x1, y2 - y1
    total = np.zeros(len(x1))
    for node, weight in zip(*rule, strict=True):
        t = (node + 1) / 2
        x, y = x1 + t * (dx - (1 - t) * bx), y1 + t * (dy - (1 - t) * by)
        sx, sy = dx - (1 - 2 * t) * bx, dy - (1 - 2 * t) * by
        w = x * x + y * y + 1e-300
        total += weight / 2 * (x * sy - y * sx) * (-np.expm1(-w / 2) / w)
    return total
