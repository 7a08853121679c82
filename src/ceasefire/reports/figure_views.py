"""Figures of an assessment as plain frozen values: what is drawn, and the sentence of every part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StepStyle = Literal["whole", "left_out", "kept", "expected", "answer"]


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall, from `low` to `high` reports, with its figure in words and its sentence.

    Bars of one `part` share a scale; an `answer` has no bar.
    """

    name: str
    figure: str
    low: float
    high: float
    style: StepStyle
    sentence: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class WaterfallView:
    """The way from the raw count to the answer, a bar and a sentence for every step."""

    caption: str
    steps: tuple[Step, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A change as a logarithm, with its interval where it has one (an infinite end is not limited), and its sentence.

    An `is_doubtful` one is drawn hollow and dashed.
    """

    name: str
    figure: str
    at: float
    interval: tuple[float, float] | None
    sentence: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class RangesView:
    """Changes side by side on one scale."""

    caption: str
    ranges: tuple[Range, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class SpreadView:
    """One value among many of its kind, all logarithms of a change: `as_low` tells which came as low or lower."""

    caption: str
    values: tuple[float, ...]
    as_low: tuple[bool, ...]
    marked: float
    mark: str
    warning: str = ""
