"""A crisp region: a finite union of where × when × what × whom in normal form.

The normal form is a set of boxes (acts × bound parties × targets) that do not overlap, each with its
steps over time; see `blocks` and `steps`. Whether two regions are equal is decided on the ground,
not on the form: their difference has to hold nothing at any time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ceasefire.clock import Span, TimeSet
from ceasefire.scope import steps as over_time
from ceasefire.scope.arrangement import is_nothing, same_ground
from ceasefire.scope.blocks import Box, overlay
from ceasefire.scope.expression import NOTHING, Expr
from ceasefire.scope.idset import IdSet
from ceasefire.scope.steps import Step, Steps
from ceasefire.scope.where import Where


@dataclass(frozen=True, slots=True)
class Part:
    """One product of a region: an area, its times, the acts, who is bound, toward whom."""

    where: Where
    when: TimeSet
    what: frozenset[str]
    bound: IdSet
    targets: IdSet


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Crisp sets of where × when × what × whom; `&`, `|`, `-` are exact, `==` is equality of sets."""

    boxes: tuple[Box[Steps], ...] = ()

    @classmethod
    def product(cls, where: Where, when: TimeSet, what: frozenset[str], bound: IdSet, targets: IdSet) -> Region:
        """The region of one product; nothing when one of its sides is nothing."""
        steps = over_time.steady(where.expr, when)
        if not steps or not what or bound.is_empty or targets.is_empty:
            return NO_REGION
        return cls((Box(what, bound, targets, steps),))

    @classmethod
    def union(cls, regions: Iterable[Region]) -> Region:
        """All of `regions` together, in one pass: far quicker than one `|` after the other."""
        boxes = [box for region in regions for box in region.boxes]
        if len(boxes) <= 1:
            return cls(tuple(boxes))
        return cls(overlay(boxes, lambda held: over_time.join_all(boxes[at].value for at in held) or None))

    def __and__(self, other: Region) -> Region:
        return self._with(other, over_time.meet)

    def __or__(self, other: Region) -> Region:
        return self._with(other, over_time.join)

    def __sub__(self, other: Region) -> Region:
        return self._with(other, over_time.leave)

    def _with(self, other: Region, combine: Callable[[Steps, Steps], Steps]) -> Region:
        boxes = (*self.boxes, *other.boxes)
        mine = len(self.boxes)

        def value(held: tuple[int, ...]) -> Steps | None:
            left = next((boxes[at].value for at in held if at < mine), ())
            right = next((boxes[at].value for at in held if at >= mine), ())
            return combine(left, right) or None

        return Region(overlay(boxes, value))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Region):
            return NotImplemented
        return self is other or self.boxes == other.boxes or ((self - other).is_empty and (other - self).is_empty)

    def __hash__(self) -> int:
        """Hash by the acts and the times that really hold something: equal regions share both."""
        held = [(box.acts, over_time.remake(box.value, _or_nothing)) for box in self.boxes]
        acts = frozenset().union(*(acts for acts, steps in held if steps))
        return hash((acts, TimeSet(tuple(Span(start, end) for _, steps in held for start, end, _ in steps))))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all belongs to the region."""
        return all(is_nothing(step.where) for box in self.boxes for step in box.value)

    def solid(self) -> Region:
        """The same region without areas that turn out to hold no ground, equal areas written alike."""
        alike = _alike(step.where for box in self.boxes for step in box.value)
        cleaned = [box._replace(value=over_time.remake(box.value, lambda where: alike[where])) for box in self.boxes]
        return Region(overlay(cleaned, lambda held: cleaned[held[0]].value or None))

    def projected(self, act: str | None = None) -> Steps:
        """The where × when of the region, whatever the act (or for one act only) and whoever is bound."""
        return over_time.join_all(box.value for box in self.boxes if act is None or act in box.acts)

    def parts(self) -> tuple[Part, ...]:
        """The region as products, one per box and area."""
        return tuple(
            Part(Where(where), when, box.acts, box.bound, box.targets)
            for box in self.boxes
            for where, when in _times_by_area(box.value)
        )


NO_REGION = Region()


def km2_hours(steps: Iterable[Step]) -> float:
    """Area times elapsed time, summed; infinite when an area or a time has no end."""
    return math.fsum(_one_measure(step) for step in steps)


def _one_measure(step: Step) -> float:
    area = 0.0 if is_nothing(step.where) else Where(step.where).area_km2()
    return area * Span(step.start, step.end).hours if area else 0.0


def _or_nothing(where: Expr) -> Expr:
    return NOTHING if is_nothing(where) else where


def _times_by_area(steps: Steps) -> list[tuple[Expr, TimeSet]]:
    spans: dict[Expr, list[Span]] = {}
    for start, end, where in steps:
        spans.setdefault(where, []).append(Span(start, end))
    return [(where, TimeSet(tuple(each))) for where, each in spans.items()]


def _alike(areas: Iterable[Expr]) -> dict[Expr, Expr]:
    """One expression for all that hold the same ground, NOTHING for those that hold none."""
    chosen: dict[Expr, Expr] = {}
    kinds: dict[tuple[bool, float], list[Expr]] = {}
    for where in dict.fromkeys(areas):
        if is_nothing(where):
            chosen[where] = NOTHING
            continue
        candidates = [each for key in _near_keys(where) for each in kinds.get(key, ())]
        chosen[where] = next((each for each in candidates if same_ground(each, where)), where)
        if chosen[where] is where:
            kinds.setdefault(_near_keys(where)[0], []).append(where)
    return chosen


@lru_cache(maxsize=16384)
def _near_keys(where: Expr) -> tuple[tuple[bool, float], ...]:
    """Size classes in which an area with the same ground may have been put: its own and the next ones."""
    area = Where(where)
    bounded = area.is_bounded
    size = (area if bounded else ~area).area_km2()
    scaled = round(math.log1p(size) * 1e6)
    return tuple((bounded, float(scaled + step)) for step in (0, -1, 1))
