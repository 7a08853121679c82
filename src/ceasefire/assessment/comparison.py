"""The assessed window among the placebo windows that resemble it most: rank, size, interval, power.

The residual of a window is log(count + ½) less what was foretold. The rank of the assessed residual is the p-value.
For any assumed change the placebo windows are thinned to it (every event stays with the same chance) and the rank
is taken again; for a rise the assessed window is thinned by the inverse instead, which keeps the chance of its
events right where topping up would not. Each event has one lot for all assumed changes, so a placebo window
switches sides once: at its break-even factor. The interval is read off the sorted break-even factors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ceasefire.assessment.prediction import foretell
from ceasefire.assessment.windows import Floats, Windows

ALPHA: Final = 0.05
_CLOSEST: Final = 0.3  # of the placebo windows
FEWEST: Final = 200
_LOTS: Final = 6_000  # drawn in all, as many for each placebo window
_MARGIN: Final = float(np.log(1.5))  # beyond the highest and the lowest foretold level
_TINY: Final = 1e-9  # logarithms that differ by less are equal


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The assessed window and its closest placebo windows.

    `came` and `foretold` are count and foretold log count of each placebo window, `observed` and `expected_log`
    the same of the assessed one. `level_beyond` and `neighbours_beyond` tell that no placebo window, however far,
    had a level or a change at the neighbours like that of the assessed one.
    """

    came: Floats
    foretold: Floats
    observed: float
    expected_log: float
    level_beyond: bool = False
    neighbours_beyond: bool = False

    def __len__(self) -> int:
        """How many placebo windows are compared."""
        return len(self.came)

    @property
    def residuals(self) -> Floats:
        """Residuals of the placebo windows."""
        return np.asarray(np.log(self.came + 0.5) - self.foretold)

    @property
    def residual(self) -> float:
        """Residual of the assessed window."""
        return float(np.log(self.observed + 0.5) - self.expected_log)

    @property
    def log_ratio(self) -> float:
        """The assessed residual against the middle of the others."""
        return self.residual - float(np.median(self.residuals))

    @property
    def expected(self) -> float:
        """The count that such a window comes to in the middle, without a ceasefire."""
        return max(float(np.exp(self.expected_log + np.median(self.residuals))) - 0.5, 0.0)

    @property
    def p_fall(self) -> float:
        """(1 + placebo windows as low or lower) / (1 + placebo windows)."""
        return self._share(int((self.residuals <= self.residual + _TINY).sum()))

    @property
    def p_rise(self) -> float:
        """(1 + placebo windows as high or higher) / (1 + placebo windows)."""
        return self._share(int((self.residuals >= self.residual - _TINY).sum()))

    def _share(self, as_far: int) -> float:
        return (1 + as_far) / (1 + len(self))

    def power(self, changes: Iterable[float], seed: int) -> dict[float, float]:
        """For each change of the expected count, the share of placebo windows in which it would be found."""
        beside = int(ALPHA * (1 + len(self)) + _TINY) - 1  # so many may be as far out, beside the window itself
        if beside < 0:
            return dict.fromkeys(changes, 0.0)
        rng = np.random.default_rng(seed)
        order = np.sort(self.residuals)
        few = _at_most(self.foretold + order[beside], strictly=True)  # a count that is found
        kept = np.where(few < self.came, _lots(rng, 1, few + 1, self.came - few)[0], np.inf)
        topped_up = rng.standard_normal(len(self))
        many = _at_most(self.foretold + order[-1 - beside], strictly=False)  # a count that is not yet found as a rise
        return {
            change: float((1 + change < kept).mean())
            if change < 0
            else float((self.came * (1 + change) + np.sqrt(self.came * change) * topped_up > many + 0.5).mean())
            for change in changes
        }

    def interval(self, level: float, seed: int) -> tuple[float, float]:
        """Return the changes (shares, from -1 on) that neither side's rank rejects at (1 - level) / 2."""
        far = (1 - level) / 2 * (1 + len(self)) - 1
        if far < 0:
            return -1.0, np.inf
        rng = np.random.default_rng(seed)
        low, high = (np.sort(self._break_even(rng, strictly=strictly)) for strictly in (True, False))
        place = min(int(far * len(low) / len(self) + _TINY), len(low) - 1)
        return float(low[place]) - 1, float(high[-1 - place]) - 1

    def _break_even(self, rng: np.random.Generator, *, strictly: bool) -> Floats:
        """For each placebo window and lot, the factor up to which it stays as low as (or lower than) the assessed.

        Of N events with uniform lots, at most m stay at factor q as long as q is below the lot number m + 1 in
        order, which is distributed Beta(m + 1, N - m); that is all that has to be drawn.
        """
        least = _at_most(self.foretold + self.residual, strictly=strictly)  # placebo count that is as low
        needed = _at_least(self.expected_log + self.residuals, strictly=strictly)  # own count that is as high
        draws = max(1, round(_LOTS / len(self)))
        factors = np.empty((draws, len(self)))
        above = least < self.came
        factors[:, above] = _lots(rng, draws, least[above] + 1, self.came[above] - least[above])
        with np.errstate(divide="ignore"):
            factors[:, ~above] = 1 / _lots(rng, draws, needed[~above], self.observed - needed[~above] + 1)
        return factors.ravel()


def compare(placebos: Windows, assessed: Windows) -> Comparison:
    """Return the comparison with the placebo windows closest in foretold level and in run-up."""
    foretold, expected = foretell(placebos, assessed)
    apart = _apart(foretold, expected) + _apart(placebos.run_up, float(assessed.run_up[0]))
    many = max(FEWEST, int(_CLOSEST * len(placebos)))
    closest = apart <= np.partition(apart, many - 1)[many - 1]
    return Comparison(
        placebos.came[closest],
        foretold[closest],
        float(assessed.came[0]),
        expected,
        level_beyond=_beyond(foretold, expected, _MARGIN),
        neighbours_beyond=_beyond(placebos.elsewhere, float(assessed.elsewhere[0]), _TINY),
    )


def _beyond(values: Floats, at: float, margin: float) -> bool:
    return not values.min() - margin <= at <= values.max() + margin


def _apart(values: Floats, at: float) -> Floats:
    spread = float(values.std())
    return ((values - at) / spread) ** 2 if spread > _TINY else np.zeros_like(values)


def _at_most(log_count: Floats, *, strictly: bool) -> Floats:
    """The largest whole count n with log(n + ½) at most (or strictly below) `log_count`; -1 for none."""
    count = np.exp(log_count) - 0.5
    slack = _TINY * (count + 1)
    whole = np.ceil(count - slack) - 1 if strictly else np.floor(count + slack)
    return np.asarray(np.maximum(whole, -1.0))


def _at_least(log_count: Floats, *, strictly: bool) -> Floats:
    """The smallest whole count n with log(n + ½) at least (or strictly above) `log_count`."""
    return _at_most(log_count, strictly=not strictly) + 1


def _lots(rng: np.random.Generator, draws: int, order: Floats, rest: Floats) -> Floats:
    """Rows of Beta(order, rest) draws; 0 where the order is 0."""
    drawn = rng.beta(np.maximum(order, 1.0), np.maximum(rest, 1.0), size=(draws, len(order)))
    return np.where(order > 0, drawn, 0.0)
