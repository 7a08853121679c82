"""What a change of the terms does to a board: seen before it is made, and done by the same code when it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceasefire.desk.board.cover import Covered
from ceasefire.desk.board.history import Ground, History, ground_of
from ceasefire.desk.board.lines import Line, falling
from ceasefire.desk.board.reading import changed, issued_digest
from ceasefire.kernel.kleene import Truth
from ceasefire.terms import Terms


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change would do: the next version, whom it covers, and which confirmations fall.

    `no_longer` are the sides whose guarantees cover before and not after, or of which nobody could tell any more;
    `falls` the keys of lines whose confirmation falls; `digest` the SHA-256 of the text to be issued to every side.
    """

    version: int
    before: tuple[Covered, ...]
    after: tuple[Covered, ...]
    falls: tuple[str, ...]
    terms: Terms
    digest: str

    @property
    def no_longer(self) -> tuple[str, ...]:
        """The sides whose guarantees cover before the change and not after it."""
        covered = {each.side for each in self.before if each.answer is Truth.YES}
        return tuple(each.side for each in self.after if each.side in covered and each.answer is not Truth.YES)


def consequences(history: History, window: str, changes: Mapping[str, object]) -> Consequences:
    """Return what the change would do; BadInput with every problem of a change that cannot be read."""
    terms = changed(history.ground.terms, _plain(changes))
    after = ground_of(terms, history.ground.version + 1, window, history.opening)
    falls = tuple(sorted(fallen(history.ground, after, frozenset(changes)) & set(history.confirmed)))
    return Consequences(after.version, history.ground.covered, after.covered, falls, terms, issued_digest(terms))


def fallen(before: Ground, after: Ground, parts: frozenset[str]) -> frozenset[str]:
    """Return the keys of all lines that a change of `parts` makes fall, confirmed or not.

    A guarantee falls when anything that it speaks of changed; the check falls with any guarantee.
    """
    lines = dict.fromkeys((*before.lines, *after.lines))
    return frozenset(
        line.key for line in lines if falling(line, parts) or _guarantee_changed(before, after, line, parts)
    )


def _guarantee_changed(before: Ground, after: Ground, line: Line, parts: frozenset[str]) -> bool:
    if "guarantees" not in parts:
        return False
    if line.kind == "cover":
        return True
    return line.kind == "guarantee" and before.terms.guarantees.get(line.about) != after.terms.guarantees.get(
        line.about
    )


def _plain(value: object) -> object:
    """The JSON of an act as plain dicts and lists: an act holds its body frozen."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
