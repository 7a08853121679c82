"""Each report against each clause: inside, an exception claimed, outside, not bound, or cannot tell.

The match says what a report touches if it is true. It does not say that it is true, who did it, or
whether it was exempt: those are findings, and an officer makes them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ceasefire.clock import MAX, MIN, local_time
from ceasefire.kernel.kleene import Bounds, Truth
from ceasefire.kernel.reasons import Reason
from ceasefire.matching import words
from ceasefire.matching.exempting import Exempt
from ceasefire.matching.looking import Looking, Places
from ceasefire.matching.measuring import Period, measurable
from ceasefire.matching.nearby import Reach, reach_of
from ceasefire.matching.rows import Answer, Match, Row, Watched, Watching
from ceasefire.matching.stated import stated_among
from ceasefire.matching.summary import Weighed, summaries, units_of
from ceasefire.matching.watching import Watch
from ceasefire.matching.whom import Bound, Candidates, Days, Words, bound_among, candidates, left_out
from ceasefire.record import Effort, Event, Notice
from ceasefire.scope import Containment, IdSet, Report, Scope
from ceasefire.scope.containment import check_thresholds
from ceasefire.terms.addressed import Parties, whom_it_binds
from ceasefire.terms.meaning import BY_NAME, clause_scope, stated_objects
from ceasefire.terms.model import Clause, Terms
from ceasefire.terms.window_meaning import zones_of
from ceasefire.terms.words.times import zone_for_words

YES_AT: Final = 0.95
NO_AT: Final = 0.05
MATCHED_KINDS: Final = frozenset({"refrain", "limit"})
_NOTHING_TO_EXCUSE: Final = frozenset({"outside", "not_bound"})


class Limits(NamedTuple):
    """From which probability on the answer is yes, and up to which it is no."""

    yes_at: float = YES_AT
    no_at: float = NO_AT


@dataclass(frozen=True, slots=True)
class Tested:
    """A clause ready to be tested: whom it binds, its scope over every such party's version, how far it reaches.

    `objects` are the ones that it protects, None when it protects ground; a report that states one of them
    is tested against `scope_of_objects`, which holds wherever they lie.
    """

    clause: Clause
    whom: Bounds[Parties]
    scope: Scope
    reach: Reach
    exempt: Exempt
    objects: frozenset[str] | None
    scope_of_objects: Scope

    def scope_for(self, event: Event) -> Scope:
        """Return what this report is tested against."""
        return self.scope_of_objects if stated_among(event, self.objects) else self.scope


def match(
    terms: Terms,
    events: Iterable[Event],
    *,
    effort: Sequence[Effort] | None = None,
    notices: Sequence[Notice] = (),
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    sees: frozenset[str] | None = None,
    leaving_out: Collection[str] = (),
) -> Match:
    """Say for each report which clauses it touches, why, and how sure that is.

    Args:
        terms: the arrangement; clauses that refrain or limit are tested, duties are not.
        events: reports of one or several sources; read once.
        effort: who watched where and when; None when no effort was recorded at all.
        notices: activities announced beforehand.
        limits: where yes begins and no ends; BadInput when they cross.
        sees: the leaves of the acts that the sources can see at all, None when nobody said.
        leaving_out: keys of clauses that are not tested, so that nothing of them is told; the match names them.

    Returns:
        Rows sorted by report and clause, and one line per clause and unit. A report that touches no
        clause has one row with `clause` None. A line whose zero comes from not being able to look says why.
    """
    check_thresholds(*limits)
    told_before = tuple(notices)
    matched = {key: clause for key, clause in terms.clauses.items() if clause.kind in MATCHED_KINDS}
    kept_back = tuple(key for key in matched if key in leaving_out)
    tested = [_tested(terms, clause, told_before) for key, clause in matched.items() if key not in leaving_out]
    watch, period = Watch.of(terms, effort), Period(effort or ())
    matcher = _Matcher(terms, tested, watch, limits)
    places = Places()
    weighed = [item for event in period.through(places.through(events)) for item in matcher.rows(event)]
    rows = sorted((item.row for item in weighed), key=lambda row: (row.event, row.line, row.clause or ""))
    looking = Looking(terms, period.span, places, sees, zones_of(terms.zone)[0])
    told = {each.clause.key: looking.limits(each.clause, each.scope) for each in tested}
    if effort is None:
        unknown = words.no_effort_given()
        watching = {each.clause.key: Watching(None, unknown) for each in tested}
        return Match(tuple(rows), summaries(watching, weighed, told), (), (unknown,), words.limits(*limits), kept_back)
    parts = {each.clause.key: measurable(terms, each.clause, each.scope, period.span) for each in tested}
    watching = {key: watch.watching(part, zone_for_words(terms)) for key, part in parts.items()}
    by_means = tuple(line for each in tested for line in watch.by_means(each.clause, parts[each.clause.key]))
    silence = words.about_silence(watching, watch.not_drawn)
    return Match(tuple(rows), summaries(watching, weighed, told), by_means, silence, words.limits(*limits), kept_back)


def _tested(terms: Terms, clause: Clause, notices: tuple[Notice, ...]) -> Tested:
    whom = whom_it_binds(terms, clause.key)
    scope = Scope.union(clause_scope(terms, clause.key, party=party) for party in sorted(whom.maybe))
    objects, wherever = stated_objects(terms, clause.key), scope
    if objects is not None:
        named = (clause_scope(terms, clause.key, party=party, how=BY_NAME) for party in sorted(whom.maybe))
        wherever = Scope.union(named)
    return Tested(clause, whom, scope, reach_of(scope), Exempt.of(terms, clause, notices), objects, wherever)


class _Matcher:
    """One match under way; keeps what does not change from report to report."""

    def __init__(self, terms: Terms, tested: list[Tested], watch: Watch, limits: Limits) -> None:
        self.terms, self.tested, self.watch, self.limits = terms, tested, watch, limits
        self.zones = zones_of(terms.zone)
        self.words = Words(terms)

    def rows(self, event: Event) -> list[Weighed]:
        """Return the rows of one report."""
        who = candidates(self.terms, event.actor)
        found = [row for each in self.tested if (row := self._against(event, who, each)) is not None]
        touching = [item for item, answer in found if answer != "outside" or item.row.possible]
        return touching or [self._none_applies(event, [item.row for item, _ in found])]

    def _against(self, event: Event, who: Candidates, tested: Tested) -> tuple[Weighed, Answer] | None:
        if not tested.reach.may_hold(event):
            return None
        days = _days_in_common(event, tested.reach, self.zones)
        bound = bound_among(tested.clause, tested.whom, who, self.words, days)
        if not (bound.addressed or who.named):
            return self._weigh(event, self._not_addressed(event, who, tested)), "outside"
        held = self._held(event, bound, tested)
        answer = _answer(event, held, bound, who, tested.clause)
        row = self._row(event, tested, held, bound, who, answer)
        return Weighed(row, units_of(event), event.place_key, held.p_place), row.answer

    def _held(self, event: Event, bound: Bound, tested: Tested) -> Containment:
        actors = IdSet.of(*(bound.addressed or tested.whom.maybe))
        asked = Report(event.place, event.time, event.acts, actors, _targets(event, tested.clause))
        return tested.scope_for(event).contains(asked, yes_at=self.limits.yes_at, no_at=self.limits.no_at)

    def _row(
        self, event: Event, tested: Tested, held: Containment, bound: Bound, who: Candidates, answer: Answer
    ) -> Row:
        exempt = tested.exempt.tested(event, who) if answer not in _NOTHING_TO_EXCUSE else None
        claimed = exempt is not None and exempt.claimed and answer == "inside"
        known = bound.everyone_bound and not _may_be_excluded(tested.clause, who)
        overlaps = held.p_time > 0 and held.p_place > self.limits.no_at
        return Row(
            event=event.id,
            line=event.line,
            clause=tested.clause.key,
            party=next(iter(who.parties)) if who.named and len(who.parties) == 1 else None,
            basis=event.actor_basis if who.named else "not established",
            answer="exception_claimed" if claimed else answer,
            probability=held.probability if known and not event.may_be_nothing else 0.0,
            p_max=held.p_max if bound.may_bind else 0.0,
            margin_m=held.margin_m,
            margin_min=held.margin_min,
            exception=exempt.key if exempt else None,
            watched=self.watch.watched(event),
            reasons=words.about_containment(held.reasons, bound)
            + (words.about_whom(bound, who, tested.clause) if answer != "outside" else ())
            + (words.about_targets(event, tested.clause) if answer not in _NOTHING_TO_EXCUSE else ())
            + words.about_event(event)
            + words.about_objects(event, tested.objects)
            + (exempt.reasons if exempt else ()),
            certain=answer == "inside" and held.whole_span,
            possible=bound.may_bind and (overlaps or answer in {"inside", "cannot_tell"}),
        )

    def _not_addressed(self, event: Event, who: Candidates, tested: Tested) -> Row:
        reasons = (words.nobody_addressed(who, tested.clause),)
        return _outside(event, tested.clause.key, self.watch.watched(event), reasons, event.actor_basis)

    def _weigh(self, event: Event, row: Row) -> Weighed:
        return Weighed(row, units_of(event), event.place_key, 0.0)

    def _none_applies(self, event: Event, tested: Sequence[Row]) -> Weighed:
        """Keep the reasons of the clause that came nearest: it is the one a reader would ask about."""
        nearest = max(tested, key=_nearness, default=None)
        reasons = (words.no_clause_applies(len(self.tested)), *words.about_nearest(nearest))
        return self._weigh(event, _outside(event, None, self.watch.watched(event), reasons, event.actor_basis, nearest))


def _nearness(row: Row) -> tuple[float, float, float]:
    """The chance first, then how far off in time, then in metres: inside is not far off."""
    minutes, metres = (-math.inf if margin is None else min(margin, 0.0) for margin in (row.margin_min, row.margin_m))
    return row.p_max, minutes, metres


def _targets(event: Event, clause: Clause) -> IdSet:
    """At whom it may have been directed; while the report does not say, not at those whom the clause leaves out."""
    return event.targets - left_out(clause) if event.targets.is_any else event.targets


def _days_in_common(event: Event, reach: Reach, zones: Sequence[str]) -> Days:
    """The first and the last day that it may have been, on any of the clocks that the terms may mean."""
    first, last = max(event.time.start_us, reach.start_us), min(event.time.end_us, reach.end_us) - 1
    return (
        None if first <= MIN else min(local_time(first, zone).date() for zone in zones),
        None if last >= MAX - 1 else max(local_time(last, zone).date() for zone in zones),
    )


def _outside(
    event: Event,
    clause: str | None,
    watched: Watched,
    reasons: tuple[Reason, ...],
    basis: str,
    nearest: Row | None = None,
) -> Row:
    return Row(
        event=event.id,
        line=event.line,
        clause=clause,
        party=None,
        basis=basis,
        answer="outside",
        probability=0.0,
        p_max=nearest.p_max if nearest else 0.0,
        margin_m=nearest.margin_m if nearest else None,
        margin_min=nearest.margin_min if nearest else None,
        exception=None,
        watched=watched,
        reasons=reasons,
    )


def _answer(event: Event, held: Containment, bound: Bound, who: Candidates, clause: Clause) -> Answer:
    if held.answer is Truth.NO:
        return "outside"
    if not bound.may_bind:
        return "not_bound"
    sure = bound.everyone_bound and not _may_be_excluded(clause, who) and not event.may_be_nothing
    return "inside" if sure and held.answer is Truth.YES else "cannot_tell"


def _may_be_excluded(clause: Clause, who: Candidates) -> bool:
    """An unknown actor may be one of those that the clause leaves out."""
    return bool(clause.excluded) and not who.named
