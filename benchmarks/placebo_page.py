"""The page docs/benchmarks-assessment.md from what was counted: shares with their 95 % intervals."""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from report import processor, table

HEAD = """# How often an assessment errs

Written by `benchmarks/placebo.py` (`make bench-assessment`); do not edit.

{machine}; {date}; seed {seed}; Python {python}, numpy {numpy}.

`estimate_effect` on simulated counts: log rates of each area follow an AR(1) process (standard deviation 0.55) plus
one of all areas (0.40), daily counts are negative binomial around them; what differs is named in each row. Every
series is simulated on its own and assessed for its first area with the others for comparison, {series:,} series a
row. Shares are in per cent with their 95 % interval (Wilson).

Dates: *random* – any day of the second half; *after a peak* – a day drawn from those whose last 28 days are the most
violent of the half year before; *highest tenth* – drawn from the days whose last 28 days are among the most violent
tenth of the series, told with hindsight (in the reference only).
"""

SIZE = """## False findings of a fall, where nothing happened

The share of series with p ≤ .05; nominal 5 %, aim ≤ 6 %.
"""

PLAIN = """## The usual tests on the same series

One-sided at a nominal 5 %, the days of the window against as many days before; the rank compares with the unit's
own earlier dates, a week apart. None is corrected for the run-up.
"""

HOSTILE = """## Cells that a hostile reader would choose

How windows are foretold and compared was fixed before these cells were run; that answers are withheld where the history
holds fewer than six windows one after the other, or one area alone teaches, was added after seeing them: the p-values
of those rows still show why. {series:,} series a row, as above where nothing else is said. *fall* and *rise*: the share
with p ≤ .05; the other columns are the answers given: a finding is withheld where nothing in the past resembles the
window. "All areas fall by half" is no change of this area against the others; an unmarked ceasefire is one that the
assessment was not told of; "watching triples" gives the effort as `exposure`.
"""

OTHER = """## False findings of a rise, intervals, and answers, where nothing happened

*rise*: the share with p_rise ≤ .05; *covered*: the share of 90 % intervals that hold 0.
"""

CHANGED = """## Changes that were made

At random dates in the reference process with the mean that is named; the interval is that of 90 %, aim 87 to 93 %;
*found*: p ≤ .05, aim ≥ 60 % at −60 % and 50 events; *below*: the change lies under the interval.
"""

TIME = """## Time

CPU seconds of one assessment; aim below 1.
"""


def page(
    tallies: Mapping[str, Counter[str]],
    changes: Iterable[float],
    plain: Iterable[str],
    seconds: Mapping[str, float],
    seed: int,
) -> str:
    """The whole page."""
    sizes = {name.partition(": ")[2]: tally for name, tally in tallies.items() if name.startswith("size")}
    hostile = {name.partition(": ")[2]: tally for name, tally in tallies.items() if name.startswith("hostile")}
    changed = {name.partition(": ")[2]: tally for name, tally in tallies.items() if name.startswith("change")}
    head = HEAD.format(
        machine=f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        seed=seed,
        python=platform.python_version(),
        numpy=version("numpy"),
        series=next(iter(sizes.values()))["random n"],
    )
    dates = {"random": "random", "peak": "after a peak", "high": "highest tenth"}
    return "\n".join(
        [
            head,
            SIZE,
            table(
                ("process", *dates.values()),
                [(name, *(share(tally, kind, "low p") for kind in dates)) for name, tally in sizes.items()],
            ),
            PLAIN,
            table(
                ("process", *(f"{test}, {word}" for test in plain for word in ("random", "after a peak"))),
                [
                    (name, *(short(tally, kind, test) for test in plain for kind in ("random", "peak")))
                    for name, tally in sizes.items()
                ],
            ),
            HOSTILE.format(series=next(iter(hostile.values()))["random n"]),
            table(
                ("process", "fall, random", "fall, after a peak", "rise, random", "rise, after a peak", *TOLD),
                [(name, *found(tally)) for name, tally in hostile.items()],
            ),
            OTHER,
            table(
                ("process", "rise, random", "rise, after a peak", "covered, random", "covered, after a peak", *ANSWERS),
                [(name, *other(tally)) for name, tally in sizes.items()],
            ),
            CHANGED,
            table(
                ("process", "change", "covered", "below", "found", "fell", "no large change", "cannot tell", "rose"),
                [(name, *made(tally, change)) for name, tally in changed.items() for change in changes],
            ),
            TIME,
            table(("panel", "seconds"), [(name, f"{took:.3f}") for name, took in seconds.items()]),
        ]
    )


ANSWERS = ("fell, after a peak", "no large change", "cannot tell", "rose")


TOLD = ("fell, random", "rose, random", "fell, after a peak", "rose, after a peak", "cannot tell, random")


def found(tally: Counter[str]) -> tuple[str, ...]:
    """Low p-values of either side, and the answers, of one hostile cell."""
    both = [share(tally, kind, part) for part in ("low p", "low p of a rise") for kind in ("random", "peak")]
    told = [short(tally, kind, answer) for kind in ("random", "peak") for answer in ("fell", "rose")]
    return (*both, *told, short(tally, "random", "cannot_tell"))


def other(tally: Counter[str]) -> tuple[str, ...]:
    """Rises, coverage and answers of one process."""
    parts = ("low p of a rise", "covered")
    both = [share(tally, kind, part) for part in parts for kind in ("random", "peak")]
    return (*both, *(short(tally, "peak", answer) for answer in ("fell", "no_large_change", "cannot_tell", "rose")))


def made(tally: Counter[str], change: float) -> tuple[str, ...]:
    """Coverage, power and answers at one change."""
    kind = str(change)
    answers = ("fell", "no_large_change", "cannot_tell", "rose")
    return (
        f"{100 * change:.0f} %".replace("-", "−"),
        share(tally, kind, "covered"),
        short(tally, kind, "below"),
        share(tally, kind, "low p"),
        *(short(tally, kind, answer) for answer in answers),
    )


def share(tally: Counter[str], kind: str, part: str) -> str:
    """A share in per cent with its 95 % interval; a dash where nothing was run."""
    if not tally[f"{kind} n"]:
        return "–"
    low, high = wilson(tally[f"{kind} {part}"], tally[f"{kind} n"])
    return f"{100 * tally[f'{kind} {part}'] / tally[f'{kind} n']:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def short(tally: Counter[str], kind: str, part: str) -> str:
    """A share in per cent; a dash where nothing was run."""
    if not tally[f"{kind} n"]:
        return "–"
    return f"{100 * tally[f'{kind} {part}'] / tally[f'{kind} n']:.1f}"


def wilson(found: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share (J. Am. Stat. Assoc. 22, 1927)."""
    share, weight = found / of, z * z / of
    middle = share + weight / 2
    half = z * math.sqrt(share * (1 - share) / of + weight / (4 * of))
    return (middle - half) / (1 + weight), (middle + half) / (1 + weight)
