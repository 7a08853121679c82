"""A second opinion from one area's own course: an interrupted time series with negative binomial counts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from numpy.typing import ArrayLike

from ceasefire.assessment import codes
from ceasefire.assessment.question import checked_counts
from ceasefire.assessment.windows import Floats
from ceasefire.errors import BadCounts, Place, Problem

ASSUMES: Final = (
    "without the ceasefire the days would have gone on by the weekday, season and trend of the days before, each day "
    "independent of the last; violence comes in spells, so the interval is too narrow and a fall after a peak is "
    "taken for an effect"
)
_YEAR: Final = 365.25
_SHORTEST: Final = 112  # days before the start: two for every coefficient at least
_ROUNDS: Final = 100
_CLOSE: Final = 1e-10
_LARGEST_LOG: Final = 30.0  # of a daily mean
_NINETY: Final = 1.6448536269514722  # the 95 % point of the normal distribution


@dataclass(frozen=True, slots=True)
class CourseOpinion:
    """The change in the daily mean after the start, in per cent, with its 90 % interval.

    `log_ratio` and `standard_error` are of the coefficient; `k` is the dispersion in variance = mean + mean² / k, and
    infinite for Poisson. What cannot be told is NaN. What it `assumes` stands beside it, and is seldom so.
    """

    per_cent: float
    interval: tuple[float, float]
    log_ratio: float
    standard_error: float
    k: float
    assumes: str


def course_opinion(counts: ArrayLike, start: int, days: int) -> CourseOpinion:
    """Say what the course of one area alone tells of the change after a day.

    Args:
        counts: Whole numbers, one for each day.
        start: The first day of the window; at least 112 days lie before it.
        days: The length of the window.

    Returns:
        A CourseOpinion; NaN where either side has no event.

    Raises:
        BadCounts: The counts are no counts, or the window does not lie inside with 112 days before it.

    Source: log-linear mean with a step at the start, a trend, a yearly wave (with a year of days) and the days of the
    week; negative binomial with the dispersion of greatest likelihood (Lawless, Canadian Journal of Statistics 15,
    1987); interrupted time series as in Bernal, Cummins and Gasparrini (Int. J. Epidemiology 46, 2017).
    """
    series = _checked(counts, start, days)
    if not series[:start].any() or not series[start:].any():
        nothing = math.nan
        return CourseOpinion(nothing, (nothing, nothing), nothing, nothing, nothing, ASSUMES)
    design = _design(len(series), start)
    k = _dispersion(design, series)
    coefficients, covariance = fit(design, series, k)
    change, error = float(coefficients[0]), math.sqrt(covariance[0, 0])
    ends = (100 * math.expm1(change - _NINETY * error), 100 * math.expm1(change + _NINETY * error))
    return CourseOpinion(100 * math.expm1(change), ends, change, error, k, ASSUMES)


def _checked(counts: ArrayLike, start: int, days: int) -> Floats:
    problems: list[Problem] = []
    table = checked_counts(cast("ArrayLike", [counts]), problems)
    if table is None:
        raise BadCounts(problems)
    if not (start >= _SHORTEST and days >= 1 and start + days <= table.shape[1]):
        got = f"days {start} to {start + days} of {table.shape[1]}"
        expected = f"a window inside the series with {_SHORTEST} days before it"
        raise BadCounts(Problem(codes.BAD_WINDOW, Place(field="start"), got=got, expected=expected))
    return np.asarray(table[0, : start + days])


def _design(length: int, start: int) -> Floats:
    """Columns: step, constant, trend, six days of the week, and a yearly wave where there is a year."""
    day = np.arange(length)
    columns = [day >= start, np.ones(length), (day - start) / _YEAR]
    columns += [day % 7 == weekday for weekday in range(1, 7)]
    if start >= _YEAR:
        columns += [np.cos(2 * np.pi * day / _YEAR), np.sin(2 * np.pi * day / _YEAR)]
    return np.column_stack(columns).astype(float)


def fit(design: Floats, counts: Floats, k: float) -> tuple[Floats, Floats]:
    """Return coefficients and covariance of a log-linear negative binomial mean for given k, by Fisher scoring."""
    coefficients: Floats = np.asarray(np.linalg.lstsq(design, np.log(counts + 0.5), rcond=None)[0], dtype=float)
    for _ in range(_ROUNDS):
        mean = np.exp(np.clip(design @ coefficients, -_LARGEST_LOG, _LARGEST_LOG))
        weight = mean / (1 + mean / k)
        information = design.T @ (weight[:, None] * design) + 1e-9 * np.eye(design.shape[1])
        step = np.linalg.solve(information, design.T @ (weight * (counts - mean) / mean))
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        coefficients = coefficients + step
        if np.abs(step).max() < _CLOSE:
            break
    return coefficients, np.asarray(np.linalg.inv(information), dtype=float)


def _dispersion(design: Floats, counts: Floats) -> float:
    """The k of greatest likelihood, by golden section on log k; infinite where Poisson fits as well."""

    def lack(log_k: float) -> float:
        k = math.exp(log_k)
        coefficients, _ = fit(design, counts, k)
        return -likelihood(counts, np.exp(np.clip(design @ coefficients, -_LARGEST_LOG, _LARGEST_LOG)), k)

    low, high = math.log(1e-3), math.log(1e4)
    golden = (math.sqrt(5) - 1) / 2
    left, right = high - golden * (high - low), low + golden * (high - low)
    lack_left, lack_right = lack(left), lack(right)
    while high - low > 1e-6:
        if lack_left <= lack_right:
            high, right, lack_right = right, left, lack_left
            left = high - golden * (high - low)
            lack_left = lack(left)
        else:
            low, left, lack_left = left, right, lack_right
            right = low + golden * (high - low)
            lack_right = lack(right)
    return math.exp((low + high) / 2) if high < math.log(1e4) - 1e-3 else math.inf


def likelihood(counts: Floats, mean: Floats, k: float) -> float:
    """Log-likelihood of negative binomial counts, but for the factorials of the counts.

    The ratio Γ(n + k) / Γ(k) is the product of k, k + 1, …, k + n - 1; so a running sum serves every count.
    """
    rising = np.concatenate([[0.0], np.cumsum(np.log(k + np.arange(int(counts.max()))))])
    parts = rising[counts.astype(np.int64)] - (counts + k) * np.log1p(mean / k) + counts * np.log(mean / k)
    return float(parts.sum())
