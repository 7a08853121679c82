"""`ceasefire compare`: what the parties really committed to, and where their versions differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import options, output, terms_input

if TYPE_CHECKING:
    from ceasefire.terms.words.comparison import PartInWords


def compare(
    terms: terms_input.TermsFile,
    overlay: terms_input.Overlays = None,
    reader: terms_input.ForReader = "public",
    to: Annotated[Path | None, typer.Option(help="Write the parts as a map to this .geojson file.")] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Set the parties' commitments side by side; exit 1 when versions of them are contested."""
    from ceasefire.terms import compare_output
    from ceasefire.terms.compare import compare as compared
    from ceasefire.terms.words.comparison import comparison_in_words

    read = terms_input.read_for(terms, overlay, reader)
    found = compared(read)
    if to is not None:
        output.file(to, json.dumps(compare_output.to_geojson(read, found), ensure_ascii=False) + "\n")
    if as_json:
        output.document(compare_output.to_json(read, found))
    else:
        for part in comparison_in_words(read, found):
            _tell(part)
    if found.contested:
        raise typer.Exit(1)


def _tell(part: PartInWords) -> None:
    output.line(part.title.upper())
    output.line(part.meaning)
    for entry in part.entries:
        output.line(f"  - {entry.head}")
        for line in entry.lines:
            output.line(f"      {line}")
    if not part.entries:
        output.line("  nothing")
    output.line()
