"""An incident: what happened, put together from reports, with the reports it was put together from."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.clock import ReportedTime
from ceasefire.geometry.places import ReportedPlace
from ceasefire.record.counts import AnyCount
from ceasefire.record.event import UNKNOWN_ACTOR, Event
from ceasefire.scope.idset import IdSet


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, fused by a person from observations, allegations and events named by their ids.

    An incident is one, however many reports tell of it. It says what happened as far as the reports
    go; whether it was a breach, and whose, is an officer's finding and stands elsewhere.
    """

    id: str
    time: ReportedTime
    place: ReportedPlace
    acts: frozenset[str]
    observations: tuple[str, ...] = ()
    allegations: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    fused_by: str = ""
    actor: IdSet = UNKNOWN_ACTOR
    actor_basis: str = ""
    counts: tuple[AnyCount, ...] = ()
    text: str = ""

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of every report it rests on."""
        return self.observations + self.allegations + self.events

    def as_event(self, line: int = 0) -> Event:
        """The incident as an event that can be matched with terms."""
        return Event(
            id=self.id,
            source="incidents",
            line=line,
            place=self.place,
            time=self.time,
            acts=self.acts,
            actor=self.actor,
            actor_basis=self.actor_basis,
            counts=self.counts,
            text=self.text,
        )
