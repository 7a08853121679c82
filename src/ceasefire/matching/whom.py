"""Who it may have been, and who of them is bound: without an actor nobody is said to have done it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ceasefire.kernel.kleene import Truth
from ceasefire.scope import IdSet
from ceasefire.terms.model import Clause, Terms

Agreed = Callable[[str, str], Truth]
_HOLDING_BACK: Final = frozenset({"refrain", "limit"})
_NO_ANSWER: Final = frozenset({"explored", "appealed_to", "proposed"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The parties a report may speak of; `named` is False when the report established nobody."""

    parties: frozenset[str]
    named: bool

    def may_be(self, party: str) -> bool:
        """Return whether the report may speak of `party`; while nobody is named it may be anybody."""
        return not self.named or party in self.parties


@dataclass(frozen=True, slots=True)
class Bound:
    """Candidates of one clause by what they agreed: bound, perhaps bound, never agreed, not addressed."""

    bound: tuple[str, ...]
    perhaps: tuple[str, ...]
    never_agreed: tuple[str, ...]
    not_addressed: tuple[str, ...]

    @property
    def addressed(self) -> tuple[str, ...]:
        """Return whom the report is tested for: those bound or perhaps bound, else those who never agreed."""
        return self.bound + self.perhaps or self.never_agreed

    @property
    def everyone_bound(self) -> bool:
        """Return whether the clause binds everybody whom the report may speak of."""
        return bool(self.bound) and not (self.perhaps or self.never_agreed or self.not_addressed)


def candidates(terms: Terms, actor: IdSet) -> Candidates:
    """Return the parties that `actor` may mean; unknown is any party asked to hold back, or that gave its answer.

    A mediator's proposal is no answer, and a body with nothing but a duty is asked to hold nothing back.
    """
    asked = frozenset(
        party for clause in terms.clauses.values() if clause.kind in _HOLDING_BACK for party in clause.bound
    )
    answered = frozenset(
        each.party for each in terms.declarations if {step.state for step in each.history} - _NO_ANSWER
    )
    fighting = (asked | answered) & terms.parties.keys()
    by_name = keys_by_name(terms)
    meant = frozenset(by_name.get(name.casefold(), name) for name in actor.ids)
    return Candidates(fighting - meant, named=False) if actor.but else Candidates(meant, named=True)


def keys_by_name(terms: Terms) -> Mapping[str, str]:
    """Return the key of each party by its key and every alias, in small letters."""
    aliases = {alias.text.casefold(): key for key in sorted(terms.parties) for alias in terms.parties[key].aliases}
    return aliases | {key.casefold(): key for key in terms.parties}


def bound_among(clause: Clause, who: Candidates, agreed: Agreed) -> Bound:
    """Sort the candidates by whether `clause` addresses them and whether they agreed to it."""
    truths = {party: agreed(party, clause.key) for party in sorted(who.parties) if party in clause.bound}
    return Bound(
        tuple(party for party, truth in truths.items() if truth is Truth.YES),
        tuple(party for party, truth in truths.items() if truth is Truth.CANNOT_TELL),
        tuple(party for party, truth in truths.items() if truth is Truth.NO),
        tuple(sorted(who.parties - truths.keys())),
    )


def left_out(clause: Clause) -> IdSet:
    """Return the actors outside the clause."""
    return IdSet.of(*(each.actor for each in clause.excluded))
