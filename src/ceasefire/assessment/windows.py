"""Placebo windows: the same question put to days without a ceasefire, with what was known before each.

A window begins at a cut: what lies before the cut is known, the days of anticipation are skipped, and what comes
after them is to be foretold. All placebo windows end before the history of the assessed one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.question import Question

Floats = NDArray[np.float64]

SHORTEST_HISTORY: Final = 84  # days; with less, a run-up cannot be told from the usual level
_LONG: Final = 364  # whole weeks, so that no day of the week weighs more
_RECENT: Final = (3, 7, 28, 84)
_AT_NEIGHBOURS: Final = (3, 7)
_RUN_UP: Final = 7
_BORROWED: Final = 7.0  # days at the long-run rate, mixed into every recent rate: no logarithm of nothing
_MOST: Final = 20_000  # placebo windows; more, a day apart, would only repeat them, and are taken a week apart


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Windows of `days` days, one row each, of the area with the number `area`.

    `known` is what could be known of each (rows × features): what such a window comes to at the rates before it, as
    log(count + ½), the scale on which it is foretold; in plain logarithms of rates, areas with next to no events would
    teach a slope under which a violent one is always foretold too low. `run_up` is its last week against its long
    run, `elsewhere` the same of the window itself in the areas for comparison (0 where there are none), `came` the
    count in it, `by_effort` how far its effort lifts the log count above that of mean effort, and `cut` the first
    day that was not known.
    """

    known: Floats
    run_up: Floats
    elsewhere: Floats
    came: Floats
    by_effort: Floats
    cut: NDArray[np.int64]
    area: NDArray[np.int64]
    days: int

    def __len__(self) -> int:
        """How many windows there are."""
        return len(self.came)

    def only(self, rows: NDArray[np.bool_]) -> Windows:
        """Return the windows of `rows`."""
        return Windows(
            self.known[rows],
            self.run_up[rows],
            self.elsewhere[rows],
            self.came[rows],
            self.by_effort[rows],
            self.cut[rows],
            self.area[rows],
            self.days,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Running sums of counts and effort, so that any stretch of days costs one subtraction."""

    counts: Floats
    effort: Floats

    def over(self, first: NDArray[np.int64], after: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Counts and effort of every area in [first, after), areas × windows."""
        return self.counts[:, after] - self.counts[:, first], self.effort[:, after] - self.effort[:, first]


def lay_out(question: Question) -> tuple[Windows, Windows] | None:
    """Return the usable placebo windows and, in one row, the assessed one; None for too short a history."""
    lead = question.start - question.history
    last = question.history - lead - question.days
    long = min(_LONG, last // 2)
    if long < SHORTEST_HISTORY:
        return None
    cuts = np.append(_placebo_cuts(long, last, len(question.counts)), question.history)
    own = _Sums(_running(question.counts), _running(question.watched))
    level, recent = _logs(own, cuts, long, question.days, _RECENT)
    came, effort = own.over(cuts + lead, cuts + lead + question.days)
    seen = own.over(cuts - long, cuts)[1] > 0
    features, elsewhere = [level, _shared(level, seen), *recent], np.zeros_like(level)
    usable = (effort > 0) & seen & _untouched(question, cuts + lead)
    if question.controls:
        changes, compared = _at_neighbours(question, cuts, lead, long)
        features, elsewhere = [*features, *changes], changes[-1]
        usable &= compared[:, None]
    usable[:, -1] = False
    by_effort = np.log(_usual(own, cuts, long) * effort + 0.5) - level
    every = Windows(
        np.stack(features, axis=-1).reshape(-1, len(features)),
        recent[_RECENT.index(_RUN_UP)].ravel(),
        elsewhere.ravel(),
        came.ravel(),
        by_effort.ravel(),
        np.broadcast_to(cuts, came.shape).ravel(),
        np.repeat(np.arange(len(came)), len(cuts)),
        question.days,
    )
    assessed = np.zeros_like(usable)
    assessed[question.unit, -1] = effort[question.unit, -1] > 0
    return every.only(usable.ravel()), every.only(assessed.ravel())


def _placebo_cuts(long: int, last: int, areas: int) -> NDArray[np.int64]:
    """Every day on which a window can begin; a week apart, on the weekday of the assessed one, where they are many."""
    apart = 1 if areas * (last - long + 1) <= _MOST else 7
    return np.arange(last, long - 1, -apart)[::-1]


def _running(daily: Floats) -> Floats:
    return np.concatenate([np.zeros((len(daily), 1)), np.cumsum(daily, axis=1)], axis=1)


def _logs(
    sums: _Sums, cuts: NDArray[np.int64], long: int, days: int, stretches: tuple[int, ...]
) -> tuple[Floats, list[Floats]]:
    """The log count that a window comes to at the long-run rate before each cut, and at each recent one against it."""
    usual = _usual(sums, cuts, long)
    return np.log(usual * days + 0.5), [_against(usual, days, *sums.over(cuts - back, cuts)) for back in stretches]


def _usual(sums: _Sums, cuts: NDArray[np.int64], long: int) -> Floats:
    counts, effort = sums.over(cuts - long, cuts)
    return (counts + 0.5) / np.where(effort > 0, effort, 1.0)


def _shared(level: Floats, seen: NDArray[np.bool_]) -> Floats:
    """The mean of all areas' levels before each cut: it tells a war that fades from an area calmer than others."""
    mean = (level * seen).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return np.broadcast_to(mean, level.shape)


def _against(usual: Floats, days: int, counts: Floats, effort: Floats) -> Floats:
    """The log count of `days` days at a rate against that at the usual one; with no effort it is 0: it says nothing."""
    rate = (counts + _BORROWED * usual) / (effort + _BORROWED)
    return np.log((rate * days + 0.5) / (usual * days + 0.5))


def _untouched(question: Question, first: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether no day of the window lies under another ceasefire (areas × windows)."""
    closed = _running((~question.open_days).astype(float))
    return np.asarray(closed[:, first + question.days] == closed[:, first])


def _at_neighbours(
    question: Question, cuts: NDArray[np.int64], lead: int, long: int
) -> tuple[list[Floats], NDArray[np.bool_]]:
    """Means over the areas for comparison, never the area itself: recent rates, and the rate of the window.

    Days on which such an area was under another ceasefire are left out. The second value tells which areas have
    anybody to be compared with.
    """
    open_days = question.open_days
    sums = _Sums(_running(question.counts * open_days), _running(question.watched * open_days))
    _, recent = _logs(sums, cuts, long, question.days, _AT_NEIGHBOURS)
    window = sums.over(cuts + lead, cuts + lead + question.days)
    member = np.zeros((len(question.counts), 1))
    member[list(question.controls)] = 1.0
    others = member.sum() - member
    usual = _usual(sums, cuts, long)
    changes = [*recent, _against(usual, question.days, *window)]
    means = [((member * change).sum(axis=0) - member * change) / np.maximum(others, 1.0) for change in changes]
    return means, np.asarray(others[:, 0] > 0)
