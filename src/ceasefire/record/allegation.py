"""An allegation: a party, or somebody for it, says that something happened."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.clock import ReportedTime
from ceasefire.geometry.places import ReportedPlace
from ceasefire.record.counts import AnyCount
from ceasefire.record.event import UNKNOWN_ACTOR, Event
from ceasefire.scope.idset import IdSet


@dataclass(frozen=True, slots=True)
class Allegation:
    """What `said_by` says happened, against whom, with the figures it states under its own rule.

    It stands beside the other side's allegations as a claim, and is never added to them or to an
    observer's counts. `said_at` is when it was said, `time` when it is said to have happened.
    """

    id: str
    said_by: str
    time: ReportedTime
    place: ReportedPlace
    acts: frozenset[str]
    against: IdSet = UNKNOWN_ACTOR
    counts: tuple[AnyCount, ...] = ()
    said_at: ReportedTime | None = None
    text: str = ""
    source: str = ""

    def as_event(self, line: int = 0) -> Event:
        """The allegation as an event; its actor is who is alleged, on the word of who alleges."""
        return Event(
            id=self.id,
            source=self.source or self.said_by,
            line=line,
            place=self.place,
            time=self.time,
            acts=self.acts,
            actor=self.against,
            actor_basis=f"alleged by {self.said_by}",
            counts=self.counts,
            text=self.text,
        )
