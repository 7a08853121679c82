"""The reasons that matching adds to those of containment, each one data and a sentence."""

from __future__ import annotations

from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching.stated import stated_among
from ceasefire.matching.whom import Bound, Candidates
from ceasefire.record import Event
from ceasefire.terms.model import Clause


def about_whom(bound: Bound, who: Candidates, clause: Clause) -> tuple[Reason, ...]:
    """Say who is bound, who is not, and what the missing name of an actor leaves open."""
    told = []
    if not who.named:
        told.append(reason("actor_unknown", "who did it is not established"))
    if bound.never_agreed:
        never = ", ".join(bound.never_agreed)
        told.append(
            reason("never_agreed", "{parties} did not agree to this clause and can break nothing", parties=never)
        )
    if bound.perhaps:
        perhaps = ", ".join(bound.perhaps)
        told.append(reason("perhaps_bound", "whether {parties} agreed cannot be told", parties=perhaps))
    if bound.not_addressed:
        others = ", ".join(bound.not_addressed)
        told.append(reason("not_addressed", "the clause does not address {parties}", parties=others))
    if clause.excluded and not who.named:
        actors = ", ".join(sorted(each.actor for each in clause.excluded))
        told.append(reason("may_be_excluded", "it may have been {actors}, whom the clause leaves out", actors=actors))
    return tuple(told)


def about_event(event: Event) -> tuple[Reason, ...]:
    """Say when the report may be no act at all."""
    if not event.may_be_nothing:
        return ()
    return (reason("may_be_nothing", "the source's row may be no act at all, such as a fire of the season"),)


def about_objects(event: Event, objects: frozenset[str] | None) -> tuple[Reason, ...]:
    """Say which protected object the report states, or that it states none and nearness is no answer."""
    if objects is None:
        return ()
    stated = stated_among(event, objects)
    if stated:
        named = ", ".join(stated)
        return (reason("object_stated", "the report states {objects}, which the clause protects", objects=named),)
    return (
        reason(
            "object_not_stated",
            "the report states no object that the clause protects; that one lies near would be no answer",
        ),
    )


def nobody_addressed(who: Candidates, clause: Clause) -> Reason:
    """Say that the clause is not about any party that the report may speak of."""
    parties = ", ".join(sorted(who.parties)) or "nobody"
    return reason("nobody_addressed", "clause {clause} does not address {parties}", clause=clause.key, parties=parties)


def no_clause_applies(tested: int) -> Reason:
    """Say that every clause was tested and none applies."""
    return reason("no_clause_applies", "no clause applies; {tested} tested", tested=tested)


def nobody_recorded_effort() -> Reason:
    """Say what silence is worth without a record of who was watching."""
    return reason(
        "no_effort_recorded",
        "no effort file was given: nobody can say who was watching, so silence proves nothing",
    )
