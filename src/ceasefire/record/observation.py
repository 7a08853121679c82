"""An observation: somebody perceived something, from somewhere, by some means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ceasefire.clock import ReportedTime
from ceasefire.errors import RulesDiffer
from ceasefire.geometry.places import ReportedPlace
from ceasefire.record.counts import AnyCount, side_by_side
from ceasefire.record.event import UNKNOWN_ACTOR, Event
from ceasefire.scope.idset import IdSet

Sense = Literal["heard", "seen", "recorded", "felt", "not_stated"]


@dataclass(frozen=True, slots=True)
class Bearing:
    """One direction of an observation with what was counted there, such as "12 explosions 2-4 km ESE"."""

    place: ReportedPlace
    counts: tuple[AnyCount, ...] = ()
    acts: frozenset[str] = frozenset()
    text: str = ""
    sense: Sense = "not_stated"


@dataclass(frozen=True, slots=True)
class Observation:
    """What `by` perceived by `means` at `time`, whole and split by bearings where the report does so.

    `counts` are the figures stated for the whole; `bearings` carry the sub-counts, and a `sense` of their own where one
    was heard and another seen. `post` is the name of the post or patrol from where it was perceived.
    The same shot heard from two posts is two observations: adding observations counts it twice.
    """

    id: str
    by: str
    means: str
    time: ReportedTime
    place: ReportedPlace
    acts: frozenset[str]
    counts: tuple[AnyCount, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    sense: Sense = "not_stated"
    actor: IdSet = UNKNOWN_ACTOR
    text: str = ""
    source: str = ""
    post: str = ""

    def counted(self) -> tuple[AnyCount, ...]:
        """The stated figures for the whole; without them, the sums of the bearings, rule by rule."""
        return self.counts or side_by_side(count for each in self.bearings for count in each.counts)

    def bearings_add_up(self) -> bool | None:
        """Whether the sub-counts give the stated figures; None when either is missing or has no sum."""
        parts = side_by_side(count for each in self.bearings for count in each.counts)
        if not self.counts or not parts:
            return None
        try:
            return {str(each) for each in side_by_side(self.counts)} == {str(each) for each in parts}
        except RulesDiffer:
            return None

    def as_event(self, line: int = 0) -> Event:
        """The observation as an event that can be matched with terms."""
        return Event(
            id=self.id,
            source=self.source or self.by,
            line=line,
            place=self.place,
            time=self.time,
            acts=self.acts,
            actor=self.actor,
            actor_basis="" if self.actor.is_any else f"as observed by {self.by}",
            counts=self.counted(),
            text=self.text,
        )
