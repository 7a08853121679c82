"""Reasons told once each: what is the same for several clauses becomes one sentence that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, Value
from ceasefire.terms.words.acts import listed
from ceasefire.terms.words.fields import text_in_words
from ceasefire.terms.words.sentences import sentence

_OF_SEVERAL: Final = {
    "acts_not_listed": mark("{clause} say “{words}” and list no acts"),
    "acts_not_stated": mark("{clause} name no acts"),
    "area_not_drawn": mark("{clause} apply to “{text}”, which no map shows"),
    "area_not_stated": mark("{clause} do not say where they apply"),
    "bound_not_signing": mark("others wrote that {party} is bound; no word of its own on {clause} is on record"),
    "end_not_stated": mark("no end is stated for {clause}"),
    "guard_not_met": mark("{clause} start when “{guard}” has happened, and no date is given for that"),
    "line_not_drawn": mark("no map shows the line “{line}”, along which {clause} apply"),
    "no_word": mark("no word of {party} on {clause} is on record"),
    "objects_not_located": mark("where the objects of {clause} lie is not part of the text"),
    "start_not_fixed": mark("the start of {clause} hangs on “{event}”, and no date is given for that"),
    "start_not_stated": mark("no start is stated for {clause}"),
    "time_not_fixed": mark("the time of {clause} is given only as “{words}”"),
    "track_not_given": mark("the tracks that {clause} follow are not part of the text"),
    "window_not_stated": mark("{clause} do not say when they apply"),
    "word_not_known": mark("whether {party} agreed to {clause} is not known"),
}


def told_once(reasons: Iterable[Reason], lang: str = "en") -> tuple[str, ...]:
    """Return the reasons as sentences, in the order in which each was first given."""
    groups: dict[tuple[object, ...], list[Reason]] = {}
    for why in reasons:
        groups.setdefault(_likeness(why, lang), []).append(why)
    return tuple(sentence(told(_one(alike, lang), lang)) for alike in groups.values())


def told(why: Reason, lang: str = "en") -> str:
    """Return one reason in words, with the dates and lengths of time in it as people say them."""
    values = {
        name: text_in_words(value, lang) if isinstance(value, str) else value for name, value in why.values.items()
    }
    return replace(why, values=values).in_words(lang)


def _likeness(why: Reason, lang: str) -> tuple[object, ...]:
    if why.code not in _OF_SEVERAL or "clause" not in why.values:
        return (why.in_words(lang),)
    return (why.code, *sorted((name, value) for name, value in why.values.items() if name != "clause"))


def _one(alike: list[Reason], lang: str) -> Reason:
    clauses = dict.fromkeys(str(why.values.get("clause", "")) for why in alike)
    if len(clauses) < 2:
        return alike[0]
    values: dict[str, Value] = {**alike[0].values, "clause": listed(clauses, lang)}
    return replace(alike[0], pattern=_OF_SEVERAL[alike[0].code], values=values)
