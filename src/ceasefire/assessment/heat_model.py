"""How many heat detections a cell was to expect: season, weekday and covariates of all, and each cell's own months.

The mean of a cell and day is its group's season × the cell's own factor in that time of the year × what cells far
away share on those days. The own factor of a year's history is learnt from the other years.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from ceasefire.assessment.columns import Ints
from ceasefire.assessment.heat_input import HeatQuestion
from ceasefire.assessment.log_linear import MOST_K, dispersion, log_linear, mean_of
from ceasefire.assessment.windows import Floats

_WAVES: Final = 4  # pairs of waves a year: two peaks and their shoulders
_MONTHS: Final = 12
_YEAR: Final = 365
_TINY: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class HeatBlocks:
    """Detections and their expectation in stretches of so many days, history first.

    counted, expected  (cells × blocks); start (blocks,) first day; seen (blocks,) share of days that anybody saw
    middle             (blocks,) day of the year in the middle; history the number of blocks before the start
    k                  dispersion in variance = mean + mean² / k
    """

    counted: Floats
    expected: Floats
    start: Ints
    seen: Floats
    middle: Ints
    history: int
    k: float


def expected_heat(question: HeatQuestion) -> HeatBlocks:
    """Return what each cell was to expect in each stretch of days, and what was counted."""
    many = question.start // question.days
    first = question.start - many * question.days
    asked = (question.counts.shape[1] - question.start) // question.days
    starts = first + question.days * np.arange(many + asked)
    counted, expected = (
        _in_blocks(each * question.seen, first, many + asked, question.days)
        for each in (question.counts, _common(question))
    )
    middle = question.day_of_year[starts + question.days // 2]
    own = _own_factor(counted, expected, middle, (question.start - 1 - starts) // _YEAR, many)
    expected = expected * own
    expected = expected * _shared(counted, expected, question.elsewhere, many)
    seen = _in_blocks(question.seen[None, :].astype(float), first, many + asked, question.days)[0] / question.days
    k = dispersion(counted[:, :many].ravel(), np.maximum(expected[:, :many].ravel(), _TINY))
    return HeatBlocks(counted, expected, starts, seen, middle, many, k)


def _common(question: HeatQuestion) -> Floats:
    """Cells × days: the cell's level times the season, weekday and covariates of its group, learnt on seen history."""
    mean = np.zeros_like(question.counts)
    calendar = _calendar(question.day_of_year, question.weekday)
    learnt = np.flatnonzero(question.seen[: question.start])
    for group in np.unique(question.groups):
        rows = np.flatnonzero(question.groups == group)
        total = question.counts[rows].sum(axis=0)
        if not total[learnt].any():
            continue
        level = question.counts[np.ix_(rows, learnt)].sum(axis=1)
        level = level / level.sum()
        beside = [each[rows] if len(each) > 1 else each for each in question.covariates]
        of_group = [level @ each if len(each) > 1 else each[0] for each in beside]
        design = np.column_stack([calendar, *of_group])
        fitted = log_linear(design[learnt], total[learnt])
        base = mean_of(calendar, fitted.coefficients[: calendar.shape[1]])
        weights = fitted.coefficients[calendar.shape[1] :]
        effect = sum((weight * each for weight, each in zip(weights, beside, strict=True)), np.zeros((1, 1)))
        mean[rows] = level[:, None] * base * np.exp(effect)
    return mean


def _calendar(day_of_year: Ints, weekday: Ints) -> Floats:
    """Columns: constant, six weekdays, waves of the year."""
    angle = 2 * math.pi * day_of_year / 365.25
    waves = [wave(n * angle) for n in range(1, _WAVES + 1) for wave in (np.cos, np.sin)]
    return np.column_stack([np.ones(len(angle)), *(weekday == each for each in range(1, 7)), *waves]).astype(float)


def _own_factor(counted: Floats, expected: Floats, middle: Ints, year: Ints, history: int) -> Floats:
    """Each cell's own factor in each twelfth of the year, pulled towards its whole record as far as that is short.

    A block of the history is told from the other years; an asked one from all of them.
    """
    month = np.minimum((middle - 1) * _MONTHS // 366, _MONTHS - 1)
    years = int(year[:history].max()) + 1
    known, hoped = (np.zeros((len(counted), _MONTHS, years)) for _ in range(2))
    for block in range(history):
        known[:, month[block], year[block]] += counted[:, block]
        hoped[:, month[block], year[block]] += expected[:, block]
    pull = min(dispersion(known.sum(axis=2).ravel(), np.maximum(hoped.sum(axis=2).ravel(), _TINY)), MOST_K)
    factor = np.empty_like(expected)
    for block in range(counted.shape[1]):
        others = np.arange(years) != year[block] if block < history else np.ones(years, dtype=bool)
        n, e = known[:, :, others].sum(axis=2), hoped[:, :, others].sum(axis=2)
        whole = (n.sum(axis=1) + 1) / (e.sum(axis=1) + 1)
        factor[:, block] = (n[:, month[block]] + pull * whole) / (e[:, month[block]] + pull)
    return factor


def _shared(counted: Floats, expected: Floats, elsewhere: tuple[int, ...], history: int) -> Floats:
    """What cells far away had more or less of in each block, pulled towards 1 as far as they are few."""
    if not elsewhere:
        return np.ones(counted.shape[1])
    n, e = counted[list(elsewhere)].sum(axis=0), expected[list(elsewhere)].sum(axis=0)
    pull = min(dispersion(n[:history], np.maximum(e[:history], _TINY)), MOST_K)
    return np.asarray((n + pull) / (e + pull))


def _in_blocks(daily: Floats, first: int, many: int, days: int) -> Floats:
    return np.asarray(daily[:, first : first + many * days].reshape(len(daily), many, days).sum(axis=2))
