"""The bulk kernel as one pure function over columns, by whichever engine is at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType
from typing import Final

import numpy as np
import shapely

from ceasefire.scope import bulk_numpy, bulk_plain
from ceasefire.scope.bulk_axis import Floats, Ints
from ceasefire.scope.bulk_cover import Cover, cover, rows_of
from ceasefire.scope.bulk_index import EventIndex, rows_for
from ceasefire.scope.bulk_pairs import pack, unpack
from ceasefire.scope.bulk_zones import DrawnZones, ZoneTable, edges_of

# Measured, as a count of events in windows: what an index costs over the plain way.
_PER_CORNER: Final = 20  # to find the cells that the edges of an outline touch, for each row of cells
_ROWS_PER_CORNER: Final = 0.02  # rows that an edge touches, for each row of the map
_PER_EVENT: Final = {True: -2, False: 4}  # to put it in place: numba is quicker at that than a sort
_PER_EVENT_AGAIN: Final = -6  # nothing, where the index is there: what the plain way's own sort costs
_CORNERS_OF_FEW: Final = 1_000
# Loading numba takes about a second: below so many events numpy is done before, once loaded it is soon quicker.
_COMPILED_FROM: Final = 2_000_000
_COMPILED_FROM_ONCE_LOADED: Final = 20_000
_COMPILED: Final = "ceasefire.scope.bulk_numba"
_PER_BATCH: Final = 2_000_000  # rows touched by edges, times blocks: bounds the working memory

Pairs = tuple[Ints, Ints]


def match_batch(lon: Floats, lat: Floats, t: Ints, table: ZoneTable) -> Pairs:
    """The whole kernel on plain arrays: events (t in microseconds UTC) against a table of zones.

    It keeps no state and sees no Python object, so a batch of columns gives the same pairs on any
    machine. Event numbers count within the batch.
    """
    return match_drawn(lon, lat, t, table.drawn())


def match_drawn(lon: Floats, lat: Floats, t: Ints, zones: DrawnZones) -> Pairs:
    """The same with the outlines at hand as shapely areas: little work needs no table."""
    per_event = _PER_EVENT[_engine(len(t)) is not bulk_numpy]
    if _is_little(t, zones, per_event):
        return bulk_plain.match(lon, lat, t, zones)
    return match(sort_events(lon, lat, t), zones.table())


def match_again(events: EventIndex, zones: DrawnZones) -> Pairs:
    """The same where the index is there already."""
    if not _is_little(events.t, zones, _PER_EVENT_AGAIN):
        return match(events, zones.table())
    at, scope = bulk_plain.match(events.lon, events.lat, events.t, zones)
    return unpack(pack(events.event[at], scope))


def _is_little(t: Ints, zones: DrawnZones, per_event: int) -> bool:
    """Whether going zone by zone costs less than an index (`per_event`) and finding the cells of the zones."""
    corners = int(shapely.get_num_coordinates(zones.outlines).sum()) + _CORNERS_OF_FEW
    least = _PER_CORNER * corners
    if len(t) * len(zones.scope) <= least:
        return True
    cover = least * (1 + _ROWS_PER_CORNER * rows_for(len(t)))
    return bulk_plain.events_in_windows(t, zones) < cover + per_event * len(t)


def sort_events(lon: Floats, lat: Floats, t: Ints) -> EventIndex:
    """The index of events; t in microseconds UTC."""
    return _engine(len(t)).sort_events(lon, lat, t)  # type: ignore[no-any-return]


def match(events: EventIndex, table: ZoneTable) -> Pairs:
    """Pairs (event, scope) of the indexed events and the parts of a table, sorted, each once."""
    return _engine(len(events.t)).match(events, _batches(events, table))  # type: ignore[no-any-return]


def _engine(events: int) -> ModuleType:
    """The compiled kernel where numba is installed and worth its start, else numpy and shapely."""
    if events >= (_COMPILED_FROM_ONCE_LOADED if _COMPILED in sys.modules else _COMPILED_FROM):
        try:
            from ceasefire.scope import bulk_numba
        except ImportError:
            pass
        else:
            return bulk_numba
    return bulk_numpy


def _batches(events: EventIndex, table: ZoneTable) -> Iterator[tuple[ZoneTable, Cover]]:
    """The table in pieces of bounded work, ascending by scope, each with the cells of its outlines."""
    if not len(table.scope):
        return
    edges = edges_of(table)
    bottom, top = rows_of(edges, events.frame)
    rows = np.bincount(edges.outline, weights=top - bottom + 1, minlength=table.outlines + 1)
    first, last = events.blocks_of(table.start, table.end)
    work = np.cumsum(1 + rows[table.outline] * (1 + last - first))
    cuts = np.searchsorted(work, np.arange(_PER_BATCH, work[-1], _PER_BATCH))
    bounds = np.unique([0, *cuts, len(work)])
    for start, stop in pairwise(bounds.tolist()):
        some = table.only(slice(start, stop))
        yield some, cover(edges_of(some), some.outlines, events.frame)
