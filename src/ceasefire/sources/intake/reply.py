"""What a desk answers a post by text message: the reading, to be confirmed, or one line that says what to send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ceasefire.errors import Code, Problem
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.message import Message
from ceasefire.sources.intake.say_phrase import in_words

PLAIN_LENGTH: Final = 160  # signs of one text message in the Latin alphabet
OTHER_LENGTH: Final = 70  # and in any other
_PLAIN: Final = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "≥": ">=", "≤": "<=", "°": "", "…": ".."})
_TAKEN: Final = {"en": "ok", "uk": "так"}
_REFUSED: Final = {"en": "NOT TAKEN", "uk": "НЕ ВЗЯТО"}
_SHORT: Final[dict[Code, dict[str, str]]] = {
    codes.NO_PHRASE: {"en": "empty or too long", "uk": "порожнє або задовге"},
    codes.NOT_UNDERSTOOD: {"en": "not understood: {got}", "uk": "не зрозуміло: {got}"},
    codes.NO_POST: {"en": "add post, e.g. post 7", "uk": "додайте: пост 7"},
    codes.UNKNOWN_POST: {"en": "no post {got}", "uk": "поста {got} немає"},
    codes.NO_TIME: {"en": "add time: 20:18 or 24 h", "uk": "додайте час: 20:18"},
    codes.TIME_TO_COME: {"en": "not yet: {got}; day.month", "uk": "ще не було: {got}"},
    codes.NOTHING_PERCEIVED: {"en": "add what: 12 ex, or nothing heard", "uk": "додайте: 12 виб або нічого"},
    codes.NOTHING_AND_SOMETHING: {"en": "nothing and something: send two", "uk": "надішліть два окремо"},
    codes.ZERO_WITHOUT_WATCH: {"en": "not watching, so not nothing", "uk": "не стежили - не нуль"},
    codes.NO_REACH: {"en": "desk: reach of post {got}?", "uk": "радіус поста {got}?"},
    codes.NO_NUMBER: {"en": "which? add #14", "uk": "яке? додайте #14"},
    codes.VOID_WITH_MORE: {"en": "send void #14 alone, or corr #14", "uk": "лише скас #14"},
    codes.NUMBER_USED: {"en": "number used: send corr #..", "uk": "номер зайнято: випр #.."},
    codes.NOTHING_TO_CORRECT: {"en": "no earlier {got}", "uk": "{got} не було"},
}


def read_back(message: Message, lang: str = "en") -> tuple[str, ...]:
    """Return the reading for the post to confirm, in as many text messages as it takes; nothing of it is cut."""
    told = f"{_TAKEN[lang]}: {in_words(message.said, lang)}".translate(_PLAIN)
    if len(told) <= room(told):
        return (told,)
    parts = _parted(told, room(told) - len("(10/10) "))
    return tuple(f"({at}/{len(parts)}) {part}" for at, part in enumerate(parts, 1))


def refusal(problems: Sequence[Problem], lang: str = "en", number: int | None = None) -> str:
    """Return one line that fits into one text message: each problem with what to send, those beyond it as "+n".

    `E004` in it is the error code CF-INTAKE-004.
    """
    head = f"{'' if number is None else f'#{number} '}{_REFUSED[lang]}: "
    told = [_short(problem, lang) for problem in problems]
    for kept in range(len(told), 0, -1):
        more = f" +{len(told) - kept}" if kept < len(told) else ""
        line = f"{head}{'; '.join(told[:kept])}{more}".translate(_PLAIN)
        if len(line) <= room(line):
            return line
    more = f" +{len(told) - 1}" if len(told) > 1 else ""
    line = f"{head}{told[0]}".translate(_PLAIN)
    return line[: room(line + more) - len(more) - 2] + ".." + more


def room(line: str) -> int:
    """How many signs a text message of this alphabet holds."""
    return PLAIN_LENGTH if line.isascii() else OTHER_LENGTH


def _short(problem: Problem, lang: str) -> str:
    said = _SHORT.get(problem.code)
    number = f"E{problem.code.code[-3:]}" if said else problem.code.code
    got = " ".join(problem.got.split())
    return f"{number} {said[lang].format(got=got) if said else got or problem.way_out}"


def _parted(text: str, length: int) -> list[str]:
    """The text in pieces of at most `length`, between words where there are any."""
    parts: list[str] = []
    while len(text) > length:
        at = text.rfind(" ", 1, length + 1)
        at = at if at > 0 else length
        parts.append(text[:at])
        text = text[at:].lstrip()
    return [*parts, text]
