"""What a message is beside those before it: new, the same once more, a correction, a withdrawal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from ceasefire.clock import DAY
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.message import Message
from ceasefire.sources.intake.said import Said, When

REMEMBERED_US: Final = 7 * DAY  # posts start their numbers anew; an older message of the same number is another one
Standing = Literal["new", "same", "perhaps_same", "corrects", "voids"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A message with its standing; `of` is the id of the message that it repeats, corrects or withdraws."""

    message: Message
    standing: Standing
    of: str = ""


def place(message: Message, before: Iterable[Message]) -> Placed:
    """Say what a message is beside those that came before it.

    One number of one post with one content is the same message, sent twice by a bad line. Without a number it is the
    same when sender, words and a time in them agree within a week, and `perhaps_same` when no time stands in them:
    then a person decides. Raises BadInput for a number that stands for another content, and for a correction of a
    message that never came.
    """
    recent = [each for each in before if 0 <= message.received.at_us - each.received.at_us <= REMEMBERED_US]
    if message.said.number is None:
        return _unnumbered(message, recent)
    again = [each for each in recent if _name(each) == _name(message)]
    same = [each for each in again if _content(each.said) == _content(message.said)]
    if same:
        return Placed(message, "same", same[-1].received.id)
    if message.said.order == "new":
        return _first(message, again)
    return _about(message, again)


def in_force(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The messages that stand: each once, corrected ones by their correction, withdrawn ones not at all.

    A message that cannot be placed beside the others raises BadInput, as `place` does.
    """
    standing: dict[str, Message] = {}
    taken: list[Message] = []
    for message in messages:
        placed = place(message, taken)
        taken.append(message)
        if placed.standing in {"corrects", "voids"}:
            for each in [key for key, held in standing.items() if _name(held) == _name(message)]:
                del standing[each]
        if placed.standing not in {"same", "voids"}:
            standing[message.received.id] = message
    return tuple(standing.values())


def _name(message: Message) -> tuple[str, int | None]:
    return (message.said.post or message.received.sender).casefold(), message.said.number


def _content(said: Said) -> Said:
    return replace(said, unread=())


def _first(message: Message, again: Sequence[Message]) -> Placed:
    if not again:
        return Placed(message, "new")
    got = f"#{message.said.number}, which already says: {again[0].received.text}"
    raise BadInput(Problem(codes.NUMBER_USED, Place(field="message"), got))


def _about(message: Message, again: Sequence[Message]) -> Placed:
    if not again:
        raise BadInput(Problem(codes.NOTHING_TO_CORRECT, Place(field="message"), got=f"#{message.said.number}"))
    standing: Standing = "corrects" if message.said.order == "corrects" else "voids"
    return Placed(message, standing, again[-1].received.id)


def _unnumbered(message: Message, recent: Sequence[Message]) -> Placed:
    same = [
        each
        for each in recent
        if each.received.sender == message.received.sender and _content(each.said) == _content(message.said)
    ]
    if not same:
        return Placed(message, "new")
    timed = message.said.when != When() and bool(message.said.when.start)
    return Placed(message, "same" if timed else "perhaps_same", same[-1].received.id)
