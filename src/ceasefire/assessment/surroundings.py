"""What lies round an area: rings into which violence may have moved, and areas to compare with beyond them.

Neighbours that may be affected are never compared with: an area for comparison lies beyond the last ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ceasefire.assessment.columns import Columns, Floats, Ints
from ceasefire.assessment.rules import Rules
from ceasefire.geometry import margins_m
from ceasefire.scope import Where, as_where

Chosen = NDArray[np.bool_]
KM_PER_DEGREE = 111.195  # of a great circle on the mean sphere: cells need no ellipsoid
_BORDER_POINTS = 9
_YEAR = 364  # thirteen times 28 days
_RADII_IN_A_RING = 2


@dataclass(frozen=True, slots=True)
class Ring:
    """A belt round the area, kilometres outside its edge, and the reports in it; `merged` are edges taken out of it."""

    from_km: float
    to_km: float
    chosen: Chosen
    merged: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """The assessed area's reports, the rings' reports, and one row of daily counts per other area.

    `others` (areas × days) are compared with when `compared`; otherwise they only teach how counts run on.
    `grounds` are the areas of its rows. `beyond` are the reports outside the last ring.
    """

    inside: Chosen
    rings: tuple[Ring, ...]
    beyond: Chosen
    others: Ints
    grounds: tuple[Where, ...]
    compared: bool


def surroundings(area: Where, columns: Columns, start: int, rules: Rules) -> Surroundings:
    """Return the area's surroundings as the rules cut them; `start` is the number of the first assessed day."""
    inside = columns.inside([area])[0]
    outline = area.geometry()
    away_km = _away_km(outline, columns)
    away_km[inside] = -1.0
    reach_km, side_km = rules.rings_km[-1], math.sqrt(area.area_km2())
    beyond = Cells(columns, outline, side_km)
    cells = [cell for cell in beyond.cells() if beyond.distance_km(cell) >= reach_km]
    others = beyond.rows(cells)
    rings, far = _rings(away_km, columns, rules), away_km >= reach_km
    busy = _busy(others, start, rules)
    if np.count_nonzero(busy) >= rules.fewest_areas:
        grounds = tuple(beyond.ground(cell) for cell, is_busy in zip(cells, busy, strict=True) if is_busy)
        return Surroundings(inside, rings, far, others[busy], grounds, compared=True)
    grounds = tuple(map(beyond.ground, cells))
    if side_km > rules.training_cell_km:
        within = Cells(columns, outline, rules.training_cell_km, inside)
        taught = within.cells()
        others = np.vstack([others, within.rows(taught)])
        grounds += tuple(within.ground(cell) & area for cell in taught)
    return Surroundings(inside, rings, far, others, grounds, compared=False)


def _away_km(outline: BaseGeometry | None, columns: Columns) -> Floats:
    """Kilometres outside the area, worked out once for each place: reports share places."""
    if outline is None:
        return np.full(len(columns.lon), np.inf)
    places, of_report = np.unique(np.column_stack([columns.lon, columns.lat]), axis=0, return_inverse=True)
    away: Floats = -margins_m(outline, places[:, 0], places[:, 1])[of_report.ravel()] / 1000
    return away


def _busy(rows: Ints, start: int, rules: Rules) -> Chosen:
    """Which rows have enough events in the year before the start; a quiet area says nothing of a change."""
    year = rows[:, max(0, start - _YEAR) : start]
    busy: Chosen = year.sum(axis=1) * 28 >= rules.comparison_events * _YEAR
    return busy


def _rings(away_km: Floats, columns: Columns, rules: Rules) -> tuple[Ring, ...]:
    """Rings from the inside out; one narrower than the places in it are sure is joined to the next."""
    made: list[Ring] = []
    low, joined = rules.rings_km[0], tuple[float, ...]()
    for high in rules.rings_km[1:]:
        chosen = (away_km >= low) & (away_km < high)
        if high < rules.rings_km[-1] and (high - low) * 1000 < _RADII_IN_A_RING * _median_radius_m(columns, chosen):
            joined = (*joined, high)
            continue
        made.append(Ring(low, high, chosen, joined))
        low, joined = high, ()
    return tuple(made)


def _median_radius_m(columns: Columns, chosen: Chosen) -> float:
    known = columns.radius_m[chosen & np.isfinite(columns.radius_m)]
    return float(np.median(known)) if len(known) else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Square cells of one size laid over the reports: rows of equal height, columns as wide as high."""

    columns: Columns
    outline: BaseGeometry | None
    side_km: float
    only: Chosen | None = None

    def _place(self) -> tuple[Ints, Ints]:
        high = self.side_km / KM_PER_DEGREE
        row = np.floor(self.columns.lat / high).astype(np.int64)
        return row, np.floor(self.columns.lon / self._width(row)).astype(np.int64)

    def _width(self, row: Ints) -> Floats:
        """Degrees of longitude of a cell in each row, at most the whole circle."""
        high = self.side_km / KM_PER_DEGREE
        narrowing = np.cos(np.radians(np.clip((row + 0.5) * high, -89.0, 89.0)))
        wide: Floats = np.minimum(high / narrowing, 360.0)
        return wide

    def cells(self) -> list[tuple[int, int]]:
        """Every cell with a report in it."""
        row, column = self._place()
        chosen = slice(None) if self.only is None else self.only
        return sorted(set(zip(row[chosen].tolist(), column[chosen].tolist(), strict=True)))

    def distance_km(self, cell: tuple[int, int]) -> float:
        """The least distance from the cell's border to the area, 0 where they meet."""
        if self.outline is None:
            return 0.0
        lon, lat = np.array(list(self._border(cell))).T
        if shapely.intersects(self.outline, shapely.MultiPoint(np.column_stack([lon, lat])).convex_hull):
            return 0.0
        return float(-margins_m(self.outline, lon, lat).max() / 1000)

    def ground(self, cell: tuple[int, int]) -> Where:
        """The cell as an area."""
        high = self.side_km / KM_PER_DEGREE
        wide = float(self._width(np.array([cell[0]]))[0])
        west, south = max(cell[1] * wide, -180.0), max(cell[0] * high, -90.0)
        east, north = min((cell[1] + 1) * wide, 180.0), min((cell[0] + 1) * high, 90.0)
        return as_where(shapely.box(west, south, east, north))

    def _border(self, cell: tuple[int, int]) -> Iterator[tuple[float, float]]:
        high = self.side_km / KM_PER_DEGREE
        wide = float(self._width(np.array([cell[0]]))[0])
        steps = np.linspace(0, 1, _BORDER_POINTS)
        corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        for (x1, y1), (x2, y2) in pairwise(corners):
            for step in steps[:-1]:
                lon = (cell[1] + x1 + (x2 - x1) * step) * wide
                lat = (cell[0] + y1 + (y2 - y1) * step) * high
                yield min(max(lon, -180.0), 180.0), min(max(lat, -90.0), 90.0)

    def rows(self, chosen: list[tuple[int, int]]) -> Ints:
        """Daily counts of the chosen cells, shape (cells, days)."""
        row, column = self._place()
        number = {cell: at for at, cell in enumerate(chosen)}
        places = zip(row.tolist(), column.tolist(), strict=True)
        at = np.array([number.get(cell, -1) for cell in places], dtype=np.int64)
        held = at >= 0 if self.only is None else (at >= 0) & self.only
        counts = np.zeros((len(chosen), self.columns.days.count), dtype=np.int64)
        np.add.at(counts, (at[held], self.columns.day[held]), 1)
        return counts
