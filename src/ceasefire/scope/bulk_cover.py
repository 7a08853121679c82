"""Which cells of the map an outline fills, and which its edges run through.

Only in the cells that an edge touches does a point have to be tested, and only against the edges that
touch the same stretch of cells: west of the stretch nothing changes along the row, so whether the
stretch begins inside or outside is known beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ceasefire.scope.bulk_axis import Floats, Ints, Slots
from ceasefire.scope.bulk_index import Frame
from ceasefire.scope.bulk_zones import Edges


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Cells [low, high) of one row, run by run; runs of outline o are at [first[o], first[o + 1]).

    Behind the last outline stands one more, everywhere.
    """

    first: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """The cells of each outline.

    Attributes:
        inside: runs that lie wholly inside; for everywhere all cells as one run.
        border: runs that edges touch.
        begins_inside: whether the western end of each border run is inside.
        edge_at: the edges that touch border run r are at [edge_at[r], edge_at[r + 1]) of `edges`.
        edges: from (x1, y1) to (x2, y2), degrees, (k, 4).
    """

    inside: Runs
    border: Runs
    begins_inside: npt.NDArray[np.bool_]
    edge_at: Ints
    edges: Floats


def rows_of(edges: Edges, frame: Frame) -> tuple[Slots, Slots]:
    """The first and last row that each edge touches."""
    low, high = np.minimum(edges.y1, edges.y2), np.maximum(edges.y1, edges.y2)
    return frame.up.slots_of(low - frame.up.slack), frame.up.slots_of(high + frame.up.slack)


def cover(edges: Edges, outlines: int, frame: Frame) -> Cover:
    """The cells that outlines [0, outlines) fill and touch; `edges` are ascending by outline."""
    edge, row = _by_row(edges, frame)
    west, east = _columns(edges, edge, row, frame)
    width, cells = frame.across.slots, frame.cells
    base = edges.outline[edge] * cells + row.astype(np.int64) * width
    order = np.argsort(base + west)
    edge, base = edge[order], base[order]
    low = base + west[order]
    reach = np.maximum.accumulate(base + east[order])
    middle = frame.up.middles(row)[order]
    turns = (edges.y1[edge] <= middle) != (edges.y2[edge] <= middle)
    before = np.cumsum(turns) - turns  # every row of a closed ring has an even number: no reset per row

    starts = np.flatnonzero(np.concatenate([[True], low[1:] > reach[:-1]])) if len(low) else np.empty(0, np.int64)
    lasts = np.append(starts[1:], len(low))[: len(starts)] - 1
    begins_inside = before[starts] % 2 == 1
    border = _runs(low[starts], reach[lasts] + 1, outlines, cells)
    gap = np.flatnonzero(begins_inside[1:]) + 1
    inside = _runs(reach[lasts[gap - 1]] + 1, low[starts[gap]], outlines, cells)
    inside = Runs(inside.first, np.append(inside.low, 0), np.append(inside.high, cells))
    inside.first[-1] += 1
    ends = np.stack([edges.x1, edges.y1, edges.x2, edges.y2], axis=1)
    return Cover(inside, border, begins_inside, np.append(starts, len(low)), ends[edge])


def _by_row(edges: Edges, frame: Frame) -> tuple[Ints, Slots]:
    bottom, top = rows_of(edges, frame)
    edge, step = expand(np.zeros(len(bottom), dtype=np.int64), (top - bottom + 1).astype(np.int64))
    return edge, (bottom[edge] + step).astype(np.int32)


def _columns(edges: Edges, edge: Ints, row: Slots, frame: Frame) -> tuple[Slots, Slots]:
    """The first and last column that each edge touches within a row."""
    up, across = frame.up, frame.across
    x, y = edges.x1[edge], edges.y1[edge]
    dx, dy = edges.x2[edge] - x, edges.y2[edge] - y
    level = dy == 0
    dy[level] = 1.0
    one, other = (up.edges[row] - up.slack - y) / dy, (up.edges[row + 1] + up.slack - y) / dy
    near, far = np.clip(np.minimum(one, other), 0.0, 1.0), np.clip(np.maximum(one, other), 0.0, 1.0)
    near[level], far[level] = 0.0, 1.0
    start, end = x + near * dx, x + far * dx
    low, high = np.minimum(start, end) - across.slack, np.maximum(start, end) + across.slack
    return across.slots_of(low), across.slots_of(high)


def _runs(low: Ints, high: Ints, outlines: int, cells: int) -> Runs:
    some = low < high
    low, high = low[some], high[some]
    first = np.searchsorted(low, np.arange(outlines + 1, dtype=np.int64) * cells)
    base = low // cells * cells
    return Runs(np.append(first, len(low)), low - base, high - base)


def expand(start: Ints, count: Ints) -> tuple[Ints, Ints]:
    """For each i, `count[i]` rows: i repeated, beside the numbers from start[i] on."""
    owner = np.repeat(np.arange(len(count)), count)
    shift = start - (np.cumsum(count) - count)
    return owner, np.arange(len(owner)) + shift[owner]
