"""Simulated counts of areas and days without any ceasefire, and the dates on which somebody would begin one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    means: tuple[float, ...] = ()  # one an area, the assessed one first, where they are not alike
    season: float = 0.0  # amplitude of a yearly wave in the log rate
    trend: float = 0.0  # change of the log rate a year
    shift: float = 0.0  # standard deviation of four lasting shifts of each area's log rate
    silence: bool = False  # spells without anything, a sixth of the time, area by area
    weekday: float = 0.0  # amplitude of a weekly wave in the log rate
    shocks: float = 0.0  # a year: fortnights in which all areas are e^N(0, 1) times as violent
    jumps: float = 0.0  # a year and area: spells of ten days on average, with the size of Student's t of 2 degrees
    days: int = 28
    history_only: bool = False
    least_history: bool = False  # the earliest start that is answered at all
    scene: str = ""  # what else happened round the start; see `staged`

    def panels(self, rng: np.random.Generator, many: int) -> NDArray[np.int64]:
        """Counts, series × areas × days."""
        shape = (many, len(self.means) or self.areas, self.length)
        log_rate = wandering(rng, shape, self.rho, self.own)
        log_rate += wandering(rng, (many, 1, self.length), self.rho, self.common) + self._slow(rng, shape)
        mean = np.array(self.means)[:, None] if self.means else self.mean
        rate = mean * np.exp(log_rate - (self.own**2 + self.common**2) / 2)
        if self.silence:
            rate *= wandering(rng, shape, 0.95, 1.0) > -1.0
        return rng.poisson(rate * rng.gamma(self.k, 1 / self.k, shape))

    def _slow(self, rng: np.random.Generator, shape: tuple[int, int, int]) -> NDArray[np.float64]:
        """What is no noise: means of areas, season, trend, lasting shifts."""
        day = np.arange(self.length)
        slow = self.apart * rng.standard_normal((*shape[:2], 1)) - self.apart**2 / 2
        slow = slow + self.season * np.cos(2 * np.pi * (day / YEAR + rng.random((shape[0], 1, 1))))
        slow = slow + self.trend * (day - self.length / 2) / YEAR
        if self.weekday:
            slow = slow + self.weekday * np.cos(2 * np.pi * (day / 7 + rng.random((shape[0], 1, 1))))
        if self.shocks:
            slow = slow + _spells(rng, (shape[0], 1, shape[2]), self.shocks, rng.standard_normal, 14)
        if self.jumps:
            slow = slow + _spells(rng, shape, self.jumps, lambda many: 0.7 * rng.standard_t(2, many), 10)
        for _ in range(4 if self.shift else 0):
            since = rng.integers(self.length, size=(*shape[:2], 1))
            slow = slow + (day >= since) * self.shift * rng.standard_normal((*shape[:2], 1))
        return slow


def _spells(
    rng: np.random.Generator,
    shape: tuple[int, int, int],
    per_year: float,
    sizes: Callable[[int], NDArray[np.float64]],
    days: float,
) -> NDArray[np.float64]:
    """Spells that begin by chance, each with a size of its own, and last about `days`; none is above e³."""
    log_rate = np.zeros(shape)
    begins = np.argwhere(rng.random(shape) < per_year / YEAR)
    lengths = 1 + rng.geometric(1 / days, len(begins))
    for (series, area, day), size, length in zip(begins, sizes(len(begins)), lengths, strict=True):
        log_rate[series, area, day : day + length] += np.clip(size, -3, 3)
    return log_rate


def wandering(rng: np.random.Generator, shape: tuple[int, ...], rho: float, spread: float) -> NDArray[np.float64]:
    """Stationary AR(1) along the last axis."""
    steps = spread * rng.standard_normal(shape)
    fresh = np.sqrt(1 - rho**2)
    for day in range(1, shape[-1]):
        steps[..., day] = rho * steps[..., day - 1] + fresh * steps[..., day]
    return steps


def least_start(days: int) -> int:
    """The first start with 84 days before the first placebo window and as many for windows to begin on."""
    return 2 * 84 + days


def staged(
    rng: np.random.Generator, counts: NDArray[np.int64], start: int, world: World
) -> tuple[NDArray[np.int64], dict[str, Any]]:
    """The counts with what else happened round the start, and what `estimate_effect` is told of it.

    together  all areas have half as many from the start on, for a reason that is no ceasefire
    before    an earlier ceasefire left a third, from 56 to 28 days before the start, and is marked
    unmarked  the same, and nobody marked it
    deploy    a third of the area is watched until the start, and all of it from then on
    """
    rest, window = np.ones(counts.shape), np.s_[start : start + world.days]
    told: dict[str, Any] = {"controls": () if world.history_only else None}
    if world.scene == "together":
        rest[:, window] = 0.5
    elif world.scene in {"before", "unmarked"}:
        rest[0, start - 56 : start - 28] = 1 / 3
        if world.scene == "before":
            told["excluded"] = rest < 1
    elif world.scene == "deploy":
        rest[0, :start] = 1 / 3
        told["exposure"] = rest
    return (rng.binomial(counts, rest), told) if world.scene else (counts, told)


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
