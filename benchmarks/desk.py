"""The store of a desk with a million reports, and Datasette on the same rows.

    python benchmarks/desk.py            a million reports; writes docs/benchmarks-desk.md
    python benchmarks/desk.py --quick    20,000 reports, seconds; prints the page and writes nothing

Each question is asked several times in a process that has the data open; the median of wall-clock and CPU time
counts. Datasette answers in the same process by its own in-process client, so that no network is timed; where the extra
`bench` is not installed, its columns stay empty. Both return the same number of rows: else exit code 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desk_page import page

HERE = Path(__file__).resolve().parent
PARTS = ("desk_store.py", "desk_datasette.py")


def measured(script: str, folder: Path, number: int) -> dict[str, dict[str, float]]:
    """What one contender measured in a process of its own; nothing when it is not installed."""
    command = [sys.executable, str(HERE / script), str(folder), str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        return {}
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def agree(ours: dict[str, dict[str, float]], theirs: dict[str, dict[str, float]]) -> None:
    """Stop when a question that both answered has two answers."""
    differing = [name for name in ours if name in theirs and ours[name]["rows"] != theirs[name]["rows"]]
    if differing:
        sys.exit(f"the contenders do not agree: {[(name, ours[name], theirs[name]) for name in differing]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    number = 20_000 if quick else 1_000_000
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (measured(script, Path(folder), number) for script in PARTS)
    agree(ours, theirs)
    text = page(number, ours, theirs)
    if quick:
        print(text)
    else:
        (HERE.parent / "docs" / "benchmarks-desk.md").write_text(text, encoding="utf-8")
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
