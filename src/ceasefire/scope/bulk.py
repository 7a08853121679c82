"""Which events lie in which scopes, for millions of events and thousands of scopes.

Every general engine joins space first; windows of hours to a year are far more selective, so here the
events are put in order of time first and of place within it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ceasefire.scope.bulk_axis import Floats, Ints
from ceasefire.scope.bulk_columns import columns_of
from ceasefire.scope.bulk_engine import Pairs, match, sort_events
from ceasefire.scope.bulk_index import EventIndex
from ceasefire.scope.bulk_pairs import pack, unpack
from ceasefire.scope.bulk_scopes import zones_of
from ceasefire.scope.bulk_zones import ZoneTable
from ceasefire.scope.scope import Scope
from ceasefire.scope.where import Where


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Events made ready for many questions; see `index`."""

    lon: Floats
    lat: Floats
    _sorted: EventIndex

    def join(self, scopes: Sequence[Scope]) -> Pairs:
        """Which of the events lie in which of `scopes`; as `ceasefire.scope.join`."""
        zones = zones_of(scopes)
        event, scope = match(self._sorted, zones.table)
        if not len(zones.rim.scope):
            return event, scope
        more = self._asked(zones.rim, zones.rim_areas)
        return unpack([pack(event, scope), more])

    def _asked(self, rim: ZoneTable, areas: Sequence[Where]) -> Ints:
        """Packed pairs on the rim of areas without an exact outline: each point is asked the area itself."""
        event, part = match(self._sorted, replace(rim, scope=np.arange(len(rim.scope))))
        places = zip(rim.outline[part].tolist(), self.lon[event].tolist(), self.lat[event].tolist(), strict=True)
        held = np.fromiter((areas[area].covers(lon, lat) for area, lon, lat in places), np.bool_, len(event))
        return pack(event[held], rim.scope[part[held]])


def join(lon: npt.ArrayLike, lat: npt.ArrayLike, t: npt.ArrayLike, scopes: Sequence[Scope]) -> Pairs:
    """Which events lie in the where × when of which scopes; what happened and to whom is not looked at.

    Args:
        lon: longitudes in degrees (WGS 84), float64, (n,). Zones are not continued over the 180° meridian.
        lat: latitudes in degrees, float64, (n,).
        t: moments, (n,): datetime64 of any unit (finer than microseconds is cut off) or int64 microseconds UTC.
        scopes: scopes, such as `zone_window` makes. What a scope leaves unknown gives no pair.

    Returns:
        (event, scope): positions in the input, int64, sorted by event, then by scope, no pair twice.
        A window is [start, end); a point on the outline of a zone is outside; an event without a finite
        place (NaN) or without a time (NaT) lies in nothing.

    Raises:
        BadInput: columns of different lengths or of other kinds, or something that is not a scope.

    It does not show how sure a report is of its place: see `join_probable`.
    """
    return index(lon, lat, t).join(scopes)


def index(lon: npt.ArrayLike, lat: npt.ArrayLike, t: npt.ArrayLike) -> Index:
    """Events put in order once, so that many `join(scopes)` follow quickly; columns as in `join`."""
    columns = columns_of(lon, lat, t)
    return Index(*columns[:2], sort_events(*columns))
