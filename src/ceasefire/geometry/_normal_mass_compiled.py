"""The same sums as `_normal_mass`, compiled: one pair after the other, no arrays in between.

Imported only where numba is installed; both are tested to give equal results.
"""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np

from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry._local_plane import local_plane
from ceasefire.geometry._normal_mass import FAR, FEW, MANY, PANEL, SHORT
from ceasefire.geometry.rings import Indices, Rings

_NODES = np.concatenate([(FEW[0] + 1) / 2, (MANY[0] + 1) / 2])
_WEIGHTS = np.concatenate([FEW[1] / 2, MANY[1] / 2])
_COUNT_FEW, _COUNT_ALL = len(FEW[0]), len(FEW[0]) + len(MANY[0])
_TURN = 2 * math.pi
_RADIANS = math.pi / 180
_FAR2 = FAR * FAR

_inline = numba.njit(cache=True, inline="always")


def masses(lon: Floats, lat: Floats, sigma_m: Floats, rings: Rings, event: Indices, zone: Indices) -> Floats:
    """The mass for each pair of an event and a zone, all of them near enough for the local plane."""
    used, at = np.unique(event, return_inverse=True)
    planes = np.column_stack(local_plane(lat[used], sigma_m[used]))
    result = np.empty(len(event))
    _masses(lon[used], lat[used], planes, rings.lon, rings.lat, rings.edge_from, rings.zone_edges, at, zone, result)
    return result


@_inline
def _east(p: Any, u: float, v: float) -> float:  # noqa: ANN401 - numba's row of coefficients
    uu, vv = u * u, v * v
    inner = 1 + v * p[2] + vv * p[3] + uu * (p[4] + v * p[5] + vv * p[6] + uu * p[7]) - vv * vv / 45
    return p[1] * u * inner  # type: ignore[no-any-return]  # a number


@_inline
def _north(p: Any, u: float, v: float) -> float:  # noqa: ANN401 - as above
    uu, vv = u * u, v * v
    outer = uu * (p[10] + v * p[12] + vv * (p[13] - v * (2 / 45)) + uu * (p[14] + v * p[15]))
    return p[1] * (v * (p[8] + v * p[9] + vv * p[11]) + outer)  # type: ignore[no-any-return]  # a number


@_inline
def _crossing(x1: float, y1: float, x2: float, y2: float) -> float:
    if (y1 >= 0) == (y2 >= 0):
        return 0.0
    left = x1 * y2 - y1 * x2
    if y1 >= 0:
        return 1.0 if left > 0 else 0.0
    return -1.0 if left < 0 else 0.0


@_inline
def _angle(p: Any, u: float, v: float) -> float:  # noqa: ANN401 - as above
    rough = math.atan2(v * p[8], u)
    true = math.atan2(_north(p, u, v), _east(p, u, v))
    return true + _TURN * round((rough - true) / _TURN)


@_inline
def _piece(x1: float, y1: float, x2: float, y2: float, bx: float, by: float, few: bool) -> float:  # noqa: FBT001 - numba takes no keywords
    dx, dy = x2 - x1, y2 - y1
    total = 0.0
    for k in range(0 if few else _COUNT_FEW, _COUNT_FEW if few else _COUNT_ALL):
        t = _NODES[k]
        x, y = x1 + t * (dx - (1 - t) * bx), y1 + t * (dy - (1 - t) * by)
        sx, sy = dx - (1 - 2 * t) * bx, dy - (1 - 2 * t) * by
        w = x * x + y * y
        # (1 - exp(-w/2)) / w, by its series where the difference would lose digits
        g = 0.5 - w * (0.125 - w * (1 / 48 - w / 384)) if w < 0.02 else (1 - math.exp(-w / 2)) / w
        total += _WEIGHTS[k] * (x * sy - y * sx) * g
    return total


@_inline
def _reach(x1: float, y1: float, x2: float, y2: float) -> tuple[float, float]:
    """From where to where along an edge (0 to 1) it is within reach; enter ≥ leave where it never is."""
    dx, dy = x2 - x1, y2 - y1
    length2 = max(dx * dx + dy * dy, 1e-300)
    foot = -(x1 * dx + y1 * dy) / length2
    off = x1 * dy - y1 * dx
    half = math.sqrt(max(_FAR2 - off * off / length2, 0.0) / length2)
    enter = 0.0 if x1 * x1 + y1 * y1 < _FAR2 else min(max(foot - half, 0.0), 1.0)
    leave = 1.0 if x2 * x2 + y2 * y2 < _FAR2 else min(max(foot + half, 0.0), 1.0)
    return enter, leave


@_inline
def _near_part(p: Any, u: float, v: float, du: float, dv: float) -> float:  # noqa: ANN401 - as above
    """2π times the mass of the part of an edge from (u, v) to (u + du, v + dv), piece by piece."""
    length = p[1] * math.hypot(du, dv * p[8])
    pieces = max(1, math.ceil(length / PANEL))
    su, sv = du / pieces, dv / pieces
    uu, uv, vv, half = su * su, 2 * su * sv, sv * sv, 0.5 * p[1]
    x1, y1, total = _east(p, u, v), _north(p, u, v), 0.0
    for j in range(pieces):
        eu, ev = u + (j + 1) * su, v + (j + 1) * sv
        x2, y2 = _east(p, eu, ev), _north(p, eu, ev)
        mu, mv = eu - su / 2, ev - sv / 2
        bx = 6 * p[4] * mu * uu + (p[2] + 2 * p[3] * mv) * uv + 2 * p[3] * mu * vv
        by = 2 * (p[10] + p[12] * mv) * uu + 2 * p[12] * mu * uv + (2 * p[9] + 6 * p[11] * mv) * vv
        total += _piece(x1, y1, x2, y2, half * bx, half * by, length <= SHORT)
        x1, y1 = x2, y2
    return total


@_inline
def _edge(p: Any, u1: float, v1: float, u2: float, v2: float) -> float:  # noqa: ANN401 - as above
    """2π times what one edge adds: its near part in full, the rest by its turns and angles."""
    wide, high = p[1], p[1] * p[8]
    enter, leave = _reach(u1 * wide, v1 * high, u2 * wide, v2 * high)
    if leave <= enter:
        return _TURN * _crossing(u1, v1, u2, v2)
    du, dv, total = u2 - u1, v2 - v1, 0.0
    u, v = u1 + enter * du, v1 + enter * dv
    if enter > 0:
        total += _TURN * _crossing(u1, v1, u, v) + _angle(p, u, v)
    if leave < 1:
        end_u, end_v = u1 + leave * du, v1 + leave * dv
        total += _TURN * _crossing(end_u, end_v, u2, v2) - _angle(p, end_u, end_v)
    return total + _near_part(p, u, v, (leave - enter) * du, (leave - enter) * dv)


@numba.njit(cache=True, nogil=True)
def _masses(  # noqa: PLR0913, PLR0917 - numba wants every array as an argument of its own
    lon: Any,  # noqa: ANN401 - numba types them all
    lat: Any,  # noqa: ANN401
    planes: Any,  # noqa: ANN401
    ring_lon: Any,  # noqa: ANN401
    ring_lat: Any,  # noqa: ANN401
    edge_from: Any,  # noqa: ANN401
    zone_edges: Any,  # noqa: ANN401
    event: Any,  # noqa: ANN401
    zone: Any,  # noqa: ANN401
    result: Any,  # noqa: ANN401
) -> None:
    for k in range(len(event)):
        e = event[k]
        p = planes[e]
        to_u, total, before = _RADIANS * p[0], 0.0, -2
        u1 = v1 = 0.0
        for i in range(zone_edges[zone[k]], zone_edges[zone[k] + 1]):
            start = edge_from[i]
            if start != before + 1:
                u1, v1 = (ring_lon[start] - lon[e]) * to_u, (ring_lat[start] - lat[e]) * _RADIANS
            before = start
            u2, v2 = (ring_lon[start + 1] - lon[e]) * to_u, (ring_lat[start + 1] - lat[e]) * _RADIANS
            total += _edge(p, u1, v1, u2, v2)
            u1, v1 = u2, v2
        result[k] = total / _TURN
