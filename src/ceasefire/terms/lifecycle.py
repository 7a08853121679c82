"""The state of an arrangement on a day: derived from histories, windows and guards, never written in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from ceasefire.clock import MIN, Span, TimeSet, day_span
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.kernel.tree import MapNode, TextNode
from ceasefire.terms.addressed import whom_it_binds
from ceasefire.terms.agreement import Agreement, agreed, agreed_when, agreement
from ceasefire.terms.days import days_of
from ceasefire.terms.meaning import BY_NAME, clause_scope, per_party
from ceasefire.terms.model import Terms, Window, Zone
from ceasefire.terms.states import LEAVING
from ceasefire.terms.window_meaning import zones_of

__all__ = ["Agreement", "Lifecycle", "Promise", "agreed", "agreed_when", "agreement", "state_on"]

StateOfTerms = Literal["pending", "in_force", "suspended", "expired", "completed", "ended"]
_STRONGEST_FIRST: Final[tuple[StateOfTerms, ...]] = ("in_force", "suspended", "pending", "expired", "ended")


@dataclass(frozen=True, slots=True)
class Promise:
    """The state of one clause for one party on a day.

    `certain` is False when something that is not known could make it another state; `state` is then the
    one that may hold besides.
    """

    party: str
    clause: str
    state: StateOfTerms
    certain: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The state of the whole arrangement on a day, whether it is certain, why, and promise by promise."""

    state: StateOfTerms
    certain: bool
    reasons: tuple[Reason, ...]
    promises: tuple[Promise, ...]


def state_on(terms: Terms, on: dt.date, party: str | None = None, clause: str | None = None) -> Lifecycle:
    """Return the state of the arrangement on a day of its zone; of one party's or one clause's promises when named.

    `completed`: the purpose was reached. `in_force`: some party was bound and its window open at some
    moment of the day. `suspended`, `expired`, `ended`: the last of those who were bound suspended it, its
    windows are over, or it withdrew. `pending`: nobody bound yet, or the start not there or not known.
    It says nothing of whether the terms were kept.
    """
    every = _over_zones([list(_promises(each, on)) for each in _in_each_zone(terms)])
    promises = tuple(each for each in every if party in {None, each.party} and clause in {None, each.clause})
    reached = _purpose_reached(terms, on)
    if reached is not None:
        return Lifecycle("completed", certain=True, reasons=(reached,), promises=promises)
    states = {each.state for each in promises}
    if not states:
        nobody = reason("nobody_agreed", mark("nobody had agreed to any clause by {on}"), on=on.isoformat())
        return Lifecycle("pending", certain=True, reasons=(nobody,), promises=())
    state = next(each for each in _STRONGEST_FIRST if each in states)
    holding = [each for each in promises if each.state == state]
    known = [each for each in holding if each.certain]
    besides = [each for each in promises if each.certain and each.state != state]
    told = tuple(dict.fromkeys(why for each in known or (*holding, *besides) for why in each.reasons))
    return Lifecycle(state, bool(known), told, promises)


def _purpose_reached(terms: Terms, on: dt.date) -> Reason | None:
    met = terms.purpose_met_on
    if met is None or days_of(met)[1] > on:
        return None
    return reason("purpose_reached", mark("the purpose was reached on {on}"), on=met)


def _in_each_zone(terms: Terms) -> Iterator[Terms]:
    """The terms once on each clock that they may mean: a day and a window of one reading are on one clock."""
    if terms.zone.name is not None:
        yield terms
        return
    for zone in zones_of(terms.zone):
        tree = cast("MapNode", terms.tree).with_entry("timezone", TextNode(zone))
        yield replace(terms, zone=Zone(zone), tree=tree)


def _over_zones(readings: Sequence[Sequence[Promise]]) -> Iterator[Promise]:
    """One promise each: certain where every reading has the same state, else the strongest of them."""
    if len(readings) == 1:
        yield from readings[0]
        return
    by_key: dict[tuple[str, str], list[Promise]] = {}
    for each in (promise for promises in readings for promise in promises):
        by_key.setdefault((each.party, each.clause), []).append(each)
    for (party, clause), found in by_key.items():
        states = {each.state for each in found}
        state = next(each for each in _STRONGEST_FIRST if each in states)
        certain = len(states) == 1 and len(found) == len(readings) and all(each.certain for each in found)
        told = tuple(dict.fromkeys(why for each in found for why in each.reasons))
        yield Promise(party, clause, state, certain, told)


def _promises(terms: Terms, on: dt.date) -> Iterator[Promise]:
    for key, clause in terms.clauses.items():
        whom = whom_it_binds(terms, key)
        for party in (*clause.bound, *sorted(whom.maybe - frozenset(clause.bound))):
            found = _promise(terms, party, key, on)
            if found is not None:
                yield found if party in whom.sure else replace(found, certain=False)


def _promise(terms: Terms, party: str, clause: str, on: dt.date) -> Promise | None:
    now = agreement(terms, party, clause, on)
    if now.answer is Truth.NO:
        if not _was_bound_before(terms, party, clause, on):
            return None
        return _left(party, clause, now, _by_window(terms, party, clause, on))
    state, certain, why = _by_window(terms, party, clause, on)
    certain = certain and (
        now.answer is Truth.YES or (state == "pending" and not _was_surely_bound(terms, party, clause, on))
    )
    return Promise(party, clause, state, certain, (*now.reasons, why))


def _was_bound_before(terms: Terms, party: str, clause: str, on: dt.date) -> bool:
    return not (agreed_when(terms, party, clause).maybe & _until_the_end_of(terms, on)).is_empty


def _was_surely_bound(terms: Terms, party: str, clause: str, on: dt.date) -> bool:
    """Whoever never surely was may still be free of it: before the start that is one and the same state."""
    return not (agreed_when(terms, party, clause).sure & _until_the_end_of(terms, on)).is_empty


def _until_the_end_of(terms: Terms, on: dt.date) -> TimeSet:
    return TimeSet.between(end=max((span.end for span in _days(terms, on)), default=0))


def _left(party: str, clause: str, now: Agreement, window: tuple[StateOfTerms, bool, Reason]) -> Promise:
    """Who suspended may come back until the window is over; what is over then has expired."""
    left = [step.state for step in now.states if step.state in LEAVING]
    if not left:
        lapsed = reason(
            "word_lapsed", mark("the word of {party} on {clause} was given up to a day"), party=party, clause=clause
        )
        return Promise(party, clause, "expired", certain=True, reasons=(lapsed,))
    suspended = left[-1] == "suspended"
    if suspended and window[0] == "expired":
        return Promise(party, clause, "expired", certain=window[1], reasons=(*now.reasons, window[2]))
    state: StateOfTerms = "suspended" if suspended else "ended"
    return Promise(party, clause, state, certain=True, reasons=now.reasons)


def _days(terms: Terms, on: dt.date) -> list[Span]:
    return [day_span(on, zone) for zone in zones_of(terms.zone)]


def _by_window(terms: Terms, party: str, clause: str, on: dt.date) -> tuple[StateOfTerms, bool, Reason]:
    scope = clause_scope(terms, clause, party, how=BY_NAME)
    sure, maybe = scope.certain.times(), scope.possible.times()
    day = TimeSet(tuple(_days(terms, on)))
    named = {"clause": clause, "on": on.isoformat()}
    if not (sure & day).is_empty:
        return "in_force", True, reason("window_open", mark("the window of {clause} is open on {on}"), **named)
    guards = _unmet_guards(terms, party, clause)
    if guards:
        why = mark("{clause} starts when “{guard}” has happened, and no date is given for that")
        return "pending", True, reason("guard_not_met", why, clause=clause, guard=guards[0])
    if not (maybe & day).is_empty:
        why = mark("whether the window of {clause} is open on {on} cannot be told")
        start_is_known = maybe.spans[0].start > MIN
        return "in_force" if start_is_known else "pending", False, reason("window_not_known", why, **named)
    last = day.spans[-1].end if day.spans else 0
    if any(span.start >= last for span in maybe.spans):
        return "pending", True, reason("window_to_come", mark("the window of {clause} has not begun by {on}"), **named)
    return "expired", True, reason("window_over", mark("the window of {clause} was over by {on}"), **named)


def _unmet_guards(terms: Terms, party: str, clause: str) -> Sequence[str]:
    key = per_party(terms.clauses[clause].window, party)
    window: Window | None = None if key is None else terms.windows.get(key)
    return (window.after,) if window is not None and window.after and window.guard_met_on is None else ()
