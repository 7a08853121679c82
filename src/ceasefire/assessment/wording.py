"""The reasons of an effect, each one data and a sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ceasefire.kernel.reasons import Reason, reason

if TYPE_CHECKING:
    from ceasefire.assessment.effect import Effect


def one_area() -> Reason:
    """Say that there is nothing to learn from but the assessed area."""
    return reason("one_area", "there is one area only: how such counts behave without a ceasefire cannot be learnt")


def empty_history() -> Reason:
    """Say that nothing happened before either."""
    return reason(
        "empty_history", "nothing was counted in this area before the start: what could have fallen is unknown"
    )


def short_history(days: int) -> Reason:
    """Say that the series begins too late."""
    return reason(
        "short_history",
        "{days} days before the start are too few to tell a run-up from the usual level and to hold placebo windows",
        days=days,
    )


def nobody_watched() -> Reason:
    """Say that the effort in the window is nil."""
    return reason("nobody_watched", "nobody watched in the window: no count is no calm")


def few_placebos(found: int, needed: int) -> Reason:
    """Say how many placebo windows there are and how many it takes."""
    return reason(
        "few_placebos", "{found} placebo windows can be used, and it takes {needed}", found=found, needed=needed
    )


def effort_unequal(before: float, during: float) -> Reason:
    """Say that watching changed and the counts are not set against it."""
    return reason(
        "effort_changed",
        "watching changed by a third or more, from {before} to {during} a day, and the counts are not set against "
        "it: with it alone they would rise or fall",
        before=_short(before),
        during=_short(during),
    )


def effort_offset(before: float, during: float) -> Reason:
    """Say that counts are taken per effort because watching changed."""
    return reason(
        "per_effort",
        "watching changed by {per_cent} % from the days before; counts are taken to be proportional to it",
        per_cent=round(100 * (during / before - 1)) if before > 0 else "an unknown share, in",
    )


def rank(effect: Effect) -> Reason:
    """Say where the assessed window stands among the placebo windows."""
    low = round(effect.p_value * (1 + effect.placebos)) - 1
    high = round(effect.p_rise * (1 + effect.placebos)) - 1
    return reason(
        "rank",
        "{observed} counted, about {expected} to be expected; of {placebos} comparable windows without a ceasefire "
        "{low} came as low or lower, {high} as high or higher",
        observed=effect.observed,
        expected=_short(effect.expected),
        placebos=effect.placebos,
        low=low,
        high=high,
    )


def level_beyond() -> Reason:
    """Say that no window without a ceasefire began at such a level."""
    return reason(
        "level_beyond",
        "the level to be expected lies far outside that of all windows without a ceasefire: nothing compares",
    )


def neighbours_beyond() -> Reason:
    """Say that the areas for comparison changed as never before."""
    return reason(
        "neighbours_beyond",
        "the areas for comparison changed more than in any window without a ceasefire: what they share with this "
        "one cannot be taken off",
    )


def overstated(change: float, power: float, enough: float) -> tuple[Reason, ...]:
    """Say that a finding made with little power is probably smaller than it looks."""
    told = reason(
        "power", "a change of {change} % would be found in {share} % of such windows", **_found(change, power)
    )
    if power >= enough:
        return (told,)
    return (
        told,
        reason("size_overstated", "size likely overstated: with so little power, mostly large changes are found"),
    )


def too_little_power(change: float, power: float) -> Reason:
    """Say that a large change would have been missed too often."""
    return reason(
        "little_power",
        "a change of {change} % would be found in {share} % of such windows only: not found is not absent",
        **_found(change, power),
    )


def enough_power(change: float, power: float) -> Reason:
    """Say that a large change would have been found."""
    return reason(
        "enough_power",
        "a change of {change} % would be found in {share} % of such windows, and none was found",
        **_found(change, power),
    )


def wide_interval(interval: tuple[float, float]) -> Reason:
    """Say that a large change is not excluded."""
    low, high = (_short(end) for end in interval)
    return reason(
        "wide_interval", "a change from {low} % to {high} % would fit: a large one among them", low=low, high=high
    )


def compared_with(controls: int) -> Reason:
    """Say what the expectation rests on."""
    if not controls:
        return reason("history_only", "foretold from the history of all areas, with no area beside it for comparison")
    return reason(
        "history_and_neighbours",
        "foretold from the history of all areas and from what happened meanwhile in {controls} others",
        controls=controls,
    )


def not_corrected(naive: float) -> Reason | None:
    """Tell the plain comparison with the days before, and that it is not to be believed."""
    if math.isnan(naive):
        return None
    return reason(
        "naive",
        "against the days before: {change} %, not corrected for run-up; falls like that come without a ceasefire too",
        change=round(100 * math.expm1(naive)),
    )


def other_ceasefire() -> Reason:
    """Say that another ceasefire ran in the window."""
    return reason(
        "other_ceasefire", "days of the window are marked as under another ceasefire: the change may be that one's"
    )


def _found(change: float, power: float) -> dict[str, float]:
    return {"change": round(100 * change), "share": round(100 * power)}


def _short(value: float) -> str:
    if math.isinf(value):
        return "any"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"
