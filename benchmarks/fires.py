"""How often heat is called an anomaly where nothing happened, and how often where something did.

    python benchmarks/fires.py            all processes; writes docs/benchmarks-fires.md
    python benchmarks/fires.py --quick    a few series of each; writes nothing

Every series is simulated on its own. The usual test beside it takes the mean of the same month in the years before for
known and the detections for Poisson.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np
from burning import FIRST, Burning
from numpy.typing import NDArray
from placebo_page import wilson
from report import processor, table
from scipy.stats import poisson

from ceasefire.assessment import Heat, heat_anomalies

SEED = 20_261_128
LEVELS = (0.01, 0.05)
WORLDS = (
    Burning("the reference: two peaks a year, 0.3 a day, k 0.3"),
    Burning("higher peaks; plants without a season", peaks=2.5, own=0.8),
    Burning("0.03 detections a day and cell", mean=0.03),
    Burning("seen through cloud that is known", cloud=True),
    Burning("one day in thirty nobody sees", gaps=True),
    Burning("weeks that are dry everywhere", dry=0.4),
    Burning("weeks that are dry everywhere, half of the cells far away", dry=0.4),
)
FAR = "half of the cells far away"
EXTRA = (1.0, 3.0, 10.0)  # detections a day and cell beside the 0.3 of the reference
LIT, WEEKS = 5, 8
HEAD = """# How often heat is called an anomaly

Written by `benchmarks/fires.py` (`make bench-fires`); do not edit.

{machine}; {date}; seed {seed}; Python {python}, numpy {numpy}.

`heat_anomalies` on simulated detections of 60 cells, five years of history and one asked week by week, {series} series
a row, each simulated on its own. Cells differ in level and in how much of the season they have; a peak in spring and a
higher one in late summer; daily counts are negative binomial. Shares are in per cent of cells and weeks, with the 95 %
interval (Wilson; weeks of one series are not independent, so it is somewhat too narrow).
"""
FALSE = """## Where nothing happened

The share of cells and weeks that are called an anomaly; nominal 1 % and 5 %. An anomaly takes three detections, so
where hardly anything burns there are fewer. *Usual*: more than a Poisson count of the same month's mean in the years
before would reach at 1 %.
"""
LIGHT = """## Where something burned beside

Five of the 60 cells of the reference have so many more detections a day for eight weeks; level 1 %.
"""


def asked(world: Burning, counts: NDArray[np.int64], cloud: NDArray[np.float64], level: float) -> Heat:
    far = range(world.cells // 2, world.cells) if world.name.endswith(FAR) else ()
    beside = {"cloud": cloud} if world.cloud else None
    return heat_anomalies(counts, FIRST, world.start, level=level, covariates=beside, elsewhere=far)


def false_ones(world: Burning, series: int) -> tuple[str, ...]:
    """Shares of anomalies at each level, and by the usual test."""
    found, of, usual, of_usual = dict.fromkeys(LEVELS, 0), dict.fromkeys(LEVELS, 0), 0, 0
    for number in range(series):
        counts, cloud = world.made(np.random.default_rng((SEED, number)))
        for level in LEVELS:
            heat = asked(world, counts, cloud, level)
            found[level], of[level] = found[level] + len(heat.anomalies), of[level] + heat.asked
        called = usual_test(counts, world.start)
        usual, of_usual = usual + int(called.sum()), of_usual + called.size
    return (world.name, *(share(found[level], of[level]) for level in LEVELS), share(usual, of_usual))


def usual_test(counts: NDArray[np.int64], start: int) -> NDArray[np.bool_]:
    """Cells × weeks: more than Poisson at 1 % around the mean of the same month before."""
    month = np.array([(FIRST + dt.timedelta(days=day)).month for day in range(counts.shape[1])])
    before = {m: counts[:, :start][:, month[:start] == m].mean(axis=1) for m in range(1, 13)}
    weeks = range(start, counts.shape[1] - 6, 7)
    told = [poisson.sf(counts[:, day : day + 7].sum(axis=1) - 1, 7 * before[month[day + 3]]) <= 0.01 for day in weeks]
    return np.array(told).T & np.array([counts[:, day : day + 7].sum(axis=1) >= 3 for day in weeks]).T


def lit(extra: float, series: int) -> tuple[str, str]:
    """The share of lit cells and weeks that are called an anomaly."""
    world, found, of = WORLDS[0], 0, 0
    for number in range(series):
        rng = np.random.default_rng((SEED, number))
        counts, cloud = world.made(rng)
        begun = world.start + 7 * int(rng.integers(52 - WEEKS))
        burning = np.s_[:LIT, begun : begun + 7 * WEEKS]
        counts[burning] += rng.poisson(extra, counts[burning].shape)
        first, last = (FIRST + dt.timedelta(days=day) for day in (begun, begun + 7 * WEEKS - 1))
        heat = asked(world, counts, cloud, 0.01)
        found += sum(each.cell < LIT and first <= each.first <= last for each in heat.anomalies)
        of += LIT * WEEKS
    return f"{extra:g}", share(found, of)


def share(found: int, of: int) -> str:
    low, high = wilson(found, of)
    return f"{100 * found / of:.2f} ({100 * low:.2f}–{100 * high:.2f})"


def page(series: int) -> str:
    """The whole page."""
    head = HEAD.format(
        machine=f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        seed=SEED,
        python=platform.python_version(),
        numpy=version("numpy"),
        series=series,
    )
    columns = ("process", "at 1 %", "at 5 %", "usual, at 1 %")
    false = table(columns, [false_ones(world, series) for world in WORLDS])
    light = table(("more a day and cell", "called an anomaly"), [lit(extra, series) for extra in EXTRA])
    return f"{head}\n{FALSE}\n{false}\n{LIGHT}\n{light}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few series of each process; writes nothing")
    chosen = parser.parse_args()
    text = page(2 if chosen.quick else 60)
    print(text)
    if not chosen.quick:
        target = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-fires.md"
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
