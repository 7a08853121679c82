"""The cases that the package carries, by key: `terms/KEY.yaml`, and beside it the ledger `facts/KEY.yaml`."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from ceasefire.cases import codes
from ceasefire.cases.ledger import Fact, read_ledger
from ceasefire.errors import BadInput, Problem
from ceasefire.terms import Terms, read_text


@cache
def keys() -> tuple[str, ...]:
    """Return the key of every case, in alphabetical order."""
    names = (entry.name for entry in (files(__package__) / "terms").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def text(key: str) -> str:
    """Return the terms of the case `key` as they are written; BadInput when no such case is carried."""
    return _text("terms", _known(key))


def read(key: str) -> Terms:
    """Return the terms of the case `key`; BadInput when no such case is carried."""
    return read_text(text(key), f"{key}.yaml")


def facts(key: str) -> tuple[Fact, ...]:
    """Return every known fact of the case `key` and where its terms keep it, in the order of the source.

    It does not show that the facts are true: the sources stand in the terms.
    """
    return read_ledger(_text("facts", _known(key)), f"{key}.facts.yaml")


def _text(kind: str, key: str) -> str:
    return (files(__package__) / kind / f"{key}.yaml").read_text("utf-8")


def _known(key: str) -> str:
    if key not in keys():
        near = get_close_matches(key.lower(), keys(), n=1)
        do = f"Did you mean `{near[0]}`?" if near else ""
        raise BadInput(Problem(codes.UNKNOWN_CASE, got=key, expected="a key of `ceasefire cases`", do=do))
    return key
