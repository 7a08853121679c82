"""Did it hold, and did it change anything: every clause and party of an arrangement asked the same questions.

Every answer is a draft until a named officer releases it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ceasefire.assessment.asked import ASSESSED_KINDS, Asked, Stretch, asked, ground_of, spans_of
from ceasefire.assessment.breaks import broke_on
from ceasefire.assessment.columns import Columns, Days, Ints, columns_of, is_placed
from ceasefire.assessment.conduct import conduct, not_asked
from ceasefire.assessment.definitions import Definition, Found, definitions
from ceasefire.assessment.displacement import Moved, moved
from ceasefire.assessment.effect import Effect, estimate_effect, unless_effort_changed
from ceasefire.assessment.form import Form, form
from ceasefire.assessment.purpose import Purpose, purpose
from ceasefire.assessment.results import Assessment, Result, Version
from ceasefire.assessment.rules import Rules, rules
from ceasefire.assessment.same_hours import same_hours
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.surroundings import KM_PER_DEGREE, Chosen, Surroundings, surroundings
from ceasefire.assessment.watched import watched_days
from ceasefire.kernel import taxonomy
from ceasefire.kernel.languages import in_language, mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching.watching import Watch
from ceasefire.record import Effort, Event
from ceasefire.scope import Where
from ceasefire.terms import Terms
from ceasefire.terms.model import Clause
from ceasefire.terms.window_meaning import zones_of

Look = tuple[str, Effect, tuple[Reason, ...]]


def assess(
    terms: Terms,
    events: Iterable[Event],
    *,
    effort: Sequence[Effort] | None = None,
    on: dt.date | None = None,
    others: Sequence[Terms] = (),
    by: Rules | None = None,
    seed: int = 0,
) -> Assessment:
    """Answer for every clause that refrains or limits: conduct, form, purpose and harm, each with its reasons.

    Args:
        terms: the arrangement, in the zone of whose clock days are counted.
        events: reports of one record; its first and last report bound what can be said.
        effort: who watched; None when nobody recorded it, and then no silence counts as quiet.
        on: up to which day; the last day of the record unless given.
        others: other ceasefires: days under them are never taken for days without one.
        by: the rules; those in force unless given.
        seed: of the draws behind the interval.

    Returns:
        One result per clause for all parties, then one per bound party. A party's conduct is assessed on reports
        that name it alone, and cannot be told where none does.

    Raises:
        BadInput: no report has a place and a day.

    It finds no breach, and names nobody as its author.
    """
    fixed, given = by or rules(), tuple(events)
    columns = columns_of(given, zones_of(terms.zone)[0])
    day = on or columns.days.day(columns.days.count - 1)
    placed = tuple(event for event in given if is_placed(event))
    run = _Run(terms, placed, columns, Watch.of(terms, effort), day, tuple(others), fixed, seed)
    clauses = (clause for clause in terms.clauses.values() if clause.kind in ASSESSED_KINDS)
    results = tuple(result for clause in clauses for result in run.results(clause))
    title = in_language(terms.title) or terms.key
    return Assessment(terms.key, title, day, results, fixed, columns.unplaced, columns.unplaced_deaths)


@dataclass(frozen=True, slots=True)
class _Run:
    """One assessment under way: what every clause is asked against."""

    terms: Terms
    placed: tuple[Event, ...]
    columns: Columns
    watch: Watch
    on: dt.date
    others: tuple[Terms, ...]
    rules: Rules
    seed: int

    def results(self, clause: Clause) -> Iterator[Result]:
        """Answer one clause, for all parties and then for each bound one."""
        question = asked(self.terms, clause, self.columns.days, self.on, self.rules)
        for party in (None, *sorted(clause.bound)):
            yield self._result(question, party)

    def _result(self, question: Asked, party: str | None) -> Result:
        counted = self._counted(question.clause, party)
        versions = tuple(self._versions(question, party, counted))
        told = question.reasons if versions else (*question.reasons, *_never_named(question, party, counted))
        main = versions[0] if versions else None
        became, reached = form(self.terms, self.on, party, question.clause.key), purpose(self.terms, self.on)
        return Result(
            clause=question.clause.key,
            party=party,
            acts=question.clause.acts,
            unit="event",
            conduct=main.conduct if main else not_asked(),
            form=became,
            purpose=reached,
            harm=self.terms.harm,
            displacement=self._moved(question, main, counted) if main and party is None else (),
            definitions=self._definitions(main, became, reached) if main else (),
            versions=versions,
            reasons=told,
        )

    def _counted(self, clause: Clause, party: str | None) -> Chosen:
        """Which reports may be acts of the clause, by the party where one is asked for."""
        leaves = taxonomy.acts().expand(clause.acts or (taxonomy.EVERY,))
        return np.array([bool(each.acts & leaves) and _is_by(each, party) for each in self.placed], dtype=bool)

    def _versions(self, question: Asked, party: str | None, counted: Chosen) -> Iterator[Version]:
        if question.ground is None or (party is not None and not counted.any()):
            return
        columns = self.columns.only(counted)
        for stretch in question.stretches:
            around = surroundings(question.ground, columns, stretch.start, self.rules)
            yield self._version(question.clause, question.ground, stretch, columns, around)

    def _version(
        self, clause: Clause, ground: Where, stretch: Stretch, columns: Columns, around: Surroundings
    ) -> Version:
        seen = Seen(
            days=columns.days,
            events=columns.per_day(around.inside),
            deaths=columns.deaths_per_day(around.inside),
            start=stretch.start,
            length=stretch.length,
            watched=watched_days(self.watch, clause, ground, columns.days, stretch),
            places=_places(columns.only(around.inside), stretch),
        )
        effect = _unless_effort_changed(self._effect(seen.events, around, stretch, ground), seen)
        is_short = stretch.length < self.rules.shortest_days
        hours = same_hours(columns, around.inside, stretch.span, self.rules.weeks_before) if is_short else None
        found = conduct(seen, effect, broke_on(seen, self.rules), self.rules)
        return Version(stretch, seen, effect, found, around, hours)

    def _effect(
        self, unit: Ints, around: Surroundings, stretch: Stretch, ground: Where, *, anticipation: int = 0
    ) -> Effect:
        counts = np.vstack([unit[None, :], around.others])
        return estimate_effect(
            counts,
            0,
            stretch.start,
            stretch.length,
            controls=None if around.compared else (),
            anticipation=anticipation,
            excluded=np.broadcast_to(self._under_others(ground), counts.shape) if self.others else None,
            level=self.rules.interval,
            seed=self.seed,
        )

    def _under_others(self, ground: Where) -> NDArray[np.bool_]:
        """Days on which another ceasefire may have been felt here."""
        days = np.zeros(self.columns.days.count, dtype=bool)
        for terms in self.others:
            for clause in terms.clauses.values():
                other = ground_of(terms, clause) if clause.kind in ASSESSED_KINDS else None
                if other is not None and _is_near(ground, other, self.rules.rings_km[-1]):
                    _mark_days(days, terms, clause, self.columns.days, self.rules)
        return days

    def _moved(self, question: Asked, main: Version, counted: Chosen) -> tuple[Moved, ...]:
        """The rings, the acts that are not forbidden, and the next as many days; corrected for many looks."""
        if question.ground is None:
            return ()
        looks = tuple(self._looks(question.ground, main, counted))
        return moved(looks, self.rules.finding_at)

    def _looks(self, ground: Where, main: Version, counted: Chosen) -> Iterator[Look]:
        columns, stretch, around = self.columns.only(counted), main.stretch, main.around
        for ring in around.rings:
            told = (_merged(ring.merged),) if ring.merged else ()
            where = f"{ring.from_km:g} to {ring.to_km:g} km outside"
            yield where, self._effect(columns.per_day(ring.chosen), around, stretch, ground), told
        after = _next(stretch, columns.days)
        if after is not None:
            inside = columns.per_day(around.inside)
            effect = self._effect(inside, around, after, ground, anticipation=stretch.length)
            yield "the next as many days", effect, ()
        other_acts = self.columns.only(~counted)
        if len(other_acts.lon):
            beside = surroundings(ground, other_acts, stretch.start, self.rules)
            yield "acts not forbidden", self._effect(other_acts.per_day(beside.inside), beside, stretch, ground), ()

    def _definitions(self, main: Version, became: Form, reached: Purpose) -> tuple[Definition, ...]:
        return definitions(Found(self.terms, main.seen, main.effect, main.conduct, became, reached, self.rules))


def _unless_effort_changed(effect: Effect, seen: Seen) -> Effect:
    """Monitors come when a ceasefire starts and leave when shelling does: then counts change with them.

    Where no watch before the start is on record, nobody knows whether it changed.
    """
    if seen.watched is None or not seen.watched[seen.before].any():
        return effect
    before, during = (float(seen.watched[days].mean()) for days in (seen.before, seen.during))
    return unless_effort_changed(effect, before, during)


def _is_by(event: Event, party: str | None) -> bool:
    return party is None or (event.actor_is_known and event.actor.ids == frozenset({party}))


def _never_named(question: Asked, party: str | None, counted: Chosen) -> Iterator[Reason]:
    if question.ground is not None and question.stretches and party is not None and not counted.any():
        yield reason("party_never_named", mark("no report names {party} as the one who did it"), party=party)


def _places(inside: Columns, stretch: Stretch) -> tuple[int, ...]:
    """How many reports of the stretch share each place, the most first."""
    during = (inside.day >= stretch.start) & (inside.day < stretch.start + stretch.length)
    points = zip(inside.lon[during].tolist(), inside.lat[during].tolist(), strict=True)
    return tuple(sorted(Counter(points).values(), reverse=True))


def _is_near(ground: Where, other: Where, reach_km: float) -> bool:
    here, there = ground.geometry(), other.geometry()
    if here is None or there is None:
        return True
    narrowing = max(0.05, float(np.cos(np.radians(here.centroid.y))))
    return bool(shapely.dwithin(here, there, reach_km / KM_PER_DEGREE / narrowing))


def _mark_days(under: NDArray[np.bool_], terms: Terms, clause: Clause, days: Days, rules: Rules) -> None:
    for _, span in spans_of(terms, clause):
        first, last = days.covered(span, rules.open_ended_days)
        under[max(0, first) : max(0, last + 1)] = True


def _next(stretch: Stretch, days: Days) -> Stretch | None:
    """The next as many days, when the record holds them all."""
    start = stretch.start + stretch.length
    if start + stretch.length > days.count:
        return None
    return Stretch(None, stretch.span, start, stretch.length)


def _merged(edges: tuple[float, ...]) -> Reason:
    why = mark("the ring up to {edges} km was joined to this one: the places in it are not known better than its width")
    return reason("ring_merged", why, edges=", ".join(f"{edge:g}" for edge in edges))
