"""Simulated heat detections of cells and days: seasons with two peaks, plants that are always hot, dry weeks, cloud."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIRST = dt.date(2016, 1, 1)
YEAR = 365.25


@dataclass(frozen=True)
class Burning:
    """A process that makes detections; all of it is peace."""

    name: str
    cells: int = 60
    years: int = 6  # the last of them is asked about
    mean: float = 0.3  # detections a day and cell
    apart: float = 1.0  # standard deviation of the cells' log levels
    peaks: float = 1.5  # height of the seasonal peaks in the log rate
    own: float = 0.5  # standard deviation of each cell's own liking for the season
    k: float = 0.3  # variance = mean + mean² / k, day by day
    dry: float = 0.0  # standard deviation of the log rate that all cells share in a week
    cloud: bool = False  # a third of the detections is lost for each third of cloud, and cloud is known
    gaps: bool = False  # one day in thirty nobody sees anything

    @property
    def start(self) -> int:
        """The first asked day."""
        return round(YEAR * (self.years - 1))

    def made(self, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Counts (cells × days), and cloud (cells × days) from 0 to 1."""
        length = round(YEAR * self.years)
        day = np.arange(length) % YEAR
        season = np.exp(-(((day - 95) / 18) ** 2)) + 1.3 * np.exp(-(((day - 235) / 35) ** 2))
        liking = 1 + self.own * rng.standard_normal((self.cells, 1))
        level = self.mean * np.exp(self.apart * rng.standard_normal((self.cells, 1)) - self.apart**2 / 2)
        shared = np.repeat(self.dry * rng.standard_normal(length // 7 + 1), 7)[:length]
        cloud = rng.beta(0.7, 0.7, (self.cells, length)) if self.cloud else np.zeros((self.cells, length))
        rate = level * np.exp(self.peaks * liking * season + shared - self.dry**2 / 2) * (1 - cloud)
        counts = rng.poisson(rate * rng.gamma(self.k, 1 / self.k, rate.shape))
        if self.gaps:
            counts[:, rng.random(length) < 1 / 30] = 0
        return counts, cloud
