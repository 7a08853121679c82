"""Counts with a log-linear mean that scatter more than chance: coefficients and dispersion of greatest likelihood.

Negative binomial with variance = mean + mean² / k; an infinite k is Poisson.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ceasefire.assessment.windows import Floats

MOST_K: Final = 1e4  # beyond it Poisson fits as well
_LEAST_K: Final = 1e-3
_FIRST_K: Final = 1.0
_ROUNDS: Final = 100
_CLOSE: Final = 1e-10
_CLOSE_LOG_K: Final = 1e-6
_LARGEST_LOG: Final = 30.0  # of a mean
_HELD: Final = 1e-9  # on every coefficient: one that no count speaks of stays finite
_GOLDEN: Final = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True, eq=False)
class LogLinear:
    """A fitted model: coefficients (p,), their covariance (p, p), the means (n,) and k."""

    coefficients: Floats
    covariance: Floats
    mean: Floats
    k: float


def log_linear(
    design: Floats, counts: Floats, penalty: Floats | None = None, begin: LogLinear | None = None
) -> LogLinear:
    """Return coefficients and k that together have the greatest likelihood, less half the penalty.

    design (n, p), counts (n,), penalty (p, p). The two are made better in turns until k stays: they hardly depend on
    each other (Lawless, Canadian Journal of Statistics 15, 1987). `begin` is a model near by, to be quicker.
    """
    found = begin or LogLinear(_first_guess(design, counts), np.empty(0), np.empty(0), _FIRST_K)
    for _ in range(_ROUNDS):
        coefficients, covariance = fit(design, counts, found.k, penalty, found.coefficients)
        mean, before = mean_of(design, coefficients), found.k
        found = LogLinear(coefficients, covariance, mean, dispersion(counts, mean))
        if found.k == before or abs(math.log(found.k) - math.log(before)) < _CLOSE_LOG_K:
            break
    return found


def fit(
    design: Floats, counts: Floats, k: float, penalty: Floats | None = None, begin: Floats | None = None
) -> tuple[Floats, Floats]:
    """Return coefficients and their covariance for given k, by Fisher scoring from `begin`.

    Half the quadratic form of `penalty` is taken off the log-likelihood, as for a smooth.
    """
    held = _HELD * np.eye(design.shape[1]) + (0.0 if penalty is None else penalty)
    coefficients = _first_guess(design, counts) if begin is None else begin
    for _ in range(_ROUNDS):
        mean = mean_of(design, coefficients)
        weight = mean / (1 + mean / k)
        information = design.T @ (weight[:, None] * design) + held
        step = np.linalg.solve(information, design.T @ (weight * (counts - mean) / mean) - held @ coefficients)
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        coefficients = coefficients + step
        if np.abs(step).max() < _CLOSE:
            break
    return coefficients, np.asarray(np.linalg.inv(information), dtype=float)


def _first_guess(design: Floats, counts: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(design, np.log(counts + 0.5), rcond=None)[0], dtype=float)


def mean_of(design: Floats, coefficients: Floats) -> Floats:
    """Return the means of a log-linear model, kept within what floats hold."""
    return np.asarray(np.exp(np.clip(design @ coefficients, -_LARGEST_LOG, _LARGEST_LOG)))


def dispersion(counts: Floats, mean: Floats) -> float:
    """Return the k of greatest likelihood for given means; infinite where Poisson fits as well."""
    log_k = _lowest(lambda value: -likelihood(counts, mean, math.exp(value)), math.log(_LEAST_K), math.log(MOST_K))
    return math.exp(log_k) if log_k < math.log(MOST_K) - 1e-3 else math.inf


def _lowest(lack: Callable[[float], float], low: float, high: float) -> float:
    """Where a function with one valley between `low` and `high` is lowest, by golden section."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    lack_left, lack_right = lack(left), lack(right)
    while high - low > _CLOSE_LOG_K / 10:
        if lack_left <= lack_right:
            high, right, lack_right = right, left, lack_left
            left = high - _GOLDEN * (high - low)
            lack_left = lack(left)
        else:
            low, left, lack_left = left, right, lack_right
            right = low + _GOLDEN * (high - low)
            lack_right = lack(right)
    return (low + high) / 2


def likelihood(counts: Floats, mean: Floats, k: float) -> float:
    """Return the log-likelihood, but for the factorials of the counts.

    The ratio Γ(n + k) / Γ(k) is the product of k, k + 1, …, k + n - 1; so a running sum serves every count.
    """
    if math.isinf(k):
        return float((counts * np.log(mean) - mean).sum())
    rising = np.concatenate([[0.0], np.cumsum(np.log(k + np.arange(int(counts.max()))))])
    parts = rising[counts.astype(np.int64)] - (counts + k) * np.log1p(mean / k) + counts * np.log(mean / k)
    return float(parts.sum())
