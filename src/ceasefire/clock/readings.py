"""What is the same under every reading of a text, and what only under some.

"Until 24:00 on 7 January" without a zone is one moment in Kyiv and another in Moscow. Nobody has to
choose: what lies in the window under both readings is sure, the hour between them is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from ceasefire.clock.local import LocalReading
from ceasefire.clock.spans import MAX, MIN, Span, TimeSet
from ceasefire.kernel.kleene import Bounds


@dataclass(frozen=True, slots=True)
class AssumedZones:
    """The text states no zone; these are the ones it may have meant (at least one)."""

    assume: tuple[str, ...]


def zones_of(zone: str | AssumedZones) -> tuple[str, ...]:
    """The zones that a text may mean: one when it states its zone."""
    return zone.assume if isinstance(zone, AssumedZones) else (zone,)


def over_zones(zone: str | AssumedZones, read: Callable[[str], TimeSet | Bounds[TimeSet]]) -> Bounds[TimeSet]:
    """Read a window once per zone: sure is in the window in every zone, maybe in at least one.

    `read` gets a zone's name and returns the window it means there.
    """
    return one_of(read(name) for name in zones_of(zone))


def one_of(readings: Iterable[TimeSet | Bounds[TimeSet]]) -> Bounds[TimeSet]:
    """What holds under every reading, and what holds under at least one (of at least one reading)."""
    bounds = [read if isinstance(read, Bounds) else Bounds.exactly(read) for read in readings]
    return Bounds(
        reduce(lambda left, right: left & right, (each.sure for each in bounds)),
        reduce(lambda left, right: left | right, (each.maybe for each in bounds)),
    )


def window(start: LocalReading | None, end: LocalReading | None) -> Bounds[TimeSet]:
    """The window from `start` up to `end`, None being open, with unclear times left unclear.

    What lies between the two readings of a skipped or repeated time is maybe, not sure.
    """
    starts = (start.earliest, start.latest) if start else (MIN, MIN)
    ends = (end.earliest, end.latest) if end else (MAX, MAX)
    sure = TimeSet.between(starts[1], ends[0]) if starts[1] < ends[0] else TimeSet.empty()
    return Bounds(sure, TimeSet((Span(starts[0], ends[1]),)))
