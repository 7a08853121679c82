"""Whether anybody was watching: silence is worth only as much as the looking behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceasefire.clock import TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds, Truth, any_of
from ceasefire.kernel.reasons import Reason
from ceasefire.matching import words
from ceasefire.matching.measuring import Measured, why_no_size
from ceasefire.matching.rows import Coverage, Watched, Watching
from ceasefire.record import Effort, Event, Notice
from ceasefire.scope import Report, Scope, Where, as_where, product
from ceasefire.terms.meaning import area_where
from ceasefire.terms.model import Clause, Terms


@dataclass(frozen=True, slots=True)
class Seen:
    """One watch: `scope` for single reports, `extent` for shares (None where nobody drew the area it names).

    An area that was approximated here is never sure to hold a report, and still has its size.
    """

    effort: Effort
    scope: Scope
    extent: Scope | None

    @classmethod
    def by(cls, terms: Terms, effort: Effort) -> Seen:
        """Place a watch on the ground as far as the terms let one."""
        scope = scope_of(terms, effort)
        if effort.where is None and why_no_size(terms, effort.area) is not None:
            return cls(effort, scope, None)
        return cls(effort, scope, scope.certain if effort.where is not None else scope.possible)


@dataclass(frozen=True, slots=True)
class Watch:
    """All watches that really took place; `seen` is None when no effort was recorded at all."""

    seen: tuple[Seen, ...] | None

    @classmethod
    def of(cls, terms: Terms, effort: Sequence[Effort] | None) -> Watch:
        """Turn watches that really took place into scopes; a denied or failed one covers nothing."""
        if effort is None:
            return cls(None)
        return cls(tuple(Seen.by(terms, each) for each in effort if each.watched))

    @property
    def not_drawn(self) -> tuple[str, ...]:
        """The watches that count for no share, because nobody drew the area they name."""
        return tuple(each.effort.id for each in self.seen or () if each.extent is None)

    def watched(self, event: Event) -> Watched:
        """Return whether somebody able to see such an act watched that place at that time."""
        if self.seen is None:
            return "unknown"
        report = Report(event.place, event.time, event.acts)
        met = any_of(
            each.scope.contains(report).answer
            for each in self.seen
            if each.effort.start_us < event.time.end_us and event.time.start_us < each.effort.end_us
        )
        return {Truth.YES: "yes", Truth.NO: "no", Truth.CANNOT_TELL: "unknown"}[met]  # type: ignore[return-value]

    def watching(self, part: Measured | Reason, zone: str) -> Watching:
        """Return the watched share of the clause's measured part, or why there is none; `zone` is for the words."""
        if isinstance(part, Reason):
            return Watching(None, part)
        share = _share(part, self.seen or ())
        return Watching(share, words.share_watched(share, part, zone))

    def by_means(self, clause: Clause, part: Measured | Reason) -> tuple[Coverage, ...]:
        """Return the watched share of the measured part per means and per act as the clause names it."""
        if self.seen is None or isinstance(part, Reason):
            return ()
        told = []
        for means in sorted({each.effort.means for each in self.seen}):
            for act in clause.acts or (taxonomy.EVERY,):
                seeing = [each for each in self.seen if each.effort.means == means and _sees(each.effort, act)]
                told.append(Coverage(clause.key, means, act, _share(part, seeing)))
        return tuple(told)


def scope_of(terms: Terms, named: Effort | Notice) -> Scope:
    """Return the where × when × what of a watch or a notice, in its own shape or in an area of the terms."""
    where: Bounds[Where] = (
        area_where(terms, named.area) if named.where is None else Bounds.exactly(as_where(named.where))
    )
    return product(where, TimeSet((named.span,)), named.acts)


def _sees(effort: Effort, act: str) -> bool:
    return taxonomy.acts().leaves(act) <= effort.acts


def _share(part: Measured, watches: Sequence[Seen]) -> float:
    extents = (each.extent for each in watches if each.extent is not None)
    return Scope.union(extents).measure(within=part.scope) / part.km2h
