"""The walk of a board: its states, its acts, and which act is allowed in which state; NO-GO is where it begins."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from ceasefire.desk.form import Field, Form
from ceasefire.desk.walk import Step, Walk

STATES: Final = MappingProxyType(
    {
        "unopened": "Nothing was done; there is no board yet.",
        "no_go": "NO-GO: nobody said GO, or what was needed for it is there no longer.",
        "go": "An officer said GO; whether it still holds is worked out anew at every look.",
        "stopped": "NO-GO: somebody called a stop, and the crew has not acknowledged it yet.",
        "paused": "NO-GO: an officer called a pause, and nobody has resumed.",
        "abandoned": "NO-GO for good: an officer gave the window up.",
    }
)
_WHY: Final = Field("why", "text", "the reason, in words")
_LINE: Final = Field("line", "text", "the line, such as `weather` or `monitors:UA`")

OPEN: Final = Form(
    "open",
    "An officer opens the board of one window on one day; it says NO-GO.",
    (
        Field("on", "text", "the day, or the day and a time within the window where it has several that day"),
        Field("terms", "text", "the SHA-256 of the text of the terms that the board was opened with"),
        Field("must_cover", "texts", "the areas of works and road, by their keys in the terms"),
        Field("margin_m", "number", "metres that each guarantee has to reach beyond them"),
        Field("crew", "text", "who works there, as the guarantees name it"),
        Field("sides", "mappings", "the sides: each its `party`, the `zone` of its capital's clock, its `capital`"),
        Field("decide_by_us", "moment", "by when it is known whether the window is go; not after its start"),
        Field("works_from_us", "moment", "the start of the works that day, where the window is longer", needed=False),
        Field("works_until_us", "moment", "the end of the works that day; it goes with their start", needed=False),
        Field("ages_min", "mapping", "by kind of line, minutes that a confirmation counts", needed=False),
        Field("contact_min", "mapping", "for `crew` and `monitors`, minutes between signs of life", needed=False),
    ),
)
CONFIRM: Final = Form(
    "confirm",
    "A named person confirmed a line at a stated minute, and an officer takes it down.",
    (
        _LINE,
        Field("person", "text", "who confirmed it: name and office"),
        Field("confirmed_us", "moment", "the minute at which that person said so"),
        Field("via", "text", "how: in person, by telephone, by radio, on paper"),
        Field("details", "mapping", "what this line asks for beside", needed=False),
        Field("text", "text", "what was said, in words", needed=False),
    ),
)
WITHDRAW: Final = Form(
    "withdraw",
    "A line holds no longer, or the answer was no, or nobody could tell; a GO ends with it.",
    (_LINE, Field("person", "text", "who said so: name and office"), _WHY),
)
ASK: Final = Form(
    "ask",
    "Somebody was asked for a line, and promised an answer.",
    (
        _LINE,
        Field("asked", "text", "who was asked: name and office"),
        Field("promised_us", "moment", "by when the answer was promised", needed=False),
        Field("next_call_us", "moment", "when that person is called again"),
    ),
)
CONTACT: Final = Form(
    "contact",
    "The crew or the monitors of a side gave a sign of life.",
    (
        Field("station", "text", "`crew`, or `monitors:` and the side"),
        Field("person", "text", "who spoke"),
        Field("heard_us", "moment", "the minute at which that person was heard"),
    ),
)
_GO_FIELDS: Final = (
    Field("seen", "whole", "how many acts the officer had before the eyes"),
    Field("lease", "text", "the lease of the running desk; after a restart there is another one, and no GO"),
)
GO: Final = Form("go", "One named officer says GO; every line is confirmed and fresh at that moment.", _GO_FIELDS)
RESUME: Final = Form(
    "resume", "One named officer says GO again after a pause; every line was confirmed since.", _GO_FIELDS
)
STOP: Final = Form(
    "stop",
    "Somebody on the ground calls a stop; the board says NO-GO from that moment, whoever it was.",
    (
        Field("called_by", "text", "who called it"),
        Field("called_us", "moment", "the minute at which it was called"),
        _WHY,
    ),
)
ACKNOWLEDGE: Final = Form(
    "acknowledge",
    "The crew says that it heard the stop; from there its time counts.",
    (
        Field("person", "text", "who of the crew said so"),
        Field("heard_us", "moment", "the minute at which the crew said so"),
    ),
)
PAUSE: Final = Form("pause", "An officer halts the works for a while.", (_WHY,))
ABANDON: Final = Form("abandon", "An officer gives the window up; nothing brings this board back.", (_WHY,))
AMEND: Final = Form(
    "amend",
    "The terms are changed, a zone drawn anew; the next version has to be issued to every side.",
    (Field("changes", "mapping", "what changes, by section of the terms as in an amendment"), _WHY),
)
ISSUE: Final = Form(
    "issue",
    "A side was handed the present version, and it was the same text to the byte.",
    (
        Field("to", "text", "the side"),
        Field("version", "whole", "the version"),
        Field("terms", "text", "the SHA-256 of the text that was handed over: the shared file, nobody's overlay"),
        Field("via", "text", "how it was handed over"),
    ),
)
MOVE_DECISION: Final = Form(
    "move_decision",
    "An officer sets a later moment by which it is known whether the window is go.",
    (Field("decide_by_us", "moment", "the new moment"), _WHY),
)

SAFE: Final = frozenset({"withdraw", "stop", "pause", "abandon"})
"""Acts that can only lead to NO-GO: they are taken down even when the clock went backwards."""

_LIVE: Final = ("no_go", "go", "stopped", "paused")
_HALTED: Final = ("no_go", "stopped", "paused")
WALK: Final = Walk(
    STATES,
    (
        Step(OPEN, ("unopened",), "no_go"),
        Step(CONFIRM, _LIVE),
        Step(WITHDRAW, ("go",), "no_go"),
        Step(WITHDRAW, _HALTED),
        Step(ASK, _LIVE),
        Step(CONTACT, (*_LIVE, "abandoned")),
        Step(GO, ("no_go", "go"), "go"),
        Step(RESUME, ("paused",), "go"),
        Step(STOP, _LIVE, "stopped"),
        Step(STOP, ("abandoned",)),
        Step(ACKNOWLEDGE, ("stopped",), "no_go"),
        Step(ACKNOWLEDGE, ("abandoned",)),
        Step(PAUSE, ("go",), "paused"),
        Step(ABANDON, _LIVE, "abandoned"),
        Step(AMEND, ("no_go", "go", "paused"), "no_go"),
        Step(AMEND, ("stopped",)),
        Step(ISSUE, _LIVE),
        Step(MOVE_DECISION, _HALTED),
    ),
)
