"""Which reports may tell of one happening: pairs with a probability and a sentence for each feature; a person decides.

The odds are the prior odds times the factors of the features, as in Fellegi and Sunter, A Theory for Record Linkage,
Journal of the American Statistical Association 64 (1969). They are as good as the settings, which are assumptions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.desk.alike import BESIDE_SPACE, NOBODY_ELSE, Crowd, Feature, Likeness, space
from ceasefire.desk.crowding import Columns, crowds
from ceasefire.desk.piece import Piece
from ceasefire.desk.proposal import Proposal
from ceasefire.geometry import distance_m
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.record import Event

PROPOSED_FROM: Final = 0.5
_FAR_SIGMAS: Final = 6.0  # beyond it the factor of the place is at its least
_USUAL: Final = Likeness()
_ROWS_AT_ONCE: Final = 512


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two reports, by their ids in order, that may tell of one happening; `features` is the waterfall behind it.

    It joins nothing. Two reports of one happening are two sources of it; neither is thrown away.
    """

    one: str
    other: str
    probability: float
    prior: float
    features: tuple[Feature, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The prior and the features, the one that weighs most first, each with its factor."""
        told = mark("before a look at them, {percent} in 100 such pairs are one happening")
        first = reason("prior", told, percent=float(f"{100 * self.prior:.3g}"))
        ordered = sorted(self.features, key=lambda each: -abs(each.bits))
        return (first, *(each.reason for each in ordered))

    def proposal(self, joining: Piece) -> Proposal:
        """Return the proposal to join the report of `joining` to the case that holds the other one."""
        return Proposal("fuse", {"reports": (joining.to_json(),)}, self.reasons, self.probability)

    def to_json(self) -> dict[str, Any]:
        """Return the published form; bits are the heights of the bars of the waterfall."""
        bars = [{"feature": each.name, "bits": round(each.bits, 3)} | each.reason.to_json() for each in self.features]
        probability = round(self.probability, 4)
        return {"one": self.one, "other": self.other, "probability": probability, "prior": self.prior, "features": bars}


def compare(one: Event, other: Event, how: Likeness = _USUAL, crowd: Crowd = NOBODY_ELSE) -> Duplicate:
    """Return how likely two reports tell of one happening; which of the two comes first is of no account.

    `crowd` says how crowded the spot is at other times.
    """
    first, second = sorted((one, other), key=lambda each: each.id)
    features = (space(first, second, how, crowd), *(feature(first, second, how) for feature in BESIDE_SPACE))
    log_odds = math.log(how.prior / (1 - how.prior)) + sum(math.log(each.factor) for each in features)
    return Duplicate(first.id, second.id, 1 / (1 + math.exp(-log_odds)), how.prior, features)


def propose_duplicates(
    events: Iterable[Event], *, at_least: float = PROPOSED_FROM, how: Likeness = _USUAL
) -> tuple[Duplicate, ...]:
    """Return the pairs that tell of one happening with a probability of `at_least`, the likeliest first.

    The order of the reports changes nothing. Pairs whose times cannot meet, or which lie further apart than both
    places can err, are left out unseen: their factor is at its least.
    """
    listed = sorted({event.id: event for event in events}.values(), key=lambda each: (each.time.start_us, each.id))
    columns = Columns.of(listed)
    crowd = crowds(columns, how)
    found = (
        compare(listed[one], listed[other], how, max(crowd[one], crowd[other], key=_share))
        for one, other in _near(columns, how)
    )
    return tuple(sorted((each for each in found if each.probability >= at_least), key=_likeliest_first))


def _share(crowd: Crowd) -> tuple[float, Crowd]:
    return crowd.near / max(1, crowd.of), crowd


def _likeliest_first(pair: Duplicate) -> tuple[float, str, str]:
    return -pair.probability, pair.one, pair.other


def _near(columns: Columns, how: Likeness) -> Iterator[tuple[int, int]]:
    """Yield the pairs that can meet in time and in space; the reports are sorted by the beginning of their time."""
    last = np.searchsorted(columns.start, columns.end + 2 * how.clock_us, side="right")
    for one in range(len(columns.start)):
        others = np.arange(one + 1, last[one])
        for begin in range(0, len(others), _ROWS_AT_ONCE):
            some = others[begin : begin + _ROWS_AT_ONCE]
            apart = np.asarray(distance_m(columns.lon[one], columns.lat[one], columns.lon[some], columns.lat[some]))
            reach = _FAR_SIGMAS * np.sqrt(columns.sigma[one] ** 2 + columns.sigma[some] ** 2 + how.least_error_m**2)
            yield from ((one, int(other)) for other in some[_within(apart, reach)])


def _within(apart: NDArray[np.float64], reach: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether two places can be one; a place that is not known can be anywhere."""
    inside: NDArray[np.bool_] = ~(apart > reach)
    return inside
