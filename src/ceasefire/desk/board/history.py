"""The history of a board told: what follows from its acts, one act after the other, and nothing else.

Nothing here reads a clock. Whether a GO still holds at some instant is asked with that instant (`standing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from ceasefire.clock import MINUTE
from ceasefire.desk.act import Json
from ceasefire.desk.board.cover import Covered, cover, guarantees_of
from ceasefire.desk.board.lines import Line, lines_of, stations_of
from ceasefire.desk.board.opening import Opening
from ceasefire.desk.board.slot import Slot, slot_of
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms

NOTHING: Final[Mapping[str, Json]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed a line at which minute, and which officer took it down."""

    person: str
    confirmed_us: int
    by: str
    at_us: int
    via: str
    details: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked for a line, by when an answer was promised, when the next call is due."""

    asked: str
    next_call_us: int
    promised_us: int | None
    by: str
    at_us: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: who called it when, and when the crew acknowledged it, from where its time counts."""

    called_by: str
    called_us: int
    why: str
    acknowledged_us: int | None = None
    acknowledged_by: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A GO: which officer said it when, under which lease of the running desk."""

    by: str
    at_us: int
    lease: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One version of the terms as the board reads it: slot, lines, and the computed check."""

    terms: Terms
    version: int
    slot: Slot
    lines: tuple[Line, ...]
    covered: tuple[Covered, ...]

    def line(self, key: str) -> Line | None:
        """Return the line of that key, None when the board has none."""
        return next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True, slots=True)
class History:
    """What followed from the acts so far; `state` is one of the walk's, `why` the reasons for the last NO-GO.

    `floor_us` says, by line, since when a confirmation has to be; `latest_us` is the latest moment of any act.
    """

    opening: Opening
    ground: Ground
    state: str
    latest_us: int
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)
    floor_us: Mapping[str, int] = field(default_factory=dict)
    fallen: Mapping[str, Reason] = field(default_factory=dict)
    heard_us: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)
    issued: Mapping[str, int] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    gone: Gone | None = None
    first_gone_us: int | None = None
    decide_by_us: int = 0
    why: tuple[Reason, ...] = ()

    def without(self, why: Mapping[str, Reason], since_us: int) -> History:
        """Return the history with the confirmations of these lines fallen, each with its reason."""
        return replace(
            self,
            confirmed={key: each for key, each in self.confirmed.items() if key not in why},
            floor_us={**self.floor_us, **dict.fromkeys(why, since_us)},
            fallen={**self.fallen, **why},
        )


def ground_of(terms: Terms, version: int, window: str, opening: Opening) -> Ground:
    """Work out what one version of the terms means for the board."""
    slot = slot_of(terms, window, opening.on, opening.works)
    given = [each.key for each in guarantees_of(terms, slot) if each.by in opening.parties]
    lines = lines_of(given, opening.parties)
    return Ground(terms, version, slot, lines, cover(terms, slot, opening.needed, opening.parties))


def recall_us(history: History) -> int | None:
    """Return the moment at which the crew has to be called back so as to be out by the end; None when not known."""
    told = history.confirmed.get("recall_time")
    span = history.ground.slot.span
    if told is None or span is None:
        return None
    return span.end - _whole(told.details["minutes"]) * MINUTE


def fresh_until_us(history: History, line: Line) -> int | None:
    """Return until when the line's confirmation counts, None where it has none: its own age, or its certificate's."""
    told = history.confirmed.get(line.key)
    if told is None:
        return None
    until = told.confirmed_us + history.opening.ages_us[line.kind]
    stated = told.details.get("valid_until_us")
    return until if stated is None else min(until, _whole(stated))


def heard_until_us(history: History, station: str) -> int | None:
    """Return until when the last sign of life of a station counts, None where nothing was heard."""
    heard = history.heard_us.get(station)
    return None if heard is None else heard + history.opening.contact_us[station.partition(":")[0]]


def lapses(history: History) -> tuple[tuple[int, Reason], ...]:
    """Return every moment at which a GO ends by itself, with the reason, the earliest first."""
    found: list[tuple[int, Reason]] = []
    for line in history.ground.lines:
        until = fresh_until_us(history, line)
        if until is not None:
            found.append((until, reason("stale", "{line}: the confirmation is too old.", line=line.words)))
    for station in stations_of(history.opening.parties):
        until = heard_until_us(history, station)
        if until is not None:
            found.append((until, reason("lost_contact", "Contact with {station} is lost.", station=station)))
    recall, span = recall_us(history), history.ground.slot.span
    if recall is not None:
        found.append((recall, reason("recall", "The time of recall has come: the crew has to leave.")))
    if span is not None:
        found.append((span.end, reason("over", "The window is over.")))
    return tuple(sorted(found, key=lambda each: (each[0], each[1].code, each[1].text)))


def _whole(value: Json) -> int:
    if not isinstance(value, int):
        message = "the form of the line was checked before"
        raise TypeError(message)
    return value
