"""`ceasefire new`: a commented template of terms to begin with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import codes, output, paths
from ceasefire.errors import BadInput, Place, Problem


def new(
    path: Annotated[Path, typer.Argument(help="The file to write, such as terms.yaml.")],
    *,
    template: Annotated[
        str, typer.Option("--from", help="repair, evacuation, feast-day, sector, assets or resupply.")
    ] = "repair",
) -> None:
    """Write a commented template of terms; an existing file is never overwritten."""
    from ceasefire.kernel import files
    from ceasefire.terms import templates

    if template not in templates.NAMES:
        raise BadInput(Problem(codes.UNKNOWN_TEMPLATE, got=template, expected=", ".join(templates.NAMES)))
    target = paths.output_file(path)
    if target.exists():
        raise BadInput(Problem(codes.FILE_EXISTS, Place(file=str(path)), got="a file", expected="a name not used yet"))
    key = target.stem if re.fullmatch(r"\w[\w-]{0,63}", target.stem) and target.stem != "terms" else ""
    files.write_text(target, templates.template(template, key))
    output.line(f"{path} written from the template {template}.")
    output.line(f"Fill in what says to_be_set, then run: ceasefire lint {path}")
