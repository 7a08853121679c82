"""The page docs/benchmarks.md from what was measured: machine, date, versions, tables."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from probable import Chances
from runs import CPU_LIMIT_S, MEMORY_LIMIT_MB, Run

PACKAGES = ("numpy", "shapely", "numba", "duckdb", "geopandas", "pandas", "h3")
HEAD = """# Benchmarks

Written by `benchmarks/match.py` (`make bench`); do not edit.

{machine}; {date}; Python {python}, {versions}.

The question: which events (place and time) lie in which zones during their windows. The data are made by the
benchmark with a fixed seed: 85 % of the events within some 25 km of a front line of about 900 km, the rest spread
over the country, over four years; overlapping star-shaped zones of 24–96 corners, windows of three hours to a year.
Each contender runs in a process of its own, within {cpu:.0f} CPU-seconds and {memory:.0f} GB of memory; CPU seconds
are those of all threads, of the question alone (reading the data, imports and making scopes are left out; building an
index is in); peak memory is that of the whole process, data included. All who finish return the same pairs: the
benchmark fails when a fingerprint differs.
"""


def page(
    compared: Mapping[tuple[int, int], list[Run]],
    side: Mapping[tuple[int, int], list[Run]],
    chances: Iterable[Chances],
    compiling: float,
) -> str:
    """The whole page."""
    parts = [HEAD.format(**circumstances())]
    for (events, zones), runs in compared.items():
        pairs = next(each.pairs for each in runs if each.cpu_s is not None)
        parts.append(f"## {events:,} events × {zones:,} scopes ({pairs:,} pairs)\n")
        parts.append(comparison(runs))
    for (events, zones), runs in side.items():
        parts.append(f"## Beside it, at {events:,} events × {zones:,} scopes\n")
        parts.append(table(("what", "CPU seconds", "peak MB"), [(each.name, *figures(each)) for each in runs]))
    parts.append(
        "Compiling once per machine and version, on the first large call with numba: "
        f"{compiling:.1f} CPU-seconds, loading included; the result is kept on disk.\n"
    )
    parts.append("## Uncertain places: `join_probable`\n")
    parts.append(probable_table(list(chances)))
    return "\n".join(parts)


def comparison(runs: list[Run]) -> str:
    """The contenders beside the first of them."""
    own = runs[0].cpu_s or float("nan")
    rows = [(each.name, *figures(each), f"{each.cpu_s / own:.1f}" if each.cpu_s is not None else "–") for each in runs]
    return table(("contender", "CPU seconds", "peak MB", "ratio"), rows)


def figures(run: Run) -> tuple[str, str]:
    """CPU seconds, or why there are none, and peak memory."""
    cpu = f"did not finish ({run.why})" if run.cpu_s is None else f"{run.cpu_s:.3f}"
    return cpu, f"{run.peak_mb:,.0f}"


def probable_table(chances: list[Chances]) -> str:
    """What one candidate pair costs."""
    rows = [
        (each.name, f"{each.cpu_s:.2f}", f"{each.candidates:,}", f"{each.kept:,}", f"{each.us_per_candidate:.1f}")
        for each in chances
    ]
    return (
        f"Zones of {chances[0].corners:.0f} corners on average, σ from 100 m to 5 km, threshold 0.01; everything "
        "included: finding the candidates and working out their mass.\n\n"
        + table(("engine", "CPU seconds", "candidate pairs", "kept", "µs per candidate"), rows)
    )


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table, numbers to the right."""
    line = "|---|" + "--:|" * (len(head) - 1)
    return "\n".join([f"| {' | '.join(head)} |", line, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def circumstances() -> dict[str, object]:
    """Where and when, with which versions."""
    return {
        "machine": f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "versions": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "cpu": CPU_LIMIT_S,
        "memory": MEMORY_LIMIT_MB / 1024,
    }


def processor() -> str:
    """The processor's name."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
