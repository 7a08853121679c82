"""What is asked of a clause: which ground, which acts, which days; every stated start and end beside the common one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Final, Literal

from ceasefire.assessment.columns import Days
from ceasefire.assessment.rules import Rules
from ceasefire.clock import MAX, MIN, Span, TimeSet
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.scope import Scope, Where
from ceasefire.terms import Terms
from ceasefire.terms.agreement import agreed
from ceasefire.terms.meaning import BY_NAME, clause_scope, version_scope
from ceasefire.terms.model import Clause
from ceasefire.terms.open_points import is_place_open, unsettled
from ceasefire.terms.window_meaning import window_when

ASSESSED_KINDS: Final = frozenset({"refrain", "limit"})
Part = Literal["whole", "so_far", "first_days"]
WHOLE: Final = 0.99  # of a day: from 00:01 or until 23:59 is how whole days are written


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that one version of a window gives: `said_by` nobody for the common one.

    `start` is the number of its first day in the record and `length` its number of days. `times` are the moments of the
    window on these days, and `whole` how many of the days lie wholly in it. `withheld` says why nothing that is
    counted by days can be told of it: it holds no whole day, few of them, or others between
    them. `part` tells whether the days are all of the window, those so far, or the first of one without an end.
    """

    said_by: str | None
    span: Span
    start: int
    length: int
    times: TimeSet
    reasons: tuple[Reason, ...] = ()
    whole: int = 0
    withheld: Reason | None = None
    part: Part = "whole"


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause made ready: its ground, or the reason why there is none, and its stretches of days."""

    clause: Clause
    ground: Where | None
    stretches: tuple[Stretch, ...]
    reasons: tuple[Reason, ...]


def asked(terms: Terms, clause: Clause, days: Days, on: dt.date, rules: Rules, *, tells_hours: bool) -> Asked:
    """Return what can be asked of a clause by `on` with a record of these days, some of which may tell the hour."""
    ground, told = _ground(_scope(terms, clause))
    if _NOT_SURE in told and not is_place_open(terms, clause) and _is_time_open(terms, clause):
        told = ()
    stretches, refused = [], list[Reason]()
    spans = tuple(spans_of(terms, clause))
    if not spans:
        refused += [_no_time(clause), *unsettled(terms, clause)]
    for said_by, span, times in spans:
        found = _stretch(said_by, span, times, days, on, rules)
        if isinstance(found, Reason):
            refused.append(found)
        else:
            stretches.append(_by_whole_days(found, days, tells_hours=tells_hours))
    return Asked(clause, ground, tuple(stretches), (*told, *refused))


def nothing_to_assess(terms: Terms) -> Reason:
    """Say why no clause of a text can be assessed: it has none, or none that forbids or limits acts."""
    if not terms.clauses:
        return reason("no_clause", mark("the text has no clause, so nothing in it can be assessed"))
    why = mark(
        "nothing in the text can be assessed: what is counted are acts that a clause forbids or limits, and every "
        "clause of it asks for something to be done or allows it"
    )
    return reason("nothing_to_assess", why)


def ground_of(terms: Terms, clause: Clause) -> Where | None:
    """Return the ground of a clause, None when the terms draw no bounded area."""
    return _ground(_scope(terms, clause))[0]


def _scope(terms: Terms, clause: Clause) -> Scope:
    return Scope.union(clause_scope(terms, clause.key, party) for party in clause.bound)


def _ground(scope: Scope) -> tuple[Where | None, tuple[Reason, ...]]:
    """All the ground that is sure, else all that may be meant, when it ends somewhere."""
    for bound, told in ((scope.certain, ()), (scope.possible, (_NOT_SURE,))):
        areas = [part.where for part in bound.parts()]
        if areas and all(area.is_bounded for area in areas):
            whole = areas[0]
            for area in areas[1:]:
                whole |= area
            return whole, told
        if areas:
            return None, (_NO_GROUND,)
    return None, (_NO_GROUND,)


def _is_time_open(terms: Terms, clause: Clause) -> bool:
    """Whether no moment is surely in a window of the clause: then nothing of its ground is sure, whatever its shape."""
    return any(window_when(terms, key).sure.is_empty for key in clause.window.values())


def _no_time(clause: Clause) -> Reason:
    if clause.window:
        why = mark("the start is not set, so it is not known which days are to be assessed")
        return reason("start_not_set", why)
    return reason("no_window", mark("no window is stated, so it is not known which days are to be assessed"))


_NOT_SURE: Final = reason("ground_not_sure", mark("the area may be another: its shape is not the agreed one"))
_NO_GROUND: Final = reason("no_ground", mark("the terms draw no bounded area, so nothing can be counted in it"))


def spans_of(terms: Terms, clause: Clause) -> Iterator[tuple[str | None, Span, TimeSet]]:
    """Yield the time in which all who agreed are bound, then every version that differs from it, by whose it is.

    Each is told as whose it is, its span from its first to its last moment, and its moments.
    """
    parties = who_is_bound(terms, clause)
    each = [_times(clause_scope(terms, clause.key, party, how=BY_NAME)) for party in parties]
    known = [(span, times) for times in each if (span := _hull(times)) is not None]
    if known:
        both = reduce(TimeSet.__and__, (times for _, times in known))
        common = Span(max(span.start for span, _ in known), min(span.end for span, _ in known))
        if common.start < common.end:
            yield None, common, both
        said = {party: _times(version_scope(terms, clause.key, party, how=BY_NAME)) for party in clause.bound}
        for party, times in sorted(said.items()):
            span = _hull(times)
            if span is not None and (span != common or times != both):
                yield party, span, times


def who_is_bound(terms: Terms, clause: Clause) -> Sequence[str]:
    """Return the bound parties that may have agreed; all of them where nobody has."""
    return [party for party in clause.bound if agreed(terms, party, clause.key) is not Truth.NO] or clause.bound


def _times(scope: Scope) -> TimeSet:
    """The moments that are sure, else all that may be meant."""
    sure = scope.certain.times()
    return scope.possible.times() if sure.is_empty else sure


def _hull(times: TimeSet) -> Span | None:
    hull = times.hull
    return None if hull is None or hull.start <= MIN else hull


def _stretch(
    said_by: str | None, span: Span, times: TimeSet, days: Days, on: dt.date, rules: Rules
) -> Stretch | Reason:
    start, last = days.covered(span, rules.open_ended_days)
    told: tuple[Reason, ...] = ()
    part: Part = "whole"
    if span.end >= MAX:
        part = "first_days"
        why = mark("no end is stated: the first {days} days are assessed")
        told = (reason("no_end", why, days=rules.open_ended_days),)
    if last > days.number_of(on):
        last, part = days.number_of(on), "so_far"
        told = (*told, reason("cut", mark("only the days up to {on} are assessed"), on=on.isoformat()))
    length = last - start + 1
    if days.day(start) > on or start >= days.count:
        return _not_begun(days.day(start), on, days)
    if start < 0 or length < 1 or start + length > days.count:
        why = mark("the days from {first} to {last} do not lie in the record, which runs from {from_day} to {to_day}")
        return reason(
            "outside_the_record",
            why,
            first=days.day(start).isoformat(),
            last=days.day(last).isoformat(),
            from_day=days.first.isoformat(),
            to_day=days.day(days.count - 1).isoformat(),
        )
    return Stretch(said_by, span, start, length, times, told, part=part)


def _not_begun(first: dt.date, on: dt.date, days: Days) -> Reason:
    """The window begins after the day of asking, or after the record."""
    last = days.day(days.count - 1)
    if first > last:
        why = mark("the window begins on {first}, and the record ends on {to_day}")
        return reason("outside_the_record", why, first=first.isoformat(), to_day=last.isoformat())
    why = mark("the window begins on {first}, after {on}, up to which is assessed")
    return reason("not_begun", why, first=first.isoformat(), on=on.isoformat())


def _by_whole_days(stretch: Stretch, days: Days, *, tells_hours: bool) -> Stretch:
    """Say what counting by days does to a window that begins or ends within one, and withhold where it holds few."""
    assessed = Days(days.day(stretch.start), stretch.length, days.zone)
    is_whole = assessed.shares(stretch.times) >= WHOLE
    starts = assessed.starts().tolist()
    on_these = TimeSet.between(starts[0], starts[-1])
    if is_whole.all():
        return replace(stretch, times=on_these, whole=stretch.length)
    stretch = replace(stretch, times=stretch.times & on_these)
    if not is_whole.any():
        why = mark("the record tells days only, and no day lies wholly in the window: what fell in it cannot be told")
        if tells_hours:
            why = mark("what would have been is foretold by whole days, and no day lies wholly in the window")
        return replace(stretch, withheld=reason("shorter_than_a_day", why))
    held = TimeSet(tuple(Span(*ends) for ends, whole in zip(pairwise(starts), is_whole.tolist(), strict=True) if whole))
    stretch = replace(stretch, times=stretch.times | held, whole=int(is_whole.sum()))
    values = {"part": stretch.length - stretch.whole, "days": stretch.length}
    if 2 * stretch.whole < stretch.length or not is_whole[1:-1].all():
        why = mark(
            "{part} of the {days} days from its start to its end lie not wholly in the window, and days are counted"
        )
        return replace(stretch, withheld=reason("mostly_outside", why, **values))
    why = mark("days are counted whole: {part} of the {days} assessed days lie not wholly in the window")
    return replace(stretch, reasons=(*stretch.reasons, reason("days_in_part", why, **values)))
