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
from ceasefire.scope.bulk_zones import DrawnZones

_FEW_PARTS: Final = 16  # up to here looking through all times costs less than sorting them
_SAMPLE: Final = 4096


def events_in_windows(t: Ints, zones: DrawnZones) -> float:
    """About how many events all windows hold together, judged by a sample."""
    sample = np.sort(t[:: max(1, len(t) // _SAMPLE)])
    held = np.searchsorted(sample, zones.end) - np.searchsorted(sample, zones.start)
    return float(held.sum()) * len(t) / max(1, len(sample))


def match(lon: Floats, lat: Floats, t: Ints, zones: DrawnZones) -> tuple[Ints, Ints]:
    """Pairs (event, scope), sorted and without duplicates."""
    event = np.flatnonzero(placed_and_timed(lon, lat, t))
    is_sorted = len(zones.scope) > _FEW_PARTS
    if is_sorted:
        event = event[np.argsort(t[event])]
    if is_sorted or len(event) < len(t):
        lon, lat, t = lon[event], lat[event], t[event]
    windows: Iterator[slice | Ints] = _sorted_windows(t, zones) if is_sorted else _windows(t, zones)
    shapes = zones.prepared()
    boxes = shapely.bounds(shapes).tolist()
    found = []
    for some, outline, scope in zip(windows, zones.outline.tolist(), zones.scope.tolist(), strict=True):
        held = event[some]
        if outline >= 0 and len(held):
            x, y = lon[some], lat[some]
            west, south, east, north = boxes[outline]
            near = ((x > west) & (x < east) & (y > south) & (y < north)).nonzero()[0]
            if len(near):
                near = near[shapely.contains_xy(shapes[outline], x[near], y[near])]
            held = held[near]
        if len(held):
            found.append((held << 32) | scope)
    return unpack(join_packed(found))


def _sorted_windows(t: Ints, zones: DrawnZones) -> Iterator[slice | Ints]:
    first, last = t.searchsorted(zones.start).tolist(), t.searchsorted(zones.end).tolist()
    return (slice(*window) for window in zip(first, last, strict=True))


def _windows(t: Ints, zones: DrawnZones) -> Iterator[slice | Ints]:
    windows = zip(zones.start.tolist(), zones.end.tolist(), strict=True)
    return (((t >= start) & (t < end)).nonzero()[0] for start, end in windows)
