"""The kinds of value a field can hold; each reads a node and says its JSON Schema.

`read` returns the value, or None after recording what is wrong. Scalars reach it as the text that was
written: only here does "0.5" become a number and "1.5 km" a length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from ceasefire.clock import parse_date, parse_duration, parse_time_of_day, read_local
from ceasefire.errors import BadInput, Code
from ceasefire.kernel.taxonomy import Taxonomy
from ceasefire.kernel.tree import MapNode, Node, TextNode, is_empty
from ceasefire.terms import codes
from ceasefire.terms.reading import At

Schema = dict[str, Any]
SCALAR: Final = ["string", "number", "boolean"]  # a common loader may have turned NO or 2014 into these
_KEY: Final = re.compile(r"\w[\w-]{0,63}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LENGTH: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(m|km|nmi|mi|ft)")
_METRES: Final = {"m": 1.0, "km": 1000.0, "nmi": 1852.0, "mi": 1609.344, "ft": 0.3048}
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MONTH: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")


class Kind(Protocol):
    """A kind of value: how it is read and how it is published."""

    def read(self, node: Node, at: At) -> Any:
        """Return the value of `node`, or None after recording the problem."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of the value."""
        ...


def what(node: Node) -> str:
    """Return what was found, short enough for a message."""
    match node:
        case TextNode():
            return "nothing" if node.is_empty else repr(node.text if len(node.text) <= 60 else node.text[:57] + "…")
        case MapNode():
            return "a mapping with " + (", ".join(node.keys()[:6]) or "nothing in it")
        case _:
            return f"a list of {len(node.items)}"


def text_of(node: Node, at: At, expected: str) -> str | None:
    """Return the text of a scalar that holds something, else record what is there instead."""
    if isinstance(node, TextNode) and not node.is_empty and node.text.strip():
        return node.text.strip()
    at.problem(codes.WRONG_KIND, node, what(node), expected)
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """One text as written."""

    def read(self, node: Node, at: At) -> str | None:
        """Return the text."""
        return text_of(node, at, "a text")

    def schema(self) -> Schema:
        """Return the schema of a scalar."""
        return {"type": SCALAR}


@dataclass(frozen=True, slots=True)
class Words:
    """A text for people: one text (then English), or one per language."""

    def read(self, node: Node, at: At) -> Mapping[str, str] | None:
        """Return {language: text}."""
        if not isinstance(node, MapNode):
            text = text_of(node, at, "a text, or one per language such as {en: …, uk: …}")
            return None if text is None else {"en": text}
        words: dict[str, str] = {}
        for lang, value in node.entries:
            if not _LANGUAGE.fullmatch(lang):
                at.under(lang).problem(codes.WRONG_KIND, value, f"the language {lang!r}", "a code such as en, uk, ar")
            elif (text := text_of(value, at.under(lang), "a text")) is not None:
                words[lang] = text
        return words

    def schema(self) -> Schema:
        """Return the schema of a text or a mapping of texts."""
        by_language = {"type": "object", "propertyNames": {"pattern": f"^{_LANGUAGE.pattern}$"}}
        return {"anyOf": [{"type": SCALAR}, {**by_language, "additionalProperties": {"type": SCALAR}}]}


@dataclass(frozen=True, slots=True)
class Key:
    """The short name of a new thing: letters, digits, `_` and `-`."""

    def read(self, node: Node, at: At) -> str | None:
        """Return the key."""
        text = text_of(node, at, "a short name")
        return text if text is None or check_key(text, node, at) else None

    def schema(self) -> Schema:
        """Return the schema of a key."""
        return {"type": SCALAR, "pattern": f"^{_KEY.pattern}$"}


def check_key(key: str, node: Node, at: At) -> bool:
    """Tell whether `key` can be a key, recording the problem when it cannot."""
    if _KEY.fullmatch(key):
        return True
    at.problem(codes.WRONG_KIND, node, repr(key), "a short name of letters, digits, _ and -, such as P1 or zone_a")
    return False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, at: At) -> str | None:
        """Return the word."""
        text = text_of(node, at, f"one of {', '.join(self.words)}")
        if text is None or text in self.words:
            return text
        at.problem(codes.UNKNOWN_CHOICE, node, text, ", ".join(self.words), at.near(text, self.words))
        return None

    def schema(self) -> Schema:
        """Return the schema of an enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, written true or false."""

    def read(self, node: Node, at: At) -> bool | None:
        """Return the truth value."""
        if is_empty(node):
            return None
        text = text_of(node, at, "true or false")
        if text in ("true", "false"):
            return text == "true"
        if text is not None:
            at.problem(codes.WRONG_KIND, node, text, "true or false")
        return None

    def schema(self) -> Schema:
        """Return the schema of a truth value."""
        return {"enum": [True, False, "true", "false"]}


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds; `whole` allows no fraction."""

    least: float = 0
    most: float = 1e12
    whole: bool = False

    def read(self, node: Node, at: At) -> float | int | None:
        """Return the number."""
        kind = "a whole number" if self.whole else "a number"
        expected = f"{kind} from {self.least:g} to {self.most:g}"
        text = text_of(node, at, expected)
        if text is None:
            return None
        if not _NUMBER.fullmatch(text) or (self.whole and "." in text) or not self.least <= float(text) <= self.most:
            at.problem(codes.NOT_A_NUMBER, node, repr(text), expected)
            return None
        return int(text) if self.whole else float(text)

    def schema(self) -> Schema:
        """Return the schema of a number, or of its text."""
        number = {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}
        sign = "[+-]?" if self.least < 0 else "[+]?"
        pattern = f"^{sign}[0-9]+$" if self.whole else f"^{_NUMBER.pattern.replace('[+-]?', sign)}$"
        return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


@dataclass(frozen=True, slots=True)
class Length:
    """A distance with its unit, read as metres; a nautical mile is 1852 m."""

    def read(self, node: Node, at: At) -> float | None:
        """Return metres."""
        text = text_of(node, at, "a distance such as 1.5 km")
        if text is None:
            return None
        found = _LENGTH.fullmatch(text)
        metres = float(found[1]) * _METRES[found[2]] if found else 0.0
        if not 0 < metres <= 20_000_000:
            do = f"Write the unit: `{text} m` or `{text} km`." if _NUMBER.fullmatch(text) else ""
            at.problem(codes.BAD_LENGTH, node, repr(text), "a distance above 0 with m, km, nmi, mi or ft", do)
            return None
        return metres

    def schema(self) -> Schema:
        """Return the schema of a length text."""
        return {"type": "string", "pattern": f"^{_LENGTH.pattern}$"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that another room can read; it stays text, `check` raises BadInput or ValueError."""

    check: Callable[[str], object]
    code: Code
    example: str

    def read(self, node: Node, at: At) -> str | None:
        """Return the text when it can be read."""
        text = text_of(node, at, self.example)
        if text is None:
            return None
        try:
            self.check(text)
        except BadInput as refusal:
            why = refusal.problems[0]
            expected = why.expected or self.example
            at.problem(self.code, node, f"{text!r}: {why.code.means}", expected, why.do)
            return None
        return text

    def schema(self) -> Schema:
        """Return the schema of a text, or of a number for a bare year."""
        return {"type": SCALAR, "examples": [self.example.removeprefix("such as ")]}


def _moment(text: str) -> None:
    read_local(text, "UTC")  # only whether such a date and time exist; the zone is applied later


def _date(text: str) -> None:
    if not _MONTH.fullmatch(text):
        _moment(text)


def _end(text: str) -> None:
    if "-" in text:
        _moment(text)
    elif not is_length(text):
        parse_time_of_day(text)


def is_length(text: str) -> bool:
    """Tell whether a text is a length of time, such as the `seven hours` of a press account."""
    try:
        parse_duration(text)
    except BadInput:
        return False
    return True


def _due(text: str) -> None:
    if text[:1].isdigit() and "-" in text:
        _moment(text)
    else:
        parse_duration(text)


MOMENT: Final = Checked(_moment, codes.BAD_DATE, "such as 2025-10-18T08:00")
DATE: Final = Checked(_date, codes.BAD_DATE, "such as 2025-10-18")
DAY: Final = Checked(parse_date, codes.BAD_DATE, "such as 2025-10-18")
END: Final = Checked(_end, codes.BAD_DATE, "such as 2025-10-25T16:00, or a time of day such as 24:00")
DURATION: Final = Checked(parse_duration, codes.BAD_DURATION, "such as PT48H")
DUE: Final = Checked(_due, codes.BAD_DURATION, "such as P14D, or a date")


@dataclass(frozen=True, slots=True)
class TaxonomyCode:
    """A code of a reviewed taxonomy: an act, a duty, a unit."""

    taxonomy: Callable[[], Taxonomy]
    code: Code

    def read(self, node: Node, at: At) -> str | None:
        """Return the code."""
        text = text_of(node, at, "a code of the taxonomy")
        known = self.taxonomy()
        if text is None or text in known:
            return text
        try:
            known.leaves(text)
        except BadInput as refusal:
            why = refusal.problems[0]
            at.problem(self.code, node, text, why.expected, why.do)
        return None

    def schema(self) -> Schema:
        """Return the schema of every code there is."""
        known = self.taxonomy()
        return {"enum": sorted({*known.entries, *known.named_sets, "all"})}


@dataclass(frozen=True, slots=True)
class Ref:
    """The key of something that a section of the file defines."""

    section: str

    def read(self, node: Node, at: At) -> str | None:
        """Return the key."""
        text = text_of(node, at, f"a key of `{self.section}`")
        return None if text is None else at.reference(self.section, text, node)

    def schema(self) -> Schema:
        """Return the schema of a key."""
        return {"type": SCALAR, "description": f"A key of `{self.section}`."}
