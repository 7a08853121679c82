"""How far an event's true place may lie from its report, and which zones that can touch: cuts by distance.

A zone farther away than R holds at most exp(-R² / 2σ²) of a round normal error, whatever its form. On
the ellipsoid no way is shorter than on a sphere with its smallest radius of curvature, so degrees of
latitude and longitude reckoned there are never too few.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from ceasefire.scope.bulk_axis import Floats, Ints
from ceasefire.scope.bulk_zones import ZoneTable

_LEAST_RADIUS_M: Final = 6_335_439.0  # of the meridian at the equator, WGS 84
_LEAST_MASS: Final = 1e-300  # no number much below that is told from none
_WORLD: Final = (-180.0000001, -90.0000001, 180.0000001, 90.0000001)  # its edges lie inside


def reach_in_sigmas(threshold: float) -> float:
    """The distance beyond which no zone holds more than `threshold` of the error."""
    return math.sqrt(-2 * math.log(max(threshold, _LEAST_MASS)))


def widened(boxes: Floats, metres: float) -> Floats:
    """Boxes (west, south, east, north), (p, 4), that hold every point within `metres` of the given ones.

    A box that comes near a pole or the 180° meridian that way becomes the whole map.
    """
    rise = _rise_deg(np.full(len(boxes), metres))
    south, north = boxes[:, 1] - rise, boxes[:, 3] + rise
    turn = _turn_deg(np.full(len(boxes), metres), np.maximum(np.abs(south), np.abs(north)))
    grown = np.column_stack([boxes[:, 0] - turn, south, boxes[:, 2] + turn, north])
    on_map = (grown[:, 0] > -180) & (grown[:, 2] < 180) & (south > -90) & (north < 90)
    grown[~on_map] = _WORLD
    return grown


def within_reach(lon: Floats, lat: Floats, metres: Floats, boxes: Floats) -> npt.NDArray[np.bool_]:
    """Whether the box (west, south, east, north) of each pair may be within so many metres of its point."""
    west, south, east, north = boxes.T
    up = np.maximum(np.maximum(south - lat, lat - north), 0.0)
    aside = np.min([np.maximum(np.maximum(west - x, x - east), 0.0) for x in (lon, lon - 360, lon + 360)], axis=0)
    near: npt.NDArray[np.bool_] = (up <= _rise_deg(metres)) & (aside <= _turn_deg(metres, np.abs(lat)))
    return near


def table_of_boxes(boxes: Floats, start: Ints, end: Ints) -> ZoneTable:
    """A table in which part i is box i, during its window."""
    count = np.arange(len(boxes))
    corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3, 0, 1]].reshape(-1, 2)
    rings = np.arange(len(boxes) + 1)
    return ZoneTable(count, start, end, count, corners, rings * 5, rings, rings)


def _rise_deg(metres: Floats) -> Floats:
    """Degrees of latitude, and a hair more, that so many metres can reach."""
    return np.degrees(metres / _LEAST_RADIUS_M) * (1 + 1e-9) + 1e-9


def _turn_deg(metres: Floats, lat: Floats) -> Floats:
    """Degrees of longitude, and a hair more, that so many metres can reach from `lat` or nearer the equator."""
    arc = np.minimum(metres / _LEAST_RADIUS_M, np.pi / 2)
    share = np.sin(arc) / np.maximum(np.cos(np.radians(np.minimum(lat, 90.0))), 1e-300)
    return np.where(share < 1, np.degrees(np.arcsin(np.minimum(share, 1.0))) * (1 + 1e-9) + 1e-9, 360.0)
