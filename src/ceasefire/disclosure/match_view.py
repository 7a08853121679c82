"""A match as a reader may see it: coarse margins, and nothing that shows where nobody was looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ceasefire.disclosure.reader import Reader
from ceasefire.kernel.reasons import Reason, Value
from ceasefire.matching import Match, Row

STEPS: Final[Mapping[str, int]] = {"margin_m": 10_000, "margin_min": 1_440}


def match_for(reader: Reader, match: Match) -> Match:
    """Return the match for this reader; the mission gets it as it is.

    Everybody else gets margins to ten kilometres and whole days, and no word on whether a single place
    was watched: a list of unwatched places is a coverage map. The watched share of a whole clause stays.
    """
    if reader.sees_everything:
        return match
    return replace(match, rows=tuple(_coarse(row) for row in match.rows), coverage=())


def _coarse(row: Row) -> Row:
    return replace(
        row,
        margin_m=_rounded("margin_m", row.margin_m),
        margin_min=_rounded("margin_min", row.margin_min),
        watched="unknown",
        reasons=tuple(_coarse_reason(reason) for reason in row.reasons),
    )


def _coarse_reason(reason: Reason) -> Reason:
    return replace(reason, values={name: _coarse_value(name, value) for name, value in reason.values.items()})


def _coarse_value(name: str, value: Value) -> Value:
    return _rounded(name, value) if name in STEPS and isinstance(value, (int, float)) else value


def _rounded(name: str, margin: float | None) -> float | None:
    return None if margin is None else round(margin / STEPS[name]) * STEPS[name]
