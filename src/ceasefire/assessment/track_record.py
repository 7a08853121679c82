"""What past ceasefires of each type came to: how often they held, pulled together, and how long they lasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from ceasefire.assessment import codes
from ceasefire.assessment.ended_shares import EndedShare, ended_shares
from ceasefire.assessment.survival import Durations, Spell, durations
from ceasefire.assessment.type_rate import TypeRate, type_rate
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.languages import mark
from ceasefire.record import Past, PastColumns

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
        "A share that ended is given from least to most, as far as the table leaves the day open; its interval says "
        "how far chance can move it on that day, if the table is a fair draw of such ceasefires."
    ),
)


@dataclass(frozen=True, slots=True)
class TypeDurations:
    """How ceasefires of one type ended and by when, of all types where `kind` is None; `unknown` have no duration."""

    kind: str | None
    found: Durations
    unknown: int
    curve: tuple[EndedShare, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        steps = self.found.steps
        return {
            "type": self.kind,
            "n": self.found.n,
            "unknown": self.unknown,
            "steps": [{"after": s.after, "by": s.by, "end": s.end, "share": s.share} for s in steps],
            "beyond": self.found.beyond,
            "curve": [asdict(each) for each in self.curve],
        }


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The record of all types: rates, that of a type never seen, that of the planned one, and durations.

    `rates` is empty where no row says whether it held, `durations` where none says how long it lasted; `columns` are
    those of the table that were read, and those that were not.
    """

    n: int
    level: float
    rates: tuple[TypeRate, ...]
    new_type: TypeRate | None
    planned: TypeRate | None
    durations: tuple[TypeDurations, ...]
    columns: PastColumns | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the whole document in the published form."""
        new = self.new_type
        return {
            "format": FORMAT,
            "ceasefires": self.n,
            "columns": None if self.columns is None else asdict(self.columns),
            "level": self.level,
            "rates": [each.to_json() for each in self.rates],
            "new_type": None if new is None else new.to_json() | {"type": None},
            "planned": None if self.planned is None else self.planned.to_json(),
            "durations": [each.to_json() for each in self.durations],
            "does_not_show": list(NOT_SHOWN),
        }


def track_record(
    past: Iterable[Past], *, planned: str | None = None, level: float = 0.9, columns: PastColumns | None = None
) -> TrackRecord:
    """Return how often ceasefires of each type held, how long they lasted, and what that says of a planned one.

    Args:
        past: The ceasefires, as `read_past` reads them.
        planned: The type of a planned ceasefire; it may be one that was never seen.
        level: Of the intervals, of rates and of shares that ended.
        columns: The columns of the table, as `past_columns` tells them, so that what was not read is said.

    Returns:
        A TrackRecord: for each type `base_rate` of those that held or did not, with what the unknown could make of it,
        and `durations` of those whose duration is known, and of all types together.

    Raises:
        BadInput: No row says whether it held or how long it lasted, or the level is no share.

    Source: see `base_rate` and `durations`. It is no forecast of a single ceasefire.
    """
    given = tuple(past)
    known, lasting = [each for each in given if each.held], [each for each in given if each.held_days is not None]
    if not known and not lasting:
        got = f"{len(given)} ceasefires, none with an outcome or a duration"
        got += "" if columns is None else f"; the table {columns.told}"
        raise BadInput(Problem(codes.BAD_RECORD, Place(), got=got, expected="`held`, or `last_held` or `ended_by`"))
    kinds = sorted({each.kind for each in given})
    has_rates = any(each.held in {"yes", "no"} for each in known)
    rates = tuple(type_rate(kind, given, level) for kind in kinds) if has_rates else ()
    asked = type_rate(planned, given, level) if has_rates and planned is not None else None
    new = type_rate(_name_of_none(kinds), given, level) if has_rates else None
    lengths = tuple(_lengths(given, [None, *kinds] if len(kinds) > 1 else [None], level))
    return TrackRecord(len(given), level, rates, new, asked, lengths, columns)


def _name_of_none(kinds: Sequence[str]) -> str:
    """A type that none of them is."""
    return "".join(kinds) + " and none of them"


def _lengths(given: Sequence[Past], kinds: Sequence[str | None], level: float) -> Iterator[TypeDurations]:
    for kind in kinds:
        own = [each for each in given if kind is None or each.kind == kind]
        spells = [
            Spell(float(each.held_days), float(each.ended_days), each.ended_how)
            for each in own
            if each.held_days is not None
        ]
        if spells:
            found, unknown = durations(spells), len(own) - len(spells)
            yield TypeDurations(kind, found, unknown, ended_shares(found, _days(found), level=level, unknown=unknown))


def _days(found: Durations) -> list[int]:
    """The days to show: up to the first on which all that is known has ended."""
    last = max((step.by for step in found.steps), default=0.0)
    return [day for at, day in enumerate(SHOWN_DAYS) if not at or SHOWN_DAYS[at - 1] < last]
