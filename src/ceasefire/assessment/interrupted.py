"""A second opinion from one area's own course: an interrupted time series with negative binomial counts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ceasefire.assessment import codes
from ceasefire.assessment.log_linear import LogLinear, log_linear
from ceasefire.assessment.question import checked_counts, open_days
from ceasefire.assessment.windows import Floats
from ceasefire.errors import BadCounts, Place, Problem
from ceasefire.kernel.languages import mark

ASSUMES: Final = mark(
    "without the ceasefire the days would have gone on by the weekday, season and trend of the days before, each day "
    "independent of the last; violence comes in spells, so the interval is far too narrow and a spell that ends or "
    "begins is taken for an effect"
)
SHORTEST: Final = 112  # days before the start: two for every coefficient at least
_YEAR: Final = 365.25
_NINETY: Final = 1.6448536269514722  # the 95 % point of the normal distribution


@dataclass(frozen=True, slots=True)
class CourseOpinion:
    """The change in the daily mean on the days in question, in per cent, with its 90 % interval.

    `log_ratio` and `standard_error` are of the coefficient; `k` is the dispersion in variance = mean + mean² / k, and
    infinite for Poisson. What cannot be told is NaN. What it `assumes` stands beside it, and is seldom so.
    """

    per_cent: float
    interval: tuple[float, float]
    log_ratio: float
    standard_error: float
    k: float
    assumes: str


def course_opinion(counts: ArrayLike, start: int, days: int, *, excluded: ArrayLike | None = None) -> CourseOpinion:
    """Say what the course of one area alone tells of the change after a day.

    Args:
        counts: Whole numbers, one for each day.
        start: The first day of the window; at least 112 days lie before it.
        days: The length of the window.
        excluded: True on days under another ceasefire, one for each day; those before the start are left out.

    Returns:
        A CourseOpinion; NaN where either side has no event.

    Raises:
        BadCounts: The counts are no counts, or the window does not lie inside with 112 days before it.

    Source: log-linear mean with a step at the start, a trend, a yearly wave (with a year of days) and the days of the
    week; negative binomial with the dispersion of greatest likelihood (Lawless, Canadian Journal of Statistics 15,
    1987); interrupted time series as in Bernal, Cummins and Gasparrini (Int. J. Epidemiology 46, 2017).
    """
    series, kept = _checked(counts, start, days, excluded)
    design = _design(len(series), start)[kept]
    counted, after = series[kept], np.flatnonzero(kept) >= start
    if not counted[~after].any() or not counted[after].any():
        return untold(ASSUMES)
    return told(log_linear(design, counted), ASSUMES)


def told(fitted: LogLinear, assumes: str) -> CourseOpinion:
    """Return the first coefficient of a fitted model as an opinion."""
    change, error = float(fitted.coefficients[0]), math.sqrt(fitted.covariance[0, 0])
    low, high = (_per_cent(change + sign * _NINETY * error) for sign in (-1, 1))
    return CourseOpinion(_per_cent(change), (low, high), change, error, fitted.k, assumes)


def untold(assumes: str) -> CourseOpinion:
    """Return the opinion that tells nothing."""
    nothing = math.nan
    return CourseOpinion(nothing, (nothing, nothing), nothing, nothing, nothing, assumes)


def one_series(
    counts: ArrayLike, excluded: ArrayLike | None, problems: list[Problem]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return one area's counts and which days are under no other ceasefire; BadCounts when they are no counts."""
    table = checked_counts(cast("ArrayLike", [counts]), problems)
    if table is None:
        raise BadCounts(problems)
    marks = None if excluded is None else cast("ArrayLike", [excluded])
    return table[0], open_days(marks, table.shape, problems)[0]


def _checked(counts: ArrayLike, start: int, days: int, excluded: ArrayLike | None) -> tuple[Floats, NDArray[np.bool_]]:
    problems: list[Problem] = []
    series, kept = one_series(counts, excluded, problems)
    if not (start >= SHORTEST and days >= 1 and start + days <= len(series)):
        got = f"days {start} to {start + days} of {len(series)}"
        expected = f"a window inside the series with {SHORTEST} days before it"
        problems.append(Problem(codes.BAD_WINDOW, Place(field="start"), got=got, expected=expected))
    elif kept[:start].sum() < SHORTEST:
        got, expected = f"{kept[:start].sum()} days before the start that are not excluded", f"{SHORTEST} or more"
        problems.append(Problem(codes.BAD_WINDOW, Place(field="excluded"), got=got, expected=expected))
    if problems:
        raise BadCounts(problems)
    kept = kept[: start + days].copy()
    kept[start:] = True
    return series[: start + days], kept


def _design(length: int, start: int) -> Floats:
    """Columns: step, constant, trend, six days of the week, and a yearly wave where there is a year."""
    day = np.arange(length)
    calendar = by_calendar(day, wave=start >= _YEAR)
    return np.column_stack([day >= start, np.ones(length), (day - start) / _YEAR, calendar]).astype(float)


def by_calendar(day: NDArray[np.int64], *, wave: bool) -> Floats:
    """Return columns of six days of the week and, with `wave`, of a yearly wave."""
    columns = [day % 7 == weekday for weekday in range(1, 7)]
    if wave:
        columns += [np.cos(2 * np.pi * day / _YEAR), np.sin(2 * np.pi * day / _YEAR)]
    return np.column_stack(columns).astype(float)


def _per_cent(log_ratio: float) -> float:
    """A change in per cent; infinite where the logarithm is beyond what floats hold."""
    return 100 * math.expm1(log_ratio) if log_ratio < 700 else math.inf
