"""The assessed window among the placebo windows that resemble it most: rank, size, interval, power.

The residual of a window is log(count + ½) less what was foretold; the rank of the assessed one is the p-value. The
½ makes two windows without events unequal when they were foretold differently, so counts are compared without it
too, and a placebo window counts against a finding when either comparison says so.

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
from numpy.typing import NDArray

from ceasefire.assessment.prediction import foretell
from ceasefire.assessment.windows import Floats, Windows

FEWEST: Final = 200
LESSONS: Final = 6  # placebo windows one after the other that the time holds: windows that overlap teach the same
_CLOSEST: Final = 0.3  # of the placebo windows, as long as they are
_WITHIN: Final = float(np.log(2.0))  # of the foretold level; FEWEST are taken however far they are
_LOTS: Final = 6_000  # drawn in all, as many for each placebo window
_MARGIN: Final = float(np.log(1.5))  # beyond the highest and the lowest foretold level; half of it at neighbours
_TINY: Final = 1e-9  # what differs by less is equal


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The assessed window and its closest placebo windows.

    `came` and `foretold` are count and foretold log count of each placebo window, `observed` and `expected_log`
    the same of the assessed one. `level_beyond` and `neighbours_beyond` tell that no placebo window, however far,
    had a level or a change at the neighbours like that of the assessed one; `few_lessons` and `one_teacher` that they
    lie in too short a time, or in one area only, to be more than a few of the same kind.
    """

    came: Floats
    foretold: Floats
    observed: float
    expected_log: float
    level_beyond: bool = False
    neighbours_beyond: bool = False
    few_lessons: bool = False
    one_teacher: bool = False

    def __len__(self) -> int:
        """How many placebo windows are compared."""
        return len(self.came)

    @property
    def middle(self) -> float:
        """The median residual of the placebo windows."""
        return float(np.median(np.log(self.came + 0.5) - self.foretold))

    @property
    def log_ratio(self) -> float:
        """The assessed residual against the middle of the others."""
        return float(np.log(self.observed + 0.5)) - self.expected_log - self.middle

    @property
    def expected(self) -> float:
        """The count that such a window comes to in the middle, without a ceasefire."""
        return max(float(np.exp(self.expected_log + self.middle)) - 0.5, 0.0)

    @property
    def p_fall(self) -> float:
        """(1 + placebo windows as low or lower) / (1 + placebo windows)."""
        return (1 + int(self.is_as_low.sum())) / (1 + len(self))

    @property
    def is_as_low(self) -> NDArray[np.bool_]:
        """Which placebo windows came as low as the assessed one or lower, (placebo windows,)."""
        return np.asarray(self.came <= self._as_low(self.observed))

    @property
    def residuals(self) -> Floats:
        """Each placebo window's log(count + ½) less what was foretold and less the middle, (placebo windows,)."""
        return np.asarray(np.log(self.came + 0.5) - self.foretold - self.middle)

    @property
    def p_rise(self) -> float:
        """(1 + placebo windows as high or higher) / (1 + placebo windows)."""
        return (1 + int((self.came > self._lower(self.observed)).sum())) / (1 + len(self))

    @property
    def _ahead(self) -> Floats:
        """How far each placebo window was foretold above the assessed one, in logarithms."""
        return self.foretold - self.expected_log

    def _as_low(self, own: float) -> Floats:
        """The largest count with which each placebo window is as low as the assessed one is with `own`."""
        return _down(np.maximum(*_scaled(own, self._ahead)))

    def _lower(self, own: float) -> Floats:
        """The largest count with which each placebo window is lower than the assessed one is with `own`."""
        return _up(np.minimum(*_scaled(own, self._ahead))) - 1

    def _own_as_high(self) -> Floats:
        """The smallest own count beside which each placebo window is as low."""
        return _up(np.minimum(*_scaled(self.came, -self._ahead)))

    def _own_higher(self) -> Floats:
        """The smallest own count beside which each placebo window is lower."""
        return _down(np.maximum(*_scaled(self.came, -self._ahead))) + 1

    def power(self, changes: Iterable[float], found_at: float, seed: int) -> dict[float, float]:
        """For each change of the expected count, the share of placebo windows in which p would be up to `found_at`."""
        beside = int(found_at * (1 + len(self)) + _TINY) - 1  # so many may be as far out, beside the window itself
        if beside < 0:
            return dict.fromkeys(changes, 0.0)
        rng = np.random.default_rng(seed)
        found_fall = np.sort(self._own_as_high())[beside] - 1  # the largest own count that is found
        few = self._as_low(found_fall) if found_fall >= 0 else np.full(len(self), -1.0)
        kept = np.where(few < self.came, _lots(rng, 1, few + 1, self.came - few)[0], np.inf)
        many = self._lower(np.sort(self._own_higher())[-1 - beside])  # not yet found as a rise
        lots = rng.standard_normal(len(self))
        return {
            change: float((1 + change < kept).mean())
            if change < 0
            else float((self.came * (1 + change) + np.sqrt(self.came * change) * lots > many + 0.5).mean())
            for change in changes
        }

    def interval(self, level: float, seed: int) -> tuple[float, float]:
        """Return the changes (shares, from -1 on) that neither side's rank rejects at (1 - level) / 2.

        Ties count in full as long as no change is inside, so that the interval and the p-values agree; once it
        is rejected, ties count by half: with few events an interval would hold too much otherwise.
        """
        far = (1 - level) / 2 * (1 + len(self)) - 1
        if far < 0:
            return -1.0, np.inf
        rng = np.random.default_rng(seed)
        lower = self._break_even(rng, self._lower(self.observed), self._own_higher())
        as_low = self._break_even(rng, self._as_low(self.observed), self._own_as_high())
        low, high = _nth(lower, far / len(self)), -_nth(-as_low, far / len(self))
        if high < 1:
            high = -_nth(-np.append(lower, as_low), far / len(self))
        if low > 1:
            low = _nth(np.append(lower, as_low), far / len(self))
        return low - 1, high - 1

    def _break_even(self, rng: np.random.Generator, most: Floats, needed: Floats) -> Floats:
        """For each placebo window and lot, the factor up to which it stays low beside the assessed window.

        `most` is the count up to which a placebo window is low, `needed` the own count from which on it is. Of N
        events with uniform lots, at most m stay at factor q as long as q is below the lot number m + 1 in order,
        which is distributed Beta(m + 1, N - m); that is all that has to be drawn.
        """
        draws = max(1, round(_LOTS / len(self)))
        factors = np.empty((draws, len(self)))
        above = most < self.came
        factors[:, above] = _lots(rng, draws, most[above] + 1, self.came[above] - most[above])
        with np.errstate(divide="ignore"):
            factors[:, ~above] = 1 / _lots(rng, draws, needed[~above], self.observed - needed[~above] + 1)
        return factors.ravel()


def compare(placebos: Windows, assessed: Windows) -> Comparison:
    """Return the comparison with the placebo windows closest in foretold level, in run-up, and in time."""
    foretold, expected = foretell(placebos, assessed)
    closest = _closest(placebos, assessed, foretold, expected)
    return Comparison(
        placebos.came[closest],
        foretold[closest],
        float(assessed.came[0]),
        expected,
        level_beyond=_beyond(foretold, expected, _MARGIN),
        neighbours_beyond=_beyond(placebos.elsewhere, float(assessed.elsewhere[0]), _MARGIN / 2),
        few_lessons=int(placebos.cut.max() - placebos.cut.min()) < (LESSONS - 1) * placebos.days,
        one_teacher=len(np.unique(placebos.area)) == 1,
    )


def _closest(placebos: Windows, assessed: Windows, foretold: Floats, expected: float) -> Floats:
    """Which placebo windows resemble the assessed one: the same for any order of rows, ties included."""
    apart = _apart(foretold, expected) + _apart(placebos.run_up, float(assessed.run_up[0]))
    apart += _apart(placebos.cut.astype(float), float(assessed.cut[0]))
    alike = int((np.abs(foretold - expected) <= _WITHIN).sum())
    many = max(FEWEST, min(int(_CLOSEST * len(placebos)), alike))
    return np.asarray(apart <= np.partition(apart, many - 1)[many - 1])


def _nth(factors: Floats, share: float) -> float:
    """The factor that `share` of all lie below."""
    place = min(int(share * len(factors) + _TINY), len(factors) - 1)
    return float(np.partition(factors, place)[place])


def _apart(values: Floats, at: float) -> Floats:
    spread = float(values.std())
    return ((values - at) / spread) ** 2 if spread > _TINY else np.zeros_like(values)


def _beyond(values: Floats, at: float, margin: float) -> bool:
    return not values.min() - margin <= at <= values.max() + margin


def _scaled(count: float | Floats, shift: Floats) -> tuple[Floats, Floats]:
    """The count taken to a level `shift` higher, with and without the ½."""
    factor = np.exp(shift)
    return np.asarray((count + 0.5) * factor - 0.5), np.asarray(count * factor)


def _down(count: Floats) -> Floats:
    """The largest whole count up to `count`, and -1 where there is none."""
    return np.asarray(np.maximum(np.floor(count + _TINY * (np.abs(count) + 1)), -1.0))


def _up(count: Floats) -> Floats:
    """The smallest whole count from `count` on, and 0 where it is below."""
    return np.asarray(np.maximum(np.ceil(count - _TINY * (np.abs(count) + 1)), 0.0))


def _lots(rng: np.random.Generator, draws: int, order: Floats, rest: Floats) -> Floats:
    """Rows of Beta(order, rest) draws; 0 where the order is 0."""
    drawn = rng.beta(np.maximum(order, 1.0), np.maximum(rest, 1.0), size=(draws, len(order)))
    return np.where(order > 0, drawn, 0.0)
