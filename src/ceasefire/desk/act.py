"""An act: what a named person did, when, and with which words; the only thing that the desk keeps.

Whatever state a case or a board is in is worked out from its acts, again and always the same.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from ceasefire.desk import codes
from ceasefire.errors import NOWHERE, BadInput, NotNow, Place, Problem
from ceasefire.ledger.canonical import LARGEST, canonical
from ceasefire.ledger.canonical import Json as _Json

Json: TypeAlias = _Json

DEEPEST: Final = 20
_KIND: Final = re.compile(r"[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*")
_FIELDS: Final = ("kind", "by", "at_us", "body")


@dataclass(frozen=True, slots=True)
class Act:
    """`by`, the account of a person, did `kind` at `at_us` (microseconds UTC), saying `body`.

    The body is frozen: lists become tuples. Raises BadInput with every problem: no kind, nobody named, no moment, or a
    body that JSON cannot carry unchanged. An act says what was done; it does not say that it was right.
    """

    kind: str
    by: str
    at_us: int
    body: Mapping[str, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an act that is not whole, and freeze its body."""
        problems = list(_problems(self))
        if problems:
            raise BadInput(problems)
        object.__setattr__(self, "body", _frozen(self.body))

    def __hash__(self) -> int:
        """Return the hash of who did what when; the body only tells such acts apart."""
        return hash((self.kind, self.by, self.at_us))

    def to_json(self) -> dict[str, Any]:
        """Return the act as data: kind, by, at_us, body."""
        return {"kind": self.kind, "by": self.by, "at_us": self.at_us, "body": thawed(self.body)}

    def canonical(self) -> bytes:
        """Return the one way in which the act is written (RFC 8785): equal acts, equal bytes."""
        return canonical(self.to_json())


def act_from_json(value: object, place: Place = NOWHERE) -> Act:
    """Return the act that `to_json` gave; raise BadInput with every problem when it is none."""
    if not isinstance(value, Mapping):
        raise BadInput(Problem(codes.NOT_JSON, place, got=type(value).__name__, expected="a mapping"))
    extra = [str(name) for name in value if name not in _FIELDS]
    if extra:
        expected = ", ".join(_FIELDS)
        raise BadInput([Problem(codes.UNKNOWN_FIELD, place, got=name, expected=expected) for name in extra])
    try:
        return Act(value.get("kind", ""), value.get("by", ""), value.get("at_us", ""), value.get("body", {}))
    except BadInput as refusal:
        raise BadInput([each.at(Place(place.file, field=each.place.field)) for each in refusal.problems]) from None


def check_order(acts: Sequence[Act], act: Act) -> None:
    """Raise NotNow when `act` is dated before the last of `acts`: a clock that went backwards shows here."""
    if acts and act.at_us < acts[-1].at_us:
        got, expected = f"{act.kind} at {act.at_us}", f"{acts[-1].at_us} or later, when {acts[-1].kind} was done"
        raise NotNow(Problem(codes.BEFORE_THE_LAST, Place(field="at_us"), got, expected))


def folded(name: str) -> str:
    """Return a name as it is compared: capitals, spaces and signs that nobody sees make no second person or source."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return " ".join(seen.casefold().split())


def _problems(act: Act) -> Iterator[Problem]:
    """Types are looked at too: an act may come from a file or a form."""
    kind, by, at_us, body = (getattr(act, name) for name in _FIELDS)
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        yield Problem(codes.NO_KIND, Place(field="kind"), got=repr(kind), expected="a word such as `find`")
    if not isinstance(by, str) or not folded(by) or not _is_text(by):
        yield Problem(codes.NOBODY_NAMED, Place(field="by"), got=repr(by), expected="the account of a person")
    if not isinstance(at_us, int) or isinstance(at_us, bool) or abs(at_us) > LARGEST:
        yield Problem(codes.NO_MOMENT, Place(field="at_us"), got=repr(at_us), expected="microseconds UTC")
    if isinstance(body, Mapping):
        yield from _of_value(body, "body", 1)
    else:
        yield Problem(codes.NOT_JSON, Place(field="body"), got=type(body).__name__, expected="a mapping")


def _of_value(value: object, path: str, depth: int) -> Iterator[Problem]:
    if depth > DEEPEST:
        yield Problem(codes.NOT_JSON, Place(field=path), f"over {DEEPEST} levels", f"at most {DEEPEST}")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if not isinstance(key, str) or not _is_text(key):
                yield Problem(codes.NOT_JSON, Place(field=path), got=f"the key {key!r}", expected="a text")
            yield from _of_value(each, f"{path}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for at, each in enumerate(value):
            yield from _of_value(each, f"{path}.{at}", depth + 1)
    elif not _is_plain(value):
        yield Problem(codes.NOT_JSON, Place(field=path), got=repr(value))


def _is_plain(value: object) -> bool:
    match value:
        case None | bool():
            return True
        case str():
            return _is_text(value)
        case int():
            return abs(value) <= LARGEST
        case float():
            return math.isfinite(value) and not (value.is_integer() and abs(value) > LARGEST)  # would read as a whole
        case _:
            return False


def _is_text(text: str) -> bool:
    """Whether the text can be written as UTF-8: half a surrogate pair cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(each) for key, each in value.items()})
    return tuple(_frozen(each) for each in value) if isinstance(value, list | tuple) else value


def thawed(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the body of an act, or a part of it, as plain dicts and lists."""
    if isinstance(value, Mapping):
        return {key: thawed(each) for key, each in value.items()}
    return [thawed(each) for each in value] if isinstance(value, tuple) else value
