"""The reasons of an effect, each one data and a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, Value, reason
from ceasefire.record import Event

if TYPE_CHECKING:
    from ceasefire.assessment.effect import Effect


def one_area() -> Reason:
    """Say that there is nothing to learn from but the assessed area."""
    why = mark("there is one area only: how such counts behave without a ceasefire cannot be learnt")
    return reason("one_area", why)


def empty_history() -> Reason:
    """Say that nothing happened before either."""
    why = mark("nothing was counted in this area before the start: what could have fallen is unknown")
    return reason("empty_history", why)


def no_history(days: int) -> Reason:
    """Say that no day before the start is left to learn from."""
    why = mark("the series begins with the window: there is no day before it")
    if days:
        why = mark("all {days} days before the start are set apart as days on which the ceasefire may have been felt")
    return reason("no_history", why, days=days)


def short_history(days: int) -> Reason:
    """Say that the series begins too late."""
    why = mark(
        "{days} days before the start are too few to tell a run-up from the usual level and to hold placebo windows"
    )
    return reason("short_history", why, days=days)


def nobody_watched() -> Reason:
    """Say that the effort in the window is nil."""
    return reason("nobody_watched", mark("nobody watched in the window: no count is no calm"))


def few_placebos(found: int, needed: int) -> Reason:
    """Say how many placebo windows there are and how many it takes."""
    why = mark("{found} placebo windows can be used, and it takes {needed}")
    return reason("few_placebos", why, found=found, needed=needed)


def effort_unequal(before: float, during: float) -> Reason:
    """Say that watching changed and the counts are not set against it."""
    why = mark(
        "watching changed by a third or more, from {before} to {during} a day, and the counts are not set against "
        "it: with it alone they would rise or fall"
    )
    return reason("effort_changed", why, before=_short(before), during=_short(during))


def effort_offset(before: float, during: float) -> Reason:
    """Say that counts are taken per effort because watching changed."""
    if before <= 0:
        why = mark("nobody watched just before the start; counts are taken to be proportional to the watching")
        return reason("per_effort", why)
    why = mark("watching changed by {per_cent} % from the days before; counts are taken to be proportional to it")
    return reason("per_effort", why, per_cent=round(100 * (during / before - 1)))


_RANK: Final = mark(
    "{observed} counted, about {expected} to be expected; of {placebos} comparable windows outside every ceasefire "
    "that was named {low} came as low or lower, {high} as high or higher"
)
_RANK_NONE_NAMED: Final = mark(
    "{observed} counted, about {expected} to be expected; of {placebos} comparable windows {low} came as low or lower, "
    "{high} as high or higher; the windows are not known to be under a ceasefire, and no other one was named"
)


def rank(effect: Effect, *, others_named: bool) -> Reason:
    """Say where the assessed window stands among the placebo windows, and what is known of those."""
    low = round(effect.p_value * (1 + effect.placebos)) - 1
    high = round(effect.p_rise * (1 + effect.placebos)) - 1
    return reason(
        "rank",
        _RANK if others_named else _RANK_NONE_NAMED,
        observed=effect.observed,
        expected=_short(effect.expected),
        placebos=effect.placebos,
        low=low,
        high=high,
    )


def level_beyond() -> Reason:
    """Say that no placebo window began at such a level."""
    why = mark(
        "the level to be expected lies far outside that of all windows to compare with: nothing compares, and the "
        "figures of the comparison decide nothing"
    )
    return reason("level_beyond", why)


def few_lessons(needed: int) -> Reason:
    """Say that the placebo windows overlap so much that they are hardly more than one."""
    why = mark(
        "the history is too short for windows so long: it would have to hold {needed} to compare with, one after the "
        "other"
    )
    return reason("few_lessons", why, needed=needed)


def one_teacher() -> Reason:
    """Say that all placebo windows are of one area."""
    why = mark("all windows to compare with are of one area: whether others behave like it cannot be learnt")
    return reason("one_teacher", why)


def neighbours_beyond() -> Reason:
    """Say that the areas for comparison changed as never before."""
    why = mark(
        "the areas for comparison changed more than in any window to compare with: what they share with this one "
        "cannot be taken off"
    )
    return reason("neighbours_beyond", why)


def overstated(change: float, power: float, enough: float) -> tuple[Reason, ...]:
    """Say that a finding made with little power is probably smaller than it looks."""
    told = reason(
        "power", mark("a change of {change} % would be found in {share} % of such windows"), **_found(change, power)
    )
    if power >= enough:
        return (told,)
    why = mark("size likely overstated: with so little power, mostly large changes are found")
    return told, reason("size_overstated", why)


def too_little_power(change: float, power: float) -> Reason:
    """Say that a large change would have been missed too often."""
    why = mark("a change of {change} % would be found in {share} % of such windows only: not found is not absent")
    return reason("little_power", why, **_found(change, power))


def enough_power(change: float, power: float) -> Reason:
    """Say that a large change would have been found."""
    why = mark("a change of {change} % would be found in {share} % of such windows, and none was found")
    return reason("enough_power", why, **_found(change, power))


def wide_interval(interval: tuple[float, float]) -> Reason:
    """Say that a large change is not excluded."""
    low, high = interval
    if math.isinf(high):
        why = mark("any change from {low} % upward would fit: a large one among them")
        return reason("wide_interval", why, low=_short(low))
    why = mark("a change from {low} % to {high} % would fit: a large one among them")
    return reason("wide_interval", why, low=_short(low), high=_short(high))


def compared_with(controls: int) -> Reason:
    """Say what the expectation rests on."""
    if not controls:
        why = mark("foretold from the history of all areas, with no area beside it for comparison")
        return reason("history_only", why)
    why = mark("foretold from the history of all areas and from what happened meanwhile in {controls} others")
    return reason("history_and_neighbours", why, controls=controls)


def not_corrected(naive: float) -> Reason | None:
    """Tell the plain comparison with the days before, and that it is not to be believed."""
    if math.isnan(naive):
        return None
    change = round(100 * math.expm1(naive))
    why = mark(
        "against the days before: {change} %, not corrected for run-up; changes like that come by themselves too"
    )
    return reason("naive", why, change=change)


def other_ceasefire() -> Reason:
    """Say that another ceasefire ran in the window."""
    why = mark("days of the window are marked as under another ceasefire: the change may be that one's")
    return reason("other_ceasefire", why)


def never_named(party: str, reports: Sequence[Event]) -> Reason:
    """Say why nothing can be asked of one party: whether the source ever says who did it, and how often it did."""
    if not reports:
        return reason("no_such_reports", mark("the record holds no report of such acts at all"))
    named = sum(each.actor_is_known for each in reports)
    values: dict[str, Value] = {"party": party, "named": named, "reports": len(reports)}
    silent = any(each.actor_never_told for each in reports)
    if named and silent:
        why = mark(
            "{named} of {reports} reports of such acts name who did it, and none of these names {party} alone; of "
            "others the source never says who did it, so nothing follows for {party}"
        )
    elif named:
        why = mark("{named} of {reports} reports of such acts name who did it, and none names {party} alone")
    elif all(each.actor_never_told for each in reports):
        why = mark("the source never says who did it: that no report names {party} means nothing")
    else:
        why = mark("none of {reports} reports of such acts says who did it: that none names {party} means nothing")
    return reason("party_never_named", why, **values)


def _found(change: float, power: float) -> dict[str, float]:
    return {"change": round(100 * change), "share": round(100 * power)}


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"
