"""What × whom, cut into boxes that do not overlap: the discrete half of the normal form.

A box is acts × bound parties × targets with a value. `overlay` cuts boxes that overlap into cells,
works out one value per cell from the boxes that hold it, and joins cells with equal values again:
first over targets, then over bound parties, then over acts. The order is fixed, so two inputs that
give every act, party and target the same value end as the same boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from ceasefire.scope.idset import IdSet, unite

V = TypeVar("V", bound=Hashable)
K = TypeVar("K", bound=Hashable)


class Box(NamedTuple, Generic[V]):
    """Acts × bound parties × targets, and what holds there."""

    acts: frozenset[str]
    bound: IdSet
    targets: IdSet
    value: V

    def meets(self, acts: frozenset[str], bound: IdSet, targets: IdSet) -> bool:
        """Whether the box shares an act, a party and a target with the given ones."""
        return not (self.acts.isdisjoint(acts) or (self.bound & bound).is_empty or (self.targets & targets).is_empty)


def overlay(boxes: Sequence[Box[V]], combine: Callable[[tuple[int, ...]], K | None]) -> tuple[Box[K], ...]:
    """Boxes without overlap; each value is `combine(indices)` of the boxes that hold it, None for no box."""
    by_value: dict[frozenset[tuple[IdSet, frozenset[tuple[IdSet, K]]]], set[str]] = {}
    known: dict[tuple[int, ...], K | None] = {}

    def value(holding: tuple[int, ...]) -> K | None:
        if holding not in known:
            known[holding] = combine(holding)
        return known[holding]

    for holding, acts in _act_classes(boxes):
        if whom := _whom(boxes, holding, value):
            by_value.setdefault(whom, set()).update(acts)
    cut = (
        Box(frozenset(acts), bound, targets, each)
        for whom, acts in by_value.items()
        for bound, inner in whom
        for targets, each in inner
    )
    return tuple(sorted(cut, key=_order))


def _whom(
    boxes: Sequence[Box[V]], holding: tuple[int, ...], value: Callable[[tuple[int, ...]], K | None]
) -> frozenset[tuple[IdSet, frozenset[tuple[IdSet, K]]]]:
    by_targets: dict[frozenset[tuple[IdSet, K]], list[IdSet]] = {}
    for inner, bound in _id_classes(holding, lambda at: boxes[at].bound):
        by_value: dict[K, list[IdSet]] = {}
        for innermost, targets in _id_classes(inner, lambda at: boxes[at].targets):
            if (found := value(innermost)) is not None:
                by_value.setdefault(found, []).append(targets)
        if by_value:
            key = frozenset((unite(targets), each) for each, targets in by_value.items())
            by_targets.setdefault(key, []).append(bound)
    return frozenset((unite(bound), key) for key, bound in by_targets.items())


def _act_classes(boxes: Sequence[Box[V]]) -> Iterable[tuple[tuple[int, ...], list[str]]]:
    holding: dict[str, list[int]] = {}
    for at, box in enumerate(boxes):
        for act in box.acts:
            holding.setdefault(act, []).append(at)
    classes: dict[tuple[int, ...], list[str]] = {}
    for act in sorted(holding):
        classes.setdefault(tuple(holding[act]), []).append(act)
    return classes.items()


def _id_classes(holding: tuple[int, ...], ids_of: Callable[[int], IdSet]) -> Iterable[tuple[tuple[int, ...], IdSet]]:
    """The ids that the same of the boxes hold, class by class; "everybody else" is one of the classes."""
    sets = [ids_of(at) for at in holding]
    named = sorted(frozenset().union(*(each.ids for each in sets)))
    classes: dict[tuple[int, ...], IdSet] = {}
    for one in named:
        key = tuple(at for at, each in zip(holding, sets, strict=True) if one in each)
        classes[key] = classes.get(key, IdSet()) | IdSet.of(one)
    rest = tuple(at for at, each in zip(holding, sets, strict=True) if each.but)
    classes[rest] = classes.get(rest, IdSet()) | IdSet.any_but(*named)
    return [(key, ids) for key, ids in classes.items() if key]


def _order(box: Box[K]) -> tuple[object, ...]:
    return sorted(box.acts), box.bound.but, sorted(box.bound.ids), box.targets.but, sorted(box.targets.ids)
