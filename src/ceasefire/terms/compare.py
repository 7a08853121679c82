"""What the parties really committed to: mutual, reciprocal, one-sided, contested, not stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ceasefire.kernel.kleene import Truth, all_of
from ceasefire.scope import Scope
from ceasefire.terms.agreement import agreed
from ceasefire.terms.area_meaning import area_where
from ceasefire.terms.comparison import CannotTell, Common, Comparison, Contested, Reciprocal
from ceasefire.terms.contest import contested
from ceasefire.terms.model import Terms
from ceasefire.terms.open_points import doubts, open_points
from ceasefire.terms.undertakings import (
    Undertaking,
    same_acts_unlisted,
    same_kind,
    same_place,
    solid,
    toward,
    undertakings,
)

__all__ = ["compare"]


def compare(terms: Terms) -> Comparison:
    """Set the parties' commitments side by side, each in its own version and while it was bound by its own word.

    Mutual: the same acts, place and time, each toward the other; the bound party is dropped before
    intersecting. Reciprocal: undertakings paired in the text. One-sided: what nobody owes in return.
    Contested: one clause in several versions. Not stated: what the text leaves open. What could fall on
    either side of these is under `cannot_tell`. Whether anybody kept to it is no part of this.
    """
    every = undertakings(terms)
    exchanged = tuple(each for each in _exchanged(terms, every) if each.agreed is not Truth.NO)
    paired = [each for one in exchanged for each in one.undertakings]
    free = [each for each in every if not any(each is other for other in paired)]
    met = _gathered(_met(free))
    disputed = contested(terms)
    alone = [_alone(each, met, disputed) for each in free]
    return Comparison(
        ceasefire=terms.key,
        parties=tuple(sorted({each.party for each in every} | {each.party for each in terms.declarations})),
        mutual=tuple(each for each in met if not each.scope.certain.is_empty),
        reciprocal=exchanged,
        one_sided=tuple(each for each in alone if not each.scope.certain.is_empty),
        contested=disputed,
        not_stated=open_points(terms),
        cannot_tell=tuple(_unsure(terms, met, alone)),
        undertakings=every,
    )


def _exchanged(terms: Terms, every: Sequence[Undertaking]) -> Iterator[Reciprocal]:
    for entry in terms.exchange:
        sides = {party: tuple(clauses) for party, clauses in sorted(entry.items())}
        yield _reciprocal(terms, every, sides, "exchange")
    for key, clause in terms.clauses.items():
        shares = set(clause.area) - {""} | set(clause.window) - {""}
        parties = [party for party in sorted(clause.bound) if agreed(terms, party, key) is not Truth.NO]
        if len(shares) > 1 and len(parties) > 1:
            yield _reciprocal(terms, every, dict.fromkeys(parties, (key,)), "own_share")


def _reciprocal(
    terms: Terms, every: Sequence[Undertaking], sides: dict[str, tuple[str, ...]], basis: str
) -> Reciprocal:
    answer = all_of(agreed(terms, party, clause) for party, clauses in sides.items() for clause in clauses)
    mine = tuple(each for each in every if each.clause.key in sides.get(each.party, ()))
    return Reciprocal(sides, basis, answer, mine)


def _met(free: Sequence[Undertaking]) -> list[Common]:
    """Every pair of undertakings that share something; what an earlier pair of the two already holds is left out."""
    found: list[Common] = []
    for left, right in sorted(combinations(free, 2), key=_farness):
        if left.party == right.party or not same_kind(left.clause, right.clause):
            continue
        if _crosses(left, right, free):
            continue
        by_name = _meet_by_name(left, right)
        mine, theirs = (left.by_name, right.by_name) if by_name else (left.exact, right.exact)
        scope = toward(mine, right.party) & toward(theirs, left.party)
        only_named = by_name and _is_only_named(left)
        for earlier in found:
            if scope.is_empty:
                break
            if _may_hold_it_already(earlier, left, right, only_named=only_named):
                scope = scope - earlier.scope.certain
        if not (scope.is_empty or any(_adds_nothing(scope, left, right, earlier) for earlier in found)):
            found.append(Common((left, right), solid(scope), only_named))
    return found


def _adds_nothing(scope: Scope, left: Undertaking, right: Undertaking, earlier: Common) -> bool:
    """Whether nothing of it is sure, and all of it may be owed already for what one side owes here too."""
    if not scope.certain.is_empty or {left.party, right.party} != set(earlier.parties):
        return False
    if not any(side is one for side in earlier.sides for one in (left, right)):
        return False
    return (scope.possible - earlier.scope.possible).is_empty


def _crosses(left: Undertaking, right: Undertaking, every: Sequence[Undertaking]) -> bool:
    """Whether two clauses that both owe each other are set crosswise, and nothing of the crossing is sure.

    What the crossing may hold, the two clauses hold each by itself; only undrawn places would tell it twice.
    """
    owed = {(each.party, each.clause.key) for each in every}
    both = {(left.party, right.clause.key), (right.party, left.clause.key)} <= owed
    if left.clause.key == right.clause.key or not both:
        return False
    return (left.exact.sure & right.exact.sure).is_empty


def _may_hold_it_already(earlier: Common, left: Undertaking, right: Undertaking, *, only_named: bool) -> bool:
    """Whether an earlier pair of the same two can stand for this one too.

    Bans of one act on drawn ground are one ban, however often they are written. Two duties are two, and so are
    two places that are only named: there an earlier pair takes away only what a side of its own owes twice.
    """
    if {left.party, right.party} != set(earlier.parties):
        return False
    if any(side is one for side in earlier.sides for one in (left, right)):
        return True
    return _is_ban(left) and _is_ban(earlier.sides[0]) and not (only_named or earlier.by_name)


def _is_ban(one: Undertaking) -> bool:
    return one.clause.kind == "refrain"


def _gathered(met: Sequence[Common]) -> list[Common]:
    """Where every two of three or more owe each other one and the same, one entry stands for all their pairs."""
    found: list[Common] = []
    left = list(met)
    while left:
        same = [each for each in left if _is_the_same(left[0], each)]
        sides = {side.party: side for each in same for side in each.sides}
        if len(same) != len(sides) * (len(sides) - 1) // 2:
            same = left[:1]
            sides = {side.party: side for side in same[0].sides}
        found.append(Common(tuple(sides[party] for party in sorted(sides)), same[0].scope, same[0].by_name))
        left = [each for each in left if not any(each is one for one in same)]
    return found


def _is_the_same(one: Common, other: Common) -> bool:
    if one is other:
        return True
    return (
        len(one.clauses) == 1
        and one.clauses == other.clauses
        and one.by_name == other.by_name
        and (one.scope == other.scope)
    )


def _farness(pair: tuple[Undertaking, Undertaking]) -> int:
    """One clause first, then one place by its name, then what only may overlap."""
    left, right = pair
    return 0 if left.clause.key == right.clause.key else 1 if _meet_by_name(left, right) else 2


def _meet_by_name(left: Undertaking, right: Undertaking) -> bool:
    return same_place(left, right) and same_acts_unlisted(left, right)


def _is_only_named(one: Undertaking) -> bool:
    """Whether the text names a place that no map surely shows, or acts that it does not list."""
    if not (one.clause.acts or one.clause.duty):
        return True
    if one.area is None:
        return one.clause.kind != "do"
    return area_where(one.text, one.area).sure.is_empty


def _alone(one: Undertaking, met: Sequence[Common], disputed: Sequence[Contested]) -> Common:
    """What nobody owes in return; what only this party's version holds is contested, not one-sided."""
    rest = toward(one.by_name, None)
    for version in disputed:
        if version.clause == one.clause.key and one.party in version.only:
            rest = rest - toward(version.only[one.party], None)
    for each in met:
        if any(side is one for side in each.sides) or _bans_the_same(each, one):
            rest = rest - each.scope
    return Common((one,), solid(rest), _is_only_named(one))


def _bans_the_same(common: Common, one: Undertaking) -> bool:
    """Whether another clause of the party's may already be owed in return for what this one bans."""
    drawn = not common.by_name and not _is_only_named(one)
    return drawn and one.party in common.parties and _is_ban(one) and _is_ban(common.sides[0])


def _unsure(terms: Terms, met: Sequence[Common], alone: Sequence[Common]) -> Iterator[CannotTell]:
    told = Scope()
    for each in met:
        rest = solid(each.scope.possible - each.scope.certain)
        if not rest.is_empty:
            told = told | rest
            yield CannotTell(
                Common(each.sides, rest, each.by_name), "mutual", doubts(terms, each.sides, by_name=each.by_name)
            )
    for each in alone:
        rest = solid(each.scope.possible - each.scope.certain - told)
        if not rest.is_empty:
            yield CannotTell(
                Common(each.sides, rest, each.by_name), "one_sided", doubts(terms, each.sides, by_name=each.by_name)
            )
