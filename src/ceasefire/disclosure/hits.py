"""Hits on protected objects: for the mission object by object, for everybody else class by week by region.

A list of hits per object is a damage report for whoever fired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.clock import local_time
from ceasefire.disclosure.reader import Reader
from ceasefire.record import Event
from ceasefire.terms import Terms

NOT_CLASSIFIED: Final = "not classified"
NOT_STATED: Final = "not stated"


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


def hits_for(reader: Reader, terms: Terms, events: Iterable[Event]) -> tuple[Hits, ...]:
    """Return hits as stated by the reports, at the grain that this reader may see, sorted.

    Args:
        reader: the mission gets objects, days and settlements; everybody else classes, weeks and regions.
        terms: the lists of objects in its areas tell an object's class; its zone tells the day.
        events: reports as read, before they were coarsened.
    """
    zone = terms.zone.name or "UTC"
    told = Counter(_cell(reader, terms, zone, event, each) for event in events for each in event.objects)
    return tuple(Hits(*cell, reports) for cell, reports in sorted(told.items()))


def _cell(reader: Reader, terms: Terms, zone: str, event: Event, stated: str) -> tuple[str, str, str]:
    day = local_time(event.time.start_us, zone).date() if event.time.is_bounded else None
    if reader.sees_everything:
        return stated, day.isoformat() if day else NOT_STATED, event.settlement or event.region or NOT_STATED
    week = f"{day:%G-W%V}" if day else NOT_STATED
    return _class_of(terms, stated), week, event.region or NOT_STATED


def _class_of(terms: Terms, stated: str) -> str:
    """The class of a stated object; one known by name takes the class of the list that names it, if that has one."""
    lists = [area.spec for area in terms.areas.values() if area.kind == "objects"]
    if any(stated in spec["classes"] for spec in lists):
        return stated
    classes = {spec["classes"][0] for spec in lists if stated in spec["named"] and len(spec["classes"]) == 1}
    return next(iter(classes)) if len(classes) == 1 else NOT_CLASSIFIED
