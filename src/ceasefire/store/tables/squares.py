"""Reports counted by squares of the map, and by days."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ceasefire.store.asked import Cell, level_for
from ceasefire.store.protocol import Between, Boxes, Connection
from ceasefire.store.report import FINEST, Box
from ceasefire.store.tables.report_rows import LATEST_DAY, NO_CELL, NO_DAY, ROW_BITS
from ceasefire.store.tables.sought import Sought, Values, marks
from ceasefire.store.tables.tallies import ALL_DAYS, BLOCK_DAYS, LEVELS, block_of
from ceasefire.store.tables.totals import with_classes

_COLUMN: Final = (1 << ROW_BITS) - 1


def level_of(connection: Connection, box: Box | None, most: int) -> int:
    """The level at which the box, or all there is, has no more than `most` cells."""
    if box is None:
        box = _all_there_is(connection)
    return FINEST if box is None else level_for(box, most)


def _all_there_is(connection: Connection) -> Box | None:
    [found] = connection.all(
        f"SELECT min(cell >> {ROW_BITS}), max(cell >> {ROW_BITS}), min(cell & {_COLUMN}), max(cell & {_COLUMN})"
        " FROM cell_tallies WHERE level = ? AND block = ?",
        *(LEVELS[0], ALL_DAYS),
    )
    if found[0] is None:
        return None
    low, high, left, right = (int(each) for each in found)
    corner, opposite = Cell(LEVELS[0], low, left, 0).box, Cell(LEVELS[0], high, right, 0).box
    return Box(corner.west, corner.south, opposite.east, opposite.north)


def squares(connection: Connection, what: Sought, level: int) -> tuple[Cell, ...]:
    """The cells of a level that touch the box, with the reports that have their centre in them."""
    found: Counter[tuple[int, int]] = Counter()
    for stored, sql, values in _parts(what, level):
        shift = stored - level
        asked = (
            f"SELECT (cell >> {ROW_BITS}) >> {shift}, (cell & {_COLUMN}) >> {shift}, sum(n)"
            f" FROM ({sql}) counted GROUP BY 1, 2"
        )
        for row, column, n in connection.each(asked, *values):
            found[row, column] += int(n)
    rows, columns = _reach(what.box, level)
    return tuple(
        Cell(level, row, column, n)
        for (row, column), n in sorted(found.items())
        if row in rows and any(column in each for each in columns)
    )


def _reach(box: Box | None, level: int) -> tuple[range, tuple[range, ...]]:
    """The rows and the columns of the cells that a box touches."""
    parts = (Box(-180, -90, 180, 90),) if box is None else box.parts()
    rows = _steps(parts[0].south + 90, parts[0].north + 90, level)
    return rows, tuple(_steps(part.west + 180, part.east + 180, level) for part in parts)


def _steps(start: float, end: float, level: int) -> range:
    return range(math.floor(start * 2.0**level), math.floor(end * 2.0**level) + 1)


def _parts(what: Sought, level: int) -> Iterator[tuple[int, str, Values]]:
    """What the answer is put together from: whole blocks of days from the tallies, the rest from the reports."""
    stored = next(each for each in LEVELS if each >= level)
    if what.span is not None or not what.by_kind_only:
        yield FINEST, *_reports(what, level, what.first, what.last)
    elif not what.timed:
        yield stored, *_tallied(what, level, stored, (ALL_DAYS, ALL_DAYS))
    else:
        yield from _blocks_and_rest(what, level, stored)
    if what.timed:
        yield FINEST, *_begun_earlier(what, level)


def _blocks_and_rest(what: Sought, level: int, stored: int) -> Iterator[tuple[int, str, Values]]:
    start, end = block_of(what.first + BLOCK_DAYS - 1), block_of(what.last + 1)  # whole blocks: start up to end
    if start >= end:
        yield FINEST, *_reports(what, level, what.first, what.last)
        return
    yield stored, *_tallied(what, level, stored, (start, end - 1))
    for first, last in ((what.first, start * BLOCK_DAYS - 1), (end * BLOCK_DAYS, what.last)):
        if first <= last:
            yield FINEST, *_reports(what, level, first, last)


def _tallied(what: Sought, level: int, stored: int, blocks: Between) -> tuple[str, Values]:
    rows, values = _in_rows(what, level, stored)
    sql = f"SELECT cell, n FROM cell_tallies WHERE level = ? AND block BETWEEN ? AND ?{rows}"
    kinds = what.kinds
    if kinds is not None:
        sql, values = f"{sql} AND kind IN ({marks(kinds)})", (*values, *kinds)
    return sql, (stored, *blocks, *values)


def _reports(what: Sought, level: int, first: int, last: int) -> tuple[str, Values]:
    rows, values = _in_rows(what, level, FINEST)
    checks, more = what.checks()
    sql = "SELECT r.cell AS cell, 1 AS n FROM reports r WHERE r.day BETWEEN ? AND ?"
    return f"{sql} AND r.cell <> {NO_CELL}{rows}{checks}", (first, last, *values, *more)


def _begun_earlier(what: Sought, level: int) -> tuple[str, Values]:
    rows, values = _in_rows(what, level, FINEST)
    checks, more = what.checks()
    sql = (
        f"SELECT r.cell AS cell, 1 AS n FROM reports r WHERE r.last_day > r.day AND r.last_day >= ? AND r.day < ?"
        f" AND r.cell <> {NO_CELL}{rows}{checks}"
    )
    return sql, (what.first, what.first, *values, *more)


def _in_rows(what: Sought, level: int, stored: int) -> tuple[str, Values]:
    """The rows of stored cells that make up the rows of a level that the box touches; columns are cut later."""
    if what.box is None:
        return "", ()
    rows, _ = _reach(what.box, level)
    first, end = (row << (stored - level) << ROW_BITS for row in (rows.start, rows.stop))
    return " AND cell BETWEEN ? AND ?", (first, end - 1)


def days(connection: Connection, boxes: Boxes, what: Sought) -> tuple[tuple[int, int], ...]:
    """How many reports begin on each day."""
    if what.box is None and what.span is None:
        sql = "SELECT day, sum(n) FROM day_tallies WHERE day BETWEEN ? AND ?"
        asked, values = with_classes(sql, (max(what.first, NO_DAY + 1), what.last), what.classes)
        return tuple((int(day), int(n)) for day, n in connection.each(f"{asked} GROUP BY day ORDER BY day", *values))
    checks, more = what.checks()
    first = (max(what.first, NO_DAY + 1), what.last)
    if what.box is None:
        found, where = f"SELECT r.day FROM reports r WHERE r.day BETWEEN ? AND ?{checks}", (*first, *more)
    else:
        keys, touching = boxes.touching(what.box, first, (NO_DAY, LATEST_DAY))
        join = " CROSS JOIN reports r WHERE r.key = t.key" if checks else ""
        found, where = f"SELECT t.day FROM ({keys}) t{join}{checks}", (*touching, *more)
    rows = connection.each(f"SELECT day, count(*) FROM ({found}) counted GROUP BY day ORDER BY day", *where)
    return tuple((int(day), int(n)) for day, n in rows)
