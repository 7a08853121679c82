"""Past ceasefires: of what type each was, whether it held, how long it lasted and how it ended.

The table of `ceasefire base-rates`, one row per ceasefire; other columns may stand in it:

    id         optional; unique
    type       of what type it was; any other column can be named in its place (`--by`)
    held       yes, no, partly, or empty where nobody can tell; another column can be named (`--held`)
    start      the day it began, such as 2020-07-27
    last_held  the last day on which it surely held
    ended_by   the first day by which it had surely ended; empty while it still holds
    ended_how  how it ended: `breakdown`, `expired`, `renewed`, `replaced` or another word; empty while it holds

`last_held` and `ended_by` are the same day where the day of the end is known. Where nobody knows that it held at all
after the start, leave `last_held` empty. A ceasefire with neither has no known duration.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ceasefire.clock import parse_date
from ceasefire.errors import Problem
from ceasefire.record import codes
from ceasefire.record.tables import Columns, Row, read_header, read_rows

Outcome = Literal["yes", "no", "partly"]

_OUTCOMES: Final[Mapping[str, Outcome | None]] = {
    "": None,
    "cannot_tell": None,
    "unknown": None,
    "1": "yes",
    "held": "yes",
    "true": "yes",
    "yes": "yes",
    "0": "no",
    "false": "no",
    "no": "no",
    "not_held": "no",
    "partial": "partly",
    "partly": "partly",
}
_OF_DURATION: Final = ("start", "last_held", "ended_by", "ended_how")


@dataclass(frozen=True, slots=True)
class Past:
    """One past ceasefire: its `kind`, whether it `held` (None: nobody can tell), and how long it lasted.

    It ended after more than `held_days` and by at most `ended_days`, in the way `ended_how`; `ended_days` is infinite
    and `ended_how` None while it still holds. `held_days` is None where the table says nothing of its duration.
    """

    id: str
    kind: str
    held: Outcome | None
    held_days: int | None = None
    ended_days: float = math.inf
    ended_how: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class PastColumns:
    """The columns of a table of past ceasefires: those that are read, those it lacks of them, and the others in it."""

    read: tuple[str, ...]
    missing: tuple[str, ...]
    not_read: tuple[str, ...]

    @property
    def told(self) -> str:
        """What the table lacks, and what it has that is not read."""
        lacks = "lacks " + ", ".join(self.missing) if self.missing else "has every column that is read"
        return f"{lacks}; not read: {', '.join(self.not_read) or 'none'}"


def past_columns(path: Path, *, by: str = "type", held: str = "held") -> PastColumns:
    """Return which columns of the table `read_past` reads, which of them are not there, and which it leaves unread."""
    known = tuple(dict.fromkeys(("id", by.strip().lower(), held.strip().lower(), *_OF_DURATION)))
    there = read_header(path)
    missing = tuple(name for name in known if name not in {"id", *there})
    return PastColumns(known, missing, tuple(name for name in there if name not in known))


def read_past(path: Path, *, by: str = "type", held: str = "held") -> tuple[Past, ...]:
    """Read a table of past ceasefires; `by` and `held` are the columns that say the type and whether it held.

    Times of day after a date are left out: durations are in whole days. Only a column that is named otherwise than
    `held` has to be there. Raises BadInput once, with every problem of every row.
    """
    by, held = by.strip().lower(), held.strip().lower()
    needed = (by,) if held == "held" else (by, held)
    return read_rows(path, Columns(needed, ("id", "held", *_OF_DURATION), open=True), lambda row: _past(row, by, held))


def _past(row: Row, by: str, held: str) -> Past:
    kind = row.needed(by)
    days, ended, how = _duration(row)
    return Past(row.text("id") or f"line {row.line}", kind, _outcome(row, held), days, ended, how, row.line)


def _outcome(row: Row, column: str) -> Outcome | None:
    word = row.text(column).lower().replace(" ", "_")
    if word not in _OUTCOMES:
        row.problems.append(Problem(codes.BAD_CELL, row.place(column), row.text(column), "yes, no, partly or empty"))
    return _OUTCOMES.get(word)


def _duration(row: Row) -> tuple[int | None, float, str | None]:
    """Days from the start to the last day it held and to the first by which it had ended, and how it ended."""
    how, days = row.text("ended_how") or None, {name: _day(row, name) for name in _OF_DURATION[:3]}
    start, last, end = days["start"], days["last_held"], days["ended_by"]
    if (how is None) != (not row.text("ended_by")):
        got = f"ended_by {row.text('ended_by')!r}, ended_how {how!r}"
        row.problems.append(Problem(codes.BAD_CELL, row.place("ended_how"), got, "both or neither"))
    if not row.text("last_held") and not row.text("ended_by"):
        return None, math.inf, None
    if start is None:
        row.needed("start")
        return None, math.inf, None
    in_order = [day for day in (start, last, end) if day is not None]
    if in_order != sorted(in_order):
        got = " to ".join(day.isoformat() for day in in_order)
        row.problems.append(
            Problem(codes.BAD_CELL, row.place("start"), got, "start, last_held, ended_by in this order")
        )
    held_days = 0 if last is None else (last - start).days
    return held_days, math.inf if end is None else (end - start).days, how


def _day(row: Row, column: str) -> dt.date | None:
    """The day in the cell, None where it is empty; what follows `T` or a space is a time of day."""
    text = row.text(column).replace("T", " ").partition(" ")[0]
    return row.tried(lambda: parse_date(text, row.place(column)), None) if text else None
