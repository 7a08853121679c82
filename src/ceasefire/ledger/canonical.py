"""One way to write a value down, byte for byte (RFC 8785), so that everybody who hashes it gets the same hash.

Written here and not taken from a package because it stands under every entry: strings are quoted by the C part of
`json`, which makes it several times as fast; a test holds it against an independent implementation.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, Final, TypeAlias, cast

from ceasefire.errors import NOWHERE, BadInput, Code, Place, Problem
from ceasefire.ledger import codes

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

DEEPEST: Final = 64
_NAMED: Final = {None: "null", True: "true", False: "false"}
LARGEST: Final = 2**53 - 1  # beyond it a double, which is what JSON numbers are to most readers, skips numbers


def _parsed_whole(text: str) -> int | float:
    """A number without point or exponent; beyond what doubles count one by one, the double that it stands for."""
    value = int(text) if len(text) <= 17 else LARGEST + 1
    return value if -LARGEST <= value <= LARGEST else float(text)


_DECODER: Final = json.JSONDecoder(parse_int=_parsed_whole)


class _Refused(Exception):
    """A value without canonical form; the path to it is put together on the way out."""

    def __init__(self, code: Code, got: str) -> None:
        super().__init__(got)
        self.code, self.got, self.path = code, got, ""

    def inside(self, step: object) -> _Refused:
        self.path = f"{step}.{self.path}" if self.path else str(step)
        return self


def canonical(value: Json) -> bytes:
    """The one way in which `value` is written before it is hashed or signed.

    Keys stand in the order of their UTF-16 code units, numbers as ECMAScript writes them, nothing is escaped that
    need not be, and there is no white space (RFC 8785). Texts are kept as they are: they are not normalised.
    Raises BadInput for what has no such form: NaN, infinities, whole numbers beyond ±9007199254740991, lone
    surrogates, keys that are no texts, other types, and more than 64 levels.
    """
    try:
        return _written(value, DEEPEST).encode()
    except _Refused as refused:
        place = Place(field=refused.path or None)
        raise BadInput(Problem(refused.code, place, got=refused.got)) from None


def read(data: bytes, place: Place = NOWHERE) -> Json:
    """The value that `data` holds, when `data` is its canonical form and nothing else.

    Raises BadInput otherwise; with one form only, no change of a file goes unnoticed, not even of a blank.
    """
    try:
        value = _DECODER.decode(data.decode())
        again = canonical(value)
    except BadInput as refused:
        raise BadInput([problem.at(place) for problem in refused.problems]) from None
    except RecursionError:
        raise BadInput(Problem(codes.TOO_DEEP, place, expected=f"at most {DEEPEST} levels")) from None
    except ValueError as refusal:  # bytes that are not UTF-8, broken JSON, numbers of thousands of digits
        raise BadInput(Problem(codes.NOT_JSON, place, got=str(refusal))) from None
    if again != data:
        raise BadInput(_why_not_canonical(data, again, place))
    return cast("Json", value)


def _written(value: Json, levels: int) -> str:
    """The common types first and exactly; what derives from them, or is another mapping, after that."""
    kind = type(value)
    known: Any = value
    if kind is str:
        return _quoted(known)
    if kind is dict:
        return _object(known, levels - 1)
    if kind is int:
        return _whole(known)
    if value is None or kind is bool:
        return _NAMED[known]
    if kind is list:
        return _list(known, levels - 1)
    return _other(value, levels)


def _other(value: Json, levels: int) -> str:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, Mapping):
        return _object(value, levels - 1)
    if isinstance(value, list | tuple):
        return _list(value, levels - 1)
    raise _Refused(codes.NO_CANONICAL_FORM, f"a value of type {type(value).__name__}")


def _quoted(text: str) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _Refused(codes.NO_CANONICAL_FORM, "a text with a lone surrogate") from None
    return encode_basestring(text)


def _whole(value: int) -> str:
    if not -LARGEST <= value <= LARGEST:
        raise _Refused(codes.NO_CANONICAL_FORM, f"a whole number of {value.bit_length()} bits")
    return int.__repr__(value)


def _number(value: float) -> str:
    """A double as ECMAScript writes it: Python finds the same shortest digits and sets them out otherwise."""
    if not math.isfinite(value):
        raise _Refused(codes.NO_CANONICAL_FORM, repr(value))
    if value == 0:
        return "0"  # also for −0
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = float.__repr__(abs(value)).partition("e")
    before, _, after = mantissa.partition(".")
    digits = (before + after).lstrip("0")
    point = len(before) + int(exponent or 0) - (len(before + after) - len(digits))
    return sign + _set_out(digits.rstrip("0"), point)


def _set_out(digits: str, point: int) -> str:
    """`0.digits` × 10^`point` with the turns to exponents that ECMAScript makes (Number::toString)."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{point - 1:+d}"


def _object(value: Mapping[str, Json], levels: int) -> str:
    if levels < 0:
        raise _Refused(codes.TOO_DEEP, f"more than {DEEPEST} levels")
    try:
        plain = "".join(value).isascii()
    except TypeError:
        raise _Refused(codes.NO_CANONICAL_FORM, "a key that is no text") from None
    parts, key = [], ""
    quoted = encode_basestring if plain else _quoted
    try:
        for key in sorted(value) if plain else sorted(value, key=_units):
            parts.append(f"{quoted(key)}:{_written(value[key], levels)}")
    except _Refused as refused:
        raise refused.inside(key) from None
    return "{" + ",".join(parts) + "}"


def _units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _list(value: Sequence[Json], levels: int) -> str:
    if levels < 0:
        raise _Refused(codes.TOO_DEEP, f"more than {DEEPEST} levels")
    parts: list[str] = []
    try:
        parts.extend(_written(item, levels) for item in value)  # on a refusal, those before it are in
    except _Refused as refused:
        raise refused.inside(len(parts)) from None
    return "[" + ",".join(parts) + "]"


def _why_not_canonical(data: bytes, again: bytes, place: Place) -> Problem:
    """Name the duplicate key if that is it, or else the first byte at which the two forms part."""
    twice: list[str] = []

    def note(pairs: list[tuple[str, object]]) -> None:
        twice.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)

    json.loads(data.decode(), object_pairs_hook=note)
    if twice:
        return Problem(codes.DUPLICATE_KEY, place, got=", ".join(twice))
    at = next((at for at, (one, other) in enumerate(zip(data, again, strict=False)) if one != other), len(again))
    return Problem(codes.NOT_CANONICAL, place, got=f"another form from byte {at + 1} on")
