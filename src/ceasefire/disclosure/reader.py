"""Who will read: the mission, one party, or the public, which is the default everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ceasefire.disclosure import codes
from ceasefire.errors import BadInput, Problem
from ceasefire.terms import Terms

MISSION: Final = "mission"
PUBLIC: Final = "public"


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of reader; `party` is the key of the party that reads, None for the other two."""

    name: str
    party: str | None = None

    @classmethod
    def named(cls, name: str, terms: Terms) -> Reader:
        """Return the reader that a person named; BadInput with the choices otherwise."""
        if name in (MISSION, PUBLIC):
            return cls(name)
        if name in terms.parties:
            return cls(name, name)
        expected = ", ".join((PUBLIC, MISSION, *sorted(terms.parties)))
        raise BadInput(Problem(codes.UNKNOWN_READER, got=name, expected=expected))

    @property
    def sees_everything(self) -> bool:
        """Whether nothing is held back."""
        return self.name == MISSION
