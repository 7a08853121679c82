"""Every figure as a table: for those who cannot see it, and as data."""

from __future__ import annotations

import csv
import io
import math
from functools import singledispatch

from ceasefire.kernel.languages import say
from ceasefire.reports.axes import clock_text
from ceasefire.reports.figure_views import RangesView, SpreadView, WaterfallView
from ceasefire.reports.view import Figure, TableView, TimelineView


@singledispatch
def as_table(figure: object, lang: str) -> TableView:
    """Return a figure as a table, each part of it one row, with its sentence where it has one."""
    raise TypeError(figure, lang)


@as_table.register
def _(figure: WaterfallView, lang: str) -> TableView:
    rows = tuple((each.name, each.figure, each.sentence) for each in figure.steps)
    columns = _said(("step", "reports", "what it says"), lang)
    return TableView(figure.caption, columns, rows, frozenset({1}), warning=figure.warning)


@as_table.register
def _(figure: RangesView, lang: str) -> TableView:
    rows = tuple(
        (each.name, *(_per_cent(end) for end in (each.at, *(each.interval or (math.nan, math.nan)))), each.sentence)
        for each in figure.ranges
    )
    columns = _said(("comparison", "change in per cent", "lowest", "highest", "what it says"), lang)
    return TableView(figure.caption, columns, rows, frozenset({1, 2, 3}), warning=figure.warning)


@as_table.register
def _(figure: SpreadView, lang: str) -> TableView:
    """The values from the lowest to the highest, and last the one that is marked."""
    words = _said(("comparable window, as low or lower", "comparable window", "assessed window"), lang)
    pairs = sorted(zip(figure.values, figure.as_low, strict=True))
    rows = [(words[0] if is_low else words[1], _per_cent(value)) for value, is_low in pairs]
    columns = _said(("which", "against what was foretold, in per cent"), lang)
    every = (*rows, (words[2], _per_cent(figure.marked)))
    return TableView(figure.caption, columns, every, frozenset({1}), warning=figure.warning)


@as_table.register
def _(figure: TimelineView, lang: str) -> TableView:
    rows = tuple(
        (lane.label, *("" if at is None else clock_text(at, figure.zone) for at in (bar.start, bar.end)), bar.label)
        for lane in figure.lanes
        for bar in lane.bars
    )
    return TableView(figure.caption, _said(("line", "from", "to", "what"), lang), rows, warning=figure.warning)


def _said(words: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(say(each, lang) for each in words)


def _per_cent(log_ratio: float) -> str:
    """The change in per cent; empty where there is none or nothing limits it."""
    return f"{100 * math.expm1(log_ratio):.1f}" if math.isfinite(log_ratio) else ""


def to_csv(figure: Figure, lang: str) -> str:
    """Return a figure's data as CSV, numbers plain; a warning stands in a column of its own, so that a copy says it."""
    if isinstance(figure, WaterfallView):
        columns = _said(("step", "reports", "from", "to", "what it says"), lang)
        rows = [[each.name, each.high - each.low, each.low, each.high, each.sentence] for each in figure.steps]
    else:
        table = as_table(figure, lang)
        columns, rows = table.columns, [list(row) for row in table.rows]
    warned = [figure.warning] if figure.warning else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *(say("warning", lang) for _ in warned)])
    writer.writerows([*row, *warned] for row in rows)
    return out.getvalue()
