"""What the days before foretell: one ridge regression over the placebo windows of all areas."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.windows import Floats, Windows

_PENALTY: Final = 1.0  # of a ridge on features of unit spread: it only steadies features that nearly repeat each other
_BLOCKS: Final = 10
_BOUNDS: Final = (-20.0, 40.0)  # log counts; beyond lies nothing that anybody could have counted


def foretell(placebos: Windows, assessed: Windows) -> tuple[Floats, float]:
    """Return the foretold log counts (with ½ added) of the placebo windows, and of the assessed one.

    No placebo window is foretold by a fit that has seen it or the tenth of the days around it, just as no fit has
    seen the assessed window: else the placebo windows would seem to be foretold better than new days are.
    """
    middle, spread = placebos.known.mean(axis=0), placebos.known.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    past, now = (_with_constant((each.known - middle) / spread) for each in (placebos, assessed))
    rate = np.log(placebos.came + 0.5) - placebos.by_effort
    square, product = past.T @ past, past.T @ rate
    foretold = np.empty(len(placebos))
    blocks = _blocks(placebos)
    for block in range(_BLOCKS):
        rows = blocks == block
        seen = past[rows]
        foretold[rows] = seen @ _solve(square - seen.T @ seen, product - seen.T @ rate[rows])
    expected = now @ _solve(square, product) + assessed.by_effort
    return np.clip(foretold + placebos.by_effort, *_BOUNDS), float(np.clip(expected, *_BOUNDS)[0])


def _with_constant(features: Floats) -> Floats:
    return np.column_stack([np.ones(len(features)), features])


def _blocks(placebos: Windows) -> NDArray[np.int64]:
    """The tenth of the days in which each window's cut lies."""
    first, last = placebos.cut.min(), placebos.cut.max()
    return np.asarray(np.minimum((placebos.cut - first) * _BLOCKS // max(last - first, 1), _BLOCKS - 1))


def _solve(square: Floats, product: Floats) -> Floats:
    penalty = _PENALTY * np.eye(len(square))
    penalty[0, 0] = 1e-9
    return np.asarray(np.linalg.solve(square + penalty, product), dtype=float)
