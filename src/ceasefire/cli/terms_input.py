"""Reading terms for a command: files checked, private versions merged, and cut down to what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import paths

if TYPE_CHECKING:
    from ceasefire.terms import Terms

TermsFile = Annotated[Path, typer.Argument(help="The terms, a YAML or JSON file.")]
Overlays = Annotated[
    list[Path] | None, typer.Option("--with", help="A party's private version to read over the terms; may be repeated.")
]
ForReader = Annotated[str, typer.Option("--for", help="Who will read it: mission, public, or a party's key.")]


def read_for(terms: Path, overlays: Sequence[Path] | None, reader: str) -> Terms:
    """Return the terms as `reader` may see them; BadInput with every problem of the files."""
    from ceasefire.disclosure import Reader, terms_for
    from ceasefire.terms import read

    file, *private = paths.input_files([terms, *(overlays or ())], whole=True)
    whole = read(file, private)
    return terms_for(Reader.named(reader, whole), whole)
