"""How many of the reports really lie inside a clause, when each place is known only up to an error.

Reports that share a place record share its error: the place is drawn once, and all its reports are
inside or outside together. Given the place, each report's time and act are drawn by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

LEVEL: Final = 0.9
MOST_STEPS: Final = 200_000_000
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draw:
    """`n` units at one place: the chance that the place is inside, and that the rest is, given the place."""

    place: str
    p_place: float
    p_rest: float
    n: int

    @property
    def chance(self) -> float:
        """Return the chance that these units are inside."""
        return self.p_place * self.p_rest


def expected_number(draws: Iterable[Draw]) -> float:
    """Return the mean of the number of units inside; sharing a place does not change it."""
    return math.fsum(draw.chance * draw.n for draw in draws)


def interval(draws: Iterable[Draw], level: float = LEVEL) -> tuple[int, int]:
    """Return the smallest central interval that holds the number inside with chance `level` at least.

    The distribution is exact (a convolution over places, a Poisson-binomial within each); beyond
    two hundred million steps the normal approximation takes over. What it does not show: an error
    that different places share, such as a whole source placed wrongly.
    """
    groups = _by_place(draws)
    total = sum(draw.n for group in groups.values() for draw in group)
    steps = sum(1 for group in groups.values() for _ in group) * total
    if steps > MOST_STEPS:
        return _normal_interval(groups, total, level)
    return _quantiles(_whole(groups, total), level)


def _by_place(draws: Iterable[Draw]) -> Mapping[str, list[Draw]]:
    groups: dict[str, list[Draw]] = {}
    for draw in draws:
        if draw.n > 0 and draw.chance > 0:
            groups.setdefault(draw.place, []).append(draw)
    return groups


def _whole(groups: Mapping[str, list[Draw]], total: int) -> Floats:
    mass = np.zeros(total + 1)
    mass[0] = 1.0
    for place in sorted(groups):
        mass = _with_place(mass, groups[place])
    return mass


def _with_place(mass: Floats, group: list[Draw]) -> Floats:
    """Mix over the place's draw: reports of one place share the largest chance of it, the rest is their own."""
    shared = max(draw.p_place for draw in group)
    inside = mass
    for draw in group:
        inside = _with_report(inside, draw.chance / shared, draw.n)
    return (1 - shared) * mass + shared * inside


def _with_report(mass: Floats, chance: float, n: int) -> Floats:
    moved = np.zeros_like(mass)
    moved[n:] = mass[:-n]
    return (1 - chance) * mass + chance * moved


def _quantiles(mass: Floats, level: float) -> tuple[int, int]:
    below = np.cumsum(mass)
    tail = (1 - level) / 2
    low = int(np.searchsorted(below, tail + 1e-12, side="left"))
    high = int(np.searchsorted(below, 1 - tail - 1e-12, side="left"))
    return low, min(high, len(mass) - 1)


def _normal_interval(groups: Mapping[str, list[Draw]], total: int, level: float) -> tuple[int, int]:
    mean = math.fsum(draw.chance * draw.n for group in groups.values() for draw in group)
    spread = math.sqrt(math.fsum(_variance(group) for group in groups.values()))
    reach = NormalDist().inv_cdf((1 + level) / 2) * spread
    return max(0, math.floor(mean - reach)), min(total, math.ceil(mean + reach))


def _variance(group: list[Draw]) -> float:
    shared = max(draw.p_place for draw in group)
    given = [(draw.chance / shared, draw.n) for draw in group]
    mean = math.fsum(chance * n for chance, n in given)
    within = math.fsum(chance * (1 - chance) * n * n for chance, n in given)
    return shared * within + shared * (1 - shared) * mean * mean
