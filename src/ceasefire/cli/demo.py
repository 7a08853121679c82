"""`ceasefire demo`: write the page of each worked case and say where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import output, paths


def demo(out: Annotated[Path, typer.Option("--out", help="The folder for the pages; made when missing.")]) -> None:
    """Run the main job on a worked case and write its page; nothing is opened and nothing is sent."""
    from ceasefire.demo import write_pages

    folder = paths.output_folder(out)
    folder.mkdir(exist_ok=True)
    for page in write_pages(folder):
        output.line(f"The report lies in {page}")
