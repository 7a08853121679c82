"""The tables of a match: units by clause, what was watched, and the reports with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ceasefire.disclosure import Hits
from ceasefire.kernel.languages import mark, say
from ceasefire.matching import ClauseSummary, Match, Row
from ceasefire.matching.words import in_percent, limits_in_full, watched_in_full, watched_in_short
from ceasefire.reports.match_answers import ANSWERS, telling_reasons, unit_in_words
from ceasefire.reports.view import Cell, Points, TableView

ROWS_SHOWN: Final = 200
REASONS_SHOWN: Final = 3
WATCHED: Final = {"yes": mark("yes"), "no": mark("no")}
SUMMARY_COLUMNS: Final = (
    mark("clause"), mark("unit"), mark("rule"), mark("certain"), mark("possible"), mark("expected"),
    mark("90 % interval"), mark("watched"),
)  # fmt: skip


def summary_table(match: Match, lang: str = "en") -> TableView:
    """Return one line per clause and unit, with what was watched beside every count."""
    columns = tuple(say(column, lang) for column in SUMMARY_COLUMNS)
    rows = tuple(_summary_row(line, lang) for line in match.clauses)
    no_sum = say("Figures in different units, or under different rules, have no sum.", lang)
    note = " ".join([no_sum, *_limits(match, lang), *_of_what(match, lang)])
    table = TableView(say("Units by clause", lang), columns, rows, frozenset({3, 4, 5, 6, 7}), note)
    return table.without_empty_columns()


def _summary_row(line: ClauseSummary, lang: str) -> tuple[str, ...]:
    unknown = say("cannot tell", lang)
    figures: tuple[str, ...] = (unknown,) * 4
    if line.interval is not None:
        interval = say("{low} to {high}", lang, low=f"{line.interval[0]:,}", high=f"{line.interval[1]:,}")
        expected = unknown if line.expected is None else f"{line.expected:,.1f}"
        figures = (f"{line.certain:,}", f"{line.possible:,}", expected, interval)
    watched = watched_in_short(line.watching, lang)
    return line.clause, unit_in_words(line.unit, lang), line.rule or "", *figures, watched


def _limits(match: Match, lang: str) -> list[str]:
    """Say clause by clause why its figures are no full count: a zero may come from not being able to look."""
    told = {line.clause: limits_in_full(line, lang) for line in match.clauses}
    return _together((clause, each) for clause, every in told.items() for each in every)


def _of_what(match: Match, lang: str) -> list[str]:
    """Say clause by clause of what the watched share was taken, or why there is none."""
    watching = {line.clause: line.watching for line in match.clauses}
    return _together((clause, watched_in_full(each, lang)) for clause, each in watching.items())


def _together(told: Iterable[tuple[str, str]]) -> list[str]:
    """Each sentence once, after all the clauses of which it is said."""
    clauses: dict[str, list[str]] = {}
    for clause, each in told:
        clauses.setdefault(each, []).append(clause)
    return [f"{', '.join(keys)}: {each}" for each, keys in clauses.items()]


def hits_table(hits: Sequence[Hits] | None, lang: str = "en") -> tuple[TableView | str, ...]:
    """Return the hits on protected objects as reports state them, at the grain of the reader; None where none is asked.

    Without a line there is a sentence: a line that may not be told is no zero.
    """
    if hits is None:
        return ()
    if not hits:
        return (say("Of hits on protected objects there is no line that can be told.", lang),)
    columns = tuple(say(column, lang) for column in (mark("what"), mark("when"), mark("where"), mark("reports")))
    rows = tuple((each.what, each.when, each.region, f"{each.reports:,}") for each in hits)
    caption = say("Hits on protected objects, as reports state them", lang)
    return (TableView(caption, columns, rows, frozenset({3}), say("A line that is missing is no zero.", lang)),)


def coverage_table(match: Match, lang: str = "en") -> tuple[TableView, ...]:
    """Return the watched share per means and act, where this reader may see it."""
    if not match.coverage:
        return ()
    columns = tuple(say(column, lang) for column in (mark("clause"), mark("means"), mark("act"), mark("watched")))
    rows = tuple((each.clause, each.means, each.act, f"{in_percent(each.share)} %") for each in match.coverage)
    caption = say("Share of each clause's area and time that was watched", lang)
    return (TableView(caption, columns, rows, frozenset({3})),)


def rows_table(match: Match, lang: str = "en") -> TableView:
    """Return the first reports that touch a clause, each with its telling reasons, the rest of them folded away."""
    touching = [row for row in match.rows if row.clause is not None]
    shown = touching[:ROWS_SHOWN]
    heads = (mark("event"), mark("clause"), mark("answer"), mark("probability"), mark("watched"), mark("why"))
    note = say(
        "{shown} of {all} rows shown; no clause applies to {none} reports.",
        lang,
        shown=len(shown),
        all=len(touching),
        none=len(match.rows) - len(touching),
    )
    rows = tuple(_row(row, lang) for row in shown)
    columns = tuple(say(head, lang) for head in heads)
    table = TableView(say("Reports and clauses", lang), columns, rows, frozenset({3}), note)
    return table.without_empty_columns()


def _row(row: Row, lang: str) -> tuple[Cell, ...]:
    same = abs(row.probability - row.p_max) < 0.005
    chance = f"{row.probability:.2f}" if same else f"{row.probability:.2f} – {row.p_max:.2f}"
    telling = telling_reasons(row)
    shown = tuple(each.in_words(lang) for each in telling[:REASONS_SHOWN])
    rest = (*telling[REASONS_SHOWN:], *(each for each in row.reasons if each not in telling))
    why = Points(shown, tuple(each.in_words(lang) for each in rest))
    watched = say(WATCHED[row.watched], lang) if row.watched in WATCHED else ""
    return row.event, str(row.clause), say(ANSWERS[row.answer], lang), chance, watched, why
