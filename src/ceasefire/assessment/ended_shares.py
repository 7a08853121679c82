"""Which share of ceasefires has ended in a way by a day, and how far chance can move it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ceasefire.assessment import codes
from ceasefire.assessment.survival import Durations, Spell
from ceasefire.errors import BadInput, Place, Problem


@dataclass(frozen=True, slots=True)
class EndedShare:
    """The share that has ended in the way `end` by `day`: from `least` to `most`, as far as the data leave it open.

    `low` and `high` are the interval for the share of all such ceasefires, of which those of the record are taken for
    a chance draw.
    """

    end: str
    day: float
    least: float
    most: float
    low: float
    high: float


def ended_shares(
    found: Durations, days: Iterable[float], *, level: float = 0.9, unknown: int = 0
) -> tuple[EndedShare, ...]:
    """Return for each way of ending and each day which share has ended so by then, with its interval of `level`.

    `least` and `most` are those of `found`. The interval is the exact one of Clopper and Pearson (1934) at both
    extremes: its lower end from the spells that had surely ended so by that day, its upper end from those that may
    have, the `unknown` among them, of which nobody knows how long they lasted and which are not in `found`. It holds
    for any number of spells and however they were watched, also where watching stopped because the ceasefire was about
    to break; where many days are open it is wide. It holds for each day by itself, not for the whole curve, and takes
    ceasefires for alike and for independent. BadInput for a level outside 0 to 1.
    """
    if not 0 < level < 1:
        raise BadInput(Problem(codes.BAD_OPTION, Place(field="level"), got=repr(level), expected="between 0 and 1"))
    return tuple(_shares(found, tuple(days), (1 - level) / 2, found.n + unknown))


def _shares(found: Durations, days: tuple[float, ...], beyond: float, n: int) -> Iterator[EndedShare]:
    for end in sorted({spell.end for spell in found.spells if spell.end is not None}):
        for day in days:
            surely = sum(spell.end == end and spell.ended <= day for spell in found.spells)
            never = sum(not _may_have_ended(spell, end, day) for spell in found.spells)
            low, high = _lower_end(surely, n, beyond), 1 - _lower_end(never, n, beyond)
            yield EndedShare(end, day, *found.ended(day, end), low, high)


def _may_have_ended(spell: Spell, end: str, day: float) -> bool:
    return spell.end in (end, None) and (spell.held < day or spell.ended <= day)


def _lower_end(k: int, n: int, beyond: float) -> float:
    """The share under which `k` of `n` or more would be seen with a chance of `beyond`; 0 for none."""
    if k == 0:
        return 0.0
    seen = np.arange(k, n + 1)
    ways = np.array([math.lgamma(n + 1) - math.lgamma(each + 1) - math.lgamma(n - each + 1) for each in seen.tolist()])
    low, high = 0.0, 1.0
    while high - low > 1e-12:
        share = (low + high) / 2
        chance = np.exp(ways + seen * math.log(share) + (n - seen) * math.log1p(-share)).sum()
        low, high = (low, share) if chance > beyond else (share, high)
    return low
