"""What all questions about one ground share: days under other ceasefires, the rules and the seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ceasefire.assessment.asked import ASSESSED_KINDS, Stretch, ground_of, spans_of
from ceasefire.assessment.columns import Days, Floats, Ints
from ceasefire.assessment.effect import taken_back
from ceasefire.assessment.estimate import Estimate, estimate
from ceasefire.assessment.question import ask
from ceasefire.assessment.recurrent import Truces
from ceasefire.assessment.rules import Rules
from ceasefire.assessment.surroundings import KM_PER_DEGREE
from ceasefire.scope import Where
from ceasefire.terms import Terms
from ceasefire.terms.model import Clause


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """One ground, and the days (days,) on which another ceasefire may have been felt there: None if none was named.

    `truces` are the short truces of this ground, () where that is no question.
    """

    ground: Where
    under_others: NDArray[np.bool_] | None
    rules: Rules
    seed: int
    truces: Truces = ()

    @classmethod
    def of(cls, ground: Where, days: Days, others: Sequence[Terms], rules: Rules, seed: int) -> Setting:
        """Return the setting of a ground; `others` are all other ceasefires, near and far."""
        under = np.zeros(days.count, dtype=bool)
        for terms, clause in clauses_near(ground, others, rules.rings_km[-1]):
            _mark_days(under, terms, clause, days, rules)
        return cls(ground, under if others else None, rules, seed)

    def estimate(
        self,
        unit: Ints,
        others: Ints,
        stretch: Stretch,
        *,
        compared: bool,
        exposure: Floats | None = None,
        anticipation: int = 0,
    ) -> Estimate:
        """Ask for the effect on daily counts `unit` (days,); `others` (areas × days) are compared with or teach.

        `exposure` has a row for the unit and then one for each of the others.
        """
        until = stretch.start + stretch.length
        counts = np.vstack([unit[None, :], others])[:, :until]
        under = self.under_others
        question = ask(
            counts,
            0,
            stretch.start,
            stretch.length,
            controls=None if compared else (),
            exposure=None if exposure is None else exposure[:, :until],
            anticipation=anticipation,
            excluded=None if under is None else np.broadcast_to(under[:until], counts.shape),
            level=self.rules.interval,
            seed=self.seed,
        )
        found = estimate(question, self.rules)
        if stretch.withheld is None:
            return found
        return Estimate(taken_back(found.effect, stretch.withheld), question, None, self.rules)


def clauses_near(ground: Where, others: Iterable[Terms], reach_km: float) -> Iterator[tuple[Terms, Clause]]:
    """Yield the clauses of other ceasefires whose ground lies within so many kilometres of this one."""
    for terms in others:
        for clause in terms.clauses.values():
            other = ground_of(terms, clause) if clause.kind in ASSESSED_KINDS else None
            if other is not None and _is_near(ground, other, reach_km):
                yield terms, clause


def _is_near(ground: Where, other: Where, reach_km: float) -> bool:
    """Whether two grounds lie within so many kilometres; one without an outline lies near all."""
    here, there = ground.geometry(), other.geometry()
    if here is None or there is None:
        return True
    narrowing = max(0.05, float(np.cos(np.radians(here.centroid.y))))
    return bool(shapely.dwithin(here, there, reach_km / KM_PER_DEGREE / narrowing))


def _mark_days(under: NDArray[np.bool_], terms: Terms, clause: Clause, days: Days, rules: Rules) -> None:
    for _, span, _ in spans_of(terms, clause):
        first, last = days.covered(span, rules.open_ended_days)
        under[max(0, first) : max(0, last + 1)] = True
