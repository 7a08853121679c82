"""When a window is, in moments: what is sure, and what may be while something is still unknown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ceasefire.clock import (
    DAY,
    MAX,
    MIN,
    Duration,
    LocalReading,
    Span,
    TimeSet,
    local_time,
    occurrences,
    one_of,
    parse_duration,
    parse_time_of_day,
    read_local,
)
from ceasefire.clock import window as between
from ceasefire.kernel.kleene import Bounds
from ceasefire.terms.model import Terms, Window, Zone

When = Bounds[TimeSet]
ALWAYS: Final[When] = Bounds.exactly(TimeSet.all())
UNKNOWN: Final[When] = Bounds(TimeSet.empty(), TimeSet.all())
ANYWHERE_ON_EARTH: Final = tuple(f"Etc/GMT{hours:+d}" for hours in range(12, -15, -1))


def window_when(terms: Terms, key: str) -> When:
    """Return when the window surely is and when it may be.

    A phase whose guard has no date, a start that hangs on a calendar, and a value that is still to be
    set are unknown until fixed. `until` with only a date ends with that day; `lasts` is exact elapsed
    time (months are counted on the calendar); a time that the clock skips or repeats leaves what lies
    between its readings open; so does a zone that the text does not state.
    """
    window = terms.windows.get(key)
    if window is None:
        return UNKNOWN
    missing = frozenset(name for name in ("from", "until", "lasts") if is_open(terms, key, name))
    return one_of(_in_zone(window, zone, missing) for zone in zones_of(window.zone or terms.zone))


def zones_of(zone: Zone) -> tuple[str, ...]:
    """Return the zone, or those assumed; where the text leaves it wholly open, every hour of offset there is."""
    return (zone.name,) if zone.name else zone.assume or ANYWHERE_ON_EARTH


def has_end(rule: str) -> bool:
    """Tell whether a rule of repetition says when it ends."""
    return re.search(r"\b(?:UNTIL|COUNT)\s*=", rule.upper()) is not None


def end_reading(text: str, zone: str) -> LocalReading:
    """Return the moment at which something ends that is said to last until `text`: a bare date holds its whole day."""
    read = read_local(text, zone)
    return read_local(f"{text.strip()}T24:00", zone) if read.whole_day else read


def is_open(terms: Terms, key: str, name: str) -> bool:
    """Tell whether a field of a window still waits for somebody to set it, or is not known."""
    end = f".{key}.{name}"
    return any(known.is_open for path, known in terms.qualifications.items() if f".{path}".endswith(end))


def _in_zone(window: Window, zone: str, missing: frozenset[str]) -> When:
    start = _start(window, zone)
    if _start_is_unknown(window) or "from" in missing:
        return _not_before(start, _end(window, zone))
    if window.repeat is not None and window.start is not None:
        return _repeated(window, zone)
    if window.lasts is not None:
        return _with_length(start, parse_duration(window.lasts, window.place), zone)
    end = _end(window, zone)
    said_to_be_open = window.unstated is not None and (start is None or end is None)
    said_to_be_open |= window.until is not None and end is None  # a time of day of no known day
    if said_to_be_open or (end is None and missing & {"until", "lasts"}):
        return _not_before(start, end)
    return between(start, end)


def _start_is_unknown(window: Window) -> bool:
    waits = window.after is not None and window.guard_met_on is None
    return waits or (bool(window.relative_to) and window.start is None)


def _not_before(start: LocalReading | None, end: LocalReading | None) -> When:
    first, last = (start.earliest if start else MIN), (end.latest if end else MAX)
    return Bounds(TimeSet.empty(), TimeSet.between(first, last) if first < last else TimeSet.empty())


def _start(window: Window, zone: str) -> LocalReading | None:
    """A phase starts when its guard is met, and not before its stated start."""
    stated = None if window.start is None else read_local(window.start, zone, window.place)
    if window.after is None or window.guard_met_on is None:
        return stated
    met = read_local(window.guard_met_on, zone, window.place)
    if met.whole_day:
        met = replace(met, latest=end_reading(window.guard_met_on, zone).earliest)
    if stated is None:
        return met
    return replace(met, earliest=max(met.earliest, stated.earliest), latest=max(met.latest, stated.latest))


def _end(window: Window, zone: str) -> LocalReading | None:
    if window.until is None or window.repeat is not None or "-" not in window.until:
        return None
    return end_reading(window.until, zone)


def _with_length(start: LocalReading | None, length: Duration, zone: str) -> When:
    if start is None:
        return UNKNOWN
    ends = [_after(moment, length, zone) for moment in (start.earliest, start.latest)]
    sure = TimeSet.between(start.latest, ends[0]) if start.latest < ends[0] else TimeSet.empty()
    return Bounds(sure, TimeSet((Span(start.earliest, ends[1]),)))


def _after(moment: int, length: Duration, zone: str) -> int:
    return length.after(moment, zone) if length.months else moment + length.exact_us()


def _repeated(window: Window, zone: str) -> When:
    first = read_local(str(window.start), zone, window.place).earliest
    lasts = None if window.lasts is None else parse_duration(window.lasts, window.place)
    until = None if window.until is None else parse_time_of_day(window.until, window.place)
    return occurrences(
        str(window.repeat),
        local_time(first, zone).replace(tzinfo=None),
        zone,
        lasts=lasts,
        until=DAY if lasts is None and until is None else until,
        place=window.place,
    )
