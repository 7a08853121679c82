"""The same rows in a plain SQLite table with indexes, asked through Datasette's in-process client.

`python desk_datasette.py FOLDER NUMBER` prints one JSON object; ends with 3 where Datasette is not installed.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import desk_asked as asked
from desk_rows import reports

if TYPE_CHECKING:
    from datasette.client import DatasetteClient

    from ceasefire.store import Report

TABLE = "/mission/reports.json"
COLUMNS = "id, kind, day, start_us, reported_us, lon, lat, west, south, east, north, act, source, text, counts, body"
TYPES = {
    **dict.fromkeys(("day", "start_us", "reported_us"), "INTEGER"),
    **dict.fromkeys(("lon", "lat", "west", "south", "east", "north"), "REAL"),
}


def make(path: Path, number: int) -> dict[str, float]:
    """The table as one would make it for Datasette: an index for every column that is asked by."""
    wall, cpu = time.perf_counter(), time.process_time()
    with closing(sqlite3.connect(path)) as raw, raw:
        typed = ", ".join(f"{name} {TYPES.get(name, 'TEXT')}" for name in COLUMNS.split(", "))
        raw.execute(f"CREATE TABLE reports (key INTEGER PRIMARY KEY, {typed})")
        marks = ", ".join("?" * len(COLUMNS.split(",")))
        raw.executemany(f"INSERT INTO reports ({COLUMNS}) VALUES ({marks})", map(values, reports(number)))  # noqa: S608 - our own names
        for columns in ("day, start_us", "act, day", "lon, lat"):
            raw.execute(f'CREATE INDEX "by {columns}" ON reports ({columns})')
    return {"wall_ms": (time.perf_counter() - wall) * 1e3, "cpu_ms": (time.process_time() - cpu) * 1e3, "rows": number}


def values(each: Report) -> tuple[object, ...]:
    box = each.box
    return (
        *(each.id, each.kind, each.day, each.start_us, each.reported_us, *each.centre),
        *(box.west, box.south, box.east, box.north, each.acts[0], each.source, each.text, each.counts, each.body),
    )


def addresses(number: int) -> dict[str, str]:
    """Each question as an address of Datasette's."""
    west, south, east, north = asked.BOX
    first, last = asked.YEAR
    near = {"west__lte": east, "east__gte": west, "south__lte": north, "north__gte": south}
    far = {"west__lte": 24.2, "east__gte": 24.0, "south__lte": 50.2, "north__gte": 50.0}
    newest = {"_sort_desc": "start_us", "_shape": "objects"}
    square = "SELECT CAST(lat * {n} AS INT) y, CAST(lon * {n} AS INT) x, count(*) n FROM reports {where} GROUP BY 1, 2"
    sql = "/mission.json"
    return {
        asked.FIRST_PAGE: address(TABLE, _size=asked.PAGE, **newest),
        asked.BOX_DAY: address(TABLE, _size=1000, day__exact=asked.DAY, **near, **newest),
        asked.BOX_YEAR: address(TABLE, _size=asked.PAGE, day__gte=first, day__lte=last, **near, **newest),
        asked.RARE_BOX: address(TABLE, _size=asked.PAGE, **far, **newest),
        asked.ACT: address(TABLE, _size=asked.PAGE, act__exact="assault", **newest),
        asked.DEEP: address(TABLE, _size=asked.PAGE, key__lte=number // 2, _sort_desc="key", _shape="objects"),
        asked.CELLS: address(sql, sql=square.format(n=4, where="")),
        asked.CELLS_YEAR: address(sql, sql=square.format(n=4, where=f"WHERE day BETWEEN {first} AND {last}")),
        asked.TIMELINE: address(sql, sql="SELECT day, count(*) n FROM reports GROUP BY day"),
        asked.TIMELINE_BOX: address(
            sql,
            sql=f"SELECT day, count(*) n FROM reports WHERE west <= {east} AND east >= {west}"  # noqa: S608 - our own numbers
            f" AND south <= {north} AND north >= {south} GROUP BY day",
        ),
    }


def address(path: str, **query: object) -> str:
    return f"{path}?{urlencode(query)}"


def ask(client: DatasetteClient, loop: asyncio.AbstractEventLoop, where: str, *, counts_rows: bool) -> int:
    answer = loop.run_until_complete(client.get(where))
    if answer.status_code != 200:
        sys.exit(f"{where}: {answer.status_code} {answer.text[:300]}")
    return len(answer.json()["rows"]) if counts_rows else 1


def main(folder: Path, number: int) -> None:
    if find_spec("datasette") is None:
        sys.exit(3)
    from datasette.app import Datasette

    path = folder / "mission.db"
    found = {"import": make(path, number)}
    found["size"] = {"mb": path.stat().st_size / (1 << 20), "rows": number}
    limits = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000, "max_returned_rows": 10_000}
    desk = Datasette(
        [str(path)], settings={**limits, "default_page_size": 100, "num_sql_threads": 3, "suggest_facets": False}
    )
    loop = asyncio.new_event_loop()
    loop.run_until_complete(desk.invoke_startup())
    maps = {asked.CELLS, asked.CELLS_YEAR}
    for name, where in addresses(number).items():
        counts = name not in maps
        found[name] = asked.timed(lambda w=where, c=counts: ask(desk.client, loop, w, counts_rows=c), times=5)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
