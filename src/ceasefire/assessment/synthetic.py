"""A second opinion from other areas alone: difference-in-differences, synthetic control, and the two together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from ceasefire.assessment import codes
from ceasefire.assessment.weights import closest_mixture
from ceasefire.assessment.windows import Floats
from ceasefire.errors import BadCounts, Place, Problem
from ceasefire.kernel.languages import mark

Way = Literal["difference_in_differences", "synthetic_control", "synthetic_difference_in_differences"]

_HARDLY: Final = 1e-6  # of the noise, where weights are not meant to be held down
ASSUMES: Final[dict[Way, str]] = {
    "difference_in_differences": mark(
        "without the ceasefire the area would have changed as the mean of the others did"
    ),
    "synthetic_control": mark("a mixture of other areas that went alike before would have gone alike after"),
    "synthetic_difference_in_differences": mark(
        "but for a constant, a mixture of other areas and earlier days would have gone alike; the start was not "
        "chosen because of what had just happened"
    ),
}


@dataclass(frozen=True, slots=True)
class SyntheticOpinion:
    """The mean change after the start, in the units of the panel, by one way of comparing with other areas.

    `areas` are the weights of the other areas and `days` those of the times before, each with sum 1; `instead` is
    the mean that the area would have had. It has no p-value: what it `assumes` stands beside it.
    """

    way: Way
    change: float
    instead: float
    areas: tuple[float, ...]
    days: tuple[float, ...]
    assumes: str


def synthetic_opinion(
    panel: ArrayLike, unit: int, start: int, *, way: Way = "synthetic_difference_in_differences"
) -> SyntheticOpinion:
    """Say what other areas alone tell of the change in one area after a time.

    Args:
        panel: Numbers, areas × times, all finite; the times from `start` on are after.
        unit: The row of the assessed area; all other rows are compared with, and none may have been touched.
        start: The first time after; at least two times lie before it.
        way: Which of the three.

    Returns:
        A SyntheticOpinion.

    Raises:
        BadCounts: The panel is not a finite table with two other areas, or the row or the start lies outside.

    Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager, Synthetic difference-in-differences, American Economic
    Review 111 (2021), with their penalties; Abadie, Diamond and Hainmueller, JASA 105 (2010), for the synthetic
    control. The weights are solved exactly. It does not correct for a start after a peak beyond what the weights do.
    """
    table = _checked(panel, unit, start)
    others, own = np.delete(table, unit, axis=0), table[unit]
    before, after = others[:, :start], others[:, start:]
    areas, days = np.full(len(others), 1 / len(others)), np.full(start, 1 / start)
    if way != "difference_in_differences":
        areas = _area_weights(before, own[:start], after.shape[1], apart=way == "synthetic_difference_in_differences")
    if way == "synthetic_difference_in_differences":
        hardly = _HARDLY * _noise(before)
        days = closest_mixture(_centred(before), _centred(after.mean(axis=1)), hardly**2 * len(before))
    mixture = areas @ others
    change = own[start:].mean() - mixture[start:].mean()
    if way != "synthetic_control":
        change -= days @ (own[:start] - mixture[:start])
    instead = float(own[start:].mean() - change)
    return SyntheticOpinion(way, float(change), instead, tuple(areas.tolist()), tuple(days.tolist()), ASSUMES[way])


def _area_weights(before: Floats, own: Floats, times_after: int, *, apart: bool) -> Floats:
    """Weights of areas: held down and up to a constant when `apart`, else neither."""
    columns, target = before.T, own
    held = times_after**0.25 if apart else _HARDLY
    if apart:
        columns, target = _centred(columns), _centred(target)
    return closest_mixture(columns, target, (held * _noise(before)) ** 2 * len(columns))


def _noise(before: Floats) -> float:
    """Standard deviation of the changes from one time to the next."""
    return max(float(np.diff(before, axis=1).std(ddof=1)), 1e-12)


def _centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean(axis=0))


def _checked(panel: ArrayLike, unit: int, start: int) -> Floats:
    try:
        table = np.asarray(panel, dtype=float)
    except (TypeError, ValueError) as error:
        raise BadCounts(Problem(codes.WRONG_SHAPE, Place(field="panel"), got=str(error), expected="numbers")) from None
    if table.ndim != 2 or len(table) < 3 or table.shape[1] < 3:
        expected = "areas × times, at least 3 of each"
        raise BadCounts(Problem(codes.WRONG_SHAPE, Place(field="panel"), got=f"shape {table.shape}", expected=expected))
    problems = []
    if not np.isfinite(table).all():
        problems.append(Problem(codes.NOT_FINITE, Place(field="panel"), got="gaps", expected="finite numbers"))
    if not 0 <= unit < len(table):
        problems.append(Problem(codes.BAD_UNIT, Place(field="unit"), got=str(unit), expected=f"0 to {len(table) - 1}"))
    if not 2 <= start < table.shape[1]:
        expected = f"2 to {table.shape[1] - 1}"
        problems.append(Problem(codes.BAD_WINDOW, Place(field="start"), got=str(start), expected=expected))
    if problems:
        raise BadCounts(problems)
    return table
