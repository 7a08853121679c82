"""Days, times and lengths of time in a phrase: "13 August 2020", "19:32–19:45", "24 h"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ceasefire.sources.intake.figures import piece
from ceasefire.sources.intake.said import When
from ceasefire.sources.intake.tokens import Token

_MINUTES = {"h": 60.0, "min": 1.0}
_LONGEST_MIN = 31 * 24 * 60


def read_moment(when: When, listed: Sequence[Token], at: int) -> tuple[When, int] | None:
    """`when` with the day, time or length that begins at `at`, and where the next piece stands.

    None when nothing of the kind begins there, and for a second day, time or length: it is left to be shown.
    """
    return _clock(when, listed, at) or _day(when, listed, at) or _length(when, listed, at)


def _clock(when: When, listed: Sequence[Token], at: int) -> tuple[When, int] | None:
    opening = piece(listed, at).is_word("between", "from")
    start = piece(listed, at + opening)
    if when.start or when.end:
        return None
    if piece(listed, at).is_word("to") and piece(listed, at + 1).kind == "time":
        return replace(when, end=listed[at + 1].value), at + 2
    if start.kind != "time":
        return None
    joint, end = piece(listed, at + opening + 1), piece(listed, at + opening + 2)
    joins = joint.kind == "dash" or joint.is_word("to") or (opening and joint.is_word("and"))
    if joins and end.kind == "time":
        return replace(when, start=start.value, end=end.value), at + opening + 3
    return None if opening else (replace(when, start=start.value), at + 1)


def _day(when: When, listed: Sequence[Token], at: int) -> tuple[When, int] | None:
    if when.day:
        return None
    token = piece(listed, at)
    if token.kind in {"date", "day"}:
        return replace(when, day=token.value), at + 1
    return _spelled(when, listed, at, day_at=at, month_at=at + 1) or _spelled(
        when, listed, at, day_at=at + 1, month_at=at
    )


def _spelled(when: When, listed: Sequence[Token], at: int, *, day_at: int, month_at: int) -> tuple[When, int] | None:
    day, month, year = piece(listed, day_at), piece(listed, month_at), piece(listed, at + 2)
    if day.kind != "number" or month.kind != "months" or not day.value.isdigit():
        return None
    has_year = year.kind == "number" and year.value.isdigit() and 1990 <= int(year.value) < 2100
    try:
        found = dt.date(int(year.value) if has_year else 2000, int(month.value), int(day.value))
    except ValueError:
        return None
    text = found.isoformat()
    return replace(when, day=text if has_year else text[5:]), at + 2 + has_year


def _length(when: When, listed: Sequence[Token], at: int) -> tuple[When, int] | None:
    total, after = 0.0, at
    while piece(listed, after).kind in {"number", "numbers"} and piece(listed, after + 1).kind == "durations":
        total += float(listed[after].value) * _MINUTES[listed[after + 1].value]
        after += 2
    if after == at or when.minutes is not None or not 1 <= round(total) <= _LONGEST_MIN:
        return None
    return replace(when, minutes=round(total)), after
