"""A watch that was said in words: who looked from where and when, or was kept from it, and "nothing heard"."""

from __future__ import annotations

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry import Shape
from ceasefire.record import Effort, Post
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.possible_acts import audible, leaves_of
from ceasefire.sources.intake.said import Said
from ceasefire.sources.intake.setting import Setting, span_of

_BY_EYE = frozenset({"seen", "recorded"})


def is_zero(said: Said) -> bool:
    """Whether it says that there was nothing, of anything or of what it names."""
    return said.nothing or (bool(said.items) and all(item.is_none for item in said.items))


def is_watch(said: Said) -> bool:
    """Whether it says that somebody watched, was kept from it, or perceived nothing."""
    return is_zero(said) or said.status is not None or (bool(said.means) and not said.items)


def effort(said: Said, id: str, setting: Setting, text: str = "", *, post: str = "") -> Effort:  # noqa: A002 - the word that people use
    """Return the watch that was said, from its post (`post` where the words name none), with its own text as the note.

    A zero report is a watch with `zero` set and no observation; its acts are those of which the words say that there
    were none: "nothing heard" says so of what can be heard from afar, and of nothing else. Raises BadInput once: no
    post or time, a post whose reach nobody has said, "nothing" from who was not watching.
    """
    problems: list[Problem] = []
    found, span, where = None, None, None
    if is_zero(said) and said.status not in (None, "watched"):
        problems.append(Problem(codes.ZERO_WITHOUT_WATCH, Place(field="message"), got=text))
    try:
        found = setting.post(said.post or post, Place(field="post"))
        where = _reach(found)
    except BadInput as told:
        problems += told.problems
    try:
        zone = found.zone if found is not None and found.zone else setting.zone
        span = span_of(said.when, zone, setting.at_us, Place(field="time"))
    except BadInput as told:
        problems += told.problems
    if problems or found is None or span is None:
        raise BadInput(problems)
    return Effort(
        id=id,
        by=found.by,
        means=said.means or found.means,
        where=where,
        area="",
        start_us=span.start,
        end_us=min(span.end, setting.at_us) if span.start < setting.at_us else span.end,
        acts=_acts(said, found),
        status=said.status or "watched",
        note=text,
        zero=is_zero(said),
    )


def _reach(post: Post) -> Shape:
    where = post.in_reach()
    if where is None:
        raise BadInput(Problem(codes.NO_REACH, Place(field="post"), got=post.name))
    return where


def _acts(said: Said, post: Post) -> frozenset[str]:
    if not is_zero(said):
        return post.acts
    if said.nothing:
        return post.acts if _BY_EYE & set(said.nothing_by) else post.acts & audible()
    return frozenset().union(*(leaves_of(item.unit, item.acts) for item in said.items)) & post.acts
