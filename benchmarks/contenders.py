"""The same question, event in zone during its window, asked in the ways one would otherwise take.

Each contender gets a scenery, prepares what is not measured (imports, scopes), and returns a function that is:
it gives the pairs (event, zone), sorted by event, then by zone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import shapely
from front_scenery import Scenery

Ints = npt.NDArray[np.int64]
Pairs = tuple[Ints, Ints]
Ask = Callable[[], Pairs]


def in_order(event: Ints, zone: Ints) -> Pairs:
    order = np.lexsort((zone, event))
    return event[order].astype(np.int64), zone[order].astype(np.int64)


def scopes_of(scenery: Scenery) -> list[object]:
    from ceasefire import scope as sc

    windows = zip(scenery.start.astype("datetime64[us]"), scenery.end.astype("datetime64[us]"), strict=True)
    return [sc.zone_window(zone, *window) for zone, window in zip(scenery.zones, windows, strict=True)]


def warm_up() -> None:
    """Load, and where needed compile, what a first large call loads."""
    from ceasefire import scope as sc

    with contextlib.suppress(ImportError):
        from ceasefire.scope import bulk_numba  # noqa: F401 - once loaded it serves smaller inputs too
    place = np.linspace(0, 1, 50_000)
    sc.join(place, place, np.arange(50_000), [sc.zone_window(shapely.box(0, 0, 0.01, 0.01))] * 20)


def ceasefire(scenery: Scenery) -> Ask:
    from ceasefire import scope as sc

    scopes = scopes_of(scenery)
    warm_up()
    return lambda: sc.join(scenery.lon, scenery.lat, scenery.t, scopes)


def repeat(scenery: Scenery) -> Ask:
    from ceasefire import scope as sc

    scopes = scopes_of(scenery)
    warm_up()
    index = sc.index(scenery.lon, scenery.lat, scenery.t)
    return lambda: index.join(scopes)


def first_call(scenery: Scenery) -> Ask:
    from ceasefire import scope as sc

    scopes = scopes_of(scenery)
    return lambda: sc.join(scenery.lon, scenery.lat, scenery.t, scopes)


def make_scopes(scenery: Scenery) -> Ask:
    scopes_of(scenery)

    def ask() -> Pairs:
        scopes_of(scenery)
        return np.empty(0, np.int64), np.empty(0, np.int64)

    return ask


def plain_numpy(scenery: Scenery) -> Ask:
    def ask() -> Pairs:
        order = np.argsort(scenery.t, kind="stable")
        t, lon, lat = scenery.t[order], scenery.lon[order], scenery.lat[order]
        first, last = np.searchsorted(t, scenery.start), np.searchsorted(t, scenery.end)
        events, zones = [], []
        for number, zone in enumerate(scenery.zones):
            x, y = lon[first[number] : last[number]], lat[first[number] : last[number]]
            west, south, east, north = zone.bounds
            near = np.flatnonzero((x > west) & (x < east) & (y > south) & (y < north))
            shapely.prepare(zone)
            held = near[shapely.contains_xy(zone, x[near], y[near])]
            events.append(order[first[number] + held])
            zones.append(np.full(len(held), number))
        return in_order(np.concatenate(events), np.concatenate(zones))

    return ask


def geopandas(scenery: Scenery) -> Ask:
    import geopandas as gpd

    def ask() -> Pairs:
        points = gpd.GeoDataFrame({"t": scenery.t}, geometry=gpd.points_from_xy(scenery.lon, scenery.lat))
        zones = gpd.GeoDataFrame({"start": scenery.start, "end": scenery.end}, geometry=scenery.zones)
        joined = points.sjoin(zones, predicate="within")
        joined = joined[(joined.t >= joined.start) & (joined.t < joined.end)]
        return in_order(joined.index.to_numpy(), joined.index_right.to_numpy())

    return ask


def duckdb(scenery: Scenery) -> Ask:
    import duckdb as db
    import pandas as pd

    def ask() -> Pairs:
        box = shapely.bounds(scenery.zones).T
        events = pd.DataFrame({"event": np.arange(len(scenery.t)), "x": scenery.lon, "y": scenery.lat, "t": scenery.t})
        zones = pd.DataFrame(
            {"zone": np.arange(len(box[0])), "a": scenery.start, "b": scenery.end}
            | dict(zip(("west", "south", "east", "north"), box, strict=True))
        )
        connection = db.connect(config={"memory_limit": "7GB", "temp_directory": ""})
        connection.register("events", events)
        connection.register("zones", zones)
        found = connection.execute(
            "SELECT event, zone FROM events JOIN zones ON t >= a AND t < b AND x > west AND x < east"
            " AND y > south AND y < north ORDER BY zone, event"
        ).fetchnumpy()
        event, zone = found["event"], found["zone"]
        shapely.prepare(scenery.zones)
        held = shapely.contains_xy(scenery.zones[zone], scenery.lon[event], scenery.lat[event])
        return in_order(event[held], zone[held])

    return ask


def h3_cells(scenery: Scenery) -> Ask:
    import h3.api.basic_int as h3

    resolution = 6  # cells of 36 km²: finer ones cost more to list than they save

    def cover(zone: shapely.Polygon) -> npt.NDArray[np.uint64]:
        corners = [(lat, lon) for lon, lat in zone.exterior.coords]
        cells = h3.h3shape_to_cells_experimental(h3.LatLngPoly(corners), resolution, "overlap")
        # one ring more: the library's test takes the cells' edges as straight on the map, which they are not
        return np.unique(np.array([near for cell in cells for near in h3.grid_disk(cell, 1)], dtype=np.uint64))

    def ask() -> Pairs:
        places = zip(scenery.lat.tolist(), scenery.lon.tolist(), strict=True)
        cells = np.fromiter((h3.latlng_to_cell(y, x, resolution) for y, x in places), np.uint64, len(scenery.t))
        order = np.lexsort((scenery.t, cells))
        cells, t = cells[order], scenery.t[order]
        events, zones = [], []
        for number, zone in enumerate(scenery.zones):
            covered = cover(zone)
            low, high = np.searchsorted(cells, covered), np.searchsorted(cells, covered, side="right")
            low = [a + np.searchsorted(t[a:b], scenery.start[number]) for a, b in zip(low, high, strict=True)]
            high = [a + np.searchsorted(t[a:b], scenery.end[number]) for a, b in zip(low, high, strict=True)]
            near = order[np.concatenate([np.arange(a, b) for a, b in zip(low, high, strict=True)])]
            shapely.prepare(zone)
            held = near[shapely.contains_xy(zone, scenery.lon[near], scenery.lat[near])]
            events.append(held)
            zones.append(np.full(len(held), number))
        return in_order(np.concatenate(events), np.concatenate(zones))

    return ask


CONTENDERS: dict[str, Callable[[Scenery], Ask]] = {
    "ceasefire": ceasefire,
    "repeat": repeat,
    "first_call": first_call,
    "make_scopes": make_scopes,
    "numpy": plain_numpy,
    "geopandas": geopandas,
    "duckdb": duckdb,
    "h3": h3_cells,
}
