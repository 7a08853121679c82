"""A match as a reader may see it: no margins, and nothing that shows where nobody was looking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ceasefire.disclosure.reader import Reader
from ceasefire.kernel.reasons import Reason
from ceasefire.matching import Match, Row

MARGINS: Final = frozenset({"margin_m", "margin_min"})
_BY_A_MARGIN: Final = re.compile(r" by \{margin_(?:m|min)\} (?:m|min)\b")


def match_for(reader: Reader, match: Match) -> Match:
    """Return the match for this reader; the mission gets it as it is.

    Everybody else gets no margins, since a distance to a known edge is a place, and no word on whether
    a single place was watched: a list of unwatched places is a coverage map. The watched share of a whole
    clause stays.
    """
    if reader.sees_everything:
        return match
    return replace(match, rows=tuple(_coarse(row) for row in match.rows), coverage=())


def _coarse(row: Row) -> Row:
    reasons = tuple(_without_margin(reason) for reason in row.reasons)
    return replace(row, margin_m=None, margin_min=None, watched="unknown", reasons=reasons)


def _without_margin(reason: Reason) -> Reason:
    """Keep the sentence, without its figure."""
    values = {name: value for name, value in reason.values.items() if name not in MARGINS}
    return replace(reason, pattern=_BY_A_MARGIN.sub("", reason.pattern), values=values)
