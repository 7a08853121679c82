"""`ceasefire serve`: the desk of one store, on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import codes, output, paths
from ceasefire.errors import BadInput, Problem


def serve(
    store: Annotated[Path, typer.Argument(help="The store of the mission.")],
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to open; 0 takes a free one.")] = 0,
    address: Annotated[
        str, typer.Option("--address", help="The address to open; in this release only 127.0.0.1, this machine.")
    ] = "127.0.0.1",
) -> None:
    """Open a store for programs on this machine that read maps and tables; nothing is sent anywhere."""
    try:
        from ceasefire.app.serving import serve as opened
    except ModuleNotFoundError as error:
        do = "Install it with `pip install 'ceasefire[desk]'`."
        raise BadInput(Problem(codes.NEEDS_EXTRA, got=f"no {error.name}", do=do)) from None

    paths.input_file(store)
    opened(store, address, port, _tell)


def _tell(start: str) -> None:
    output.line(f"Start address, good for one use: {start}")
    output.line("Ctrl-C closes the desk.")
    sys.stdout.flush()
