"""A report as the store keeps it: the whole as JSON, and beside it what is asked by place, day and act."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ceasefire.clock import DAY, MAX, MIN
from ceasefire.errors import BadInput, Problem
from ceasefire.store import codes

Kind = Literal["observation", "allegation", "incident", "row"]
KINDS: tuple[Kind, ...] = ("observation", "allegation", "incident", "row")

FINEST = 5  # cells of the map are 2^-level degrees wide; the finest, 1/32 degree, is about 3.5 km from south to north
_LAST_DAY = 2_932_896  # 9999-12-31


@dataclass(frozen=True, slots=True)
class Box:
    """From west to east and from south to north, in degrees; with west above east it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        """Refuse what is no box on the globe."""
        inside = all(-180 <= each <= 180 for each in (self.west, self.east))
        if not (inside and -90 <= self.south <= self.north <= 90):
            raise BadInput(Problem(codes.BAD_PLACE, got=f"{self.west}, {self.south}, {self.east}, {self.north}"))

    def parts(self) -> tuple[Box, ...]:
        """The box as boxes that do not cross the 180th meridian: itself, or its two sides."""
        if self.west <= self.east:
            return (self,)
        return Box(self.west, self.south, 180.0, self.north), Box(-180.0, self.south, self.east, self.north)


@dataclass(frozen=True, slots=True)
class Report:
    """One observation, allegation, incident or row of a source, as it is listed, drawn and counted.

    kind, id           what it is; the two together name it
    start_us, end_us   the span in which it happened, half-open, microseconds UTC; MIN and MAX where not known
    day, last_day      the first and last day of that span on the mission's clock, as days since 1970-01-01;
                       None where the start is not known. Left out, they are the days of UTC
    centre             longitude and latitude that stand for the place on a small map; None without a place
    box                all that the place may be, in degrees; None without a place
    reported_us        when it was reported
    acts               the acts that it may be
    counts, body       JSON texts, kept to the byte: the figures with unit and rule, and the whole

    The box says where the place may be, not where it was.
    """

    kind: Kind
    id: str
    start_us: int
    end_us: int
    day: int | None = None
    last_day: int | None = None
    centre: tuple[float, float] | None = None
    box: Box | None = None
    reported_us: int | None = None
    acts: tuple[str, ...] = ()
    source: str = ""
    text: str = ""
    counts: str = "[]"
    body: str = "{}"

    def __post_init__(self) -> None:
        """Work out what was left out; refuse a place or a time that is none."""
        if self.end_us <= self.start_us:
            raise BadInput(Problem(codes.BAD_DAYS, got=f"{self.start_us} to {self.end_us} (microseconds)"))
        self._settle_place()
        self._settle_days()
        object.__setattr__(self, "acts", tuple(sorted(set(self.acts))))

    def _settle_place(self) -> None:
        if self.centre is None and self.box is not None:
            first = self.box.parts()[0]
            object.__setattr__(self, "centre", ((first.west + first.east) / 2, (first.south + first.north) / 2))
        if self.centre is None:
            return
        lon, lat = self.centre
        if not (math.isfinite(lon) and math.isfinite(lat)):
            raise BadInput(Problem(codes.BAD_PLACE, got=f"{lon}, {lat}"))
        if self.box is None:
            object.__setattr__(self, "box", Box(lon, lat, lon, lat))
        Box(lon, lat, lon, lat)

    def _settle_days(self) -> None:
        if self.day is None and self.start_us > MIN:
            object.__setattr__(self, "day", self.start_us // DAY)
            object.__setattr__(self, "last_day", (self.end_us - 1) // DAY if self.end_us < MAX else _LAST_DAY)
        if self.day is None:
            object.__setattr__(self, "last_day", None)
            return
        last = self.day if self.last_day is None else self.last_day
        if last < self.day:
            raise BadInput(Problem(codes.BAD_DAYS, got=f"day {self.day} to day {last}"))
        object.__setattr__(self, "last_day", min(last, max(_LAST_DAY, self.day)))

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column of the finest cell of the map in which the centre lies; None without a place."""
        if self.centre is None:
            return None
        lon, lat = self.centre
        return math.floor((lat + 90) * 2**FINEST), math.floor((lon + 180) * 2**FINEST)
