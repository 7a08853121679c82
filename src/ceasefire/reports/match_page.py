"""The picture of a match: where, when, how many, and every conclusion with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ceasefire.clock import DAY, MAX, MIN, offset_at, to_datetime
from ceasefire.geometry.places import PointPlace
from ceasefire.kernel.languages import in_language, say, say_plural
from ceasefire.matching import ClauseSummary, Match, Row
from ceasefire.matching.words import in_percent, watched_in_short
from ceasefire.record import Event
from ceasefire.reports.view import (
    Bar,
    Conclusion,
    Lane,
    Layer,
    MapView,
    Mark,
    PageView,
    Section,
    TableView,
    TimelineView,
)
from ceasefire.scope import Scope
from ceasefire.terms import Terms
from ceasefire.terms.meaning import clause_scope
from ceasefire.terms.model import Clause

ROWS_SHOWN: Final = 200
WIDEST_SHAPE_DEG: Final = 60.0
ANSWERS: Final = {
    "inside": "inside",
    "exception_claimed": "an exception may apply",
    "outside": "outside",
    "not_bound": "by a party that never agreed",
    "cannot_tell": "cannot tell",
}


def match_page(terms: Terms, match: Match, events: Sequence[Event], reader: str, lang: str = "en") -> PageView:
    """Return the page of a match as this reader may see it; `terms`, `match` and `events` are already cut to that."""
    clauses = [clause for clause in terms.clauses.values() if clause.kind in {"refrain", "limit"} and clause.bound]
    scopes = {clause.key: _scope(terms, clause) for clause in clauses}
    sections = (
        Section(say("What was found", lang), tuple(_conclusion(clause, match, lang) for clause in clauses)),
        Section(say("Where", lang), (_map(terms, scopes, match, events, lang),)),
        Section(say("When", lang), (_timeline(terms, scopes, match, events, lang),)),
        Section(say("How many", lang), (_summary_table(match, lang), *_coverage_table(match, lang))),
        Section(say("Every report that touches a clause", lang), (_rows_table(match, lang),)),
    )
    title = in_language(terms.title, lang) or terms.key
    notices = tuple(notice.in_words(lang) for notice in match.notices) + tuple(
        in_language(caveat, lang) for caveat in terms.caveats
    )
    return PageView(title, reader, sections, notices, terms.sources, lang)


def _scope(terms: Terms, clause: Clause) -> Scope:
    return Scope.union(clause_scope(terms, clause.key, party=party) for party in clause.bound)


def _conclusion(clause: Clause, match: Match, lang: str) -> Conclusion:
    rows = [row for row in match.rows if row.clause == clause.key]
    count = Counter(row.answer for row in rows)
    sentence = say(
        "Clause {clause}: {inside} reports inside, {open} cannot be told, {never} by a party that never agreed.",
        lang,
        clause=clause.key,
        inside=count["inside"] + count["exception_claimed"],
        open=count["cannot_tell"],
        never=count["not_bound"],
    )
    often = Counter(reason.code for row in rows for reason in row.reasons)
    example = {reason.code: reason for row in rows for reason in row.reasons}
    reasons = tuple(
        say_plural("{n} report: {text}", "{n} reports, such as: {text}", n, lang, text=example[code].in_words(lang))
        for code, n in sorted(often.items(), key=lambda item: (-item[1], item[0]))[:8]
    )
    caveat = say("This says what reports touch if they are true. It finds no breach and names nobody.", lang)
    return Conclusion(sentence, reasons, caveat)


def _map(terms: Terms, scopes: dict[str, Scope], match: Match, events: Sequence[Event], lang: str) -> MapView:
    layers = tuple(layer for slot, key in enumerate(scopes) for layer in _layers(key, scopes[key], slot))
    answer = {(row.event, row.line): row for row in match.rows if row.clause is not None}
    drawn = [(event, answer[event.id, event.line]) for event in events if (event.id, event.line) in answer]
    marks = tuple(mark for event, row in drawn if (mark := _mark(event, row, lang)) is not None)
    missing = len(drawn) - len(marks)
    caption = say(
        "{drawn} of {all} reports that touch a clause are drawn; {missing} have no point on a map.",
        lang,
        drawn=len(marks),
        all=len(drawn),
        missing=missing,
    )
    ours = any(area.shape_status == "approximated_by_us" for area in terms.areas.values())
    warning = say("Hatched shapes are drawn by us: the true shapes are not public.", lang) if ours else ""
    return MapView(caption, layers, marks, warning)


def _layers(key: str, scope: Scope, slot: int) -> list[Layer]:
    sure = {part.where for part in scope.certain.parts()}
    maybe = {part.where for part in scope.possible.parts()} - sure
    found = [(where.geometry(), "sure") for where in sure] + [(where.geometry(), "maybe") for where in maybe]
    return [
        Layer(key, shape, style, slot)  # type: ignore[arg-type]
        for shape, style in found
        if shape is not None and shape.bounds[2] - shape.bounds[0] < WIDEST_SHAPE_DEG
    ]


def _mark(event: Event, row: Row, lang: str) -> Mark | None:
    centre = event.place.centre()
    if centre is None:
        return None
    radius = event.place.radius95_m if isinstance(event.place, PointPlace) else 0.0
    label = (
        f"{event.id}: {say(ANSWERS[row.answer], lang)}. {'; '.join(each.in_words(lang) for each in row.reasons[:4])}"
    )
    return Mark(*centre, radius, row.answer, label)


def _timeline(terms: Terms, scopes: dict[str, Scope], match: Match, events: Sequence[Event], lang: str) -> TimelineView:
    zone = terms.zone.name or "UTC"
    lanes = [Lane(key, _bars(key, scope, slot)) for slot, (key, scope) in enumerate(scopes.items())]
    lanes.append(Lane(say("reports that touch a clause", lang), _days(match, events)))
    known = [bar.start for lane in lanes for bar in lane.bars if bar.start is not None]
    offset = offset_at(min(known), zone) if known else 0
    return TimelineView(say("Windows of the clauses and the days of reports.", lang), tuple(lanes), zone, offset)


def _bars(key: str, scope: Scope, slot: int) -> tuple[Bar, ...]:
    sure = {span for part in scope.certain.parts() for span in part.when.spans}
    maybe = {span for part in scope.possible.parts() for span in part.when.spans} - sure
    listed = [(span, "maybe") for span in sorted(maybe)] + [(span, "sure") for span in sorted(sure)]
    return tuple(
        Bar(None if span.start == MIN else span.start, None if span.end == MAX else span.end, key, style, slot)  # type: ignore[arg-type]
        for span, style in listed
    )


def _days(match: Match, events: Sequence[Event]) -> tuple[Bar, ...]:
    touching = {(row.event, row.line) for row in match.rows if row.clause is not None}
    days = Counter(
        event.time.start_us // DAY for event in events if (event.id, event.line) in touching and event.time.is_bounded
    )
    return tuple(
        Bar(day * DAY, (day + 1) * DAY, f"{to_datetime(day * DAY).date()}: {n}", "event", 4)
        for day, n in sorted(days.items())
    )


def _summary_table(match: Match, lang: str) -> TableView:
    columns = ("clause", "unit", "rule", "certain", "possible", "expected", "90 % interval", "watched")
    rows = tuple(_summary_row(line, lang) for line in match.clauses)
    note = " ".join(
        [say("Figures in different units, or under different rules, have no sum.", lang), *_of_what(match, lang)]
    )
    words = tuple(say(column, lang) for column in columns)
    return TableView(say("Units by clause", lang), words, rows, frozenset({3, 4, 5, 6, 7}), note)


def _of_what(match: Match, lang: str) -> list[str]:
    """Say clause by clause of what the watched share was taken, or why there is none."""
    reasons = {line.clause: line.watching.reason for line in match.clauses}
    return [f"{clause}: {why.in_words(lang)}." for clause, why in reasons.items()]


def _summary_row(line: ClauseSummary, lang: str) -> tuple[str, ...]:
    expected = say("cannot tell", lang) if line.expected is None else f"{line.expected:,.1f}"
    low, high = line.interval
    watched = watched_in_short(line.watching, lang)
    figures = (f"{line.certain:,}", f"{line.possible:,}", expected, f"{low:,}-{high:,}", watched)
    return line.clause, line.unit, line.rule or "", *figures


def _coverage_table(match: Match, lang: str) -> tuple[TableView, ...]:
    if not match.coverage:
        return ()
    columns = tuple(say(column, lang) for column in ("clause", "means", "act", "watched"))
    rows = tuple((each.clause, each.means, each.act, f"{in_percent(each.share)} %") for each in match.coverage)
    return (
        TableView(say("Share of each clause's area and time that was watched", lang), columns, rows, frozenset({3})),
    )


def _rows_table(match: Match, lang: str) -> TableView:
    touching = [row for row in match.rows if row.clause is not None]
    shown = touching[:ROWS_SHOWN]
    columns = tuple(say(column, lang) for column in ("event", "clause", "answer", "probability", "why"))
    note = say(
        "{shown} of {all} rows shown; no clause applies to {none} reports.",
        lang,
        shown=len(shown),
        all=len(touching),
        none=len(match.rows) - len(touching),
    )
    rows = tuple(_row(row, lang) for row in shown)
    return TableView(say("Reports and clauses", lang), columns, rows, frozenset({3}), note)


def _row(row: Row, lang: str) -> tuple[str, ...]:
    same = abs(row.probability - row.p_max) < 0.005
    chance = f"{row.probability:.2f}" if same else f"{row.probability:.2f}-{row.p_max:.2f}"
    why = "; ".join(each.in_words(lang) for each in row.reasons)
    return row.event, str(row.clause), say(ANSWERS[row.answer], lang), chance, why
