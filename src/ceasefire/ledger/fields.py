"""What an object of a log has to hold: exactly the fields named, each of its kind, and every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.ledger import codes
from ceasefire.ledger.canonical import LARGEST, Json
from ceasefire.ledger.tree import SIZE

LAST_MOMENT: Final = 253_402_300_799_999_999  # 9999-12-31T23:59:59.999999Z, in microseconds since 1970
_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_KIND = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_TIER = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of field: how it is named to a person, and the test for it."""

    expected: str
    fits: Callable[[Json], bool]
    required: bool = True


def optional(kind: Kind) -> Kind:
    """The same kind of field, which may be absent."""
    return replace(kind, required=False)


def one_of(*texts: str) -> Kind:
    """A field that holds one of a few texts."""
    return Kind(" or ".join(texts), lambda value: isinstance(value, str) and value in texts)


def _matches(pattern: re.Pattern[str], most: int) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, str) and len(value) <= most and pattern.fullmatch(value) is not None


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable() and value == value.strip()


def _is_whole(value: Json, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _is_path(value: Json) -> bool:
    return isinstance(value, list | tuple) and len(value) <= 2 * SIZE and all(HASH.fits(item) for item in value)


HASH: Final = Kind("64 hexadecimal digits in small letters", _matches(_HASH, 64))
SIGNATURE: Final = Kind("128 hexadecimal digits in small letters", _matches(_SIGNATURE, 128))
KIND: Final = Kind("words in small letters, joined by dots, such as case.finding", _matches(_KIND, 64))
TIER: Final = Kind("a short name in small letters, such as public or party-a", _matches(_TIER, 64))
TEXT: Final = Kind("1 to 200 printable characters without blanks at the ends", _is_text)
NUMBER: Final = Kind("a whole number from 0 on", lambda value: _is_whole(value, LARGEST))
MOMENT: Final = Kind("microseconds since 1970 UTC, up to the year 9999", lambda value: _is_whole(value, LAST_MOMENT))
OBJECT: Final = Kind("an object", lambda value: isinstance(value, Mapping))
PATH: Final = Kind("a list of hashes", _is_path)


def checked(value: Json, shape: Mapping[str, Kind], place: Place = NOWHERE) -> Mapping[str, Json]:
    """Return `value` when it is an object of `shape` and nothing beyond; raise BadInput with all that is wrong."""
    if not isinstance(value, Mapping):
        got = type(value).__name__
        raise BadInput(Problem(codes.BAD_FIELD, place, got=got, expected=f"an object with {', '.join(shape)}"))
    if value.keys() == shape.keys() and all(kind.fits(value[name]) for name, kind in shape.items()):
        return value
    problems = [problem for name, kind in shape.items() if (problem := _wrong(value, name, kind, place))]
    unknown = [str(name) for name in value if name not in shape]
    if unknown:
        got = f"unknown: {', '.join(sorted(unknown))[:200]}"
        problems.append(Problem(codes.BAD_FIELD, place, got=got, expected=", ".join(shape)))
    if problems:
        raise BadInput(problems)
    return value


def _wrong(value: Mapping[str, Json], name: str, kind: Kind, place: Place) -> Problem | None:
    if name not in value:
        return _problem(name, "nothing", kind, place) if kind.required else None
    return None if kind.fits(value[name]) else _problem(name, repr(value[name])[:80], kind, place)


def _problem(name: str, got: str, kind: Kind, place: Place) -> Problem:
    return Problem(codes.BAD_FIELD, replace(place, field=name), got=got, expected=kind.expected)


def of_length(value: bytes, length: int, what: str) -> bytes:
    """Return `value` when it has `length` bytes; raise BadInput, which names `what` and never the value."""
    if len(value) != length:
        raise BadInput(Problem(codes.WRONG_LENGTH, got=f"{what} of {len(value)} bytes", expected=f"{length} bytes"))
    return value
