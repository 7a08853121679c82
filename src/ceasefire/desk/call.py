"""A hotline call or a notice by telephone: who, what, where, when; received, acknowledged, passed on.

A training shoot announced on the line becomes a notice that the matching of reports can use. Registering a call says
that somebody said something; it does not say that it is so, nor that it was allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from ceasefire.desk import codes
from ceasefire.desk.act import Act, check_order, thawed
from ceasefire.desk.corrections import CORRECT, check_correction, effective
from ceasefire.desk.form import Field, Form
from ceasefire.desk.walk import Step, Walk
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry import Disc
from ceasefire.kernel import taxonomy
from ceasefire.record import Notice
from ceasefire.record.notice import ABOUT

STATES: Final = MappingProxyType(
    {
        "unregistered": "Nothing was done; there is no call yet.",
        "received": "An officer wrote down what was said.",
        "acknowledged": "An officer told the caller that it was received.",
        "passed_on": "An officer passed it on; to whom is told beside.",
        "closed": "An officer closed the call and said why.",
    }
)
_TO: Final = Field("to", "text", "to whom")
_WHEN: Final = Field("when_us", "moment", "when that was")
RECEIVE: Final = Form(
    "receive",
    "An officer writes down a call or a notice.",
    (
        Field("who", "text", "who called or announced, by name and office"),
        Field("what", "text", "what was said, as near to the words as can be"),
        Field("where", "text", "where it is or will be, in words"),
        Field("received_us", "moment", "when it was received"),
        Field("party", "text", "for which party the caller speaks: its key in the terms", needed=False),
        Field("from_us", "moment", "when what is announced begins", needed=False),
        Field("until_us", "moment", "when it ends", needed=False),
        Field("about", "word", "what is announced", needed=False, words=ABOUT),
        Field("acts", "texts", "the acts announced; left out, every act", needed=False),
        Field("area", "text", "an area of the terms by its key", needed=False),
        Field("lon", "number", "longitude, with `lat` and `radius_m`", needed=False),
        Field("lat", "number", "latitude", needed=False),
        Field("radius_m", "number", "radius in metres", needed=False),
        Field("via", "text", "the channel", needed=False),
    ),
)
ACKNOWLEDGE: Final = Form("acknowledge", "An officer tells the caller that it was received.", (_TO, _WHEN))
PASS_ON: Final = Form(
    "pass_on",
    "An officer passes it on.",
    (_TO, _WHEN, Field("read_back", "yes_no", "whether the receiver read it back", needed=False)),
)
CLOSE: Final = Form("close", "An officer closes the call.", (Field("why", "text", "the reason"),))
_OPEN: Final = ("received", "acknowledged", "passed_on")
CORRECTABLE: Final = frozenset({"receive", "acknowledge", "pass_on"})
WALK: Final = Walk(
    STATES,
    (
        Step(RECEIVE, ("unregistered",), "received"),
        Step(ACKNOWLEDGE, _OPEN, "acknowledged"),
        Step(PASS_ON, _OPEN, "passed_on"),
        Step(CORRECT, _OPEN),
        Step(CLOSE, _OPEN, "closed"),
    ),
)


class Passed(NamedTuple):
    """To whom something was told, when, and by which officer."""

    to: str
    when_us: int
    by: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call by its id, as the history of what officers did with it; what it says follows from `acts`.

    Raises NotNow or BadInput when the acts were never allowed. What was announced is never changed: a correction is a
    new act, and both stay.
    """

    id: str
    acts: tuple[Act, ...] = ()

    def __post_init__(self) -> None:
        """Walk through the acts."""
        object.__setattr__(self, "acts", tuple(self.acts))
        state = WALK.start
        for at, act in enumerate(self.acts):
            _check(self.acts[:at], state, act)
            state = WALK.after(state, act.kind)

    def after(self, act: Act) -> Call:
        """Return the call after one more act; raise NotNow or BadInput when it cannot be made."""
        return Call(self.id, (*self.acts, act))

    @property
    def state(self) -> str:
        """The state that the acts lead to; it says what was done last."""
        return reduce(WALK.after, (act.kind for act in self.acts), WALK.start)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The acts that are allowed now."""
        return WALK.allowed(self.state)

    @property
    def said(self) -> Mapping[str, Any]:
        """Who, what, where, when and when received, with the words that count; empty before it is received."""
        return next((act.body for act in effective(self.acts) if act.kind == "receive"), MappingProxyType({}))

    @property
    def acknowledged(self) -> tuple[Passed, ...]:
        """Who was told that it was received."""
        return self._told("acknowledge")

    @property
    def passed_on(self) -> tuple[Passed, ...]:
        """To whom it was passed on."""
        return self._told("pass_on")

    def _told(self, kind: str) -> tuple[Passed, ...]:
        made = (act for act in effective(self.acts) if act.kind == kind)
        return tuple(Passed(str(act.body["to"]), cast("int", act.body["when_us"]), act.by) for act in made)

    def as_notice(self) -> Notice | None:
        """Return what was announced as a notice; None where no place on the map or no beginning and end was told."""
        said = self.said
        where, area = _disc(said), str(said.get("area") or "")
        if said.get("from_us") is None or said.get("until_us") is None or not (where or area):
            return None
        return Notice(
            id=self.id,
            by=str(said.get("party") or said["who"]),
            where=where,
            area=area,
            start_us=said["from_us"],
            end_us=said["until_us"],
            acts=taxonomy.acts().expand(said.get("acts") or (taxonomy.EVERY,)),
            received_us=said["received_us"],
            told=", ".join(each.to for each in self.passed_on),
            about=str(said.get("about") or "other"),
            via=str(said.get("via") or ""),
            text=str(said["what"]),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what the mission may see of the call."""
        return {
            "id": self.id,
            "state": self.state,
            "state_says": STATES[self.state],
            "said": thawed(self.said),
            "acknowledged": [each._asdict() for each in self.acknowledged],
            "passed_on": [each._asdict() for each in self.passed_on],
            "allowed": list(self.allowed),
            "history": [act.to_json() for act in self.acts],
        }


def _check(acts: Sequence[Act], state: str, act: Act) -> None:
    _check_whole(act)
    WALK.after(state, act.kind)
    check_order(acts, act)
    if act.kind == CORRECT.kind:
        check_correction(acts, act, CORRECTABLE, _check_whole)


def _check_whole(act: Act) -> None:
    """Raise BadInput when the body is not whole; a place or an end that cannot be is found before it is stored."""
    WALK.check_form(act)
    if act.kind != "receive":
        return
    taxonomy.acts().expand(cast("Sequence[str]", act.body.get("acts") or ()))
    _disc(act.body)
    begin, end = (cast("int | None", act.body.get(name)) for name in ("from_us", "until_us"))
    if begin is not None and end is not None and end <= begin:
        raise BadInput(Problem(codes.BAD_FIELD, Place(field="until_us"), got=str(end), expected=f"later than {begin}"))


def _disc(said: Mapping[str, Any]) -> Disc | None:
    stated = {name: said.get(name) for name in ("lon", "lat", "radius_m")}
    missing = [name for name, value in stated.items() if value is None]
    if len(missing) == len(stated):
        return None
    if missing:
        expected = "lon, lat and radius_m, all three or none"
        raise BadInput([Problem(codes.MISSING_FIELD, Place(field=name), "no field", expected) for name in missing])
    return Disc(float(said["lon"]), float(said["lat"]), float(said["radius_m"]))
