"""The reasons that matching adds to those of containment, each one data and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ceasefire.clock import local_time
from ceasefire.kernel.languages import mark, say
from ceasefire.kernel.reasons import Reason, Value, reason
from ceasefire.matching.measuring import Measured
from ceasefire.matching.rows import ClauseSummary, Row, Watching
from ceasefire.matching.stated import stated_among
from ceasefire.matching.whom import Bound, Candidates
from ceasefire.record import Event
from ceasefire.terms.model import Clause
from ceasefire.terms.words.sentences import sentence


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
    if bound.free_then:
        free = ", ".join(bound.free_then)
        told.append(
            reason(
                "not_bound_then", "the clause did not bind {parties} then, and nothing could be broken", parties=free
            )
        )
    if bound.perhaps:
        perhaps = ", ".join(bound.perhaps)
        told.append(reason("perhaps_bound", "whether the clause bound {parties} cannot be told", parties=perhaps))
        told += bound.left_open
    if bound.not_addressed:
        others = ", ".join(bound.not_addressed)
        told.append(reason("not_addressed", "the clause does not address {parties}", parties=others))
    if clause.excluded and not who.named:
        actors = ", ".join(sorted(each.actor for each in clause.excluded))
        told.append(reason("may_be_excluded", "it may have been {actors}, whom the clause leaves out", actors=actors))
    return tuple(told)


def about_containment(reasons: Sequence[Reason], bound: Bound) -> tuple[Reason, ...]:
    """Leave out what was reckoned as if the clause bound everybody tested, where it does not."""
    kept = frozenset() if bound.everyone_bound else _AS_IF_BOUND
    return tuple(each for each in reasons if each.code not in kept)


_AS_IF_BOUND: Final = frozenset({"actor_bound", "actor_unclear"})


def about_targets(event: Event, clause: Clause) -> tuple[Reason, ...]:
    """Say that the target is not known where the clause does not hold toward everybody."""
    if not (clause.excluded and event.targets.is_any):
        return ()
    actors = ", ".join(sorted(each.actor for each in clause.excluded))
    told = "the report does not say at whom it was directed; toward {actors} the clause would not hold"
    return (reason("target_may_be_excluded", told, actors=actors),)


def limits(yes_at: float, no_at: float) -> Reason:
    """Say from which probability on a report is inside, and up to which it is outside."""
    how = "inside from a probability of {yes_at} on, outside up to {no_at}, between them cannot tell"
    return reason("limits", how, yes_at=yes_at, no_at=no_at)


def about_nearest(row: Row | None) -> tuple[Reason, ...]:
    """Say which clause came nearest, and why it does not apply."""
    if row is None:
        return ()
    return (reason("nearest_clause", "{clause} came nearest", clause=row.clause), *row.reasons)


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


def no_effort_given() -> Reason:
    """Say what silence is worth without a record of who was watching."""
    return reason(
        "no_effort_recorded",
        mark("no effort file was given: nobody can say who was watching, so silence proves nothing"),
    )


def about_silence(watching: Mapping[str, Watching], not_drawn: Sequence[str]) -> tuple[Reason, ...]:
    """Say of which clauses silence proves nothing, since their watching has no measure or nobody looked.

    `not_drawn` are the watches that no share counts; while there are any, nobody can say that nobody looked.
    """
    unmeasured = [key for key, each in watching.items() if not each.is_measured]
    unwatched = [key for key, each in watching.items() if each.share == 0]
    told = []
    if unmeasured:
        how = mark("how much was watched of {clauses} cannot be measured, so silence there proves nothing")
        told.append(reason("coverage_not_measurable", how, clauses=", ".join(unmeasured)))
    if not_drawn:
        how = mark("no share counts the watches {watches}: they name an area that nobody drew")
        told.append(reason("watches_not_drawn", how, watches=", ".join(not_drawn)))
    elif unwatched:
        how = mark("nobody watched any of {clauses}, so silence there proves nothing")
        told.append(reason("nobody_watched", how, clauses=", ".join(unwatched)))
    return tuple(told)


_SHARES: Final = {
    "share_of_whole": mark("watched {percent} % of its time and place"),
    "share_of_possible": mark("watched {percent} % of the time and place where it may hold"),
    "share_of_period": mark(
        "watched {percent} % of its time and place from {start} to {end} ({zone}), between the first and the last "
        "watch or report; the clause itself has no end"
    ),
    "share_of_possible_period": mark(
        "watched {percent} % of the time and place where it may hold from {start} to {end} ({zone}), between the "
        "first and the last watch or report; the clause itself has no end"
    ),
}


_SHARES_IN_PART: Final = {
    "share_of_whole": mark("watched {percent} % of its time and place; of the rest nobody can tell"),
    "share_of_possible": mark(
        "watched {percent} % of the time and place where it may hold; of the rest nobody can tell"
    ),
    "share_of_period": mark(
        "watched {percent} % of its time and place from {start} to {end} ({zone}), between the first and the last "
        "watch or report; of the rest nobody can tell; the clause itself has no end"
    ),
    "share_of_possible_period": mark(
        "watched {percent} % of the time and place where it may hold from {start} to {end} ({zone}), between the "
        "first and the last watch or report; of the rest nobody can tell; the clause itself has no end"
    ),
}


def share_watched(share: float, part: Measured, zone: str) -> Reason:
    """Say which share was watched, and of what: the whole clause, or what of it lies in the observation period."""
    code = ("share_of" if part.sure else "share_of_possible") + ("" if part.period is None else "_period")
    values: dict[str, Value] = {"percent": in_percent(share)}
    if part.period is not None:
        within = part.scope.times().hull or part.period
        start, end = (f"{local_time(moment, zone):%Y-%m-%d %H:%M}" for moment in within)
        values |= {"start": start, "end": end, "zone": zone}
    code = "share_of_whole" if code == "share_of" else code
    return reason(code, (_SHARES if share >= 1 else _SHARES_IN_PART)[code], **values)


def watched_in_short(watching: Watching, lang: str = "en") -> str:
    """Return the share for a table's cell, or which of the two things is missing: a record, or a measure."""
    if watching.share is not None:
        return f"{in_percent(watching.share)} %"
    return say("cannot be measured", lang) if watching.is_recorded else say("not recorded", lang)


def watched_in_full(watching: Watching, lang: str = "en") -> str:
    """Return the whole sentence: of what the share was taken, or why there is none and what silence is then worth."""
    why = watching.reason.in_words(lang)
    if watching.is_measured or not watching.is_recorded:
        return sentence(why)
    told = say("how much of it was watched cannot be measured: {why}; so silence proves nothing", lang, why=why)
    return sentence(told)


def limits_in_full(line: ClauseSummary, lang: str = "en") -> tuple[str, ...]:
    """Return, as whole sentences, why the figures of a clause are no full count; empty where they are."""
    return tuple(sentence(each.in_words(lang)) for each in line.reasons)


def in_percent(share: float) -> float | int:
    """Return a share as a percentage with three digits at most, whole where it is whole; never 0 or 100 by rounding."""
    percent = float(f"{100 * share:.3g}")
    if percent >= 100 and share < 1:
        percent = 99.9
    return int(percent) if percent == int(percent) else percent
