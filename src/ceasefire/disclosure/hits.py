"""Hits on protected objects: for the mission object by object, for everybody else class by week by region.

A list of hits per object is a damage report for whoever fired, and so is a line of a table that only one object can
stand behind: such lines are not told, and nobody is told how many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.clock import local_time
from ceasefire.disclosure.events_view import GRID_DIGITS
from ceasefire.disclosure.protected import HITS, states_hits_alone
from ceasefire.disclosure.reader import Reader
from ceasefire.kernel import taxonomy
from ceasefire.record import Event
from ceasefire.terms import Terms

NOT_CLASSIFIED: Final = "not classified"
NOT_STATED: Final = "not stated"
LEAST_REPORTS: Final = 5  # below it, who fired can tell from the number which of his shots is in it
LEAST_OBJECTS: Final = 3  # with two, who knows of the one knows of the other by subtraction
Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Hits:
    """How many reports state a hit on `what` (an object or a class), `when` (a day or an ISO week), in `region`."""

    what: str
    when: str
    region: str
    reports: int

    def to_json(self) -> dict[str, Any]:
        """Return the row in the published form."""
        return {"what": self.what, "when": self.when, "region": self.region, "reports": self.reports}


@dataclass(frozen=True, slots=True)
class _Stated:
    """One object or class of objects that one report states as hit; `named` when a list of the terms holds its name."""

    event: Event
    words: str
    named: bool

    @property
    def told_apart_by(self) -> str | None:
        """Its name, or else the place to the grain that everybody may see; None where neither is known."""
        if self.named:
            return self.words.casefold()
        centre = self.event.place.centre()
        if centre is None:
            return self.event.settlement or None
        return " ".join(f"{round(degrees, GRID_DIGITS):.{GRID_DIGITS}f}" for degrees in centre)


def hits_for(reader: Reader, terms: Terms, events: Iterable[Event]) -> tuple[Hits, ...]:
    """Return hits as stated by the reports, at the grain that this reader may see, sorted.

    Args:
        reader: the mission gets objects, days and settlements; everybody else classes, weeks and regions, and of
            these only lines of at least five reports on at least three objects that can be told apart.
        terms: the lists of objects in its areas tell an object's class; its zone tells the day.
        events: reports as read, before they were coarsened; one that states no object counts by its act, where
            that is a hit on a class of objects.

    A line that is missing does not say that there was no hit.
    """
    zone, classes = terms.zone.name or "UTC", _Classes.of(terms)
    cells: dict[Cell, list[_Stated]] = {}
    for each in (each for event in events for each in _stated(event, classes)):
        cells.setdefault(_cell(reader, classes, zone, each), []).append(each)
    told = {cell: found for cell, found in cells.items() if reader.sees_everything or _is_no_damage_report(found)}
    return tuple(Hits(*cell, len(found)) for cell, found in sorted(told.items()))


def _is_no_damage_report(found: list[_Stated]) -> bool:
    reports = {(each.event.source, each.event.id, each.event.line) for each in found}
    objects = {each.told_apart_by for each in found} - {None}
    return len(reports) >= LEAST_REPORTS and len(objects) >= LEAST_OBJECTS


@dataclass(frozen=True, slots=True)
class _Classes:
    """What the lists of the terms hold, in small letters: classes, names, and the class of a name where it is sure."""

    known: dict[str, str]
    names: frozenset[str]
    by_name: dict[str, str]

    @classmethod
    def of(cls, terms: Terms) -> _Classes:
        lists = [area.spec for area in terms.areas.values() if area.kind == "objects"]
        by_name: dict[str, set[str]] = {}
        for spec in lists:
            for name in spec["named"]:
                by_name.setdefault(name.casefold(), set()).update(spec["classes"] if len(spec["classes"]) == 1 else ())
        sure = {name: next(iter(found)) for name, found in by_name.items() if len(found) == 1}
        return cls({each.casefold(): each for spec in lists for each in spec["classes"]}, frozenset(by_name), sure)

    def of_words(self, words: str) -> str:
        """The class of a stated object; one known by name takes the class of the list that names it, if it has one."""
        small = words.casefold()
        return self.known.get(small) or self.by_name.get(small) or (words if _is_act(words) else NOT_CLASSIFIED)


def _stated(event: Event, classes: _Classes) -> Iterator[_Stated]:
    for words in event.objects:
        yield _Stated(
            event, words, named=words.casefold() in classes.names
        )  # a name that no list holds may be a spelling
    if not event.objects and states_hits_alone(event):
        yield _Stated(event, next(iter(event.acts)) if len(event.acts) == 1 else HITS, named=False)


def _is_act(words: str) -> bool:
    return words in taxonomy.acts() and words.startswith(HITS)


def _cell(reader: Reader, classes: _Classes, zone: str, stated: _Stated) -> Cell:
    event = stated.event
    day = local_time(event.time.start_us, zone).date() if event.time.is_bounded else None
    if reader.sees_everything:
        return stated.words, day.isoformat() if day else NOT_STATED, event.settlement or event.region or NOT_STATED
    week = f"{day:%G-W%V}" if day else NOT_STATED
    return classes.of_words(stated.words), week, event.region or NOT_STATED
