"""Which clauses protect objects: what touches them is told by object to the mission alone."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel import taxonomy
from ceasefire.terms import Terms
from ceasefire.terms.meaning import stated_objects

HITS: Final = "protected_object_hit"


def protects_objects(terms: Terms, key: str) -> bool:
    """Return whether the clause protects objects: by a list, by their names, or by acts that are nothing but hits.

    How often such a clause is touched, and by which report, is a damage report for whoever fired.
    """
    clause = terms.clauses.get(key)
    if clause is None:
        return False
    return bool(clause.objects) or stated_objects(terms, key) is not None or _forbids_hits_alone(clause.acts)


def _forbids_hits_alone(acts: tuple[str, ...]) -> bool:
    every = taxonomy.acts()
    return bool(acts) and every.expand(acts) <= every.leaves(HITS)
