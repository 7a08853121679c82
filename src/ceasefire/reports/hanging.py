"""The hours that hang on a time zone that the text does not state: in the window on one clock and not on another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final

from ceasefire.clock import HOUR, MINUTE, Span, TimeSet
from ceasefire.kernel.amounts import minutes_in_words
from ceasefire.kernel.languages import say, say_plural
from ceasefire.matching import Match
from ceasefire.record import Event
from ceasefire.reports.axes import clock_text, end_text
from ceasefire.reports.colours import NEUTRAL
from ceasefire.reports.view import Bar, Conclusion, Lane, Section, TimelineView
from ceasefire.terms import Terms
from ceasefire.terms.model import Zone
from ceasefire.terms.versions import as_said_by
from ceasefire.terms.window_meaning import window_when, zones_of
from ceasefire.terms.words.times import span_in_words, times_in_words

MOST_ZONES: Final = 6
MOST_PICTURES: Final = 2
SMALLEST_SHARE: Final = 0.04


@dataclass(frozen=True, slots=True)
class Hanging:
    """A window whose text states no zone: what it is on each assumed clock, and what is in only some of these."""

    window: str
    said_by: str | None
    clauses: tuple[str, ...]
    readings: Mapping[str, TimeSet]

    @property
    def doubt(self) -> TimeSet:
        """What lies in the window on one clock and not on another."""
        read = list(self.readings.values())
        return reduce(lambda one, two: one | two, read) - self.common

    @property
    def common(self) -> TimeSet:
        """What lies in the window on every clock."""
        return reduce(lambda one, two: one & two, self.readings.values())


def hanging_sections(terms: Terms, match: Match, events: Sequence[Event], lang: str = "en") -> tuple[Section, ...]:
    """Return the section about windows without a stated zone; none when every zone is stated.

    The axis is in UTC: the clock of one of the assumed zones would take its side.
    """
    items = tuple(item for each in hanging(terms) for item in _told(each, match, events, lang))
    return (Section(say("Hours that hang on the time zone", lang), items),) if items else ()


def hanging(terms: Terms) -> tuple[Hanging, ...]:
    """Return every window of a clause that means something else on each of the zones that the text may mean."""
    texts = [(None, terms)] + [
        (each.party, as_said_by(terms, each.party)) for each in terms.declarations if each.zone is not None
    ]
    found = (each for said_by, text in texts for each in _of_text(text, said_by))
    return tuple(each for each in found if not each.doubt.is_empty)


def _of_text(terms: Terms, said_by: str | None) -> Iterator[Hanging]:
    used: dict[str, list[str]] = {}
    for key, clause in terms.clauses.items():
        for window in dict.fromkeys(clause.window.values()):
            used.setdefault(window, []).append(key)
    for key, clauses in used.items():
        zone = terms.windows[key].zone or terms.zone if key in terms.windows else terms.zone
        if zone.name is None and key in terms.windows:
            yield Hanging(key, said_by, tuple(clauses), {name: _read(terms, key, name) for name in _zones(zone)})


def _zones(zone: Zone) -> tuple[str, ...]:
    """The assumed zones, or the two ends where the text leaves the zone wholly open."""
    every = zones_of(zone)
    return every if len(every) <= MOST_ZONES else (every[0], every[-1])


def _read(terms: Terms, key: str, zone: str) -> TimeSet:
    one = Zone(zone)
    windows = {**terms.windows, key: replace(terms.windows[key], zone=one)}
    return window_when(replace(terms, zone=one, windows=windows), key).sure


def _told(each: Hanging, match: Match, events: Sequence[Event], lang: str) -> Iterator[Conclusion | TimelineView]:
    length = _length(each.doubt, lang)
    clauses = ", ".join(each.clauses)
    head = say(
        "The text of {clauses} states no time zone: of {length} nobody can tell whether they lie in its window.",
        lang,
        clauses=clauses,
        length=length,
    )
    readings = tuple(
        say("On the clock of {zone}: {times}.", lang, zone=zone_name(zone), times=times_in_words(times, zone, lang))
        for zone, times in each.readings.items()
    )
    yield Conclusion(head, (), "", (*readings, *_doubts(each, lang), *_reports(each, match, events, lang)))
    for span in _views(each):
        yield _picture(each, span, lang)


def _doubts(each: Hanging, lang: str) -> Iterator[str]:
    if len(each.doubt.spans) > MOST_PICTURES:
        yield say("Cannot tell: {times}.", lang, times=times_in_words(each.doubt, "UTC", lang))
        return
    for span in each.doubt.spans:
        when, length = span_in_words(span, "UTC", lang), _length(TimeSet((span,)), lang)
        yield say("Cannot tell: {span}, which is {length}.", lang, span=when, length=length)


def _reports(each: Hanging, match: Match, events: Sequence[Event], lang: str) -> Iterator[str]:
    """How many reports that touch these clauses may fall into the hours in doubt."""
    touching = {(row.event, row.line) for row in match.rows if row.clause in each.clauses}
    n = sum(
        not (each.doubt & TimeSet((event.time.span,))).is_empty
        for event in events
        if (event.id, event.line) in touching
    )
    if n:
        yield say_plural("{n} report may fall into these hours.", "{n} reports may fall into these hours.", n, lang)


def _length(times: TimeSet, lang: str) -> str:
    micros = sum(end - start for start, end in times.spans)
    return minutes_in_words(micros / MINUTE, lang)


def _views(each: Hanging) -> list[tuple[int, int] | None]:
    """One picture of the whole where the hours in doubt can be seen in it, else one of each of the first few."""
    whole = reduce(lambda one, two: one | two, each.readings.values()).hull or Span()
    shortest = min(end - start for start, end in each.doubt.spans)
    if shortest >= SMALLEST_SHARE * (whole.end - whole.start):
        return [None]
    rooms = ((start, end, max(end - start, HOUR)) for start, end in each.doubt.spans[:MOST_PICTURES])
    return [(start - room, end + room) for start, end, room in rooms]


def _picture(each: Hanging, span: tuple[int, int] | None, lang: str) -> TimelineView:
    lanes = [
        Lane(
            say("on the clock of {zone}", lang, zone=zone_name(zone)),
            tuple(Bar(start, end, _edges(Span(start, end), zone), "sure", NEUTRAL, _edges(Span(start, end), zone))
                  for start, end in times.spans),
        )
        for zone, times in each.readings.items()
    ]  # fmt: skip
    doubts = tuple(
        Bar(start, end, f"{clock_text(start, 'UTC')} – {clock_text(end, 'UTC')} UTC", "maybe", NEUTRAL,
            say("cannot tell: {length}", lang, length=_length(TimeSet((Span(start, end),)), lang)))
        for start, end in each.doubt.spans
    )  # fmt: skip
    who = (
        each.window
        if each.said_by is None
        else say("{window}, as {party} says it", lang, window=each.window, party=each.said_by)
    )
    caption = say("The window {window} on each clock that the text may mean.", lang, window=who)
    return TimelineView(caption, (*lanes, Lane(say("cannot tell", lang), doubts)), "UTC", span=span)


def _edges(span: Span, zone: str) -> str:
    return f"{clock_text(span.start, zone)} – {end_text(span.end, zone)}"


def zone_name(zone: str) -> str:
    """Return the zone for people: `Etc/GMT-14` is UTC+14, its sign being the other way round."""
    if not zone.startswith("Etc/GMT") or zone == "Etc/GMT":
        return zone
    hours = -int(zone.removeprefix("Etc/GMT"))
    return f"UTC{hours:+d}"
