"""`ceasefire export`: terms as a table for research."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import options, output, terms_input


class Table(StrEnum):
    """The tables that terms can be written as."""

    DECLARATIONS = "declarations"


def export(
    terms: terms_input.TermsFile,
    to: Annotated[Table, typer.Option(help="declarations: one row per actor and declaration.")] = Table.DECLARATIONS,
    overlay: terms_input.Overlays = None,
    reader: terms_input.ForReader = "public",
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Write one row per actor and declaration, as CSV or JSON."""
    from ceasefire.terms import export as tables

    del to  # one table so far; the option says which
    read = terms_input.read_for(terms, overlay, reader)
    if out is not None:
        output.file(out, output.as_document(tables.to_json(read)) if as_json else tables.to_csv(read))
    elif as_json:
        output.document(tables.to_json(read))
    else:
        output.line(tables.to_csv(read).rstrip("\n"))
