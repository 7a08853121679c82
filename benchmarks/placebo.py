"""How often an effect is found where there is none, and how often where there is one: `estimate_effect` measured.

    python benchmarks/placebo.py                    all worlds; writes docs/benchmarks-assessment.md
    python benchmarks/placebo.py --keep FILE        the same in parts: what FILE holds already is not run again
    python benchmarks/placebo.py --quick            a few series of each; writes nothing

    python benchmarks/placebo.py --processes 1      on one core

Every series is simulated on its own; each gives one random date and one or two after a peak. The usual tests are
run on the same dates. Changes are made by letting each event of the window stay with the same chance.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from placebo_page import page
from plain_tests import NAMES, plain_tests
from worlds import World, after_high, after_peak, least_start, random_date, staged

from ceasefire.assessment import Effect, estimate_effect

SEED = 20_261_127
BATCH = 10  # series a task
HOSTILE_PART = 2  # a hostile cell has one series for so many of the others
DATES: dict[str, Callable[[np.random.Generator, NDArray[np.int64], int], int]] = {
    "random": random_date,
    "peak": after_peak,
    "high": after_high,
}
WORLDS = (
    World("the reference: mean 1.8, k 4, ρ .93, 11 areas, 4 years"),
    World("mean 0.3, k 0.5, ρ .8", mean=0.3, k=0.5, rho=0.8),
    World("3 years, mean 10, k 1", length=1095, mean=10.0, k=1.0),
    World("areas of unequal means", apart=1.0),
    World("windows of 14 days, k 0.3", days=14, k=0.3),
    World("history only", history_only=True),
    World("lasting shifts of single areas", shift=0.5),
    World("yearly season, falling by a third a year", season=0.6, trend=-0.4),
    World("5 years, silent spells of single areas", length=1826, silence=True),
)
HOSTILE = (
    World("yearly wave, e² between summer and winter", season=1.0),
    World("the same, history only", season=1.0, history_only=True),
    World("weekly wave, windows of 10 days", weekday=0.8, days=10),
    World("common shocks, three a year", shocks=3.0),
    World("heavy-tailed jumps of single areas, three a year", jumps=3.0),
    World("0.1 a day and area", mean=0.1),
    World("k 0.3", k=0.3),
    World("slow spells, ρ .98", rho=0.98),
    World("2 areas", areas=2),
    World("3 areas", areas=3),
    World("5 areas", areas=5),
    World("windows of 3 days", days=3),
    World("windows of 90 days", days=90),
    World("the shortest history that is answered", length=400, least_history=True),
    World("rising by half a year", trend=0.4),
    World("falling by two thirds a year", trend=-1.0),
    World("falling by a third a year, history only", trend=-0.4, history_only=True),
    World("all areas fall by half with the start", scene="together"),
    World("a marked ceasefire that ended 28 days before", scene="before"),
    World("the same, unmarked", scene="unmarked"),
    World("watching triples at the start, given as exposure", scene="deploy"),
    World("0.15 a day, 27 others with 0.01", means=(0.15, *(0.01,) * 27)),
    World("0.01 a day, 10 others with 0.5", means=(0.01, *(0.5,) * 10)),
    World("0.1 a day between five with 0.005 and five with 3", means=(0.1, *(0.005,) * 5, *(3.0,) * 5)),
    World("0.03 a day between five with 0.003 and five with 0.3", means=(0.03, *(0.003,) * 5, *(0.3,) * 5)),
)
COVERED = tuple(World(f"{events} events expected", mean=events / 28) for events in (8, 50, 500))
CHANGES = (0.0, -0.3, -0.6)


def assessed(counts: NDArray[np.int64], start: int, world: World, rng: np.random.Generator) -> Effect:
    counts, told = staged(rng, counts, start, world)
    return estimate_effect(counts, 0, start, world.days, **told)


def kinds(world: World) -> tuple[str, ...]:
    """The kinds of dates: with hindsight in the reference only, one date where there is no other."""
    if world == WORLDS[0]:
        return tuple(DATES)
    return ("random",) if world.least_history else ("random", "peak")


def sizes(world: World, seed: tuple[int, ...]) -> Counter[str]:
    """What is found on a batch of series without any ceasefire."""
    rng = np.random.default_rng(seed)
    tally: Counter[str] = Counter()
    for counts in world.panels(rng, BATCH):
        for kind in kinds(world):
            start = least_start(world.days) if world.least_history else DATES[kind](rng, counts[0], world.days)
            effect = assessed(counts, start, world, rng)
            tally[f"{kind} n"] += 1
            tally[f"{kind} low p"] += effect.p_value <= 0.05
            tally[f"{kind} low p of a rise"] += effect.p_rise <= 0.05
            tally[f"{kind} {effect.answer}"] += 1
            tally[f"{kind} covered"] += effect.interval[0] <= 0 <= effect.interval[1]
            plain = plain_tests(counts, 0, start, world.days)
            tally.update({f"{kind} {name}": int(found) for name, found in zip(NAMES, plain, strict=True)})
    return tally


def changes(world: World, seed: tuple[int, ...]) -> Counter[str]:
    """What is found on a batch of series whose counts were changed by each of CHANGES, at random dates."""
    rng = np.random.default_rng(seed)
    tally: Counter[str] = Counter()
    for counts in world.panels(rng, BATCH):
        start = random_date(rng, counts[0], world.days)
        window = np.s_[0, start : start + world.days]
        for change in CHANGES:
            changed = counts.copy()
            changed[window] = rng.binomial(counts[window], 1 + change)
            effect = assessed(changed, start, world, rng)
            tally[f"{change} n"] += 1
            tally[f"{change} {effect.answer}"] += 1
            tally[f"{change} low p"] += effect.p_value <= 0.05
            tally[f"{change} covered"] += effect.interval[0] <= 100 * change <= effect.interval[1]
            tally[f"{change} below"] += 100 * change < effect.interval[0]
    return tally


def seconds() -> dict[str, float]:
    """CPU seconds of one assessment: a usual panel, and a large one."""
    rng = np.random.default_rng(SEED)
    took = {}
    for name, world in (("11 areas × 4 years", World("")), ("300 areas × 8 years", World("", 300, 2922))):
        counts = world.panels(rng, 1)[0]
        begun = time.process_time()
        for start in range(world.length - 60, world.length - 50):
            assessed(counts, start, world, rng)
        took[name] = (time.process_time() - begun) / 10
    return took


def measured(series: int, kept: Path | None, processes: int) -> Iterator[tuple[str, Counter[str]]]:
    """Every part by its name with its tally; parts that `kept` holds are read from it."""
    done = json.loads(kept.read_text(encoding="utf-8")) if kept and kept.exists() else {}
    parts = [("size", number, sizes, world) for number, world in enumerate(WORLDS)]
    parts[:0] = [("change", number, changes, world) for number, world in enumerate(COVERED)]
    parts += [("hostile", number, sizes, world) for number, world in enumerate(HOSTILE)]
    with Pool(processes) as pool:
        for kind, number, task, world in parts:
            name = f"{kind}: {world.name}"
            if name not in done:
                many = series // HOSTILE_PART if kind == "hostile" else series
                seeds = [(SEED, len(kind), number, batch) for batch in range(max(many // BATCH, 1))]
                done[name] = sum(pool.imap_unordered(partial(task, world), seeds), Counter())
                print(name, file=sys.stderr, flush=True)
                if kept:
                    kept.write_text(json.dumps(done), encoding="utf-8")
            yield name, Counter(done[name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few series of each world; writes nothing")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="file that holds finished parts between runs")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="how many at a time")
    chosen = parser.parse_args()
    series, kept = (BATCH, None) if chosen.quick else (2_000, chosen.keep)
    tallies = dict(measured(series, kept, chosen.processes))
    text = page(tallies, CHANGES, NAMES, seconds(), SEED)
    print(text)
    if not chosen.quick:
        target = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-assessment.md"
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
