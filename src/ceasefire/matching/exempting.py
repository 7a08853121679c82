"""Which exception or notice might speak for a report; whether it does is an officer's finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceasefire.clock import MINUTE
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching.watching import scope_of
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
    notices: tuple[tuple[Notice, Scope], ...]

    @classmethod
    def of(cls, terms: Terms, clause: Clause, notices: Sequence[Notice]) -> Exempt:
        """Prepare the exceptions that name `clause`, and all notices."""
        own = tuple(
            (each, exception_scope(terms, each.key)) for each in terms.exceptions.values() if clause.key in each.of
        )
        return cls(own, tuple((each, scope_of(terms, each)) for each in notices))

    def tested(self, event: Event) -> Exempting | None:
        """Return what was tested for this report; None when nothing could speak for it."""
        report = Report(event.place, event.time, event.acts)
        by_notice = [_notice(each, scope, event) for each, scope in self.notices if _meets(scope, report)]
        by_exception = [_exception(each) for each, scope in self.exceptions if _meets(scope, report)]
        return _together(by_notice + by_exception)


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


def _notice(notice: Notice, scope: Scope, event: Event) -> Exempting:
    held = scope.contains(Report(event.place, event.time, event.acts))
    told = [
        reason(
            "notice_tested", "notice {key} by {by} announced {about}", key=notice.id, by=notice.by, about=notice.about
        )
    ]
    if held.answer is not Truth.YES:
        told.append(
            reason("wider_than_notified", "the report may lie outside what notice {key} announced", key=notice.id)
        )
    lead = notice.lead_us
    if lead is None:
        told.append(reason("receipt_unknown", "nobody wrote down when notice {key} was received", key=notice.id))
    elif lead < 0:
        told.append(
            reason(
                "notice_late",
                "notice {key} came {late_min} after the announced start",
                key=notice.id,
                late_min=round(-lead / MINUTE, 1),
            )
        )
    return Exempting(
        notice.id, claimed=held.answer is Truth.YES and lead is not None and lead >= 0, reasons=tuple(told)
    )
