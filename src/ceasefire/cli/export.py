"""`ceasefire export`: terms as a table for research."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import codes, options, output, terms_input
from ceasefire.errors import BadInput, Problem


class Table(StrEnum):
    """The tables that terms can be written as."""

    DECLARATIONS = "declarations"


def export(
    terms: Annotated[list[Path], typer.Argument(help="The terms, YAML or JSON files; one table of all.")],
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
    if overlay and len(terms) > 1:
        raise BadInput(Problem(codes.USAGE, got=f"--with and {len(terms)} terms", expected="--with beside one"))
    every = [terms_input.read_for(each, overlay, reader) for each in terms]
    if out is not None:
        output.file(out, output.as_document(tables.to_json(*every)) if as_json else tables.to_csv(*every))
    elif as_json:
        output.document(tables.to_json(*every))
    else:
        output.line(tables.to_csv(*every).rstrip("\n"))
