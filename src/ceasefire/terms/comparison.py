"""What a comparison of several parties' commitments finds: five parts, and what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.reasons import Reason
from ceasefire.scope import Scope
from ceasefire.terms.undertakings import Undertaking


@dataclass(frozen=True, slots=True)
class Common:
    """Ground, time and acts that two or more parties owe each other (mutual), or one owes alone (one-sided).

    `sides` are the undertakings it comes from; `scope` has no bound party. `by_name`: the text only names
    the place or the kind of acts, and `scope` then holds everywhere, or every act, in its stead.
    """

    sides: tuple[Undertaking, ...]
    scope: Scope
    by_name: bool

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties, in alphabetical order of their keys."""
        return tuple(sorted({side.party for side in self.sides}))

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses it rests on."""
        return tuple(dict.fromkeys(side.clause.key for side in self.sides))


@dataclass(frozen=True, slots=True)
class Reciprocal:
    """Different undertakings given for each other: by an exchange of the text, or one clause with a share for each."""

    sides: Mapping[str, tuple[str, ...]]
    basis: str
    agreed: Truth
    undertakings: tuple[Undertaking, ...]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field on which versions differ: its dotted name and what each party's version says, in words."""

    field: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contested:
    """A part of the text of which two parties hold different versions.

    `clause` is None for parts that are no clause; `only` holds, by party, what that version alone covers
    (empty when the versions cover the same and differ in something else).
    """

    clause: str | None
    parties: tuple[str, str]
    fields: tuple[FieldDifference, ...]
    only: Mapping[str, Scope]


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A remainder of which nobody can say whether it is mutual, one-sided or neither, and why."""

    common: Common
    part: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The five parts, never one intersection; beside them what cannot be told."""

    ceasefire: str
    parties: tuple[str, ...]
    mutual: tuple[Common, ...]
    reciprocal: tuple[Reciprocal, ...]
    one_sided: tuple[Common, ...]
    contested: tuple[Contested, ...]
    not_stated: tuple[Reason, ...]
    cannot_tell: tuple[CannotTell, ...]
    undertakings: tuple[Undertaking, ...]
