"""Sets of parties or targets: some named ones, everybody, or everybody but some named ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class IdSet:
    """The ids in `ids`, or, when `but` is set, every id except those; `&`, `|`, `-`, `~` are exact.

    "Everybody" includes ids that nobody has named yet, so a set with `but` is never empty.
    """

    ids: frozenset[str] = frozenset()
    but: bool = False

    @classmethod
    def of(cls, *ids: str) -> IdSet:
        """Exactly the named ones."""
        return cls(frozenset(ids))

    @classmethod
    def any(cls) -> IdSet:
        """Everybody."""
        return cls(but=True)

    @classmethod
    def any_but(cls, *ids: str) -> IdSet:
        """Everybody except the named ones."""
        return cls(frozenset(ids), but=True)

    @property
    def is_empty(self) -> bool:
        """Whether nobody belongs to the set."""
        return not self.but and not self.ids

    @property
    def is_any(self) -> bool:
        """Whether everybody belongs to the set."""
        return self.but and not self.ids

    def __contains__(self, one: object) -> bool:
        return (one in self.ids) != self.but

    def __invert__(self) -> IdSet:
        return IdSet(self.ids, not self.but)

    def __and__(self, other: IdSet) -> IdSet:
        if self.but and other.but:
            return IdSet(self.ids | other.ids, but=True)
        if self.but:
            return IdSet(other.ids - self.ids)
        return IdSet(self.ids - other.ids if other.but else self.ids & other.ids)

    def __or__(self, other: IdSet) -> IdSet:
        return ~(~self & ~other)

    def __sub__(self, other: IdSet) -> IdSet:
        return self & ~other

    def __le__(self, other: IdSet) -> bool:
        return (self - other).is_empty


EVERYBODY: Final = IdSet(but=True)


def unite(sets: Iterable[IdSet]) -> IdSet:
    """Everybody who belongs to at least one of `sets`."""
    joined = IdSet()
    for each in sets:
        joined |= each
    return joined
