"""How many reports there are: exactly where the tallies know it, else counted up to a limit and said so."""

from __future__ import annotations

from typing import Final

from ceasefire.store.asked import Total
from ceasefire.store.protocol import Boxes, Connection
from ceasefire.store.tables.report_rows import LATEST_DAY, NO_CELL, NO_DAY
from ceasefire.store.tables.sought import Sought, Values, marks

COUNTED_UP_TO: Final = 10_000


def total(connection: Connection, boxes: Boxes, what: Sought) -> Total:
    """How many reports were asked for."""
    if what.classes == ():
        return Total(0)
    if what.box is None and what.span is None:
        return Total(_tallied(connection, what) + _begun_earlier(connection, what))
    return _counted(connection, boxes, what)


def _tallied(connection: Connection, what: Sought) -> int:
    sql = "SELECT coalesce(sum(n), 0) FROM day_tallies WHERE day BETWEEN ? AND ?"
    return _number(connection, with_classes(sql, (what.first, what.last), what.classes))


def with_classes(sql: str, values: Values, classes: tuple[int, ...] | None) -> tuple[str, Values]:
    """The query, narrowed to classes where there are such."""
    if classes is None:
        return sql, values
    return f"{sql} AND class IN ({marks(classes)})", (*values, *classes)


def _begun_earlier(connection: Connection, what: Sought) -> int:
    if not what.timed:
        return 0
    sql = "SELECT count(*) FROM reports WHERE last_day > day AND last_day >= ? AND day < ?"
    return _number(connection, with_classes(sql, (what.first, what.first), what.classes))


def _counted(connection: Connection, boxes: Boxes, what: Sought) -> Total:
    """Count what no tally knows, and stop when people have waited enough."""
    checks, values = what.checks()
    first, last = (NO_DAY + 1, what.last) if what.timed else (NO_DAY, LATEST_DAY), (what.first, LATEST_DAY)
    if what.box is None:
        found = f"SELECT 1 FROM reports r WHERE r.day BETWEEN ? AND ? AND r.last_day >= ?{checks}"
        asked: Values = (*first, what.first, *values)
    else:
        keys, where = boxes.touching(what.box, first, last)
        join = " CROSS JOIN reports r WHERE r.key = t.key" if checks else ""
        found, asked = f"SELECT 1 FROM ({keys}) t{join}{checks}", (*where, *values)
    n = _number(connection, (f"SELECT count(*) FROM ({found} LIMIT ?) counted", (*asked, COUNTED_UP_TO + 1)))
    return Total(n) if n <= COUNTED_UP_TO else Total(COUNTED_UP_TO, exact=False)


def without_place(connection: Connection, what: Sought) -> int:
    """How many reports of these days and classes have no place."""
    checks, values = what.checks()
    sql = f"SELECT count(*) FROM reports r WHERE r.cell = {NO_CELL} AND r.day <= ? AND r.last_day >= ?{checks}"
    return _number(connection, (sql, (what.last, what.first, *values)))


def without_day(connection: Connection, boxes: Boxes, what: Sought) -> int:
    """How many reports of this box and these classes have no day."""
    if what.box is None:
        sql = "SELECT coalesce(sum(n), 0) FROM day_tallies WHERE day = ?"
        return _number(connection, with_classes(sql, (NO_DAY,), what.classes))
    keys, where = boxes.touching(what.box, (NO_DAY, NO_DAY), (NO_DAY, NO_DAY))
    here = f"SELECT count(*) FROM reports WHERE day = ? AND (cell = {NO_CELL} OR key IN (SELECT key FROM ({keys}) t))"
    return _number(connection, with_classes(here, (NO_DAY, *where), what.classes))


def _number(connection: Connection, asked: tuple[str, Values]) -> int:
    sql, values = asked
    row = connection.one(sql, *values)
    return int(row[0]) if row else 0
