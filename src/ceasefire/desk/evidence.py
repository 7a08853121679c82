"""How well it is established that something happened, where, what, and by whom: E0 to E4, each with its reasons.

    E0   one party's word
    E1   one identifiable independent source, or one sensor
    E2   two of different origin, or one direct observation
    E3   a direct observation and a second means
    E4   that, and an inspection of the site

A grade says how a thing is known. It is no probability, and says nothing about whether it was a breach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from ceasefire.desk.piece import LINES, Line, Piece
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason


class Grade(IntEnum):
    """The five grades; they have an order and no distance, so nothing is averaged over them."""

    E0 = 0
    E1 = 1
    E2 = 2
    E3 = 3
    E4 = 4


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade of one line with its reasons; None when no report that can be graded speaks to it."""

    line: str
    grade: Grade | None
    reasons: tuple[Reason, ...]

    @property
    def word(self) -> str:
        """The grade as people write it; `not_graded` when there is none."""
        return "not_graded" if self.grade is None else self.grade.name

    def at_least(self, grade: Grade) -> bool:
        """Whether the line has this grade or a better one."""
        return self.grade is not None and self.grade >= grade

    def to_json(self) -> dict[str, Any]:
        """Return the published form: line, grade, reasons."""
        return {"line": self.line, "grade": self.word, "reasons": [each.to_json() for each in self.reasons]}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The graded lines of one case by name, and the reports that are only consistent with it."""

    lines: Mapping[str, Graded]
    consistent_with: tuple[str, ...] = ()

    def __getitem__(self, line: Line) -> Graded:
        return self.lines[line]

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        lines = {line: graded.to_json() for line, graded in self.lines.items()}
        return {"lines": lines, "consistent_with": list(self.consistent_with)}


def grade(pieces: Iterable[Piece], *, near_edge: Iterable[str] = (), lines: Sequence[Line] = LINES) -> Evidence:
    """Grade each of `lines` from the pieces that speak to it; the order of the pieces is of no account.

    `near_edge` are the reports whose place is not sure enough to tell on which side of a clause's edge it was: they do
    not count for `place`, and for nothing else do they count less. Heat detections are never graded.
    """
    listed = sorted(set(pieces), key=_in_order)
    heat = tuple(dict.fromkeys(piece.report for piece in listed if piece.kind == "heat"))
    solid = [piece for piece in listed if piece.kind != "heat"]
    edge = frozenset(near_edge)
    return Evidence(
        {line: _graded(line, solid, edge if line == "place" else frozenset(), heat) for line in lines}, heat
    )


def _in_order(piece: Piece) -> tuple[str | tuple[str, ...], ...]:
    """A key that tells any two pieces apart, so that what is told does not hang on the order in which they came."""
    lines = tuple(line for line in LINES if line in piece.lines)
    return (piece.report, piece.kind, piece.origin, piece.means, piece.party, lines, piece.through)


def _graded(line: Line, pieces: Sequence[Piece], edge: frozenset[str], heat: Sequence[str]) -> Graded:
    speaking = [piece for piece in pieces if line in piece.lines]
    counted = [piece for piece in speaking if piece.report not in edge]
    left_out = [piece.report for piece in speaking if piece.report in edge]
    found, told = _weighed(counted)
    return Graded(line, found, (*told, *_about_edge(left_out), *(_about_heat(heat) if line == "occurred" else ())))


@dataclass(frozen=True, slots=True)
class _Held:
    """What carries a line: a direct observation, a recording by another means, an inspection, and the origins."""

    direct: Piece | None
    second: Piece | None
    recorded: Piece | None
    inspection: Piece | None
    origins: tuple[Piece, ...]

    @classmethod
    def by(cls, pieces: Sequence[Piece]) -> _Held:
        """Sort the pieces of one line; one piece for each origin that is identifiable and independent."""
        direct = [piece for piece in pieces if piece.kind == "direct"]
        perceived = [piece for piece in pieces if piece.kind in ("direct", "sensor")]
        pairs = ((one, other) for one in direct for other in perceived if _is_second_means(one, other))
        first, second = next(pairs, (next(iter(direct), None), None))
        return cls(first, second, _first(pieces, "sensor"), _first(pieces, "inspection"), _origins(pieces))


def _is_second_means(one: Piece, other: Piece) -> bool:
    return one.key != other.key and one.means != other.means


def _first(pieces: Sequence[Piece], kind: str) -> Piece | None:
    return next((piece for piece in pieces if piece.kind == kind), None)


def _origins(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """One piece of each origin; a party's word is one only beside the admission of another party."""
    admitted_by = {piece.party for piece in pieces if piece.kind == "admission" and piece.is_identifiable}
    found: dict[str, Piece] = {}
    for piece in pieces:
        confirmed = piece.kind == "party" and bool(admitted_by - {piece.party})
        if piece.is_identifiable and (piece.kind != "party" or confirmed):
            found.setdefault(piece.key, piece)
    words_alone = all(piece.kind == "party" for piece in found.values())
    return () if words_alone else tuple(found.values())


def _weighed(pieces: Sequence[Piece]) -> tuple[Grade | None, tuple[Reason, ...]]:
    """The grade of one line, and a reason for each thing that carries it."""
    held = _Held.by(pieces)
    observed = [_told(each) for each in (held.direct, held.second, held.inspection) if each is not None]
    if held.direct and held.second:
        return (Grade.E4 if held.inspection else Grade.E3), (*observed, *_said_twice(pieces))
    if held.inspection and (held.direct or held.recorded):
        beside = [] if held.direct or held.recorded is None else [_told(held.recorded)]
        return Grade.E3, (*observed, *beside, *_said_twice(pieces))
    if observed:
        return Grade.E2, (*observed, *_said_twice(pieces))
    if len(held.origins) > 1:
        return Grade.E2, (*map(_told, held.origins), *_said_twice(pieces))
    if held.origins:
        return Grade.E1, (_told(held.origins[0]), *_said_twice(pieces))
    return _of_words_alone(pieces)


def _of_words_alone(pieces: Sequence[Piece]) -> tuple[Grade | None, tuple[Reason, ...]]:
    """What is left without anybody independent: parties' words, and words that nobody stands for."""
    if not pieces:
        return None, (reason("nothing_said", mark("no report that can be graded speaks to it")),)
    parties = sorted({piece.party for piece in pieces if piece.party})
    told = []
    if parties:
        how = mark("only parties say so ({parties}); none of them is independent")
        told.append(reason("party_word", how, parties=", ".join(parties)))
    unnamed = [piece.report for piece in pieces if not piece.is_identifiable and not piece.party]
    if unnamed:
        how = mark("nobody can be named as the origin of {reports}")
        told.append(reason("origin_not_known", how, reports=", ".join(unnamed)))
    return Grade.E0, (*told, *_said_twice(pieces))


_TELLS: Final = {
    "direct": mark("{origin} observed it directly by {means} ({report})"),
    "sensor": mark("{origin} recorded it by {means} ({report})"),
    "inspection": mark("{origin} inspected the site ({report})"),
    "admission": mark("{origin} says so against its own party ({report})"),
    "source": mark("{origin} says so, and is independent of the parties ({report})"),
    "party": mark("{origin} says so for a party, and another party admits it ({report})"),
}


def _told(piece: Piece) -> Reason:
    """The reason that one piece gives."""
    values = {"origin": piece.origin, "means": piece.means, "report": piece.report}
    return reason(piece.kind, _TELLS[piece.kind], **values)


def _said_twice(pieces: Sequence[Piece]) -> Iterator[Reason]:
    """Name the reports that add nothing, because they come from one and the same origin."""
    by_origin: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.is_identifiable:
            by_origin.setdefault(piece.key, []).append(piece)
    how = mark("{reports} come from one origin, {origin}, and count once")
    for same in by_origin.values():
        reports = list(dict.fromkeys(piece.report for piece in same))
        if len(reports) > 1:
            yield reason("same_origin", how, reports=", ".join(reports), origin=same[0].origin)


def _about_edge(reports: Sequence[str]) -> Iterator[Reason]:
    if reports:
        how = mark("{reports} cannot tell on which side of the edge it was, and do not count for the place")
        yield reason("near_edge", how, reports=", ".join(reports))


def _about_heat(reports: Sequence[str]) -> Iterator[Reason]:
    if reports:
        how = mark("heat seen from space ({reports}) is consistent with it, and is not graded")
        yield reason("consistent_with", how, reports=", ".join(reports))
