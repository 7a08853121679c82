"""Which events lie in which scopes, for millions of events and thousands of scopes.

Every general engine joins space first; windows of hours to a year are far more selective, so here the
events are put in order of time first and of place within it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from ceasefire.scope.bulk_axis import Floats
from ceasefire.scope.bulk_columns import columns_of
from ceasefire.scope.bulk_engine import Pairs, match_again, match_drawn, sort_events
from ceasefire.scope.bulk_index import EventIndex
from ceasefire.scope.bulk_pairs import join_packed, pack, unpack
from ceasefire.scope.bulk_scopes import Zones, zones_of
from ceasefire.scope.bulk_zones import DrawnZones
from ceasefire.scope.scope import Scope


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Events made ready for many questions; see `index`."""

    lon: Floats
    lat: Floats
    _sorted: EventIndex

    def join(self, scopes: Iterable[Scope]) -> Pairs:
        """Which of the events lie in which of `scopes`; as `ceasefire.scope.join`."""
        return _pairs(self.lon, self.lat, zones_of(scopes), partial(match_again, self._sorted))


def join(lon: npt.ArrayLike, lat: npt.ArrayLike, t: npt.ArrayLike, scopes: Iterable[Scope]) -> Pairs:
    """Which events lie in the where × when of which scopes; what happened and to whom is not looked at.

    Args:
        lon: longitudes in degrees (WGS 84), float64, (n,). Zones are not continued over the 180° meridian.
        lat: latitudes in degrees, float64, (n,).
        t: moments, (n,): datetime64 of any unit in UTC (finer than microseconds is cut off), int64 microseconds
            UTC, or datetimes that state their zone.
        scopes: scopes, such as `zone_window` makes. What a scope leaves unknown gives no pair.

    Returns:
        (event, scope): positions in the input, int64, sorted by event, then by scope, no pair twice.
        A window is [start, end); a point on the outline of a zone is outside; an event without a finite
        place (NaN) or without a time (NaT) lies in nothing.

    Raises:
        BadInput: columns of different lengths or of other kinds, or something that is not a scope.

    It does not show how sure a report is of its place: see `join_probable`.
    """
    columns = columns_of(lon, lat, t)
    return _pairs(*columns[:2], zones_of(scopes), partial(match_drawn, *columns))


def index(lon: npt.ArrayLike, lat: npt.ArrayLike, t: npt.ArrayLike) -> Index:
    """Events put in order once, so that many `join(scopes)` follow quickly; columns as in `join`."""
    columns = columns_of(lon, lat, t)
    return Index(*columns[:2], sort_events(*columns))


def _pairs(lon: Floats, lat: Floats, zones: Zones, match_zones: Callable[[DrawnZones], Pairs]) -> Pairs:
    """The pairs of both; on the rim of areas without an exact outline each point is asked the area itself."""
    found = match_zones(zones.plain)
    rim = zones.rim
    if rim is None:
        return found
    event, part = match_zones(replace(rim, scope=np.arange(len(rim.scope))))
    places = zip(rim.outline[part].tolist(), lon[event].tolist(), lat[event].tolist(), strict=True)
    held = np.fromiter((zones.rim_areas[area].covers(x, y) for area, x, y in places), np.bool_, len(event))
    return unpack(join_packed([pack(*found), pack(event[held], rim.scope[part[held]])]))
