"""The lines of the board: what a named person has to confirm before anybody may say GO, and for how long it counts.

One table holds them; the program checks by it and the reference page is written from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from ceasefire.desk.form import Field, Form

Per = Literal["board", "side", "guarantee"]
Part = Literal["areas", "windows"]


@dataclass(frozen=True, slots=True)
class LineKind:
    """One kind of line: what is confirmed, once for the `board`, each `side` or each `guarantee`.

    `age_min` is how many minutes a confirmation counts where the board sets nothing else, `why` the reason for that
    figure; a change of a part named in `falls_with` makes the confirmation fall; `details` are its own fields.
    """

    name: str
    means: str
    age_min: int
    why: str
    per: Per = "board"
    falls_with: frozenset[Part] = frozenset()
    details: tuple[Field, ...] = ()

    @property
    def form(self) -> Form:
        """The form of what this line asks for beside the name and the minute."""
        return Form(self.name, self.means, self.details)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one board: its kind, and the side or guarantee that it is about (empty for the board's own)."""

    kind: str
    about: str = ""

    @property
    def key(self) -> str:
        """The name under which acts speak of the line, such as `monitors:UA`."""
        return f"{self.kind}:{self.about}" if self.about else self.kind

    @property
    def words(self) -> str:
        """The line as it is read out."""
        return f"{self.kind.replace('_', ' ')} {self.about}".strip()


_BOTH: Final[frozenset[Part]] = frozenset({"areas", "windows"})
_AREAS: Final[frozenset[Part]] = frozenset({"areas"})
_WINDOWS: Final[frozenset[Part]] = frozenset({"windows"})
_KINDS: Final = (
    LineKind(
        "guarantee",
        "A guarantee was taken down word for word, read back to who gave it, and he had the power to give it.",
        720,
        "Twelve hours: it was given for this day, not for last week; a night's orders can undo it.",
        "guarantee",
        _BOTH,
        (
            Field("verbatim", "text", "the guarantee, word for word"),
            Field("read_back", "yes_no", "`true`: the giver heard it read back and said that it is right"),
            Field("authority", "text", "the giver's office, and why it has the power to promise this"),
            Field("version", "whole", "the version of the terms that was read to him"),
        ),
    ),
    LineKind(
        "cover",
        "An officer looked at the computed check: each side's guarantees hold works, road, margin and crew.",
        1440,
        "A day: the check itself is made anew at every look, what ages is only that somebody read it.",
        falls_with=_BOTH,
    ),
    LineKind(
        "units",
        "The local units of the side have the order to keep silent here and then.",
        360,
        "Six hours: units are relieved in shifts, and a relief has to be told again.",
        "side",
        _BOTH,
        (Field("order", "text", "which order, and down to which level it was passed on"),),
    ),
    LineKind(
        "monitors",
        "The monitors of the mission on this side are in place and can see or hear.",
        120,
        "Two hours: a patrol can be turned away at any time; between these, their contacts are counted.",
        "side",
        _BOTH,
        (Field("team", "text", "which team"),),
    ),
    LineKind(
        "clearance",
        "The ground of works and road was cleared of mines, and there is a certificate.",
        1440,
        "A day: nobody clears twice in a day, and a night without a guard opens the ground to new mines.",
        falls_with=_AREAS,
        details=(
            Field("certificate", "text", "number of the certificate, and who signed it"),
            Field("valid_until_us", "moment", "until when it holds"),
        ),
    ),
    LineKind(
        "operator_consent",
        "The operator of what is repaired agrees that the works be done in this window.",
        720,
        "Twelve hours: the state of a network is planned for a day.",
        falls_with=_BOTH,
    ),
    LineKind(
        "crew_consent",
        "The crew agrees to go, having heard of every other line.",
        240,
        "Four hours: consent is asked on the morning, and again for the afternoon.",
        falls_with=_BOTH,
    ),
    LineKind(
        "medevac",
        "Somebody stands by to bring out a wounded person, and a hospital will take one.",
        120,
        "Two hours: vehicles and beds are given away.",
        falls_with=_AREAS,
        details=(Field("minutes", "whole", "minutes from a call to the hospital"),),
    ),
    LineKind(
        "radio_test",
        "The crew was called and answered, by the main way and by the one behind it.",
        60,
        "An hour: batteries and jamming change within a morning.",
        details=(
            Field("channel", "text", "the main way"),
            Field("behind_it", "text", "the way that is used when the main one fails"),
        ),
    ),
    LineKind(
        "recall_time",
        "The crew said how long it needs from a recall until its last member is out.",
        240,
        "Four hours: it changes with the place of work, and the works move on.",
        falls_with=_BOTH,
        details=(Field("minutes", "whole", "minutes from the recall until everybody is out"),),
    ),
    LineKind(
        "weather",
        "The weather lets the crew work and be brought out.",
        180,
        "Three hours: fog and storms come faster than a day's forecast tells.",
        falls_with=_WINDOWS,
    ),
    LineKind(
        "alerts",
        "No air or other alert holds for the area.",
        30,
        "Half an hour: during the talks of January 2026 several air alarms a day were told of one plant.",
        falls_with=_AREAS,
    ),
    LineKind(
        "clocks",
        "Each side read out the start on its own capital's clock, and both named the same moment.",
        1440,
        "A day: no longer, because clocks may change overnight.",
        falls_with=_WINDOWS,
        details=(Field("read", "mapping", "by side, the time of the start that it read out, such as `09:00`"),),
    ),
)
KINDS: Final[Mapping[str, LineKind]] = MappingProxyType({kind.name: kind for kind in _KINDS})

CONTACTS: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "crew": (15, "A quarter of an hour: the crew is the one in danger, and a call takes a minute."),
        "monitors": (30, "Half an hour: they also call whenever something happens."),
    }
)
"""From whom a sign of life is awaited, every how many minutes, and why; `monitors` for each side."""

LONGEST_MIN: Final = 3 * 1440
"""No confirmation may be set to count longer than three days: a board that nothing can age decides nothing."""


def lines_of(guarantees: Iterable[str], sides: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines of a board in the order of the table."""
    keys = {"guarantee": tuple(guarantees), "side": tuple(sides), "board": ("",)}
    return tuple(Line(kind.name, about) for kind in KINDS.values() for about in keys[kind.per])


def stations_of(sides: Iterable[str]) -> tuple[str, ...]:
    """Return who has to be heard from: the crew, and the monitors on each side."""
    return ("crew", *(f"monitors:{side}" for side in sides))


def falling(line: Line, parts: frozenset[str]) -> bool:
    """Tell whether a change of `parts` (sections of the terms) makes the line's confirmation fall.

    What no line is known to hang on may touch any of them, so such a change makes all fall. Guarantees are looked at
    one by one elsewhere.
    """
    known = frozenset({"areas", "windows", "lines", "guarantees"})
    named = {"areas" if part == "lines" else part for part in parts}
    return bool(parts - known) or bool(KINDS[line.kind].falls_with & named)


def table() -> Iterator[tuple[str, str, str, str]]:
    """Yield (line, what is confirmed, minutes that it counts, why) for every kind of line."""
    for kind in KINDS.values():
        yield kind.name, kind.means, str(kind.age_min), kind.why
