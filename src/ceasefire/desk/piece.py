"""A piece of evidence: one report, from whom it comes in the end, by what means, and which lines it speaks to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

from ceasefire.desk import codes
from ceasefire.desk.act import Json, folded
from ceasefire.desk.form import Field, Form
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record import Allegation, Event, Observation
from ceasefire.record.effort import MEANS

Line = Literal["occurred", "place", "act", "actor"]
Kind = Literal["party", "admission", "source", "sensor", "direct", "inspection", "heat"]
LINES: Final = cast("tuple[Line, ...]", get_args(Line))
KINDS: Final = cast("tuple[Kind, ...]", get_args(Kind))
_SENSORS: Final = frozenset({"camera", "uav", "satellite", "acoustic"})
_PERCEIVED: Final = frozenset({"heard", "seen", "felt"})

FIELDS: Final = (
    Field("report", "text", "the id of the report"),
    Field(
        "kind",
        "word",
        "`party`: a party's word; `admission`: a party's word against itself; `source`: the word of somebody who is no "
        "party; `sensor`: a recording; `direct`: monitors perceived it; `inspection`: monitors saw the traces on the "
        "spot; `heat`: a heat detection from space",
        words=KINDS,
    ),
    Field(
        "origin",
        "text",
        "who knows it in the end: the spokesman, wire, witness, sensor or post; empty when nobody can be named",
        needed=False,
    ),
    Field("means", "word", "by what means it was perceived", needed=False, words=MEANS),
    Field("lines", "texts", "the lines it speaks to: occurred, place, act, actor"),
    Field("party", "text", "whose word it is, for a party's word and an admission", needed=False),
    Field("through", "texts", "who passed it on, such as a paper or a wire", needed=False),
)
_FORM: Final = Form("piece", "A piece of evidence.", FIELDS)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one report is worth as evidence: not whether it is true, but who could know it and how.

    Two reports with one `origin` are one: a spokesman quoted by three papers has spoken once. `through` keeps the
    papers. Raises BadInput with every problem.
    """

    report: str
    kind: Kind
    lines: frozenset[Line]
    origin: str = ""
    means: str = ""
    party: str = ""
    through: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a piece that says too little to be weighed."""
        problems = list(_problems(self))
        if problems:
            raise BadInput(problems)

    @property
    def key(self) -> str:
        """Its origin, as it is compared; without one, the party."""
        return folded(self.origin) or f"\0{folded(self.party)}"

    @property
    def is_identifiable(self) -> bool:
        """Whether somebody, or some device, can be named as its origin."""
        return bool(folded(self.origin))

    def to_json(self) -> dict[str, Any]:
        """Return the piece as it stands in an act."""
        lines = [line for line in LINES if line in self.lines]
        told = {"report": self.report, "kind": self.kind, "origin": self.origin, "lines": lines}
        rest = {"means": self.means, "party": self.party, "through": list(self.through)}
        return told | {name: value for name, value in rest.items() if value}


def read_pieces(values: Json, field: str) -> tuple[Piece, ...]:
    """Read the pieces of an act's field; raise BadInput with every problem of each of them."""
    listed = values if isinstance(values, tuple | list) else ()
    problems: list[Problem] = []
    pieces = []
    for at, value in enumerate(listed):
        try:
            pieces.append(_piece(cast("Mapping[str, Json]", value)))
        except BadInput as refusal:
            problems += [each.at(_below(f"{field}.{at}", each.place)) for each in refusal.problems]
    if problems:
        raise BadInput(problems)
    return tuple(pieces)


def piece_of_observation(observation: Observation, origin: str = "") -> Piece:
    """Return what an observation of the monitors is worth: heard or seen is direct, recorded is a sensor.

    `origin` is the post, patrol or sensor; without it, whoever stands under `by` with the observation's own `post`.
    Two posts of one mission are two origins.
    """
    post = f"{observation.by}, {observation.post}" if observation.post else observation.by
    recorded = observation.sense == "recorded" or (
        observation.means in _SENSORS and observation.sense not in _PERCEIVED
    )
    kind: Kind = "sensor" if recorded else "source" if observation.sense == "not_stated" else "direct"
    means = observation.means if observation.means in MEANS else "other"
    return Piece(observation.id, kind, _lines(observation.as_event()), origin or post, means)


def piece_of_allegation(allegation: Allegation, origin: str = "") -> Piece:
    """Return what an allegation is worth: one party's word, from the spokesman `origin` when he is known."""
    said_by = allegation.said_by
    return Piece(allegation.id, "party", _lines(allegation.as_event()), origin or said_by, party=said_by)


def piece_of_event(event: Event, kind: Kind = "source", origin: str = "") -> Piece:
    """Return what a row of somebody's data is worth; `origin` is whom the row quotes, the source itself when empty.

    A row that may be no act at all (a heat detection) is `heat`, whatever is asked.
    """
    if event.may_be_nothing:
        return Piece(event.id, "heat", frozenset({"occurred"}), origin or event.source, "satellite")
    return Piece(event.id, kind, _lines(event), origin or event.source)


def _lines(event: Event) -> frozenset[Line]:
    """The lines to which a report speaks: a place only when it can be mapped, an actor only when it names one."""
    speaks: dict[Line, bool] = {
        "occurred": True,
        "place": event.place.outline() is not None,
        "act": bool(event.acts),
        "actor": event.actor_is_known,
    }
    return frozenset(line for line, does in speaks.items() if does)


def _piece(value: Mapping[str, Json]) -> Piece:
    problems = list(_FORM.problems_of(value))
    if problems:
        raise BadInput(problems)
    text: Callable[[str], str] = lambda name: str(value.get(name) or "")  # noqa: E731 - five fields of one kind
    lines = cast("Iterable[Line]", value["lines"])
    through = cast("Iterable[str]", value.get("through") or ())
    kind = cast("Kind", value["kind"])
    return Piece(text("report"), kind, frozenset(lines), text("origin"), text("means"), text("party"), tuple(through))


def _problems(piece: Piece) -> Iterator[Problem]:
    unknown = sorted(piece.lines - set(LINES))
    if unknown or not piece.lines:
        got, expected = ", ".join(unknown) or "no line", ", ".join(LINES)
        yield Problem(codes.BAD_PIECE, Place(field="lines"), got, expected)
    if piece.kind in ("party", "admission") and not piece.party.strip():
        yield Problem(codes.BAD_PIECE, Place(field="party"), "nothing", "the party whose word it is")
    if piece.kind in ("direct", "sensor", "inspection") and not piece.is_identifiable:
        yield Problem(codes.BAD_PIECE, Place(field="origin"), "nothing", "the post, patrol or sensor that perceived it")
    if piece.kind in ("direct", "sensor") and not piece.means:
        yield Problem(codes.BAD_PIECE, Place(field="means"), "nothing", f"one of {', '.join(MEANS)}")


def _below(path: str, place: Place) -> Place:
    return Place(field=f"{path}.{place.field}" if place.field else path)
