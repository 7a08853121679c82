"""What a clause or an exception means, as a scope: where × when × what × whom, unknown parts kept unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ceasefire.clock import MAX, MIN, TimeSet, start_of_day
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import EVERYBODY, IdSet, Scope, Where, nothing, product
from ceasefire.terms.area_meaning import UNKNOWN as SOMEWHERE
from ceasefire.terms.area_meaning import Ground, Stretches, area_where, stretches
from ceasefire.terms.extension import extended
from ceasefire.terms.model import Clause, Exception_, Terms
from ceasefire.terms.registers import NO_REGISTER, Register
from ceasefire.terms.versions import as_amended, as_said_by, epochs, readings
from ceasefire.terms.window_meaning import ALWAYS, When, window_when, zones_of
from ceasefire.terms.window_meaning import UNKNOWN as SOMETIME

__all__ = [
    "area_where",
    "clause_scope",
    "exception_scope",
    "stated_objects",
    "stretches",
    "version_scope",
    "window_when",
]

EVERYWHERE: Final[Ground] = Bounds.exactly(Where.everywhere())


@dataclass(frozen=True, slots=True)
class As:
    """How a text is taken: which register tells where objects are, and whether names stand for places.

    `named` takes an area that nobody drew, and acts that nobody listed, as settled by their words: two
    parties that speak of "the whole front" mean the same, though it is on no map.
    """

    register: Register = NO_REGISTER
    named: bool = False


PLAIN: Final = As()
BY_NAME: Final = As(named=True)


def clause_scope(
    terms: Terms, clause: str, party: str | None = None, on: dt.date | None = None, how: As = PLAIN
) -> Scope:
    """Return what the clause covers; rival accounts and assumed zones leave their difference open.

    Args:
        terms: the arrangement.
        clause: the clause's key; a clause that a version does not hold covers nothing there.
        party: as this party declared it, binding this party alone; None for all whom it binds.
        on: the text as amended up to this day, for all of time; None for each amendment from its day on.
        how: with which register of objects.

    Returns:
        A scope whose exceptions are not taken out: whether one applied is a finding.
    """
    said = as_said_by(terms, party) if party is not None and party in terms.parties else terms
    whole = _over_time(said, party, on, lambda reading: _clause(reading, clause, party, how))
    return _unsure(whole) if how.named and _place_is_told_apart(said, clause) else whole


def version_scope(terms: Terms, clause: str, said_by: str, how: As = PLAIN) -> Scope:
    """Return what the clause covers in the version of `said_by`, for everybody whom that version binds.

    It says what one party holds the text to be, not what anybody is bound to.
    """
    said = as_said_by(terms, said_by)
    whole = _over_time(said, said_by, None, lambda reading: _clause(reading, clause, None, how))
    return _unsure(whole) if how.named and _place_is_told_apart(said, clause) else whole


def exception_scope(terms: Terms, exception: str, how: As = PLAIN) -> Scope:
    """Return where, when and for which acts the exception speaks; its conditions are not part of it."""
    return _over_time(terms, None, None, lambda reading: _exception(reading, exception, how))


def _place_is_told_apart(terms: Terms, clause: str) -> bool:
    """Whether accounts name different places: each may be settled by its name, and yet which one is not."""
    path = f"clauses.{clause}.area"
    rival = (where for where, known in terms.qualifications.items() if known.reports_differ)
    return any(each == path or each.startswith(f"{path}.") for each in rival)


def _unsure(scope: Scope) -> Scope:
    return Scope(nothing.sure, scope.maybe)


def _over_time(terms: Terms, party: str | None, on: dt.date | None, meaning: Callable[[Terms], Scope]) -> Scope:
    """Each amendment from its day on, each reading of the text at that time."""
    if on is not None:
        return _over_readings(as_amended(terms, on, party), meaning)
    versions = epochs(terms, party)
    if len(versions) == 1:
        return _over_readings(terms, meaning)
    turns = [*(_turn(terms, day) for day, _ in versions), (MAX, MAX)]
    return Scope.union(
        _over_readings(version, meaning) & _during(turns[at], turns[at + 1]) for at, (_, version) in enumerate(versions)
    )


def _turn(terms: Terms, day: dt.date | None) -> tuple[int, int]:
    """The first moment of a day, earliest and latest over the zones that the text may mean."""
    moments = [MIN] if day is None else [start_of_day(day, zone) for zone in zones_of(terms.zone)]
    return min(moments), max(moments)


def _during(start: tuple[int, int], end: tuple[int, int]) -> Scope:
    sure = TimeSet.between(start[1], end[0]) if start[1] < end[0] else TimeSet.empty()
    codes = (taxonomy.EVERY, *taxonomy.duties())
    return product(EVERYWHERE, Bounds(sure, TimeSet.between(start[0], end[1])), codes)


def _over_readings(terms: Terms, meaning: Callable[[Terms], Scope]) -> Scope:
    scopes = [meaning(reading) for reading in readings(terms)]
    sure, maybe = scopes[0].sure, scopes[0].maybe
    for scope in scopes[1:]:
        sure, maybe = sure & scope.sure, maybe | scope.maybe
    return scopes[0] if len(scopes) == 1 else Scope(sure, maybe)


def _clause(terms: Terms, key: str, party: str | None, how: As) -> Scope:
    clause = terms.clauses.get(key)
    if clause is None:
        return nothing
    left_out = IdSet.of(*(each.actor for each in clause.excluded))
    bound = [each for each in ([party] if party is not None else clause.bound) if each not in left_out]
    targets = (EVERYBODY if clause.targets is None else IdSet.of(*clause.targets)) - left_out
    whole = Scope.union(_part(terms, clause, each, targets, how) for each in bound)
    return whole if how.named or _codes_are_known(clause) else _unsure(whole)


def _part(terms: Terms, clause: Clause, party: str, targets: IdSet, how: As) -> Scope:
    when = _when(terms, clause, party)
    return Scope.union(
        product(_taken(ground, how), when & Bounds.exactly(stretch), codes_of(clause), IdSet.of(party), targets)
        for ground, stretch in _grounds(terms, clause, party, how)
    )


def codes_of(clause: Clause) -> tuple[str, ...]:
    """Return the codes of acts or of the duty that the clause speaks of; every one where it names none."""
    if clause.kind == "do":
        return (clause.duty,) if clause.duty else tuple(taxonomy.duties())
    return clause.acts or (taxonomy.EVERY,)


def _codes_are_known(clause: Clause) -> bool:
    return clause.duty is not None if clause.kind == "do" else bool(clause.acts)


def _when(terms: Terms, clause: Clause, party: str) -> When:
    """A clause without a window sets no limit of time itself: what its party agreed to does."""
    key = per_party(clause.window, party)
    if key is None:
        return SOMETIME if _is_open(terms, f"clauses.{clause.key}.window") else ALWAYS
    return extended(terms, clause.key, party, key, window_when(terms, key))


def _grounds(terms: Terms, clause: Clause, party: str, how: As) -> Stretches:
    """A duty without an area is owed wherever it falls due; acts without one are forbidden nobody knows where."""
    key = per_party(clause.area, party)
    if key is not None:
        return stretches(terms, key, how.register)
    open_value = _is_open(terms, f"clauses.{clause.key}.area")
    return ((EVERYWHERE if clause.kind == "do" and not open_value else SOMEWHERE, TimeSet.all()),)


def _is_open(terms: Terms, path: str) -> bool:
    known = terms.qualifications.get(path)
    return known is not None and known.is_open


def _taken(ground: Ground, how: As) -> Ground:
    return Bounds.exactly(ground.maybe) if how.named else ground


def per_party(values: Mapping[str, str], party: str) -> str | None:
    """Return what is said for this party, or else for everybody."""
    return values.get(party, values.get(""))


def _exception(terms: Terms, key: str, how: As) -> Scope:
    exception = terms.exceptions[key]
    when = ALWAYS if exception.window is None else window_when(terms, exception.window)
    clauses = [terms.clauses[each] for each in exception.of if each in terms.clauses]
    bound = EVERYBODY if exception.by is None else IdSet.of(*exception.by)
    targets = EVERYBODY if exception.targets is None else IdSet.of(*exception.targets)
    acts = exception.acts or tuple(code for clause in clauses for code in codes_of(clause))
    return Scope.union(
        product(_taken(ground, how), when & Bounds.exactly(stretch), acts or (taxonomy.EVERY,), bound, targets)
        for ground, stretch in _exception_grounds(terms, exception, clauses, how)
    )


def _exception_grounds(
    terms: Terms, exception: Exception_, clauses: Sequence[Clause], how: As
) -> Iterator[tuple[Ground, TimeSet]]:
    if exception.area is not None:
        yield from stretches(terms, exception.area, how.register)
        return
    areas = sorted({area for clause in clauses for area in clause.area.values()})
    if not areas:
        yield SOMEWHERE, TimeSet.all()
    for area in areas:
        yield from stretches(terms, area, how.register)


def stated_objects(terms: Terms, clause: str) -> frozenset[str] | None:
    """Return the classes and names of objects that the clause protects, None when it protects ground instead.

    Reports match such a clause by the object that they state; that something fell near one is no answer.
    """
    keys = terms.clauses[clause].area.values()
    lists = [terms.areas[key].spec for key in keys if key in terms.areas and terms.areas[key].kind == "objects"]
    if not lists:
        return None
    return frozenset(name for spec in lists for name in (*spec["classes"], *spec["named"]))
