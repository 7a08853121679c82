"""A report as a row of its table, and back."""

from __future__ import annotations

from typing import Final

from ceasefire.store.protocol import Record
from ceasefire.store.report import Box, Report

NO_DAY: Final = -(2**31)
LATEST_DAY: Final = 2**31 - 1
NO_CELL: Final = -1
ROW_BITS: Final = 14  # the finest cells have fewer than 2^14 columns

COLUMNS: Final = (
    "key, kind, id, class, day, last_day, start_us, end_us, reported_us, lon, lat, west, south, east, north, "
    "cell, source, text, counts, body"
)
_READ: Final = (
    "key", "kind", "id", "day", "last_day", "start_us", "end_us", "reported_us", "lon", "lat",
    "west", "south", "east", "north", "source", "text", "counts", "body",
)  # fmt: skip
READ: Final = ", ".join(f"r.{name}" for name in _READ) + ", c.acts"
"""What `read_row` takes, from reports as r and classes as c."""


def row_of(report: Report, key: int, class_: int) -> Record:
    """The values of COLUMNS."""
    lon, lat = report.centre or (None, None)
    box = report.box
    west, south, east, north = (box.west, box.south, box.east, box.north) if box else (None,) * 4
    return (
        *(key, report.kind, report.id, class_, first_day(report), last_day(report)),
        *(report.start_us, report.end_us, report.reported_us, lon, lat, west, south, east, north),
        *(cell_of(report), report.source, report.text, report.counts, report.body),
    )


def read_row(row: Record) -> Report:
    """The report that READ gave."""
    _, kind, name, day, last, start_us, end_us, reported_us, lon, lat, *sides, source, text, counts, body, acts = row
    return Report(
        kind=kind,
        id=name,
        start_us=start_us,
        end_us=end_us,
        day=None if day == NO_DAY else day,
        last_day=None if day == NO_DAY else last,
        centre=None if lon is None else (lon, lat),
        box=None if lon is None else Box(*sides),
        reported_us=reported_us,
        acts=tuple(acts.split()),
        source=source,
        text=text,
        counts=counts,
        body=body,
    )


def first_day(report: Report) -> int:
    """The day on which it is counted."""
    return NO_DAY if report.day is None else report.day


def last_day(report: Report) -> int:
    """The last day on which it may have happened."""
    return NO_DAY if report.last_day is None else report.last_day


def cell_of(report: Report) -> int:
    """The finest cell of the map as one number."""
    cell = report.cell
    return NO_CELL if cell is None else (cell[0] << ROW_BITS) | cell[1]
