"""What a clause or an exception means, as a scope: where × when × what × whom, unknown parts kept unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from ceasefire.clock import TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import EVERYBODY, IdSet, Scope, nothing, product
from ceasefire.terms.area_meaning import UNKNOWN as SOMEWHERE
from ceasefire.terms.area_meaning import Ground, area_where, stretches
from ceasefire.terms.model import Clause, Terms
from ceasefire.terms.versions import as_amended, as_said_by, readings
from ceasefire.terms.window_meaning import ALWAYS, When, window_when

__all__ = ["area_where", "clause_scope", "exception_scope", "window_when"]


def clause_scope(terms: Terms, clause: str, party: str | None = None, on: dt.date | None = None) -> Scope:
    """Return what the clause covers; rival accounts and assumed zones leave their difference open.

    Args:
        terms: the arrangement.
        clause: the clause's key.
        party: as this party declared it, binding this party alone; None for all whom it binds.
        on: as amended up to this day; None for every amendment that was accepted.

    Returns:
        A scope whose exceptions are not taken out: whether one applied is a finding.
    """
    said = as_said_by(terms, party) if party is not None and party in terms.parties else terms
    amended = as_amended(said, on, party)
    return _over_readings(amended, lambda reading: _clause(reading, reading.clauses[clause], party))


def exception_scope(terms: Terms, exception: str) -> Scope:
    """Return where, when and for which acts the exception speaks; its conditions are not part of it."""
    return _over_readings(terms, lambda reading: _exception(reading, exception))


def _over_readings(terms: Terms, meaning: Callable[[Terms], Scope]) -> Scope:
    scopes = [meaning(reading) for reading in readings(terms)]
    sure, maybe = scopes[0].sure, scopes[0].maybe
    for scope in scopes[1:]:
        sure, maybe = sure & scope.sure, maybe | scope.maybe
    return scopes[0] if len(scopes) == 1 else Scope(sure, maybe)


def _clause(terms: Terms, clause: Clause, party: str | None) -> Scope:
    bound = [party] if party is not None else list(clause.bound)
    left_out = [each.actor for each in clause.excluded]
    targets = EVERYBODY if clause.targets is None else IdSet.of(*clause.targets)
    parts = (_part(terms, clause, each, targets - IdSet.of(*left_out)) for each in bound if each not in left_out)
    return Scope.union(parts)


def _part(terms: Terms, clause: Clause, party: str, targets: IdSet) -> Scope:
    window = _key(clause.window, party)
    when = ALWAYS if window is None else window_when(terms, window)
    codes: Iterable[str] = clause.acts or ((clause.duty,) if clause.duty else (taxonomy.EVERY,))
    whole = Scope.union(
        product(ground, _during(when, stretch), tuple(codes), IdSet.of(party), targets)
        for ground, stretch in _grounds(terms, _key(clause.area, party))
    )
    return Scope(nothing.sure, whole.maybe) if clause.acts_unstated is not None and not clause.acts else whole


def _grounds(terms: Terms, area: str | None) -> tuple[tuple[Ground, TimeSet], ...]:
    return ((SOMEWHERE, TimeSet.all()),) if area is None else stretches(terms, area)


def _during(when: When, stretch: TimeSet) -> When:
    return when & Bounds.exactly(stretch)


def _key(per_party: Mapping[str, str], party: str) -> str | None:
    return per_party.get(party, per_party.get(""))


def _exception(terms: Terms, key: str) -> Scope:
    exception = terms.exceptions[key]
    when = ALWAYS if exception.window is None else window_when(terms, exception.window)
    acts = exception.acts or tuple(act for clause in exception.of for act in terms.clauses[clause].acts)
    bound = EVERYBODY if exception.by is None else IdSet.of(*exception.by)
    clauses = [terms.clauses[clause] for clause in exception.of]
    of_clauses = sorted({key for each in clauses for key in each.area.values()})
    areas: list[str | None] = [exception.area] if exception.area else [*of_clauses]
    return Scope.union(
        product(ground, _during(when, stretch), acts or (taxonomy.EVERY,), bound)
        for area in areas or [None]
        for ground, stretch in _grounds(terms, area)
    )
