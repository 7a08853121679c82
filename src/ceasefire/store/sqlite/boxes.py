"""Boxes in an R*Tree by place and days: found fast in rounded numbers, then checked in exact ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceasefire.store.protocol import Between, Connection
from ceasefire.store.report import Box

# The tree keeps 32-bit numbers, rounded outwards by at most 2^-16 degrees. A box that reaches further in than this
# touches for certain; for the few at the rim, and those across the 180th meridian, the report's own numbers decide.
_ROUNDED: Final = 1e-4

_EXACTLY: Final = (
    "EXISTS (SELECT 1 FROM reports e WHERE e.key = b.key AND e.south <= ? AND e.north >= ? AND"
    " CASE WHEN e.west <= e.east THEN e.west <= ? AND e.east >= ? ELSE e.west <= ? OR e.east >= ? END)"
)


class RTree:
    """The index of boxes in an SQLite file."""

    def put(self, connection: Connection, rows: Iterable[tuple[int, Box, int, int]]) -> None:
        """Enter `(key, box, first day, last day)` of new reports."""
        values = ((key, *_sides(box), box.south, box.north, first, last) for key, box, first, last in rows)
        connection.many(
            "INSERT INTO boxes (key, west, east, south, north, day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?)", values
        )

    def drop(self, connection: Connection, keys: Iterable[int]) -> None:
        """Take the boxes of these reports out."""
        connection.many("DELETE FROM boxes WHERE key = ?", ((key,) for key in keys))

    def touching(self, box: Box, first: Between, last: Between) -> tuple[str, tuple[object, ...]]:
        """A query for `key, day` of the reports whose place may touch `box`, each once, and its values."""
        found = [_touching(part, first, last) for part in box.parts()]
        values = tuple(value for _, each in found for value in each)
        return " UNION ".join(sql for sql, _ in found), values


def _sides(box: Box) -> tuple[float, float]:
    """West and east of a box; across the 180th meridian it goes once round the globe, and is checked later."""
    return (box.west, box.east) if box.west <= box.east else (-180.0, 180.0)


def _touching(box: Box, first: Between, last: Between) -> tuple[str, tuple[object, ...]]:
    west, east, south, north = box.west, box.east, box.south, box.north
    surely = (east - _ROUNDED, west + _ROUNDED, north - _ROUNDED, south + _ROUNDED)
    sql = (
        "SELECT b.key AS key, CAST(b.day AS INTEGER) AS day FROM boxes b"
        " WHERE b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ?"
        " AND b.day >= ? AND b.day <= ? AND b.last_day >= ? AND b.last_day <= ?"
        " AND ((b.east - b.west < 360 AND b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ?)"
        f" OR {_EXACTLY})"
    )
    exactly = (north, south, east, west, east, west)
    return sql, (east, west, north, south, *first, *last, *surely, *exactly)
