"""What a quiet stretch of daily counts says about the usual, on the careful side.

An alarm that is set by the estimates themselves takes their luck for truth: when the stretch happened to be calm,
ordinary days look like a rise. So three one-sided bounds of nominally 90 % are taken: of the mean (score interval,
with the variance of a mean of dependent days), of k (profile likelihood; at 60 days it holds for 84 % of the
stretches) and of the lag-1 autocorrelation. How often they keep the promised run together was measured.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment import codes
from ceasefire.assessment.alarm_input import MOST_DEPENDENT, day_count
from ceasefire.errors import BadCounts, Problem
from ceasefire.kernel.reasons import Reason, reason

NEEDED_DAYS: Final = 60
FEW_EVENTS: Final = 20
Z90: Final = 1.2815515655446004
"""The standard normal quantile of 90 %."""

_SHARPEST: Final = 0.2
_MEASURED_LAG: Final = 0.4
# The promise is measured up to this lag. Beyond it the bound of the mean would be so wide that no rise is ever seen;
# the threshold, which grows with the lag, still takes account of all of it.
# Of 1/k: from Poisson to heaps far beyond any that were measured on a front.
_GRID: Final = np.concatenate([[0.0], np.geomspace(0.002, 50.0, 100)])


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was learned: estimates, and the bounds that the alarm is set by.

    `days` counts the stretch, `watched` those with a count, `events` their sum. Dispersions are k in variance =
    mean + mean²/k (`math.inf`: Poisson). It cannot show seasons and trends, or dependence that lasts for weeks.
    """

    days: int
    watched: int
    events: int
    mean: float
    upper_mean: float
    dispersion: float
    lower_dispersion: float
    autocorrelation: float
    upper_autocorrelation: float

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """How the bounds come from the days, and what makes them wide."""
        said = {name: round(value, 3) for name, value in asdict(self).items()}
        found = [reason(code, text, **said) for code, text in _SENTENCES.items()]
        if self.watched < self.days:
            text = "Nobody watched on {unwatched} days of the baseline; they were left out, and taken for no calm."
            found.append(reason("baseline_gaps", text, unwatched=self.days - self.watched))
        if self.events < FEW_EVENTS:
            text = "Only {events} events in the baseline: the bounds are wide, and the alarm will be slow."
            found.append(reason("baseline_few_events", text, events=self.events))
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        """The fields as data; an infinite k is written `inf`."""
        return {name: "inf" if value == math.inf else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Baseline:
        """Return the baseline that `to_json` wrote."""
        numbers: dict[str, Any] = {name: math.inf if each == "inf" else each for name, each in value.items()}
        return cls(**numbers)


_SENTENCES: Final = {
    "baseline_mean": (
        "{watched} watched days had {mean} events a day; the alarm takes the upper 90 % bound, {upper_mean}."
    ),
    "baseline_dispersion": (
        "Their dispersion k is near {dispersion}; the alarm takes the lower 90 % bound, {lower_dispersion}."
    ),
    "baseline_autocorrelation": (
        "The counts of neighbouring days go together by {autocorrelation}; "
        "the alarm takes the upper 90 % bound, {upper_autocorrelation}, "
        "and asks for the more evidence the nearer it is to 1."
    ),
}


def learn_baseline(counts: Sequence[int | None]) -> Baseline:
    """Return what a quiet stretch of daily counts says; None marks days that nobody watched.

    Raises BadCounts with every day that is no count, for fewer than 60 watched days, and when all of them are zero.
    """
    series = _series(counts)
    seen = series[~np.isnan(series)]
    if len(seen) < NEEDED_DAYS:
        expected = f"at least {NEEDED_DAYS} days with a count"
        raise BadCounts(Problem(codes.BASELINE_TOO_SHORT, got=f"{len(seen)} of {len(series)} days", expected=expected))
    if not seen.any():
        raise BadCounts(Problem(codes.BASELINE_EMPTY, got=f"{len(seen)} days of 0", expected="at least one event"))
    lag, pairs = _lag_one(series)
    usual = min(max(lag, 0.0), _MEASURED_LAG)
    crowding, upper_crowding = _crowding(seen, usual)
    return Baseline(
        days=len(series),
        watched=len(seen),
        events=int(seen.sum()),
        mean=float(seen.mean()),
        upper_mean=_upper_mean(seen, upper_crowding, (1 + usual) / (1 - usual)),
        dispersion=_inverse(crowding),
        lower_dispersion=_inverse(upper_crowding),
        autocorrelation=lag,
        upper_autocorrelation=_upper_lag(lag, pairs),
    )


def _series(counts: Sequence[int | None]) -> NDArray[np.float64]:
    """The counts with NaN for days that nobody watched."""
    problems: list[Problem] = []
    series: list[float] = []
    for day, count in enumerate(counts):
        try:
            series.append(math.nan if count is None else day_count(count, f"counts[{day}]"))
        except BadCounts as error:
            problems += error.problems
    if problems:
        raise BadCounts(problems)
    return np.array(series, dtype=float)


def _lag_one(series: NDArray[np.float64]) -> tuple[float, int]:
    """The correlation of neighbouring days that were both watched, and how many such pairs there are."""
    away = series - np.nanmean(series)
    products = away[1:] * away[:-1]
    pairs = int(np.count_nonzero(~np.isnan(products)))
    together, spread = float(np.nansum(products)), float(np.nansum(away * away))
    if not pairs or not spread:
        return 0.0, pairs
    share = pairs / (int(np.count_nonzero(~np.isnan(series))) - 1)  # 1 without gaps: the usual estimate
    return together / spread / share, pairs


def _upper_lag(lag: float, pairs: int) -> float:
    """The upper 90 % bound of a correlation, by Fisher's z.

    The estimate of a short series lies too low by about (1 + 3ρ)/n (Marriott and Pope 1954; Kendall 1954).
    """
    n = max(pairs, 1)
    raised = min(max(lag + (1 + 3 * max(lag, 0.0)) / n, -MOST_DEPENDENT), MOST_DEPENDENT)
    return min(max(math.tanh(math.atanh(raised) + Z90 / math.sqrt(n)), 0.0), MOST_DEPENDENT)


def _crowding(seen: NDArray[np.float64], lag: float) -> tuple[float, float]:
    """The likeliest 1/k and its upper 90 % bound; dependent days count for fewer independent ones."""
    worth = (1 - lag * lag) / (1 + lag * lag)
    likelihood = np.array([_log_likelihood(seen, crowding) for crowding in _GRID]) * worth
    top = int(likelihood.argmax())
    fall = 2 * (likelihood[top] - likelihood[top:])
    beyond = np.flatnonzero(fall > Z90**2)
    if not len(beyond):
        return float(_GRID[top]), float(_GRID[-1])
    last = int(beyond[0])
    bound = np.interp(Z90**2, fall[last - 1 : last + 1], _GRID[top + last - 1 : top + last + 1])
    return float(_GRID[top]), float(bound)


def _log_likelihood(seen: NDArray[np.float64], crowding: float) -> float:
    """Of the negative binomial with the mean of the counts, up to terms without 1/k."""
    mean, total = float(seen.mean()), float(seen.sum())
    if crowding == 0:
        return total * math.log(mean) - total
    k = 1 / crowding
    shape = sum(times * (math.lgamma(x + k) - math.lgamma(k)) for x, times in Counter(seen.tolist()).items())
    return shape + total * math.log(mean * crowding) - (total + len(seen) * k) * math.log1p(mean * crowding)


def _upper_mean(seen: NDArray[np.float64], crowding: float, inflation: float) -> float:
    """The largest m with (m − mean)² ≤ z² (m + m²/k) inflation / n: the upper end of the score interval."""
    mean = float(seen.mean())
    c = Z90**2 * inflation / len(seen)
    square = max(1 - c * crowding, _SHARPEST)  # at 0 the interval would have no upper end
    half = mean + c / 2
    return (half + math.sqrt(half * half - square * mean * mean)) / square


def _inverse(crowding: float) -> float:
    return 1 / crowding if crowding > 0 else math.inf
