"""Times in plain words: the local clock with its zone, and the same moments in UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from ceasefire.clock import MAX, MIN, MINUTE, Span, TimeSet, local_time, utc_iso
from ceasefire.kernel.languages import mark, say, say_plural
from ceasefire.terms.model import Terms, Window
from ceasefire.terms.window_meaning import When

SPANS_SHOWN: Final = 3
_WRITTEN: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_MONTHS: Final = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip


def zone_for_words(terms: Terms, window: Window | None = None) -> str:
    """Return the zone whose clock is shown: the one stated, the first assumed, or UTC."""
    zone = (window.zone if window is not None and window.zone is not None else None) or terms.zone
    return zone.name or next(iter(zone.assume), "UTC")


def day_in_words(day: dt.date, lang: str = "en") -> str:
    """Return a date such as 18 October 2025."""
    return say("{day} {month} {year}", lang, day=day.day, month=say(_MONTHS[day.month - 1], lang), year=day.year)


def date_in_words(text: str, lang: str = "en") -> str:
    """Return a written date such as 4 June 2017, with its clock and offset where it has them; else the text."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return text
    try:
        day = day_in_words(dt.date(*(int(part) for part in written.group(1, 2, 3))), lang)
    except ValueError:  # a text that only looks like a date
        return text
    if written[4] is None:
        return day
    said = say("{time} on {day}", lang, time=written[4], day=day)
    return f"{said} ({'UTC' if written[5] == 'Z' else written[5]})" if written[5] else said


def utc_text(moment: int) -> str:
    """Return a moment as ISO 8601 in UTC, to the minute where it has no seconds."""
    text = utc_iso(moment)
    return text[:-4] + "Z" if moment % MINUTE == 0 else text


def spans_json(times: TimeSet) -> list[list[str | None]]:
    """Return spans as pairs of UTC texts, None for an open side."""
    return [
        [None if start <= MIN else utc_text(start), None if end >= MAX else utc_text(end)] for start, end in times.spans
    ]


def span_in_words(span: Span, zone: str, lang: str = "en") -> str:
    """Return one span on the clock of `zone`, with the zone and the same span in UTC."""
    if span.start <= MIN and span.end >= MAX:
        return say("at all times", lang)
    local = _local(span, zone, lang)
    if zone == "UTC":
        return say("{local} (UTC)", lang, local=local)
    return say("{local} ({zone}; in UTC {utc})", lang, local=local, zone=zone, utc=_utc(span, lang))


def open_end_in_words(times: TimeSet, zone: str, lang: str = "en") -> str:
    """Return the start on the clock of `zone` and in UTC, with the words that nobody knows the end."""
    start = times.spans[0].start
    values = {"start": _start(start, zone, lang), "zone": zone, "utc": utc_text(start)}
    return say("from {start} ({zone}; in UTC {utc}); its end is not known", lang, **values)


def _local(span: Span, zone: str, lang: str) -> str:
    if span.start <= MIN:
        return say("until {end}", lang, end=_end(span.end, zone, lang))
    if span.end >= MAX:
        return say("from {start}, no end stated", lang, start=_start(span.start, zone, lang))
    start, end = local_time(span.start, zone), local_time(span.end, zone)
    if start.date() == (end - dt.timedelta(microseconds=1)).date():
        return _within_a_day(start, end, lang)
    return say("from {start} to {end}", lang, start=_start(span.start, zone, lang), end=_end(span.end, zone, lang))


def _within_a_day(start: dt.datetime, end: dt.datetime, lang: str) -> str:
    until = "24:00" if end.date() > start.date() else _clock(end)
    if (_clock(start), until) == ("00:00", "24:00"):
        return say("on {day}", lang, day=day_in_words(start.date(), lang))
    day = day_in_words(start.date(), lang)
    return say("from {start} to {end} on {day}", lang, start=_clock(start), end=until, day=day)


def _start(moment: int, zone: str, lang: str) -> str:
    at = local_time(moment, zone)
    return say("{time} on {day}", lang, time=_clock(at), day=day_in_words(at.date(), lang))


def _end(moment: int, zone: str, lang: str) -> str:
    """Midnight at the end of something is 24:00 of the day that ends."""
    at = local_time(moment, zone)
    if _clock(at) == "00:00":
        return say("{time} on {day}", lang, time="24:00", day=day_in_words(at.date() - dt.timedelta(days=1), lang))
    return _start(moment, zone, lang)


def _clock(at: dt.datetime) -> str:
    return f"{at:%H:%M}" if not (at.second or at.microsecond) else f"{at:%H:%M:%S}"


def _utc(span: Span, lang: str) -> str:
    if span.start <= MIN:
        return say("until {end}", lang, end=utc_text(span.end))
    if span.end >= MAX:
        return say("from {start}", lang, start=utc_text(span.start))
    return say("{start} to {end}", lang, start=utc_text(span.start), end=utc_text(span.end))


def times_in_words(times: TimeSet, zone: str, lang: str = "en", shown: int = SPANS_SHOWN) -> str:
    """Return the spans, the first few by name and how many more there are; "never" for none."""
    first = "; ".join(span_in_words(span, zone, lang) for span in times.spans[:shown])
    more = len(times.spans) - shown
    if more <= 0:
        return first or say("never", lang)
    last = span_in_words(times.spans[-1], zone, lang)
    return say_plural(
        "{shown}; and {n} more time, {last}",
        "{shown}; and {n} more times, the last {last}",
        more,
        lang,
        shown=first,
        last=last,
    )


def when_in_words(when: When, zone: str, lang: str = "en", shown: int = SPANS_SHOWN) -> Sequence[str]:
    """Return what is sure and what cannot be told, as parts of sentences."""
    open_times = when.maybe - when.sure
    sure, unsure = (times_in_words(each, zone, lang, shown) for each in (when.sure, open_times))
    if open_times.is_empty:
        return (sure,)
    if when.sure.is_empty:
        if open_times == TimeSet.all():
            return (say("at a time that is not known yet", lang),)
        return (say("at some time {times}; exactly when cannot be told", lang, times=unsure),)
    also = (
        mark("whether also {times} cannot be told")
        if len(open_times.spans) == 1
        else mark("whether it also holds at these times cannot be told: {times}")
    )
    return say("surely {times}", lang, times=sure), say(also, lang, times=unsure)
