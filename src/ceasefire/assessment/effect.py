"""An effect: how a count changed, how sure that is, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ceasefire.assessment import wording
from ceasefire.kernel.reasons import Reason

Answer = Literal["fell", "rose", "no_large_change", "cannot_tell"]

EFFORT_CHANGED: Final = 1 / 3


@dataclass(frozen=True, slots=True)
class Effect:
    """How a count changed, how sure that is, and why.

    `answer` is fell, rose, no_large_change or cannot_tell. `observed` is the count of the window, `expected` the
    count that comparable windows come to in the middle, none of them known to be under a ceasefire; `log_ratio` is
    log((observed + ½) / (expected + ½)) and `per_cent` the same as a change. `interval` is of the change in the
    expected count, in per cent, at the level that was asked for; its upper end is infinite where nothing limits it.
    `p_value` is one-sided for a fall, `p_rise` for a rise. `power` tells for each size of change how often one that
    large would be found. `placebos` is the number of placebo windows compared. `naive_log_ratio` compares with the
    days before and is not corrected for the run-up: it is there to be distrusted. What cannot be told is NaN.

    It speaks of counts, not of who caused the change, nor of anything that was not counted.
    """

    answer: Answer
    log_ratio: float
    per_cent: float
    interval: tuple[float, float]
    p_value: float
    p_rise: float
    observed: int
    expected: float
    power: Mapping[float, float]
    placebos: int
    naive_log_ratio: float
    reasons: tuple[Reason, ...]
    method: str
    seed: int

    def to_json(self) -> dict[str, Any]:
        """Return the published form; what is NaN or infinite is null."""
        return {
            "answer": self.answer,
            "log_ratio": finite_or_none(self.log_ratio),
            "per_cent": finite_or_none(self.per_cent),
            "interval": [finite_or_none(end) for end in self.interval],
            "p_value": finite_or_none(self.p_value),
            "p_rise": finite_or_none(self.p_rise),
            "observed": self.observed,
            "expected": finite_or_none(self.expected),
            "power": {f"{change:g}": finite_or_none(power) for change, power in self.power.items()},
            "placebos": self.placebos,
            "naive_log_ratio": finite_or_none(self.naive_log_ratio),
            "reasons": [reason.to_json() for reason in self.reasons],
            "method": self.method,
            "seed": self.seed,
        }


def unless_effort_changed(effect: Effect, before: float, during: float) -> Effect:
    """Take an answer back where watching changed by a third or more and the counts were not set against it.

    `before` and `during` are effort per day in one unit. Monitors deploy when a ceasefire starts, and counts rise;
    they leave when shelling does, and counts fall. Use it where effort is known round the start only and can
    therefore not be given to `estimate_effect` as `exposure`.
    """
    if not effort_changed(before, during):
        return effect
    return taken_back(effect, wording.effort_unequal(before, during))


def taken_back(effect: Effect, why: Reason) -> Effect:
    """Return the effect with its counts, and without an answer and any figure that would look like one."""
    nothing = math.nan
    return replace(
        effect,
        answer="cannot_tell",
        log_ratio=nothing,
        per_cent=nothing,
        interval=(nothing, nothing),
        p_value=nothing,
        p_rise=nothing,
        expected=nothing,
        power=dict.fromkeys(effect.power, nothing),
        reasons=(why,),
    )


def effort_changed(before: float, during: float) -> bool:
    """Tell whether effort per day changed by a third or more."""
    return abs(during - before) >= EFFORT_CHANGED * before if before > 0 else during > 0


def finite_or_none(value: float) -> float | None:
    """Return a figure for a JSON document, which knows neither NaN nor infinity."""
    return value if math.isfinite(value) else None
