"""Metres live here: distances, directions, areas and margins on the WGS 84 ellipsoid.

Positions are longitude, latitude in degrees; distances are metres along geodesics; the edges of a
polygon are straight in longitude and latitude (RFC 7946), as they are drawn.
"""

from __future__ import annotations

from typing import overload

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely.geometry.base import BaseGeometry

from ceasefire.geometry._edges import edges_of, edges_of_rings, oriented_rings
from ceasefire.geometry._ellipsoid import Floats, belt_m2, geod, radii_m
from ceasefire.geometry._nearest import boundary_distances_m, line_distances_m

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_MEAN_RADIUS_M = 6_371_008.8


@overload
def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float: ...
@overload
def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Floats: ...
def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> float | Floats:
    """Metres between two points along the geodesic (Karney 2013; error below a micrometre).

    Numbers or arrays that broadcast; NaN gives NaN.
    """
    here = _together(lon1, lat1, lon2, lat2)
    _, _, metres = geod().inv(*here)
    return _plain(metres)


@overload
def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float: ...
@overload
def bearing_deg(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Floats: ...
def bearing_deg(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> float | Floats:
    """Direction at the first point towards the second, in degrees clockwise from north, [0, 360)."""
    here = _together(lon1, lat1, lon2, lat2)
    azimuth, _, _ = geod().inv(*here)
    return _plain(np.asarray(azimuth) % 360)


@overload
def destination(lon: float, lat: float, azimuth_deg: float, metres: float) -> tuple[float, float]: ...
@overload
def destination(lon: ArrayLike, lat: ArrayLike, azimuth_deg: ArrayLike, metres: ArrayLike) -> tuple[Floats, Floats]: ...
def destination(
    lon: ArrayLike, lat: ArrayLike, azimuth_deg: ArrayLike, metres: ArrayLike
) -> tuple[float, float] | tuple[Floats, Floats]:
    """The point that lies so many metres away in a direction (degrees clockwise from north)."""
    here = _together(lon, lat, azimuth_deg, metres)
    there_lon, there_lat, _ = geod().fwd(*here)
    return _plain(there_lon), _plain(there_lat)  # type: ignore[return-value]  # both numbers or both arrays


def _together(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    """Four arrays of one shape, each its own copy: the geodesic routines may work in place."""
    a, b, c, d = (
        part.copy() for part in np.broadcast_arrays(*(np.asarray(part, dtype=float) for part in (a, b, c, d)))
    )
    return a, b, c, d


def _plain(values: ArrayLike) -> float | Floats:
    result = np.asarray(values, dtype=float)
    return float(result) if result.ndim == 0 else result


def area_km2(geometry: BaseGeometry) -> float:
    """Square kilometres of an area on the ellipsoid; holes are taken out.

    The area is the line integral of the authalic belt (Snyder 1987, 3-12) along edges that are straight
    in longitude and latitude, by 16-point Gauss quadrature on every edge: relative error below 1e-9.
    Points and lines have no area.
    """
    edges = edges_of_rings(oriented_rings(geometry))
    half, middle = (edges.lat2 - edges.lat1) / 2, (edges.lat2 + edges.lat1) / 2
    belts = belt_m2(middle[:, None] + half[:, None] * _NODES) @ _WEIGHTS / 2
    if not len(belts):
        return 0.0
    # A closed ring comes back to its longitude, so a constant may be taken off: less is lost in rounding.
    return float(-np.sum((belts - belts[0]) * np.radians(edges.lon2 - edges.lon1)) / 1e6)


def margin_m(geometry: BaseGeometry, lon: float, lat: float) -> float:
    """Metres from a point to the boundary of an area: positive inside, negative outside, 0 on it.

    Everything has margin +inf, nothing -inf. See `margins_m`.
    """
    return float(margins_m(geometry, [lon], [lat])[0])


def margins_m(geometry: BaseGeometry, lon: ArrayLike, lat: ArrayLike) -> Floats:
    """Metres from each point to the boundary of an area: positive inside, negative outside.

    `lon`, `lat`: arrays of one shape; NaN gives NaN. The distance is the geodesic to the nearest point
    of an edge that is straight in longitude and latitude; error below 1 mm up to 300 km, below 0.01 %
    beyond. Cuts along the 180° meridian and poles are not boundaries.
    """
    lons, lats = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    shapely.prepare(geometry)
    inside = shapely.contains_xy(geometry, lons, lats)
    metres = boundary_distances_m(geometry, lons.ravel(), lats.ravel()).reshape(lons.shape)
    return np.where(inside, metres, -metres)


def line_distance_m(line: BaseGeometry, lon: ArrayLike, lat: ArrayLike) -> Floats:
    """Metres from each point to a line whose pieces are straight in longitude and latitude."""
    lons, lats = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    return line_distances_m(line, lons.ravel(), lats.ravel()).reshape(lons.shape)


def length_m(line: BaseGeometry) -> float:
    """Metres along a line whose pieces are straight in longitude and latitude."""
    edges = edges_of(line)
    t = (_NODES + 1) / 2
    meridional, across = radii_m(edges.lat1[:, None] + (edges.lat2 - edges.lat1)[:, None] * t)
    lat = np.radians(edges.lat1[:, None] + (edges.lat2 - edges.lat1)[:, None] * t)
    north = meridional * np.radians(edges.lat2 - edges.lat1)[:, None]
    east = across * np.cos(lat) * np.radians(edges.lon2 - edges.lon1)[:, None]
    return float(np.sum(np.hypot(north, east) @ _WEIGHTS / 2))


def edge_departures_m(geometry: BaseGeometry) -> Floats:
    """How far, in metres, each edge runs from the geodesic between its ends, in the order of the edges.

    An edge is straight in longitude and latitude; a surveyor's line is the geodesic. Where the two are
    over 100 m apart the text should say which is meant. Error below 1 %.
    """
    edges = edges_of(geometry)
    if not len(edges):
        return np.empty(0)
    course, _, _ = geod().inv(edges.lon1, edges.lat1, edges.lon2, edges.lat2)
    apart = np.zeros(len(edges))
    for t in (0.25, 0.4, 0.5, 0.6, 0.75):
        lon = edges.lon1 + t * (edges.lon2 - edges.lon1)
        lat = edges.lat1 + t * (edges.lat2 - edges.lat1)
        azimuth, _, metres = geod().inv(edges.lon1, edges.lat1, lon, lat)
        off = np.sin(np.asarray(metres) / _MEAN_RADIUS_M) * np.sin(np.radians(np.asarray(azimuth) - course))
        apart = np.maximum(apart, np.abs(np.arcsin(off)) * _MEAN_RADIUS_M)
    return apart
