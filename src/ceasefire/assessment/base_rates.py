"""How often ceasefires of a type hold: each type's own record, pulled towards that of all as far as it is short.

Three of three monitored truces that held do not make a chance of 100 %. The chance of each type is taken as one draw
from a Beta distribution common to all types, whose mean and tightness are themselves unknown and integrated out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment import codes
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.reasons import Reason, reason

Floats = NDArray[np.float64]
Record = dict[str, tuple[int, int]]
"""Of every type: how many held, and how many there were."""

_CHANCES: Final = (np.arange(400) + 0.5) / 400
_MEANS: Final = (np.arange(40) + 0.5) / 40
_SIZES: Final = np.geomspace(0.5, 500, 40)
_log_gamma: Final = np.vectorize(math.lgamma, otypes=[float])


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The chance that a ceasefire of type `kind` holds: `rate`, between `low` and `high`, from `held` of `n`.

    `all_held` of `all_n` is the record of all types. `n` is 0 for a type that was never seen.
    """

    kind: str
    n: int
    held: int
    all_n: int
    all_held: int
    rate: float
    low: float
    high: float

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """From how many cases the rate comes, and how far it can be off."""
        text = (
            "{held} of {n} ceasefires of this type held, and {all_held} of {all_n} of all types; pulled together they "
            "give a chance of {rate}, between {low} and {high}."
        )
        numbers = {name: round(getattr(self, name), 2) for name in self.__slots__ if name != "kind"}
        return (reason("base_rate", text, **numbers),)


def base_rate(kind: str, kinds: Sequence[str], held: Sequence[bool], *, level: float = 0.9) -> BaseRate:
    """Return the chance that a ceasefire of type `kind` holds, from past ones: their `kinds`, and whether each `held`.

    A type's own record counts the more the longer it is, and the more types differ; the interval is of `level`. The
    prior of the common Beta(a, b) is (a + b)^(−5/2) (Gelman and others, Bayesian Data Analysis, section 5.3). BadInput
    for lists of unequal length, an empty record, or a level outside 0 to 1. What is special in the planned
    ceasefire is not in it.
    """
    record = _record(kinds, held)
    if not 0 < level < 1:
        raise BadInput(Problem(codes.BAD_OPTION, Place(field="level"), got=repr(level), expected="between 0 and 1"))
    weights, a, b = _common(tuple(sorted(record.values())))
    good, n = record.get(kind, (0, 0))
    a, b = a + good, b + n - good
    rate = float(weights @ (a / (a + b)))
    reached = np.cumsum(_mixed(weights, a, b))
    low, high = np.interp([(1 - level) / 2, (1 + level) / 2], reached / reached[-1], _CHANCES)
    return BaseRate(kind, n, good, len(kinds), sum(map(bool, held)), rate, float(low), float(high))


def leave_one_out(kinds: Sequence[str], held: Sequence[bool]) -> tuple[float, ...]:
    """Return for every past ceasefire the chance that `base_rate` would have given from all the others."""
    record, found = _record(kinds, held), {}
    if len(kinds) < 2:
        raise BadInput(_wrong(f"{len(kinds)} case", "at least two past ceasefires"))
    for kind, outcome in {(kind, bool(outcome)) for kind, outcome in zip(kinds, held, strict=True)}:
        good, n = record[kind]
        others = record | {kind: (good - outcome, n - 1)}
        weights, a, b = _common(tuple(sorted(others.values())))
        good, n = others[kind]
        found[kind, outcome] = float(weights @ ((a + good) / (a + b + n)))
    return tuple(found[kind, bool(outcome)] for kind, outcome in zip(kinds, held, strict=True))


@dataclass(frozen=True, slots=True)
class Contest:
    """A model beside the base rate: mean log scores (nearer to 0 is better), and the gain with its 90 % interval.

    `wins` when the whole interval of the gain lies above 0. A model that does not win is not to be shown.
    """

    model: float
    base: float
    gain: float
    low: float
    high: float

    @property
    def wins(self) -> bool:
        """Whether the model beats the base rate beyond chance."""
        return self.low > 0


def contest(chances: Iterable[float], kinds: Sequence[str], held: Sequence[bool], *, seed: int = 0) -> Contest:
    """Compare the leave-one-out `chances` of a model, one for each past ceasefire, with those of `base_rate`.

    The score is the log of the chance given to what happened, the interval a bootstrap over ceasefires (2,000 draws
    from `seed`). BadInput for chances that are not above 0 and below 1. Chances that the model gave while it knew the
    outcome are no test; this function cannot see that.
    """
    base = np.array(leave_one_out(kinds, held))
    given = np.array([float(chance) for chance in chances])
    if given.shape != base.shape or not ((given > 0) & (given < 1)).all():
        raise BadInput(_wrong(f"{len(given)} chances", f"{len(base)} chances above 0 and below 1"))
    outcome = np.array([bool(each) for each in held])
    scores = [np.log(np.where(outcome, each, 1 - each)) for each in (given, base)]
    gains = scores[0] - scores[1]
    drawn = np.random.default_rng(seed).integers(0, len(gains), (2000, len(gains)))
    low, high = np.quantile(gains[drawn].mean(axis=1), [0.05, 0.95])
    return Contest(float(scores[0].mean()), float(scores[1].mean()), float(gains.mean()), float(low), float(high))


def _record(kinds: Sequence[str], held: Sequence[object]) -> Record:
    if len(kinds) != len(held) or not len(kinds):
        raise BadInput(_wrong(f"{len(kinds)} kinds and {len(held)} outcomes", "as many of both, at least one"))
    strange = [each for each in held if not isinstance(each, bool | np.bool_)]
    if strange:
        raise BadInput(_wrong(repr(strange[0]), "true or false; leave out what is not known yet"))
    totals, good = Counter(kinds), Counter(kind for kind, outcome in zip(kinds, held, strict=True) if outcome)
    return {kind: (good[kind], n) for kind, n in totals.items()}


@lru_cache(maxsize=64)
def _common(record: tuple[tuple[int, int], ...]) -> tuple[Floats, Floats, Floats]:
    """What the record (held, n of each type) says of the common Beta(a, b): weights over a grid of means and sizes."""
    mean, size = (each.ravel() for each in np.meshgrid(_MEANS, _SIZES, indexing="ij"))
    a, b = mean * size, (1 - mean) * size
    log = -0.5 * np.log(size)  # (a + b)^(-5/2) on a grid of the mean and of log(a + b)
    for good, n in record:
        log += _log_beta(a + good, b + n - good) - _log_beta(a, b)
    weights = np.exp(log - log.max())
    return weights / weights.sum(), a, b


def _mixed(weights: Floats, a: Floats, b: Floats) -> Floats:
    """The density of the chance, on _CHANCES."""
    kept = weights > weights.max() * 1e-6
    weights, a, b = weights[kept], a[kept], b[kept]
    log = np.outer(a - 1, np.log(_CHANCES)) + np.outer(b - 1, np.log1p(-_CHANCES)) - _log_beta(a, b)[:, None]
    return np.asarray(weights @ np.exp(log))


def _log_beta(a: Floats, b: Floats) -> Floats:
    return np.asarray(_log_gamma(a) + _log_gamma(b) - _log_gamma(a + b))


def _wrong(got: str, expected: str) -> Problem:
    return Problem(codes.BAD_RECORD, got=got, expected=expected)
