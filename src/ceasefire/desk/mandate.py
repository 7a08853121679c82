"""The mandate: what the mission may do at all; without a file it attributes nothing and reviews every finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ceasefire.desk import codes
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.yamltext import Document, read_document

KIND: Final = "ceasefire-mandate"
MAJOR: Final = 1
FIELDS: Final = {
    "format": f"`{KIND}/{MAJOR}`",
    "mission": "the name of the mission, optional",
    "attribution": "`on` or `off` (the default): whether officers may say who did something; it then takes two of them",
    "review": "`second_officer` (the default) or `not_required`: whether a finding is looked over before its release",
    "source": "where the mandate says so, optional",
}
_CHOICES: Final = {"attribution": ("off", "on"), "review": ("second_officer", "not_required")}


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the mission may do: say who did something (`attribution`), release what nobody looked over (`review`).

    The default is the most cautious: no attribution, and a second officer's look before any release.
    """

    attribution: bool = False
    needs_review: bool = True
    mission: str = ""
    source: str = ""


def read_mandate(path: Path) -> Mandate:
    """Read the mandate file; raise BadInput with every problem.

    A file that is there and cannot be read is an error and never the default: somebody meant something by it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(Problem(codes.NO_MANDATE, Place(str(path)), got=str(problem))) from None
    return mandate_from(read_document(text, str(path)))


def mandate_from(document: Document) -> Mandate:
    """Return the mandate that a YAML document states; raise BadInput with every problem."""
    tree = document.tree
    if not isinstance(tree, dict):
        raise BadInput(Problem(codes.BAD_MANDATE, document.place(), type(tree).__name__, ", ".join(FIELDS)))
    stated = tree.get("format")
    check_format(stated if isinstance(stated, str) else None, KIND, MAJOR, document.place("format"))
    problems = list(_problems(tree, document.place))
    if problems:
        raise BadInput(problems)
    told = {name: str(value) for name, value in tree.items()}
    return Mandate(
        attribution=told.get("attribution", "off") == "on",
        needs_review=told.get("review", "second_officer") == "second_officer",
        mission=told.get("mission", ""),
        source=told.get("source", ""),
    )


def _problems(tree: Mapping[str, object], place: Callable[[str], Place]) -> Iterator[Problem]:
    for name, value in tree.items():
        if name not in FIELDS:
            yield Problem(codes.BAD_MANDATE, place(name), got=f"the field `{name}`", expected=", ".join(FIELDS))
        elif not isinstance(value, str):
            yield Problem(codes.BAD_MANDATE, place(name), got=type(value).__name__, expected=FIELDS[name])
        elif name in _CHOICES and value not in _CHOICES[name]:
            yield Problem(codes.BAD_MANDATE, place(name), got=value or "nothing", expected=" or ".join(_CHOICES[name]))
