"""`ceasefire backup`: a checked copy of a mission's store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import options, output, paths


def backup(
    store: Annotated[Path, typer.Argument(help="The store of the mission.")],
    to: Annotated[
        Path, typer.Argument(help="The new file to write the copy to; an existing one is never overwritten.")
    ],
    *,
    as_json: options.AsJson = False,
) -> None:
    """Copy a store as it stands at this moment and check the copy; the desk may go on working meanwhile."""
    from ceasefire.store import open_store

    paths.input_file(store)
    paths.output_file(to)
    with open_store(store, "read") as opened, output.progress("Copying", 100) as advance:
        done = 0

        def tell(per_cent: int) -> None:
            nonlocal done
            advance(per_cent - done)
            done = per_cent

        opened.backup(to, tell)
    size = to.stat().st_size
    if as_json:
        output.document({"format": "ceasefire-backup/1", "store": str(store), "backup": str(to), "bytes": size})
    else:
        output.line(f"{to}: {size:,} bytes, looked through and whole.")
        output.line("It holds everything that the store holds, passwords' hashes too: keep it as safe as the store.")
