"""How long the common alarm runs: the Poisson CUSUM, worked out exactly.

It is here to be compared with, and because many desks use it: on counts that are more scattered than Poisson its
true run is a fraction of the one it was set to.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

import numpy as np

from ceasefire.assessment import codes
from ceasefire.errors import BadInput, Place, Problem

_MOST_STATES: Final = 2000


def poisson_cusum_run_length(mean: float, reference: float, limit: float) -> float:
    """Return the mean number of days until a CUSUM of Poisson counts gives alarm, from zero.

    The sum is S = max(0, S + count − reference), the alarm S ≥ limit. `mean` is that of the counts; reference and
    limit have to be multiples of one fraction, with at most 2,000 steps to the limit. BadInput otherwise.
    Brook and Evans (1972): the sum is a Markov chain, and the run lengths solve (I − Q) r = 1. It does not show how
    long the alarm runs on counts that are not Poisson or not independent.
    """
    per_count, drift, barrier = _lattice(mean, reference, limit)
    moves = np.zeros((barrier, barrier))
    for at in range(barrier):
        most = (barrier - 1 - at + drift) // per_count
        for count in range(most + 1):
            to = max(0, at + count * per_count - drift)
            moves[at, to] += math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    return float(np.linalg.solve(np.eye(barrier) - moves, np.ones(barrier))[0])


def _lattice(mean: float, reference: float, limit: float) -> tuple[int, int, int]:
    """One count, the reference and the limit as whole numbers of their largest common step."""
    sizes = {"mean": mean, "reference": reference, "limit": limit}
    wrong = [(name, value) for name, value in sizes.items() if not (math.isfinite(value) and value > 0)]
    if wrong:
        raise BadInput(_bad(name, value, "a finite number above 0") for name, value in wrong)
    drift, top = (Fraction(value).limit_denominator(1000) for value in (reference, limit))
    common = math.lcm(drift.denominator, top.denominator)
    if top * common > _MOST_STATES:
        raise BadInput(_bad("limit", limit, f"at most {_MOST_STATES} steps of 1/{common}"))
    return common, int(drift * common), int(top * common)


def _bad(name: str, value: float, expected: str) -> Problem:
    return Problem(codes.BAD_OPTION, Place(field=name), got=repr(value), expected=expected)
