"""The dotted path of a field as a reader would name it."""

from __future__ import annotations

import re
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
    "eligible": mark("the people meant"),
    "by": mark("who does the duty"),
    "bound": mark("the list of the bound parties"),
    "acts": mark("the list of acts"),
    "area": mark("the area"),
    "window": mark("the window"),
    "list_by": mark("who makes the list"),
    "on": mark("the day"),
    "received": mark("the day of arrival"),
    "met_on": mark("the day on which the guard was met"),
}
_SECTIONS: Final = {
    "windows": mark("{part} of the window “{key}”"),
    "areas": mark("{part} of the area “{key}”"),
    "lines": mark("{part} of the line “{key}”"),
    "clauses": mark("{part} of clause {key}"),
    "exceptions": mark("{part} of exception {key}"),
    "guarantees": mark("{part} of guarantee {key}"),
    "purpose": mark("{part} of the {key}"),
}


_WHOLE: Final = {"windows": mark("the window “{key}”"), "areas": mark("the area “{key}”")}
_INSTRUMENT: Final = {
    "signed_by": mark("who signed"),
    "signed_on": mark("the day of the signing"),
    "initialled_by": mark("who initialled"),
    "bound_not_signing": mark("who is to be bound without having signed"),
}
_STEP: Final = re.compile(r"declarations\.([0-9]+)\.history\.([0-9]+)\.(\w+)")
_ENTRY: Final = re.compile(r"(outcome|caveats|claims)\.([0-9]+)(?:\.(?:\w+\.)*(\w+))?")
_OF_TIME: Final = frozenset({"from", "until", "lasts"})
_ENTRIES: Final = {
    "outcome": mark("what is told under outcome {n}"),
    "caveats": mark("what is told under caveat {n}"),
    "claims": mark("what is told of tally {n}"),
}


def path_in_words(path: str, lang: str = "en") -> str:
    """Return such a name as "the start of the window “works”"; the path itself for what has no name of its own."""
    if path.endswith("timezone"):
        return say("the time zone", lang)
    if step := _STEP.fullmatch(path):
        order = {"n": int(step[1]) + 1, "step": int(step[2]) + 1}
        return say("the field “{name}” of step {step} in declaration {n}", lang, name=_plain(step[3]), **order)
    if entry := _ENTRY.fullmatch(path):
        if entry[1] == "claims" and entry[3] in _OF_TIME:
            return say("{part} of the time of tally {n}", lang, part=say(_PARTS[entry[3]], lang), n=int(entry[2]) + 1)
        return say(_ENTRIES[entry[1]], lang, n=int(entry[2]) + 1)
    if path.startswith("instrument."):
        return _of_instrument(path.partition(".")[2], lang)
    section, _, rest = path.partition(".")
    key, _, inner = rest.partition(".")
    part = inner.rpartition(".")[2]
    if section in _WHOLE and key and not inner:
        return say(_WHOLE[section], lang, key=_plain(key))
    if section not in _SECTIONS or not inner:
        return f"`{path}`"
    named = say(_PARTS[part], lang) if part in _PARTS else say("the field “{name}”", lang, name=_plain(inner))
    if (section, part) == ("guarantees", "by"):
        named = say("the giver", lang)
    return say(_SECTIONS[section], lang, part=named, key=_plain(key))


def _of_instrument(name: str, lang: str) -> str:
    if name in _INSTRUMENT:
        return say(_INSTRUMENT[name], lang)
    return say("the field “{name}” of the instrument", lang, name=_plain(name))


def field_in_words(name: str, lang: str = "en") -> str:
    """Return the name of a field on which versions differ, such as "the start"; the field itself where it has none."""
    dotted, gap, party = name.partition(" (")
    part = dotted.rpartition(".")[2]
    return (say(_PARTS[part], lang) if part in _PARTS else dotted) + gap + party


def _plain(name: str) -> str:
    return name.replace("_", " ")
