"""A phrase and the post from where it was spoken, as an observation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceasefire.clock import MINUTE, ReportedTime
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry import ReportedPlace, UnknownPlace
from ceasefire.record import AnyCount, Bearing, Count, Observation, Post
from ceasefire.record.observation import Sense
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.grammar import grammar
from ceasefire.sources.intake.placing import place_of
from ceasefire.sources.intake.possible_acts import leaves_of
from ceasefire.sources.intake.said import Direction, Item, Said
from ceasefire.sources.intake.say_phrase import item_in_words
from ceasefire.sources.intake.setting import Setting, span_of

_NOWHERE: Final = UnknownPlace("place not stated")


def observation(said: Said, id: str, setting: Setting, text: str = "", *, post: str = "") -> Observation:  # noqa: A002 - the word that people use
    """Return what was said as an observation from its post (`post` where the phrase names none), with its own text.

    Figures stated for the whole stand in `counts`; those with a direction of their own in `bearings`. Without a time in
    the phrase it was perceived when it came in, to the minute. What was not understood stays in `text` alone: show it
    before you take this. Raises BadInput once: no post, an unknown one, nothing perceived, a time that cannot be.
    """
    problems: list[Problem] = []
    seen = [item for item in said.items if not item.is_none]
    if not seen:
        problems.append(Problem(codes.NOTHING_PERCEIVED, Place(field="phrase"), got=text))
    if said.nothing and seen:
        problems.append(Problem(codes.NOTHING_AND_SOMETHING, Place(field="phrase"), got=text))
    found, time = None, None
    try:
        found = setting.post(said.post or post, Place(field="post"))
    except BadInput as told:
        problems += told.problems
    try:
        time = _when(said, setting, found)
    except BadInput as told:
        problems += told.problems
    if problems or found is None or time is None:
        raise BadInput(problems)
    return _observed(said, id, setting, text, found, time)


def _observed(said: Said, id: str, setting: Setting, text: str, post: Post, time: ReportedTime) -> Observation:  # noqa: A002
    leaves = [leaf for item in said.items if not item.is_none for leaf in item.leaves]
    senses: set[Sense] = {leaf.sense or "not_stated" for leaf in leaves}
    return Observation(
        id=id,
        by=post.by,
        means=said.means or post.means,
        time=time,
        place=_whole_place(said, leaves, post),
        acts=frozenset().union(*(leaves_of(item.unit, item.acts) for item in leaves)),
        counts=counts_of(said.items, setting) if _counted_as_a_whole(said) else (),
        bearings=_bearings(said, post, setting),
        sense=senses.pop() if len(senses) == 1 else "not_stated",
        text=text,
        post=post.name,
    )


def _when(said: Said, setting: Setting, post: Post | None) -> ReportedTime:
    zone = post.zone if post is not None and post.zone else setting.zone
    when = said.when
    if not when.day and not when.start and when.minutes is None:
        minute = setting.at_us - setting.at_us % MINUTE
        return ReportedTime(minute, minute + MINUTE, "when it came in")
    span = span_of(when, zone, setting.at_us, Place(field="time"))
    end = span.end + (MINUTE if when.end else 0)
    stated = " ".join(part for part in (when.day, "–".join(filter(None, (when.start, when.end)))) if part)
    return ReportedTime(span.start, end, stated or f"the last {when.minutes} min")


def _counted_as_a_whole(said: Said) -> bool:
    """Whether the figures are of the whole: one place for all, parts told apart, or no place for any."""
    parts = any(item.parts for item in said.items)
    return bool(said.whole) or parts or not any(item.where for item in said.items)


def counts_of(items: Iterable[Item], setting: Setting) -> tuple[AnyCount, ...]:
    """The figures of the items, each under the mission's rule for its unit; what has no number has no figure."""
    return tuple(
        Count(each.n, item.unit, setting.rule_for(item.unit), each.approx, each.at_least, each.most)
        for item in items
        if (each := item.figure) is not None and item.unit
    )


def _bearings(said: Said, post: Post, setting: Setting) -> tuple[Bearing, ...]:
    """One for each item or part with a direction, or that was told apart; then one for each direction of the whole."""
    divided = any(item.where or item.parts for item in said.items)
    told = [leaf for item in said.items if not item.is_none for leaf in item.leaves] if divided else []
    own = [_bearing(item, place_of(item.where, post) if item.where else _NOWHERE, setting) for item in told]
    return (*own, *(_of_whole(each, post) for each in said.whole))


def _bearing(item: Item, place: ReportedPlace, setting: Setting) -> Bearing:
    return Bearing(
        place=place,
        counts=counts_of([item], setting),
        acts=leaves_of(item.unit, item.acts),
        text=item_in_words(item, grammar("en")),
        sense=item.sense or "not_stated",
    )


def _of_whole(direction: Direction, post: Post) -> Bearing:
    return Bearing(place=place_of([direction], post))


def _whole_place(said: Said, leaves: list[Item], post: Post) -> ReportedPlace:
    """Where all of it was; unknown as soon as one of its parts has no known place."""
    directions = [*said.whole]
    for leaf in leaves:
        if not leaf.where and not said.whole:
            return UnknownPlace(f"within sight or hearing of {post.name}")
        directions += leaf.where
    return place_of(tuple(dict.fromkeys(directions)), post)
