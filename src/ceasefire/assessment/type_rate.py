"""The base rate of one type, and what those of which nobody knows whether they held could make of it.

Two that held of two known say little where fifteen more are not known: a report is written about the one that broke,
or about the one that held. So the rate stands between two others, with the unknown counted as not held and as held;
and where more is unknown than known there is no rate, only what lies between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, Literal

from ceasefire.assessment.base_rates import BaseRate, base_rate
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.record import Past

_EITHER: Final = ("no", "yes")


@dataclass(frozen=True, slots=True)
class TypeRate:
    """The base rate of one type, and how many of its ceasefires held partly, or nobody can tell.

    Neither is in `rate`. `if_partly_held` and `if_partly_not` are the rate with those that held partly counted as
    held, and as not held; they stand beside it because either choice can be made after the fact. `if_unknown_not` and
    `if_unknown_held` are the least and the most that the rate comes to when the unknown of this type, and those of all
    other types, are counted as not held and as held; `low` and `high` reach over all of these intervals where more is
    unknown than known, and are those of `rate` otherwise. `seen` is False for a type that no row has: its `partly` and
    `unknown` are those of all types.
    """

    rate: BaseRate
    seen: bool
    partly: int
    unknown: int
    if_partly_held: float
    if_partly_not: float
    if_unknown_held: float
    if_unknown_not: float
    low: float
    high: float

    @property
    def known(self) -> int:
        """Of how many it is known whether they held, or held partly."""
        return (self.rate.n if self.seen else self.rate.all_n) + self.partly

    @property
    def answer(self) -> Literal["chance", "cannot_tell"]:
        """Whether the record gives a chance: not where more is unknown than known."""
        return "cannot_tell" if self.unknown > self.known else "chance"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What is not known first, where that is more than what is; then from how many cases the rate comes."""
        if not self.unknown:
            return self.rate.reasons
        if self.answer == "chance":
            return (*self.rate.reasons, self._unknown(_SOME_UNKNOWN))
        return (self._unknown(_MOSTLY_UNKNOWN), *self.rate.reasons)

    def _unknown(self, text: str) -> Reason:
        return reason(
            "outcome_unknown",
            text,
            unknown=self.unknown,
            n=self.known + self.unknown,
            if_not=round(self.if_unknown_not, 2),
            if_held=round(self.if_unknown_held, 2),
            low=round(self.low, 2),
            high=round(self.high, 2),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the published form; `rate` is null where the answer is `cannot_tell`, `known_alone` never is."""
        rate = self.rate
        return {
            "type": rate.kind,
            "answer": self.answer,
            "held": rate.held,
            "n": rate.n,
            "rate": rate.rate if self.answer == "chance" else None,
            "low": self.low,
            "high": self.high,
            "partly": self.partly,
            "unknown": self.unknown,
            "if_partly_held": self.if_partly_held,
            "if_partly_not": self.if_partly_not,
            "if_unknown_held": self.if_unknown_held,
            "if_unknown_not": self.if_unknown_not,
            "known_alone": {"rate": rate.rate, "low": rate.low, "high": rate.high},
            "reasons": [each.to_json() for each in self.reasons],
        }


_SOME_UNKNOWN = mark(
    "Of {unknown} of {n} nobody knows whether they held: counted as not held they would give a chance of {if_not}, "
    "counted as held {if_held}."
)
_MOSTLY_UNKNOWN = mark(
    "Cannot tell: of {unknown} of {n} nobody knows whether they held. Counted as not held they would give a chance of "
    "{if_not}, counted as held {if_held}; with the intervals anything between {low} and {high}."
)


def type_rate(kind: str, given: Sequence[Past], level: float) -> TypeRate:
    """Return the rate of type `kind`, which may be one that none of `given` is; the interval is of `level`.

    At least one of `given` has to have held or not, as `base_rate` asks; the rates are its rates.
    """
    own = [each for each in given if each.kind == kind]
    rate = _counted(kind, given, level)
    if_not, if_held = (_counted(kind, given, level, partly=word).rate for word in _EITHER)
    partly, unknown = (sum(each.held == word for each in own or given) for word in ("partly", None))
    all_ways = [rate, *_unknown_either_way(kind, given, level)]
    reach = all_ways if unknown > len(own or given) - unknown else [rate]
    return TypeRate(
        rate,
        seen=bool(own),
        partly=partly,
        unknown=unknown,
        if_partly_held=if_held,
        if_partly_not=if_not,
        if_unknown_held=max(each.rate for each in all_ways),
        if_unknown_not=min(each.rate for each in all_ways),
        low=min(each.low for each in reach),
        high=max(each.high for each in reach),
    )


def _unknown_either_way(kind: str, given: Sequence[Past], level: float) -> Iterator[BaseRate]:
    """The rate with the unknown of this type counted either way, and those of the other types either way."""
    is_own = [each.kind == kind for each in given if each.held is None]
    own_ways, other_ways = (_EITHER if any(there) else _EITHER[:1] for there in (is_own, [not x for x in is_own]))
    if is_own:
        for own, others in product(own_ways, other_ways):
            yield _counted(kind, given, level, own=own, others=others)


def _counted(
    kind: str,
    given: Sequence[Past],
    level: float,
    *,
    partly: str | None = None,
    own: str | None = None,
    others: str | None = None,
) -> BaseRate:
    """The base rate with what held partly, and the unknown of this and of other types, counted so; None leaves out."""
    told = []
    for each in given:
        word = each.held or (own if each.kind == kind else others)
        told.append((each.kind, partly if word == "partly" else word))
    counted = [(name, word == "yes") for name, word in told if word is not None]
    return base_rate(kind, [name for name, _ in counted], [held for _, held in counted], level=level)
