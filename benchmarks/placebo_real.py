"""How often `ceasefire assess` finds what is not there, on real records: dates and places without a ceasefire.

    python benchmarks/placebo_real.py DATA             both records; writes docs/benchmarks-real-placebo.md and the
                                                       published shares of quiet, assessment/data/quiet.yaml
    python benchmarks/placebo_real.py DATA --keep FILE the same in parts: what FILE holds already is not run again
    python benchmarks/placebo_real.py DATA --quick     a few windows of one circle each; writes nothing

DATA is the folder with the open data sets; none of them is copied. Every window goes the way of `ceasefire assess`:
terms of a circle and its days, the record with the source's default settings, a record of full watching.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from plain_tests import NAMES, plain_tests
from real_page import page, published
from real_windows import ZONE, apart, centres, open_starts, peak_starts, terms_on, watched_throughout

from ceasefire.assessment import assess
from ceasefire.assessment.columns import Columns, columns_of
from ceasefire.assessment.estimate import METHOD
from ceasefire.assessment.quiet import reports_in_28_days
from ceasefire.assessment.rules import rules
from ceasefire.geometry import Disc
from ceasefire.record import Event
from ceasefire.scope import Where
from ceasefire.sources import read_events
from ceasefire.terms import Terms

HERE = Path(__file__).resolve().parent
SEED = 20_261_128
LENGTHS = {1: 56, 7: 28, 28: 28, 84: 84}  # days of a window, and days from one start to the next
MARGIN = 14  # days between a window and any ceasefire
ANY_PEAK = (7, 28, 84)


@dataclass(frozen=True)
class Real:
    """A real record, the days over which the date is slid, and the circles: places chosen from the time before."""

    name: str
    files: tuple[str, ...]
    form: str
    mapping: str | None
    before: dt.date  # nothing from this day on is looked at when places are chosen
    first: dt.date
    last: dt.date
    record_ends: dt.date
    circles: tuple[tuple[float, int], ...]  # radius in km, how many
    within: tuple[float, float, float] | None = None
    ceasefires: str | None = None


DONBAS = Real(
    "Donbas 2016–2021",
    ("ucdp/ged_ukraine.csv",),
    "ucdp-ged",
    None,
    before=dt.date(2016, 1, 1),
    first=dt.date(2016, 1, 1),
    last=dt.date(2021, 12, 31),
    record_ends=dt.date(2021, 12, 31),
    circles=((150, 1), (50, 3), (15, 5)),
    within=(38.5, 48.3, 150),
    ceasefires="truces_donbas.csv",
)
UKRAINE = Real(
    "Ukraine 2023–2025",
    tuple(f"viina/VIINA_{year}_REBUILD.csv" for year in range(2022, 2026)),
    "csv",
    "docs/mappings/viina-2-subset.yaml",
    before=dt.date(2023, 8, 1),
    first=dt.date(2023, 8, 1),
    last=dt.date(2025, 3, 3),
    record_ends=dt.date(2025, 3, 17),
    circles=((150, 2), (50, 2), (15, 3)),
)
RECORDS = (DONBAS, UKRAINE)


@cache
def record(real: Real, data: Path) -> tuple[Event, ...]:
    """The reports of the record up to its last day."""
    mapping = None if real.mapping is None else HERE.parent / real.mapping
    events = (event for file in real.files for event in read_events(data / file, real.form, mapping))
    end = dt.datetime.combine(real.record_ends, dt.time(), dt.UTC) + dt.timedelta(days=1)
    return tuple(event for event in events if event.time.start_us < end.timestamp() * 1e6)


@cache
def columns(real: Real, data: Path) -> Columns:
    return columns_of(record(real, data), ZONE)


@cache
def others(real: Real, data: Path) -> tuple[Terms, ...]:
    """The ceasefires that ran there, as terms: days under them are never days without one."""
    if real.ceasefires is None:
        return ()
    with (data / real.ceasefires).open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    spans = zip(rows, closed(real, data), strict=True)
    return tuple(
        terms_on(
            row["id"], float(row["lon"]), float(row["lat"]), float(row["radius_km"]), start, (end - start).days + 1
        )
        for row, (start, end) in spans
    )


def closed(real: Real, data: Path) -> list[tuple[dt.date, dt.date]]:
    """First and last day of every ceasefire; one without an end is taken for as long as the rules assess it."""
    if real.ceasefires is None:
        return []
    with (data / real.ceasefires).open(encoding="utf-8", newline="") as source:
        rows = [(row["start"], row["end"]) for row in csv.DictReader(source)]
    starts = [(dt.date.fromisoformat(start[:10]), end) for start, end in rows]
    unless = dt.timedelta(days=rules().open_ended_days - 1)
    return [(start, dt.date.fromisoformat(end[:10]) if end else start + unless) for start, end in starts]


def circles(real: Real, data: Path) -> Iterator[tuple[float, float, float]]:
    """Every circle (lon, lat, km): round the places with the most reports before the slid dates."""
    all_of = columns(real, data)
    known = all_of.day < all_of.days.number_of(real.before)
    points = np.column_stack([all_of.lon[known], all_of.lat[known]])
    for radius_km, many in real.circles:
        if real.within is not None and radius_km >= real.within[2]:
            yield real.within
        else:
            yield from ((*centre, radius_km) for centre in centres(points, radius_km, many, real.within))


def starts(real: Real, data: Path, circle: tuple[float, float, float], days: int) -> Iterator[tuple[str, dt.date]]:
    """The slid dates, and those after a peak; no two windows of one kind overlap."""
    free = open_starts(real.first, real.last, days, closed(real, data), MARGIN)
    yield from (("slid", day) for day in apart(free, LENGTHS[days]))
    if days in ANY_PEAK:
        every = columns(real, data)
        counts = every.per_day(every.inside([Where(Disc(*circle[:2], 1000 * circle[2]))])[0])
        peaks = peak_starts(counts, every.days.first, free)
        yield from (("after a peak", day) for day in apart(peaks, LENGTHS[days]))


def asked(real: Real, data: Path, circle: tuple[float, float, float], days: int, start: dt.date) -> dict[str, Any]:
    """What `ceasefire assess` answers on one window without a ceasefire, and what the usual tests find there."""
    terms = terms_on("placebo", *circle, start, days)
    effort = watched_throughout(start, days)
    found = assess(terms, record(real, data), effort=effort, others=others(real, data), seed=SEED)
    version = found.results[0].versions[0]
    seen, effect = version.seen, version.effect
    plain = (None,) * len(NAMES)
    if days > 1:
        counts = np.vstack([seen.events, version.around.others])
        plain = plain_tests(counts, 0, seen.start, days)
    return {
        "start": start.isoformat(),
        "block": (start - real.first).days // 182,
        "answer": effect.answer,
        "told": math.isfinite(effect.p_value),
        "low p": effect.p_value <= rules().finding_at,
        "conduct": version.conduct.answer,
        "pace": reports_in_28_days(seen),
    } | dict(zip(NAMES, plain, strict=True))


def part(data: Path, quick: bool, task: tuple[int, tuple[float, float, float], int]) -> list[dict[str, Any]]:  # noqa: FBT001 - bound by partial
    """All windows of one length on one circle."""
    number, circle, days = task
    real = RECORDS[number]
    chosen = list(starts(real, data, circle, days))
    same = {"record": real.name, "km": circle[2], "days": days}
    return [
        same | {"kind": kind} | asked(real, data, circle, days, start)
        for kind, start in (chosen[:: max(1, len(chosen) // 2)] if quick else chosen)
    ]


def measured(data: Path, quick: bool, kept: Path | None) -> list[dict[str, Any]]:  # noqa: FBT001 - as of the command
    """Every window with its answers; parts that `kept` holds are read from it."""
    done: dict[str, list[dict[str, Any]]] = {}
    if kept is not None and kept.exists():
        done = json.loads(kept.read_text(encoding="utf-8"))
    tasks = {
        f"{real.name}, {lon:.3f} {lat:.3f} {km:g} km, {days} days": (number, (lon, lat, km), days)
        for number, real in enumerate(RECORDS)
        for lon, lat, km in islice(circles(real, data), 1 if quick else None)
        for days in LENGTHS
    }
    missing = [name for name in tasks if name not in done]
    with Pool(2) as pool:
        answers = pool.imap(partial(part, data, quick), [tasks[name] for name in missing])
        for name, rows in zip(missing, answers, strict=True):
            done[name] = rows
            print(name, len(rows), file=sys.stderr, flush=True)
            if kept is not None:
                kept.write_text(json.dumps(done), encoding="utf-8")
    return [row for name in tasks for row in done[name]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with the open data sets")
    parser.add_argument("--quick", action="store_true", help="a few windows of one circle each; writes nothing")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="file that holds finished parts between runs")
    chosen = parser.parse_args()
    rows = measured(chosen.data, chosen.quick, None if chosen.quick else chosen.keep)
    about: Mapping[str, object] = {
        "margin": MARGIN,
        "open_ended": rules().open_ended_days,
        "seed": SEED,
        "rules": rules().version,
        "method": METHOD,
    }
    text = page(rows, NAMES, about)
    print(text)
    if not chosen.quick:
        (HERE.parent / "docs" / "benchmarks-real-placebo.md").write_text(text, encoding="utf-8")
        target = HERE.parent / "src" / "ceasefire" / "assessment" / "data" / "quiet.yaml"
        target.write_text(published(rows, DONBAS.name, about), encoding="utf-8")


if __name__ == "__main__":
    main()
