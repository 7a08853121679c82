"""Cells of a row as numbers, days and positions; what cannot be read says so and the reading goes on."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ceasefire.clock import ReportedTime, parse_date
from ceasefire.errors import BadInput, Code
from ceasefire.record import Event
from ceasefire.sources import codes

Extent = tuple[float, float, float, float]
EMPTY_WORDS = frozenset({"", "na", "n/a", "nan", "null", "none", "<na>", "nat"})


class BadRow(Exception):
    """The row cannot be read: why, what was found, what was expected."""

    def __init__(self, code: Code, got: str = "", expected: str = "") -> None:
        super().__init__(got)
        self.code = code
        self.got = got
        self.expected = expected

    @property
    def reason(self) -> str:
        """The reason in one sentence."""
        found = f" Found {self.got}" if self.got else ""
        wanted = f", expected {self.expected}" if self.expected else ""
        return f"{self.code.means}{found}{wanted}{'.' if found or wanted else ''}"


class LeftOut(BadRow):
    """The row can be read and is set aside on purpose; an option or the mapping lets it in."""


class RowReader(Protocol):
    """What a source makes of its rows."""

    def event(self, line: int, cells: Sequence[str], /) -> Event:
        """The event in the row; raises BadRow or LeftOut."""
        ...

    def deaths(self, cells: Sequence[str], /) -> int | None:
        """How many deaths the row counts, when it says so; for rows that are set aside."""
        ...


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of the file by name."""

    names: tuple[str, ...]
    _at: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_at", {name: at for at, name in enumerate(self.names)})

    def __contains__(self, name: object) -> bool:
        return name in self._at

    def at(self, name: str) -> int:
        """The position of the column; KeyError when it is missing, which `required` has excluded."""
        return self._at[name]

    def cell(self, name: str) -> Callable[[Sequence[str]], str]:
        """A function that takes the cell of this column out of a row; empty when there is no such column."""
        at = self._at.get(name)
        if at is None:
            return lambda _cells: ""
        return lambda cells: cells[at].strip()


def is_empty(cell: str) -> bool:
    """Whether a cell holds nothing, as the tables of the field write it."""
    return cell.strip().lower() in EMPTY_WORDS


def number(cell: str, name: str) -> float:
    """A finite number; BadRow otherwise."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadRow(codes.BAD_NUMBER, got=f"{name} {cell[:40]!r}", expected="a number")
    return value


def whole(cell: str, name: str) -> int:
    """A whole number, also when written `3.0`; BadRow otherwise."""
    value = number(cell, name)
    if value != int(value):
        raise BadRow(codes.BAD_NUMBER, got=f"{name} {cell[:40]!r}", expected="a whole number")
    return int(value)


def not_negative(cell: str, name: str) -> int:
    """A whole number from zero; BadRow otherwise."""
    value = whole(cell, name)
    if value < 0:
        raise BadRow(codes.BAD_NUMBER, got=f"{name} {cell[:40]!r}", expected="zero or more")
    return value


def position(lon_cell: str, lat_cell: str, extent: Extent | None = None) -> tuple[float, float]:
    """Longitude and latitude in degrees.

    BadRow when they are not on the Earth, and when they fall outside `extent` (west, south, east,
    north) but inside it once exchanged.
    """
    lon, lat = number(lon_cell, "longitude"), number(lat_cell, "latitude")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        swapped = -180 <= lat <= 180 and -90 <= lon <= 90
        code = codes.SWAPPED_POSITION if swapped else codes.BAD_POSITION
        raise BadRow(code, got=f"longitude {lon:g}, latitude {lat:g}")
    if extent and not _inside(lon, lat, extent) and _inside(lat, lon, extent):
        raise BadRow(codes.SWAPPED_POSITION, got=f"longitude {lon:g}, latitude {lat:g}")
    return lon, lat


def _inside(lon: float, lat: float, extent: Extent) -> bool:
    west, south, east, north = extent
    return west <= lon <= east and south <= lat <= north


def day(cell: str) -> dt.date:
    """A calendar day from `2014-01-22`, `2014-01-22 00:00:00.000` or `20140122`; BadRow otherwise."""
    found = _day(cell.strip())
    if isinstance(found, str):
        raise BadRow(codes.BAD_DATE, got=f"{cell[:40]!r}", expected=found)
    return found


@lru_cache(maxsize=4096)
def _day(text: str) -> dt.date | str:
    written = f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdigit() else text[:10]
    rest = text[len(written) :] if written == text[:10] else ""
    if rest.strip("T 0:.Z"):
        return "a day without a time of day"
    try:
        return parse_date(written)
    except BadInput as told:
        return told.problems[0].expected or "a date such as 2014-01-22"


@lru_cache(maxsize=8192)
def days_in(first: dt.date, last: dt.date, zone: str) -> ReportedTime:
    """The days from `first` to `last`, both included, on the clock of `zone`."""
    if last < first:
        raise BadRow(codes.ENDS_BEFORE_START, got=f"{first} to {last}")
    return ReportedTime.on_days(first, last, zone)
