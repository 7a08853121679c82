"""A one-line text message from a post, read: an observation, a zero report, a watch, a correction.

#14 post 7 13.08 20:18-20:30 heard ~45 ex, 36 pr, all 0.6-4 km S SSW     an observation, the post's message 14
nothing heard, 24 h, post 7                                              a zero report: a watch and no observation
camera 3 up 22 h 30 min                                                  a watch
patrol, access denied 08:00-12:00, post 7                                a watch that was not let look
corr #14 post 7 20:18-20:30 heard ~54 ex, all 0.6-4 km S SSW             in place of message 14
void #14 post 7                                                          message 14 is withdrawn

Fields stand in any order, apart by spaces, commas or semicolons, in English or Ukrainian; capitals do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record import Effort, Observation
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.observe import observation
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.said import Said
from ceasefire.sources.intake.setting import Setting
from ceasefire.sources.intake.watch import effort, is_watch

Kind = Literal["observation", "zero", "watch", "void"]


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it came: its id at the desk, from whom, when (microseconds UTC), in which words."""

    id: str
    sender: str
    at_us: int
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was understood to the last word: what it says, and what it puts on record.

    A `zero` has an effort and, on purpose, no observation; an `observation` has an effort too where it says so.
    """

    received: Received
    said: Said
    kind: Kind
    observation: Observation | None = None
    effort: Effort | None = None


def read_message(received: Received, setting: Setting) -> Message:
    """Read a message; it is taken whole or not at all.

    Raises BadInput once, with every problem: words that were not understood, no post, no time, nothing said.
    `reply.refusal` makes one line of them that fits into a text message.
    """
    said = read_phrase(received.text)
    problems = [Problem(codes.NOT_UNDERSTOOD, Place(field="message"), got=each) for each in said.unread]
    try:
        message = _void(received, said, setting) if said.order == "voids" else _told(received, said, setting)
    except BadInput as told:
        raise BadInput([*problems, *told.problems]) from None
    if problems:
        raise BadInput(problems)
    return message


def _void(received: Received, said: Said, setting: Setting) -> Message:
    if said.number is None:
        raise BadInput(Problem(codes.NO_NUMBER, Place(field="message")))
    if said.items or is_watch(said):
        raise BadInput(Problem(codes.VOID_WITH_MORE, Place(field="message"), got=received.text))
    if said.post:
        setting.post(said.post, Place(field="post"))
    return Message(received, said, "void")


def _told(received: Received, said: Said, setting: Setting) -> Message:
    problems: list[Problem] = []
    seen = any(not item.is_none for item in said.items)
    if said.order == "corrects" and said.number is None:
        problems.append(Problem(codes.NO_NUMBER, Place(field="message")))
    watched, observed = None, None
    try:
        if seen or not is_watch(said):
            observed = observation(said, received.id, setting, received.text)
    except BadInput as told:
        problems += told.problems
    try:
        if is_watch(said):
            watched = effort(said, received.id, setting, received.text)
    except BadInput as told:
        problems += [each for each in told.problems if each not in problems]
    if problems:
        raise BadInput(problems)
    kind: Kind = "observation" if observed else "zero" if watched and watched.zero else "watch"
    return Message(received, said, kind, observed, watched)
