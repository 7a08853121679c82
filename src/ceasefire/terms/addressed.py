"""Whom a clause would bind once they agree: surely, and perhaps where accounts differ or no source tells."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.clock import TimeSet
from ceasefire.kernel.kleene import Bounds
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms.agreement import agreed_when
from ceasefire.terms.model import Qualification, Terms
from ceasefire.terms.versions import readings
from ceasefire.terms.window_meaning import When

Parties = frozenset[str]


def whom_it_binds(terms: Terms, clause: str) -> Bounds[Parties]:
    """Return the parties that the clause binds if they take it on, in every reading and in at least one.

    Where the text leaves open whom it binds, perhaps everybody who took it on, or may have: whoever never spoke
    of it is bound in no case. Whether they agreed is another question (`agreed`).
    """
    texts = readings(terms) if any(_is_told_apart(terms, clause)) else (terms,)
    found = Bounds.one_of(frozenset(each.clauses[clause].bound) for each in texts if clause in each.clauses)
    if not any(each.is_open for each in known_of_whom(terms, clause)):
        return found
    spoken = frozenset(party for party in terms.parties if not agreed_when(terms, party, clause).maybe.is_empty)
    return Bounds(found.sure, found.maybe | spoken)


def known_of_whom(terms: Terms, clause: str) -> tuple[Qualification, ...]:
    """Return how it is known whom the clause binds; nothing where the text simply states it."""
    known = (terms.qualifications.get(f"clauses.{clause}.{name}") for name in ("bound", "by"))
    return tuple(each for each in known if each is not None)


def bound_while(terms: Terms, party: str, clause: str) -> When:
    """Return when the clause binds the party by its own word, surely and perhaps; its window is no part of it."""
    whom = whom_it_binds(terms, clause)
    never = TimeSet.empty()
    if party not in whom.maybe:
        return Bounds.exactly(never)
    word = agreed_when(terms, party, clause)
    return word if party in whom.sure else Bounds(never, word.maybe)


def not_known_whom(party: str, clause: str) -> Reason:
    """Say that nobody can tell whether the clause is about the party at all, whatever the party said."""
    return reason("bound_not_known", mark("whether {clause} binds {party} is not known"), clause=clause, party=party)


def _is_told_apart(terms: Terms, clause: str) -> Iterator[bool]:
    """Whether accounts differ on whom it binds, or on the clause as a whole."""
    own = ("clauses", f"clauses.{clause}", f"clauses.{clause}.bound", f"clauses.{clause}.by")
    for path, known in terms.qualifications.items():
        yield bool(known.reports_differ) and (path in own or path.startswith((f"{own[2]}.", f"{own[3]}.")))
