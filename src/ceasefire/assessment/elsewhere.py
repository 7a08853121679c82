"""Did it move? The same question put to other places, parties, acts and days, corrected for being put many times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from ceasefire.assessment import codes, wording
from ceasefire.assessment.comparison import ALPHA
from ceasefire.assessment.effect import Effect, estimate_effect
from ceasefire.errors import BadCounts, Place, Problem
from ceasefire.kernel.reasons import Reason

Way = Literal["rose", "fell", "neither_shown", "cannot_tell"]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One question beside the main one: `where` in words ("5–15 km outside", "acts not forbidden", "the days after").

    The rest are the arguments of `estimate_effect`. For the days after a ceasefire its own days are no history: give
    their number as `anticipation`.
    """

    where: str
    counts: ArrayLike
    unit: int
    start: int
    days: int
    controls: Sequence[int] | None = None
    exposure: ArrayLike | None = None
    anticipation: int = 0
    excluded: ArrayLike | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What one look shows: its Effect, the two-sided p-value after Holm's correction, and which way it went.

    Violence that moved rises here while it falls there; calm that spread falls here too. `neither_shown` is no proof
    of neither. `p_holm` is NaN where the look cannot tell, and such a look is not counted among the many.
    """

    where: str
    effect: Effect
    p_holm: float
    way: Way

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        p_holm = None if math.isnan(self.p_holm) else self.p_holm
        return {"where": self.where, "effect": self.effect.to_json(), "p_holm": p_holm, "way": self.way}


def look_elsewhere(looks: Iterable[Look], *, level: float = 0.9, seed: int = 0) -> tuple[Elsewhere, ...]:
    """Say for every look whether counts rose or fell there, corrected for all looks together.

    Two-sided p is twice the smaller of both one-sided ones, at most 1; Holm's step-down correction keeps the chance of
    any false finding among the looks at .05 (Scandinavian Journal of Statistics 6, 1979). Raises BadCounts as
    `estimate_effect` does. A rise elsewhere does not show that the same people moved there.
    """
    chosen = tuple(looks)
    effects = [
        estimate_effect(
            look.counts,
            look.unit,
            look.start,
            look.days,
            controls=look.controls,
            exposure=look.exposure,
            anticipation=look.anticipation,
            excluded=look.excluded,
            level=level,
            seed=seed,
        )
        for look in chosen
    ]
    corrected = holm([_two_sided(effect) for effect in effects])
    return tuple(
        Elsewhere(look.where, effect, p_holm, _way(effect, p_holm))
        for look, effect, p_holm in zip(chosen, effects, corrected, strict=True)
    )


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return the p-values after Holm's correction, in their order; NaN stays NaN and is not counted."""
    corrected = [math.nan] * len(p_values)
    told = sorted((p, place) for place, p in enumerate(p_values) if not math.isnan(p))
    largest = 0.0
    for rank, (p, place) in enumerate(told):
        largest = max(largest, min(1.0, (len(told) - rank) * p))
        corrected[place] = largest
    return tuple(corrected)


def _two_sided(effect: Effect) -> float:
    if math.isnan(effect.p_value):
        return math.nan
    return min(1.0, 2 * min(effect.p_value, effect.p_rise))


def _way(effect: Effect, p_holm: float) -> Way:
    """Which way a look went; what the effect itself cannot tell for want of likeness stays so."""
    if math.isnan(p_holm) or any(reason.code.endswith("_beyond") for reason in effect.reasons):
        return "cannot_tell"
    if p_holm > ALPHA:
        return "neither_shown"
    return "rose" if effect.p_rise < effect.p_value else "fell"


def merge_rings(
    edges_km: Sequence[float], radii_km: Sequence[Sequence[float]]
) -> tuple[tuple[float, ...], Reason | None]:
    """Return ring edges that events can be told apart by, and the reason why they are fewer.

    `edges_km` are the distances that bound the rings, growing; `radii_km` the 95 % radii of the events of each ring.
    A ring narrower than twice the median radius of its events is merged with the next one outward (the outermost
    with the one within). Raises BadCounts for edges that do not grow or rings without their list.
    """
    edges = [float(edge) for edge in edges_km]
    if len(edges) != len(radii_km) + 1 or any(near >= far for near, far in pairwise(edges)):
        got = f"edges {edges} for {len(radii_km)} rings"
        expected = "growing distances, one more than rings"
        raise BadCounts(Problem(codes.BAD_OPTION, Place(field="edges_km"), got=got, expected=expected))
    rings = [(near, far, list(radii)) for (near, far), radii in zip(pairwise(edges), radii_km, strict=True)]
    merged: list[tuple[float, float, list[float]]] = []
    for near, far, radii in rings:
        if merged and _too_narrow(*merged[-1]):
            within = merged.pop()
            merged.append((within[0], far, within[2] + radii))
        else:
            merged.append((near, far, radii))
    while len(merged) > 1 and _too_narrow(*merged[-1]):
        outer, inner = merged.pop(), merged.pop()
        merged.append((inner[0], outer[1], inner[2] + outer[2]))
    kept = (merged[0][0], *(far for _, far, _ in merged))
    return kept, None if len(merged) == len(rings) else wording.rings_merged(edges, kept)


def _too_narrow(near: float, far: float, radii: Sequence[float]) -> bool:
    return bool(radii) and far - near < 2 * float(np.median(radii))
