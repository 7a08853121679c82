"""An event: what one row of somebody's data says happened, with everything it leaves open left open."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.clock import ReportedTime
from ceasefire.geometry.places import ReportedPlace
from ceasefire.record.counts import AnyCount
from ceasefire.scope.idset import IdSet

UNKNOWN_ACTOR = IdSet.any()


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a source, read.

    id               unique within its file; `source` and `line` say where the row stands
    place, time      with their uncertainty, as the source's manifest explains its precisions
    acts             the leaves that the row *may* be; one act happened, the row says no more than this
    may_be_nothing   the row may be no act at all (a crop fire, an alert without an attack)
    actor, targets   who may have done it, to whom; everybody when the row does not say
    actor_basis      on what the source bases the actor, in words
    sides            the sides between which the row says that it happened, where it names them; not who did what
    actor_never_told  the source never says who did such a thing: that no row names somebody means nothing then
    counts           figures with unit and rule; `deaths` is the estimate chosen by the reader's options
    place_key        events with the same key share one place record, and so one place error
    objects          classes or names of objects that the row states were hit, as stated

    It is a claim of its source: neither an incident nor a finding.
    """

    id: str
    source: str
    line: int
    place: ReportedPlace
    time: ReportedTime
    acts: frozenset[str]
    may_be_nothing: bool = False
    actor: IdSet = UNKNOWN_ACTOR
    actor_basis: str = ""
    sides: frozenset[str] = frozenset()
    actor_never_told: bool = False
    targets: IdSet = UNKNOWN_ACTOR
    counts: tuple[AnyCount, ...] = ()
    deaths: int | None = None
    place_key: str = ""
    settlement: str = ""
    region: str = ""
    objects: tuple[str, ...] = ()
    text: str = ""
    url: str = ""

    @property
    def actor_is_known(self) -> bool:
        """Whether the row names who did it, or who may have done it."""
        return not self.actor.is_any


def place_key(lon: float, lat: float, precision: object = "") -> str:
    """The key of a place record: the position to about a metre, and its stated precision."""
    return f"{lon:.5f} {lat:.5f} {precision}".rstrip()
