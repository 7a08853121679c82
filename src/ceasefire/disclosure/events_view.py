"""Events as a reader may see them: settlement and day for everybody but the mission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ceasefire.clock import ReportedTime, day_span, local_time
from ceasefire.disclosure.reader import Reader
from ceasefire.geometry.places import PointPlace, ReportedPlace, UnknownPlace
from ceasefire.kernel.languages import mark
from ceasefire.matching.whom import keys_by_name
from ceasefire.record import Event
from ceasefire.scope import IdSet
from ceasefire.terms import Terms

GRID_DIGITS: Final = 1  # a tenth of a degree: about 11 km north to south
GRID_RADIUS_M: Final = 8_000.0  # reaches the corners of a cell of that size


def events_for(reader: Reader, events: Iterable[Event], zone: str = "UTC") -> tuple[Event, ...]:
    """Return the events coarsened for this reader; the mission gets them as they are.

    Places go to a tenth of a degree and at least 8 km, times to whole days on the clock of `zone`; texts,
    addresses and the names of objects that were hit are left out: for an attacker they are a damage report.
    """
    return tuple(events) if reader.sees_everything else tuple(_coarse(event, zone) for event in events)


ANOTHER: Final = mark("an actor whom the terms do not name")
_BY_ITS_SOURCE: Final = mark("as the source of the report states")


def to_be_matched(reader: Reader, events: Iterable[Event], terms: Terms, *, published: bool) -> tuple[Event, ...]:
    """Return the events as they may be set against clauses for this reader; the mission's stay as they are.

    Place and time stay exact, so that the answer is the same for everybody. What an answer would pass on word by word
    is taken out beforehand: which objects were hit and, unless the source is `published`, the name of the source and
    of every actor whom the terms do not name.
    """
    if reader.sees_everything:
        return tuple(events)
    named = frozenset((*keys_by_name(terms), *(each.casefold() for each in _left_out(terms))))
    bare = (replace(event, objects=(), text="", url="") for event in events)
    return tuple(bare if published else (_without_names(event, named) for event in bare))


def _left_out(terms: Terms) -> Iterable[str]:
    return (each.actor for clause in terms.clauses.values() for each in clause.excluded)


def _without_names(event: Event, named: frozenset[str]) -> Event:
    ids = frozenset(each if each.casefold() in named else ANOTHER for each in event.actor.ids)
    basis = _BY_ITS_SOURCE if event.actor_basis else ""
    return replace(event, actor=IdSet(ids, event.actor.but), actor_basis=basis, source="")


def _coarse(event: Event, zone: str) -> Event:
    place = _coarse_place(event.place, event.settlement)
    key = "" if isinstance(place, UnknownPlace) else f"{place.lon} {place.lat}"
    return replace(event, place=place, place_key=key, time=_whole_days(event.time, zone), objects=(), text="", url="")


def _coarse_place(place: ReportedPlace, settlement: str) -> PointPlace | UnknownPlace:
    centre = place.centre()
    if centre is None:
        return UnknownPlace(settlement)
    stated = place.radius95_m if isinstance(place, PointPlace) else 0.0
    lon, lat = (round(degrees, GRID_DIGITS) for degrees in centre)
    return PointPlace(lon, lat, max(stated, GRID_RADIUS_M))


def _whole_days(time: ReportedTime, zone: str) -> ReportedTime:
    if not time.is_bounded:
        return ReportedTime(time.start_us, time.end_us)
    first, last = (local_time(moment, zone).date() for moment in (time.start_us, time.end_us - 1))
    return ReportedTime(day_span(first, zone).start, day_span(last, zone).end)
