"""The timeline of a match: the windows of the clauses, what the parties declared when, and the days of reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ceasefire.clock import DAY, HOUR, MAX, MIN, TimeSet, day_span, local_time
from ceasefire.kernel.languages import say
from ceasefire.matching import Match
from ceasefire.record import Event
from ceasefire.reports.axes import axis_zone, clock_text
from ceasefire.reports.colours import NEUTRAL
from ceasefire.reports.match_map import strongest
from ceasefire.reports.view import Bar, BarStyle, Lane, TimelineView
from ceasefire.scope import Scope
from ceasefire.terms import Terms

LONGEST_DAY: Final = DAY + HOUR


def match_timeline(
    terms: Terms,
    scopes: Mapping[str, Scope],
    match: Match,
    events: Sequence[Event],
    histories: tuple[Lane, ...] = (),
    lang: str = "en",
) -> TimelineView:
    """Return the timeline on the clock of the terms; a report stands on the local day on which it begins."""
    zone = axis_zone(terms)
    windows = tuple(
        Lane(key, tuple(window_bars(key, scope.certain.times(), scope.possible.times(), slot)))
        for slot, (key, scope) in enumerate(scopes.items())
    )
    answers = strongest(match)
    touching = [each for each in events if (each.id, each.line) in answers and each.time.is_bounded]
    lanes = (*windows, *histories, *_reports(touching, zone, lang))
    caption = say("Windows of the clauses, what was declared when, and the days of reports.", lang)
    return TimelineView(caption, lanes, zone)


def window_bars(label: str, sure: TimeSet, maybe: TimeSet, slot: int) -> Iterator[Bar]:
    """Yield what is surely meant as full bars and what may be meant as hatched ones."""
    styles: tuple[tuple[TimeSet, BarStyle], ...] = ((maybe - sure, "maybe"), (sure, "sure"))
    for times, style in styles:
        for start, end in times.spans:
            yield Bar(None if start <= MIN else start, None if end >= MAX else end, label, style, slot)


def _reports(touching: Sequence[Event], zone: str, lang: str) -> Iterator[Lane]:
    short = [event for event in touching if event.time.end_us - event.time.start_us <= LONGEST_DAY]
    days = Counter(local_time(event.time.start_us, zone).date() for event in short)
    most = max(days.values(), default=0)
    label = say("reports that touch a clause; {most} on the fullest day", lang, most=most)
    if not most:
        label = say("reports that touch a clause: none on a known day", lang)
    bars = (
        Bar(*day_span(day, zone), f"{day}: {n}", "event", NEUTRAL, level=n / most) for day, n in sorted(days.items())
    )
    yield Lane(label, tuple(bars))
    longer = Counter(event.time.span for event in touching if event.time.end_us - event.time.start_us > LONGEST_DAY)
    if longer:
        label = say("reports of which the day is not known", lang)
        yield Lane(label, tuple(_spread(*span, n, zone) for span, n in sorted(longer.items())))


def _spread(start: int, end: int, n: int, zone: str) -> Bar:
    return Bar(start, end, f"{clock_text(start, zone)} – {clock_text(end, zone)}: {n}", "maybe", NEUTRAL)
