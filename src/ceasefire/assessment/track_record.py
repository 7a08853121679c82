"""What past ceasefires of each type came to: how often they held, pulled together, and how long they lasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.assessment import codes
from ceasefire.assessment.base_rates import BaseRate, base_rate
from ceasefire.assessment.survival import Durations, Spell, durations
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.languages import mark
from ceasefire.record import Past

FORMAT: Final = "ceasefire-base-rates/1"
SHOWN_DAYS: Final = (1, 3, 7, 14, 28, 60, 90, 180, 365, 730, 1825)
NOT_SHOWN: Final = (
    mark(
        "A base rate is the record of past ceasefires of a type and no forecast of this one: nothing that is special "
        "in the planned one is in it."
    ),
    mark(
        "The table decides: ceasefires that nobody wrote down, or that were left out for how they ended, are not in it."
    ),
    mark(
        "Ceasefires are taken for independent. Those of one war are not: when many break together, intervals are too "
        "narrow."
    ),
    mark(
        "A share that ended is given from least to most, as far as the table leaves the day open; how far chance can "
        "move it is not in these two figures."
    ),
)


@dataclass(frozen=True, slots=True)
class TypeRate:
    """The base rate of one type, and how many of its ceasefires held partly, or nobody can tell.

    Neither is in the rate. `if_partly_held` and `if_partly_not` are the rate with those that held partly counted as
    held, and as not held; they stand beside it because either choice can be made after the fact.
    """

    rate: BaseRate
    partly: int
    unknown: int
    if_partly_held: float
    if_partly_not: float

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {
            "type": self.rate.kind,
            "held": self.rate.held,
            "n": self.rate.n,
            "rate": self.rate.rate,
            "low": self.rate.low,
            "high": self.rate.high,
            "partly": self.partly,
            "unknown": self.unknown,
            "if_partly_held": self.if_partly_held,
            "if_partly_not": self.if_partly_not,
        }


@dataclass(frozen=True, slots=True)
class TypeDurations:
    """How ceasefires of one type ended and by when, of all types where `kind` is None; `unknown` have no duration."""

    kind: str | None
    found: Durations
    unknown: int

    @property
    def curve(self) -> tuple[tuple[str, int, float, float], ...]:
        """Each way of ending, a day, and the least and most share that had ended so by then."""
        last = max((step.by for step in self.found.steps), default=0.0)
        days = [day for at, day in enumerate(SHOWN_DAYS) if not at or SHOWN_DAYS[at - 1] < last]
        ends = sorted({step.end for step in self.found.steps})
        return tuple((end, day, *self.found.ended(day, end)) for end in ends for day in days)

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        steps = self.found.steps
        return {
            "type": self.kind,
            "n": self.found.n,
            "unknown": self.unknown,
            "steps": [{"after": s.after, "by": s.by, "end": s.end, "share": s.share} for s in steps],
            "beyond": self.found.beyond,
            "curve": [{"end": end, "day": day, "least": low, "most": high} for end, day, low, high in self.curve],
        }


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The record of all types: rates, that of a type never seen, that of the planned one, and durations.

    `rates` is empty where no row says whether it held, `durations` where none says how long it lasted.
    """

    n: int
    level: float
    rates: tuple[TypeRate, ...]
    new_type: BaseRate | None
    planned: TypeRate | None
    durations: tuple[TypeDurations, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the whole document in the published form."""
        new = self.new_type
        return {
            "format": FORMAT,
            "ceasefires": self.n,
            "level": self.level,
            "rates": [each.to_json() for each in self.rates],
            "new_type": None if new is None else {"rate": new.rate, "low": new.low, "high": new.high},
            "planned": None if self.planned is None else self.planned.to_json() | {"reasons": self._reasons()},
            "durations": [each.to_json() for each in self.durations],
            "does_not_show": list(NOT_SHOWN),
        }

    def _reasons(self) -> list[dict[str, Any]]:
        return [] if self.planned is None else [each.to_json() for each in self.planned.rate.reasons]


def track_record(past: Iterable[Past], *, planned: str | None = None, level: float = 0.9) -> TrackRecord:
    """Return how often ceasefires of each type held, how long they lasted, and what that says of a planned one.

    Args:
        past: The ceasefires, as `read_past` reads them.
        planned: The type of a planned ceasefire; it may be one that was never seen.
        level: Of the intervals of the rates.

    Returns:
        A TrackRecord: for each type `base_rate` of those that held or did not, and `durations` of those whose
        duration is known, and of all types together.

    Raises:
        BadInput: No row says whether it held or how long it lasted, or the level is no share.

    Source: see `base_rate` and `durations`. It is no forecast of a single ceasefire.
    """
    given = tuple(past)
    known, lasting = [each for each in given if each.held], [each for each in given if each.held_days is not None]
    if not known and not lasting:
        got = f"{len(given)} ceasefires, none with an outcome or a duration"
        raise BadInput(Problem(codes.BAD_RECORD, Place(), got=got, expected="`held`, or `last_held` or `ended_by`"))
    kinds = sorted({each.kind for each in given})
    has_rates = any(each.held in {"yes", "no"} for each in known)
    rates = tuple(_rate(kind, given, level) for kind in kinds) if has_rates else ()
    asked = _rate(planned, given, level) if has_rates and planned is not None else None
    new = _base(_name_of_none(kinds), given, "leave", level) if has_rates else None
    lengths = tuple(_lengths(given, [None, *kinds] if len(kinds) > 1 else [None]))
    return TrackRecord(len(given), level, rates, new, asked, lengths)


def _rate(kind: str, given: Sequence[Past], level: float) -> TypeRate:
    own = [each for each in given if each.kind == kind]
    either = [_base(kind, given, partly, level).rate for partly in ("yes", "no")]
    partly, unknown = (sum(each.held == word for each in own) for word in ("partly", None))
    return TypeRate(_base(kind, given, "leave", level), partly, unknown, *either)


def _base(kind: str, given: Sequence[Past], partly: str, level: float) -> BaseRate:
    """The base rate with those that held partly taken for `partly`: yes, no, or left out."""
    told = [(each.kind, partly if each.held == "partly" else each.held) for each in given]
    counted = [(name, word == "yes") for name, word in told if word in {"yes", "no"}]
    return base_rate(kind, [name for name, _ in counted], [held for _, held in counted], level=level)


def _name_of_none(kinds: Sequence[str]) -> str:
    """A type that none of them is."""
    return "".join(kinds) + " and none of them"


def _lengths(given: Sequence[Past], kinds: Sequence[str | None]) -> Iterator[TypeDurations]:
    for kind in kinds:
        own = [each for each in given if kind is None or each.kind == kind]
        spells = [
            Spell(float(each.held_days), float(each.ended_days), each.ended_how)
            for each in own
            if each.held_days is not None
        ]
        if spells:
            yield TypeDurations(kind, durations(spells), len(own) - len(spells))
