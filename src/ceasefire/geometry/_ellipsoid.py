"""The WGS 84 ellipsoid: its radii of curvature, its authalic integral, and its geodesics."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pyproj import Geod

Floats: TypeAlias = NDArray[np.float64]

EQUATORIAL_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
POLAR_M = EQUATORIAL_M * (1 - FLATTENING)
E2 = FLATTENING * (2 - FLATTENING)
_E = float(np.sqrt(E2))


@lru_cache(maxsize=1)
def geod() -> Geod:
    """The geodesics of WGS 84 (Karney 2013, through PROJ), made once and only when needed."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def radii_m(lat: Floats) -> tuple[Floats, Floats]:
    """Radii of curvature along the meridian (M) and across it (N), in metres, at `lat` degrees."""
    w2 = 1 - E2 * np.sin(np.radians(lat)) ** 2
    across = EQUATORIAL_M / np.sqrt(w2)
    return across * (1 - E2) / w2, across


def belt_m2(lat: Floats) -> Floats:
    """Square metres between the equator and `lat`, per radian of longitude (negative in the south).

    Snyder, Map Projections: A Working Manual (1987), equation 3-12, in metres.
    """
    s = np.sin(np.radians(lat))
    belt: Floats = POLAR_M**2 / 2 * (s / (1 - E2 * s**2) + np.arctanh(_E * s) / _E)
    return belt


def to_space_m(lon: Floats, lat: Floats) -> Floats:
    """Earth-centred coordinates in metres, shape (n, 3), of points on the ellipsoid."""
    _, across = radii_m(lat)
    turn, rise = np.radians(lon), np.radians(lat)
    flat = across * np.cos(rise)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), across * (1 - E2) * np.sin(rise)], axis=-1)
