"""When a window is, in moments: what is sure, and what may be while something is still unknown."""

from __future__ import annotations

from typing import Final

from ceasefire.clock import (
    DAY,
    MAX,
    MIN,
    LocalReading,
    Span,
    TimeSet,
    local_time,
    occurrences,
    parse_duration,
    parse_time_of_day,
    read_local,
)
from ceasefire.clock import window as between
from ceasefire.kernel.kleene import Bounds
from ceasefire.terms.model import Terms, Window

When = Bounds[TimeSet]
ALWAYS: Final[When] = Bounds.exactly(TimeSet.all())
UNKNOWN: Final[When] = Bounds(TimeSet.empty(), TimeSet.all())


def window_when(terms: Terms, key: str) -> When:
    """Return when the window surely is and when it may be.

    A phase whose guard has no date, and a start that hangs on a calendar, are unknown until fixed.
    `until` with only a date ends with that day; `lasts` is exact elapsed time; a time that the clock
    skips or repeats leaves what lies between its readings open. Without a stated zone each assumed zone
    gives a reading (`terms.readings`).
    """
    window = terms.windows[key]
    zone = _zone(terms, window)
    if window.unstated is not None and window.start is None and window.until is None:
        return UNKNOWN
    if window.repeat is not None and window.start is not None:
        return _repeated(window, zone)
    start = _start(window, zone)
    if start is None and _start_is_unknown(window):
        return Bounds(TimeSet.empty(), TimeSet.between(MIN, _latest_end(window, zone)))
    return _with_end(window, zone, start)


def _zone(terms: Terms, window: Window) -> str | None:
    zone = window.zone or terms.zone
    return zone.name or (zone.assume[0] if zone.assume else None)


def _start(window: Window, zone: str | None) -> LocalReading | None:
    text = window.guard_met_on or (window.start if window.after is None else None)
    return None if text is None else read_local(text, zone, window.place)


def _start_is_unknown(window: Window) -> bool:
    return window.after is not None or bool(window.relative_to)


def _latest_end(window: Window, zone: str | None) -> int:
    end = _end(window, zone)
    return MAX if end is None else end.latest


def _with_end(window: Window, zone: str | None, start: LocalReading | None) -> When:
    if window.lasts is None or start is None:
        return between(start, _end(window, zone))
    length = parse_duration(window.lasts, window.place).exact_us()
    sure = Span(start.latest, start.earliest + length)
    maybe = TimeSet((Span(start.earliest, start.latest + length),))
    return Bounds(TimeSet((sure,)) if sure.start < sure.end else TimeSet.empty(), maybe)


def _end(window: Window, zone: str | None) -> LocalReading | None:
    if window.until is None:
        return None
    read = read_local(window.until, zone, window.place)
    return read_local(f"{window.until}T24:00", zone, window.place) if read.whole_day else read


def _repeated(window: Window, zone: str | None) -> When:
    first = read_local(str(window.start), zone, window.place).earliest
    name = zone or "UTC"
    lasts = None if window.lasts is None else parse_duration(window.lasts, window.place)
    until = None if window.until is None else parse_time_of_day(window.until, window.place)
    if lasts is None and until is None:
        until = DAY
    return occurrences(
        str(window.repeat),
        local_time(first, name).replace(tzinfo=None),
        name,
        lasts=lasts,
        until=until,
        place=window.place,
    )
