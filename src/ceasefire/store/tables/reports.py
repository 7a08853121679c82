"""The book of reports: observations, allegations, incidents and rows of sources, a million of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from ceasefire.store.asked import EVERYTHING, After, Ask, Cells, Days, Page
from ceasefire.store.protocol import Boxes, Connection, Progress, Record
from ceasefire.store.report import Kind, Report
from ceasefire.store.tables import pages, squares, totals
from ceasefire.store.tables.report_rows import COLUMNS, READ, cell_of, first_day, last_day, read_row, row_of
from ceasefire.store.tables.sought import Sought, marks, sought
from ceasefire.store.tables.tallies import Tallies

_AT_ONCE: Final = 10_000
_FEW_ENOUGH: Final = 5_000


class Reports:
    """Reports as they stand now. What was changed about one, by whom, is in the acts of that thing."""

    def __init__(self, connection: Connection, boxes: Boxes) -> None:
        self._connection, self._boxes = connection, boxes
        self._classes: dict[tuple[str, str], int] = {}

    def put(self, reports: Iterable[Report], progress: Progress | None = None) -> int:
        """Enter reports, in place of those of the same kind and id; return how many.

        Any number at a time: `reports` is read in portions, and `progress` is told how many have been entered so
        far. All of them belong to this transaction.
        """
        waiting, done = iter(reports), 0
        while portion := list(islice(waiting, _AT_ONCE)):
            self._put(list({(each.kind, each.id): each for each in portion}.values()))
            done += len(portion)
            if progress is not None:
                progress(done)
        return done

    def take_out(self, kind: Kind, ids: Sequence[str]) -> int:
        """Take reports out of list, map and counts, as when two incidents turned out to be one; return how many.

        What was done about them stays among the acts.
        """
        old = self._there(kind, ids)
        self._clear(kind, old)
        return len(old)

    def get(self, kind: Kind, id: str) -> Report | None:  # noqa: A002 - a report is named by kind and id
        """One report, or None."""
        sql = f"SELECT {READ} FROM reports r JOIN classes c ON c.class = r.class WHERE r.kind = ? AND r.id = ?"
        row = self._connection.one(sql, kind, id)
        return None if row is None else read_row(row)

    def page(self, ask: Ask = EVERYTHING, after: After | None = None, most: int = 100) -> Page:
        """At most `most` of the reports asked for, latest day first, behind the place where the last page ended."""
        what = sought(self._connection, ask)
        rows = pages.page_rows(self._connection, self._boxes, what, after, most + 1)
        shown = rows[:most]
        return Page(
            reports=tuple(read_row(row) for row in shown),
            total=totals.total(self._connection, self._boxes, what),
            after=pages.place_of(shown[-1]) if len(rows) > most and shown else None,
            no_place=self._no_place(what) if what.box else 0,
            no_day=self._no_day(what) if what.timed else 0,
        )

    def every(self, ask: Ask = EVERYTHING) -> Iterator[Report]:
        """All reports asked for in the order of pages, one after the other, in bounded memory."""
        what, after = sought(self._connection, ask), None
        while rows := pages.page_rows(self._connection, self._boxes, what, after, 1000):
            yield from (read_row(row) for row in rows)
            after = pages.place_of(rows[-1])

    def cells(self, ask: Ask = EVERYTHING, most: int = _FEW_ENOUGH) -> Cells:
        """The reports asked for as at most `most` squares of a map; squares at the rim of the box are whole."""
        what = sought(self._connection, ask)
        level = squares.level_of(self._connection, ask.box, most)
        return Cells(
            cells=squares.squares(self._connection, what, level),
            level=level,
            no_place=self._no_place(what),
            no_day=self._no_day(what) if what.timed else 0,
        )

    def days(self, ask: Ask = EVERYTHING) -> Days:
        """How many of the reports asked for begin on each day."""
        what = sought(self._connection, ask)
        return Days(
            days=squares.days(self._connection, self._boxes, what),
            no_place=self._no_place(what) if what.box else 0,
            no_day=self._no_day(what),
        )

    def _no_place(self, what: Sought) -> int:
        return totals.without_place(self._connection, what)

    def _no_day(self, what: Sought) -> int:
        return totals.without_day(self._connection, self._boxes, what)

    def _put(self, reports: list[Report]) -> None:
        by_kind: dict[Kind, list[str]] = {}
        for each in reports:
            by_kind.setdefault(each.kind, []).append(each.id)
        keys: dict[tuple[str, str], int] = {}
        for kind, ids in by_kind.items():
            old = self._there(kind, ids)
            self._clear(kind, old)
            keys |= {(kind, str(row[1])): int(row[0]) for row in old}
        self._enter(reports, keys)

    def _enter(self, reports: list[Report], keys: dict[tuple[str, str], int]) -> None:
        """Enter reports that are not there, under the keys that they had before or new ones."""
        [newest] = self._connection.all("SELECT coalesce(max(key), 0) FROM reports")
        fresh, tallies, rows = max([int(newest[0]), *keys.values()]), Tallies(), []
        for each in reports:
            key = keys.get((each.kind, each.id))
            if key is None:
                key = fresh = fresh + 1
            class_ = self._class(each)
            rows.append((key, class_, each))
            tallies.count(first_day(each), class_, cell_of(each), each.kind, 1)
        values = (row_of(each, key, class_) for key, class_, each in rows)
        self._connection.many(f"INSERT INTO reports ({COLUMNS}) VALUES ({marks(tuple(COLUMNS.split(',')))})", values)
        self._boxes.put(
            self._connection,
            ((key, each.box, first_day(each), last_day(each)) for key, _, each in rows if each.box is not None),
        )
        tallies.write(self._connection)

    def _there(self, kind: Kind, ids: Sequence[str]) -> list[Record]:
        sql = f"SELECT key, id, day, class, cell FROM reports WHERE kind = ? AND id IN ({marks(tuple(ids))})"
        return self._connection.all(sql, kind, *ids)

    def _clear(self, kind: Kind, old: list[Record]) -> None:
        if not old:
            return
        keys = [int(row[0]) for row in old]
        self._connection.many("DELETE FROM reports WHERE key = ?", ((key,) for key in keys))
        self._boxes.drop(self._connection, keys)
        tallies = Tallies()
        for _, _, day, class_, cell in old:
            tallies.count(day, class_, cell, kind, -1)
        tallies.write(self._connection)

    def _class(self, report: Report) -> int:
        named = (report.kind, " ".join(report.acts))
        if named not in self._classes:
            self._connection.run("INSERT INTO classes (kind, acts) VALUES (?, ?) ON CONFLICT DO NOTHING", *named)
            [found] = self._connection.all("SELECT class FROM classes WHERE kind = ? AND acts = ?", *named)
            self._classes[named] = int(found[0])
        return self._classes[named]
