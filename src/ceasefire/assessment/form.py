"""Form: what became of the arrangement on paper by a day. It says nothing of whether anybody kept it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final, Literal

from ceasefire.clock import MAX, TimeSet, day_span, local_time, start_of_day
from ceasefire.kernel.kleene import Bounds
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms
from ceasefire.terms.addressed import bound_while, known_of_whom, not_known_whom, whom_it_binds
from ceasefire.terms.agreement import agreement, open_reasons, step_reasons
from ceasefire.terms.days import days_of
from ceasefire.terms.lifecycle import Lifecycle, Promise, state_on
from ceasefire.terms.meaning import BY_NAME, clause_scope, per_party
from ceasefire.terms.model import Step
from ceasefire.terms.states import AGREEING, LEAVING, OPEN
from ceasefire.terms.window_meaning import When, window_when, zones_of

FormAnswer = Literal[
    "never_in_force", "running", "suspended", "ended", "renewed", "released", "denounced", "superseded", "cannot_tell"
]
Keys = tuple[str, ...]
_LEFT: Final[dict[str, FormAnswer]] = {"released": "released", "denounced": "denounced", "suspended": "suspended"}
_SETTLING: Final = AGREEING | LEAVING | OPEN
_START_UNKNOWN: Final = frozenset({"guard_not_met", "window_not_known"})


@dataclass(frozen=True, slots=True)
class Form:
    """The answer, the reasons for it, and the day on which it ended on paper, where that is known."""

    answer: FormAnswer
    reasons: tuple[Reason, ...]
    ended_on: dt.date | None = None


def form(terms: Terms, on: dt.date, party: str | None = None, clause: str | None = None) -> Form:
    """Return what became of the arrangement by `on`; for one party or one clause, of those undertakings alone.

    An arrangement of several parties is in force only where at least two of them bound themselves by their
    own word: one side's order alone never was a ceasefire between them. Where it is not known whether they
    did, or whether it had begun, the answer is cannot tell: `never_in_force` is said only of what is known.
    """
    found = _of_known_parties(terms, on, party, clause)
    if party is not None or found.answer != "never_in_force":
        return found
    whom = tuple(_whom_is_open(terms, tuple(terms.clauses) if clause is None else (clause,), on))
    return Form("cannot_tell", whom) if whom else found


def _of_known_parties(terms: Terms, on: dt.date, party: str | None, clause: str | None) -> Form:
    keys = tuple(terms.clauses) if clause is None else (clause,)
    who = tuple(sorted(_asked(terms, keys))) if party is None else (party,)
    words = {each: _bound_by(terms, each, on, keys) for each in who}
    sure = [each for each in who if not words[each].sure.is_empty]
    perhaps = [each for each in who if not words[each].maybe.is_empty]
    needed = min(2, len(who))
    if len(perhaps) < needed:
        return _never(terms, on, keys, party, sure, perhaps)
    found = _left(terms, on, party, keys) or _by_life(terms, on, party, clause)
    if found.answer == "never_in_force" or len(sure) >= needed:
        return found
    held = [each for each in perhaps if each in sure or _may_have_held(terms, each, on, keys)]
    if len(held) < needed:
        return _never(terms, on, keys, party, sure, held)
    return Form("cannot_tell", _not_known(terms, on, keys, [each for each in held if each not in sure], found))


def _asked(terms: Terms, keys: Keys) -> frozenset[str]:
    """Everybody who declared something on these clauses, or whom they would bind; a permission binds nobody."""
    declared = {each.party for each in terms.declarations if set(each.clauses or terms.clauses) & set(keys)}
    return frozenset(declared.union(*(_binds(terms, key) for key in keys)))


def _binds(terms: Terms, key: str) -> tuple[str, ...]:
    return () if terms.clauses[key].kind == "allow" else terms.clauses[key].bound


def _bound_by(terms: Terms, party: str, on: dt.date, keys: Keys) -> When:
    """When the party was bound by its own word to any of the clauses, surely and perhaps, up to the end of the day."""
    until = Bounds.exactly(_up_to(terms, on))
    words = (bound_while(terms, party, key) & until for key in keys)
    return reduce(lambda one, other: one | other, words, Bounds.exactly(TimeSet.empty()))


def _up_to(terms: Terms, on: dt.date) -> TimeSet:
    return TimeSet.between(end=start_of_day(on + dt.timedelta(days=1), zones_of(terms.zone)[-1]))


def _may_have_held(terms: Terms, party: str, on: dt.date, keys: Keys) -> bool:
    """Whether the party may have been bound at some moment of a clause's own time."""
    return any(
        not (
            bound_while(terms, party, key).maybe
            & clause_scope(terms, key, party, how=BY_NAME).possible.times()
            & _up_to(terms, on)
        ).is_empty
        for key in keys
    )


def _whom_is_open(terms: Terms, keys: Keys, on: dt.date) -> Iterator[Reason]:
    """The clauses of which nobody knows whom they bind, as far as they may have begun."""
    for key in keys:
        is_open = any(each.status == "unknown" or each.reports_differ for each in known_of_whom(terms, key))
        windows = [window_when(terms, each).maybe & _up_to(terms, on) for each in terms.clauses[key].window.values()]
        if is_open and not (windows and all(each.is_empty for each in windows)):
            yield reason("bound_not_known", mark("whom {clause} binds is not known"), clause=key)


def _never(
    terms: Terms, on: dt.date, keys: Keys, party: str | None, sure: Sequence[str], perhaps: Sequence[str]
) -> Form:
    told = (_alone(sure, perhaps, on),) if party is None else tuple(dict.fromkeys(_silence(terms, party, on, keys)))
    return Form("never_in_force", told)


def _silence(terms: Terms, party: str, on: dt.date, keys: Keys) -> Iterable[Reason]:
    binding = [key for key in keys if party in terms.clauses[key].bound]
    if not binding:
        yield reason("asked_nothing", mark("no clause binds {party} by its own word"), party=party)
    for key in binding:
        yield from agreement(terms, party, key, on).reasons


def _alone(sure: Sequence[str], perhaps: Sequence[str], on: dt.date) -> Reason:
    if not perhaps:
        return reason("nobody_bound", mark("nobody had bound itself by {on}"), on=on.isoformat())
    why = mark("only {party} had bound itself by {on}; one side's word is no ceasefire between two")
    if not sure:
        why = mark("nobody but {party} may have bound itself by {on}; one side's word is no ceasefire between two")
    return reason("one_side_alone", why, party=perhaps[0], on=on.isoformat())


def _not_known(terms: Terms, on: dt.date, keys: Keys, parties: Sequence[str], as_if_bound: Form) -> tuple[Reason, ...]:
    """Whose word on which clauses is open, what leaves it open, and what is known of the arrangement besides."""
    told: list[Reason] = []
    for party in parties:
        clauses = [key for key in keys if _is_open(terms, party, key, on)]
        by_text = [key for key in clauses if party not in whom_it_binds(terms, key).sure]
        told += [not_known_whom(party, key) for key in by_text]
        by_word = [key for key in clauses if key not in by_text]
        if by_word:
            why = mark("whether {party} had taken on {clauses} by {on} cannot be told")
            named = ", ".join(by_word)
            told.append(reason("acceptance_not_known", why, party=party, clauses=named, on=on.isoformat()))
        told += [each for key in clauses for each in open_reasons(terms, party, key, on)]
    return tuple(dict.fromkeys((*told, *as_if_bound.reasons)))


def _is_open(terms: Terms, party: str, clause: str, on: dt.date) -> bool:
    """Whether the party may have been bound by the clause by then, and not surely."""
    found = _bound_by(terms, party, on, (clause,))
    return found.sure.is_empty and not found.maybe.is_empty


def _left(terms: Terms, on: dt.date, party: str | None, keys: Keys) -> Form | None:
    """Suspended, released or denounced when that was the last word of somebody who had been bound."""
    last: list[tuple[dt.date, str, Step]] = []
    for declaration in terms.declarations:
        named = set(declaration.clauses or terms.clauses)
        steps = [step for step in declaration.history if set(step.clauses or named) & set(keys)]
        dated = [(days_of(step.on)[1], step) for step in steps if step.on and not _SETTLING.isdisjoint(step.states)]
        taken = [(day, step) for day, step in dated if day <= on]
        if (
            taken
            and party in {None, declaration.party}
            and not _bound_by(terms, declaration.party, on, keys).maybe.is_empty
        ):
            day, step = max(taken, key=lambda each: each[0])
            last.append((day, declaration.party, step))
    left = [each for each in last if not _LEFT.keys().isdisjoint(each[2].states) and not _is_over(each[2], on)]
    if not left:
        return None
    day, who, step = min(left, key=lambda each: each[0])
    if step.is_open or len(step.states) > 1:
        return Form("cannot_tell", step_reasons(terms, who, step))
    why = reason("left", mark("{party}: {state} on {on}"), party=who, state=step.state, on=day.isoformat())
    return Form(_LEFT[step.state], (why,), ended_on=day)


def _is_over(step: Step, on: dt.date) -> bool:
    return step.until is not None and days_of(step.until)[1] < on


def _by_life(terms: Terms, on: dt.date, party: str | None, clause: str | None) -> Form:
    life = state_on(terms, on, party, clause)
    if life.state == "pending":
        return _pending(terms, on, life)
    if not life.certain:
        return Form("cannot_tell", life.reasons)
    if life.state == "in_force":
        extended = _extended(terms, life, on)
        return Form("renewed" if extended else "running", life.reasons + extended)
    if life.state == "suspended":
        return Form("suspended", life.reasons)
    ended_on = _last_day(terms, on, party, tuple(terms.clauses) if clause is None else (clause,))
    if "next" in terms.follow_on:
        why = reason("followed_by", mark("it was followed by {next}"), next=terms.follow_on["next"])
        return Form("superseded", (*life.reasons, why), ended_on)
    return Form("ended", life.reasons, ended_on)


def _pending(terms: Terms, on: dt.date, life: Lifecycle) -> Form:
    """Not begun, between two windows, or not known to have begun: a start without a date is no start to come."""
    if not life.certain or any(why.code in _START_UNKNOWN for why in life.reasons):
        return Form("cannot_tell", life.reasons)
    if any(_has_run(terms, each, on) for each in life.promises):
        why = mark("it began before {on}, and more of it is still to come")
        return Form("running", (reason("between_windows", why, on=on.isoformat()), *life.reasons))
    return Form("never_in_force", life.reasons)


def _has_run(terms: Terms, promise: Promise, on: dt.date) -> bool:
    """Whether a moment of the clause's own time surely lay before the day while the party was surely bound."""
    sure = clause_scope(terms, promise.clause, promise.party, how=BY_NAME).certain.times()
    before = TimeSet.between(end=start_of_day(on, zones_of(terms.zone)[0]))
    return not (sure & bound_while(terms, promise.party, promise.clause).sure & before).is_empty


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
