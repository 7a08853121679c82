"""Slow and simple computations that the fast ones are held against; none of them shares a formula with the package."""

import itertools

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Transformer
from scipy.special import ndtr

WGS84 = Geodesic.WGS84


def densified_area_km2(ring, pieces=400):
    """Area of one ring (n, 2) by geographiclib, its straight lon/lat edges cut into short geodesics."""
    polygon = WGS84.Polygon()
    for start, end in itertools.pairwise(ring):
        for t in np.arange(pieces) / pieces:
            lon, lat = start + t * (end - start)
            polygon.AddPoint(lat, lon)
    return abs(polygon.Compute()[2]) / 1e6


def distance_to_edges_m(rings, lon, lat, pieces=2000):
    """Metres to the nearest of many points along all edges."""
    best = np.inf
    for ring in rings:
        for start, end in itertools.pairwise(ring):
            t = np.linspace(0, 1, pieces)
            while True:
                along = [WGS84.Inverse(lat, lon, *(start + k * (end - start))[::-1])["s12"] for k in t[:: pieces // 40]]
                middle = t[:: pieces // 40][int(np.argmin(along))]
                best = min(best, *along)
                width = t[-1] - t[0]
                if width < 1e-7:
                    break
                t = np.linspace(max(0, middle - width / 20), min(1, middle + width / 20), pieces)
    return best


def plane_of(lon, lat):
    """Forward and inverse functions of PROJ's azimuthal-equidistant plane, (n, 2) in and out."""
    crs = f"+proj=aeqd +lon_0={lon} +lat_0={lat} +ellps=WGS84 +units=m +no_defs"
    there = Transformer.from_crs("EPSG:4326", crs, always_xy=True)

    def forward(at):
        return np.column_stack(there.transform(at[:, 0], at[:, 1]))

    def inverse(at):
        return np.column_stack(there.transform(at[:, 0], at[:, 1], direction="INVERSE"))

    return forward, inverse


def on_map(plane_area, lon, lat, step_m):
    """An area drawn in the plane at a point, on the map, its straight plane edges kept by short pieces."""
    _, inverse = plane_of(lon, lat)
    return shapely.transform(shapely.segmentize(plane_area, step_m), inverse)


def mass_by_green(rings, lon, lat, sigma_m, pieces=600):
    """∮ Φ(x) φ(y) dy round all rings, in PROJ's plane, edges cut into short chords: another field of the same divergence."""
    forward, _ = plane_of(lon, lat)
    nodes, weights = np.polynomial.legendre.leggauss(3)
    total = 0.0
    for ring in rings:
        for start, end in itertools.pairwise(ring):
            t = np.linspace(0, 1, pieces + 1)[:, None]
            at = forward(start + t * (end - start)) / sigma_m
            step = np.diff(at, axis=0)
            for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
                x, y = (at[:-1] + node * step).T
                total += np.sum(weight * ndtr(x) * np.exp(-y * y / 2) / np.sqrt(2 * np.pi) * step[:, 1])
    return total


def star(rng, corners, reach_m, lon, lat):
    """A star-shaped polygon round a point."""
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    reach = reach_m * rng.uniform(0.4, 1.0, corners)
    east = reach * np.cos(angle) / 111_000 / np.cos(np.radians(lat))
    return shapely.Polygon(np.column_stack([lon + east, lat + reach * np.sin(angle) / 111_000]))
