"""Which events lie in which scopes: the bulk kernel beside the tools one would otherwise take.

    python benchmarks/match.py           all sizes; writes docs/benchmarks.md
    python benchmarks/match.py --quick   small data, seconds; writes nothing

Every contender answers the same question on the same seeded data, one after the other, each in a process of its
own and within 600 CPU-seconds and 8 GB. Those who finish have to return the same pairs: else exit code 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import front_scenery
import probable
from report import page
from runs import HERE, Run, run

CONTENDERS = (
    ("this kernel, with numba", "ceasefire", "yes"),
    ("this kernel, without numba", "ceasefire", "no"),
    ("numpy, 20 lines", "numpy", "no"),
    ("H3 cells + refinement", "h3", "no"),
    ("DuckDB (IEJoin) + shapely", "duckdb", "no"),
    ("GeoPandas sjoin + time filter", "geopandas", "no"),
)


def compare(events: int, zones: int, folder: Path) -> list[Run]:
    """Every contender on one size; the pairs of those who finish are the same, or the benchmark fails."""
    runs = []
    for name, contender, numba in CONTENDERS:
        runs.append(run(name, contender, numba, folder, zones))
        tell(f"{events:,} × {zones:,}  {runs[-1]}")
    if len({each.sha256 for each in runs if each.cpu_s is not None}) != 1:
        sys.exit(f"the contenders do not agree on the pairs: {runs}")
    return runs


def side_runs(folder: Path, zones: int) -> list[Run]:
    """What a single comparison leaves out: repeated questions, the first call of a process, making scopes."""
    asked = (
        ("repeat query on a built index, with numba", "repeat", "yes"),
        ("repeat query on a built index, without numba", "repeat", "no"),
        ("first call of a process, numba installed (loaded only for much work)", "first_call", "yes"),
        (f"making the {zones:,} scopes", "make_scopes", "no"),
    )
    return [run(name, contender, numba, folder, zones) for name, contender, numba in asked]


def compile_seconds() -> float:
    """CPU seconds of the very first call on a machine, when numba has nothing compiled yet."""
    code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import contenders; contenders.warm_up()"
    with tempfile.TemporaryDirectory() as empty:
        before = os.times()
        subprocess.run([sys.executable, "-c", code], env=os.environ | {"NUMBA_CACHE_DIR": empty}, check=True)
        after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small data, seconds; writes nothing")
    quick = parser.parse_args().quick
    sizes = [(30_000, 60)] if quick else [(1_000_000, 1_000), (10_000_000, 10_000)]
    compared: dict[tuple[int, int], list[Run]] = {}
    side: dict[tuple[int, int], list[Run]] = {}
    for events, zones in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            front_scenery.make(events, zones, folder)
            run("warm", "ceasefire", "yes", folder, 1)  # compiles once, so that nobody is measured compiling
            compared[events, zones] = compare(events, zones, folder)
            few = min(zones, 1_000)
            side[events, few] = side_runs(folder, few)
    chances = probable.rows(*((5_000, 60) if quick else (300_000, 1_000)))
    text = page(compared, side, chances, compile_seconds())
    print(text)
    if not quick:
        (HERE.parent / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
