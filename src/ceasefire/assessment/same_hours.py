"""A window of hours against the same hours of the weeks before: an exact comparison for what is short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ceasefire.assessment.columns import Columns, Ints
from ceasefire.assessment.surroundings import Chosen
from ceasefire.clock import DAY, SECOND, Span, offset_at

_WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class SameHours:
    """A window's count, and the counts in the same local hours of earlier weeks.

    `p_value` is the share of all these windows, the assessed one included, with as few reports or fewer:
    (1 + earlier weeks as low or lower) / (1 + weeks). `longest_gap_h` and `p_gap` compare the longest
    stretch without a report in the same way; None where reports do not say the hour.
    It shows whether the window was unlike other weeks. It does not show why, and with few weeks p cannot be small.
    """

    count: int
    before: tuple[int, ...]
    p_value: float
    longest_gap_h: float | None
    p_gap: float | None

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as data."""
        return {
            "count": self.count,
            "before": list(self.before),
            "p_value": self.p_value,
            "longest_gap_h": self.longest_gap_h,
            "p_gap": self.p_gap,
        }


def same_hours(columns: Columns, chosen: Chosen, window: Span, weeks: int) -> SameHours | None:
    """Compare the window with the same hours of up to `weeks` weeks before; None when the record has none of them.

    chosen: (n,) which reports are counted. Reports that know only their day are counted in every window
    that their day touches: the same in each week, so the comparison stays fair.
    """
    begin, record_starts = columns.moment[chosen], int(columns.days.starts()[0])
    end = columns.end[chosen]
    earlier = [span for span in _weeks_before(window, weeks, columns.days.zone) if span.start >= record_starts]
    if not earlier:
        return None
    count = _touching(begin, end, window)
    before = tuple(_touching(begin, end, span) for span in earlier)
    p_value = (1 + sum(each <= count for each in before)) / (1 + len(before))
    gap, p_gap = _gaps(np.sort(begin), window, earlier) if columns.to_hour[chosen].all() else (None, None)
    return SameHours(count, before, p_value, gap, p_gap)


def _weeks_before(window: Span, weeks: int, zone: str) -> Iterator[Span]:
    """The window so many weeks earlier by the local clock, over changes of the clock too."""
    for week in range(1, weeks + 1):
        sides = (_shifted(side, -week * _WEEK, zone) for side in (window.start, window.end))
        yield Span(*sides)


def _shifted(moment: int, by: int, zone: str) -> int:
    moved = moment + by
    return moved + (offset_at(moment, zone) - offset_at(moved, zone)) * SECOND


def _touching(begin: Ints, end: Ints, span: Span) -> int:
    return int(np.count_nonzero((begin < span.end) & (end > span.start)))


def _gaps(begin: Ints, window: Span, earlier: list[Span]) -> tuple[float, float]:
    longest = _longest_gap(begin, window)
    as_long = sum(_longest_gap(begin, span) >= longest for span in earlier)
    return longest / (3600 * SECOND), (1 + as_long) / (1 + len(earlier))


def _longest_gap(begin: Ints, span: Span) -> int:
    within = begin[(begin >= span.start) & (begin < span.end)]
    return int(np.diff(np.concatenate([[span.start], within, [span.end]])).max())
