"""The page docs/benchmarks-desk.md from what was measured."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

import desk_asked as asked

Measured = dict[str, dict[str, float]]
BOUNDS_MS = {asked.FIRST_PAGE: 20, asked.BOX_DAY: 50, asked.UPDATE: 300}

HEAD = """# Benchmarks of the desk

Written by `benchmarks/desk.py` (`make bench-desk`); do not edit.

{machine}; {date}; Python {python}, SQLite {sqlite}, datasette {datasette}.

{number:,} made-up reports with uncertain places over four years, the same rows for both. The store answers through its
library, pages written as JSON; Datasette, which people take to look through such a table, answers through its
in-process client on a plain table with an index for each column asked by, so no network is in its figures either. The
two do not do the same work: Datasette makes a whole web answer (its guesses of facets are switched off) and counts
filtered rows exactly; the store also counts what has no place or no day, and says "at least 10,000" where counting a
box on would keep people waiting. Figures are medians; other work ran on the machine meanwhile and this ran behind it,
so CPU time is the steadier one.
"""


def page(number: int, ours: Measured, theirs: Measured) -> str:
    """The whole page."""
    parts = [HEAD.format(number=number, **circumstances()), questions(ours, theirs), bulk(ours, theirs)]
    return "\n".join(parts)


def circumstances() -> dict[str, str]:
    """Machine, date and versions."""
    try:
        datasette = version("datasette")
    except PackageNotFoundError:
        datasette = "not installed"
    return {
        "machine": f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "datasette": datasette,
    }


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    return platform.processor() or platform.machine()


def questions(ours: Measured, theirs: Measured) -> str:
    rows = [
        "## Questions\n",
        "| question | rows | store, wall ms | bound | CPU ms | Datasette, wall ms | CPU ms | CPU ratio |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, own in ours.items():
        if name in {"import", "size", "export"}:
            continue
        other = theirs.get(name)
        beside = (
            ("–", "–", "–")
            if other is None
            else (
                f"{other['wall_ms']:.1f}",
                f"{other['cpu_ms']:.1f}",
                f"{other['cpu_ms'] / max(own['cpu_ms'], 1e-3):.1f}",
            )
        )
        bound = f"{BOUNDS_MS[name]}" if name in BOUNDS_MS else "–"
        shown = "map" if "map of" in name and name != asked.UPDATE else f"{own['rows']:,.0f}"
        cells = (name, shown, f"{own['wall_ms']:.1f}", bound, f"{own['cpu_ms']:.1f}", *beside)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def bulk(ours: Measured, theirs: Measured) -> str:
    rows = ["## In and out\n", "| what | wall s | CPU s | |", "|---|--:|--:|---|"]
    named = [("import into the store, one transaction", ours["import"], f"{ours['size']['mb']:,.0f} MB on disk")]
    if theirs:
        named.append(("plain table with indexes", theirs["import"], f"{theirs['size']['mb']:,.0f} MB on disk"))
    more = f"{ours['export']['rows']:,.0f} rows, {ours['export']['more_mb']:.0f} MB more memory than before"
    named.append(("export of everything as CSV", ours["export"], more))
    rows += [f"| {name} | {m['wall_ms'] / 1e3:.1f} | {m['cpu_ms'] / 1e3:.1f} | {note} |" for name, m, note in named]
    return "\n".join(rows) + "\n"
