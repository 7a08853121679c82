"""Reports as columns, and the days they are counted on: what every count of an assessment is made from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment import codes
from ceasefire.clock import HOUR, MAX, MIN, Span, TimeSet, day_span, local_time
from ceasefire.errors import BadInput, Problem
from ceasefire.geometry import PointPlace
from ceasefire.kernel.deaths import Deaths
from ceasefire.record import Event
from ceasefire.scope import Where, join, product

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


_PER_REPORT: Final = ("lon", "lat", "day", "moment", "end", "to_hour", "radius_m", "deaths", "is_silent", "place")


@dataclass(frozen=True, slots=True)
class Days:
    """So many days in a row on the clock of one zone."""

    first: dt.date
    count: int
    zone: str

    @classmethod
    def between(cls, first: dt.date, last: dt.date, zone: str) -> Days:
        """The days from `first` to `last`, both included."""
        return cls(first, (last - first).days + 1, zone)

    def starts(self) -> Ints:
        """The first moment of each day and of the day after the last (µs UTC), count + 1 values."""
        return _starts(self)

    def shares(self, times: TimeSet) -> Floats:
        """The share of each day that lies in `times`, shape (days,)."""
        starts, shares = self.starts(), np.zeros(self.count)
        for span in times.spans:
            touched, parts = parts_of(starts, span)
            shares[touched] += parts
        return shares

    def number_of(self, day: dt.date) -> int:
        """The number of `day`, 0 for the first; outside the days below 0 or from `count` on."""
        return (day - self.first).days

    def covered(self, span: Span, open_ended: int) -> tuple[int, int]:
        """The numbers of the first and the last day that a span touches; one without an end has so many days."""
        first = self.number_of(local_time(span.start, self.zone).date())
        if span.end >= MAX:
            return first, first + open_ended - 1
        return first, self.number_of(local_time(span.end - 1, self.zone).date())

    def day(self, number: int) -> dt.date:
        """The day with this number."""
        return self.first + dt.timedelta(days=number)


@lru_cache(maxsize=16)  # every clause and every case of one record asks for the same days
def _starts(days: Days) -> Ints:
    each = (days.first + dt.timedelta(days=at) for at in range(days.count + 1))
    starts = np.array([day_span(day, days.zone).start for day in each], dtype=np.int64)
    starts.flags.writeable = False
    return starts


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Reports with a place and a day, one value each per report; all arrays have shape (n,).

    lon, lat   degrees, the centre of the reported place
    day        the number of the day on which the report says it began
    moment     that beginning, microseconds UTC; `end` the end of the reported time
    to_hour    whether the report knows when to the hour
    place      the reported place itself
    radius_m   the 95 % radius of the place, NaN where the place is no point
    deaths     deaths as the source estimates them, 0 where it says nothing
    is_silent  whether the report says nothing of deaths
    tells_deaths  whether any report of the whole record says how many died
    unplaced   how many reports have no place or no day, and with how many deaths: no count holds them
    """

    days: Days
    lon: Floats
    lat: Floats
    day: Ints
    moment: Ints
    end: Ints
    to_hour: NDArray[np.bool_]
    radius_m: Floats
    deaths: Ints
    is_silent: NDArray[np.bool_]
    place: NDArray[np.object_]
    tells_deaths: bool
    unplaced: int
    unplaced_deaths: Deaths

    def inside(self, areas: Sequence[Where]) -> list[NDArray[np.bool_]]:
        """Which reports lie in each area: their centre inside, by the area's own exact test."""
        scopes = [product(area, TimeSet.all()) for area in areas]
        report, area = join(self.lon, self.lat, self.moment, scopes)
        held = np.zeros((len(areas), len(self.lon)), dtype=bool)
        held[area, report] = True
        return list(held)

    def only(self, chosen: NDArray[np.bool_]) -> Columns:
        """The chosen reports alone, over the same days."""
        kept = {name: getattr(self, name)[chosen] for name in _PER_REPORT}
        return replace(self, **kept)

    def on_days(self, day: Ints) -> Columns:
        """The same reports, each standing on another day, (n,)."""
        return replace(self, day=day)

    def per_day(self, chosen: NDArray[np.bool_]) -> Ints:
        """How many of the chosen reports began on each day, shape (days,)."""
        return np.bincount(self.day[chosen], minlength=self.days.count).astype(np.int64)

    def places(self, chosen: NDArray[np.bool_]) -> Counter[tuple[float, float]]:
        """How many of the chosen reports share each place, by its longitude and latitude."""
        return Counter(zip(self.lon[chosen].tolist(), self.lat[chosen].tolist(), strict=True))

    def deaths_per_day(self, chosen: NDArray[np.bool_]) -> Ints:
        """Deaths in the chosen reports by the day on which each began, shape (days,)."""
        return np.bincount(self.day[chosen], self.deaths[chosen], minlength=self.days.count).astype(np.int64)

    def silent_per_day(self, chosen: NDArray[np.bool_]) -> Ints:
        """How many of the chosen reports of each day say nothing of deaths, shape (days,)."""
        return self.per_day(chosen & self.is_silent)

    def deaths_in(self, chosen: NDArray[np.bool_]) -> Deaths:
        """The deaths in the chosen reports, and how many of these do not say."""
        told, silent = int(self.deaths[chosen].sum()), int(self.is_silent[chosen].sum())
        return Deaths(told, silent, self.tells_deaths)


def parts_of(starts: Ints, span: Span) -> tuple[slice, Floats]:
    """Return the days that a span touches, of those that begin at `starts`, and which share of each it takes up.

    The last of `starts` is the end of the last day.
    """
    first = max(int(np.searchsorted(starts, span.start, side="right")) - 1, 0)
    after = min(int(np.searchsorted(starts, span.end, side="left")), len(starts) - 1)
    begins, ends = starts[first:after], starts[first + 1 : after + 1]
    return slice(first, first + len(begins)), (np.minimum(ends, span.end) - np.maximum(begins, span.start)) / (
        ends - begins
    )


def is_placed(event: Event) -> bool:
    """Tell whether a report has both a day and a place to be counted in."""
    return event.time.start_us > MIN and event.place.centre() is not None


def columns_of(events: Iterable[Event], zone: str) -> Columns:
    """Return the reports as columns over the days from the first report to the last, on the clock of `zone`.

    The columns hold those that are placed, in the order given. Raises BadInput when none is: then there is
    nothing to count.
    """
    given = tuple(events)
    tells_deaths = any(event.deaths is not None for event in given)
    placed = [event for event in given if is_placed(event)]
    if not placed:
        raise BadInput(Problem(codes.NOTHING_TO_COUNT, got=f"{len(given)} reports, none with a place and a day"))
    moments = np.array([event.time.start_us for event in placed], dtype=np.int64)
    first, last = (local_time(int(moment), zone).date() for moment in (moments.min(), moments.max()))
    days = Days.between(first, last, zone)
    centres = np.array([event.place.centre() for event in placed], dtype=np.float64)
    return Columns(
        days=days,
        lon=centres[:, 0],
        lat=centres[:, 1],
        day=np.searchsorted(days.starts(), moments, side="right") - 1,
        moment=moments,
        end=np.array([event.time.end_us for event in placed], dtype=np.int64),
        to_hour=np.array([event.time.end_us - event.time.start_us <= HOUR for event in placed]),
        radius_m=np.array([_radius_m(event) for event in placed]),
        deaths=np.array([event.deaths or 0 for event in placed], dtype=np.int64),
        is_silent=np.array([event.deaths is None for event in placed], dtype=bool),
        place=_places(placed),
        tells_deaths=tells_deaths,
        unplaced=len(given) - len(placed),
        unplaced_deaths=Deaths.of((event.deaths for event in given if not is_placed(event)), is_recorded=tells_deaths),
    )


def _places(events: Sequence[Event]) -> NDArray[np.object_]:
    places = np.empty(len(events), dtype=object)
    places[:] = [event.place for event in events]
    return places


def _radius_m(event: Event) -> float:
    return event.place.radius95_m if isinstance(event.place, PointPlace) else float("nan")
