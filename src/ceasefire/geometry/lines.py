"""Where something applies along a line: a corridor, one side to a depth, a width about two lines.

Lines are straight in longitude and latitude between their points; half-width and depth are geodesic.
Left and right are as seen along the line as it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry._beside import both_sides, one_side
from ceasefire.geometry._edges import polygons_of
from ceasefire.geometry.codes import BAD_SIDE, BAD_SPLIT, LINES_RUN_APART
from ceasefire.geometry.metres import line_distance_m, margin_m
from ceasefire.geometry.outlines import check_distance, check_line

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Corridor:
    """Everything nearer to a line than a half-width; or only what of it lies beside one side of the line.

    On both sides it has round ends, and `covers` is exact. On one side it ends square with the line, and
    `covers` follows the outline, whose points lie at the true geodesic distance (error between them below
    0.04 % of the half-width). Left and right are as seen along the line as it is drawn.
    """

    line: BaseGeometry
    half_width_m: float
    side: Literal["both", "left", "right"] = "both"

    def __post_init__(self) -> None:
        check_distance(self.half_width_m, "half-width")
        if self.side not in {"both", "left", "right"}:
            raise BadInput(Problem(BAD_SIDE, got=str(self.side), expected="both, left or right"))
        check_line(self.line, sided=self.side != "both")

    def polygon(self) -> BaseGeometry:
        """The outline of the corridor."""
        return _strip(self.line, self.side, self.half_width_m)

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside; the boundary is outside."""
        if self.side == "both":
            return bool(line_distance_m(self.line, lon, lat) < self.half_width_m)
        return bool(shapely.contains_xy(self.polygon(), lon, lat))

    def margin_m(self, lon: float, lat: float) -> float:
        """Metres to the boundary, positive inside, negative outside."""
        if self.side != "both":
            return margin_m(self.polygon(), lon, lat)
        least = self.half_width_m - float(line_distance_m(self.line, lon, lat))
        # Inside a bend the boundary can be farther than the rest of the half-width.
        return least if least <= 0 else max(least, margin_m(self.polygon(), lon, lat))


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One side of a reference line to a depth, such as the ground a party withdraws from.

    Left and right are as seen along the line as it is drawn; nothing past its ends belongs to it. Where the
    line comes back to within the depth of its own end, a straight tail of the end parts the two sides.
    """

    line: BaseGeometry
    side: Side
    depth_m: float

    def __post_init__(self) -> None:
        check_distance(self.depth_m, "depth")
        if self.side not in {"left", "right"}:
            raise BadInput(Problem(BAD_SIDE, got=str(self.side), expected="left or right"))
        check_line(self.line, sided=True)

    def polygon(self) -> BaseGeometry:
        """The outline of the strip."""
        return _strip(self.line, self.side, self.depth_m)

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside; the boundary is outside."""
        return bool(shapely.contains_xy(self.polygon(), lon, lat))

    def margin_m(self, lon: float, lat: float) -> float:
        """Metres to the boundary, positive inside, negative outside."""
        return margin_m(self.polygon(), lon, lat)


@dataclass(frozen=True, slots=True)
class WidthBetween:
    """A zone of a total width laid about two lines, such as a line of contact and an earlier line.

    Both lines are drawn in the same direction. The share `split` of the total lies to the left of `line_a`,
    the rest to the right of `line_b`, and what lies between the lines belongs to the zone too and is not
    counted in the total. The lines may cross in places, or be one line.
    """

    line_a: BaseGeometry
    line_b: BaseGeometry
    total_m: float
    split: float = 0.5

    def __post_init__(self) -> None:
        check_distance(self.total_m, "total width")
        if not 0 <= self.split <= 1:
            raise BadInput(Problem(BAD_SPLIT, got=str(self.split), expected="0 to 1"))
        check_line(self.line_a, sided=True)
        check_line(self.line_b, sided=True)
        if _run_back(self.line_a, self.line_b):
            raise BadInput(Problem(LINES_RUN_APART, got="the second line runs back along the first"))
        if _signed_area(self.line_a, self.line_b) < 0:
            raise BadInput(Problem(LINES_RUN_APART, got="the second line lies mostly on the left of the first"))

    def halves(self) -> tuple[BesideLine | None, BesideLine | None]:
        """The strip behind each line: left of the first, right of the second; None where its share is 0."""
        depths = self.total_m * self.split, self.total_m * (1 - self.split)
        behind_a = BesideLine(self.line_a, "left", depths[0]) if depths[0] > 0 else None
        behind_b = BesideLine(self.line_b, "right", depths[1]) if depths[1] > 0 else None
        return behind_a, behind_b

    def polygon(self) -> BaseGeometry:
        """The outline of the whole zone."""
        return _zone(self)

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside; the boundary is outside."""
        return bool(shapely.contains_xy(self.polygon(), lon, lat))

    def margin_m(self, lon: float, lat: float) -> float:
        """Metres to the boundary, positive inside, negative outside."""
        return margin_m(self.polygon(), lon, lat)


@lru_cache(maxsize=1024)
def _strip(line: BaseGeometry, side: str, width_m: float) -> BaseGeometry:
    return both_sides(line, width_m) if side == "both" else one_side(line, side, width_m)


@lru_cache(maxsize=256)
def _zone(zone: WidthBetween) -> BaseGeometry:
    strips = [half.polygon() for half in zone.halves() if half is not None]
    between = shapely.make_valid(shapely.Polygon(_round_both(zone.line_a, zone.line_b)))
    return shapely.union_all([*strips, *polygons_of(between)])


def _round_both(line_a: BaseGeometry, line_b: BaseGeometry) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Forward along the second line and back along the first: counter-clockwise where b is right of a."""
    ring: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.vstack(
        [shapely.get_coordinates(line_b), shapely.get_coordinates(line_a)[::-1]]
    )
    return ring


def _signed_area(line_a: BaseGeometry, line_b: BaseGeometry) -> float:
    """Area between the lines in square degrees: positive where b is right of a; rounding counts as none."""
    ring = _round_both(line_a, line_b)
    ring = ring - ring.mean(axis=0)
    after = np.roll(ring, -1, axis=0)
    area = float(np.sum(ring[:, 0] * after[:, 1] - ring[:, 1] * after[:, 0]) / 2)
    return area if abs(area) > 1e-9 else 0.0


def _run_back(line_a: BaseGeometry, line_b: BaseGeometry) -> bool:
    a, b = shapely.get_coordinates(line_a), shapely.get_coordinates(line_b)
    along = np.hypot(*(a[0] - b[0])) + np.hypot(*(a[-1] - b[-1]))
    back = np.hypot(*(a[0] - b[-1])) + np.hypot(*(a[-1] - b[0]))
    return bool(back < along)
