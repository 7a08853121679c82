"""The plain way for little work: zone by zone, time, then box, then shapely's own test.

Putting events into blocks and cells pays when windows hold many times the events there are. Below
that this is quicker, and with few zones it does not even sort.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely

from ceasefire.scope.bulk_axis import Floats, Ints
from ceasefire.scope.bulk_columns import placed_and_timed
from ceasefire.scope.bulk_pairs import join_packed, unpack
from ceasefire.scope.bulk_zones import ZoneTable

FEW_PARTS: Final = 16  # up to here looking through all times costs less than sorting them
_SAMPLE: Final = 4096


def events_in_windows(t: Ints, table: ZoneTable) -> float:
    """About how many events all windows hold together, judged by a sample."""
    sample = np.sort(t[:: max(1, len(t) // _SAMPLE)])
    held = np.searchsorted(sample, table.end) - np.searchsorted(sample, table.start)
    return float(held.sum()) * len(t) / max(1, len(sample))


def match(lon: Floats, lat: Floats, t: Ints, table: ZoneTable) -> tuple[Ints, Ints]:
    """Pairs (event, scope), sorted and without duplicates."""
    event = np.flatnonzero(placed_and_timed(lon, lat, t))
    is_sorted = len(table.scope) > FEW_PARTS
    if is_sorted:
        event = event[np.argsort(t[event])]
    if is_sorted or len(event) < len(t):
        lon, lat, t = lon[event], lat[event], t[event]
    windows: Iterator[slice | Ints] = _sorted_windows(t, table) if is_sorted else _windows(t, table)
    shapes = table.shapes()
    boxes = shapely.bounds(shapes).tolist()
    found = []
    for some, outline, scope in zip(windows, table.outline.tolist(), table.scope.tolist(), strict=True):
        held = event[some]
        if outline >= 0:
            x, y = lon[some], lat[some]
            west, south, east, north = boxes[outline]
            near = np.flatnonzero((x > west) & (x < east) & (y > south) & (y < north))
            held = held[near[shapely.contains_xy(shapes[outline], x[near], y[near])]]
        found.append((held << 32) | scope)
    return unpack(join_packed(found))


def _sorted_windows(t: Ints, table: ZoneTable) -> Iterator[slice | Ints]:
    first, last = np.searchsorted(t, table.start), np.searchsorted(t, table.end)
    return (slice(*window) for window in zip(first.tolist(), last.tolist(), strict=True))


def _windows(t: Ints, table: ZoneTable) -> Iterator[slice | Ints]:
    windows = zip(table.start.tolist(), table.end.tolist(), strict=True)
    return (np.flatnonzero((t >= start) & (t < end)) for start, end in windows)
