"""What each party is bound to by its own word, clause by clause, ready to be set against the others'."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.clock import TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import EVERYBODY, Scope, Where, product
from ceasefire.scope.blocks import Box
from ceasefire.scope.region import Region
from ceasefire.terms.addressed import whom_it_binds
from ceasefire.terms.agreement import agreed_when
from ceasefire.terms.meaning import BY_NAME, clause_scope, per_party
from ceasefire.terms.model import Clause, Terms
from ceasefire.terms.versions import as_said_by
from ceasefire.terms.window_meaning import When

_EVERY_CODE: Final = (taxonomy.EVERY, *taxonomy.duties())


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One clause of one party, in its own version, while it is bound by its own word.

    `exact` keeps unknown places and acts unknown; `by_name` takes what the text only names as settled
    by its name; `text` is the party's version of the terms.
    """

    party: str
    clause: Clause
    text: Terms
    agreed: When
    exact: Scope
    by_name: Scope

    @property
    def area(self) -> str | None:
        """The key of the area for this party, None when the text states none."""
        return per_party(self.clause.area, self.party)

    @property
    def window(self) -> str | None:
        """The key of the window for this party, None when the text states none."""
        return per_party(self.clause.window, self.party)


def undertakings(terms: Terms) -> tuple[Undertaking, ...]:
    """Return every clause that some party took on, surely or perhaps; permissions bind nobody and are left out."""
    return tuple(each for party in sorted(terms.parties) for each in _of_party(terms, party))


def _of_party(terms: Terms, party: str) -> Iterator[Undertaking]:
    text = as_said_by(terms, party)
    for key, clause in text.clauses.items():
        whom = whom_it_binds(text, key)
        agreed = agreed_when(terms, party, key)
        if clause.kind == "allow" or party not in whom.maybe or agreed.maybe.is_empty:
            continue
        if party not in whom.sure:  # only by some accounts of the text, or no source tells
            agreed = Bounds(TimeSet.empty(), agreed.maybe)
        while_bound = product(Bounds.exactly(Where.everywhere()), agreed, _EVERY_CODE)
        exact = clause_scope(terms, key, party) & while_bound
        by_name = clause_scope(terms, key, party, how=BY_NAME) & while_bound
        yield Undertaking(party, clause, text, agreed, exact, by_name)


def toward(scope: Scope, other: str | None) -> Scope:
    """Return what is owed toward `other` (to anybody when None), with the parties themselves dropped."""
    sure = _dropped(scope.sure, other)
    return Scope.crisp(sure) if scope.is_crisp else Scope(sure, _dropped(scope.maybe, other))


def _dropped(region: Region, other: str | None) -> Region:
    boxes = [box for box in region.boxes if other is None or other in box.targets]
    return Region.union(Region((Box(box.acts, EVERYBODY, EVERYBODY, box.value),)) for box in boxes)


def solid(scope: Scope) -> Scope:
    """Return the same scope without areas that hold no ground, equal areas written alike."""
    sure = scope.sure.solid()
    return Scope.crisp(sure) if scope.is_crisp else Scope(sure, scope.maybe.solid())


def same_place(left: Undertaking, right: Undertaking) -> bool:
    """Tell whether both name the same place: one recipe, or the same silence of one and the same clause."""
    if left.area is None or right.area is None:
        return left.area is right.area and left.clause.key == right.clause.key
    return bool(recipe(left.text, left.area) == recipe(right.text, right.area))


def same_acts_unlisted(left: Undertaking, right: Undertaking) -> bool:
    """Tell whether acts that a text does not list can be taken as the same: one clause, or the same words."""
    mine, theirs = left.clause, right.clause
    if mine.key == theirs.key:
        return True
    return (bool(mine.acts or mine.duty) and bool(theirs.acts or theirs.duty)) or (
        mine.acts_unstated is not None and mine.acts_unstated == theirs.acts_unstated
    )


def same_kind(left: Clause, right: Clause) -> bool:
    """Tell whether two clauses can hold the same promise: refrain from acts, or one duty or limit in every detail."""
    if left.kind != right.kind:
        return False
    details = ("duty", "quota", "limit", "baseline", "target_level", "weapons", "objects", "eligible")
    return left.kind == "refrain" or all(getattr(left, name) == getattr(right, name) for name in details)


def recipe(terms: Terms, key: str) -> Any:
    """Return what makes an area this area and no other, whatever its key and its label."""
    area = terms.areas.get(key)
    if area is None:
        return ("no such area", key)
    if area.kind == "same_as":
        return recipe(terms, area.spec["area"])
    inner = {name: recipe(terms, area.spec[name]) for name in ("within", "area") if area.spec.get(name)}
    if area.kind == "together":
        inner["areas"] = sorted(json.dumps(recipe(terms, each), default=str) for each in area.spec["areas"])
    own = {name: value for name, value in area.spec.items() if name not in {"within", "area", "areas"}}
    return [area.kind, area.shape_status, own, inner, sorted(str(recipe(terms, cut)) for cut in area.minus)]
