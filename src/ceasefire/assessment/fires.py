"""Heat seen from space as corroboration only: more of it than the season explains, and never more than "reported"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ceasefire.assessment.heat_input import ask_of_heat
from ceasefire.assessment.heat_model import HeatBlocks, expected_heat
from ceasefire.assessment.windows import Floats
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

Bools = NDArray[np.bool_]

GRADE: Final = "reported"
FEWEST_DETECTIONS: Final = 3  # one hot pixel or two are glints, plants and chance
_SEASON: Final = 45  # days of the year either side from which comparable stretches come
_COMPARED: Final = 2_000  # at most so many, the nearest in expectation
_FEWEST: Final = 200
_SEEN: Final = 0.5  # of the days of a stretch


@dataclass(frozen=True, slots=True)
class HeatAnomaly:
    """A cell and days with more heat detections than the season explains; evidence of the grade "reported" at most.

    `cell` is its row; `observed` detections stand against about `expected`; `p_value` is the share of comparable
    stretches without a known cause that exceeded their expectation as far. It says nothing of who or why.
    """

    cell: int
    first: dt.date
    days: int
    observed: int
    expected: float
    p_value: float
    grade: Literal["reported"] = GRADE

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What it says and what it does not."""
        return (
            reason(
                "more_heat",
                mark(
                    "more heat detections than the season explains: {observed}, where about {expected} were to be "
                    "expected; consistent with fighting and with much else"
                ),
                observed=self.observed,
                expected=round(self.expected, 1),
            ),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the form for the mission; it names a cell and is for nobody else."""
        return {
            "cell": self.cell,
            "first_day": self.first.isoformat(),
            "days": self.days,
            "observed": self.observed,
            "expected": self.expected,
            "p_value": self.p_value,
            "grade": self.grade,
            "reasons": [each.to_json() for each in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class HeatMonth:
    """How many cells and stretches of one month had more heat than the season explains, of how many asked."""

    month: str
    asked: int
    more: int
    by_chance: float


@dataclass(frozen=True, slots=True)
class Heat:
    """All anomalies, and by month how many were found of how many asked; `untold` could not be compared.

    `by_chance` of the `asked` stretches are to be expected at this level where nothing happened. `k` is the dispersion
    of the expected-count model.
    """

    anomalies: tuple[HeatAnomaly, ...]
    months: tuple[HeatMonth, ...]
    asked: int
    untold: int
    level: float
    by_chance: float
    k: float


def heat_anomalies(  # noqa: PLR0913 - each covariate is named where it is given
    counts: ArrayLike,
    first: dt.date,
    start: int,
    *,
    days: int = 7,
    covariates: Mapping[str, ArrayLike] | None = None,
    crop_land: ArrayLike | None = None,
    seen: ArrayLike | None = None,
    elsewhere: Iterable[int] = (),
    level: float = 0.01,
) -> Heat:
    """Say in which cells and weeks more heat was detected than the season explains.

    Args:
        counts: Detections, cells × days, all of the same satellites; see `heat_counts`.
        first: The date of the first day.
        start: The first asked day; at least 730 days of history lie before it, to which nothing unusual is known.
        days: How many days are asked about together.
        covariates: Weather by name (rain, temperature, cloud …), each for every day or for every cell and day.
        crop_land: Share of crop land of each cell; cells with about as much have a season of their own.
        seen: False on days that no satellite saw; if not given, days without any detection are, where the days round
            them have ten or more or where a whole month has none.
        elsewhere: Cells that fighting cannot have touched; what they share in a week (weather, passes) is taken off.
        level: The share of stretches that are called anomalies where nothing happened, at most.

    Returns:
        A Heat. An anomaly takes three detections and is evidence of the grade "reported" at most.

    Raises:
        BadCounts: The table or what is asked of it is not usable; every problem is named.

    Source: a log-linear mean with negative binomial counts and gamma shrinkage of each cell's own months (Clayton and
    Kaldor, Biometrics 43, 1987); the p-value is the rank of the standardised residual among stretches of the history
    in the same time of the year with an expectation within a factor of two. It tells no cause, names nobody, and holds
    its level only as far as years are alike: a drought that the covariates do not know is an anomaly.
    """
    question = ask_of_heat(
        counts,
        first,
        start,
        days=days,
        covariates=covariates,
        crop_land=crop_land,
        seen=seen,
        elsewhere=elsewhere,
        level=level,
    )
    blocks = expected_heat(question)
    residual = (blocks.counted - blocks.expected) / np.sqrt(blocks.expected + blocks.expected**2 / blocks.k + 1e-9)
    p_values = np.full(residual.shape, np.nan)
    for block in range(blocks.history, residual.shape[1]):
        if blocks.seen[block] >= _SEEN:
            p_values[:, block] = _ranked(blocks, residual, block, max(_FEWEST, round(2 / level)))
    return _told(blocks, p_values, first, days, level)


def _ranked(blocks: HeatBlocks, residual: Floats, block: int, fewest: int) -> Floats:
    """(cells,) the share of comparable stretches of the history that came as high; NaN where they are too few."""
    away = np.abs(blocks.middle[: blocks.history] - blocks.middle[block])
    near = (np.minimum(away, 365 - away) <= _SEASON) & (blocks.seen[: blocks.history] >= _SEEN)
    level, past = (each[:, : blocks.history][:, near].ravel() for each in (blocks.expected, residual))
    order = np.argsort(level)
    level, past = level[order], past[order]
    shares = np.full(len(residual), np.nan)
    for cell, expected in enumerate(blocks.expected[:, block]):
        low, high = np.searchsorted(level, [expected / 2, expected * 2])
        at = int(np.searchsorted(level, expected))
        low, high = max(low, at - _COMPARED // 2), min(high, at + _COMPARED // 2)
        if high - low >= fewest:
            shares[cell] = (1 + np.count_nonzero(past[low:high] >= residual[cell, block])) / (1 + high - low)
    return shares


def _told(blocks: HeatBlocks, p_values: Floats, first: dt.date, days: int, level: float) -> Heat:
    asked = np.isfinite(p_values)
    found = asked & (p_values <= level) & (blocks.counted >= FEWEST_DETECTIONS)
    anomalies = tuple(
        HeatAnomaly(
            int(cell),
            _date(first, blocks, block),
            days,
            int(blocks.counted[cell, block]),
            float(blocks.expected[cell, block]),
            float(p_values[cell, block]),
        )
        for block, cell in np.argwhere(found.T)
    )
    months = tuple(_months(blocks, asked, found, first, level))
    whole, to_ask = int(asked.sum()), p_values.shape[0] * (p_values.shape[1] - blocks.history)
    return Heat(anomalies, months, whole, to_ask - whole, level, level * whole, blocks.k)


def _months(blocks: HeatBlocks, asked: Bools, found: Bools, first: dt.date, level: float) -> Iterator[HeatMonth]:
    of_month: dict[str, list[int]] = {}
    for block in range(blocks.history, asked.shape[1]):
        of_month.setdefault(_date(first, blocks, block).isoformat()[:7], []).append(block)
    for month, its in of_month.items():
        many = int(asked[:, its].sum())
        yield HeatMonth(month, many, int(found[:, its].sum()), level * many)


def _date(first: dt.date, blocks: HeatBlocks, block: int) -> dt.date:
    return first + dt.timedelta(days=int(blocks.start[block]))
