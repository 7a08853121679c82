"""Let Atheris look for broken input that reaches new lines: `python tools/fuzz_guided.py terms -max_total_time=300`.

Atheris is no part of the development environment; `pip install atheris` adds it where it has a wheel. The readers and
their documents are those of `tools/fuzz.py`: the first word names the reader, what follows goes to libFuzzer. A reader
may refuse with problems that have a code; anything else is a crash, and its input is written to crash-….
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ceasefire"]):  # before anything else loads them
    from ceasefire.errors import CeasefireError
    from fuzz import Target, targets


def main() -> None:
    """Run the named reader on what Atheris makes of its documents."""
    by_name = {each.name.replace(" ", "-"): each for each in targets()}
    if len(sys.argv) < 2 or sys.argv[1] not in by_name:
        sys.exit(f"name a reader first: {', '.join(by_name)}")
    target = by_name[sys.argv.pop(1)]
    with tempfile.TemporaryDirectory() as corpus:
        _lay_out(target, Path(corpus))
        atheris.Setup([*sys.argv, corpus], lambda data: _read(target, data))
        atheris.Fuzz()


def _lay_out(target: Target, corpus: Path) -> None:
    for number, document in enumerate(target.seeds):
        (corpus / f"{number}").write_bytes(document)


def _read(target: Target, data: bytes) -> None:
    try:
        target.read(data)
    except CeasefireError:
        return


if __name__ == "__main__":
    main()
