"""What each act on a board takes: checked before it is written down, so that the history holds only what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, cast

from ceasefire.desk.act import Act, Json
from ceasefire.desk.board import codes
from ceasefire.desk.board.clocks import at_hour
from ceasefire.desk.board.history import NOTHING, History
from ceasefire.desk.board.lines import KINDS, Line, stations_of
from ceasefire.desk.board.reading import issued_digest
from ceasefire.desk.board.standing import against_go
from ceasefire.desk.codes import BAD_FIELD, NOT_ALLOWED_NOW, UNKNOWN_FIELD
from ceasefire.errors import BadInput, NotNow, Place, Problem
from ceasefire.kernel.kleene import Truth

Check = Callable[[History, Sequence[Act], Act], None]


def whole(act: Act, name: str) -> int:
    """Return the whole number or moment of the act's field; the form was checked before."""
    return cast("int", act.body[name])


def text(act: Act, name: str) -> str:
    """Return the text of the act's field, empty where it was left out; the form was checked before."""
    return str(act.body.get(name) or "").strip()


def details(act: Act) -> Mapping[str, Json]:
    """Return what the line asks for beside name and minute."""
    return cast("Mapping[str, Json]", act.body.get("details") or NOTHING)


def line_of(history: History, act: Act) -> Line:
    """Return the line that the act names; BadInput with the lines there are."""
    line = history.ground.line(text(act, "line"))
    if line is None:
        expected = ", ".join(each.key for each in history.ground.lines)
        raise BadInput(Problem(codes.UNKNOWN_LINE, Place(field="line"), text(act, "line"), expected))
    return line


def _confirm(history: History, _acts: Sequence[Act], act: Act) -> None:
    line = line_of(history, act)
    own = KINDS[line.kind].form.problems(Act(line.kind, act.by, act.at_us, details(act)))
    if own:
        raise BadInput([each.at(Place(field=f"details.{each.place.field}")) for each in own])
    _not_to_come(act, "confirmed_us")
    _fresh(history, line, act)
    problems = list(_OWN[line.kind](history, act)) if line.kind in _OWN else []
    if problems:
        raise NotNow(problems)


def _fresh(history: History, line: Line, act: Act) -> None:
    """A confirmation counts when it is young enough, later than what made the line fall, and than the one before."""
    confirmed = whole(act, "confirmed_us")
    before = history.confirmed.get(line.key)
    since = max(history.floor_us.get(line.key, confirmed), confirmed if before is None else before.confirmed_us)
    oldest = max(since, act.at_us - history.opening.ages_us[line.kind] + 1)
    if confirmed < oldest:
        raise NotNow(Problem(codes.TOO_OLD, Place(field="confirmed_us"), str(confirmed), f"{oldest} or later"))


def _not_to_come(act: Act, name: str) -> None:
    if whole(act, name) > act.at_us:
        raise NotNow(Problem(codes.IN_THE_FUTURE, Place(field=name), str(act.body[name]), f"{act.at_us} or before"))


def _guarantee(history: History, act: Act) -> Iterator[Problem]:
    if details(act)["read_back"] is not True:
        yield Problem(codes.NOT_READ_BACK, Place(field="details.read_back"), "false", "true")
    version = history.ground.version
    if details(act)["version"] != version:
        yield Problem(codes.OTHER_VERSION, Place(field="details.version"), str(details(act)["version"]), str(version))


def _cover(history: History, _act: Act) -> Iterator[Problem]:
    for each in history.ground.covered:
        if each.answer is not Truth.YES:
            got = " ".join(why.text for why in each.reasons if why.code != "covered")
            yield Problem(codes.CHECK_FAILS, Place(field="line"), got, f"{each.side}: yes")


def _minutes(_history: History, act: Act) -> Iterator[Problem]:
    minutes = cast("int", details(act)["minutes"])
    if not 0 <= minutes <= 1440:
        yield Problem(BAD_FIELD, Place(field="details.minutes"), str(minutes), "0 to 1,440 minutes")


def _clearance(_history: History, act: Act) -> Iterator[Problem]:
    until = cast("int", details(act)["valid_until_us"])
    if until <= act.at_us:
        yield Problem(codes.TOO_OLD, Place(field="details.valid_until_us"), str(until), f"later than {act.at_us}")


def _clocks(history: History, act: Act) -> Iterator[Problem]:
    """Each side's own reading of the start; nobody can read out a start that nobody can tell."""
    span = history.ground.slot.span
    read = cast("Mapping[str, Json]", details(act)["read"])
    for side in history.opening.sides:
        wanted = "no start that can be told" if span is None else at_hour(span.start, side.zone)
        got = read.get(side.party)
        if got != wanted:
            place = Place(field=f"details.read.{side.party}")
            yield Problem(codes.CLOCKS_DIFFER, place, str(got), f"{wanted} in {side.capital}")
    for extra in sorted(set(read) - set(history.opening.parties)):
        yield Problem(UNKNOWN_FIELD, Place(field="details.read"), extra, ", ".join(history.opening.parties))


_OWN: Final[Mapping[str, Callable[[History, Act], Iterator[Problem]]]] = MappingProxyType(
    {
        "guarantee": _guarantee,
        "cover": _cover,
        "medevac": _minutes,
        "recall_time": _minutes,
        "clearance": _clearance,
        "clocks": _clocks,
    }
)


def _named(history: History, _acts: Sequence[Act], act: Act) -> None:
    line_of(history, act)


def _contact(history: History, _acts: Sequence[Act], act: Act) -> None:
    stations = stations_of(history.opening.parties)
    if text(act, "station") not in stations:
        problem = Problem(codes.UNKNOWN_LINE, Place(field="station"), text(act, "station"), ", ".join(stations))
        raise BadInput(problem)
    _not_to_come(act, "heard_us")


HARMLESS: Final = frozenset({"ask", "contact"})
"""Acts that an officer need not have seen to say GO; a confirmation may say less than the one before."""


def _go(history: History, acts: Sequence[Act], act: Act) -> None:
    seen = whole(act, "seen")
    missed = [each.kind for each in acts[max(seen, 0) :] if each.kind not in HARMLESS]
    if missed or not 0 <= seen <= len(acts):
        got = f"{seen} of {len(acts)} acts"
        raise NotNow(Problem(codes.SEEN_LESS, Place(field="seen"), got, f"{len(acts)}: {', '.join(missed)}"))
    if history.state == "go" and history.gone is not None and history.gone.lease == text(act, "lease"):
        raise NotNow(Problem(NOT_ALLOWED_NOW, Place(field="kind"), "`go` while GO holds", "another lease"))
    against = against_go(history, act.at_us)
    if against:
        raise NotNow([Problem(codes.NO_GO, Place(field=why.code), got=why.text) for why in against])


def _acknowledge(history: History, _acts: Sequence[Act], act: Act) -> None:
    _not_to_come(act, "heard_us")
    called = [min(stop.called_us, history.latest_us) for stop in history.stops if stop.acknowledged_us is None]
    if not called or whole(act, "heard_us") < max(called):
        expected = f"{max(called)} or later" if called else "a stop"
        raise NotNow(Problem(codes.NO_STOP, Place(field="heard_us"), str(act.body["heard_us"]), expected))


def _issue(history: History, _acts: Sequence[Act], act: Act) -> None:
    ground = history.ground
    if text(act, "to") not in history.opening.parties:
        expected = ", ".join(history.opening.parties)
        raise BadInput(Problem(codes.BAD_SETTING, Place(field="to"), text(act, "to"), expected))
    if whole(act, "version") != ground.version:
        problem = Problem(codes.OTHER_VERSION, Place(field="version"), str(act.body["version"]), str(ground.version))
        raise NotNow(problem)
    if text(act, "terms") != issued_digest(ground.terms):
        expected = issued_digest(ground.terms)[:16]
        raise NotNow(Problem(codes.OTHER_TERMS, Place(field="terms"), text(act, "terms")[:16], expected))


def _move_decision(history: History, _acts: Sequence[Act], act: Act) -> None:
    moment, span = whole(act, "decide_by_us"), history.ground.slot.span
    if moment <= act.at_us or (span is not None and moment > span.end):
        latest = "" if span is None else f", {span.end} at the latest"
        raise NotNow(Problem(codes.NOT_LATER, Place(field="decide_by_us"), str(moment), f"after {act.at_us}{latest}"))


CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "confirm": _confirm,
        "withdraw": _named,
        "ask": _named,
        "contact": _contact,
        "go": _go,
        "resume": _go,
        "acknowledge": _acknowledge,
        "issue": _issue,
        "move_decision": _move_decision,
    }
)
"""What acts take beyond their form and the walk. Nothing more keeps a stop from being taken down."""
