"""Reading dates and times as texts of the field write them, and refusing what has two meanings.

"24:00" is the end of the day, "00:00" its start; a date alone is its whole day. A local time that
the clock skipped or repeated is refused with both ways out, unless the caller asks for the readings.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

from ceasefire.clock import codes
from ceasefire.clock.spans import DAY, SECOND, Span
from ceasefire.clock.zones import changes_within, check_zone, is_skipped, local_time, moments_of, to_moment
from ceasefire.errors import NOWHERE, BadInput, Place, Problem

_TIME: Final = r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,6})[0-9]*)?)?"
_DATE: Final = r"(?P<y>[0-9]{4})-(?P<mo>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
_OFFSET: Final = r"(?P<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})"
_MOMENT: Final = re.compile(rf"{_DATE}(?:(?:[Tt]|\s+){_TIME}\s*{_OFFSET}?)?")
_DAY_ONLY: Final = re.compile(_DATE)
_CLOCK_ONLY: Final = re.compile(_TIME)
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 9998  # a day and any offset later is still a date that Python knows

Hazard = Literal["skipped", "repeated"]


@dataclass(frozen=True, slots=True)
class LocalReading:
    """What a written date or time may mean: one moment, or two when the clock change makes it unclear.

    `earliest` and `latest` are microseconds UTC; `whole_day` says that only a date was written
    (the moment is then the start of that day); `hazard` names why there are two.
    """

    text: str
    earliest: int
    latest: int
    hazard: Hazard | None = None
    whole_day: bool = False


def parse_instant(text: str, zone: str | None, place: Place = NOWHERE) -> int:
    """The moment (microseconds UTC) that `text` names on the clock of `zone`.

    `text` is `2025-10-18T08:00`, with seconds or an offset if given, `…T24:00` for the end of the
    day, or a date for its start. An offset in the text wins over `zone`. Raises BadInput for what
    cannot be read, dates that do not exist, a missing zone, and times skipped or repeated.
    """
    reading = read_local(text, zone, place)
    if reading.hazard is not None and zone is not None:
        raise BadInput(_unclear(reading, zone, place))
    return reading.earliest


def read_local(text: str, zone: str | None, place: Place = NOWHERE) -> LocalReading:
    """As parse_instant, but a skipped or repeated time gives both readings instead of an error."""
    found = _match(_MOMENT, text, place, "such as 2025-10-18T08:00")
    day = _date_of(found, place)
    if found["z"]:
        return _with_offset(text, day, found, place)
    if zone is None:
        raise BadInput(Problem(codes.NO_ZONE, place, got=text))
    zone = check_zone(zone, place)
    if found["h"] is None:
        moment = start_of_day(day, zone)
        return LocalReading(text, moment, moment, whole_day=True)
    since_midnight = _since_midnight(found, place)
    if since_midnight == DAY:
        moment = start_of_day(day + dt.timedelta(days=1), zone)
        return LocalReading(text, moment, moment)
    naive = dt.datetime.combine(day, dt.time()) + dt.timedelta(microseconds=since_midnight)
    moments = moments_of(naive, zone)
    hazard: Hazard | None = None
    if len(moments) == 2:
        hazard = "skipped" if is_skipped(naive, zone) else "repeated"
    return LocalReading(text, moments[0], moments[-1], hazard)


def parse_date(text: str, place: Place = NOWHERE) -> dt.date:
    """The calendar date written as year-month-day; BadInput when unreadable or not in the calendar."""
    return _date_of(_match(_DAY_ONLY, text, place, "a date such as 2025-10-18"), place)


def parse_time_of_day(text: str, place: Place = NOWHERE) -> int:
    """Microseconds after midnight on the clock's face, 0 for `00:00` up to a whole day for `24:00`."""
    return _since_midnight(_match(_CLOCK_ONLY, text, place, "a time such as 19:30"), place)


def start_of_day(day: dt.date, zone: str) -> int:
    """The first moment of `day` in `zone` (later than 00:00 where the clock skipped midnight)."""
    return _first_at(day, 0, zone)


def day_span(day: dt.date, zone: str) -> Span:
    """The whole of `day` in `zone`: 23 or 25 hours when the clock changes."""
    return Span(start_of_day(day, zone), start_of_day(day + dt.timedelta(days=1), zone))


def reporting_day(day: dt.date, zone: str, turns_at: str = "19:30") -> Span:
    """The reporting day that ends on `day` at `turns_at`: from that time the evening before.

    A daily report dated `day` and issued "as of 19:30" speaks about this span.
    """
    at = parse_time_of_day(turns_at)
    return Span(_first_at(day - dt.timedelta(days=1), at, zone), _first_at(day, at, zone))


def _first_at(day: dt.date, since_midnight: int, zone: str) -> int:
    naive = dt.datetime.combine(day, dt.time()) + dt.timedelta(microseconds=since_midnight)
    moments = moments_of(naive, zone)
    if len(moments) == 2 and is_skipped(naive, zone):
        return _change_between(moments[0], moments[1], zone)
    return moments[0]


def _change_between(early: int, late: int, zone: str) -> int:
    """The moment at which the clock jumped over a time: the first one that shows a later time."""
    return changes_within(zone, early, late + 1)[0].moment


def _match(pattern: re.Pattern[str], text: str, place: Place, expected: str) -> re.Match[str]:
    found = pattern.fullmatch(text.strip())
    if found is None:
        raise BadInput(Problem(codes.UNREADABLE_TIME, place, got=repr(text), expected=expected))
    return found


def _date_of(found: re.Match[str], place: Place) -> dt.date:
    got = f"{found['y']}-{found['mo']}-{found['d']}"
    if not _FIRST_YEAR <= int(found["y"]) <= _LAST_YEAR:
        expected = f"a year from {_FIRST_YEAR} to {_LAST_YEAR}"
        raise BadInput(Problem(codes.TIME_OUT_OF_RANGE, place, got=got, expected=expected))
    try:
        return dt.date(int(found["y"]), int(found["mo"]), int(found["d"]))
    except ValueError:
        expected = _days_there_are(int(found["y"]), int(found["mo"]))
        raise BadInput(Problem(codes.NO_SUCH_DATE, place, got=got, expected=expected)) from None


def _days_there_are(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        return "a month from 01 to 12"
    return f"a day from 01 to {calendar.monthrange(year, month)[1]} in {year}-{month:02d}"


def _since_midnight(found: re.Match[str], place: Place) -> int:
    hour, minute, second = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    micros = int((found["f"] or "").ljust(6, "0")[:6])
    total = ((hour * 60 + minute) * 60 + second) * SECOND + micros
    if minute > 59 or second > 59 or total > DAY:
        expected = "00:00 to 24:00, minutes and seconds 00 to 59"
        raise BadInput(Problem(codes.NO_SUCH_DATE, place, got=found[0], expected=expected))
    return total


def _with_offset(text: str, day: dt.date, found: re.Match[str], place: Place) -> LocalReading:
    naive = dt.datetime.combine(day, dt.time()) + dt.timedelta(microseconds=_since_midnight(found, place))
    moment = to_moment(naive.replace(tzinfo=dt.UTC)) - _offset_of(found["z"], place)
    return LocalReading(text, moment, moment)


def _offset_of(text: str, place: Place) -> int:
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise BadInput(Problem(codes.NO_SUCH_DATE, place, got=text, expected="an offset up to 14:00"))
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes) * 60 * SECOND


def _unclear(reading: LocalReading, zone: str, place: Place) -> Problem:
    first, second = (local_time(moment, zone).isoformat() for moment in (reading.earliest, reading.latest))
    if reading.hazard == "repeated":
        expected = f"one of the two times at which the clock showed it in {zone}"
        ways = f"Write `{first}` for the first time or `{second}` for the second."
        return Problem(codes.REPEATED_TIME, place, got=reading.text, expected=expected, do=ways)
    expected = f"a time that the clock showed in {zone}"
    ways = f"Write `{second}` if the clock was not yet put forward, or `{first}` if it already was."
    return Problem(codes.SKIPPED_TIME, place, got=reading.text, expected=expected, do=ways)
