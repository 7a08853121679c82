"""Numbers as observers say them: "about 45", "at least 3", "20–30", "between 2 and 4", "up to a dozen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceasefire.sources.intake.said import Figure
from ceasefire.sources.intake.tokens import Token

END = Token("end", "", "")


@dataclass(frozen=True, slots=True)
class Range:
    """A number or a range of two as it stands in a phrase, before it is known what of; `after` is the next piece."""

    low: float
    high: float | None
    approx: bool
    at_least: bool
    at_most: bool
    written: tuple[str, ...]
    after: int

    def figure(self) -> Figure | None:
        """The count that it is; None for a fraction, two bounds, a range that falls."""
        whole = self.low == int(self.low) and (self.high is None or self.high == int(self.high))
        bounds = self.at_least + self.at_most + (self.high is not None)
        if not whole or bounds > 1 or (self.high is not None and self.high <= self.low):
            return None
        low, high = int(self.low), None if self.high is None else int(self.high)
        if self.at_most:
            return Figure(0, low, self.approx) if low else None
        return Figure(low, high, self.approx, self.at_least)


def piece(listed: Sequence[Token], at: int) -> Token:
    """The piece at `at`, or the end."""
    return listed[at] if 0 <= at < len(listed) else END


def read_range(listed: Sequence[Token], at: int) -> Range | None:
    """The number or range that begins at `at`, with its "about", "at least" and "up to"; None when there is none."""
    start = at
    said: set[str] = set()
    while piece(listed, at).is_word("about", "at_least", "at_most"):
        said.add(listed[at].value)
        at += 1
    opening = piece(listed, at).value if piece(listed, at).is_word("between", "from", "to") else ""
    at += bool(opening)
    low = _number(listed, at)
    if low is None:
        return None
    high, after = _second(listed, at + 1, opening)
    if high is None and opening in {"between", "from"}:
        return None
    if piece(listed, after).kind == "more":
        said.add("at_least")
        after += 1
    if opening == "to":
        said.add("at_most")
    written = tuple(token.text for token in listed[start:after])
    return Range(low, high, "about" in said, "at_least" in said, "at_most" in said, written, after)


def _second(listed: Sequence[Token], at: int, opening: str) -> tuple[float | None, int]:
    joint = piece(listed, at)
    joins = (
        joint.kind == "dash" or joint.is_word("to", "or") or (joint.is_word("and") and opening in {"between", "from"})
    )
    high = _number(listed, at + 1) if joins else None
    return (None, at) if high is None else (high, at + 2)


def _number(listed: Sequence[Token], at: int) -> float | None:
    token = piece(listed, at)
    if token.kind in {"number", "numbers"}:
        return float(token.value)
    if token.kind == "articles" and piece(listed, at + 1).kind in {"units", "weapons", "descriptions"}:
        return 1.0
    return None
