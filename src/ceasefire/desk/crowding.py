"""How crowded a spot is: of the reports of other times in its neighbourhood, how many lie there too.

Reports of other times surely tell of something else, so they show where separate happenings heap.

In a town that is shelled every day two reports lie together by chance; on a field that is never named they do not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from ceasefire.desk.alike import Crowd, Likeness, sigma_m
from ceasefire.geometry.places import SIGMAS_IN_RADIUS_95
from ceasefire.record import Event

_M_PER_DEGREE = 111_320.0


class Columns(NamedTuple):
    """The reports as columns (reports,): beginning and end in microseconds, centre in degrees, error in metres."""

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    sigma: NDArray[np.float64]

    @classmethod
    def of(cls, events: Sequence[Event]) -> Columns:
        """Take the columns from the reports; NaN where a place is not known."""
        centres = [event.place.centre() or (math.nan, math.nan) for event in events]
        rows = [
            (event.time.start_us, event.time.end_us, *centre, sigma_m(event.place))
            for event, centre in zip(events, centres, strict=True)
        ]
        return cls(*np.array(rows, dtype=np.float64).reshape(-1, 5).T)


def crowds(columns: Columns, how: Likeness) -> list[Crowd]:
    """Return for each report how many reports of other times lie within its error, of how many in its neighbourhood.

    Within its error is the square round its 95 % circle, together with the error of a second report like it; the
    neighbourhood is as much wider as separate happenings are strewn.
    """
    errors = 2 * columns.sigma**2 + how.least_error_m**2
    near = _of_other_times(columns, np.sqrt(errors), how)
    around = _of_other_times(columns, np.sqrt(errors + how.spread_m**2), how)
    return [Crowd(int(some), int(every)) for some, every in zip(near, around, strict=True)]


def _of_other_times(columns: Columns, sigma: NDArray[np.float64], how: Likeness) -> NDArray[np.int64]:
    """How many reports whose time cannot meet that of a report lie in the square round its 95 % circle."""
    here, there = _within(columns, SIGMAS_IN_RADIUS_95 * sigma / _M_PER_DEGREE)
    slack = 2 * how.clock_us
    apart = (columns.start[there] > columns.end[here] + slack) | (columns.end[there] < columns.start[here] - slack)
    counted: NDArray[np.int64] = np.bincount(here[apart], minlength=len(columns.start))
    return counted


def _within(columns: Columns, reach: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs (report, other) of which the other lies within `reach` degrees of latitude of the report."""
    known = np.flatnonzero(~np.isnan(columns.lon))
    lon, lat, high = columns.lon[known], columns.lat[known], reach[known]
    wide = high / np.maximum(0.05, np.cos(np.radians(lat)))
    boxes = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
    found, other = shapely.STRtree(shapely.points(lon, lat)).query(boxes, predicate="intersects")
    return known[found], known[other]
