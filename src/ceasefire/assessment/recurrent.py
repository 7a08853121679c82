"""A second opinion on short truces that came again and again: their days against all others, trend smoothed away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ceasefire.assessment import codes
from ceasefire.assessment.interrupted import CourseOpinion, by_calendar, one_series, told, untold
from ceasefire.assessment.log_linear import LogLinear, likelihood, log_linear
from ceasefire.assessment.windows import Floats
from ceasefire.errors import BadCounts, Place, Problem
from ceasefire.kernel.languages import mark

ASSUMES: Final = mark(
    "but for weekday, season and a smooth trend, truce days and other days were alike, each independent of the last; "
    "truces that were agreed because it was quiet, or because it was not, break this"
)
FEWEST_TRUCES: Final = 3
Truces = tuple[tuple[int, int], ...]
"""First day and number of days of each, in order and apart."""

_KNOT_EVERY: Final = 28  # days
_SMOOTHNESS: Final = tuple(10.0**power for power in range(-1, 6))
_SEASON_FROM: Final = 548  # days, a year and a half, from which on a season can be told from a trend


def recurrent_opinion(
    counts: ArrayLike, truces: Iterable[tuple[int, int]], *, excluded: ArrayLike | None = None
) -> CourseOpinion:
    """Say how counts on the days of recurrent short truces differ from those of other days.

    Args:
        counts: Whole numbers, one for each day, of one area.
        truces: First day and number of days of each truce; at least 3, which together leave over half of the days.
        excluded: True on days under another ceasefire, one for each day; they are left out.

    Returns:
        A CourseOpinion with one change for all truces together; NaN where truce days or others have no event.

    Raises:
        BadCounts: The counts are no counts, or the truces are too few, too long, or lie outside.

    Source: a generalised additive model: log mean from truce, day of the week, yearly wave (with a year and a half of
    days) and a trend of straight pieces of 28 days whose bends are penalised (Eilers and Marx, Statistical Science
    11, 1996); the smoothness is that of least AIC; negative binomial as in `course_opinion`. It does not show what a
    single truce did, and does not tell a truce from the feast that it was made for.
    """
    series, truce, kept = _checked(counts, list(truces), excluded)
    kept |= truce
    if not series[truce].any() or not series[kept & ~truce].any():
        return untold(ASSUMES)
    design, bends = _design(truce)
    return told(_smoothed(design[kept], series[kept], bends), ASSUMES)


def _checked(
    counts: ArrayLike, truces: list[tuple[int, int]], excluded: ArrayLike | None
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """The series, its days of truce, and its days under no other ceasefire."""
    problems: list[Problem] = []
    series, kept = one_series(counts, excluded, problems)
    length, truce = len(series), np.zeros(len(series), dtype=bool)
    for start, days in truces:
        if start >= 0 and days >= 1 and start + days <= length:
            truce[start : start + days] = True
        else:
            got, expected = f"days {start} to {start + days}", f"days inside the series of {length}"
            problems.append(Problem(codes.BAD_WINDOW, Place(field="truces"), got=got, expected=expected))
    if len(truces) < FEWEST_TRUCES or 2 * truce.sum() >= length:
        got = f"{len(truces)} truces on {truce.sum()} of {length} days"
        expected = f"{FEWEST_TRUCES} truces or more, on less than half of the days"
        problems.append(Problem(codes.BAD_WINDOW, Place(field="truces"), got=got, expected=expected))
    if problems:
        raise BadCounts(problems)
    return series, truce, kept


def _design(truce: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Columns (truce, calendar, trend) and the penalty of the trend's bends."""
    day = np.arange(len(truce))
    calendar = by_calendar(day, wave=len(day) >= _SEASON_FROM)
    knots = np.linspace(0, len(day) - 1, max(4, len(day) // _KNOT_EVERY + 1))
    trend = np.maximum(1 - np.abs(day[:, None] - knots) / (knots[1] - knots[0]), 0.0)
    design = np.column_stack([truce, calendar, trend]).astype(float)
    second = np.diff(np.eye(len(knots)), n=2, axis=0)
    bends = np.zeros((design.shape[1],) * 2)
    bends[-len(knots) :, -len(knots) :] = second.T @ second
    return design, bends


def _smoothed(design: Floats, counts: Floats, bends: Floats) -> LogLinear:
    """The model of least AIC; each smoothness begins where the one before ended."""
    models: list[LogLinear] = []
    for smooth in _SMOOTHNESS:
        models.append(log_linear(design, counts, smooth * bends, models[-1] if models else None))
    return min(models, key=lambda model: _aic(model, design, counts))


def _aic(model: LogLinear, design: Floats, counts: Floats) -> float:
    """Akaike's criterion with the effective number of coefficients, but for what is the same in every model."""
    return 2 * effective(model, design) - 2 * likelihood(counts, model.mean, model.k)


def effective(model: LogLinear, design: Floats) -> float:
    """Return how many free coefficients the penalised ones are worth."""
    weight = model.mean / (1 + model.mean / model.k)
    return float(np.trace(model.covariance @ (design.T @ (weight[:, None] * design))))
