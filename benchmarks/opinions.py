"""How often second opinions err: what they tell on simulated counts where nothing happened, and where something did.

    python benchmarks/opinions.py            all processes; writes docs/benchmarks-opinions.md
    python benchmarks/opinions.py --quick    a few series of each; writes nothing

Every series is simulated on its own. A window of 28 days is begun at a random date and after a peak; short truces of
four days come every 45 days, at a random day of each 45 and right after its most violent week. Changes are made by
letting each event of those days stay with the same chance.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import os
import platform
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from placebo_page import wilson
from report import processor, table
from worlds import World, after_peak, random_date

from ceasefire.assessment import recurrent_opinion
from ceasefire.assessment.opinions import Opinion, Series, second_opinions

SEED = 20_261_128
BATCH = 10  # series a task
DAYS, EVERY, LASTS = 28, 45, 4
CHANGES = (0.0, -0.5)
WORLDS = (
    World("independent days: mean 1.8, k 4", length=1096, own=0.0, common=0.0),
    World("the reference: in spells, ρ .93, sd .55 and .40", length=1096),
    World(
        "independent days, yearly season, falling by a third a year",
        length=1096,
        own=0,
        common=0,
        season=0.6,
        trend=-0.4,
    ),
)
WAYS = {
    "synthetic_difference_in_differences": "other areas alone",
    "interrupted_time_series": "own course",
    "recurrent_truces": "recurrent truces",
}
HEAD = """# How often second opinions err

Written by `benchmarks/opinions.py` (`make bench-opinions`); do not edit.

{machine}; {date}; seed {seed}; Python {python}, numpy {numpy}.

Daily counts of 11 areas over three years are negative binomial around log rates that are constant or wander in spells
(AR(1)); {series:,} series a row, each simulated on its own. A window has 28 days, and begins at a random date or after
a peak: a day whose last 28 days are the most violent of the half year before. Short truces last four days and come
every 45 days, on a random day or right after the most violent week of the 45.

*found*: the share of 90 % intervals that lie wholly below 0; without a change nominal 5 %. *covered*: the share that
hold the true change; nominal 90 %. Shares are in per cent with their 95 % interval (Wilson). *told*: the median of the
change that is told. Synthetic difference-in-differences has no interval here, and so no share.

Where days go together in spells the own course finds a fall far too often, and after a peak it and the other areas tell
a rise, because the level is still raised; short truces right after peaks seem to work where nothing happened. That is
why none of them decides an answer.
"""

Told = dict[tuple[str, str, float], list[tuple[float, float, float]]]


def told(world: World, seed: tuple[int, ...]) -> Told:
    """What each way tells of a batch of series: change and interval, by way, kind of date and true change."""
    rng, found = np.random.default_rng(seed), defaultdict(list)
    for counts in world.panels(rng, BATCH):
        for kind in ("random", "after a peak"):
            start = (random_date if kind == "random" else after_peak)(rng, counts[0], DAYS)
            truces = every_so_often(rng, counts[0], kind)
            for change in CHANGES:
                for each in opinions(counts, start, truces, change, rng):
                    found[each.way, kind, change].append((each.per_cent, *each.interval))
    return found


def opinions(
    counts: NDArray[np.int64], start: int, truces: list[tuple[int, int]], change: float, rng: np.random.Generator
) -> Iterator[Opinion]:
    free = np.zeros(counts.shape[1], dtype=bool)
    own = thinned(counts[0], [(start, DAYS)], change, rng)
    yield from second_opinions(Series(own, counts[1:], start, DAYS, free, ()))
    found = recurrent_opinion(thinned(counts[0], truces, change, rng), truces)
    yield Opinion("recurrent_truces", found.per_cent, found.interval, found.assumes)


def every_so_often(rng: np.random.Generator, series: NDArray[np.int64], kind: str) -> list[tuple[int, int]]:
    """A truce in each stretch of EVERY days: on a random day of it, or right after its most violent week."""
    weeks = np.convolve(series, np.ones(7, dtype=np.int64), mode="valid")
    starts = []
    for first in range(0, len(series) - EVERY, EVERY):
        last = EVERY - LASTS - 7
        after = int(rng.integers(last)) if kind == "random" else int(np.argmax(weeks[first : first + last]))
        starts.append(first + after + 7)
    return [(start, LASTS) for start in starts]


def thinned(
    series: NDArray[np.int64], spans: list[tuple[int, int]], change: float, rng: np.random.Generator
) -> NDArray[np.int64]:
    changed = series.copy()
    for start, days in spans:
        changed[start : start + days] = rng.binomial(series[start : start + days], 1 + change)
    return changed


def measured(series: int) -> dict[str, Told]:
    """Everything that was told, by process."""
    done: dict[str, Told] = {}
    with Pool(2) as pool:
        for number, world in enumerate(WORLDS):
            all_told: Told = defaultdict(list)
            seeds = [(SEED, number, batch) for batch in range(series // BATCH)]
            for part in pool.imap(partial(told, world), seeds):
                for key, values in part.items():
                    all_told[key] += values
            done[world.name] = all_told
    return done


def row(name: str, key: tuple[str, str, float], values: list[tuple[float, float, float]]) -> tuple[str, ...]:
    way, kind, change = key
    known = np.array([each for each in values if math.isfinite(each[0])])
    middle = f"{np.median(known[:, 0]):+.0f} %"
    head = (name, WAYS[way], kind, f"{100 * change:.0f} %")
    if np.isnan(known[:, 1]).all():
        cells = (*head, middle, "–", "–")
    else:
        low, high = known[:, 1], known[:, 2]
        covered = (low <= 100 * change) & (100 * change <= high)
        cells = (*head, middle, share(high < 0), share(covered))
    return tuple(cell.replace("-", "−") if cell[:1] in "-+" else cell for cell in cells)


def share(found: NDArray[np.bool_]) -> str:
    low, high = wilson(int(found.sum()), len(found))
    return f"{100 * found.mean():.1f} ({100 * low:.1f}–{100 * high:.1f})"


def page(done: dict[str, Told], series: int) -> str:
    """The whole page."""
    head = HEAD.format(
        machine=f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        seed=SEED,
        python=platform.python_version(),
        numpy=version("numpy"),
        series=series,
    )
    rows = [row(name, key, every[key]) for name, every in done.items() for key in sorted(every, key=order)]
    columns = ("process", "way", "date", "true change", "told", "found", "covered")
    return "\n".join([head, table(columns, rows)])


def order(key: tuple[str, str, float]) -> tuple[int, bool, float]:
    return list(WAYS).index(key[0]), key[1] != "random", -key[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few series of each process; writes nothing")
    chosen = parser.parse_args()
    series = BATCH if chosen.quick else 300
    text = page(measured(series), series)
    print(text)
    if not chosen.quick:
        target = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-opinions.md"
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
