"""`ceasefire restore`: a store from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import options, output, paths


def restore(
    backup: Annotated[Path, typer.Argument(help="The backup, as `ceasefire backup` wrote it.")],
    store: Annotated[Path, typer.Argument(help="The store to make.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put a store that is there already aside, under a name that is printed.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Look a backup through and make a store of it; what was written after the backup is in the old store alone."""
    from ceasefire import store as room

    paths.input_file(backup)
    paths.output_file(store)
    aside = room.restore(backup, store, replace=replace)
    if as_json:
        kept = None if aside is None else str(aside)
        output.document({"format": "ceasefire-restore/1", "backup": str(backup), "store": str(store), "aside": kept})
        return
    output.line(f"{store}: restored from {backup}, looked through and whole.")
    if aside is not None:
        output.line(f"{aside}: the store that was there; nothing of it was changed.")
