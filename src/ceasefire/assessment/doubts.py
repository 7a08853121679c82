"""What forbids an answer though the counts would give it: what they leave out may be what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ceasefire.assessment.effect import Effect
from ceasefire.assessment.estimate import Estimate
from ceasefire.assessment.seen import Doubts
from ceasefire.assessment.unread import Unread
from ceasefire.clock import TimeSet
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching.whom import key_of
from ceasefire.record import Contradicted


def perhaps_its_own(party: str, unnamed: int) -> tuple[Reason, ...]:
    """Say how many reports inside may be this party's and do not name it alone; empty where none is."""
    if not unnamed:
        return ()
    why = mark(
        "{unnamed} reports in its time and place do not say who did it, or name several: any of them may be {party}'s"
    )
    return (reason("perhaps_its_own", why, unnamed=unnamed, party=party),)


def under_any_author(effect: Effect, unnamed: int, named: Estimate, perhaps: Estimate) -> tuple[Reason, ...]:
    """Say that one party's answer hangs on whose the unnamed reports are; empty where it stands in any case.

    `named` counts the reports that name the party alone, `perhaps` all that may be its own. Each is asked with the one
    number of reports inside and with the other.
    """
    counted = effect.observed
    readings = named.had_been(counted + unnamed), perhaps.had_been(counted), perhaps.had_been(counted + unnamed)
    if all(each.answer == effect.answer for each in readings):
        return ()
    why = mark("whether reports that do not say who did it are this party's decides the answer, so none is given")
    return (reason("author_decides", why),)


def if_unread_were_inside(effect: Effect, estimate: Estimate, unread: Unread) -> tuple[Reason, ...]:
    """Say that a fall is gone if what could not be read lies inside; empty where it stands in any case."""
    hidden = unread.perhaps_inside
    if effect.answer != "fell" or not hidden or estimate.had_been(effect.observed + hidden).answer == "fell":
        return ()
    why = mark("with the {hidden} more reports that may lie inside no fall would be shown")
    return (reason("unread_decide", why, hidden=hidden),)


def without_answer(effect: Effect, doubts: Doubts) -> Effect:
    """Return the effect, without its answer where there are reasons against any change."""
    if effect.answer == "cannot_tell" or not doubts.of_change:
        return effect
    return replace(effect, answer="cannot_tell", reasons=(*doubts.of_change, *effect.reasons))


def of_the_watch(
    effort: Contradicted, bound: Sequence[str], keys: Mapping[str, str], times: TimeSet
) -> Iterator[Reason]:
    """Say what has to be known of the watch in these times: who of it is bound, and where it contradicts itself."""
    theirs = (each for each in effort.kept if each.watched and key_of(each.by, keys) in bound)
    if any(not (TimeSet((each.span,)) & times).is_empty for each in theirs):
        why = mark("among those who watched is a party that the clause binds: its silence about itself is a claim")
        yield reason("watched_by_a_party", why)
    both = (effort.times & times).hours()
    if both:
        why = mark(
            "in {hours:.0f} hours somebody is on record both as watching a place and as not able to: that watch does "
            "not count"
        )
        yield reason("watch_contradicted", why, hours=both)
