"""Windows as an iCalendar file (RFC 5545): every start and end in UTC, so a clock change cannot move them.

What has no known start is no event; it is listed in a note. What may or may not apply is tentative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from ceasefire.clock import MAX, MIN, SECOND, Span, TimeSet, to_datetime
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import in_language, say
from ceasefire.terms.agreement import agreed
from ceasefire.terms.days import days_of
from ceasefire.terms.meaning import BY_NAME, clause_scope
from ceasefire.terms.model import Clause, Terms
from ceasefire.terms.words.agreed import who_agreed
from ceasefire.terms.words.clauses import clause_in_words
from ceasefire.terms.words.windows import window_in_words

MOST_EVENTS: Final = 366
_OCTETS: Final = 75
_NO_DATE: Final = "19700101T000000Z"


@dataclass(frozen=True, slots=True)
class _Timed:
    """A clause with the times at which it surely and perhaps applies to anybody it binds."""

    clause: Clause
    sure: TimeSet
    maybe: TimeSet

    @property
    def is_fixed(self) -> bool:
        """Whether there is any sure time, or any unsure one with both ends."""
        return not self.sure.is_empty or (not self.maybe.is_empty and self.maybe.spans[0].start > MIN)


def to_ics(terms: Terms, lang: str = "en") -> str:
    """Return the calendar; the same terms give the same bytes (DTSTAMP is the last date of the text)."""
    timed = [_timed(terms, clause) for clause in terms.clauses.values()]
    stamp = _stamp(terms)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ceasefire//terms//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(_title(terms, lang))}")
    for each in timed:
        lines += _events(terms, each, stamp, lang)
    untold = [line for each in timed for line in _untold(terms, each, lang)]
    if untold:
        lines += _note(terms, untold, stamp, lang)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _title(terms: Terms, lang: str) -> str:
    return in_language(terms.title, lang) or terms.key


def _timed(terms: Terms, clause: Clause) -> _Timed:
    """Sure is what holds for every bound party that may have agreed, once all of those surely did."""
    if not clause.window:
        return _Timed(clause, TimeSet.empty(), TimeSet.all())
    answers = {party: agreed(terms, party, clause.key) for party in clause.bound}
    willing = [party for party, answer in answers.items() if answer is not Truth.NO]
    scopes = [clause_scope(terms, clause.key, party, how=BY_NAME) for party in willing or clause.bound]
    maybe = reduce(lambda one, two: one | two, (scope.possible.times() for scope in scopes), TimeSet.empty())
    if not willing or any(answers[party] is Truth.CANNOT_TELL for party in willing):
        return _Timed(clause, TimeSet.empty(), maybe)
    sure = reduce(lambda one, two: one & two, (scope.certain.times() for scope in scopes), TimeSet.all())
    return _Timed(clause, sure & maybe, maybe - sure)


def _stamp(terms: Terms) -> str:
    """The last day that the text itself names: the core reads no clock."""
    dates = [step.on for each in terms.declarations for step in each.history if step.on]
    dates += [each.date for each in terms.amendments]
    days = [days_of(date)[1] for date in dates]
    return f"{max(days):%Y%m%d}T000000Z" if days else _NO_DATE


def _events(terms: Terms, timed: _Timed, stamp: str, lang: str) -> Iterator[str]:
    if not timed.is_fixed:
        return
    told = _description(terms, timed.clause, lang)  # once: a rule may give thousands of windows
    for number, span in enumerate(timed.sure.spans[:MOST_EVENTS]):
        yield from _event(terms, timed, span, f"{number}", (stamp, told), lang)
    for number, span in enumerate(timed.maybe.spans[:MOST_EVENTS]):
        if span.start > MIN:
            yield from _event(terms, timed, span, f"{number}-maybe", (stamp, told), lang, sure=False)


def _event(
    terms: Terms, timed: _Timed, span: Span, number: str, same: tuple[str, str], lang: str, *, sure: bool = True
) -> Iterator[str]:
    stamp, told = same
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(f'{terms.key}-{timed.clause.key}-{number}@ceasefire')}"
    yield f"DTSTAMP:{stamp}"
    if span.start <= MIN:
        yield f"DTSTART:{_utc(span.end)}"
    else:
        yield f"DTSTART:{_utc(span.start)}"
        if span.end < MAX:
            yield f"DTEND:{_utc(span.end)}"
    yield f"SUMMARY:{_escaped(_summary(terms, timed.clause, span, lang, sure=sure))}"
    yield f"DESCRIPTION:{_escaped(told)}"
    yield f"STATUS:{'CONFIRMED' if sure else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(terms: Terms, clause: Clause, span: Span, lang: str, *, sure: bool) -> str:
    values = {"title": _title(terms, lang), "clause": clause.key}
    if not sure:
        return say("{title}: {clause} may apply, but not surely to everybody it binds", lang, **values)
    if span.start <= MIN:
        return say("{title}: {clause} ends", lang, **values)
    if span.end >= MAX:
        return say("{title}: {clause} begins, no end stated", lang, **values)
    return say("{title}: {clause}", lang, **values)


def _description(terms: Terms, clause: Clause, lang: str) -> str:
    return "\n".join([*clause_in_words(terms, clause, lang), *who_agreed(terms, clause, lang)])


def _note(terms: Terms, untold: Sequence[str], stamp: str, lang: str) -> Iterator[str]:
    yield "BEGIN:VJOURNAL"
    yield f"UID:{_escaped(f'{terms.key}-without-a-time@ceasefire')}"
    yield f"DTSTAMP:{stamp}"
    yield f"SUMMARY:{_escaped(say('{title}: what this calendar cannot show', lang, title=_title(terms, lang)))}"
    yield "DESCRIPTION:" + _escaped("\n".join(untold))
    yield "END:VJOURNAL"


def _untold(terms: Terms, timed: _Timed, lang: str) -> Iterator[str]:
    clause = timed.clause
    most = max(len(timed.sure.spans), len(timed.maybe.spans))
    if timed.is_fixed:
        if most > MOST_EVENTS:
            values = {"clause": clause.key, "n": MOST_EVENTS, "most": most}
            yield say("{clause}: only the first {n} of {most} windows are shown.", lang, **values)
        return
    for key in dict.fromkeys(clause.window.values()):
        yield f"{clause.key}: {'; '.join(window_in_words(terms, key, lang))}."
    if not clause.window:
        yield say("{clause}: the text does not say when.", lang, clause=clause.key)


def _utc(moment: int) -> str:
    """To the second, as the format has it; windows are stated to the minute."""
    return f"{to_datetime(moment // SECOND * SECOND):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """No line over 75 octets, no letter cut in two; a line that goes on begins with a blank."""
    start, size = 0, 0
    for at, sign in enumerate(line):
        octets = len(sign.encode("utf-8"))
        if size + octets > _OCTETS:
            yield (" " if start else "") + line[start:at]
            start, size = at, 1
        size += octets
    yield (" " if start else "") + line[start:]
