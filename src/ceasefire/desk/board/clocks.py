"""The clocks of the capitals: one moment as each side reads it, and the traps that changes of the clock lay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ceasefire.clock import DAY, Span, changes_within, local_time, to_datetime
from ceasefire.kernel.reasons import Reason, reason


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the window: its party, and the clock of its capital."""

    party: str
    zone: str
    capital: str


def at_hour(moment: int, zone: str) -> str:
    """Return hours and minutes on the clock of `zone`, such as 09:00."""
    return local_time(moment, zone).strftime("%H:%M")


def on_every_clock(moment: int, sides: Sequence[Side], beside: int | None = None) -> str:
    """Return the moment on each capital's clock, such as `09:00 Kyiv, 10:00 Moscow`.

    The date is told where none is given to go by, or where it is another than that of the moment `beside`.
    """
    return ", ".join(f"{_told(moment, side.zone, beside)} {side.capital}" for side in sides)


def _told(moment: int, zone: str, beside: int | None) -> str:
    here = local_time(moment, zone)
    if beside is not None and local_time(beside, zone).date() == here.date():
        return here.strftime("%H:%M")
    return f"{here.day} {here:%b} {here:%H:%M}"


def traps(span: Span, sides: Sequence[Side]) -> tuple[Reason, ...]:
    """Return what may be misread: clocks that change within a day of the window, that differ, that name other days."""
    return (*_changes(span, sides), *_differences(span, sides))


def _changes(span: Span, sides: Sequence[Side]) -> Iterator[Reason]:
    for side in sides:
        for change in changes_within(side.zone, span.start - DAY, span.end + DAY):
            utc = to_datetime(change.moment)
            before, after = (utc + dt.timedelta(seconds=ahead) for ahead in (change.before_s, change.after_s))
            how = "put forward" if change.forward else "put back"
            what = "a time between them does not exist" if change.forward else "the time between them comes twice"
            yield reason(
                "clock_changes",
                "The clock of {capital} is {how} on {day}, from {before} to {after}: {what}.",
                capital=side.capital,
                how=how,
                day=f"{after.day} {after:%B %Y}",
                before=f"{before:%H:%M}",
                after=f"{after:%H:%M}",
                what=what,
            )


def _differences(span: Span, sides: Sequence[Side]) -> Iterator[Reason]:
    first = sides[0]
    for side in sides[1:]:
        here, there = (local_time(span.start, each.zone) for each in (first, side))
        if here.replace(tzinfo=None) == there.replace(tzinfo=None):
            continue
        pattern = "{here} in {first} is {there} in {second}: always say whose clock."
        told = [
            f"{each:%H:%M}" if here.date() == there.date() else f"{each.day} {each:%b %H:%M}" for each in (here, there)
        ]
        yield reason("clocks_differ", pattern, here=told[0], first=first.capital, there=told[1], second=side.capital)
