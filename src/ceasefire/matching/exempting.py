"""Which exception or notice might speak for a report; whether it does is an officer's finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceasefire.clock import MINUTE, Duration, parse_duration
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching.watching import scope_of
from ceasefire.matching.whom import Candidates, key_of, keys_by_name
from ceasefire.record import Event, Notice
from ceasefire.scope import Report, Scope
from ceasefire.terms.meaning import exception_scope
from ceasefire.terms.model import Clause, Exception_, Terms


@dataclass(frozen=True, slots=True)
class Exempting:
    """The exception or notice tested; `claimed` when nothing but an officer's word is missing for it to apply."""

    key: str
    claimed: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Exempt:
    """Every exception and notice of one clause, ready to be tested."""

    exceptions: tuple[tuple[Exception_, Scope], ...]
    notices: tuple[tuple[Notice, str, Scope], ...]
    asked: Duration | None

    @classmethod
    def of(cls, terms: Terms, clause: Clause, notices: Sequence[Notice]) -> Exempt:
        """Prepare the exceptions that name `clause`, and all notices."""
        own = tuple(
            (each, exception_scope(terms, each.key)) for each in terms.exceptions.values() if clause.key in each.of
        )
        names = keys_by_name(terms)
        told = tuple((each, key_of(each.by, names), scope_of(terms, each)) for each in notices)
        return cls(own, told, _asked(terms, clause))

    def tested(self, event: Event, who: Candidates) -> Exempting | None:
        """Return what was tested for this report; None when nothing could speak for it.

        An exception for one party, and a notice that one party gave, speak for nobody else.
        """
        report = Report(event.place, event.time, event.acts)
        by_notice = [
            _notice(each, scope, event, self.asked)
            for each, by, scope in self.notices
            if who.may_be(by) and _meets(scope, report)
        ]
        by_exception = [
            _exception(each)
            for each, scope in self.exceptions
            if (each.by is None or any(map(who.may_be, each.by))) and _meets(scope, report)
        ]
        return _together(by_notice + by_exception)


def _asked(terms: Terms, clause: Clause) -> Duration | None:
    """How long beforehand the clause's windows ask for notice; the longest where they differ."""
    stated = {terms.windows[key].notice_period for key in clause.window.values() if key in terms.windows}
    periods = [parse_duration(each) for each in stated if each is not None]
    return max(periods, key=lambda each: (each.months, each.days, each.rest_us), default=None)


def _meets(scope: Scope, report: Report) -> bool:
    return scope.contains(report).answer is not Truth.NO


def _together(found: Iterable[Exempting]) -> Exempting | None:
    every = sorted(found, key=lambda each: not each.claimed)
    if not every:
        return None
    return Exempting(every[0].key, every[0].claimed, tuple(reason for each in every for reason in each.reasons))


def _exception(exception: Exception_) -> Exempting:
    if not exception.only_if:
        told = reason("exception_may_apply", "exception {key} speaks of such acts here", key=exception.key)
        return Exempting(exception.key, claimed=True, reasons=(told,))
    conditions = ", ".join(exception.only_if)
    told = reason(
        "exception_needs_finding",
        "exception {key} speaks of such acts only if {conditions}: an officer has to find that",
        key=exception.key,
        conditions=conditions,
    )
    return Exempting(exception.key, claimed=False, reasons=(told,))


def _notice(notice: Notice, scope: Scope, event: Event, asked: Duration | None) -> Exempting:
    held = scope.contains(Report(event.place, event.time, event.acts)).answer is Truth.YES
    told = [
        reason(
            "notice_tested", "notice {key} by {by} announced {about}", key=notice.id, by=notice.by, about=notice.about
        )
    ]
    if not held:
        told.append(
            reason("wider_than_notified", "the report may lie outside what notice {key} announced", key=notice.id)
        )
    late = _lateness(notice, asked)
    return Exempting(notice.id, claimed=held and not late, reasons=(*told, *late))


def _lateness(notice: Notice, asked: Duration | None) -> tuple[Reason, ...]:
    """Say that the notice came late, or that nobody can tell; nothing when it came in time."""
    if notice.received_us is None or notice.lead_us is None:
        return (reason("receipt_unknown", "nobody wrote down when notice {key} was received", key=notice.id),)
    if notice.lead_us < 0:
        how = "notice {key} came {late_min} after the announced start"
        return (reason("notice_late", how, key=notice.id, late_min=round(-notice.lead_us / MINUTE, 1)),)
    if asked is not None and (due := asked.after(notice.received_us, "UTC")) > notice.start_us:
        how = "notice {key} came {late_min} too late for the {asked} of notice that the terms ask for"
        late_min = round((due - notice.start_us) / MINUTE, 1)
        return (reason("notice_late", how, key=notice.id, late_min=late_min, asked=asked.isoformat()),)
    return ()
