"""Weights that are not negative and add up to one, so that a weighted mean comes closest to a target."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.windows import Floats

_ROUNDS: Final = 100  # of the active set, for each weight; each round lowers the sum of squares
_TINY: Final = 1e-10


def closest_mixture(columns: Floats, target: Floats, penalty: float) -> Floats:
    """Return w ≥ 0 with sum 1 that makes |columns w - target|² + penalty |w|² least (rows × n, rows; n weights).

    Exact up to rounding: a primal active-set method. In each round the weights that are free take the least squares
    with their sum kept; one that would fall below zero stops the step and is fixed at zero; one whose gradient says
    that it would help is freed. A penalty above 0 makes the answer unique.
    """
    square = columns.T @ columns + penalty * np.eye(columns.shape[1])
    product = columns.T @ target
    scale = _TINY * max(float(np.abs(square).max()), 1.0)
    weights = np.zeros(columns.shape[1])
    weights[np.argmin(np.diag(square) - 2 * product)] = 1.0
    free = weights > 0
    for _ in range(_ROUNDS * len(weights)):
        aim = _least_on(square, product, free)
        if (aim[free] > 0).all():
            weights = aim
            gradient = square @ weights - product
            helps = np.where(free, np.inf, gradient - gradient[free].mean())
            if helps.min() >= -scale:
                return weights
            free[np.argmin(helps)] = True
        else:
            falling = free & (aim <= 0)
            step = np.min(weights[falling] / (weights[falling] - aim[falling]))
            weights = weights + step * (aim - weights)
            free &= weights > _TINY
            weights = np.where(free, weights, 0.0)
    return np.asarray(weights / weights.sum())


def _least_on(square: Floats, product: Floats, free: NDArray[np.bool_]) -> Floats:
    """The least squares over the free weights alone with sum 1, by one bordered system; others are 0."""
    many = int(free.sum())
    bordered = np.ones((many + 1, many + 1))
    bordered[:many, :many] = square[np.ix_(free, free)]
    bordered[many, many] = 0.0
    aim = np.zeros(len(product))
    aim[free] = np.linalg.solve(bordered, np.append(product[free], 1.0))[:many]
    return aim
