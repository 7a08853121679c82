"""What the store needs: `python desk_store.py FOLDER NUMBER` prints one JSON object."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, astuple
from pathlib import Path

import desk_asked as asked
from desk_rows import reports

from ceasefire.store import After, Ask, Books, Box, Page, open_store
from ceasefire.store.protocol import Store

MEGABYTE = 1 << 20


def length(page: Page) -> int:
    """Write the page as an answer would be written, and count its rows."""
    json.dumps([asdict(each) for each in page.reports])
    return len(page.reports)


def questions(number: int) -> dict[str, Callable[[Books], int]]:
    """Each question as it is asked of the books."""
    box, quiet, year = Box(*asked.BOX), Box(24.0, 50.0, 24.2, 50.2), asked.YEAR
    middle = After(asked.DAY, asked.DAY * 86_400_000_000, number // 2)
    return {
        asked.FIRST_PAGE: lambda books: length(books.reports.page(most=asked.PAGE)),
        asked.BOX_DAY: lambda books: length(books.reports.page(Ask(box, (asked.DAY, asked.DAY)), most=1000)),
        asked.BOX_YEAR: lambda books: length(books.reports.page(Ask(box, year), most=asked.PAGE)),
        asked.RARE_BOX: lambda books: length(books.reports.page(Ask(quiet), most=asked.PAGE)),
        asked.ACT: lambda books: length(books.reports.page(Ask(acts=frozenset({"assault"})), most=asked.PAGE)),
        asked.DEEP: lambda books: length(books.reports.page(after=middle, most=asked.PAGE)),
        asked.CELLS: lambda books: len(json.dumps([astuple(each) for each in books.reports.cells().cells])) and 1,
        asked.CELLS_YEAR: lambda books: (
            len(json.dumps([astuple(c) for c in books.reports.cells(Ask(days=year)).cells])) and 1
        ),
        asked.TIMELINE: lambda books: len(books.reports.days().days),
        asked.TIMELINE_BOX: lambda books: len(books.reports.days(Ask(box)).days),
    }


def put_in(store: Store, number: int) -> dict[str, float]:
    """Import all reports in one transaction."""
    wall, cpu = time.perf_counter(), time.process_time()
    with store.transaction() as books:
        done = books.reports.put(reports(number))
    return {"wall_ms": (time.perf_counter() - wall) * 1e3, "cpu_ms": (time.process_time() - cpu) * 1e3, "rows": done}


def update(store: Store) -> int:
    """Enter one report and ask anew for all that the screen shows."""
    [first] = list(reports(1))
    with store.transaction() as books:
        books.reports.put([first])
    with store.reading() as books:
        return length(books.reports.page(most=asked.PAGE)) * bool(books.reports.cells()) * bool(books.reports.days())


def export(store: Store, to: Path) -> dict[str, float]:
    """Write every report as CSV; the most memory that the process held meanwhile."""
    wall, cpu, rows = time.perf_counter(), time.process_time(), 0
    before = resident_mb()
    most = before
    with store.reading() as books, to.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for rows, each in enumerate(books.reports.every(), 1):
            out.writerow((each.kind, each.id, each.day, each.start_us, *each.centre, each.text, each.counts, each.body))
            if rows % 20_000 == 0:
                most = max(most, resident_mb())
    spent = {"wall_ms": (time.perf_counter() - wall) * 1e3, "cpu_ms": (time.process_time() - cpu) * 1e3, "rows": rows}
    return {**spent, "more_mb": most - before}


def resident_mb() -> float:
    """Memory of this process now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.partition("VmRSS:")[2].split()[0]) / 1024


def main(folder: Path, number: int) -> None:
    path = folder / "mission.store"
    with open_store(path, create=True) as store:
        found = {"import": put_in(store, number)}
        found["size"] = {"mb": path.stat().st_size / MEGABYTE, "rows": number}
        with store.reading() as books:
            for name, ask in questions(number).items():
                found[name] = asked.timed(lambda ask=ask: ask(books))
        found[asked.UPDATE] = asked.timed(lambda: update(store))
        found["export"] = export(store, folder / "out.csv")
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
