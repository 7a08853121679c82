"""`ceasefire render`: terms in plain words, on a map, or in a calendar."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import output, terms_input

if TYPE_CHECKING:
    from ceasefire.terms import Terms


class Form(StrEnum):
    """What terms can be turned into."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    GEOJSON = "geojson"
    ICS = "ics"


def render(
    terms: terms_input.TermsFile,
    to: Annotated[Form, typer.Option(help="text, md, html, geojson or ics.")] = Form.TEXT,
    overlay: terms_input.Overlays = None,
    reader: terms_input.ForReader = "public",
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    lang: Annotated[str, typer.Option(help="The language, such as en; English where no translation exists.")] = "en",
) -> None:
    """Put terms in plain words, on a map, or into a calendar with exact ends."""
    text = _rendered(terms_input.read_for(terms, overlay, reader), to, lang)
    if out is None:
        output.line(text.rstrip("\n"))
    else:
        output.file(out, text)


def _rendered(terms: Terms, to: Form, lang: str) -> str:
    from ceasefire.terms import render as forms

    match to:
        case Form.TEXT:
            return forms.to_text(forms.page(terms, lang))
        case Form.MD:
            return forms.to_markdown(forms.page(terms, lang))
        case Form.HTML:
            return forms.to_html(forms.page(terms, lang))
        case Form.GEOJSON:
            return json.dumps(forms.to_geojson(terms, lang), ensure_ascii=False, indent=2) + "\n"
        case Form.ICS:
            return forms.to_ics(terms, lang)
