"""The assessed days on which nobody watched at all, named: half a watch hides whole days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from ceasefire.assessment.seen import Seen
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

CODE: Final = "unwatched_days"
_MOST_RUNS: Final = 12


def unwatched_days(seen: Seen) -> tuple[Reason, ...]:
    """Return which days that hold the clause's own time nobody watched; empty where none, or where nobody knows.

    It is for the mission alone: which days nobody looked is no business of whoever may use it.
    """
    if seen.watched is None:
        return ()
    missed = np.flatnonzero(seen.own_days & (seen.watched[seen.during] <= 0)).tolist()
    if not missed:
        return ()
    runs = list(_runs(missed))
    named = ", ".join(_in_words(seen, *run) for run in runs[:_MOST_RUNS])
    if len(runs) > _MOST_RUNS:
        why = mark("on {count} of {days} days nobody watched: {named} and later ones")
    else:
        why = mark("on {count} of {days} days nobody watched: {named}")
    return (reason(CODE, why, count=len(missed), days=int(seen.own_days.sum()), named=named),)


def _runs(days: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of the days that follow each other."""
    breaks = [at for at, (day, after) in enumerate(pairwise(days), 1) if after > day + 1]
    for start, end in pairwise([0, *breaks, len(days)]):
        yield days[start], days[end - 1]


def _in_words(seen: Seen, first: int, last: int) -> str:
    return f"{seen.day(first)}" if first == last else f"{seen.day(first)} to {seen.day(last)}"
