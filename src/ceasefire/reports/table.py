"""A table as HTML: a grid on a wide screen, one card a row on a narrow one; its warning travels in its caption."""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import Final

from ceasefire.kernel.languages import say, say_plural
from ceasefire.reports.view import Amount, Cell, Points, TableView

SHORT: Final = 16
LONG_WORD: Final = 24
TALL: Final = 12


def table(view: TableView, lang: str) -> str:
    """Return the table with its note; the roles keep it a table where a narrow screen lays it out as cards.

    A table without rows is a sentence.
    """
    if not view.rows:
        nothing = say("{caption}: none.", lang, caption=view.caption)
        return f'<p class="caveat">{escape(" ".join(filter(None, (nothing, view.note, view.warning))))}</p>'
    head = "".join(
        f'<th scope="col" role="columnheader"{_class(place, view)}>{escape(name)}</th>'
        for place, name in enumerate(view.columns)
    )
    rows = "".join(f'<tr role="row">{_cells(row, view, lang)}</tr>' for row in view.rows)
    note = f'<p class="caveat">{escape(view.note)}</p>' if view.note else ""
    tall = " tall" if len(view.rows) > TALL else ""
    warning = f'<span class="warning">{escape(view.warning)}</span>' if view.warning else ""
    return (
        f'<div class="scroll{tall}" tabindex="0" role="region" aria-label="{escape(view.caption)}"><table role="table">'
        f'<caption>{escape(view.caption)}{warning}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>{note}'
    )


def _cells(row: tuple[Cell, ...], view: TableView, lang: str) -> str:
    return "".join(
        f'<td role="cell" data-label="{escape(name)}"{_class(place, view, cell)}>{_cell(cell, lang)}</td>'
        for place, (cell, name) in enumerate(zip(row, view.columns, strict=True))
    )


def _class(place: int, view: TableView, cell: Cell = "") -> str:
    """A figure, a short text that is not broken, or one with a word so long that it has to be."""
    names = ["number"] if place in view.numeric else []
    if isinstance(cell, str) and cell:
        names += ["short"] if len(cell) <= SHORT else ["long"] if max(map(len, cell.split())) > LONG_WORD else []
    return f' class="{" ".join(names)}"' if names else ""


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
    return points(cell, lang)


def points(listed: Points, lang: str) -> str:
    """Return a list, what is more of it folded away."""
    if not listed.more:
        return _list(listed.shown)
    summary = say_plural("{n} more", "{n} more", len(listed.more), lang)
    more = f"<details><summary>{escape(summary)}</summary>{_list(listed.more)}</details>"
    return f"<div>{_list(listed.shown)}{more}</div>"


def _list(texts: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<ul class="points">{items}</ul>' if items else ""
