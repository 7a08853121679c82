"""Ticks of a time axis: round times of the local clock, each resolved in the zone by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ceasefire.clock import DAY, MINUTE, local_time, read_local, start_of_day


class Tick(NamedTuple):
    """A moment (µs UTC) and what the local clock or calendar shows then."""

    moment: int
    label: str


class Step(NamedTuple):
    """The distance between ticks: so many minutes, days, months or years, and how their labels look."""

    n: int
    unit: str
    form: str

    @property
    def length_us(self) -> int:
        """About how long it is."""
        return self.n * {"minute": MINUTE, "day": DAY, "month": 30 * DAY, "year": 365 * DAY}[self.unit]


STEPS: Final = (
    *(Step(n, "minute", "%m-%d %H:%M") for n in (5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(Step(n, "day", "%Y-%m-%d") for n in (1, 2, 4, 7, 14)),
    *(Step(n, "month", "%Y-%m") for n in (1, 2, 3, 6)),
    *(Step(n, "year", "%Y") for n in (1, 2, 5, 10, 25, 50, 100, 500)),
)


def ticks(low: int, high: int, zone: str, most: int) -> tuple[Tick, ...]:
    """Return at most about `most` ticks between two moments (µs UTC).

    A tick stands where the clock of `zone` shows its label: after a change of the clock too, and on a
    day of 23 or 25 hours. A time that the clock skips has no tick of its own.
    """
    step = next((each for each in STEPS if (high - low) / each.length_us <= most), STEPS[-1])
    first, last = (local_time(moment, zone).date() for moment in (low, high))
    moments = sorted({moment for moment in _moments(step, first, last, zone) if low <= moment <= high})
    return tuple(Tick(moment, local_time(moment, zone).strftime(step.form)) for moment in moments)


def _moments(step: Step, first: dt.date, last: dt.date, zone: str) -> Iterator[int]:
    if step.unit == "minute":
        for day in _days(1, first, last):
            for minute in range(0, 24 * 60, step.n):
                yield read_local(f"{day:%Y-%m-%d}T{minute // 60:02}:{minute % 60:02}", zone).latest
        return
    days = _days(step.n, first, last) if step.unit == "day" else _firsts_of_months(step, first, last)
    for day in days:
        yield start_of_day(day, zone)


def _days(n: int, first: dt.date, last: dt.date) -> Iterable[dt.date]:
    every = range(-(-first.toordinal() // n) * n, last.toordinal() + 1, n)
    return (dt.date.fromordinal(day) for day in every)


def _firsts_of_months(step: Step, first: dt.date, last: dt.date) -> Iterable[dt.date]:
    n = step.n * (12 if step.unit == "year" else 1)
    months = range(-(-(first.year * 12 + first.month - 1) // n) * n, last.year * 12 + last.month, n)
    return (dt.date(month // 12, month % 12 + 1, 1) for month in months)
