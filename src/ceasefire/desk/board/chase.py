"""The list of what to chase: each line that is missing or will soon be too old, whom to call and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ceasefire.clock import HOUR
from ceasefire.desk.board.history import Asked, History
from ceasefire.desk.board.lines import Line
from ceasefire.desk.board.standing import LineStanding, line_standings

Need = Literal["confirm", "renew"]


@dataclass(frozen=True, slots=True)
class Chase:
    """One thing to do: `confirm` a line that does not stand, or `renew` one before it is too old.

    `act_by_us` is when to act: at once where nobody was asked; at the next call, or when the promised answer is due,
    whichever comes first; never after the decision. `asked` is who was asked last since the line fell.
    """

    line: Line
    need: Need
    act_by_us: int
    asked: Asked | None = None


def chase(history: History, now_us: int) -> tuple[Chase, ...]:
    """Return what there is to do, sorted by the time to act; nothing once the window was given up."""
    if history.state == "abandoned":
        return ()
    found = [each for each in _each(history, now_us) if each is not None]
    places = {line: at for at, line in enumerate(history.ground.lines)}
    return tuple(sorted(found, key=lambda each: (each.act_by_us, places[each.line])))


def _each(history: History, now_us: int) -> Iterator[Chase | None]:
    for each in line_standings(history, now_us):
        yield _renewal(history, each, now_us) if each.state == "confirmed" else _missing(history, each, now_us)


def _missing(history: History, each: LineStanding, now_us: int) -> Chase:
    asked = _last_asked(history, each.line)
    if asked is None:
        return Chase(each.line, "confirm", now_us)
    moments = [asked.next_call_us, *(() if asked.promised_us is None else (asked.promised_us,))]
    latest = history.decide_by_us if history.first_gone_us is None else asked.next_call_us
    return Chase(each.line, "confirm", max(now_us, min(*moments, latest)), asked)


def _last_asked(history: History, line: Line) -> Asked | None:
    """Who was asked last, and not before the line fell or was answered: an old call says nothing of the new need."""
    told = history.confirmed.get(line.key)
    since = max(history.floor_us.get(line.key, 0), 0 if told is None else told.at_us)
    return next((each for each in reversed(history.asked.get(line.key, ())) if each.at_us >= since), None)


def _renewal(history: History, each: LineStanding, now_us: int) -> Chase | None:
    """A line that will be too old before the window begins, or within the hour while it runs."""
    span = history.ground.slot.span
    horizon = now_us + HOUR if span is None else min(max(now_us + HOUR, span.start), span.end)
    if each.until_us is None or each.until_us > horizon:
        return None
    return Chase(each.line, "renew", each.until_us, _last_asked(history, each.line))
