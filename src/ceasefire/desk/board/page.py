"""The board as one printed page: short lines that can be read over the radio, both clocks, no colour needed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ceasefire.desk.board.board import Board
from ceasefire.desk.board.chase import Chase
from ceasefire.desk.board.clocks import Side, at_hour, on_every_clock, traps
from ceasefire.desk.board.history import History, recall_us
from ceasefire.desk.board.standing import Lease, LineStanding, Standing

MOST_LINES: Final = 60
WIDTH: Final = 66
_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST_WORDS: Final = 4  # lines for the words of one guarantee
_FOOT: Final = (
    "Anyone on the ground may stop it. Say: STOP STOP STOP.",
    "A stop counts when the crew acknowledges it.",
)
_MARKS: Final = {"confirmed": "[x]", "missing": "[ ]", "stale": "[old]", "withdrawn": "[no]", "blocked": "[no]"}


def board_page(board: Board, now_us: int, lease: Lease | None = None) -> str:
    """Return the page at `now_us`: at most 60 lines of at most 66 signs, each ending in a line break.

    What stands against GO comes first. Where a page cannot hold everything it says how much it leaves out. It is
    for the mission alone (`disclosure.board_for`).
    """
    found, told = board.at(now_us, lease), board.told
    if told is None:
        return _joined([_verdict(found), "Nobody opened the board."])
    head = [*_head(board, told, found), *_stops(told)]
    whose = "/".join(side.capital for side in told.opening.sides)
    blocks = [
        ("WHY NO-GO", _why(found)),
        (f"LINES, times of {whose}", [row for each in _open_first(found) for row in _line(each, told, now_us)]),
        (f"CALL NEXT, times of {whose}", list(_calls(board.chase(now_us), told, now_us))),
        ("CLOCKS", _traps(told)),
    ]
    return _joined([*head, *_fitted(blocks, MOST_LINES - len(head) - len(_FOOT)), *_FOOT])


def spelled(text: str) -> str:
    """Return the digits of a time or number as words, one by one: `09:30` is `zero nine, three zero`."""
    parts = ("".join(sign for sign in part if sign.isdecimal()) for part in text.split(":"))
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in part) for part in parts if part)


def _verdict(found: Standing) -> str:
    return "GO" if found.go else "NO-GO"


def _head(board: Board, told: History, found: Standing) -> Iterator[str]:
    sides, span = told.opening.sides, told.ground.slot.span
    yield f"{_verdict(found):<10}board {board.id}, window {board.window}, version {told.ground.version}"[:WIDTH]
    yield from _when("now", found.now_us, sides, found.now_us)
    if span is not None:
        yield from _when("begins", span.start, sides, None)
        yield from _when("ends", span.end, sides, span.start)
    yield from _when("decide by", told.decide_by_us, sides, found.now_us)
    recall = recall_us(told)
    if recall is not None:
        yield from _when("recall at", recall, sides, found.now_us)
    if found.go and found.until_us is not None:
        yield from _when("GO until", found.until_us, sides, found.now_us)
    if found.go and told.gone is not None:
        yield f"GO said by {told.gone.by} at {at_hour(told.gone.at_us, sides[0].zone)} {sides[0].capital}"[:WIDTH]
    yield from _decided(board, told, found)


def _decided(board: Board, told: History, found: Standing) -> Iterator[str]:
    missing = board.decision() if found.now_us >= told.decide_by_us else ()
    if missing:
        yield f"At the time of decision it was NO-GO; reasons then: {len(missing)}."


def _when(name: str, moment: int, sides: Sequence[Side], beside: int | None) -> Iterator[str]:
    """The moment on every clock; on the first one also digit by digit."""
    yield from textwrap.wrap(f"{name:<10}{on_every_clock(moment, sides, beside)}", WIDTH, subsequent_indent=" " * 10)
    yield f"{'':<10}{spelled(at_hour(moment, sides[0].zone))} in {sides[0].capital}"[:WIDTH]


def _stops(told: History) -> Iterator[str]:
    zone = told.opening.sides[0].zone
    for stop in told.stops[-2:]:
        heard = (
            "not acknowledged"
            if stop.acknowledged_us is None
            else f"acknowledged {at_hour(stop.acknowledged_us, zone)}"
        )
        yield f"STOP      called {at_hour(stop.called_us, zone)} by {stop.called_by}; {heard}"[:WIDTH]
    if len(told.stops) > 2:
        yield f"          and {len(told.stops) - 2} earlier stops"


def _why(found: Standing) -> list[str]:
    """What stands against GO; lines that only wait for a person are counted here and listed below."""
    waiting = {why for each in found.lines if each.state in ("missing", "stale") for why in each.why}
    told = [why.text for why in found.why if why not in waiting]
    if waiting:
        told.append(f"{len(waiting)} of {len(found.lines)} lines are not confirmed, or too old: see below.")
    return list(_wrapped(told))


def _open_first(found: Standing) -> list[LineStanding]:
    """The lines as the board has them, what does not stand before what does: if some are cut off, it is the latter."""
    return sorted(found.lines, key=lambda each: each.state == "confirmed")


def _line(each: LineStanding, told: History, now_us: int) -> Iterator[str]:
    mark = f"{_MARKS[each.state]:<6}"
    if each.told is None or each.until_us is None:
        yield f"{mark}{each.line.words}"[:WIDTH]
        return
    confirmed, until = _hours(each.told.confirmed_us, told, now_us), _hours(each.until_us, told, now_us)
    yield f"{mark}{each.line.words}: {confirmed} to {until}, {each.told.person}"[:WIDTH]
    if each.line.kind == "guarantee":
        given = each.told.details
        words = f"“{given['verbatim']}” Read back; authority: {given['authority']}"
        margin = " " * 6
        yield from textwrap.wrap(
            words, WIDTH, initial_indent=margin, subsequent_indent=margin, max_lines=_MOST_WORDS, placeholder=" … (cut)"
        )


def _calls(due: Sequence[Chase], told: History, now_us: int) -> Iterator[str]:
    """Who is to be called when; lines for which nobody was asked yet stand together."""
    nobody = [each.line.words for each in due if each.need == "confirm" and each.asked is None]
    if nobody:
        yield from textwrap.wrap(f"now   nobody was asked yet: {'; '.join(nobody)}", WIDTH, subsequent_indent=" " * 6)
    for each in due:
        when = "now" if each.act_by_us <= now_us else _hours(each.act_by_us, told, now_us)
        if each.asked is not None:
            promised = each.asked.promised_us
            answer = "" if promised is None else f"; answer by {_hours(promised, told, now_us)}"
            yield f"{when:<5} {each.line.words}{answer}; ask {each.asked.asked}"[:WIDTH]
        elif each.need == "renew":
            yield f"{when:<5} {each.line.words}: have it confirmed again"[:WIDTH]


def _hours(moment: int, told: History, now_us: int) -> str:
    """The moment on every clock in the order of the title, once where the clocks agree; another day is named."""
    every = [on_every_clock(moment, (side,), now_us).removesuffix(f" {side.capital}") for side in told.opening.sides]
    return "/".join(dict.fromkeys(every))


def _traps(told: History) -> list[str]:
    span = told.ground.slot.span
    return [] if span is None else list(_wrapped(why.text for why in traps(span, told.opening.sides)))


def _wrapped(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from textwrap.wrap(sentence, WIDTH, initial_indent="- ", subsequent_indent="  ")


def _fitted(blocks: Sequence[tuple[str, list[str]]], room: int) -> list[str]:
    """The blocks in the room there is: the longest gives way first, and says how much of it is left out."""
    full = [(title, lines) for title, lines in blocks if lines]
    shown = [len(lines) for _, lines in full]
    while sum(shown) + len(full) > room and max(shown) > 2:
        shown[shown.index(max(shown))] -= 1
    page: list[str] = []
    for (title, lines), kept in zip(full, shown, strict=True):
        left = len(lines) - kept + 1
        page += [title, *(lines if left == 1 else [*lines[: kept - 1], f"… and {left} more lines, not printed"])]
    return page


def _joined(lines: Sequence[str]) -> str:
    """One line each, whatever signs a name holds: one that ends a line or turns its direction becomes a blank."""
    plain = ("".join(sign if sign.isprintable() else " " for sign in line) for line in lines)
    return "".join(f"{line.rstrip()}\n" for line in plain)
