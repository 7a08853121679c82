"""The bulk kernel compiled: counting sorts for the index, and edge tests only against the edges of a run.

A point in a border run is inside when the run begins inside and an even number of the run's edges lie
west of it, or the reverse. Which side of an edge a point lies on is decided exactly: in plain
arithmetic where its error cannot change the sign (Shewchuk 1997, Adaptive Precision Floating-Point
Arithmetic), else by an exact sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

from ceasefire.scope.bulk_axis import Axis, Floats, Ints, Slots
from ceasefire.scope.bulk_columns import placed_and_timed
from ceasefire.scope.bulk_cover import Cover
from ceasefire.scope.bulk_index import EventIndex, extent_of_blocks, frame_for
from ceasefire.scope.bulk_pairs import unpack
from ceasefire.scope.bulk_zones import ZoneTable

F = TypeVar("F", bound=Callable[..., Any])
_SAFE: Final = 3.3306690738754716e-16  # (3 + 16 eps) eps with eps = 2**-53: Shewchuk's bound A
_FIRST_PAIRS: Final = 1 << 16
_SPLIT: Final = 134217729.0  # 2**27 + 1


def _compiled(function: F) -> F:
    return cast("F", numba.njit(cache=True, nogil=True)(function))


class _Columns(NamedTuple):
    """Events: where, when, and their number in the input."""

    lon: Floats
    lat: Floats
    t: Ints
    event: Slots


class _Cut(NamedTuple):
    """An axis, as the compiled functions read it."""

    first: float
    bins_per_unit: float
    slot_of_bin: Slots
    slots: int


class _Parts(NamedTuple):
    """The parts of a batch."""

    scope: Ints
    start: Ints
    end: Ints
    outline: Ints
    from_block: Ints
    to_block: Ints


class _Cells(NamedTuple):
    """The cells of the outlines of a batch, and the edges of their border runs."""

    inside_first: Ints
    inside_low: Ints
    inside_high: Ints
    border_first: Ints
    border_low: Ints
    border_high: Ints
    begins_inside: npt.NDArray[np.bool_]
    edge_at: Ints
    edges: Floats


def sort_events(lon: Floats, lat: Floats, t: Ints) -> EventIndex:
    """The index; events without a place or a time are left out."""
    kept = placed_and_timed(lon, lat, t)
    some = slice(None) if kept.all() else kept
    frame = frame_for(lon[some], lat[some], t[some])
    time, up, across = _cut(frame.time), _cut(frame.up), _cut(frame.across)
    block_at = np.zeros(frame.time.slots + 1, dtype=np.int64)
    _count_blocks(t, kept, time, block_at)
    # numpy makes the large arrays: it asks for large pages of memory, numba does not
    held = int(block_at[-1])
    events = _Columns(np.empty(held), np.empty(held), np.empty(held, np.int64), np.empty(held, np.int32))
    _into_blocks(lon, lat, t, kept, time, block_at.copy(), events)
    cell_at = np.zeros(frame.buckets + 1, dtype=np.int32)
    for block in range(frame.time.slots):
        part = _some(events, slice(block_at[block], block_at[block + 1]))
        _into_cells(up, across, _copy(part), part, cell_at[block * frame.cells : (block + 1) * frame.cells + 1])
    extent = extent_of_blocks(events.t, cell_at[:: frame.cells])
    return EventIndex(events.lon, events.lat, events.t, events.event, frame, cell_at, *extent, len(t))


def match(index: EventIndex, batches: Iterable[tuple[ZoneTable, Cover]]) -> tuple[Ints, Ints]:
    """Pairs (event, scope), sorted and without duplicates."""
    events = _Columns(index.lon, index.lat, index.t, index.event)
    pairs, count = np.empty(_FIRST_PAIRS, dtype=np.int64), 0
    for table, cover in batches:
        parts, cells = _parts(index, table), _cells(cover)
        for block in range(int(parts.from_block.min()), int(parts.to_block.max())):
            cell_at = index.cell_at[block * index.frame.cells : (block + 1) * index.frame.cells + 1]
            span = index.earliest[block], index.latest[block]
            part, count, missing = _walk(block, span, events, cell_at, parts, cells, 0, pairs, count)
            while missing:
                pairs.resize(len(pairs) * 3 // 2 + missing, refcheck=False)  # the kernel of the system moves pages
                part, count, missing = _walk(block, span, events, cell_at, parts, cells, part, pairs, count)
    pairs.resize(count, refcheck=False)
    return unpack(pairs)


def _cut(axis: Axis) -> _Cut:
    return _Cut(axis.first, axis.bins_per_unit, axis.slot_of_bin, axis.slots)


def _some(events: _Columns, some: slice) -> _Columns:
    return _Columns(events.lon[some], events.lat[some], events.t[some], events.event[some])


def _copy(events: _Columns) -> _Columns:
    return _Columns(events.lon.copy(), events.lat.copy(), events.t.copy(), events.event.copy())


def _parts(index: EventIndex, table: ZoneTable) -> _Parts:
    outline = np.where(table.outline < 0, table.outlines, table.outline)
    return _Parts(table.scope, table.start, table.end, outline, *index.blocks_of(table.start, table.end))


def _cells(cover: Cover) -> _Cells:
    inside, border = cover.inside, cover.border
    runs = (inside.first, inside.low, inside.high, border.first, border.low, border.high)
    return _Cells(*runs, cover.begins_inside, cover.edge_at, cover.edges)


@_compiled
def _slot(value: float, cut: _Cut) -> int:
    bins = (value - cut.first) * cut.bins_per_unit
    return int(cut.slot_of_bin[int(min(max(bins, 0.0), len(cut.slot_of_bin) - 1.0))])


@_compiled
def _count_blocks(t: Ints, kept: npt.NDArray[np.bool_], time: _Cut, at: Ints) -> None:
    """Write where each block of time starts."""
    for i in range(len(t)):
        if kept[i]:
            at[_slot(t[i], time) + 1] += 1
    for b in range(1, len(at)):
        at[b] += at[b - 1]


@_compiled
def _into_blocks(
    lon: Floats, lat: Floats, t: Ints, kept: npt.NDArray[np.bool_], time: _Cut, free: Ints, into: _Columns
) -> None:
    """Write the events block by block; `free` holds where each block starts."""
    for i in range(len(t)):
        if kept[i]:
            block = _slot(t[i], time)
            at = free[block]
            free[block] = at + 1
            into.lon[at] = lon[i]
            into.lat[at] = lat[i]
            into.t[at] = t[i]
            into.event[at] = i


@_compiled
def _into_cells(up: _Cut, across: _Cut, block: _Columns, into: _Columns, cell_at: Slots) -> None:
    """Write one block cell by cell; `cell_at` holds where the block starts and gets where each cell starts."""
    cell = np.empty(len(block.t), dtype=np.int32)
    cell_at[1:] = 0
    for i in range(len(cell)):
        cell[i] = _slot(block.lat[i], up) * across.slots + _slot(block.lon[i], across)
        cell_at[cell[i] + 1] += 1
    free = np.empty(len(cell_at) - 1, dtype=np.int32)
    for c in range(len(free)):
        free[c] = cell_at[c] - cell_at[0]
        cell_at[c + 1] += cell_at[c]
    for i in range(len(cell)):
        at = free[cell[i]]
        free[cell[i]] = at + 1
        into.lon[at] = block.lon[i]
        into.lat[at] = block.lat[i]
        into.t[at] = block.t[i]
        into.event[at] = block.event[i]


@_compiled
def _exact_side(x1: float, y1: float, x2: float, y2: float, px: float, py: float) -> float:
    """The sign of (x1-px)(y2-py) - (y1-py)(x2-px): its six products summed without any rounding."""
    exact = np.zeros(12)
    held = 0
    for a, b in ((x1, y2), (-x1, py), (-px, y2), (-y1, x2), (y1, px), (py, x2)):
        product = a * b
        c, d = _SPLIT * a, _SPLIT * b
        a_high, b_high = c - (c - a), d - (d - b)
        a_low, b_low = a - a_high, b - b_high
        lost = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)
        for more in (lost, product):
            carry = more
            for k in range(held):
                total = carry + exact[k]
                back = total - carry
                exact[k] = (carry - (total - back)) + (exact[k] - back)
                carry = total
            exact[held] = carry
            held += 1
    for k in range(11, -1, -1):
        if exact[k] != 0.0:
            return float(exact[k])
    return 0.0


@_compiled
def _is_inside_exactly(px: float, py: float, begins_inside: bool, first: int, last: int, edges: Floats) -> bool:  # noqa: FBT001
    """Whether a point of a border run lies inside; on an edge is outside."""
    inside = begins_inside
    for k in range(first, last):
        x1, y1, x2, y2 = edges[k, 0], edges[k, 1], edges[k, 2], edges[k, 3]
        if (y1 <= py) != (y2 <= py):
            side = _exact_side(x1, y1, x2, y2, px, py)
            if side == 0.0:
                return False
            if (side < 0.0) == (y2 > y1):
                inside = not inside
        elif y2 == py and (px == x2 or (y1 == py and (x1 <= px <= x2 or x2 <= px <= x1))):
            return False
    return inside


@_compiled
def _is_inside(px: float, py: float, begins_inside: bool, first: int, last: int, edges: Floats) -> bool:  # noqa: FBT001
    """Whether a point of a border run lies inside; on an edge is outside.

    Without a branch per edge, which the processor could not foresee; near an edge or level with a corner
    the careful test decides.
    """
    inside, doubtful = begins_inside, False
    for k in range(first, last):
        x1, y1, x2, y2 = edges[k, 0], edges[k, 1], edges[k, 2], edges[k, 3]
        spans = (y1 <= py) != (y2 <= py)
        one, other = (x1 - px) * (y2 - py), (y1 - py) * (x2 - px)
        side = one - other
        inside ^= spans & ((side < 0.0) == (y2 > y1))
        doubtful |= (spans & (abs(side) <= _SAFE * (abs(one) + abs(other)))) | (y2 == py)
    return _is_inside_exactly(px, py, begins_inside, first, last, edges) if doubtful else inside


@_compiled
def _walk(  # noqa: PLR0913, PLR0917 - what to walk, from where on, and where to write
    block: int,
    span: tuple[int, int],
    events: _Columns,
    cell_at: Slots,
    parts: _Parts,
    cells: _Cells,
    first_part: int,
    pairs: Ints,
    count: int,
) -> tuple[int, int, int]:
    """Write the packed pairs of one block of time from `count` on.

    Returns the part at which room ran out, the pairs written before it, and how many more it may need;
    with 0 for the last all parts are done.
    """
    for part in range(first_part, len(parts.scope)):
        if not parts.from_block[part] <= block < parts.to_block[part]:
            continue
        start, end = parts.start[part], parts.end[part]
        whole = start <= span[0] and span[1] < end
        outline = parts.outline[part]
        before = count
        for border in (False, True):
            first = cells.border_first if border else cells.inside_first
            low = cells.border_low if border else cells.inside_low
            high = cells.border_high if border else cells.inside_high
            for run in range(first[outline], first[outline + 1]):
                here, there = cell_at[low[run]], cell_at[high[run]]
                if count + there - here > len(pairs):
                    return part, before, there - here
                first_edge, last_edge, begins_inside = 0, 0, True
                if border:
                    first_edge, last_edge = cells.edge_at[run], cells.edge_at[run + 1]
                    begins_inside = cells.begins_inside[run]
                for i in range(here, there):
                    if (whole or start <= events.t[i] < end) and _is_inside(
                        events.lon[i], events.lat[i], begins_inside, first_edge, last_edge, cells.edges
                    ):
                        pairs[count] = (np.int64(events.event[i]) << 32) | parts.scope[part]
                        count += 1
    return len(parts.scope), count, 0
