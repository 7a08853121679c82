"""Areas along a line: a corridor on both sides, or one side to a depth.

The buffer is made in a plane at the middle of the line; then every point of its outline is set to the
true geodesic distance from the line, so that the plane's distortion does not stay in the result.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry._edges import Edges, edges_of
from ceasefire.geometry._ellipsoid import EQUATORIAL_M, Floats, geod
from ceasefire.geometry._nearest import nearest
from ceasefire.geometry._plane import Plane, area_on_map
from ceasefire.geometry.codes import LINE_TOO_LONG

FARTHEST_M = 3_000_000.0
_QUARTER = 32  # pieces of a quarter circle: a 128-gon, 0.04 % less area than its circle
_METRES_PER_DEGREE = 111_700.0
_FLATNESS = 1e-4  # how far a piece may bow, in parts of the width


def both_sides(line: BaseGeometry, half_width_m: float) -> BaseGeometry:
    """All points within the half-width of the line, with round ends."""
    plane = _plane_of(line, half_width_m)
    drawn = _on_plane(line, plane, half_width_m)
    return _back_on_map(drawn.buffer(half_width_m, quad_segs=_QUARTER), plane, edges_of(line), half_width_m)


def one_side(line: BaseGeometry, side: str, depth_m: float) -> BaseGeometry:
    """All points beside the line within the depth, on its left or right as it is drawn; nothing past its ends."""
    plane = _plane_of(line, depth_m)
    drawn = _on_plane(line, plane, depth_m)
    strip = drawn.buffer(depth_m, quad_segs=_QUARTER, cap_style="flat")
    cut = shapely.union_all([strip.boundary, _prolonged(drawn, 2 * depth_m)])
    faces = shapely.get_parts(shapely.polygonize([*shapely.get_parts(cut)]))
    wanted = [
        face for face in faces if strip.contains(point := face.representative_point()) and _side(drawn, point) == side
    ]
    return _back_on_map(shapely.union_all(wanted), plane, edges_of(line), depth_m)


def _plane_of(line: BaseGeometry, width_m: float) -> Plane:
    """The plane at the middle of the line's box; the line has to lie within reach of it."""
    west, south, east, north = line.bounds
    plane = Plane((west + east) / 2, (south + north) / 2)
    far = float(np.hypot(*plane.from_map(shapely.get_coordinates(line)).T).max()) + width_m
    if far > FARTHEST_M:
        raise BadInput(Problem(LINE_TOO_LONG, got=f"{far / 1000:.0f} km from its middle", expected="at most 3,000 km"))
    return plane


def _piece_m(width_m: float) -> float:
    return float(np.sqrt(8 * EQUATORIAL_M * _FLATNESS * width_m))


def _on_plane(line: BaseGeometry, plane: Plane, width_m: float) -> BaseGeometry:
    """The line on the plane, cut so short that straight on the map and on the plane are the same."""
    edges = edges_of(line)
    metres = np.hypot(edges.lon2 - edges.lon1, edges.lat2 - edges.lat1) * _METRES_PER_DEGREE
    cut = edges.cut(np.maximum(1, np.ceil(metres / _piece_m(width_m))).astype(np.int64))
    positions = np.column_stack([np.append(cut.lon1, cut.lon2[-1]), np.append(cut.lat1, cut.lat2[-1])])
    return shapely.LineString(plane.from_map(positions))


def _prolonged(line: BaseGeometry, metres: float) -> BaseGeometry:
    """The line with straight tails, so that its two sides do not meet round its ends; rings have none."""
    points = shapely.get_coordinates(line)
    if (points[0] == points[-1]).all():
        return line
    ends = []
    for end, before in ((points[0], points[1]), (points[-1], points[-2])):
        ends.append(end + (end - before) / np.hypot(*(end - before)) * metres)
    return shapely.LineString(np.vstack([ends[0], points, ends[1]]))


def _side(line: BaseGeometry, point: BaseGeometry) -> str:
    """Which side of the line a point of the plane lies on, judged at the nearest piece of the line."""
    points = shapely.get_coordinates(line)
    here = shapely.get_coordinates(point)[0]
    along, to = np.diff(points, axis=0), here - points[:-1]
    t = np.clip((to * along).sum(axis=1) / (along**2).sum(axis=1), 0, 1)
    off = to - t[:, None] * along
    near = np.hypot(*off.T)
    turn = along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0]
    # At a corner two pieces are equally near; the one seen more squarely decides.
    equal = np.flatnonzero(near <= near.min() * (1 + 1e-9) + 1e-9)
    square = equal[np.argmax(np.abs(turn[equal]) / np.hypot(*along[equal].T))]
    return "left" if turn[square] > 0 else "right"


def _back_on_map(area: BaseGeometry, plane: Plane, edges: Edges, width_m: float) -> BaseGeometry:
    """The area on the map, its outline at the true distance from the line."""
    fine = shapely.segmentize(area, _piece_m(width_m))
    return area_on_map(shapely.transform(fine, lambda metres: _at_width(plane.to_map(metres), edges, width_m)))


def _at_width(positions: Floats, edges: Edges, width_m: float) -> Floats:
    """Points of the outline that lie at about the width from the line, moved to lie at it exactly."""
    foot = nearest(edges, positions[:, 0].copy(), positions[:, 1].copy())
    outer = np.abs(foot.metres / width_m - 1) < 0.08
    azimuth, _, _ = geod().inv(foot.lon, foot.lat, positions[:, 0].copy(), positions[:, 1].copy())
    lon, lat, _ = geod().fwd(foot.lon, foot.lat, azimuth, np.full(len(positions), width_m))
    return np.where(outer[:, None], np.column_stack([lon, lat]), positions)
