"""Windows that repeat: RFC 5545 rules on the local clock, each one resolved in its zone.

A window of four hours stays four hours when the clock changes inside it (`lasts`), and one that ends
at 18:00 ends when the clock shows 18:00 (`until`). A start or end that the clock skipped or repeated
has two readings: what lies between them is maybe. A rule without an end is laid out up to a stated
horizon; after it the set is unknown, not empty.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from dateutil.rrule import rrule, rrulestr

from ceasefire.clock import codes
from ceasefire.clock.durations import Duration
from ceasefire.clock.local import parse_date, parse_instant, read_local
from ceasefire.clock.spans import DAY, MAX, Span, TimeSet
from ceasefire.clock.zones import check_zone, local_time, moments_of
from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.kernel.kleene import Bounds

MOST_WINDOWS: Final = 50_000
HORIZON_DAYS: Final = 3653  # ten years
# A rule that no date fits is walked to the last year there is. The calendar repeats after 400 years, weekdays
# and all, so every rule is walked as late as its end allows.
_CYCLE: Final = 400
_LAST_YEAR: Final = 9998
_FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
_WEEKDAY: Final = "(?:MO|TU|WE|TH|FR|SA|SU)"
_WHOLE: Final = re.compile(r"[1-9][0-9]{0,4}")
_NUMBERS: Final = {  # smallest and largest size, and whether it may count from the end
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
_WRITTEN: Final = {
    "FREQ": re.compile("|".join(_FREQUENCIES)),
    "COUNT": _WHOLE,
    "INTERVAL": _WHOLE,
    "UNTIL": re.compile(".+"),
    "WKST": re.compile(_WEEKDAY),
    "BYDAY": re.compile(rf"(?:[+-]?[1-9][0-9]?)?{_WEEKDAY}(?:,(?:[+-]?[1-9][0-9]?)?{_WEEKDAY})*"),
    **dict.fromkeys(_NUMBERS, re.compile(r"[+-]?[0-9]{1,3}(?:,[+-]?[0-9]{1,3})*")),
}
_UNTIL: Final = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T([0-9]{2}):?([0-9]{2}):?([0-9]{2})(Z?))?")


def occurrences(
    rule: str,
    start_local: dt.datetime,
    zone: str,
    *,
    lasts: Duration | None = None,
    until: int | None = None,
    horizon: int | None = None,
    excluded: Iterable[str] = (),
    place: Place = NOWHERE,
) -> Bounds[TimeSet]:
    """Every window that `rule` makes, the first starting at the naive local time `start_local`.

    Args:
        rule: an RFC 5545 recurrence rule, with or without `RRULE:`; UNTIL in local time or with Z.
        start_local: naive time on the clock of `zone`; COUNT counts it as the first when it fits the rule.
        zone: name of the time zone.
        lasts: exact elapsed length of each window, or
        until: the time of day at which each ends, in microseconds after midnight (24:00 is a whole
            day); on the next day when it is not after the start.
        horizon: moment (microseconds UTC) up to which a rule without COUNT or UNTIL is laid out, ten
            years after the start unless given.
        excluded: local dates or times (EXDATE) at which no window starts.
        place: where the rule stands, for messages.

    Returns:
        The windows; after the horizon of a rule without end everything is maybe and nothing sure.

    Raises:
        BadInput: the rule, an excluded date or the length cannot be read, or there are over 50,000 windows.
    """
    if (lasts is None) == (until is None):
        raise BadInput(Problem(codes.END_OR_LENGTH, place, got="both" if lasts else "neither"))
    length = None if lasts is None else lasts.exact_us(place)
    zone = check_zone(zone, place)
    parts = _parts(rule, place)
    open_ended = not parts.keys() & {"COUNT", "UNTIL"}
    if horizon is None:
        horizon = moments_of(start_local, zone)[0] + HORIZON_DAYS * DAY
    last = horizon if open_ended else _last_moment(parts.get("UNTIL"), zone, place)
    dropped = _excluded(excluded, place)
    sure: list[Span] = []
    maybe: list[Span] = []
    for begins in _starts(parts, start_local, zone, last, place):
        if begins in dropped or begins.date() in dropped:
            continue
        starts = moments_of(begins, zone)
        if starts[0] > last or (open_ended and starts[0] >= last):
            break
        for spans, span in zip((sure, maybe), _window(begins, starts, zone, length, until), strict=True):
            spans.extend([span] if span.start < span.end else [])
    rest = (Span(horizon, MAX),) if open_ended else ()
    return Bounds(TimeSet(tuple(sure)), TimeSet((*maybe, *rest)))


def _window(
    begins: dt.datetime, starts: tuple[int, ...], zone: str, length: int | None, until: int | None
) -> tuple[Span, Span]:
    """The sure and the maybe span of one window."""
    if length is not None:
        ends = tuple(start + length for start in starts)
    else:
        ends = moments_of(_wall_end(begins, until or 0), zone)
    return Span(starts[-1], max(ends[0], starts[-1])), Span(starts[0], ends[-1])


def _wall_end(begins: dt.datetime, until: int) -> dt.datetime:
    midnight = dt.datetime.combine(begins.date(), dt.time())
    ends = midnight + dt.timedelta(microseconds=until)
    return ends if ends > begins else ends + dt.timedelta(days=1)


def _parts(rule: str, place: Place) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:").strip("; ")
    pairs = [part.partition("=") for part in text.split(";")]
    found = {name.strip(): value.strip() for name, _, value in pairs}
    wrong = [f"{name}={value}" for name, value in found.items() if not _is_value(name, value)]
    if wrong or len(found) != len(pairs):
        got = f"{rule!r}: {', '.join(wrong) or 'a part given twice'}"
        raise BadInput(Problem(codes.UNREADABLE_RULE, place, got=got, expected="parts NAME=VALUE joined by ;"))
    if "FREQ" not in found:
        expected = "FREQ= one of " + ", ".join(_FREQUENCIES)
        raise BadInput(Problem(codes.UNREADABLE_RULE, place, got=repr(rule), expected=expected))
    if found.keys() >= {"COUNT", "UNTIL"}:
        raise BadInput(Problem(codes.UNREADABLE_RULE, place, got=repr(rule), expected="COUNT or UNTIL, not both"))
    return found


def _is_value(name: str, value: str) -> bool:
    if name not in _WRITTEN or not _WRITTEN[name].fullmatch(value):
        return False
    if name not in _NUMBERS:
        return True
    least, most, from_end = _NUMBERS[name]
    return all(least <= (abs(n) if from_end else n) <= most for n in map(int, value.split(",")))


def _last_moment(until: str | None, zone: str, place: Place) -> int:
    if until is None:
        return MAX
    found = _UNTIL.fullmatch(until)
    if found is None:
        expected = "UNTIL=20251231, UNTIL=20251231T180000 or UNTIL=20251231T160000Z"
        raise BadInput(Problem(codes.UNREADABLE_RULE, place, got=f"UNTIL={until}", expected=expected))
    year, month, day, hour, minute, second, utc = found.groups()
    text = f"{year}-{month}-{day}T" + (f"{hour}:{minute}:{second}{utc}" if hour else "24:00")
    if hour is None:
        return parse_instant(text, zone, place) - 1
    return read_local(text, zone, place).latest


def _starts(parts: dict[str, str], start: dt.datetime, zone: str, last: int, place: Place) -> Iterator[dt.datetime]:
    """Naive local starts, in order; the walk ends even for a rule that no date fits."""
    far = start.replace(year=min(start.year + 100, _LAST_YEAR), day=1)
    ends = far if last >= MAX else _local_end(last, zone)
    later = max(0, _LAST_YEAR - ends.year) // _CYCLE * _CYCLE
    kept = {name: value for name, value in parts.items() if name not in {"UNTIL", "COUNT"}}
    text = ";".join(f"{name}={value}" for name, value in kept.items())
    most = int(parts["COUNT"]) if "COUNT" in parts else None
    try:
        rule = rrulestr(text, dtstart=start.replace(year=start.year + later))
        if not isinstance(rule, rrule):
            raise TypeError("more than one rule")
        bounded = rule.replace(until=ends.replace(year=ends.year + later))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as problem:
        got = f"{text!r}: {problem}"
        raise BadInput(Problem(codes.UNREADABLE_RULE, place, got=got)) from None
    for number, begins in enumerate(bounded):
        if most is not None and number >= most:
            return
        if number >= MOST_WINDOWS:
            raise BadInput(Problem(codes.TOO_MANY_WINDOWS, place, got=f"over {MOST_WINDOWS}"))
        yield begins.replace(year=begins.year - later)


def _local_end(last: int, zone: str) -> dt.datetime:
    return local_time(last, zone).replace(tzinfo=None) + dt.timedelta(days=1)


def _excluded(texts: Iterable[str], place: Place) -> frozenset[dt.date]:
    """Naive datetimes and dates in one set: a datetime is equal only to a datetime."""
    return frozenset(_one_excluded(text, place) for text in texts)


def _one_excluded(text: str, place: Place) -> dt.date:
    reading = read_local(text, "UTC", place)
    if reading.whole_day:
        return parse_date(text, place)
    return local_time(reading.earliest, "UTC").replace(tzinfo=None)
