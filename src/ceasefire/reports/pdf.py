"""A page as a PDF for those who print and file it: the same sentences, figures as vectors, its standing on each sheet.

The words go to the typesetter as data and never as markup. It uses the fonts it carries, so the same page gives the
same bytes on every machine, and it writes no time of its making; only a page in a script that those fonts do not
hold is set with the fonts of the machine.
"""

from __future__ import annotations

import json
import re
from functools import singledispatch
from importlib.resources import files
from typing import Any, Final

from ceasefire.kernel.languages import RIGHT_TO_LEFT, say
from ceasefire.reports.drawing import WIDE
from ceasefire.reports.drawn import drawn
from ceasefire.reports.figure_views import RangesView, SpreadView, WaterfallView
from ceasefire.reports.svg_file import standalone
from ceasefire.reports.view import Amount, Cell, Conclusion, Figure, MapView, PageView, Points, TableView, TimelineView

STANDARD: Final = "ua-1"  # tagged for screen readers, with a title, a language and texts for the figures
_CARRIED: Final = re.compile(r"[\u0000-\u024f\u02b0-\u058f\u0590-\u06ff\u1e00-\u22ff\u2500-\u25ff\ufb50-\ufeff]*")
_NOT_SHOWN: Final = frozenset({"kind", "svg", "alt", "lang", "direction", "title"})
_WIDEST, _NARROWEST = 40, 7  # letters that a column of a table is taken to hold


def pdf_page(view: PageView, footer: str) -> bytes:
    """Return the page as a PDF; `footer` stands on each of its sheets. Raises ImportError without the extra `pdf`."""
    import typst

    page = _page(view, footer)
    shown = _own_direction(page) if page["direction"] == "rtl" else page
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    source = (files(__package__) / "data" / "page.typ").read_bytes()
    carried = _CARRIED.fullmatch(text) is not None
    made: bytes = typst.compile(
        source, format="pdf", sys_inputs={"page": text}, ignore_system_fonts=carried, pdf_standards=STANDARD
    )
    return made


def _page(view: PageView, footer: str) -> dict[str, Any]:
    sections = [
        {
            "title": each.title,
            "items": [_item(item, f"s{n}i{place}", view.lang) for place, item in enumerate(each.items)],
        }
        for n, each in enumerate(view.sections)
    ]
    return {
        "title": view.title,
        "subtitle": view.subtitle,
        "lang": view.lang,
        "direction": "rtl" if view.lang in RIGHT_TO_LEFT else "ltr",
        "reader": say("Made for this reader: {reader}.", view.lang, reader=view.reader),
        "footer": footer,
        "notices": list(view.notices),
        "sections": sections,
        "sources": list(view.sources),
        "sources-title": say("Sources", view.lang),
    }


def _own_direction(value: Any, name: str = "") -> Any:  # noqa: ANN401 - as deep as JSON goes
    """Let every text of a right-to-left page run as its own first letter says, and a figure from left to right.

    Else the full stop of a sentence that is not translated stands at its beginning, and -90 reads as 90-.
    """
    if isinstance(value, dict):
        return {key: _own_direction(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_own_direction(each, name) for each in value]
    if isinstance(value, str) and value and name not in _NOT_SHOWN:
        return f"\N{FIRST STRONG ISOLATE}{value}\N{POP DIRECTIONAL ISOLATE}"
    return value


@singledispatch
def _item(item: object, ident: str, lang: str) -> dict[str, Any]:
    raise TypeError(item, ident, lang)


@_item.register
def _(item: str, _ident: str, _lang: str) -> dict[str, Any]:
    return {"kind": "text", "text": item}


@_item.register
def _(item: Points, _ident: str, _lang: str) -> dict[str, Any]:
    return {"kind": "points", "items": [*item.shown, *item.more]}


@_item.register
def _(item: Conclusion, _ident: str, _lang: str) -> dict[str, Any]:
    return {
        "kind": "conclusion",
        "sentence": item.sentence,
        "beside": list(item.beside),
        "reasons": list(item.reasons),
        "more": list(item.more),
        "caveat": item.caveat,
    }


@_item.register
def _(item: TableView, _ident: str, _lang: str) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": item.caption,
        "warning": item.warning,
        "columns": list(item.columns),
        "rows": [[_cell(each) for each in row] for row in item.rows],
        "widths": [_width(item, place) for place in range(len(item.columns))],
        "numeric": sorted(item.numeric),
        "note": item.note,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Points):
        return {"points": [*cell.shown, *cell.more]}
    if isinstance(cell, Amount):
        return {"text": cell.text, "share": min(max(cell.share, 0.0), 1.0)}
    return {"text": cell}


def _width(item: TableView, place: int) -> int:
    """The share of a column: about as many letters as its longest cell, within bounds."""
    texts = [
        " ".join(each["points"]) if "points" in each else each["text"]
        for each in (_cell(row[place]) for row in item.rows)
    ]
    return min(max([_NARROWEST, len(item.columns[place]), *map(len, texts)]), _WIDEST)


@_item.register
def _(item: TimelineView, ident: str, lang: str) -> dict[str, Any]:
    zone = say("Times on the axis are in {zone}.", lang, zone=item.zone)
    return _figure(item, ident, lang, f"{item.caption} {zone}", item.caption)


@_item.register
def _(item: MapView, ident: str, lang: str) -> dict[str, Any]:
    return _figure(item, ident, lang, item.caption, item.caption)


@_item.register
def _(item: WaterfallView, ident: str, lang: str) -> dict[str, Any]:
    told = " ".join(f"{each.figure} {each.sentence}" for each in item.steps)
    return _figure(item, ident, lang, item.caption, told)


@_item.register
def _(item: RangesView, ident: str, lang: str) -> dict[str, Any]:
    return _figure(item, ident, lang, item.caption, " ".join(each.sentence for each in item.ranges))


@_item.register
def _(item: SpreadView, ident: str, lang: str) -> dict[str, Any]:
    return _figure(item, ident, lang, item.caption, item.mark)


def _figure(item: Figure, ident: str, lang: str, caption: str, told: str) -> dict[str, Any]:
    svg = drawn(item, ident, WIDE, rtl=lang in RIGHT_TO_LEFT)
    if not svg:
        return {"kind": "text", "text": caption}
    return {"kind": "figure", "svg": standalone(svg), "caption": caption, "alt": told}
