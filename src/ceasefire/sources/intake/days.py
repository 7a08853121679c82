"""Days as tables write them, in several orders: what has two meanings is asked about, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.sources.intake import codes

DAY_FIRST: Final = "day first"
MONTH_FIRST: Final = "month first"
ORDERS: Final = (DAY_FIRST, MONTH_FIRST)
_ISO: Final = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_OTHER: Final = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True, slots=True)
class DayCell:
    """What the cell may mean: one day, or one for each order."""

    day_first: dt.date | None
    month_first: dt.date | None

    @property
    def is_clear(self) -> bool:
        """Whether it has one meaning."""
        return self.day_first is None or self.month_first is None or self.day_first == self.month_first


def read_day(text: str, order: str = "", place: Place = NOWHERE) -> dt.date:
    """Return the day; `order` is the answer to what was asked of the column, empty where nobody has answered.

    `2020-04-03` and `25.04.2020` have one meaning. `03/04/2020` has two, whatever its signs: without an answer
    it raises BadInput with both. So does what is no day, and a year of two digits.
    """
    found = meanings(text)
    if found is None:
        expected = "a day such as 2020-04-03 or 25.04.2020, the year with four digits"
        raise BadInput(Problem(codes.NO_DAY, place, repr(text[:40]), expected))
    if not found.is_clear and order not in ORDERS:
        got = f"{text}, which is {found.day_first} or {found.month_first}"
        raise BadInput(Problem(codes.WHICH_ORDER, place, got))
    if found.is_clear:
        return found.day_first or found.month_first or dt.date.min
    chosen = found.day_first if order == DAY_FIRST else found.month_first
    return chosen or dt.date.min


def meanings(text: str) -> DayCell | None:
    """Every day that the text may mean; None where it is none."""
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso is not None:
        only = _date(int(iso[1]), int(iso[3]), int(iso[4]))
        return None if only is None else DayCell(only, only)
    other = _OTHER.fullmatch(text)
    if other is None:
        return None
    first, second, year = int(other[1]), int(other[3]), int(other[4])
    found = DayCell(_date(year, second, first), _date(year, first, second))
    return None if found.day_first is None and found.month_first is None else found


def unclear(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells with two meanings, each once, in their order."""
    asked = [text for text in cells if (found := meanings(text)) is not None and not found.is_clear]
    return tuple(dict.fromkeys(asked))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= year <= 2100 else None
