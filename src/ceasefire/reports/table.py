"""A table as HTML: a grid on a wide screen, one card a row on a narrow one; its warning travels in its caption."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from ceasefire.kernel.languages import say_plural
from ceasefire.reports.view import Amount, Cell, Points, TableView


def table(view: TableView, lang: str) -> str:
    """Return the table with its note; the roles keep it a table where a narrow screen lays it out as cards."""
    head = "".join(
        f'<th scope="col" role="columnheader"{_class(place, view)}>{escape(name)}</th>'
        for place, name in enumerate(view.columns)
    )
    rows = "".join(f'<tr role="row">{_cells(row, view, lang)}</tr>' for row in view.rows)
    note = f'<p class="caveat">{escape(view.note)}</p>' if view.note else ""
    warning = f'<span class="warning">{escape(view.warning)}</span>' if view.warning else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(view.caption)}"><table role="table">'
        f'<caption>{escape(view.caption)}{warning}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>{note}'
    )


def _cells(row: tuple[Cell, ...], view: TableView, lang: str) -> str:
    return "".join(
        f'<td role="cell" data-label="{escape(name)}"{_class(place, view)}>{_cell(cell, lang)}</td>'
        for place, (cell, name) in enumerate(zip(row, view.columns, strict=True))
    )


def _class(place: int, view: TableView) -> str:
    return ' class="number"' if place in view.numeric else ""


@singledispatch
def _cell(cell: object, lang: str) -> str:
    raise TypeError(cell, lang)


@_cell.register
def _(cell: str, _lang: str) -> str:
    return f"<span>{escape(cell)}</span>" if cell else ""


@_cell.register
def _(cell: Amount, _lang: str) -> str:
    wide = f"{100 * min(max(cell.share, 0.0), 1.0):.1f}"
    bar = (
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" class="amount" aria-hidden="true">'
        f'<rect width="{wide}" height="8"/></svg>'
    )
    return f"<span>{escape(cell.text)}{bar}</span>"


@_cell.register
def _(cell: Points, lang: str) -> str:
    if not cell.more:
        return _list(cell.shown)
    summary = say_plural("{n} more", "{n} more", len(cell.more), lang)
    more = f"<details><summary>{escape(summary)}</summary>{_list(cell.more)}</details>"
    return f"<div>{_list(cell.shown)}{more}</div>"


def _list(points: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f'<ul class="points">{items}</ul>' if items else ""
