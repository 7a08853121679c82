"""The dotted path of a field as a reader would name it."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel.languages import mark, say

_PARTS: Final = {
    "from": mark("the start"),
    "until": mark("the end"),
    "lasts": mark("the length"),
    "point": mark("the centre"),
    "radius": mark("the radius"),
    "polygon": mark("the outline"),
    "line": mark("the line"),
    "half_width": mark("the half-width"),
    "depth": mark("the depth"),
    "total": mark("the total width"),
    "geometry": mark("the drawing"),
    "list_version": mark("the version of the list"),
    "met_on": mark("the day on which the guard was met"),
}
_SECTIONS: Final = {
    "windows": mark("{part} of the window “{key}”"),
    "areas": mark("{part} of the area “{key}”"),
    "lines": mark("{part} of the line “{key}”"),
    "clauses": mark("{part} of clause {key}"),
    "exceptions": mark("{part} of exception {key}"),
    "guarantees": mark("{part} of guarantee {key}"),
}


def path_in_words(path: str, lang: str = "en") -> str:
    """Return such a name as "the start of the window “works”"; the path itself for what has no name of its own."""
    if path.endswith("timezone"):
        return say("the time zone", lang)
    section, _, rest = path.partition(".")
    key, _, inner = rest.partition(".")
    part = inner.rpartition(".")[2]
    if section not in _SECTIONS or not inner:
        return f"`{path}`"
    named = say(_PARTS[part], lang) if part in _PARTS else say("the field “{name}”", lang, name=inner.replace("_", " "))
    return say(_SECTIONS[section], lang, part=named, key=key.replace("_", " "))
