"""Did the violence move, or calm spread: the same question asked of the belts round the area and of what came after."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ceasefire.assessment.effect import Effect
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason


@dataclass(frozen=True, slots=True)
class Moved:
    """One place, kind of act or later time looked at: its effect, and its p after the correction for many looks.

    `p_holm` is two-sided. A rise beside a fall inside may be violence that moved; a fall beside it may be calm that
    spread. `answer` is the effect's, taken back to cannot_tell where the correction takes it back.
    """

    where: str
    effect: Effect
    answer: str
    p_holm: float
    reasons: tuple[Reason, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {
            "where": self.where,
            "answer": self.answer,
            "effect": self.effect.to_json(),
            "p_holm": None if self.p_holm != self.p_holm else self.p_holm,
            "reasons": [each.to_json() for each in self.reasons],
        }


def moved(looks: Sequence[tuple[str, Effect, tuple[Reason, ...]]], level: float) -> tuple[Moved, ...]:
    """Return every look with its corrected p; a finding that the correction does not leave is taken back.

    Source: Holm (1979), the step-down of Bonferroni: p values in rising order, each times how many are left.
    """
    corrected = holm([_two_sided(effect) for _, effect, _ in looks])
    return tuple(
        _kept(Moved(where, effect, effect.answer, p_holm, told), level)
        for (where, effect, told), p_holm in zip(looks, corrected, strict=True)
    )


def _two_sided(effect: Effect) -> float:
    """Twice the smaller p, at most 1; NaN where nothing could be told, which `min` alone would turn into 1."""
    twice = 2 * min(effect.p_value, effect.p_rise)
    return twice if math.isnan(twice) else min(1.0, twice)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return the p values corrected for having looked so often; what is NaN was not looked at and stays NaN."""
    looked = sorted((p, at) for at, p in enumerate(p_values) if p == p)  # noqa: PLR0124 - NaN
    corrected, highest = list(p_values), 0.0
    for rank, (p, at) in enumerate(looked):
        highest = max(highest, min(1.0, p * (len(looked) - rank)))
        corrected[at] = highest
    return tuple(corrected)


def _kept(look: Moved, level: float) -> Moved:
    if look.answer not in {"fell", "rose"} or look.p_holm <= level:
        return look
    why = mark("with {p:.3f} after the correction for many looks this is no finding")
    return replace(look, answer="cannot_tell", reasons=(*look.reasons, reason("many_looks", why, p=look.p_holm)))
