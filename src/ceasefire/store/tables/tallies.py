"""Counts kept beside the reports, so that a map and a timeline of a million reports are drawn at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from ceasefire.store.protocol import Connection
from ceasefire.store.report import FINEST
from ceasefire.store.tables.report_rows import NO_CELL, NO_DAY, ROW_BITS

LEVELS: Final = (1, 3, FINEST)
BLOCK_DAYS: Final = 32
ALL_DAYS: Final = -(2**31)
_COLUMN: Final = (1 << ROW_BITS) - 1


def block_of(day: int) -> int:
    """The block of 32 days in which a day lies."""
    return day // BLOCK_DAYS


def coarser(cell: int, level: int) -> int:
    """The cell of a coarser level in which a finest cell lies."""
    shift = FINEST - level
    return ((cell >> ROW_BITS >> shift) << ROW_BITS) | ((cell & _COLUMN) >> shift)


class Tallies:
    """What changes in the counts while reports are written; `write` brings it to the store."""

    def __init__(self) -> None:
        self._cases: Counter[tuple[int, int, int, str]] = Counter()

    def count(self, day: int, class_: int, cell: int, kind: str, n: int) -> None:
        """Note that there are `n` more such reports, or fewer where n is below zero."""
        self._cases[day, class_, cell, kind] += n

    def write(self, connection: Connection) -> None:
        """Bring the changes to the store."""
        days, cells = self.by_day(), self.by_cell()
        _change(connection, "day_tallies", ("day", "class"), [(*key, n) for key, n in days.items() if n])
        _change(
            connection, "cell_tallies", ("level", "block", "cell", "kind"), [(*k, n) for k, n in cells.items() if n]
        )

    def by_day(self) -> Counter[tuple[int, int]]:
        """The changes by day and class."""
        days: Counter[tuple[int, int]] = Counter()
        for (day, class_, _, _), n in self._cases.items():
            days[day, class_] += n
        return days

    def by_cell(self) -> Counter[tuple[int, int, int, str]]:
        """The changes by level, block, cell and kind."""
        cells: Counter[tuple[int, int, int, str]] = Counter()
        for (day, _, cell, kind), n in self._cases.items():
            if cell == NO_CELL:
                continue
            for level in LEVELS:
                square = coarser(cell, level)
                cells[level, ALL_DAYS, square, kind] += n
                if day != NO_DAY:
                    cells[level, block_of(day), square, kind] += n
        return cells


def _change(connection: Connection, table: str, names: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    listed, marks = ", ".join(names), ", ".join("?" * (len(names) + 1))
    connection.many(
        f"INSERT INTO {table} ({listed}, n) VALUES ({marks})"
        f" ON CONFLICT ({listed}) DO UPDATE SET n = {table}.n + excluded.n",
        rows,
    )
    fewer = [row[:-1] for row in rows if isinstance(row[-1], int) and row[-1] < 0]
    same = " AND ".join(f"{name} = ?" for name in names)
    connection.many(f"DELETE FROM {table} WHERE {same} AND n = 0", fewer)


def counted_anew(connection: Connection) -> Iterable[str]:
    """Compare the counts with the reports themselves; yield what differs, in words, for `check`."""
    truth = Tallies()
    for row in connection.each("SELECT day, class, cell, kind, count(*) FROM reports GROUP BY day, class, cell, kind"):
        truth.count(*row)
    if dict(truth.by_day()) != {(day, class_): n for day, class_, n in connection.each("SELECT * FROM day_tallies")}:
        yield "reports by day"
    if dict(truth.by_cell()) != {tuple(row[:4]): row[4] for row in connection.each("SELECT * FROM cell_tallies")}:
        yield "reports by cell of the map"
