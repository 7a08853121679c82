"""The annex of definitions in words: each answer says by whose definition it is one, and each value reads as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ceasefire.kernel.languages import mark, say

ANSWERS: Final[Mapping[str, str]] = {
    "held": mark("held, by this definition"),
    "not_held": mark("not held, by this definition"),
    "told": mark("a figure, no answer"),
    "cannot_tell": mark("cannot tell"),
}
_NOT_KNOWN: Final = frozenset({"before", "during", "deadly_day"})  # of which nothing known is no zero
_LEFT_OUT: Final = frozenset({"coverage", "reports_not_telling_deaths"})  # where there is nothing to tell
_SHARES: Final = frozenset({"zero_days_among_watched", "share_of_hot_spots", "coverage", "coverage_asked"})


def answer_in_words(answer: str, lang: str = "en") -> str:
    """Return what a definition answers, and that it is its own answer alone."""
    return say(ANSWERS[answer], lang) if answer in ANSWERS else say(answer.replace("_", " "), lang)


def value_in_words(name: str, value: object, lang: str = "en") -> str:
    """Return the value of a definition as text, whatever it is made of."""
    if value is None or value == []:
        return say("none", lang)
    if isinstance(value, bool):
        return say("yes", lang) if value else say("no", lang)
    if isinstance(value, Mapping):
        told = {key: each for key, each in value.items() if key not in _LEFT_OUT or any(_parts(each))}
        return "; ".join(f"{_word(key)} {_inner(key, each, lang)}" for key, each in told.items())
    if isinstance(value, list | tuple):
        return " | ".join(value_in_words(name, each, lang) for each in value)
    if isinstance(value, int | float):
        return f"{100 * value:.3g} %" if name in _SHARES else f"{value:,}"
    return _word(str(value))


def _parts(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, Mapping) else [value]


def _inner(name: str, value: object, lang: str) -> str:
    if value is None and name in _NOT_KNOWN:
        return say("not known", lang)
    told = value_in_words(name, value, lang)
    return f"({told})" if isinstance(value, Mapping | list | tuple) and value else told


def _word(name: str) -> str:
    return name.replace("_", " ")
