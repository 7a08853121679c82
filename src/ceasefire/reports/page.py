"""One self-contained HTML page: pictures, tables and sentences, nothing loaded from anywhere."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from ceasefire.kernel.languages import RIGHT_TO_LEFT, say
from ceasefire.reports.colours import NEUTRAL, PARTY_COLOURS
from ceasefire.reports.drawing import NARROW, WIDE
from ceasefire.reports.drawn import drawn
from ceasefire.reports.figure_tables import as_table
from ceasefire.reports.figure_views import RangesView, SpreadView, WaterfallView
from ceasefire.reports.style import STYLE
from ceasefire.reports.table import points, table
from ceasefire.reports.view import (
    Conclusion,
    Figure,
    Layer,
    MapView,
    PageView,
    Points,
    Section,
    TableView,
    TimelineView,
)

LEGEND = (
    ("inside", "inside a clause"),
    ("cannot_tell", "cannot tell"),
    ("outside", "no clause applies"),
    ("not_bound", "by a party that is not bound"),
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
        f"{_notices(view.notices)}{_contents(view)}{sections}{_sources(view)}</main></body></html>\n"
    )


def _made_for(view: PageView) -> str:
    return say("Made for this reader: {reader}.", view.lang, reader=view.reader)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _notices(notices: tuple[str, ...]) -> str:
    return "".join(f'<p class="notice" role="note">{escape(text)}</p>' for text in notices)


def _contents(view: PageView) -> str:
    """The sections by name, so that nobody has to pass one to reach the next."""
    if len(view.sections) < 2:
        return ""
    links = "".join(
        f'<li><a href="#s{number}">{escape(section.title)}</a></li>' for number, section in enumerate(view.sections)
    )
    return f'<nav aria-label="{escape(say("On this page", view.lang))}"><ul>{links}</ul></nav>'


def _section(section: Section, number: int, lang: str) -> str:
    items = "".join(_item(item, f"s{number}i{place}", lang) for place, item in enumerate(section.items))
    name = f"s{number}"
    return (
        f'<section id="{name}" aria-labelledby="{name}h"><h2 id="{name}h">{escape(section.title)}</h2>{items}</section>'
    )


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
    beside = "".join(_paragraph(text) for text in item.beside)
    more = "".join(_paragraph(text) for text in item.more)
    if more:
        listed += f"<details><summary>{escape(say('In full', lang))}</summary>{more}</details>"
    caveat = f'<p class="caveat">{escape(item.caveat)}</p>' if item.caveat else ""
    warning = f'<p class="warning">{escape(item.warning)}</p>' if item.warning else ""
    head = f"{warning}<p><strong>{escape(item.sentence)}</strong></p>"
    return f'<div class="conclusion">{head}{beside}{listed}{caveat}</div>'


@_item.register
def _(item: MapView, ident: str, lang: str) -> str:
    picture = _picture(item, ident, lang)
    return _figure(picture, item.caption, _map_legend(item, lang))


@_item.register
def _(item: TimelineView, ident: str, lang: str) -> str:
    picture = _picture(item, ident, lang)
    zone = say("Times on the axis are in {zone}.", lang, zone=item.zone)
    return _figure(picture, f"{item.caption} {zone}", "")


@_item.register
def _(item: TableView, _ident: str, lang: str) -> str:
    return table(item, lang)


@_item.register
def _(item: Points, _ident: str, lang: str) -> str:
    return points(item, lang)


@_item.register(WaterfallView)
@_item.register(RangesView)
def _(item: WaterfallView | RangesView, ident: str, lang: str) -> str:
    """The picture, and folded away its figures as a table, which a reader without it has as well."""
    summary = say("The same as a table", lang)
    listed = f"<details><summary>{escape(summary)}</summary>{table(as_table(item, lang), lang)}</details>"
    return _figure(_picture(item, ident, lang), item.caption, listed)


@_item.register
def _(item: SpreadView, ident: str, lang: str) -> str:
    picture = _picture(item, ident, lang)
    return _figure(picture, item.caption, "")


def _picture(item: Figure, ident: str, lang: str) -> str:
    return "".join(drawn(item, ident, size, rtl=lang in RIGHT_TO_LEFT) for size in (WIDE, NARROW))


def _figure(picture: str, caption: str, legend: str) -> str:
    return f"<figure>{picture}{legend}<figcaption>{escape(caption)}</figcaption></figure>"


def _map_legend(item: MapView, lang: str) -> str:
    layers = "".join(dict.fromkeys(_layer_key(layer) for layer in item.layers))
    used = {mark.style for mark in item.marks}
    marks = "".join(_mark_key(style, say(words, lang)) for style, words in LEGEND if style in used)
    return f'<ul class="legend">{layers}{marks}</ul>' if layers or marks else ""


def _layer_key(layer: Layer) -> str:
    slot = layer.slot if layer.slot == NEUTRAL else layer.slot % len(PARTY_COLOURS)
    return f'<li><i class="swatch {layer.style} c{slot}"></i><span>{escape(layer.label)}</span></li>'


def _mark_key(style: str, words: str) -> str:
    glyph = f'<svg viewBox="0 0 12 12" class="key" aria-hidden="true"><g class="mark {style}">{_KEY[style]}</g></svg>'
    return f"<li>{glyph}<span>{escape(words)}</span></li>"


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
