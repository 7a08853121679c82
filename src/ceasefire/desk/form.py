"""The form of an act: its fields, each with a sentence; the same table checks acts and writes the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ceasefire.desk import codes
from ceasefire.desk.act import Act, Json
from ceasefire.errors import Place, Problem

FieldKind = Literal["text", "texts", "word", "whole", "number", "moment", "yes_no", "mapping", "mappings"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act: its name, of what kind it is, what it means, and whether the act needs it.

    `words` are the choices of a field of kind `word`. A text that is needed is never blank.
    """

    name: str
    kind: FieldKind
    means: str
    needed: bool = True
    words: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """How the field is written, in words."""
        return f"one of {', '.join(self.words)}" if self.words else _EXPECTED[self.kind]

    def problems(self, value: Json) -> Iterator[Problem]:
        """Yield what is wrong with the value of the field."""
        if value is None and not self.needed:
            return
        if not _READS[self.kind](value) or (self.words and value not in self.words):
            yield Problem(codes.BAD_FIELD, Place(field=self.name), got=_shown(value), expected=self.expected)
        elif self.needed and _is_blank(value):
            yield Problem(codes.MISSING_FIELD, Place(field=self.name), got="nothing", expected=self.expected)


@dataclass(frozen=True, slots=True)
class Form:
    """What acts of one kind say: what the act means, and its fields."""

    kind: str
    means: str
    fields: tuple[Field, ...] = ()

    def problems(self, act: Act) -> tuple[Problem, ...]:
        """Return every problem of the act's body: fields that lack, that cannot be read, that nobody reads."""
        return tuple(self.problems_of(act.body))

    def problems_of(self, body: Mapping[str, Json]) -> Iterator[Problem]:
        """Yield every problem of a body, or of a part of one that has fields of its own."""
        for field in self.fields:
            if field.name in body:
                yield from field.problems(body[field.name])
            elif field.needed:
                yield Problem(codes.MISSING_FIELD, Place(field=field.name), "no field", field.expected)
        known = [field.name for field in self.fields]
        for name in body:
            if name not in known:
                expected = ", ".join(known) or "no field"
                yield Problem(codes.UNKNOWN_FIELD, Place(field=name), got=name, expected=expected)


def _is_blank(value: Json) -> bool:
    return not value.strip() if isinstance(value, str) else isinstance(value, list | tuple) and not value


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_yes_no(value: Json) -> bool:
    return isinstance(value, bool)


def _is_mapping(value: Json) -> bool:
    return isinstance(value, Mapping)


def _are_texts(value: Json) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) and each.strip() for each in value)


def _are_mappings(value: Json) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_mapping, value))


_READS: Final[Mapping[FieldKind, Callable[[Json], bool]]] = {
    "text": _is_text,
    "texts": _are_texts,
    "word": _is_text,
    "whole": _is_whole,
    "number": _is_number,
    "moment": _is_whole,
    "yes_no": _is_yes_no,
    "mapping": _is_mapping,
    "mappings": _are_mappings,
}
_EXPECTED: Final[Mapping[FieldKind, str]] = {
    "text": "words",
    "texts": "a list of words, none of them blank",
    "word": "a word",
    "whole": "a whole number",
    "number": "a number",
    "moment": "a moment in microseconds UTC",
    "yes_no": "true or false",
    "mapping": "a mapping",
    "mappings": "a list of mappings",
}


def _shown(value: Json) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
