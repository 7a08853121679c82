"""Conduct: what the violence did during the assessed days. It names no party and no cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from ceasefire.assessment.effect import Effect
from ceasefire.assessment.quiet import quiet_elsewhere
from ceasefire.assessment.rules import Rules
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.unwatched import unwatched_days
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, Value, reason

ConductAnswer = Literal["quiet", "reduced", "no_large_change", "increased", "resumed", "cannot_tell"]
Summary = Literal["held", "held_with_incidents", "partial", "eroded", "collapsed"]
_BY_EFFECT: Final[dict[str, ConductAnswer]] = {
    "fell": "reduced",
    "rose": "increased",
    "no_large_change": "no_large_change",
    "cannot_tell": "cannot_tell",
}


@dataclass(frozen=True, slots=True)
class Conduct:
    """The answer; `broke_on` is the assessed day (0 for the first) on which a return was proven, if one was.

    `summary` puts the conduct in one word, and nothing but the conduct: it is no verdict on the arrangement. None
    where no word fits: a fall was not shown, so nothing shows that the ceasefire ever took hold; or it still runs.
    `part` tells what it is said of: the `whole` of the window, the days `so_far`, or the `first_days` without an end.
    """

    answer: ConductAnswer
    summary: Summary | None
    broke_on: int | None
    reasons: tuple[Reason, ...]
    part: Literal["whole", "so_far", "first_days"] = "whole"


def not_asked() -> Conduct:
    """Return the conduct of what could not be asked; the reasons stand beside it."""
    return Conduct("cannot_tell", None, None, ())


def conduct(seen: Seen, effect: Effect, broke_on: int | None, rules: Rules, withheld: Reason | None = None) -> Conduct:
    """Return the conduct of the assessed days from what was seen, the effect, and the day of a proven return.

    It is `quiet` only where no report may lie in the clause's own time and place, and enough of that was watched:
    without a record of who was watching, silence proves nothing, nor where the record itself leaves doubts.
    `resumed` needs both a fall against what would have been, or enough watched quiet, and a proven return later.
    `withheld` is why the effect was, where days counted whole tell nothing of the window.
    """
    told = (*_seen(seen, rules, withheld), *seen.doubts.reasons)
    is_silent = not seen.may_be_inside and not seen.doubts.of_silence
    if is_silent and (seen.coverage or 0.0) >= rules.quiet_coverage:
        return Conduct("quiet", "held", None, (*told, _how_cheap(seen), quiet_elsewhere(seen)))
    answer = "cannot_tell" if seen.doubts.of_change else _BY_EFFECT[effect.answer]
    if answer == "reduced" and broke_on is not None:
        why = mark("by {on} the count had returned above {level:.0%} of the level before")
        back = reason("returned", why, on=seen.day(broke_on).isoformat(), level=rules.alarm_level)
        return Conduct("resumed", _how_soon(seen, broke_on), broke_on, (*told, back))
    return Conduct(answer, "held_with_incidents" if answer == "reduced" else None, None, told)


def of_what_was_in_force(found: Conduct, form: str) -> Conduct:
    """Return the same without its one word where nothing is known to have been in force: there was nothing to hold."""
    return replace(found, summary=None) if form in {"never_in_force", "cannot_tell"} else found


def together(summaries: Sequence[Summary | None]) -> Summary | None:
    """Return one word for several acts or areas: the common one, `partial` where only some held, else None."""
    held = [each in {"held", "held_with_incidents"} for each in summaries]
    if len(set(summaries)) == 1:
        return summaries[0]
    if any(held):
        return "held_with_incidents" if all(held) else "partial"
    return None


def _how_soon(seen: Seen, broke_on: int) -> Summary:
    return "eroded" if broke_on * 2 >= seen.length else "collapsed"


def _seen(seen: Seen, rules: Rules, withheld: Reason | None) -> tuple[Reason, ...]:
    counted = (_counted(seen), *_in_its_own_time(seen, is_told=False))
    if withheld is not None:
        counted = (*_in_its_own_time(seen, is_told=True), withheld)
    if seen.coverage is None:
        why = mark("nobody recorded who was watching, so silence proves nothing")
        return *counted, reason("nobody_recorded", why)
    why = mark("{coverage:.0%} of the area and time was watched, of the rest nobody can tell; quiet needs {needed:.0%}")
    if seen.coverage >= 1:
        why = mark("all of the area and time was watched; quiet needs {needed:.0%}")
    watched = reason("watched", why, coverage=seen.coverage, needed=rules.quiet_coverage)
    return *counted, watched, *unwatched_days(seen)


def _in_its_own_time(seen: Seen, *, is_told: bool) -> tuple[Reason, ...]:
    """Say how many reports lie in the clause's own time and place, where days counted whole do not tell it."""
    window, count = seen.window, int(seen.events[seen.during].sum())
    if window is None or (window.sure == window.possible == count and not is_told):
        return ()
    why = mark("{sure} reports surely lie in the clause's own time and place, on {days} days, and {possible} may")
    told = {"sure": window.sure, "possible": window.possible, "days": int(seen.own_days.sum())}
    return (reason("in_its_own_time", why, **told),)


def _counted(seen: Seen) -> Reason:
    count, deaths = int(seen.events[seen.during].sum()), seen.deaths_in(seen.during)
    what = mark("{count} reports with {deaths} deaths began on the {days} assessed days")
    if not deaths.is_recorded:
        what = mark("{count} reports began on the {days} assessed days; deaths are not recorded in this source")
    elif deaths.number is None:
        what = mark("{count} reports began on the {days} assessed days; {silent} of them do not say how many died")
    elif deaths.silent:
        what = mark(
            "{count} reports with at least {deaths} deaths began on the {days} assessed days; {silent} of them do not "
            "say how many died"
        )
    values: dict[str, Value] = {"count": count, "deaths": deaths.number, "days": seen.length}
    return reason("counted", what, **values, **({"silent": deaths.silent} if deaths.silent else {}))


def _how_cheap(seen: Seen) -> Reason:
    share = seen.quiet_share()
    if share is None:
        return reason("no_history_of_quiet", mark("the record is too short to say how often it was quiet before"))
    why = mark("before the start, {share:.0%} of all stretches of {days} days were without a report too")
    return reason("quiet_before", why, share=share, days=int(seen.own_days.sum()))
