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
from ceasefire.terms.model import Step, Terms
from ceasefire.terms.window_meaning import When, zones_of
from ceasefire.terms.words.steps import STEP_WORDS

AGREEING: Final = frozenset({"announced", "ordered", "accepted", "mirror", "guaranteed", "extended"})
LEAVING: Final = frozenset({"rejected", "denounced", "released", "suspended"})
OPEN: Final = frozenset({"conditional"})
DECIDING: Final = AGREEING | LEAVING | OPEN
SIGNED: Final = {"en": "signed"}
INITIALLED: Final = {"en": "initialled"}
_ALWAYS: Final = (dt.date.min, dt.date.min)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a party was bound by its own word on a day, the states that held, and why."""

    answer: Truth
    states: tuple[Step, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A step with the days between which it was taken, and how its word counts."""

    step: Step
    first: dt.date
    last: dt.date
    counts: Truth

    def holds(self, day: dt.date) -> bool:
        until = None if self.step.until is None else days_of(self.step.until)[1]
        return until is None or day <= until


def agreed(terms: Terms, party: str, clause: str, on: dt.date | None = None) -> Truth:
    """Return whether `party` had by its own word taken on `clause` by the day `on` (by the end when None).

    Only the party's own declarations and its own signature count: nobody is bound by another's word.
    Initials alone, like a condition, leave it open. The latest state that speaks of agreeing decides; a
    counter-offer takes nothing back; a suspension holds until its stated end. A state without a date
    counts throughout.
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


def open_reasons(terms: Terms, party: str, clause: str) -> tuple[Reason, ...]:
    """Return what leaves a party's word on a clause open: a condition, initials, another's word, an inexact date."""
    deciding = [each for each in _dated(terms, party, clause) if each.step.state in DECIDING]
    unsure = [each for each in deciding if each.counts is Truth.CANNOT_TELL or each.first != each.last]
    return tuple(told for each in unsure for told in _told(party, each))


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
    return [_Dated(step, *_days(step), _counts(step, names)) for step in steps]


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


def _counts(step: Step, others: frozenset[str]) -> Truth:
    """Yes when the step binds, no when it sets free or never bound, cannot tell when it leaves that open."""
    if step.is_open:
        return Truth.CANNOT_TELL
    if step.state in LEAVING:
        return Truth.NO
    said_by_another = step.said_by_who is not None and step.said_by_who.casefold() in others
    return Truth.CANNOT_TELL if step.state in OPEN or step.condition or said_by_another else Truth.YES


def _decided(every: Sequence[_Dated], day: dt.date) -> Truth:
    deciding = [each for each in every if each.step.state in DECIDING and each.holds(day)]
    surely = _latest([each for each in deciding if each.last <= day])
    perhaps = _latest([each for each in deciding if each.first <= day])
    return surely if surely is perhaps else Truth.CANNOT_TELL


def _latest(taken: Sequence[_Dated]) -> Truth:
    if not taken:
        return Truth.NO
    last_day = max(each.first for each in taken)
    answers = {each.counts for each in taken if each.first == last_day}
    if Truth.NO in answers:
        return Truth.NO
    return Truth.CANNOT_TELL if Truth.CANNOT_TELL in answers else Truth.YES


def step_reasons(terms: Terms, party: str, step: Step) -> tuple[Reason, ...]:
    """Return what the party did in one step, and beside it what that hangs on, as data and sentences."""
    return tuple(_told(party, _Dated(step, *_days(step), _counts(step, _others_names(terms, party)))))


def _told(party: str, dated: _Dated) -> Iterable[Reason]:
    """What the party did, and beside it what hangs on it."""
    step = dated.step
    name = "signed" if step.text == SIGNED else "initialled" if step.text == INITIALLED else step.state
    dated_words, undated_words = STEP_WORDS[name]
    code = f"state_{name}"
    yield reason(code, dated_words, party=party, on=step.on) if step.on else reason(code, undated_words, party=party)
    if step.until is not None:
        yield reason("until", mark("until {until}"), until=step.until)
    if step.condition is not None and step.state in LEAVING:
        yield reason("precondition", mark("what it asked for first: {condition}"), condition=step.condition)
    elif step.condition is not None:
        yield reason("on_condition", mark("it hangs on this: {condition}"), condition=step.condition)
    if step.via is not None:
        yield reason("word_came_through", mark("the word came through {via}"), via=step.via)
    if step.is_open:
        yield reason("word_open", mark("accounts differ on what it did, or the day is still to come"))
    elif dated.counts is Truth.CANNOT_TELL and step.state in AGREEING and step.condition is None:
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
