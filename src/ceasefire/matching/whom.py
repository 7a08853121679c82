"""Who it may have been, and who of them is bound: without an actor nobody is said to have done it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from ceasefire.kernel.kleene import Bounds, Truth
from ceasefire.kernel.reasons import Reason
from ceasefire.scope import IdSet
from ceasefire.terms.addressed import Parties, not_known_whom
from ceasefire.terms.agreement import agreed, agreed_when, open_reasons
from ceasefire.terms.model import Clause, Terms

MOST_KEPT: Final = 100_000
Days = tuple[dt.date | None, dt.date | None]
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
    """Candidates of one clause by what they agreed: bound, perhaps bound, not bound, not addressed.

    `left_open` says of those perhaps bound what is not known of their word; `free_then` are those not bound
    who took the clause on at another time.
    """

    bound: tuple[str, ...]
    perhaps: tuple[str, ...]
    never_agreed: tuple[str, ...]
    free_then: tuple[str, ...]
    not_addressed: tuple[str, ...]
    left_open: tuple[Reason, ...] = ()

    @property
    def may_bind(self) -> bool:
        """Return whether anybody of whom the report may speak is bound, surely or perhaps."""
        return bool(self.bound or self.perhaps)

    @property
    def addressed(self) -> tuple[str, ...]:
        """Return whom the report is tested for: those bound or perhaps bound, else those who are not."""
        return self.bound + self.perhaps or self.never_agreed + self.free_then

    @property
    def everyone_bound(self) -> bool:
        """Return whether the clause binds everybody whom the report may speak of."""
        return bool(self.bound) and not (self.perhaps or self.never_agreed or self.free_then or self.not_addressed)


class Words:
    """What each party's own word on each clause was, day by day; each question is answered once."""

    def __init__(self, terms: Terms) -> None:
        """Keep the terms whose declarations are asked."""
        self.agreed = lru_cache(maxsize=MOST_KEPT)(partial(agreed, terms))
        self.left_open = lru_cache(maxsize=MOST_KEPT)(partial(open_reasons, terms))
        self.ever = lru_cache(maxsize=MOST_KEPT)(lambda party, clause: not _never_bound(terms, party, clause))

    def through(self, party: str, clause: str, days: Days) -> Truth:
        """Return the answer for all of the days: who agreed or left between the first and the last is perhaps bound."""
        first, last = (self.agreed(party, clause, day) for day in days)
        return first if first is last else Truth.CANNOT_TELL


def _never_bound(terms: Terms, party: str, clause: str) -> bool:
    return agreed_when(terms, party, clause).maybe.is_empty


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
    meant = frozenset(key_of(name, by_name) for name in actor.ids)
    return Candidates(fighting - meant, named=False) if actor.but else Candidates(meant, named=True)


def keys_by_name(terms: Terms) -> Mapping[str, str]:
    """Return the key of each party by its key and every alias, in small letters."""
    aliases = {alias.text.casefold(): key for key in sorted(terms.parties) for alias in terms.parties[key].aliases}
    return aliases | {key.casefold(): key for key in terms.parties}


def key_of(name: str, by_name: Mapping[str, str]) -> str:
    """Return the key of the party with this key or alias; a name that no party of the terms has stays as it is."""
    return by_name.get(name.casefold(), name)


def bound_among(clause: Clause, whom: Bounds[Parties], who: Candidates, words: Words, days: Days) -> Bound:
    """Sort the candidates by whether `clause` addresses them and whether they had agreed to it on these days."""
    addressed = [party for party in sorted(who.parties) if party in whom.maybe]
    truths = {party: words.through(party, clause.key, days) & _known(party in whom.sure) for party in addressed}
    perhaps = tuple(party for party, truth in truths.items() if truth is Truth.CANNOT_TELL)
    free = [party for party, truth in truths.items() if truth is Truth.NO]
    left_open = [why for party in perhaps for why in words.left_open(party, clause.key, days[1])]
    left_open += [not_known_whom(party, clause.key) for party in perhaps if party not in whom.sure]
    return Bound(
        tuple(party for party, truth in truths.items() if truth is Truth.YES),
        perhaps,
        tuple(party for party in free if not words.ever(party, clause.key)),
        tuple(party for party in free if words.ever(party, clause.key)),
        tuple(sorted(who.parties - truths.keys())),
        tuple(dict.fromkeys(left_open)),
    )


def _known(surely: bool) -> Truth:  # noqa: FBT001 - the boolean is the whole argument
    return Truth.YES if surely else Truth.CANNOT_TELL


def left_out(clause: Clause) -> IdSet:
    """Return the actors outside the clause."""
    return IdSet.of(*(each.actor for each in clause.excluded))
