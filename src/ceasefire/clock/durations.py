"""Lengths of time: ISO 8601 (`PT36H`, `P7D`, `P2M`) and what people write (`90 min`, `36 h`)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ceasefire.clock import codes
from ceasefire.clock.spans import DAY, HOUR, MINUTE, SECOND
from ceasefire.clock.zones import local_time, moments_of
from ceasefire.errors import NOWHERE, BadInput, Place, Problem

_NUMBER: Final = r"([0-9]{1,9}(?:[.,][0-9]{1,6})?)"
_ISO: Final = re.compile(
    rf"P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)
_WORD: Final = re.compile(rf"{_NUMBER}\s*([a-z]+)")
_UNITS: Final = {
    **dict.fromkeys(("y", "year", "years"), 0),
    **dict.fromkeys(("month", "months"), 1),
    **dict.fromkeys(("w", "week", "weeks"), 2),
    **dict.fromkeys(("d", "day", "days"), 3),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 4),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 5),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 6),
}
_COUNTS: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_IN_WORDS: Final = {word: str(n) for n, word in enumerate(_COUNTS, 1)} | {"a": "1", "an": "1"}
_EXACT: Final = (0, 0, 7 * DAY, DAY, HOUR, MINUTE, SECOND)
_LONGEST: Final = 9000 * 366 * DAY


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: months of the calendar, days, and an exact rest in microseconds.

    Exact elapsed time (`lasts:`) counts a day as 24 hours and knows no months; counted on the
    calendar (`per:`, deadlines) a day ends at the same time of the clock the day after.
    """

    months: int = 0
    days: int = 0
    rest_us: int = 0

    def exact_us(self, place: Place = NOWHERE) -> int:
        """Elapsed microseconds, a day being 24 hours; BadInput when months are in it."""
        if self.months:
            raise BadInput(Problem(codes.NO_FIXED_LENGTH, place, got=self.isoformat()))
        return self.days * DAY + self.rest_us

    def after(self, moment: int, zone: str) -> int:
        """The moment this long after `moment` on the calendar and clock of `zone`.

        Months and days move the date and keep the time of the clock (31 January + 1 month is the
        last day of February); a time skipped or repeated there is taken at its later moment, so
        that a deadline is not shortened. The exact rest is then added.
        """
        naive = local_time(moment, zone).replace(tzinfo=None)
        if not (self.months or self.days):
            return moment + self.rest_us
        months = naive.year * 12 + naive.month - 1 + self.months
        try:
            year, month = months // 12, months % 12 + 1
            last = calendar.monthrange(year, month)[1]
            naive = naive.replace(year=year, month=month, day=min(naive.day, last))
            return moments_of(naive + dt.timedelta(days=self.days), zone)[-1] + self.rest_us
        except (ValueError, OverflowError, calendar.IllegalMonthError):
            got = f"{naive.date()} and {self.isoformat()}"
            raise BadInput(Problem(codes.TIME_OUT_OF_RANGE, got=got)) from None

    def isoformat(self) -> str:
        """The ISO 8601 text, such as P7D or PT36H."""
        date = "".join(f"{n}{unit}" for n, unit in ((self.months, "M"), (self.days, "D")) if n)
        minutes, micros = divmod(self.rest_us, MINUTE)
        parts = ((minutes // 60, "H"), (minutes % 60, "M"))
        time = "".join(f"{n}{unit}" for n, unit in parts if n)
        if micros:
            time += f"{micros / SECOND:.6f}".rstrip("0").rstrip(".") + "S"
        return "P" + date + ("T" + time if time else "") if date or time else "PT0S"


def parse_duration(text: str, place: Place = NOWHERE) -> Duration:
    """The length that `text` states: `P7D`, `PT48H`, `P1DT12H`, `90 min`, `36 h`, `1 h 30 min`, `two weeks`.

    Raises BadInput for anything else, for a length of nothing, and for parts of a month.
    """
    stated = text.strip()
    amounts = _iso_amounts(stated) or _word_amounts(_in_digits(stated.lower()))
    if amounts is None or not any(amounts):
        raise BadInput(Problem(codes.UNREADABLE_DURATION, place, got=repr(text), expected="such as PT36H"))
    months = amounts[0] * 12 + amounts[1]
    exact = sum(amount * unit for amount, unit in zip(amounts, _EXACT, strict=True))
    if months.denominator != 1 or exact > _LONGEST or months > 9000 * 12:
        expected = "whole months, and no more than 9000 years"
        raise BadInput(Problem(codes.UNREADABLE_DURATION, place, got=repr(text), expected=expected))
    whole_days = int(amounts[2] * 7 + amounts[3])
    return Duration(int(months), whole_days, int(exact) - whole_days * DAY)


def _in_digits(text: str) -> str:
    return " ".join(_IN_WORDS.get(word, word) for word in text.split())


def _iso_amounts(text: str) -> tuple[Fraction, ...] | None:
    found = _ISO.fullmatch(text)
    if found is None or text.endswith("T"):
        return None
    return tuple(_number(amount or "0") for amount in found.groups())


def _word_amounts(text: str) -> tuple[Fraction, ...] | None:
    amounts = [Fraction(0)] * len(_EXACT)
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None or found[2] not in _UNITS:
            return None
        amounts[_UNITS[found[2]]] += _number(found[1])
        at = len(text) - len(text[found.end() :].lstrip(" ,"))
    return tuple(amounts)


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
