"""What commands print: text for people, one JSON document for programs, progress for those who wait."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

Advance = Callable[[int], None]


def line(text: str = "") -> None:
    """Print one line of the answer to stdout."""
    sys.stdout.write(text + "\n")


def document(content: Mapping[str, object]) -> None:
    """Print one JSON document to stdout, whole or not at all; its `format` names kind and version."""
    sys.stdout.write(as_document(content))


def as_document(content: Mapping[str, object]) -> str:
    """Return one JSON document as it is printed or written."""
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def file(path: Path, text: str) -> None:
    """Write an answer to `path`, whole or not at all, and say so on stderr where a person watches."""
    from ceasefire.cli import paths
    from ceasefire.kernel import files

    files.write_text(paths.output_file(path), text)
    if sys.stderr.isatty():
        sys.stderr.write(f"{path} written.\n")


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their column names; plain text and unbroken when piped, fitted when on a screen."""
    if not sys.stdout.isatty():
        widths = [max(len(str(row[i])) for row in (columns, *rows)) for i in range(len(columns))]
        for row in (columns, *rows):
            line("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        return
    from rich.console import Console
    from rich.table import Table

    fitted = Table(*columns, box=None, pad_edge=False, show_edge=False)
    for row in rows:
        fitted.add_row(*(str(cell) for cell in row))
    Console(markup=False, highlight=False).print(fitted)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Advance]:
    """Show how far long work is, on stderr, only when a person watches there; give a step function."""
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda steps: bar.advance(task, steps)
