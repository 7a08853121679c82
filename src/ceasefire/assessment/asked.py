"""What is asked of a clause: which ground, which acts, which days; every stated start and end beside the common one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ceasefire.assessment.columns import Days
from ceasefire.assessment.rules import Rules
from ceasefire.clock import MAX, MIN, Span
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.scope import Scope, Where
from ceasefire.terms import Terms
from ceasefire.terms.agreement import agreed
from ceasefire.terms.meaning import BY_NAME, clause_scope, version_scope
from ceasefire.terms.model import Clause

ASSESSED_KINDS: Final = frozenset({"refrain", "limit"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that one version of a window gives: `said_by` nobody for the common one.

    `start` is the number of its first day in the record and `length` its number of days.
    """

    said_by: str | None
    span: Span
    start: int
    length: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause made ready: its ground, or the reason why there is none, and its stretches of days."""

    clause: Clause
    ground: Where | None
    stretches: tuple[Stretch, ...]
    reasons: tuple[Reason, ...]


def asked(terms: Terms, clause: Clause, days: Days, on: dt.date, rules: Rules) -> Asked:
    """Return what can be asked of a clause by `on` with a record of these days."""
    ground, told = _ground(_scope(terms, clause))
    stretches, refused = [], list[Reason]()
    for said_by, span in spans_of(terms, clause):
        found = _stretch(said_by, span, days, on, rules)
        if isinstance(found, Reason):
            refused.append(found)
        else:
            stretches.append(found)
    return Asked(clause, ground, tuple(stretches), (*told, *refused))


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


_NOT_SURE: Final = reason("ground_not_sure", mark("the area may be another: its shape is not the agreed one"))
_NO_GROUND: Final = reason("no_ground", mark("the terms draw no bounded area, so nothing can be counted in it"))


def spans_of(terms: Terms, clause: Clause) -> Iterator[tuple[str | None, Span]]:
    """Yield the time in which all who agreed are bound, then every version that differs from it, by whose it is."""
    parties = who_is_bound(terms, clause)
    each = {party: _hull(clause_scope(terms, clause.key, party, how=BY_NAME)) for party in parties}
    known = [span for span in each.values() if span is not None]
    if known:
        common = Span(max(span.start for span in known), min(span.end for span in known))
        if common.start < common.end:
            yield None, common
        said = {party: _hull(version_scope(terms, clause.key, party, how=BY_NAME)) for party in clause.bound}
        for party, span in sorted(said.items()):
            if span is not None and span != common:
                yield party, span


def who_is_bound(terms: Terms, clause: Clause) -> Sequence[str]:
    """Return the bound parties that may have agreed; all of them where nobody has."""
    return [party for party in clause.bound if agreed(terms, party, clause.key) is not Truth.NO] or clause.bound


def _hull(scope: Scope) -> Span | None:
    sure, maybe = scope.certain.times(), scope.possible.times()
    hull = (maybe if sure.is_empty else sure).hull
    return None if hull is None or hull.start <= MIN else hull


def _stretch(said_by: str | None, span: Span, days: Days, on: dt.date, rules: Rules) -> Stretch | Reason:
    start, last = days.covered(span, rules.open_ended_days)
    told: tuple[Reason, ...] = ()
    if span.end >= MAX:
        why = mark("no end is stated: the first {days} days are assessed")
        told = (reason("no_end", why, days=rules.open_ended_days),)
    if last > days.number_of(on):
        last = days.number_of(on)
        told = (*told, reason("cut", mark("only the days up to {on} are assessed"), on=on.isoformat()))
    length = last - start + 1
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
    return Stretch(said_by, span, start, length, told)
