"""One self-contained HTML page: pictures, tables and sentences, nothing loaded from anywhere."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from ceasefire.kernel.languages import RIGHT_TO_LEFT, say
from ceasefire.reports.colours import PARTY_COLOURS
from ceasefire.reports.style import STYLE
from ceasefire.reports.svg_map import svg_map
from ceasefire.reports.svg_timeline import svg_timeline
from ceasefire.reports.view import Conclusion, Layer, MapView, PageView, Section, TableView, TimelineView

LEGEND = (
    ("inside", "inside a clause"),
    ("cannot_tell", "cannot tell"),
    ("outside", "no clause applies"),
    ("not_bound", "by a party that never agreed"),
    ("exception_claimed", "an exception may apply"),
)


def html_page(view: PageView) -> str:
    """Return the page as one HTML text; the same view gives the same bytes."""
    direction = "rtl" if view.lang in RIGHT_TO_LEFT else "ltr"
    sections = "".join(_section(section, number, view.lang) for number, section in enumerate(view.sections))
    return (
        f'<!doctype html>\n<html lang="{escape(view.lang)}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(view.title)}</title><style>{STYLE}</style></head><body><main>"
        f"<header><h1>{escape(view.title)}</h1>{_paragraph(view.subtitle)}"
        f'<p class="reader">{escape(_made_for(view))}</p></header>'
        f"{_notices(view.notices)}{sections}{_sources(view)}</main></body></html>\n"
    )


def _made_for(view: PageView) -> str:
    return say("Made for this reader: {reader}.", view.lang, reader=view.reader)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _notices(notices: tuple[str, ...]) -> str:
    return "".join(f'<p class="notice" role="note">{escape(text)}</p>' for text in notices)


def _section(section: Section, number: int, lang: str) -> str:
    items = "".join(_item(item, f"s{number}i{place}", lang) for place, item in enumerate(section.items))
    return f'<section id="s{number}"><h2>{escape(section.title)}</h2>{items}</section>'


@singledispatch
def _item(item: object, ident: str, lang: str) -> str:
    raise TypeError(item, ident, lang)


@_item.register
def _(item: str, _ident: str, _lang: str) -> str:
    return _paragraph(item)


@_item.register
def _(item: Conclusion, _ident: str, lang: str) -> str:
    reasons = "".join(f"<li>{escape(text)}</li>" for text in item.reasons)
    listed = (
        f"<details open><summary>{escape(say('Reasons', lang))}</summary><ul>{reasons}</ul></details>"
        if reasons
        else ""
    )
    caveat = f'<p class="caveat">{escape(item.caveat)}</p>' if item.caveat else ""
    return f'<div class="conclusion"><p><strong>{escape(item.sentence)}</strong></p>{listed}{caveat}</div>'


@_item.register
def _(item: MapView, ident: str, lang: str) -> str:
    return _figure(svg_map(item, ident), item.caption, item.warning, _map_legend(item, lang))


@_item.register
def _(item: TimelineView, ident: str, lang: str) -> str:
    zone = say("Times on the axis are in {zone}.", lang, zone=item.zone)
    return _figure(svg_timeline(item, ident), f"{item.caption} {zone}", item.warning, "")


@_item.register
def _(item: TableView, _ident: str, _lang: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in item.columns)
    rows = "".join(f"<tr>{_cells(row, item.numeric)}</tr>" for row in item.rows)
    note = f'<p class="caveat">{escape(item.note)}</p>' if item.note else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(item.caption)}"><table>'
        f"<caption>{escape(item.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _cells(row: tuple[str, ...], numeric: frozenset[int]) -> str:
    return "".join(
        f'<td class="number">{escape(cell)}</td>' if place in numeric else f"<td>{escape(cell)}</td>"
        for place, cell in enumerate(row)
    )


def _figure(picture: str, caption: str, warning: str, legend: str) -> str:
    told = f'<p class="notice" role="note">{escape(warning)}</p>' if warning else ""
    return f"<figure>{told}{picture}{legend}<figcaption>{escape(caption)}</figcaption></figure>"


def _map_legend(item: MapView, lang: str) -> str:
    layers = "".join(_layer_key(layer) for layer in item.layers)
    used = {mark.style for mark in item.marks}
    marks = "".join(_mark_key(style, say(words, lang)) for style, words in LEGEND if style in used)
    return f'<ul class="legend">{layers}{marks}</ul>' if layers or marks else ""


def _layer_key(layer: Layer) -> str:
    return f'<li><i class="swatch {layer.style} c{layer.slot % len(PARTY_COLOURS)}"></i>{escape(layer.label)}</li>'


def _mark_key(style: str, words: str) -> str:
    glyph = f'<svg viewBox="0 0 12 12" class="key"><g class="mark {style}">{_KEY[style]}</g></svg>'
    return f"<li>{glyph}{escape(words)}</li>"


_DOT = '<circle cx="6" cy="6" r="4"/>'
_BOX = '<rect x="2" y="2" width="8" height="8"/>'
_KEY = {
    "inside": _DOT,
    "cannot_tell": _DOT,
    "outside": '<path d="M3 3l6 6m0 -6l-6 6"/>',
    "not_bound": _BOX,
    "exception_claimed": _BOX,
}


def _sources(view: PageView) -> str:
    if not view.sources:
        return ""
    items = "".join(f"<li>{escape(address)}</li>" for address in view.sources)
    return f'<section class="sources"><h2>{escape(say("Sources", view.lang))}</h2><ul>{items}</ul></section>'
