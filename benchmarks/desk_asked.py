"""The questions of a desk, and how an answer is timed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from desk_rows import DAYS, FIRST_DAY

TIMES = 9
BOX = (36.0, 48.0, 37.0, 49.0)  # west, south, east, north: a hundredth of the country, in the thick of it
DAY = FIRST_DAY + DAYS // 2
YEAR = (DAY - 182, DAY + 182)
PAGE = 100

FIRST_PAGE = "first page of all reports"
BOX_DAY = "box and one day"
BOX_YEAR = "box and a year, first page"
RARE_BOX = "box over a quiet region, first page"
ACT = "one act in ten, first page"
DEEP = "page behind 500,000 reports"
CELLS = "map of all reports, at most 5,000 squares"
CELLS_YEAR = "map of a year"
TIMELINE = "counts by day, all reports"
TIMELINE_BOX = "counts by day in a box"
UPDATE = "one report in, then table, map and timeline of all"


def timed(ask: Callable[[], int], times: int = TIMES) -> dict[str, float]:
    """Median wall-clock and CPU milliseconds of a question, and how many rows it gave."""
    walls, cpus, rows = [], [], 0
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        rows = ask()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {"wall_ms": statistics.median(walls) * 1e3, "cpu_ms": statistics.median(cpus) * 1e3, "rows": rows}
