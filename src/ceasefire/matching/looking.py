"""What keeps the figures of a clause from being counts: a zero that comes from not being able to look says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ceasefire.clock import MAX, MIN, Span, TimeSet, local_time
from ceasefire.geometry.places import PointPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, Value, reason
from ceasefire.matching.nearby import Box, reach_of
from ceasefire.matching.words import in_percent
from ceasefire.record import Event
from ceasefire.scope import Scope
from ceasefire.terms.addressed import bound_while, known_of_whom, whom_it_binds
from ceasefire.terms.model import Clause, Terms
from ceasefire.terms.open_points import unsettled

NOT_LOOKED: Final = frozenset({"no_dates", "outside_record", "places_elsewhere", "acts_not_seen"})
"""The reasons with which a count of nothing says nothing at all."""
_FAR_OFF_DEG: Final = 2.0  # of latitude or longitude; a quiet area beside busy ones is no gap in the record
_NEGLIGIBLE: Final = 0.01  # of a clause's time; less beyond the record's ends is not told


class Places:
    """The box round the places of the reports that have one, kept while they pass."""

    def __init__(self) -> None:
        self.box: Box | None = None
        self._anywhere = False

    def through(self, events: Iterable[Event]) -> Iterator[Event]:
        """Hand on the reports one by one, and stretch the box over each of them."""
        for event in events:
            self._stretch(event)
            yield event

    def miss(self, area: Box | None) -> bool:
        """Whether every report has a place and all of them lie far off to one side of `area`."""
        if area is None or self.box is None or self._anywhere:
            return False
        (west, south, east, north), own = area, self.box
        gaps = (west - own[2], own[0] - east, south - own[3], own[1] - north)
        return max(gaps) > _FAR_OFF_DEG

    def _stretch(self, event: Event) -> None:
        place = event.place
        if isinstance(place, UnknownPlace):
            self._anywhere = True
            return
        at = (
            (place.lon, place.lat, place.lon, place.lat)
            if isinstance(place, PointPlace)
            else tuple(place.outline().bounds)
        )
        own = self.box or at
        self.box = (min(own[0], at[0]), min(own[1], at[1]), max(own[2], at[2]), max(own[3], at[3]))


@dataclass(frozen=True, slots=True)
class Looking:
    """What the record reaches: from its first to its last report or watch, where, and which acts it can show.

    `period` is None when nothing has a date; `sees` are the leaves of the acts that the sources can see at all,
    None when nobody said; `zone` is the clock on which days are told.
    """

    terms: Terms
    period: Span | None
    places: Places
    sees: frozenset[str] | None
    zone: str

    def limits(self, clause: Clause, scope: Scope) -> tuple[Reason, ...]:
        """Return why the figures of a clause are no full count; empty where they are."""
        return (
            *_whom(self.terms, clause, scope),
            *unsettled(self.terms, clause),
            *self._when(scope),
            *self._where(scope),
            *self._what(clause),
        )

    def _when(self, scope: Scope) -> Iterator[Reason]:
        times = scope.certain.times() if not scope.certain.is_empty else scope.possible.times()
        hull = scope.possible.times().hull
        if hull is None or (hull.start <= MIN and hull.end >= MAX):
            return
        if self.period is None:
            why = mark("no report and no watch has a date: whether the record reaches it is not known")
            yield reason("no_dates", why)
            return
        days = self._days(self.period)
        if hull.start >= self.period.end:
            yield reason("outside_record", mark("the record ends on {last}, before the clause begins"), **days)
        elif hull.end <= self.period.start:
            yield reason("outside_record", mark("the record begins on {first}, after the clause ends"), **days)
        else:
            yield from _partly(times, self.period, days)

    def _days(self, period: Span) -> dict[str, Value]:
        first, last = (local_time(moment, self.zone).date().isoformat() for moment in (period.start, period.end - 1))
        return {"first": first, "last": last}

    def _where(self, scope: Scope) -> Iterator[Reason]:
        if not scope.possible.is_empty and self.places.miss(reach_of(scope).box):
            why = mark("every report lies far off: whether the record covers its area is not known")
            yield reason("places_elsewhere", why)

    def _what(self, clause: Clause) -> Iterator[Reason]:
        if clause.acts:
            yield from not_all_seen(self.sees, clause.acts)


def not_all_seen(sees: frozenset[str] | None, acts: Sequence[str]) -> Iterator[Reason]:
    """Say which share of these acts a source that can see the leaves `sees` cannot; nothing where nobody said."""
    asked = taxonomy.acts().expand(acts)
    if sees is None or asked <= sees:
        return
    if not asked & sees:
        yield reason("acts_not_seen", mark("the source cannot see such acts: none reported is not none"))
        return
    why = mark("the source can see {seen} of the {all} kinds of act that it names: of the rest nobody can tell")
    yield reason("acts_partly_seen", why, seen=len(asked & sees), all=len(asked))


def _whom(terms: Terms, clause: Clause, scope: Scope) -> Iterator[Reason]:
    """A clause that nobody took on can be broken by nobody: then nothing lies inside, whatever happened."""
    whom = whom_it_binds(terms, clause.key)
    if not whom.maybe and known_of_whom(terms, clause.key):
        yield reason("bound_not_known", mark("whom the clause binds is not known, so none inside proves nothing"))
        return
    if not whom.maybe:
        yield reason("binds_nobody", mark("the clause binds nobody, so no report can lie inside"))
        return
    if scope.possible.is_empty:
        yield reason("never_holds", mark("the clause holds nowhere at any time, so no report can lie inside"))
        return
    holds = scope.possible.times()
    taken = [bound_while(terms, party, clause.key) for party in whom.maybe]
    if all((each.maybe & holds).is_empty for each in taken):
        yield reason("nobody_bound", mark("nobody whom it would bind took it on, so no report can lie inside"))
    elif all((each.sure & holds).is_empty for each in taken):
        why = mark("whether anybody took it on is not known, so no report surely lies inside")
        yield reason("perhaps_nobody_bound", why)


def _partly(times: TimeSet, period: Span, days: dict[str, Value]) -> Iterator[Reason]:
    """Which part of a clause's time lies between the first and the last report or watch."""
    hull = times.hull or period
    if hull.start <= MIN or hull.end >= MAX:
        if hull.start > MIN and hull.start < period.start:
            why = mark("the record begins on {first}, after the clause does: of the days before nobody can tell")
            yield reason("record_begins_late", why, **days)
        elif hull.end >= MAX:
            why = mark("no end is stated and the record ends on {last}: of later days nobody can tell")
            yield reason("record_ends", why, **days)
        return
    share = (times & TimeSet((period,))).hours() / times.hours()
    if share < 1 - _NEGLIGIBLE:
        why = mark(
            "from its first to its last report or watch ({first} to {last}) the record reaches {percent} % of the "
            "clause's time: of the rest nobody can tell"
        )
        yield reason("record_covers_part", why, percent=in_percent(share), **days)
