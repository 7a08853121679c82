"""The scope: where × when × what × whom, with what is unknown kept between two bounds.

Everything else in the package is built on this value. `sure` is what the words certainly mean,
`maybe` what they may mean; without anything unknown the two are the same region.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

import numpy as np

from ceasefire.clock import Span, TimeSet, to_moment
from ceasefire.clock.spans import MAX, MIN
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry.shapes import Stretch
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import codes
from ceasefire.scope import steps as over_time
from ceasefire.scope.containment import contain
from ceasefire.scope.features import to_geojson
from ceasefire.scope.idset import EVERYBODY, IdSet
from ceasefire.scope.region import NO_REGION, Part, Region, km2_hours
from ceasefire.scope.report import Containment, Report
from ceasefire.scope.where import Where, as_where
from ceasefire.scope.words import describe

T = TypeVar("T", Where, TimeSet)


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of where × when × what × whom, known between `sure` and `maybe`.

    `&`, `|`, `-` act on both bounds, so every law of sets holds for each of them; `~` is everything
    else. `==` is equality of sets: two scopes are equal when both bounds hold the same ground at the
    same times for the same acts and parties, however they were written.
    """

    sure: Region = NO_REGION
    maybe: Region = NO_REGION

    @classmethod
    def crisp(cls, region: Region) -> Scope:
        """A scope about which nothing is unknown."""
        return cls(region, region)

    @classmethod
    def union(cls, scopes: Iterable[Scope]) -> Scope:
        """All of `scopes` together, in one pass: far quicker than one `|` after the other."""
        given = tuple(scopes)
        sure = Region.union(scope.sure for scope in given)
        if all(scope.is_crisp for scope in given):
            return cls.crisp(sure)
        return cls(sure, Region.union(scope.maybe for scope in given))

    @property
    def is_crisp(self) -> bool:
        """Whether nothing was left unknown when the scope was made."""
        return self.sure is self.maybe

    def __and__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        if self.is_crisp and other.is_crisp:
            return Scope.crisp(self.sure & other.sure)
        return Scope(self.sure & other.sure, self.maybe & other.maybe)

    def __or__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        if self.is_crisp and other.is_crisp:
            return Scope.crisp(self.sure | other.sure)
        return Scope(self.sure | other.sure, self.maybe | other.maybe)

    def __sub__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        if self.is_crisp and other.is_crisp:
            return Scope.crisp(self.sure - other.sure)
        return Scope(self.sure - other.maybe, self.maybe - other.sure)

    def __invert__(self) -> Scope:
        return everything() - self

    @property
    def certain(self) -> Scope:
        """What the words certainly mean, as a scope of its own."""
        return Scope.crisp(self.sure)

    @property
    def possible(self) -> Scope:
        """What the words may mean, as a scope of its own."""
        return Scope.crisp(self.maybe)

    @property
    def is_empty(self) -> bool:
        """Whether nothing belongs to it even possibly."""
        return self.maybe.is_empty

    def parts(self) -> tuple[Part, ...]:
        """The sure region as products of where, when, what, bound and targets; they do not overlap."""
        return self.sure.parts()

    @overload
    def measure(self, *, within: object = None, by: None = None) -> float: ...
    @overload
    def measure(self, *, within: object = None, by: Literal["act"]) -> dict[str, float]: ...
    def measure(self, *, within: object = None, by: Literal["act"] | None = None) -> float | dict[str, float]:
        """Square kilometres times hours of the sure where × when; `.possible.measure()` for the other bound.

        Acts and parties do not multiply: ground and time covered twice count once. Infinite when an
        area or a time has no end, unless `within` (a scope, or an area with a window) bounds it.

        Args:
            within: count only what lies also in the where × when of this scope, in this area, in this window,
                or in this pair of area and window.
            by: "act" gives one figure per leaf act; these overlap and do not add up to the total.

        Returns:
            km²·h, or km²·h by act code. It says how much was promised, not how well it was kept.
        """
        if by not in {None, "act"}:
            raise BadInput(Problem(codes.UNKNOWN_BREAKDOWN, Place(field="by"), f"{by!r}", '"act", or nothing'))
        frame = None if within is None else _frame(within)
        if by is None:
            return km2_hours(_framed(self.sure.projected(), frame))
        acts = sorted(frozenset().union(*(box.acts for box in self.sure.boxes)))
        return {act: km2_hours(_framed(self.sure.projected(act), frame)) for act in acts}

    def contains(self, report: Report, *, yes_at: float = 0.95, no_at: float = 0.05) -> Containment:
        """Whether what `report` tells happened inside: yes, no or cannot tell, with probability and margins."""
        return contain(self.sure, self.maybe, report, yes_at=yes_at, no_at=no_at)

    def times(self) -> TimeSet:
        """When the sure region holds anything anywhere; `.possible.times()` for the other bound."""
        return TimeSet(tuple(span for part in self.parts() for span in part.when.spans))

    def describe(self, lang: str = "en") -> str:
        """The scope in plain words, one sentence per part."""
        return describe(self.sure, self.maybe, lang)

    def to_geojson(self) -> dict[str, Any]:
        """A GeoJSON FeatureCollection: one feature per part, `certainty` sure or maybe."""
        return to_geojson(self.sure, self.maybe)


nothing = Scope()


def everything() -> Scope:
    """Everywhere, always, every act of the taxonomies, everybody toward everybody."""
    what = taxonomy.acts().all_leaves | taxonomy.duties().all_leaves
    return Scope.crisp(Region.product(Where.everywhere(), TimeSet.all(), what, IdSet.any(), IdSet.any()))


def product(
    where: Bounds[Where] | Where | object,
    when: Bounds[TimeSet] | TimeSet | object,
    what: Iterable[str] | str = taxonomy.EVERY,
    bound: Bounds[IdSet] | IdSet = EVERYBODY,
    targets: Bounds[IdSet] | IdSet = EVERYBODY,
) -> Scope:
    """The scope of one product; a side given as Bounds is known only between its two bounds.

    Args:
        where: an area (Where, shape or shapely polygon in lon/lat degrees) or its Bounds.
        when: a TimeSet, a (start, end) pair with None for an open side, or Bounds of TimeSets.
        what: act or duty codes; an inner code stands for its leaves, `all` for every act.
        bound: who is bound; everybody unless given.
        targets: toward whom or what; everybody unless given.

    Returns:
        A scope; nothing when one of its sides is nothing.

    Raises:
        BadInput: unknown act codes, or a side that is neither an area nor a window.
    """
    leaves = leaf_codes(what)
    area, window = _bounds(where, as_where), _bounds(when, as_when)
    who = bound if isinstance(bound, Bounds) else Bounds.exactly(bound)
    whom = targets if isinstance(targets, Bounds) else Bounds.exactly(targets)
    sure = Region.product(area.sure, window.sure, leaves, who.sure, whom.sure)
    if all(side.sure is side.maybe for side in (area, window, who, whom)):
        return Scope.crisp(sure)
    return Scope(sure, Region.product(area.maybe, window.maybe, leaves, who.maybe, whom.maybe))


def moving(
    stretches: Iterable[Stretch],
    when: Bounds[TimeSet] | TimeSet | object,
    what: Iterable[str] | str = taxonomy.EVERY,
    bound: IdSet = EVERYBODY,
    targets: IdSet = EVERYBODY,
) -> Scope:
    """The scope of an area that moves, such as a buffer round a convoy; the other sides as in `product`.

    `stretches` come from `geometry.track_stretches`: where no position is known, nothing is sure and
    everywhere is possible, so that a report from then is "cannot tell".
    """
    window = _bounds(when, as_when)
    leaves = leaf_codes(what)

    def bounded(times: TimeSet, shapes: Iterable[tuple[TimeSet, Where]]) -> Region:
        cut = ((where, during & times) for during, where in shapes)
        return Region.union(Region.product(where, during, leaves, bound, targets) for where, during in cut)

    given = [(TimeSet.between(each.start_us, each.end_us), each) for each in stretches]
    sure = bounded(window.sure, ((during, Where(each.sure)) for during, each in given if each.sure is not None))
    return Scope(sure, bounded(window.maybe, ((during, Where(each.maybe)) for during, each in given)))


def leaf_codes(what: Iterable[str] | str) -> frozenset[str]:
    """The leaves that act or duty codes stand for; BadInput names every unknown one."""
    words = (what,) if isinstance(what, str) else tuple(what)
    duties = taxonomy.duties()
    own = [word for word in words if word in duties and word not in taxonomy.acts()]
    return taxonomy.acts().expand(word for word in words if word not in own) | duties.expand(own)


def as_when(window: object) -> TimeSet:
    """The window as a TimeSet: from a TimeSet, a Span, or a pair of moments, None for an open side.

    Moments are microseconds UTC, datetime64 in UTC or aware datetimes. Raises BadInput for anything else.
    """
    if isinstance(window, TimeSet):
        return window
    if isinstance(window, tuple) and len(window) == 2:
        start, end = (_moment(side, open_side) for side, open_side in zip(window, (MIN, MAX), strict=True))
        return TimeSet((Span(start, end),))
    raise BadInput(Problem(codes.NOT_A_WINDOW, got=type(window).__name__))


def _moment(side: object, open_side: int) -> int:
    if side is None:
        return open_side
    moment = moment_of(side)
    if moment is None:
        raise BadInput(Problem(codes.NOT_A_WINDOW, got=f"{side!r}"))
    return moment


def moment_of(side: object) -> int | None:
    """Microseconds UTC of a whole number of them, a datetime64 in UTC or an aware datetime; None for anything else."""
    if isinstance(side, np.datetime64):
        return None if np.isnat(side) else int(side.astype("datetime64[us]").astype(np.int64))
    if isinstance(side, dt.datetime):
        return to_moment(side) if side.tzinfo is not None else None
    return int(side) if isinstance(side, int | np.integer) and not isinstance(side, bool) else None


def _bounds(side: object, read: Callable[[object], T]) -> Bounds[T]:
    return side if isinstance(side, Bounds) else Bounds.exactly(read(side))


def _frame(within: object) -> over_time.Steps:
    """The where × when of a scope, an area, a window, or an area with a window."""
    if isinstance(within, Scope):
        return within.maybe.projected()
    if _is_window(within):
        return over_time.steady(Where.everywhere().expr, as_when(within))
    area, window = within if isinstance(within, tuple) and len(within) == 2 else (within, TimeSet.all())
    return over_time.steady(as_where(area).expr, as_when(window))


def _is_window(within: object) -> bool:
    if isinstance(within, tuple):
        return len(within) == 2 and all(side is None or moment_of(side) is not None for side in within)
    return isinstance(within, TimeSet)


def _framed(steps: over_time.Steps, frame: over_time.Steps | None) -> over_time.Steps:
    return steps if frame is None else over_time.meet(steps, frame)
