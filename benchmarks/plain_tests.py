"""What is usually done instead: the days before against the days after, in four ways, one-sided at 5 %."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CRITICAL = -1.6449  # the 5 % point of the normal distribution
NAMES = ("Poisson", "quasi-Poisson", "Poisson against neighbours", "difference-in-differences, placebo rank")


def plain_tests(counts: NDArray[np.int64], unit: int, start: int, days: int) -> tuple[bool, ...]:
    """Whether each of NAMES finds a fall."""
    before, after = counts[:, start - days : start], counts[:, start : start + days]
    own_before, own_after = before[unit].sum() + 0.5, after[unit].sum() + 0.5
    rest_before = before.sum() - before[unit].sum() + 0.5
    rest_after = after.sum() - after[unit].sum() + 0.5
    change, noise = np.log(own_after / own_before), 1 / own_before + 1 / own_after
    spread = max(_dispersion(before[unit], after[unit]), 1.0)
    against = change - np.log(rest_after / rest_before)
    found = (
        change / np.sqrt(noise) < CRITICAL,
        change / np.sqrt(spread * noise) < CRITICAL,
        against / np.sqrt(noise + 1 / rest_before + 1 / rest_after) < CRITICAL,
        _rank(counts, unit, start, days),
    )
    return tuple(bool(each) for each in found)


def _dispersion(before: NDArray[np.int64], after: NDArray[np.int64]) -> float:
    """Pearson's statistic over its degrees of freedom, with one mean for each side."""
    parts = [((each - each.mean()) ** 2).sum() / max(each.mean(), 0.1) for each in (before, after)]
    return float(sum(parts) / (len(before) + len(after) - 2))


def _rank(counts: NDArray[np.int64], unit: int, start: int, days: int) -> bool:
    """The change against the neighbours' change, ranked among the unit's own earlier dates, a week apart."""
    sums = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
    dates = np.append(np.arange(days, start - days + 1, 7), start)
    after = sums[:, dates + days] - sums[:, dates]
    before = sums[:, dates] - sums[:, dates - days]
    own = np.log((after[unit] + 0.5) / (before[unit] + 0.5))
    rest = np.log((after.sum(0) - after[unit] + 0.5) / (before.sum(0) - before[unit] + 0.5))
    change = own - rest
    return bool((1 + (change[:-1] <= change[-1]).sum()) / len(change) <= 0.05)
