"""Which clauses and reports are about protected objects: what touches them is told by object to the mission alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceasefire.kernel import taxonomy
from ceasefire.record import Event
from ceasefire.terms import Terms
from ceasefire.terms.meaning import stated_objects
from ceasefire.terms.versions import epochs

HITS: Final = "protected_object_hit"


def protects_objects(terms: Terms, key: str) -> bool:
    """Return whether the clause protects objects: by a list, by their names, or by naming a hit among its acts.

    How often such a clause is touched, and by which report, is a damage report for whoever fired. Where hits are
    named beside other acts, the difference from a clause on those acts alone would be the hits.
    """
    clause = terms.clauses.get(key)
    if clause is None:
        return False
    return bool(clause.objects) or stated_objects(terms, key) is not None or names_hits(clause.acts)


def names_hits(acts: Iterable[str]) -> bool:
    """Return whether one of the words means nothing but hits on protected objects."""
    every = taxonomy.acts()
    return any(every.expand((act,)) <= every.leaves(HITS) for act in acts)


def covers_hits(terms: Terms, key: str) -> bool:
    """Return whether a hit on a protected object is an act of the clause, named or in a wider word."""
    every = taxonomy.acts()
    clause = terms.clauses.get(key)
    return clause is not None and bool(every.expand(clause.acts) & every.leaves(HITS))


def asks_for_hits(terms: Terms) -> bool:
    """Return whether a criterion of the terms, at any time, counts hits on protected objects."""
    return any(text.held_if is not None and names_hits(text.held_if.acts) for _, text in epochs(terms))


def states_hits_alone(event: Event) -> bool:
    """Return whether the report can be nothing but a hit on a protected object."""
    return bool(event.acts) and event.acts <= taxonomy.acts().leaves(HITS)
