"""What of one record forbids an answer, asked for each clause, party and stretch of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ceasefire.assessment.asked import Stretch
from ceasefire.assessment.columns import Columns
from ceasefire.assessment.doubts import (
    if_unread_were_inside,
    of_the_watch,
    perhaps_its_own,
    under_any_author,
)
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.estimate import Estimate
from ceasefire.assessment.in_window import InWindow
from ceasefire.assessment.reports import Reports
from ceasefire.assessment.seen import Doubts, Seen
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.stops import stops_around
from ceasefire.assessment.surroundings import surroundings
from ceasefire.assessment.tally import Aside
from ceasefire.assessment.unread import Unread
from ceasefire.kernel import taxonomy
from ceasefire.kernel.reasons import Reason
from ceasefire.matching.looking import not_all_seen
from ceasefire.record import Contradicted
from ceasefire.scope import Where
from ceasefire.terms.model import Clause


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """One clause, party and stretch: what was seen, and the estimate of what the reports of the party give."""

    clause: Clause
    party: str | None
    setting: Setting
    stretch: Stretch
    seen: Seen
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Doubting:
    """A record and what is known of it: the rows set aside, the acts that it can see, and the watch over it.

    `sees` are leaves of acts, None when nobody said; `effort` is None when nobody recorded who was watching.
    """

    reports: Reports
    set_aside: tuple[Aside, ...]
    sees: frozenset[str] | None
    effort: Contradicted | None

    def of(self, looked: Looked, effect: Effect) -> Doubts:
        """Return what forbids the answers of this effect and of silence, and what has to be known beside them."""
        clause, stretch, seen = looked.clause, looked.stretch, looked.seen
        unread = self._unread(clause, looked.party, stretch, seen)
        silence = self.of_silence(clause, looked.party, looked.setting.ground, stretch, seen)
        unseen = self._unseen(clause)
        change = [each for each in unseen if each.code == "acts_not_seen"]
        if effect.answer == "fell":
            change += stops_around(self.reports.columns, seen.during)
        change += [*self._by_author(looked, effect), *if_unread_were_inside(effect, looked.estimate, unread)]
        watch = () if self.effort is None else of_the_watch(self.effort, clause.bound, self.reports.keys, stretch.times)
        return Doubts(silence, tuple(change), (*unseen, *unread.told, *watch))

    def of_silence(
        self, clause: Clause, party: str | None, ground: Where, stretch: Stretch, seen: Seen
    ) -> tuple[Reason, ...]:
        """Return why it proves nothing that no report of the clause's acts, by the party, lies inside."""
        unread = self._unread(clause, party, stretch, seen)
        unnamed = () if party is None else perhaps_its_own(party, self._unnamed(clause, party, ground, stretch, seen))
        hidden = unread.told if unread.may_hide_one else ()
        return (*self._unseen(clause), *unnamed, *hidden, *stops_around(self.reports.columns, seen.during))

    def _unseen(self, clause: Clause) -> tuple[Reason, ...]:
        return tuple(not_all_seen(self.sees, clause.acts or (taxonomy.EVERY,)))

    def _unread(self, clause: Clause, party: str | None, stretch: Stretch, seen: Seen) -> Unread:
        history = seen.events[: seen.start]
        level = float(history.mean()) * seen.length if len(history) else 0.0
        unplaced = self.reports.unplaced_in(stretch.span, clause.acts, party)
        read = len(self.reports.placed) + len(self.reports.unplaced)
        return Unread.of(self.set_aside, unplaced, read, level)

    def _unnamed(self, clause: Clause, party: str, ground: Where, stretch: Stretch, seen: Seen) -> int:
        """How many reports that may lie inside may be the party's, and are not surely its own."""
        return InWindow.of(self._perhaps_another(clause, party), ground, stretch.times, seen.during).possible

    def _perhaps_another(self, clause: Clause, party: str) -> Columns:
        """The reports, wherever and whenever, that may be the party's and are not surely its own."""
        acts = self.reports.may_be(clause.acts)
        return self.reports.columns.only(
            np.logical_and(self.reports.perhaps_by(party, acts), ~self.reports.by(party, acts))
        )

    def _by_author(self, looked: Looked, effect: Effect) -> Iterator[Reason]:
        party, clause, stretch, setting = looked.party, looked.clause, looked.stretch, looked.setting
        if party is None or effect.answer == "cannot_tell":
            return
        another = self._perhaps_another(clause, party)
        if not another.inside([setting.ground])[0].any():
            return
        unnamed = InWindow.of(another, setting.ground, stretch.times, looked.seen.during).possible
        columns = self.reports.columns.only(self.reports.perhaps_by(party, self.reports.may_be(clause.acts)))
        around = surroundings(setting.ground, columns, stretch.start, setting.rules)
        inside = columns.per_day(around.inside)
        perhaps = setting.estimate(inside, around.others, stretch, compared=around.compared, exposure=None)
        told = under_any_author(effect, unnamed, looked.estimate, perhaps)
        yield from told
        if told:
            yield from perhaps_its_own(party, unnamed)
