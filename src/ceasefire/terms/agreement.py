"""Who had agreed to what: derived from each party's own history day by day, never written in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ceasefire.clock import MAX, MIN, Span, TimeSet, one_of, start_of_day
from ceasefire.kernel.kleene import Bounds, Truth
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms.days import days_of
from ceasefire.terms.model import State, Step, Terms
from ceasefire.terms.states import AGREEING, INITIALLED, LEAVING, OPEN, SIGNED, UNKNOWN
from ceasefire.terms.window_meaning import When, zones_of
from ceasefire.terms.words.steps import step_done

_ALWAYS: Final = (dt.date.min, dt.date.min)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a party was bound by its own word on a day, the states that held, and why."""

    answer: Truth
    states: tuple[Step, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A step with the days between which it was taken, and what it may make of the party's word.

    `outcomes` holds yes, no or cannot tell for each account of the step, and None where it may leave the word
    as it was: a counter-offer, an appeal, a step that is still to come.
    """

    step: Step
    first: dt.date
    last: dt.date
    outcomes: frozenset[Truth | None]

    def holds(self, day: dt.date) -> bool:
        until = None if self.step.until is None else days_of(self.step.until)[1]
        return until is None or day <= until

    @property
    def decides(self) -> bool:
        """Whether it settles the party's word, on every account of it."""
        return None not in self.outcomes

    @property
    def is_unsure(self) -> bool:
        """Whether it may settle the party's word and does not surely do so with one answer on one day."""
        if self.outcomes == {None}:
            return False
        return len(self.outcomes) > 1 or Truth.CANNOT_TELL in self.outcomes or self.first != self.last


def agreed(terms: Terms, party: str, clause: str, on: dt.date | None = None) -> Truth:
    """Return whether `party` had by its own word taken on `clause` by the day `on` (by the end when None).

    Only the party's own declarations and its own signature count: nobody is bound by another's word.
    Initials alone, like a condition, leave it open. The latest state that speaks of agreeing decides; a
    counter-offer takes nothing back; a suspension holds until its stated end. A state without a date
    counts throughout. Where no such state holds, the answer is cannot tell from the day of a `not_stated`
    on, for nobody knows what the party said, and no where no word of it is on record at all.
    """
    return _decided(_dated(terms, party, clause), on or dt.date.max)


def agreement(terms: Terms, party: str, clause: str, on: dt.date | None = None) -> Agreement:
    """Return the answer of `agreed` with the states that hold on that day (several may) and the reasons."""
    day = on or dt.date.max
    every = _dated(terms, party, clause)
    taken = [each for each in every if each.first <= day]
    states = tuple(each.step for each in taken if each.holds(day))
    told = tuple(told for each in taken if each.holds(day) for told in _told(party, each))
    return Agreement(_decided(every, day), states, told or (_silent(terms, party, clause),))


def agreed_when(terms: Terms, party: str, clause: str) -> When:
    """Return when the party is bound by its own word: surely, and perhaps (a condition, a month without a day).

    Days are days of the document's zone; an agreement holds from the start of its day.
    """
    every = _dated(terms, party, clause)
    turns = sorted({day for each in every for day in _turning_days(each)})
    days = [dt.date.min, *turns]
    answers = [(day, _decided(every, day)) for day in days]
    return one_of(_laid_out(answers, zone) for zone in zones_of(terms.zone))


def open_reasons(terms: Terms, party: str, clause: str, on: dt.date | None = None) -> tuple[Reason, ...]:
    """Return what leaves a party's word on a clause open, of all that happened up to the day `on`.

    A condition, initials, another's word, an inexact date, accounts that differ, words that nobody knows.
    """
    every = [each for each in _dated(terms, party, clause) if on is None or each.first <= on]
    unsure = [each for each in every if each.is_unsure or _leaves_unknown(each, every)]
    return tuple(told for each in unsure for told in _told(party, each))


def has_spoken(terms: Terms, party: str, clause: str) -> bool:
    """Return whether any word of the party on the clause is known, whatever it was; a `not_stated` is none."""
    return any(set(each.step.states) != {UNKNOWN} for each in _dated(terms, party, clause))


def _laid_out(answers: Sequence[tuple[dt.date, Truth]], zone: str) -> When:
    starts = [MIN if day == dt.date.min else start_of_day(day, zone) for day, _ in answers]
    spans = [Span(start, end) for start, end in zip(starts, [*starts[1:], MAX], strict=True)]
    sure = [span for span, (_, answer) in zip(spans, answers, strict=True) if answer is Truth.YES]
    maybe = [span for span, (_, answer) in zip(spans, answers, strict=True) if answer is not Truth.NO]
    return Bounds(TimeSet(tuple(sure)), TimeSet(tuple(maybe)))


def _turning_days(dated: _Dated) -> Iterable[dt.date]:
    yield from (day for day in (dated.first, dated.last) if day != dt.date.min)
    if dated.step.until is not None:
        yield days_of(dated.step.until)[1] + dt.timedelta(days=1)


def _dated(terms: Terms, party: str, clause: str) -> list[_Dated]:
    names = _others_names(terms, party)
    steps = [*_signature(terms, party, clause), *_own_steps(terms, party, clause)]
    return [_Dated(step, *_days(step), _outcomes(step, names)) for step in steps]


def _days(step: Step) -> tuple[dt.date, dt.date]:
    """The first and the last day on which it may have been, over all accounts of it."""
    days = [days_of(text) for text in ((step.on, *step.on_accounts) if step.on is not None else step.on_accounts)]
    return (min(first for first, _ in days), max(last for _, last in days)) if days else _ALWAYS


def _own_steps(terms: Terms, party: str, clause: str) -> Iterable[Step]:
    for declaration in terms.declarations:
        if declaration.party == party:
            covered = declaration.clauses or tuple(terms.clauses)
            yield from (step for step in declaration.history if clause in (step.clauses or covered))


def _signature(terms: Terms, party: str, clause: str) -> Iterable[Step]:
    """A name under the document takes on every clause in it that binds the one who signed; initials may."""
    instrument, bound = terms.instrument, terms.clauses[clause].bound if clause in terms.clauses else ()
    if party in instrument.signed_by and party in bound:
        yield Step("accepted", instrument.signed_on, text=SIGNED, place=instrument.place)
    elif party in instrument.initialled_by and party in bound:
        yield Step("conditional", instrument.signed_on, text=INITIALLED, place=instrument.place)


def _others_names(terms: Terms, party: str) -> frozenset[str]:
    others = [(key, each) for key, each in terms.parties.items() if key != party]
    aliases = terms.parties[party].aliases if party in terms.parties else ()
    mine = {party.casefold(), *(alias.text.casefold() for alias in aliases)}
    names = {key.casefold() for key, _ in others} | {a.text.casefold() for _, each in others for a in each.aliases}
    return frozenset(names - mine)


def _outcomes(step: Step, others: frozenset[str]) -> frozenset[Truth | None]:
    """What each account of the step makes of the party's word; nothing as long as it is still to come."""
    told = {_made_of(state, step, others) for state in step.states}
    return frozenset(told | {None}) if step.is_open else frozenset(told)


def _made_of(state: State, step: Step, others: frozenset[str]) -> Truth | None:
    """Yes when the state binds, no when it sets free or never bound, cannot tell when it leaves that open."""
    if state in LEAVING:
        return Truth.NO
    said_by_another = step.said_by_who is not None and step.said_by_who.casefold() in others
    if state in OPEN or (state in AGREEING and (step.condition or said_by_another)):
        return Truth.CANNOT_TELL
    return Truth.YES if state in AGREEING else None


def _decided(every: Sequence[_Dated], day: dt.date) -> Truth:
    holding = [each for each in every if each.holds(day)]
    surely = _answers([each for each in holding if each.last <= day])
    perhaps = _answers([each for each in holding if each.first <= day])
    return _only(surely | perhaps)


def _only(answers: frozenset[Truth]) -> Truth:
    return next(iter(answers)) if len(answers) == 1 else Truth.CANNOT_TELL


def _answers(taken: Sequence[_Dated]) -> frozenset[Truth]:
    """Every answer that the steps allow: that of the latest day on which one settled it, else none was given."""
    found: set[Truth] = set()
    for day in sorted({each.first for each in taken}, reverse=True):
        outcomes = _of_one_day([each.outcomes for each in taken if each.first == day])
        found |= {each for each in outcomes if each is not None}
        if None not in outcomes:
            return frozenset(found)
    unknown = any(UNKNOWN in each.step.states for each in taken)
    return frozenset(found | {Truth.CANNOT_TELL if unknown else Truth.NO})


def _of_one_day(steps: Iterable[frozenset[Truth | None]]) -> frozenset[Truth | None]:
    """What steps of one day make of it together: the weakest of their answers, None when none gives one."""
    together: frozenset[Truth | None] = frozenset({None})
    for outcomes in steps:
        together = frozenset(_weaker(one, other) for one in together for other in outcomes)
    return together


def _weaker(one: Truth | None, other: Truth | None) -> Truth | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _leaves_unknown(dated: _Dated, every: Sequence[_Dated]) -> bool:
    """Whether nobody knows what the party said, and no earlier word of it stands without an end."""
    if UNKNOWN not in dated.step.states:
        return False
    return not any(each.decides and each.last <= dated.first and each.step.until is None for each in every)


def step_reasons(terms: Terms, party: str, step: Step) -> tuple[Reason, ...]:
    """Return what the party did in one step, and beside it what that hangs on, as data and sentences."""
    return tuple(_told(party, _Dated(step, *_days(step), _outcomes(step, _others_names(terms, party)))))


def _told(party: str, dated: _Dated) -> Iterable[Reason]:
    """What the party did, and beside it what hangs on it."""
    step = dated.step
    yield step_done(party, step)
    if step.until is not None:
        yield reason("until", mark("until {until}"), until=step.until)
    if step.condition is not None and step.state in LEAVING:
        yield reason("precondition", mark("what it asked for first: {condition}"), condition=step.condition)
    elif step.condition is not None:
        yield reason("on_condition", mark("it hangs on this: {condition}"), condition=step.condition)
    if step.via is not None:
        yield reason("word_came_through", mark("the word came through {via}"), via=step.via)
    if step.is_open:
        yield reason("word_open", mark("this is still to come"))
    elif dated.outcomes == {Truth.CANNOT_TELL} and step.state in AGREEING and step.condition is None:
        by = step.said_by_who
        yield reason("said_by_another", mark("it was {by} who said so, and nobody is bound by another's word"), by=by)


def _silent(terms: Terms, party: str, clause: str) -> Reason:
    if party in terms.instrument.bound_not_signing:
        return reason(
            "bound_not_signing",
            mark("others wrote that {party} is bound; no word of its own on {clause} is on record"),
            party=party,
            clause=clause,
        )
    return reason("no_word", mark("no word of {party} on {clause} is on record"), party=party, clause=clause)
