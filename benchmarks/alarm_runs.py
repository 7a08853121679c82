"""Daily counts and alarms over many days, compiled: what the tables of `alarms.py` are counted from.

Counts that go together from day to day live on: each event of a day stays for the next with a chance whose mean is
the lag-1 autocorrelation, and new ones come in so that every single day keeps its negative binomial (McKenzie 1986).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ceasefire.assessment import BreakAlarm
from ceasefire.assessment.alarm import RISES

Counts = NDArray[np.int64]
Logs = NDArray[np.float64]
LARGEST = 4000  # counts above are taken for it: no alarm here tells them apart
PAUSE = 15  # days after an alarm that are skipped, so that the next run does not begin in the same heap
GLR_DAYS = 30


@dataclass(frozen=True, slots=True)
class Runs:
    """How many alarms came in how many days of watching."""

    days: int
    alarms: int

    @property
    def mean(self) -> float:
        """The mean run; runs end at a constant rate, so days over alarms needs no end of the last run."""
        return self.days / max(self.alarms, 1)

    def __str__(self) -> str:
        if self.alarms == 0:
            return f"> {self.days:,}"
        return f"{self.mean:,.0f} ± {1.96 * self.mean / math.sqrt(self.alarms):,.0f}"


@njit
def seed(number: int) -> None:
    np.random.seed(number)  # noqa: NPY002 - the compiled generator


@njit
def daily_counts(mean: float, k: float, lag: float, days: int) -> Counts:
    counts = np.empty(days, np.int64)
    at = np.random.poisson(mean if np.isinf(k) else np.random.gamma(k, mean / k))  # noqa: NPY002
    for day in range(days):
        stays = 0
        if lag > 0 and at > 0:
            chance = lag if np.isinf(k) else np.random.beta(k * lag, k * (1 - lag))  # noqa: NPY002
            stays = np.random.binomial(at, chance)  # noqa: NPY002
        new = mean * (1 - lag) if np.isinf(k) else np.random.gamma(k * (1 - lag), mean / k)  # noqa: NPY002
        at = stays + np.random.poisson(new)  # noqa: NPY002
        counts[day] = at
    return counts


@njit
def _e_detector(counts: Counts, log_l: Logs, head: float, threshold: float, pause: int, most: int) -> tuple[int, int]:
    r, days, alarms, at = np.full(len(log_l), head), 0, 0, 0
    while at < len(counts) and alarms < most:
        count, total = min(counts[at], log_l.shape[1] - 1), 0.0
        for rise in range(len(log_l)):
            r[rise] = (1 + r[rise]) * math.exp(min(log_l[rise, count], 300.0))
            total += r[rise]
        days, at = days + 1, at + 1
        if total >= threshold * len(log_l):
            alarms, at = alarms + 1, at + pause
            r[:] = head
    return days, alarms


@njit
def _cusum(counts: Counts, reference: float, limit: float, pause: int) -> tuple[int, int]:
    total, days, alarms, at = 0.0, 0, 0, 0
    while at < len(counts):
        total = max(0.0, total + counts[at] - reference)
        days, at = days + 1, at + 1
        if total >= limit:
            alarms, at, total = alarms + 1, at + pause, 0.0
    return days, alarms


@njit
def _glr(counts: Counts, mean: float, limit: float, window: int, pause: int) -> tuple[int, int]:
    """The Poisson likelihood of the best rise over the best of the last `window` starts, against none."""
    days, alarms, at, begun = 0, 0, 0, 0
    while at < len(counts):
        best, total = 0.0, 0
        for back in range(min(window, at - begun + 1)):
            total += counts[at - back]
            usual = mean * (back + 1)
            if total > usual:
                best = max(best, total * math.log(total / usual) - total + usual)
        days, at = days + 1, at + 1
        if best >= limit:
            alarms, at = alarms + 1, at + pause
            begun = at
    return days, alarms


def alarm_runs(alarm: BreakAlarm, counts: Counts, *, pause: int = PAUSE, most: int = 2**62) -> Runs:
    """The runs of a BreakAlarm from its start, reset after every alarm, without its bookkeeping."""
    alarm.reset()
    x = np.arange(LARGEST)
    log_l = np.array([x * a - b for a, b in alarm._terms])  # noqa: SLF001 - the same numbers, not a copy of the formula
    start, threshold = math.expm1(alarm.state.evidence), math.expm1(alarm.state.threshold)
    return Runs(*_e_detector(counts, log_l, start, threshold, pause, most))


def poisson_e_detector(mean: float, threshold: float) -> Callable[[Counts], Runs]:
    """The e-detector with a Poisson likelihood, started at zero, with a threshold of its own."""
    x = np.arange(LARGEST)
    log_l = np.array([x * math.log(rise) - (rise - 1) * mean for rise in RISES])
    return lambda counts: Runs(*_e_detector(counts, log_l, 0.0, threshold, PAUSE, 2**62))


def poisson_cusum(reference: float, limit: float) -> Callable[[Counts], Runs]:
    """The CUSUM of counts."""
    return lambda counts: Runs(*_cusum(counts, reference, limit, PAUSE))


def poisson_glr(mean: float, limit: float) -> Callable[[Counts], Runs]:
    """The generalised likelihood ratio over the last 30 days."""
    return lambda counts: Runs(*_glr(counts, mean, limit, GLR_DAYS, PAUSE))


def same_as_update(alarm: BreakAlarm, counts: Counts) -> bool:
    """Whether the compiled loop and `update` give alarm on the same number of these days."""
    alarm.reset()
    alarms = 0
    for count in counts.tolist():
        if alarm.update(count):
            alarms += 1
            alarm.reset()
    return alarms == alarm_runs(alarm, counts, pause=0).alarms
