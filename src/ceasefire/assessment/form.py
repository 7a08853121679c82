"""Form: what became of the arrangement on paper by a day. It says nothing of whether anybody kept it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ceasefire.clock import MAX, TimeSet, day_span, local_time, start_of_day
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms
from ceasefire.terms.agreement import agreed_when, agreement
from ceasefire.terms.days import days_of
from ceasefire.terms.lifecycle import Lifecycle, state_on
from ceasefire.terms.meaning import BY_NAME, clause_scope, per_party
from ceasefire.terms.model import Step
from ceasefire.terms.window_meaning import window_when, zones_of

FormAnswer = Literal[
    "never_in_force", "running", "suspended", "ended", "renewed", "released", "denounced", "superseded"
]
Keys = tuple[str, ...]
_LEFT: Final[dict[str, FormAnswer]] = {"released": "released", "denounced": "denounced", "suspended": "suspended"}


@dataclass(frozen=True, slots=True)
class Form:
    """The answer, the reasons for it, and the day on which it ended on paper, where that is known."""

    answer: FormAnswer
    reasons: tuple[Reason, ...]
    ended_on: dt.date | None = None


def form(terms: Terms, on: dt.date, party: str | None = None, clause: str | None = None) -> Form:
    """Return what became of the arrangement by `on`; for one party or one clause, of those undertakings alone.

    An arrangement of several parties is in force only where at least two of them bound themselves by their
    own word: one side's order alone never was a ceasefire between them.
    """
    keys = tuple(terms.clauses) if clause is None else (clause,)
    bound = tuple(sorted(each for each in _asked(terms, keys) if _bound_by(terms, each, on, keys)))
    if party is not None and party not in bound:
        return Form("never_in_force", tuple(_silence(terms, party, on, keys)))
    if party is None and len(bound) < 2 <= len(_asked(terms, keys)):
        return Form("never_in_force", (_alone(bound, on),))
    return _left(terms, on, party, keys) or _by_life(terms, on, party, clause)


def _asked(terms: Terms, keys: Keys) -> frozenset[str]:
    """Everybody who declared something on these clauses, or whom they would bind."""
    declared = {each.party for each in terms.declarations if set(each.clauses or terms.clauses) & set(keys)}
    return frozenset(declared.union(*(terms.clauses[key].bound for key in keys)))


def _bound_by(terms: Terms, party: str, on: dt.date, keys: Keys) -> bool:
    """Whether the party was bound, at least perhaps, at some moment up to the end of the day."""
    until = TimeSet.between(end=start_of_day(on + dt.timedelta(days=1), zones_of(terms.zone)[-1]))
    return any(
        not (agreed_when(terms, party, key).maybe & until).is_empty for key in keys if party in terms.clauses[key].bound
    )


def _silence(terms: Terms, party: str, on: dt.date, keys: Keys) -> Iterable[Reason]:
    binding = [key for key in keys if party in terms.clauses[key].bound]
    if not binding:
        yield reason("asked_nothing", mark("no clause binds {party} by its own word"), party=party)
    for key in binding:
        yield from agreement(terms, party, key, on).reasons


def _alone(bound: tuple[str, ...], on: dt.date) -> Reason:
    if not bound:
        return reason("nobody_bound", mark("nobody had bound itself by {on}"), on=on.isoformat())
    why = mark("only {party} had bound itself by {on}; one side's word is no ceasefire between two")
    return reason("one_side_alone", why, party=bound[0], on=on.isoformat())


def _left(terms: Terms, on: dt.date, party: str | None, keys: Keys) -> Form | None:
    """Suspended, released or denounced when that was the last word of somebody who had been bound."""
    last: list[tuple[dt.date, str, Step]] = []
    for declaration in terms.declarations:
        named = set(declaration.clauses or terms.clauses)
        steps = [step for step in declaration.history if set(step.clauses or named) & set(keys)]
        taken = [(days_of(step.on)[1], step) for step in steps if step.on and days_of(step.on)[1] <= on]
        if taken and party in {None, declaration.party} and _bound_by(terms, declaration.party, on, keys):
            day, step = max(taken, key=lambda each: each[0])
            last.append((day, declaration.party, step))
    left = [each for each in last if each[2].state in _LEFT and not _is_over(each[2], on)]
    if not left:
        return None
    day, who, step = min(left, key=lambda each: each[0])
    why = reason("left", mark("{party}: {state} on {on}"), party=who, state=step.state, on=day.isoformat())
    return Form(_LEFT[step.state], (why,), ended_on=day)


def _is_over(step: Step, on: dt.date) -> bool:
    return step.until is not None and days_of(step.until)[1] < on


def _by_life(terms: Terms, on: dt.date, party: str | None, clause: str | None) -> Form:
    life = state_on(terms, on, party, clause)
    if life.state == "in_force":
        extended = _extended(terms, life, on)
        return Form("renewed" if extended else "running", life.reasons + extended)
    if life.state == "suspended":
        return Form("suspended", life.reasons)
    if life.state == "pending":
        return Form("never_in_force", life.reasons)
    ended_on = _last_day(terms, on, party, tuple(terms.clauses) if clause is None else (clause,))
    if "next" in terms.follow_on:
        why = reason("followed_by", mark("it was followed by {next}"), next=terms.follow_on["next"])
        return Form("superseded", (*life.reasons, why), ended_on)
    return Form("ended", life.reasons, ended_on)


def _extended(terms: Terms, life: Lifecycle, on: dt.date) -> tuple[Reason, ...]:
    """The reason that it runs on only by having been extended, if that is so."""
    day = TimeSet(tuple(day_span(on, zone) for zone in zones_of(terms.zone)))
    running = [each for each in life.promises if each.state == "in_force"]
    windows = [per_party(terms.clauses[each.clause].window, each.party) for each in running]
    as_written = [window_when(terms, key).maybe for key in windows if key is not None]
    if len(as_written) < len(windows) or any(not (times & day).is_empty for times in as_written):
        return ()
    return (reason("extended", mark("it runs on because it was extended")),)


def _last_day(terms: Terms, on: dt.date, party: str | None, keys: Keys) -> dt.date | None:
    """The last day before `on` of the last window of a promise, by the first zone assumed; None for one without end."""
    zone = zones_of(terms.zone)[0]
    ends = [
        clause_scope(terms, key, each, how=BY_NAME).possible.times().hull
        for key in keys
        for each in terms.clauses[key].bound
        if party in {None, each}
    ]
    known = [local_time(hull.end - 1, zone).date() for hull in ends if hull is not None and hull.end < MAX]
    return max((day for day in known if day < on), default=None)
