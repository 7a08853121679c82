"""A match as a reader may see it: made from what that reader may see, and told at the reader's grain.

The terms are cut down first and matched then. So nothing that was kept back, such as a deposited shape, a private
version or an overlay, can show through an answer, a chance or a count, however many reports are laid against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ceasefire.disclosure.deposited import clauses_of_hidden_shape
from ceasefire.disclosure.events_view import events_for, to_be_matched
from ceasefire.disclosure.hits import LEAST_OBJECTS, LEAST_REPORTS, Hits, hits_for
from ceasefire.disclosure.protected import protects_objects
from ceasefire.disclosure.reader import Reader
from ceasefire.disclosure.terms_view import terms_for
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching import ClauseSummary, Match, Row, match
from ceasefire.matching.match import Limits
from ceasefire.matching.rows import Watching
from ceasefire.record import Effort, Event, Notice
from ceasefire.terms import Terms

PERCENTS: Final = frozenset({"p", "p_min", "p_max"})
FIGURES: Final = frozenset({"margin_m", "margin_min", "late_min"})
PERIOD: Final = frozenset({"start", "end"})
_FIGURE: Final = re.compile(r" (?:by )?\{(?:margin_m|margin_min|late_min)\}")
_ABOUT: Final = mark("place and time together are inside with about {p} %")
_OF_THE_BOX: Final = frozenset(
    {"place_inside", "place_outside", "place_unknown", "terms_unknown", "between", "place_and_time_uncertain"}
)
_NOT_SHOWN: Final = mark(
    "the shape of the area was deposited and is not shown to this reader: whether the place lies inside is not told"
)
_NOT_MEASURED: Final = mark("the shape of its area was deposited and is not shown to this reader")
_TO_THE_MISSION: Final = mark(
    "what touches {clauses} is told to the mission alone: a count of hits on protected objects is a damage report; "
    "others get hits by class, week and region, without lines of fewer than {reports} reports, or of fewer than "
    "{objects} objects that can be told apart"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a reader gets of one match.

    `hits` are those on protected objects at the reader's grain, None where no clause protects any.
    """

    terms: Terms
    events: tuple[Event, ...]
    match: Match
    hits: tuple[Hits, ...] | None


def match_for(
    reader: Reader,
    terms: Terms,
    events: Sequence[Event],
    *,
    effort: Sequence[Effort] | None = None,
    notices: Sequence[Notice] = (),
    limits: Limits = Limits(),  # noqa: B008 - a frozen value
    published: bool = False,
    sees: frozenset[str] | None = None,
) -> Shown:
    """Match the events against the terms as this reader may see them, and tell it at the reader's grain.

    The mission gets everything. Everybody else gets no margins and chances only in tenths, since a distance to a
    known edge is a place; no word on whether a single place was watched, since a list of unwatched places is a
    coverage map; and nothing of a clause that protects objects but `hits`. For the public a deposited shape is its
    box: a report in it may lie inside, and no more is told.

    Args:
        reader: who will read it.
        terms: the whole terms, overlays and all.
        events: the reports as read.
        effort: who watched; None when no effort was recorded at all.
        notices: activities announced beforehand.
        limits: where yes begins and no ends; BadInput when they cross.
        published: whether the events come from a source that everybody can read.
        sees: the leaves of the acts that the sources can see at all, None when nobody said.

    What it does not hold back: that a report lies inside a zone that is shown tells its place as closely as the
    zone is small.
    """
    seen = terms_for(reader, terms)
    protecting = tuple(key for key in seen.clauses if protects_objects(seen, key))
    kept_back = () if reader.sees_everything else protecting
    bare = to_be_matched(reader, events, seen, published=published)
    found = match(seen, bare, effort=effort, notices=notices, limits=limits, leaving_out=kept_back, sees=sees)
    hits = hits_for(reader, seen, events) if protecting else None
    told = found if reader.sees_everything else _told(found, kept_back, clauses_of_hidden_shape(seen))
    return Shown(seen, events_for(reader, events, seen.zone.name or "UTC"), told, hits)


def _told(found: Match, kept_back: tuple[str, ...], hidden: frozenset[str]) -> Match:
    notices = tuple(_without_names(notice) for notice in found.notices)
    if kept_back:
        least = {"reports": LEAST_REPORTS, "objects": LEAST_OBJECTS}
        notices += (reason("hits_not_told", _TO_THE_MISSION, clauses=", ".join(kept_back), **least),)
    return replace(
        found,
        rows=tuple(_coarse(_of_hidden_shape(row) if row.clause in hidden else row) for row in found.rows),
        clauses=tuple(_line(_unmeasured(line) if line.clause in hidden else line) for line in found.clauses),
        coverage=(),
        notices=notices,
    )


def _of_hidden_shape(row: Row) -> Row:
    """Where the report lies to the box is no answer about the area in it, nor is its chance there."""
    kept = tuple(each for each in row.reasons if each.code not in _OF_THE_BOX)
    most = 0.0 if row.answer == "not_bound" else 1.0  # who is not bound breaks nothing, wherever it was
    return replace(row, probability=0.0, p_max=most, reasons=(*kept, reason("shape_not_shown", _NOT_SHOWN)))


def _unmeasured(line: ClauseSummary) -> ClauseSummary:
    """A share of the box would pass for one of the area."""
    if not line.watching.is_recorded:
        return line
    return replace(line, watching=Watching(None, reason("shape_not_shown", _NOT_MEASURED)))


def _line(line: ClauseSummary) -> ClauseSummary:
    """In tenths as the chances that it adds up, and without the hours at which a watch or the record began or ended."""
    why = line.watching.reason
    values = {name: str(each)[:10] if name in PERIOD else each for name, each in why.values.items()}
    return replace(
        line,
        expected=None if line.expected is None else round(line.expected, 1),
        watching=replace(line.watching, reason=replace(why, values=values)),
        reasons=tuple(_reached_in_tens(each) for each in line.reasons),
    )


def _reached_in_tens(told: Reason) -> Reason:
    """A share of the clause's time to the tenth of a per cent would tell the minute of the last report or watch."""
    percent = told.values.get("percent")
    if not isinstance(percent, int | float):
        return told
    about = {"percent": min(max(round(percent / 10) * 10, 10), 90)}
    return replace(told, pattern=told.pattern.replace("{percent}", "about {percent}"), values={**told.values, **about})


def _without_names(notice: Reason) -> Reason:
    """Which watches there were is for the mission; that some count for no share is for everybody."""
    if notice.code != "watches_not_drawn":
        return notice
    return reason(notice.code, mark("some watches count for no share: they name an area that nobody drew"))


def _coarse(row: Row) -> Row:
    return replace(
        row,
        probability=round(row.probability, 1),
        p_max=round(row.p_max, 1),
        margin_m=None,
        margin_min=None,
        watched="unknown",
        reasons=tuple(_in_tens(_without_figures(each)) for each in row.reasons),
    )


def _in_tens(told: Reason) -> Reason:
    values = {
        name: round(each, -1) if name in PERCENTS and isinstance(each, int) else each
        for name, each in told.values.items()
    }
    pattern = _ABOUT if told.code == "place_and_time_uncertain" else told.pattern
    return replace(told, pattern=pattern, values=values)


def _without_figures(told: Reason) -> Reason:
    """Keep the sentence, without what would tell a place or a moment more closely than this reader may know."""
    values = {name: value for name, value in told.values.items() if name not in FIGURES}
    return replace(told, pattern=_FIGURE.sub("", told.pattern), values=values)
