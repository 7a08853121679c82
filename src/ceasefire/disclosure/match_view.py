"""A match as a reader may see it: no margins, and nothing that shows where nobody was looking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ceasefire.disclosure.reader import Reader
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching import ClauseSummary, Match, Row

PERCENTS: Final = frozenset({"p", "p_min", "p_max"})
MARGINS: Final = frozenset({"margin_m", "margin_min"})
PERIOD: Final = frozenset({"start", "end"})
_BY_A_MARGIN: Final = re.compile(r" by \{margin_(?:m|min)\}")


def match_for(reader: Reader, match: Match) -> Match:
    """Return the match for this reader; the mission gets it as it is.

    Everybody else gets no margins and chances only in tenths, since a distance to a known edge is a place;
    no word on whether a single place was watched, since a list of unwatched places is a coverage map; and
    no row of a hit on a protected object, since these rows are a damage report (`hits_for` gives them by
    class, week and region). The figures of whole clauses stay, and how many rows are left out is said.
    """
    if reader.sees_everything:
        return match
    listed = [row for row in match.rows if not _states_an_object(row)]
    left_out = len(match.rows) - len(listed)
    told = tuple(_without_names(notice) for notice in match.notices)
    return replace(
        match,
        rows=tuple(_coarse(row) for row in listed),
        clauses=tuple(_to_the_day(line) for line in match.clauses),
        coverage=(),
        notices=(*told, _withheld(left_out)) if left_out else told,
    )


def _to_the_day(line: ClauseSummary) -> ClauseSummary:
    """The period that a share was taken of, without the hours at which a watch or a report began."""
    why = line.watching.reason
    values = {name: str(each)[:10] if name in PERIOD else each for name, each in why.values.items()}
    return replace(line, watching=replace(line.watching, reason=replace(why, values=values)))


def _without_names(notice: Reason) -> Reason:
    """Which watches there were is for the mission; that some count for no share is for everybody."""
    if notice.code != "watches_not_drawn":
        return notice
    return reason(notice.code, mark("some watches count for no share: they name an area that nobody drew"))


def _states_an_object(row: Row) -> bool:
    return any(reason.code == "object_stated" for reason in row.reasons)


def _withheld(n: int) -> Reason:
    return reason(
        "hits_not_listed", mark("rows on hits of protected objects that are counted and not listed here: {n}"), n=n
    )


def _coarse(row: Row) -> Row:
    return replace(
        row,
        probability=_tenths(row.probability),
        p_max=_tenths(row.p_max),
        margin_m=None,
        margin_min=None,
        watched="unknown",
        reasons=tuple(_in_tens(_without_margin(each)) for each in row.reasons),
    )


def _tenths(chance: float) -> float:
    return round(chance, 1)


def _in_tens(told: Reason) -> Reason:
    values = {
        name: round(each, -1) if name in PERCENTS and isinstance(each, int) else each
        for name, each in told.values.items()
    }
    return replace(told, values=values)


def _without_margin(told: Reason) -> Reason:
    """Keep the sentence, without its figure."""
    values = {name: value for name, value in told.values.items() if name not in MARGINS}
    return replace(told, pattern=_BY_A_MARGIN.sub("", told.pattern), values=values)
