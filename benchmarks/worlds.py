"""Simulated counts of areas and days without any ceasefire, and the dates on which somebody would begin one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

YEAR = 365.25


@dataclass(frozen=True)
class World:
    """A process that makes counts: log rates are AR(1) of each area plus one of all; negative binomial noise."""

    name: str
    areas: int = 11
    length: int = 1461
    mean: float = 1.8  # events a day and area
    k: float = 4.0  # variance = mean + mean² / k, day by day
    rho: float = 0.93
    own: float = 0.55  # standard deviation of the log rate of an area
    common: float = 0.40  # and of what all areas share
    apart: float = 0.0  # standard deviation of the areas' log means
    season: float = 0.0  # amplitude of a yearly wave in the log rate
    trend: float = 0.0  # change of the log rate a year
    shift: float = 0.0  # standard deviation of four lasting shifts of each area's log rate
    silence: bool = False  # spells without anything, a sixth of the time, area by area
    days: int = 28
    history_only: bool = False

    def panels(self, rng: np.random.Generator, many: int) -> NDArray[np.int64]:
        """Counts, series × areas × days."""
        shape = (many, self.areas, self.length)
        log_rate = wandering(rng, shape, self.rho, self.own)
        log_rate += wandering(rng, (many, 1, self.length), self.rho, self.common) + self._slow(rng, shape)
        rate = self.mean * np.exp(log_rate - (self.own**2 + self.common**2) / 2)
        if self.silence:
            rate *= wandering(rng, shape, 0.95, 1.0) > -1.0
        return rng.poisson(rate * rng.gamma(self.k, 1 / self.k, shape))

    def _slow(self, rng: np.random.Generator, shape: tuple[int, int, int]) -> NDArray[np.float64]:
        """What is no noise: means of areas, season, trend, lasting shifts."""
        day = np.arange(self.length)
        slow = self.apart * rng.standard_normal((*shape[:2], 1)) - self.apart**2 / 2
        slow = slow + self.season * np.cos(2 * np.pi * (day / YEAR + rng.random((shape[0], 1, 1))))
        slow = slow + self.trend * (day - self.length / 2) / YEAR
        for _ in range(4 if self.shift else 0):
            since = rng.integers(self.length, size=(*shape[:2], 1))
            slow = slow + (day >= since) * self.shift * rng.standard_normal((*shape[:2], 1))
        return slow


def wandering(rng: np.random.Generator, shape: tuple[int, ...], rho: float, spread: float) -> NDArray[np.float64]:
    """Stationary AR(1) along the last axis."""
    steps = spread * rng.standard_normal(shape)
    fresh = np.sqrt(1 - rho**2)
    for day in range(1, shape[-1]):
        steps[..., day] = rho * steps[..., day - 1] + fresh * steps[..., day]
    return steps


def random_date(rng: np.random.Generator, series: NDArray[np.int64], days: int) -> int:
    """Any day of the second half."""
    return int(rng.integers(len(series) // 2, len(series) - days))


def after_peak(rng: np.random.Generator, series: NDArray[np.int64], days: int) -> int:
    """A day drawn from those whose last 28 days are the most violent of the half year before it."""
    first, after = max(len(series) // 2, 182), len(series) - days
    totals = _totals(series)
    halves = np.lib.stride_tricks.sliding_window_view(totals, 182 - 28 + 1)
    dates = np.arange(first, after)
    peaks = dates[totals[dates - 28] >= halves[dates - 182].max(axis=1)]
    return int(rng.choice(peaks if len(peaks) else dates))


def after_high(rng: np.random.Generator, series: NDArray[np.int64], days: int) -> int:
    """A day drawn from those whose last 28 days are among the most violent tenth of all, told with hindsight."""
    first, after = len(series) // 2, len(series) - days
    recent = _totals(series)[first - 28 : after - 28]
    return first + int(rng.choice(np.flatnonzero(recent >= np.quantile(recent, 0.9))))


def _totals(series: NDArray[np.int64]) -> NDArray[np.int64]:
    """Totals of 28 days; item d is that of days d to d + 27."""
    sums = np.concatenate([[0], np.cumsum(series)])
    return np.asarray(sums[28:] - sums[:-28])
