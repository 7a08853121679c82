"""The bulk kernel without a compiler: the same cells and blocks, walked by whole arrays.

Points in cells that an outline's edges touch are tested by shapely (`contains_xy`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from ceasefire.scope.bulk_axis import Ints
from ceasefire.scope.bulk_cover import Cover, Runs, expand
from ceasefire.scope.bulk_index import EventIndex, sort_events
from ceasefire.scope.bulk_pairs import join_packed, pack, unpack
from ceasefire.scope.bulk_zones import ZoneTable

__all__ = ["match", "sort_events"]

_PER_CHUNK: Final = 1 << 19


class Stretches(NamedTuple):
    """Events at [low, high) of the index that may lie in `part`; `whole`: its window holds them all."""

    part: Ints
    low: npt.NDArray[np.int32]
    high: npt.NDArray[np.int32]
    whole: npt.NDArray[np.bool_]


def match(index: EventIndex, batches: Iterable[tuple[ZoneTable, Cover]]) -> tuple[Ints, Ints]:
    """Pairs (event, scope), sorted and without duplicates."""
    return unpack(join_packed([packed for table, cells in batches for packed in _batch(index, table, cells)]))


def _batch(index: EventIndex, table: ZoneTable, cells: Cover) -> Iterator[Ints]:
    shapes = table.drawn().prepared()
    for runs, is_border in ((cells.inside, False), (cells.border, True)):
        for some in _chunks(_stretches(index, table, runs)):
            owner, at = expand(some.low.astype(np.int64), (some.high - some.low).astype(np.int64))
            part = some.part[owner]
            if not some.whole.all():
                t = index.t[at]
                timely = some.whole[owner] | ((t >= table.start[part]) & (t < table.end[part]))
                at, part = at[timely], part[timely]
            if is_border:
                held = shapely.contains_xy(shapes[table.outline[part]], index.lon[at], index.lat[at])
                at, part = at[held], part[held]
            yield pack(index.event[at], table.scope[part])


def _stretches(index: EventIndex, table: ZoneTable, runs: Runs) -> Stretches:
    """The stretches of the index under the runs of each part, block by block, where there are events."""
    outline = np.where(table.outline < 0, table.outlines, table.outline)
    from_block, to_block = index.blocks_of(table.start, table.end)
    part, run = expand(runs.first[outline], runs.first[outline + 1] - runs.first[outline])
    row, block = expand(from_block[part], (to_block - from_block)[part])
    part, run, base = part[row], run[row], block * index.frame.cells
    low, high = index.cell_at[base + runs.low[run]], index.cell_at[base + runs.high[run]]
    some = low < high
    part, block = part[some], block[some]
    whole = (table.start[part] <= index.earliest[block]) & (index.latest[block] < table.end[part])
    return Stretches(part, low[some], high[some], whole)


def _chunks(stretches: Stretches) -> Iterator[Stretches]:
    """The same in pieces of bounded size: so many events, or one stretch."""
    events = np.cumsum(stretches.high - stretches.low, dtype=np.int64)
    total = int(events[-1]) if len(events) else 0
    cuts = np.searchsorted(events, np.arange(0, total + _PER_CHUNK, _PER_CHUNK), side="left")
    cuts[-1] = len(events)
    for start, stop in pairwise(cuts.tolist()):
        if start < stop:
            some = slice(start, stop)
            yield Stretches(stretches.part[some], stretches.low[some], stretches.high[some], stretches.whole[some])
