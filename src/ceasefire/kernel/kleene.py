"""Three-valued truth (Kleene's strong logic): unknown stays unknown instead of turning into no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from typing import Generic, Protocol, Self, TypeVar


class Truth(Enum):
    """Yes, no, or cannot tell; `&`, `|` and `~` follow Kleene's strong tables."""

    NO = "no"
    CANNOT_TELL = "cannot_tell"
    YES = "yes"

    def __and__(self, other: Truth) -> Truth:
        """Return the weaker of the two."""
        return min(self, other, key=_ORDER.index)

    def __or__(self, other: Truth) -> Truth:
        """Return the stronger of the two."""
        return max(self, other, key=_ORDER.index)

    def __invert__(self) -> Truth:
        """Swap yes and no; cannot tell stays."""
        return _ORDER[2 - _ORDER.index(self)]

    def __bool__(self) -> bool:
        """Refuse: `if truth:` would silently turn cannot tell into yes or no."""
        message = "a Truth has three values: compare it with Truth.YES, Truth.NO or Truth.CANNOT_TELL"
        raise TypeError(message)


_ORDER = (Truth.NO, Truth.CANNOT_TELL, Truth.YES)


def known(value: bool) -> Truth:  # noqa: FBT001 - the boolean is the whole argument
    """Turn a plain yes or no into a Truth."""
    return Truth.YES if value else Truth.NO


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return yes when every one is yes (and for none at all)."""
    return reduce(lambda left, right: left & right, truths, Truth.YES)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return yes when at least one is yes; no for none at all."""
    return reduce(lambda left, right: left | right, truths, Truth.NO)


class SetLike(Protocol):
    """A crisp set with its three operations."""

    def __and__(self, other: Self, /) -> Self: ...
    def __or__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...


S = TypeVar("S", bound=SetLike)


@dataclass(frozen=True, slots=True)
class Bounds(Generic[S]):
    """A set known only between two bounds: everything in `sure` belongs, nothing outside `maybe` does.

    The caller keeps `sure` inside `maybe`; each operation then keeps it too, and De Morgan,
    distributivity and the other Kleene laws hold because they hold for each bound.
    """

    sure: S
    maybe: S

    @classmethod
    def exactly(cls, value: S) -> Bounds[S]:
        """Return the bounds of a set that is fully known."""
        return cls(value, value)

    @classmethod
    def one_of(cls, readings: Iterable[S]) -> Bounds[S]:
        """Return what holds under every reading, and what holds under at least one.

        `readings` must not be empty.
        """
        sets = tuple(readings)
        return cls(_fold(sets, lambda a, b: a & b), _fold(sets, lambda a, b: a | b))

    def __and__(self, other: Bounds[S]) -> Bounds[S]:
        """Intersect each bound."""
        return Bounds(self.sure & other.sure, self.maybe & other.maybe)

    def __or__(self, other: Bounds[S]) -> Bounds[S]:
        """Unite each bound."""
        return Bounds(self.sure | other.sure, self.maybe | other.maybe)

    def __sub__(self, other: Bounds[S]) -> Bounds[S]:
        """Subtract: surely left is what is surely here and certainly not there."""
        return Bounds(self.sure - other.maybe, self.maybe - other.sure)


def _fold(sets: tuple[S, ...], join: Callable[[S, S], S]) -> S:
    return reduce(join, sets)
