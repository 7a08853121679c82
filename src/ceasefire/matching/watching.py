"""Whether anybody was watching: silence is worth only as much as the looking behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ceasefire.clock import TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds, Truth, any_of
from ceasefire.matching.rows import Coverage, Watched
from ceasefire.record import Effort, Event, Notice
from ceasefire.scope import Report, Scope, Where, as_where, product
from ceasefire.terms.meaning import area_where
from ceasefire.terms.model import Clause, Terms


@dataclass(frozen=True, slots=True)
class Watch:
    """All recorded watches as scopes; `scopes` is None when no effort was recorded at all."""

    scopes: tuple[tuple[Effort, Scope], ...] | None

    @classmethod
    def of(cls, terms: Terms, effort: Sequence[Effort] | None) -> Watch:
        """Turn watches that really took place into scopes; a denied or failed one covers nothing."""
        if effort is None:
            return cls(None)
        return cls(tuple((each, scope_of(terms, each)) for each in effort if each.watched))

    def watched(self, event: Event) -> Watched:
        """Return whether somebody able to see such an act watched that place at that time."""
        if self.scopes is None:
            return "unknown"
        report = Report(event.place, event.time, event.acts)
        met = any_of(
            scope.contains(report).answer
            for each, scope in self.scopes
            if each.start_us < event.time.end_us and event.time.start_us < each.end_us
        )
        return {Truth.YES: "yes", Truth.NO: "no", Truth.CANNOT_TELL: "unknown"}[met]  # type: ignore[return-value]

    def coverage(self, clause: Scope) -> float | None:
        """Return the watched share of the clause's where × when; None when it has no measure or nobody recorded."""
        return None if self.scopes is None else _share(clause, [scope for _, scope in self.scopes])

    def by_means(self, clause: Clause, scope: Scope) -> tuple[Coverage, ...]:
        """Return the watched share per means and per act as the clause names it."""
        watches = self.scopes or ()
        told = []
        for means in sorted({each.means for each, _ in watches}):
            for act in clause.acts or (taxonomy.EVERY,):
                seeing = [held for each, held in watches if each.means == means and _sees(each, act)]
                share = _share(scope, seeing)
                if share is not None:
                    told.append(Coverage(clause.key, means, act, share))
        return tuple(told)


def scope_of(terms: Terms, named: Effort | Notice) -> Scope:
    """Return the where × when × what of a watch or a notice, in its own shape or in an area of the terms."""
    where: Bounds[Where] = (
        area_where(terms, named.area) if named.where is None else Bounds.exactly(as_where(named.where))
    )
    return product(where, TimeSet((named.span,)), named.acts)


def _sees(effort: Effort, act: str) -> bool:
    return taxonomy.acts().leaves(act) <= effort.acts


def _share(clause: Scope, watches: Sequence[Scope]) -> float | None:
    promised = clause.certain if not clause.certain.is_empty else clause.possible
    whole = promised.measure()
    if not math.isfinite(whole) or whole <= 0:
        return None
    seen = Scope.union(watches)
    return seen.measure(within=promised) / whole
