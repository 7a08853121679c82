"""One act after the other: how each changes what the history of a board tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, cast

from ceasefire.desk.act import Act
from ceasefire.desk.board.amend import fallen
from ceasefire.desk.board.checks import details, text, whole
from ceasefire.desk.board.history import Asked, Confirmation, Gone, History, Stop, ground_of, lapses
from ceasefire.desk.board.opening import Opening
from ceasefire.desk.board.reading import as_of, changed
from ceasefire.kernel.reasons import reason
from ceasefire.terms import Terms

Apply = Callable[[History, Act, str], History]


def begin(opening: Opening, act: Act, terms: Terms, window: str) -> History:
    """Return the history of a board that was just opened: NO-GO."""
    ground = ground_of(as_of(terms, opening.on), 1, window, opening)
    return History(opening, ground, "no_go", act.at_us, decide_by_us=opening.decide_by_us)


def lapsed(history: History, at_us: int) -> History:
    """Return the history with a GO that ended by itself before `at_us` ended for good, until another GO."""
    ended = [why for moment, why in lapses(history) if moment <= at_us] if history.state == "go" else []
    return replace(history, state="no_go", why=tuple(ended)) if ended else history


def applied(history: History, act: Act, state: str, window: str) -> History:
    """Return the history after an act that was checked; `state` is where the walk leads."""
    after = _APPLY[act.kind](history, act, window)
    return replace(after, state=state, latest_us=_moment(history, act))


def _confirm(history: History, act: Act, _window: str) -> History:
    told = Confirmation(
        text(act, "person"),
        whole(act, "confirmed_us"),
        act.by,
        act.at_us,
        text(act, "via"),
        details(act),
        text(act, "text"),
    )
    key = text(act, "line")
    left = {name: why for name, why in history.fallen.items() if name != key}
    return replace(history, confirmed={**history.confirmed, key: told}, fallen=left)


def _withdraw(history: History, act: Act, _window: str) -> History:
    pattern = "{line}: {person} said no: {why}"
    key = text(act, "line")
    why = reason("withdrawn", pattern, line=key, person=text(act, "person"), why=text(act, "why"))
    fell = history.without({key: why}, _moment(history, act))
    return replace(fell, why=(why,)) if history.state == "go" else fell


def _ask(history: History, act: Act, _window: str) -> History:
    promised = cast("int | None", act.body.get("promised_us"))
    asked = Asked(text(act, "asked"), whole(act, "next_call_us"), promised, act.by, act.at_us)
    key = text(act, "line")
    return replace(history, asked={**history.asked, key: (*history.asked.get(key, ()), asked)})


def _contact(history: History, act: Act, _window: str) -> History:
    station, heard = text(act, "station"), whole(act, "heard_us")
    latest = max(heard, history.heard_us.get(station, heard))
    return replace(history, heard_us={**history.heard_us, station: latest})


def _go(history: History, act: Act, _window: str) -> History:
    first = act.at_us if history.first_gone_us is None else history.first_gone_us
    return replace(history, gone=Gone(act.by, act.at_us, text(act, "lease")), first_gone_us=first, why=())


def _stop(history: History, act: Act, _window: str) -> History:
    by, called = text(act, "called_by"), whole(act, "called_us")
    why = reason("stopped", "A stop was called by {by}: {why}", by=by, why=text(act, "why"))
    stop = Stop(by, called, text(act, "why"))
    return replace(_all_fallen(history, act, "A stop was called."), stops=(*history.stops, stop), why=(why,))


def _acknowledge(history: History, act: Act, _window: str) -> History:
    heard, person = whole(act, "heard_us"), text(act, "person")
    stops = tuple(
        replace(stop, acknowledged_us=heard, acknowledged_by=person) if stop.acknowledged_us is None else stop
        for stop in history.stops
    )
    return replace(history, stops=stops)


def _pause(history: History, act: Act, _window: str) -> History:
    why = reason("pause", "An officer called a pause: {why}", why=text(act, "why"))
    return replace(_all_fallen(history, act, "The works were paused."), why=(why,))


def _all_fallen(history: History, act: Act, why: str) -> History:
    """After a stop or a pause nobody knows any more what still holds: every line is confirmed anew."""
    pattern = "{line}: to be confirmed anew. " + why
    fallen_now = {line.key: reason("fell", pattern, line=line.words) for line in history.ground.lines}
    return history.without(fallen_now, _moment(history, act))


def _moment(history: History, act: Act) -> int:
    """When the act counts: never before an earlier act, whatever its clock said."""
    return max(history.latest_us, act.at_us)


def _abandon(history: History, act: Act, _window: str) -> History:
    why = reason("abandoned", "The window was given up by {by}: {why}", by=act.by, why=text(act, "why"))
    return replace(history, why=(why,))


def _amend(history: History, act: Act, window: str) -> History:
    changes = cast("Mapping[str, object]", act.to_json()["body"]["changes"])
    terms = changed(history.ground.terms, changes)
    after = ground_of(terms, history.ground.version + 1, window, history.opening)
    falls = fallen(history.ground, after, frozenset(changes))
    why = reason("amended", "The terms were changed: {why}", why=text(act, "why"))
    pattern = "{line}: to be confirmed for version {version}."
    told = {key: reason("fell", pattern, line=key, version=after.version) for key in falls}
    fell = history.without(told, _moment(history, act))
    left = {key: each for key, each in fell.confirmed.items() if after.line(key) is not None}
    return replace(fell, ground=after, confirmed=left, why=(why,))


def _issue(history: History, act: Act, _window: str) -> History:
    return replace(history, issued={**history.issued, text(act, "to"): whole(act, "version")})


def _move_decision(history: History, act: Act, _window: str) -> History:
    return replace(history, decide_by_us=whole(act, "decide_by_us"))


_APPLY: Final[Mapping[str, Apply]] = MappingProxyType(
    {
        "confirm": _confirm,
        "withdraw": _withdraw,
        "ask": _ask,
        "contact": _contact,
        "go": _go,
        "resume": _go,
        "stop": _stop,
        "acknowledge": _acknowledge,
        "pause": _pause,
        "abandon": _abandon,
        "amend": _amend,
        "issue": _issue,
        "move_decision": _move_decision,
    }
)
