"""How long alarms really run on quiet days, and how soon they come: BreakAlarm beside the usual ones.

    python benchmarks/alarms.py           all cells; writes docs/benchmarks-alarms.md (some minutes)
    python benchmarks/alarms.py --quick   two cells, few days; writes nothing

Every alarm is set to one false alarm in 1,000 days. Reached runs are counted from seeded days; those of the CUSUM on
Poisson counts are known exactly. Fails when the compiled loop and `BreakAlarm.update` differ.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from alarm_page import page
from alarm_runs import (
    Counts,
    Runs,
    alarm_runs,
    daily_counts,
    poisson_cusum,
    poisson_e_detector,
    poisson_glr,
    same_as_update,
    seed,
)

from ceasefire.assessment import BreakAlarm, poisson_cusum_run_length

SEED = 20261127
ARL = 1000
RISES = (2, 4, 10)
MEANS = (0.5, 2.0, 10.0)
DISPERSIONS = (0.5, 1.0, 2.0, 10.0, math.inf)
LAGS = (0.0, 0.2, 0.4)
BASELINE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Known:
    """One cell with a known mean and dispersion: the runs of every alarm, and the delays of ours by rise."""

    mean: float
    k: float
    reached: tuple[Runs, ...]
    delays: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Estimated:
    """One cell with 60 days of baseline: how many baselines keep the run, ours and the plug-in, and the delays."""

    mean: float
    k: float
    lag: float
    kept: float
    tenth: float
    plugin_kept: float
    delays: tuple[tuple[float, float], ...]


def crossing(run: Callable[[float], float], low: float, high: float, steps: int = 12) -> float:
    """The threshold from which the mean run is at least 1,000 days, by halving."""
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if run(middle) < ARL else (low, middle)
    return high


def rivals(mean: float, days: int) -> tuple[Callable[[Counts], Runs], ...]:
    """Poisson CUSUM (tuned to a doubling), GLR and e-detector, each set to 1,000 days on Poisson counts."""
    calm = daily_counts(mean, math.inf, 0.0, days)
    step = 10 if mean < 5 else 2
    reference = round(step * mean / math.log(2)) / step
    limit = next(
        each / step for each in range(1, 2000) if poisson_cusum_run_length(mean, reference, each / step) >= ARL
    )
    glr = crossing(lambda limit: poisson_glr(mean, limit)(calm).mean, 1.0, 12.0)
    e_limit = crossing(lambda log_a: poisson_e_detector(mean, math.exp(log_a))(calm).mean, 0.0, 8.0)
    return poisson_cusum(reference, limit), poisson_glr(mean, glr), poisson_e_detector(mean, math.exp(e_limit))


def known(mean: float, k: float, others: tuple[Callable[[Counts], Runs], ...], days: int) -> Known:
    """Measure one cell with a known mean and dispersion."""
    calm, alarm = daily_counts(mean, k, 0.0, days), BreakAlarm(mean, k, ARL)
    if not same_as_update(alarm, calm[:20_000]):
        sys.exit(f"the compiled loop and BreakAlarm.update differ at mean {mean}, k {k}")
    reached = (alarm_runs(alarm, calm), *(other(calm) for other in others))
    delays = tuple(alarm_runs(alarm, daily_counts(rise * mean, k, 0.0, days), most=20_000).mean for rise in RISES)
    return Known(mean, k, reached, delays)


def estimated(mean: float, k: float, lag: float, baselines: int, days: int) -> Estimated:
    """Measure one cell with estimated baselines: the true run of each, and the delays over all."""
    calm = daily_counts(mean, k, lag, days)
    loud = [daily_counts(rise * mean, k, lag, 60_000) for rise in RISES]
    runs, plugin, delays = [], [], []
    for number in range(baselines):
        counts = daily_counts(mean, k, lag, BASELINE_DAYS)
        if not counts.any():
            continue  # refused, so there is no alarm
        alarm, start = BreakAlarm.from_baseline(counts.tolist(), ARL), (number * 1471) % (days // 2)
        runs.append(alarm_runs(alarm, calm[start : start + days // 2]).mean)
        plugin.append(alarm_runs(as_if_true(counts), calm[start : start + days // 2]).mean)
        delays.append([alarm_runs(alarm, each[number * 97 :][:2000], most=20).mean for each in loud])
    middle = np.column_stack([np.mean(delays, axis=0), np.median(delays, axis=0)])
    share = float(np.mean(np.array(runs) >= ARL))
    late = tuple((float(mean_days), float(median_days)) for mean_days, median_days in middle)
    tenth = float(np.quantile(runs, 0.1))
    return Estimated(mean, k, lag, share, tenth, float(np.mean(np.array(plugin) >= ARL)), late)


def as_if_true(counts: Counts) -> BreakAlarm:
    """The plug-in: mean and variance of the baseline taken for the truth."""
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    return BreakAlarm(mean, mean * mean / (variance - mean) if variance > mean else math.inf, ARL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two cells, few days; writes nothing")
    quick = parser.parse_args().quick
    seed(SEED)
    days, baselines, stretch = (100_000, 20, 40_000) if quick else (1_000_000, 300, 200_000)
    cells = [(2.0, 2.0)] if quick else [(mean, k) for mean in MEANS for k in DISPERSIONS]
    others = {mean: rivals(mean, days) for mean in {mean for mean, _ in cells}}
    first = [known(mean, k, others[mean], days) for mean, k in cells]
    second = []
    for mean, k in cells:
        for lag in (0.4,) if quick else LAGS:
            second.append(estimated(mean, k, lag, baselines, stretch))
            print(second[-1], file=sys.stderr, flush=True)
    text = page(first, second, SEED, days, baselines)
    print(text)
    if not quick:
        (Path(__file__).parents[1] / "docs" / "benchmarks-alarms.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
