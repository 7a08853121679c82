"""Single values of a terms file in plain words, for telling how two versions differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from ceasefire.clock import parse_duration
from ceasefire.errors import BadInput
from ceasefire.kernel.languages import in_language, say
from ceasefire.terms.model import Excluded, Zone
from ceasefire.terms.words.areas import duration_in_words
from ceasefire.terms.words.times import date_in_words

_LENGTH: Final = re.compile(r"P(?:[0-9]+[MWD])*(?:T(?:[0-9]+[HMS])+)?(?<=[MWDHS])")


def value_in_words(value: Any, lang: str = "en") -> str:
    """Return a value as a reader would say it; "not stated" for nothing."""
    match value:
        case None | () | "":
            return say("not stated", lang)
        case bool():
            return say("yes" if value else "no", lang)
        case float():
            return f"{value:g}"
        case Mapping():
            return _mapping(value, lang)
        case list() | tuple():
            return ", ".join(value_in_words(each, lang) for each in value)
    return _record(value, lang)


def text_in_words(text: str, lang: str = "en") -> str:
    """Return a date or a length of time as people say it, any other text as it stands."""
    try:
        return duration_in_words(parse_duration(text), lang) if _LENGTH.fullmatch(text) else date_in_words(text, lang)
    except BadInput:  # a text that only looks like a length
        return text


def _record(value: Any, lang: str) -> str:
    if isinstance(value, Zone):
        return value.name or say("a zone that is not stated", lang)
    if isinstance(value, Excluded):
        return value.actor
    if is_dataclass(value) and not isinstance(value, type):
        named = ((each.name, getattr(value, each.name)) for each in fields(value) if each.name != "place")
        return ", ".join(f"{name} {value_in_words(held, lang)}" for name, held in named if held not in (None, (), {}))
    return str(value)


def _mapping(value: Mapping[str, Any], lang: str) -> str:
    if not value:
        return say("not stated", lang)
    if "en" in value and all(isinstance(each, str) for each in value.values()):
        return in_language(value, lang)
    if value.get("type") in {"LineString", "MultiLineString", "Polygon", "MultiPolygon"}:
        return say("a drawn geometry", lang)
    return ", ".join(f"{name} {value_in_words(each, lang)}" for name, each in value.items())
