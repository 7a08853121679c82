"""The slot: the stretch of a window of silence that one board decides about, or why nobody can tell it yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceasefire.clock import DAY, Span, TimeSet, day_span, parse_date, read_local
from ceasefire.desk.board.reading import times
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms
from ceasefire.terms.window_meaning import zones_of


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when the silence is, in microseconds UTC; `span` is None where `why_not` says what is open."""

    span: Span | None
    why_not: tuple[Reason, ...] = ()


def slot_of(terms: Terms, window: str, on: str, works: Span | None = None) -> Slot:
    """Return the stretch of the window that begins or runs on the day `on` (or holds the local time `on`).

    Of a stretch longer than a day only that day's part counts: a board decides one day. What the terms leave open,
    and a day with several stretches or none, gives no slot; BadInput when `on` is neither a date nor a time. With
    `works`, the hours in which the works are to be done, these are the slot wherever the window surely holds them.
    """
    if window not in terms.windows:
        return Slot(None, (reason("no_window", "The terms have no window {window}.", window=window),))
    zones = zones_of(terms.windows[window].zone or terms.zone)
    when = times(terms, window)
    if works is not None:
        if (TimeSet((works,)) - when.sure).is_empty:
            return Slot(works)
        pattern = "The window {window} does not surely hold the hours of the works."
        return Slot(None, (reason("works_outside", pattern, window=window),))
    readings = {(_stretches(when.sure, on, zone), _stretches(when.maybe, on, zone)) for zone in zones}
    if len(readings) > 1:
        return Slot(None, (reason("zone_open", "The start hangs on a time zone that the terms do not state."),))
    [(sure, maybe)] = readings
    if sure != maybe:
        pattern = "The terms do not say for sure when the window {window} begins and ends."
        return Slot(None, (reason("window_open", pattern, window=window),))
    if len(sure) != 1:
        pattern = "The window {window} has {n} stretches on {on}, and a board needs one."
        return Slot(None, (reason("not_one_stretch", pattern, window=window, n=len(sure), on=on),))
    return Slot(sure[0])


def _stretches(held_in: TimeSet, on: str, zone: str) -> tuple[Span, ...]:
    day = day_span(_day(on, zone), zone)
    moment = None if _is_day(on) else read_local(on, zone).earliest
    held = [span for span in held_in.spans if span.start < day.end and day.start < span.end]
    if moment is not None:
        held = [span for span in held if span.start <= moment < span.end]
    elif any(span.start >= day.start for span in held):
        held = [span for span in held if span.start >= day.start]
    return tuple(_cut(span, day) for span in held)


def _cut(span: Span, day: Span) -> Span:
    if span.end - span.start <= DAY:
        return span
    return Span(max(span.start, day.start), min(span.end, day.end))


def _is_day(on: str) -> bool:
    return ":" not in on


def _day(on: str, zone: str) -> dt.date:
    read_local(on, zone)  # refuses what is neither
    return parse_date(on.strip().replace("T", " ").split()[0])
