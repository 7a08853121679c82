"""What an observer's phrase says, before anybody says where the observer stood: figures, directions, time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ceasefire.record.effort import Status
from ceasefire.record.observation import Sense

Order = Literal["new", "corrects", "voids"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was said: `n`, or `n` to `most`; about, at least."""

    n: int
    most: int | None = None
    approx: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Direction:
    """Between `near_m` and `far_m` metres towards `points` of the compass, or between two azimuths in degrees.

    Distances are both None where none was said; `far_m` alone is None for "over 5 km". Neither points nor azimuths
    means that no direction was said.
    """

    near_m: float | None = None
    far_m: float | None = None
    points: tuple[str, ...] = ()
    azimuths: tuple[float, float] | None = None

    @property
    def has_distance(self) -> bool:
        """Whether both distances are known."""
        return self.near_m is not None and self.far_m is not None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was counted or heard: how many of what, which act, where, and its parts.

    `unit` is empty for an act without a number. `flight` are the two points of "from W to E".
    """

    figure: Figure | None = None
    unit: str = ""
    descriptions: tuple[str, ...] = ()
    calibre: str = ""
    acts: tuple[str, ...] = ()
    flight: tuple[str, str] | None = None
    where: tuple[Direction, ...] = ()
    sense: Sense | None = None
    parts: tuple[Item, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether it says that there was none: "no bursts"."""
        return self.figure == Figure(0)

    @property
    def leaves(self) -> tuple[Item, ...]:
        """Its parts, or itself where it has none."""
        return self.parts or (self,)


@dataclass(frozen=True, slots=True)
class When:
    """The day (year-month-day, or month-day where no year was said) and the clock's times, as far as they were said.

    `end` alone is "until": with a length of time it says when the time ended.
    """

    day: str = ""
    start: str = ""
    end: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that was understood of a phrase, and in `unread` everything that was not.

    `whole` is where all of it was. `nothing` says that the observer perceived nothing, which is said of the senses in
    `nothing_by`. `post`, `means` and `status` are those of a watch; `number` and `order` make a message.
    """

    items: tuple[Item, ...] = ()
    whole: tuple[Direction, ...] = ()
    when: When = When()
    nothing: bool = False
    nothing_by: tuple[Sense, ...] = ()
    post: str = ""
    means: str = ""
    status: Status | None = None
    number: int | None = None
    order: Order = "new"
    unread: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether every word was understood."""
        return not self.unread

    def without_unread(self) -> Said:
        """Return what was understood alone."""
        return replace(self, unread=())
