"""Sets of time: half-open spans of microseconds since 1970-01-01 UTC, in one normal form.

The normal form is sorted, without overlap, without touching spans and without empty ones, so two
sets are equal exactly when they hold the same moments. MIN and MAX stand for an open start and end.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from ceasefire.clock import codes
from ceasefire.errors import BadInput, Problem

MIN: Final = -(2**62)
MAX: Final = 2**62
SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


class Span(NamedTuple):
    """The moments from `start` up to but not including `end`, in microseconds since 1970 UTC."""

    start: int = MIN
    end: int = MAX

    @property
    def hours(self) -> float:
        """Elapsed hours; infinite when a side is open."""
        return math.inf if self.start <= MIN or self.end >= MAX else (self.end - self.start) / HOUR


@dataclass(frozen=True, slots=True)
class TimeSet:
    """A set of moments as sorted, separate half-open spans; `&`, `|`, `-`, `~` are exact.

    The constructor takes spans in any order, touching or overlapping; empty ones vanish and one
    that ends before it starts raises BadInput.
    """

    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Bring the spans into normal form."""
        object.__setattr__(self, "spans", _normal(self.spans))

    @classmethod
    def all(cls) -> TimeSet:
        """Every moment."""
        return cls((Span(),))

    @classmethod
    def empty(cls) -> TimeSet:
        """No moment."""
        return cls()

    @classmethod
    def between(cls, start: int = MIN, end: int = MAX) -> TimeSet:
        """The moments of one span; leave a side away when it is open."""
        return cls((Span(start, end),))

    @property
    def is_empty(self) -> bool:
        """Whether no moment belongs to the set."""
        return not self.spans

    @property
    def hull(self) -> Span | None:
        """The span from the first to the last moment, or None for the empty set."""
        return Span(self.spans[0].start, self.spans[-1].end) if self.spans else None

    def __and__(self, other: TimeSet) -> TimeSet:
        return _trusted(_common(self.spans, other.spans))

    def __or__(self, other: TimeSet) -> TimeSet:
        return TimeSet(self.spans + other.spans)

    def __sub__(self, other: TimeSet) -> TimeSet:
        return self & ~other

    def __invert__(self) -> TimeSet:
        starts = (MIN, *(span.end for span in self.spans))
        ends = (*(span.start for span in self.spans), MAX)
        gaps = zip(starts, ends, strict=True)
        return _trusted(tuple(Span(start, end) for start, end in gaps if start < end))

    def covers(self, moment: int) -> bool:
        """Whether `moment` (microseconds UTC) belongs to the set."""
        at = bisect_right(self.spans, moment, key=lambda span: span.start) - 1
        return at >= 0 and moment < self.spans[at].end

    def hours(self) -> float:
        """Elapsed hours, summed; infinite when a side is open."""
        return math.fsum(span.hours for span in self.spans)

    def shift(self, microseconds: int) -> TimeSet:
        """The same set, later by `microseconds` (earlier when negative); open sides stay open."""
        return TimeSet(
            tuple(
                Span(
                    start if start <= MIN else start + microseconds,
                    end if end >= MAX else end + microseconds,
                )
                for start, end in self.spans
            )
        )

    def share_of(self, span: Span) -> float:
        """Which share of `span` (bounded, not empty) lies in the set, 0 to 1."""
        inside = sum(end - start for start, end in _common(self.spans, (span,)))
        return inside / (span.end - span.start)

    def margin_us(self, moment: int) -> float:
        """Microseconds from `moment` to the nearest edge: positive inside, negative outside.

        Infinite where the set has no edge to measure to.
        """
        return self.margin_of(Span(moment, moment + 1))

    def margin_of(self, span: Span) -> float:
        """Microseconds between `span` and the nearest edge of the set.

        Positive when the whole span is inside, negative when all of it is outside, 0 when an edge
        falls within it. Infinite where there is no edge to measure to.
        """
        at = bisect_right(self.spans, span.start, key=lambda own: own.start) - 1
        if at >= 0 and span.end <= self.spans[at].end:
            return min(_gap(self.spans[at].start, span.start), _gap(span.end, self.spans[at].end))
        if _common(self.spans, (span,)):
            return 0.0
        before = _gap(self.spans[at].end - 1, span.start) if at >= 0 else math.inf
        after = math.inf
        if at + 1 < len(self.spans):
            after = _gap(span.end - 1, self.spans[at + 1].start)
        return -min(before, after)


def _gap(earlier: int, later: int) -> float:
    return math.inf if earlier <= MIN or later >= MAX else float(later - earlier)


def _normal(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if end < start:
            raise BadInput(Problem(codes.END_BEFORE_START, got=f"{start} to {end} (microseconds)"))
        if start == end:
            continue
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def _trusted(spans: tuple[Span, ...]) -> TimeSet:
    made = object.__new__(TimeSet)
    object.__setattr__(made, "spans", spans)
    return made


def _common(left: tuple[Span, ...], right: tuple[Span, ...]) -> tuple[Span, ...]:
    found: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].start, right[j].start), min(left[i].end, right[j].end)
        if start < end:
            found.append(Span(start, end))
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return tuple(found)
