"""Pages of reports, latest day first: each begins where the last one ended, however many lie before it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Final

from ceasefire.store.asked import After
from ceasefire.store.protocol import Between, Boxes, Connection, Record
from ceasefire.store.tables.report_rows import LATEST_DAY, NO_DAY, READ
from ceasefire.store.tables.sought import Sought, Values

_FIRST_LOOK: Final = 4_000  # reports in the first window of days that is searched for a box
_WIDER: Final = 4
_SEPARATELY: Final = 64  # so many classes are asked for one by one, and put in order here
_ORDER: Final = "ORDER BY r.day DESC, r.start_us DESC, r.key DESC LIMIT ?"
_BEFORE_ALL: Final = After(LATEST_DAY, 2**62, 2**62)


def page_rows(connection: Connection, boxes: Boxes, what: Sought, after: After | None, most: int) -> list[Record]:
    """At most `most` rows behind `after`: those that begin on the days asked for, then those that began earlier."""
    behind = after or _BEFORE_ALL
    rows = _in_box(connection, boxes, what, behind, most) if what.box else _anywhere(connection, what, behind, most)
    if len(rows) < most and what.timed:
        rows += _begun_earlier(connection, boxes, what, behind, most - len(rows))
    return rows


def _anywhere(connection: Connection, what: Sought, behind: After, most: int) -> list[Record]:
    """Walk down the days; a few classes are walked one by one, so that a rare one is found as fast as a common one."""
    checks, values = what.checks()
    latest = min(what.last, behind.day)  # where the walk begins: not at the top of all days, once for every page
    asked = (what.first, latest, behind.day, behind.start_us, behind.key, *values)
    sql = (
        f"SELECT {READ} FROM reports r JOIN classes c ON c.class = r.class WHERE r.day BETWEEN ? AND ?"
        f" AND (r.day, r.start_us, r.key) < (?, ?, ?){checks}"
    )
    if what.classes is None or len(what.classes) > _SEPARATELY:
        return connection.all(f"{sql} {_ORDER}", *asked, most)
    found = (connection.all(f"{sql} AND r.class = ? {_ORDER}", *asked, class_, most) for class_ in what.classes)
    return heapq.nlargest(most, (row for rows in found for row in rows), key=_place)


def _in_box(connection: Connection, boxes: Boxes, what: Sought, behind: After, most: int) -> list[Record]:
    """Search the days window by window, each with more reports than the last, until the page is full."""
    rows: list[Record] = []
    for first, last in _windows(connection, what.first, min(what.last, behind.day)):
        rows += _touching(connection, boxes, what, behind, most - len(rows), ((first, last), (NO_DAY, LATEST_DAY)))
        if len(rows) >= most:
            break
    return rows


def _windows(connection: Connection, first: int, last: int) -> Iterator[Between]:
    end, held, limit = last, 0, _FIRST_LOOK
    days = "SELECT day, sum(n) FROM day_tallies WHERE day BETWEEN ? AND ? GROUP BY day ORDER BY day DESC"
    for day, n in connection.each(days, first, last):
        held += int(n)
        if held >= limit:
            yield day, end
            end, held, limit = day - 1, 0, limit * _WIDER
    if first <= end:
        yield first, end


def _begun_earlier(connection: Connection, boxes: Boxes, what: Sought, behind: After, most: int) -> list[Record]:
    """Reports of several days that began before the first day asked for and may have lasted into it."""
    if what.box is not None:
        days = ((NO_DAY + 1, what.first - 1), (what.first, LATEST_DAY))
        return _touching(connection, boxes, what, behind, most, days)
    checks, values = what.checks()
    return connection.all(
        f"SELECT {READ} FROM reports r JOIN classes c ON c.class = r.class"
        f" WHERE r.last_day > r.day AND r.last_day >= ? AND r.day < ?"
        f" AND (r.day, r.start_us, r.key) < (?, ?, ?){checks} {_ORDER}",
        *(what.first, what.first, behind.day, behind.start_us, behind.key, *values, most),
    )


def _touching(
    connection: Connection, boxes: Boxes, what: Sought, behind: After, most: int, days: tuple[Between, Between]
) -> list[Record]:
    if what.box is None:
        return []
    keys, where = boxes.touching(what.box, *days)
    checks, values = what.checks()
    asked: Values = (*where, behind.day, behind.start_us, behind.key, *values, most)
    return connection.all(
        f"SELECT {READ} FROM ({keys}) t CROSS JOIN reports r CROSS JOIN classes c"
        f" WHERE r.key = t.key AND c.class = r.class AND (r.day, r.start_us, r.key) < (?, ?, ?){checks} {_ORDER}",
        *asked,
    )


def place_of(row: Record) -> After:
    """Where a row stands in the order of pages."""
    return After(*_place(row))


def _place(row: Record) -> tuple[int, int, int]:
    return int(row[3]), int(row[5]), int(row[0])
