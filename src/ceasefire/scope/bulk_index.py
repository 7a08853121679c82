"""Events in the order in which windows and zones ask for them: blocks of time, then cells of the map.

Within a block the events lie cell by cell, row after row from west to east, so the cells of a zone
that are neighbours in a row are one run in memory. `cell_at` says where each cell of each block starts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ceasefire.scope.bulk_axis import Axis, Floats, Ints, axis_for
from ceasefire.scope.bulk_columns import placed_and_timed

_PER_CHUNK: Final = 1 << 16
_EVENTS_PER_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """How time and the map are cut: blocks of time, columns and rows of cells."""

    time: Axis
    across: Axis
    up: Axis

    @property
    def cells(self) -> int:
        """How many cells one block has."""
        return self.across.slots * self.up.slots

    @property
    def buckets(self) -> int:
        """How many cells all blocks have together."""
        return self.time.slots * self.cells


@dataclass(frozen=True, slots=True, eq=False)
class EventIndex:
    """Events sorted by block of time, then by cell.

    Attributes:
        lon: degrees, (n,), sorted.
        lat: degrees, (n,), sorted.
        t: microseconds UTC, (n,), sorted.
        event: the position of each in the input, (n,) int32.
        frame: how time and the map are cut.
        cell_at: start of cell c in block b at [b * frame.cells + c]; one more at the end.
        earliest: first moment in each block; blocks without events hold that of the next one.
        latest: last moment in each block; blocks without events hold that of the one before.
        given: number of events in the input, those without place or time included.
    """

    lon: Floats
    lat: Floats
    t: Ints
    event: npt.NDArray[np.int32]
    frame: Frame
    cell_at: npt.NDArray[np.int32]
    earliest: Ints
    latest: Ints
    given: int

    def blocks_of(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The blocks [from, to) that hold events of each window [start, end)."""
        first = np.searchsorted(self.latest, start, side="left")
        return first, np.maximum(first, np.searchsorted(self.earliest, end, side="left"))


def frame_for(lon: Floats, lat: Floats, t: Ints) -> Frame:
    """A frame whose buckets hold about one event each, cut where the events are."""
    side = rows_for(len(t))
    return Frame(axis_for(t, _blocks_for(len(t))), axis_for(lon, side), axis_for(lat, side))


def rows_for(events: int) -> int:
    """How many rows of cells, and cells in a row, so many events ask for."""
    return 1 << max(2, round(math.log2(max(1, events) / _blocks_for(events)) / 2))


def _blocks_for(events: int) -> int:
    return max(1, events // _EVENTS_PER_BLOCK)


def sort_events(lon: Floats, lat: Floats, t: Ints) -> EventIndex:
    """The index; events without a place or a time are left out."""
    given = len(t)
    kept = placed_and_timed(lon, lat, t)
    original = None if kept.all() else np.flatnonzero(kept)
    if original is not None:
        lon, lat, t = lon[original], lat[original], t[original]
    frame = frame_for(lon, lat, t)
    bits = max(1, len(t)).bit_length()
    packed = np.empty(len(t), dtype=np.int64)
    for at in range(0, len(t), _PER_CHUNK):
        some = slice(at, at + _PER_CHUNK)
        bucket = frame.time.slots_of(t[some]).astype(np.int64) * frame.up.slots + frame.up.slots_of(lat[some])
        bucket = bucket * frame.across.slots + frame.across.slots_of(lon[some])
        packed[some] = (bucket << bits) | np.arange(at, at + len(bucket))
    packed.sort()
    at_bucket = np.zeros(frame.buckets + 1, dtype=np.int32)
    np.cumsum(np.bincount(packed >> bits, minlength=frame.buckets), out=at_bucket[1:])
    packed &= (1 << bits) - 1
    event = packed.astype(np.int32)
    del packed
    sorted_t = t[event]
    earliest, latest = extent_of_blocks(sorted_t, at_bucket[:: frame.cells])
    number = event if original is None else original[event].astype(np.int32)
    return EventIndex(lon[event], lat[event], sorted_t, number, frame, at_bucket, earliest, latest, given)


def extent_of_blocks(t: Ints, block_at: npt.NDArray[np.int32]) -> tuple[Ints, Ints]:
    """First and last moment in each block, both rising, blocks without events filled in."""
    info = np.iinfo(np.int64)
    earliest = np.full(len(block_at) - 1, info.max)
    latest = np.full(len(block_at) - 1, info.min)
    filled = np.flatnonzero(np.diff(block_at))
    if len(filled):
        earliest[filled] = np.minimum.reduceat(t, block_at[filled])
        latest[filled] = np.maximum.reduceat(t, block_at[filled])
    return np.minimum.accumulate(earliest[::-1])[::-1].copy(), np.maximum.accumulate(latest)
