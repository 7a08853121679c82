"""The page docs/benchmarks-alarms.md from what was measured."""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING

from report import processor, table

if TYPE_CHECKING:
    from alarms import Estimated, Known

HEAD = """# Benchmarks: alarms

Written by `benchmarks/alarms.py`; do not edit.

{machine}, {cores} cores, {system}; {date}; Python {python}, numpy {numpy}, numba {numba}; seed {seed}.

Every alarm below is set to one false alarm in 1,000 quiet days on average. How the alarm works, and where it fails:
[](explanation/alarm.md).

## Known mean and dispersion

Independent negative binomial days (k = ∞: Poisson). Mean days to a false alarm over {days:,} days, with a 95 %
interval; `>` where there was none. CUSUM (tuned to a doubling), GLR (30 days back) and e-detector are the Poisson
ones, each set to 1,000 days on Poisson counts of the same mean; BreakAlarm knows k.
"""
ESTIMATED = """## Estimated from 60 days

{baselines} baselines a cell. *keep* is the share of baselines whose own true run is at least 1,000 days (an average
over baselines would hide the bad ones), *tenth* the run that a tenth of them stays below, *plug-in* the share when mean
and k of the baseline are taken for the truth. Days go together with the next by *lag* (each event lives on to the next
day by chance; every single day stays negative binomial). Delays: mean / median over baselines, of the days that were
watched until the alarm; 2,000 days at most were watched for each, so that figures near it mean: mostly not found. A
share of 95 % from {baselines} baselines is sure to within ± 2.5 points.
"""


def page(known: Iterable[Known], estimated: Iterable[Estimated], seed: int, days: int, baselines: int) -> str:
    """The whole page."""
    versions = {name: version(name) for name in ("numpy", "numba")}
    head = HEAD.format(
        machine=processor(),
        cores=os.cpu_count(),
        system=platform.system(),
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        python=platform.python_version(),
        seed=seed,
        days=days,
        **versions,
    )
    known = list(known)
    names = ("mean, k", "BreakAlarm", "CUSUM", "GLR", "e-detector")
    reached = table(names, [(cell(each.mean, each.k), *map(str, each.reached)) for each in known])
    delays = table(
        ("mean, k", "twofold", "fourfold", "tenfold"),
        [(cell(each.mean, each.k), *(f"{days:.1f}" for days in each.delays)) for each in known],
    )
    second = table(
        ("mean, k, lag", "keep", "tenth", "plug-in", "twofold", "fourfold", "tenfold"),
        [_estimated(each) for each in estimated],
    )
    late = "Mean days from the rise to the alarm, the day of the alarm included, when the watch begins with the rise:\n"
    return "\n".join([head, reached, late, delays, ESTIMATED.format(baselines=baselines), second])


def _estimated(each: Estimated) -> tuple[str, ...]:
    shares = (f"{each.kept:.1%}", f"{each.tenth:,.0f}", f"{each.plugin_kept:.1%}")
    return (f"{cell(each.mean, each.k)}, {each.lag:g}", *shares, *(f"{a:,.1f} / {b:,.1f}" for a, b in each.delays))


def cell(mean: float, k: float) -> str:
    """Mean and dispersion as the tables write them."""
    return f"{mean:g}, {'∞' if math.isinf(k) else f'{k:g}'}"
