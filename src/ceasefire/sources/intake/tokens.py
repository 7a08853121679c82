"""A phrase taken apart into numbers, times, marks and the words that a grammar knows; no letter of it is lost."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ceasefire.clock import DAY, MINUTE, parse_date, parse_time_of_day
from ceasefire.errors import BadInput
from ceasefire.sources.intake.grammar import lexicon

_DASHES: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’ʼ‘`´", "'") | dict.fromkeys("\u00a0\u2009\u202f\t\r\n", " ")
)
_WHOLE: Final = r"\d{1,3}(?:[, ']\d{3})+(?![\d]|[.,]\d)"
_PATTERNS: Final = (
    ("date", r"(?<![\w.])\d{4}-\d{2}-\d{2}(?![\w])"),
    ("date", r"(?<![\w.])\d{1,2}\.\d{2}\.\d{4}(?!\w)"),
    ("unread", r"(?<!\w)\d{1,4}/\d{1,2}/\d{1,4}(?!\w)"),  # a day in an order that nobody can tell
    ("day", r"(?<![\w.])\d{2}\.\d{2}(?=\.?\s+\d{1,2}:\d{2})"),
    ("time", r"(?<!\w)\d{1,2}:\d{2}(?![\w:])"),
    ("post_name", r"(?<!\w)[pPпП]\d{1,4}(?!\w)"),
    ("calibre", r"(?<!\w)\d{1,3}(?:[.,]\d{1,2})?[ -]?(?:mm|мм)(?!\w)"),
    ("number", _WHOLE),
    ("number", r"(?<![\w.,])\d{1,12}(?:[.,]\d{1,6})?(?=[^\d]|$)"),
)
_FIXED: Final = re.compile("|".join(f"(?P<p{at}>{pattern})" for at, (_, pattern) in enumerate(_PATTERNS)))
_OTHER: Final = re.compile(r"[\w'.]*[\w']|\S")
_MARKS: Final = {
    "-": "dash",
    ",": "comma",
    ";": "stop",
    ".": "stop",
    "!": "stop",
    ":": "colon",
    "(": "open",
    ")": "close",
    "+": "more",
    "/": "comma",
    "°": "degree",
    '"': "quote",
    "«": "quote",
    "»": "quote",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a phrase: its `kind`, what it means in that kind, and the letters as they were written."""

    kind: str
    value: str
    text: str
    start: int = 0

    def is_word(self, *values: str) -> bool:
        """Whether it is one of these words of the grammar, such as `about`."""
        return self.kind == "words" and self.value in values


def normal(text: str) -> str:
    """The text with one kind of dash, apostrophe and space, sign by sign, so that places in it stay the same."""
    return unicodedata.normalize("NFC", text).translate(_DASHES)


def tokens(text: str) -> tuple[Token, ...]:
    """Every piece of `text` in its order; what no grammar knows has the kind `unread`."""
    return tuple(_tokens(normal(text)))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token = _fixed(text, at) or _word(text, at) or _mark(text, at)
        yield token
        at += len(token.text)


def _fixed(text: str, at: int) -> Token | None:
    found = _FIXED.match(text, at)
    if found is None:
        return None
    kind, written = _PATTERNS[int((found.lastgroup or "p0")[1:])][0], found[0]
    value = _VALUES[kind](written)
    return Token("unread", written, written, at) if value is None else Token(kind, value, written, at)


def _word(text: str, at: int) -> Token | None:
    found = lexicon().at(text, at)
    return None if found is None else Token(found[0].section, found[0].value, text[at : found[1]], at)


def _mark(text: str, at: int) -> Token:
    sign = text[at]
    if sign in _MARKS:
        return Token(_MARKS[sign], sign, sign, at)
    found = _OTHER.match(text, at)
    written = found[0] if found else sign
    return Token("unread", written, written, at)


def _date(written: str) -> str | None:
    """The day as year-month-day; with full stops the day stands first, as in Kyiv."""
    if "." in written:
        day, month, year = written.split(".")
        written = f"{year}-{month}-{day}"
    try:
        return parse_date(written).isoformat()
    except BadInput:
        return None


def _day(written: str) -> str | None:
    day, month = map(int, written.split("."))
    try:
        return dt.date(2000, month, day).isoformat()[5:]
    except ValueError:
        return None


def _time(written: str) -> str | None:
    try:
        since = parse_time_of_day(written)
    except BadInput:
        return None
    hours, minutes = divmod(since // MINUTE, 60)
    return f"{hours:02d}:{minutes:02d}" if since <= DAY else None


def _number(written: str) -> str:
    if re.fullmatch(_WHOLE, written):
        return re.sub(r"[^\d]", "", written)
    return written.replace(",", ".")


def _calibre(written: str) -> str:
    return re.sub(r"[^\d.]", "", written.replace(",", "."))


_VALUES: Final[Mapping[str, Callable[[str], str | None]]] = {
    "date": _date,
    "day": _day,
    "time": _time,
    "post_name": lambda written: written[1:],
    "calibre": _calibre,
    "number": _number,
    "unread": str,
}
