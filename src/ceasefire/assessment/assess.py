"""Did it hold, and did it change anything: every clause and party of an arrangement asked the same questions.

Every answer is a draft until a named officer releases it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.assessment.asked import ASSESSED_KINDS, Asked, Stretch, asked, nothing_to_assess
from ceasefire.assessment.breaks import broke_on
from ceasefire.assessment.changes import what_would_change
from ceasefire.assessment.columns import Columns
from ceasefire.assessment.conduct import conduct, not_asked, of_what_was_in_force
from ceasefire.assessment.definitions import definitions
from ceasefire.assessment.displacement import Moved, moved
from ceasefire.assessment.doubting import Doubting, Looked
from ceasefire.assessment.doubts import without_answer
from ceasefire.assessment.form import Form, form
from ceasefire.assessment.found import Acts, Definition, Found
from ceasefire.assessment.in_window import InWindow
from ceasefire.assessment.looks import Record, looks, parties_not_named
from ceasefire.assessment.nearby import nothing_near
from ceasefire.assessment.opinions import Series, second_opinions, watching_changed, without_figures
from ceasefire.assessment.own_time import on_own_days, read_twice, seen_in
from ceasefire.assessment.part import of_its_part, still_to_come
from ceasefire.assessment.purpose import Purpose, purpose
from ceasefire.assessment.reports import Reports
from ceasefire.assessment.results import Assessment, Result, Version
from ceasefire.assessment.rules import Rules, rules
from ceasefire.assessment.same_hours import same_hours
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.surroundings import Chosen, Surroundings, surroundings
from ceasefire.assessment.tally import Aside, Portion, tally
from ceasefire.assessment.truces import short_truces
from ceasefire.assessment.watched import exposure_of, unless_watching_changed, watched_days, watched_in
from ceasefire.kernel.languages import in_language
from ceasefire.kernel.reasons import Reason
from ceasefire.matching.watching import Watch
from ceasefire.record import Contradicted, Effort, Event
from ceasefire.scope import Where
from ceasefire.terms import Terms
from ceasefire.terms.model import Clause


def assess(  # noqa: PLR0913 - one argument for each thing that is known of a record
    terms: Terms,
    events: Iterable[Event],
    *,
    effort: Sequence[Effort] | None = None,
    on: dt.date | None = None,
    others: Sequence[Terms] = (),
    set_aside: Iterable[Aside] = (),
    sees: frozenset[str] | None = None,
    by: Rules | None = None,
    seed: int = 0,
) -> Assessment:
    """Answer for every clause that refrains or limits: conduct, form, purpose and harm, each with its reasons.

    Where no clause does, one result says so, with form, purpose and harm of the whole text.

    Args:
        terms: the arrangement, in the zone of whose clock days are counted.
        events: reports of one record; its first and last report bound what can be said.
        effort: who watched; None when nobody recorded it, and then no silence counts as quiet.
        on: up to which day; the last day of the record unless given.
        others: other ceasefires: days under them are never taken for days without one.
        set_aside: what the reader of the files set aside and why: it is told beside the counts, and what may lie
            inside forbids quiet.
        sees: the leaves of the acts that the sources can see at all, None when nobody said.
        by: the rules; those in force unless given.
        seed: of the draws behind the interval.

    Returns:
        One result per clause for all parties, then one per bound party. A party's conduct is assessed on reports
        that name it alone, and cannot be told where none does.

    Raises:
        BadInput: no report has a place and a day.

    It finds no breach, and names nobody as its author.
    """
    fixed, reports = by or rules(), Reports.of(terms, events)
    columns = reports.columns
    day = on or columns.days.day(columns.days.count - 1)
    aside, rows = tuple(set_aside), None if effort is None else Contradicted.of(effort)
    watch = Watch.of(terms, None if rows is None else rows.kept)
    doubting = Doubting(reports, aside, sees, rows)
    run = _Run(terms, reports, columns, watch, day, tuple(others), fixed, seed, doubting)
    clauses = (clause for clause in terms.clauses.values() if clause.kind in ASSESSED_KINDS)
    results = tuple(result for clause in clauses for result in run.results(clause)) or (run.of_no_clause(),)
    title = in_language(terms.title) or terms.key
    lost = columns.unplaced, columns.unplaced_deaths
    return Assessment(terms.key, title, day, results, fixed, *lost, aside)


@dataclass(frozen=True, slots=True)
class _Run:
    """One assessment under way: what every clause is asked against."""

    terms: Terms
    reports: Reports
    columns: Columns
    watch: Watch
    on: dt.date
    others: tuple[Terms, ...]
    rules: Rules
    seed: int
    doubting: Doubting

    def of_no_clause(self) -> Result:
        """Answer a text of which no clause can be assessed: what became of it, its purpose, and the harm."""
        became, reached = form(self.terms, self.on), purpose(self.terms, self.on)
        why, nothing = (nothing_to_assess(self.terms),), not_asked()
        return Result(None, None, (), "event", nothing, became, reached, self.terms.harm, reasons=why)

    def results(self, clause: Clause) -> Iterator[Result]:
        """Answer one clause, for all parties and then for each bound one."""
        acts = self.reports.may_be(clause.acts)
        hours = bool(self.columns.to_hour[acts].any())
        question = asked(self.terms, clause, self.columns.days, self.on, self.rules, tells_hours=hours)
        setting = None
        if (ground := question.ground) is not None:
            setting = Setting.of(ground, self.columns.days, self.others, self.rules, self.seed)
            truces = short_truces(self.terms, clause, ground, self.columns.days, self.on, self.others)
            setting = replace(setting, truces=truces)
            near = nothing_near(ground, self.columns, self.rules.rings_km[-1])
            question = replace(question, reasons=(*question.reasons, *near))
        for party in (None, *sorted(clause.bound)):
            yield self._result(question, setting, acts, party)

    def _result(self, question: Asked, setting: Setting | None, acts: Chosen, party: str | None) -> Result:
        counted = self.reports.by(party, acts)
        versions = () if setting is None else tuple(self._versions(question, setting, party, acts, counted))
        told = question.reasons
        if question.ground is not None and question.stretches and party is not None and not counted.any():
            told = (*told, self.reports.never_named(party, acts))
        main = versions[0] if versions else None
        beside: tuple[Moved, ...] = ()
        if main is not None and setting is not None and party is None:
            record = Record(self.columns, counted, self.reports.between(question.clause.bound))
            beside = moved(tuple(looks(setting, record, main)), self.rules.finding_at)
            told = told if record.of_parties.any() else (*told, parties_not_named())
        annex: tuple[Definition, ...] = ()
        became, reached = form(self.terms, self.on, party, question.clause.key), purpose(self.terms, self.on)
        if main is not None and setting is not None:
            annex = self._definitions(question.clause, setting.ground, party, main, became, reached)
        return Result(
            clause=question.clause.key,
            party=party,
            acts=question.clause.acts,
            unit="event",
            conduct=of_what_was_in_force(main.conduct if main else not_asked(), became.answer),
            form=became,
            purpose=reached,
            harm=self.terms.harm,
            displacement=beside,
            definitions=annex,
            versions=versions,
            changes=what_would_change(versions, self.columns.only(counted), setting) if versions and setting else (),
            reasons=told,
        )

    def _versions(
        self, question: Asked, setting: Setting, party: str | None, acts: Chosen, counted: Chosen
    ) -> Iterator[Version]:
        if party is not None and not counted.any():
            return
        columns = self.columns.only(counted)
        for stretch in question.stretches:
            around = surroundings(setting.ground, columns, stretch.start, self.rules)
            days = slice(stretch.start, stretch.start + stretch.length)
            portions = tally(on_own_days(self.columns, setting.ground, stretch), acts, counted, around.inside, days)
            yield self._version(question.clause, party, setting, stretch, columns, around, portions)

    def _version(
        self,
        clause: Clause,
        party: str | None,
        setting: Setting,
        stretch: Stretch,
        columns: Columns,
        around: Surroundings,
        portions: tuple[Portion, ...],
    ) -> Version:
        shares = watched_days(self.watch, clause, (setting.ground, *around.grounds), columns.days)
        of_its_own = watched_in(self.watch, clause, setting.ground, columns.days, stretch.times)
        watched = None if shares is None or of_its_own is None else (shares[0], of_its_own)
        seen = seen_in(columns, around.inside, setting.ground, stretch, watched)
        counts = np.vstack([seen.events, around.others])
        exposure = None if shares is None else exposure_of(shares, counts, seen.during.stop)
        estimate = setting.estimate(seen.events, around.others, stretch, compared=around.compared, exposure=exposure)
        kept = read_twice(estimate, setting, around, seen, stretch, exposure)
        looked = Looked(clause, party, setting, stretch, seen, estimate)
        doubts = self.doubting.of(looked, kept)
        seen, kept = replace(seen, doubts=doubts), without_answer(kept, doubts)
        guarded = unless_watching_changed(kept, seen, seen.during)
        opinions = second_opinions(Series.of(seen, around, setting))
        if guarded is not kept:  # opinions are never set against the watching
            opinions = without_figures(opinions, watching_changed())
        if stretch.withheld is not None:
            opinions = without_figures(opinions, stretch.withheld, but_truces=stretch.whole > 0)
        effect = guarded if exposure is None else kept
        by_hour = stretch.withheld is None or bool(columns.to_hour[around.inside].all())
        is_short = stretch.length < self.rules.shortest_days and by_hour and len(stretch.times.spans) == 1
        compared = estimate if effect is estimate.effect else None
        hours = (
            same_hours(columns, around.inside, stretch.times.spans[0], self.rules.weeks_before) if is_short else None
        )
        found = conduct(seen, effect, broke_on(seen, self.rules), self.rules, stretch.withheld)
        found = of_its_part(found, stretch, seen, columns.days.number_of(self.on))
        return Version(stretch, seen, effect, compared, found, around, hours, portions, opinions, exposure)

    def _definitions(
        self, clause: Clause, ground: Where, party: str | None, main: Version, became: Form, reached: Purpose
    ) -> tuple[Definition, ...]:
        seen, stretch = main.seen, main.stretch

        def in_window(acts: Acts) -> InWindow:
            columns = self.columns.only(self.reports.by(party, self.reports.may_be(acts)))
            return InWindow.of(columns, ground, stretch.times, seen.during)

        def count_of(acts: Acts) -> tuple[int, int]:
            found = in_window(acts)
            return found.sure, found.possible

        def coverage_of(acts: Acts) -> float | None:
            watched = watched_in(self.watch, replace(clause, acts=acts), ground, seen.days, stretch.times)
            return replace(seen, watched=watched).coverage

        def doubts_of(acts: Acts) -> tuple[Reason, ...]:
            return self.doubting.of_silence(replace(clause, acts=acts), party, ground, stretch, seen)

        return definitions(
            Found(
                terms=self.terms,
                clause=clause.key,
                seen=seen,
                window=seen.window or in_window(clause.acts),
                count_of=count_of,
                coverage_of=coverage_of,
                doubts_of=doubts_of,
                effect=main.effect,
                conduct=main.conduct,
                form=became,
                purpose=reached,
                rules=self.rules,
                withheld=stretch.withheld,
                to_come=still_to_come(stretch, seen),
            )
        )
