"""An axis cut into slots that hold about equally many events, whatever lies far out.

A value's slot is looked up, not searched: the axis has many equally wide bins, and each slot is a run
of them. The first and the last slot reach to infinity, so one event at the wrong end of the world
costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Slots = npt.NDArray[np.int32]

BINS: Final = 1 << 14
SAMPLE: Final = 1 << 15
_FAR_OUT: Final = 0.001  # this share of the sample at each end does not widen the bins


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Slots along one coordinate: `slot_of_bin[(value - first) * bins_per_unit]`, ends held at the ends.

    `edges` are the values between slots, -inf first and inf last; a value lies between the edges of
    its slot up to rounding, so whoever compares with them leaves a margin of `slack`.
    """

    first: float
    bins_per_unit: float
    slot_of_bin: Slots
    edges: Floats
    slack: float

    @property
    def slots(self) -> int:
        """How many slots there are."""
        return len(self.edges) - 1

    def slots_of(self, values: npt.NDArray[np.float64] | Ints) -> Slots:
        """The slot of each value; values are not NaN."""
        bins = (values - self.first) * self.bins_per_unit
        np.clip(bins, 0.0, BINS - 1.0, out=bins)
        return self.slot_of_bin[bins.astype(np.int32)]

    def middles(self, slots: Slots) -> Floats:
        """A value well inside each slot."""
        if self.slots == 1:
            return np.full(len(slots), self.first)
        ends = np.concatenate([[self.edges[1] - 1.0], self.edges[1:-1], [self.edges[-2] + 1.0]])
        middles: Floats = (ends[slots] + ends[slots + 1]) / 2
        return middles


def axis_for(values: npt.NDArray[np.float64] | Ints, slots: int) -> Axis:
    """An axis on which the slots, at most so many, hold about equally many of `values` (no NaN)."""
    sample = np.sort(values[:: max(1, len(values) // SAMPLE)].astype(np.float64))
    spare = int(len(sample) * _FAR_OUT)
    first, last = (float(sample[spare]), float(sample[-1 - spare])) if len(sample) else (0.0, 0.0)
    bins_per_unit = BINS / (last - first) if last > first else 0.0
    if not np.isfinite(bins_per_unit):
        bins_per_unit = 0.0
    bins = np.clip((sample - first) * bins_per_unit, 0.0, BINS - 1.0).astype(np.int32)
    held = np.bincount(bins, minlength=BINS)
    before = np.cumsum(held) - held
    wanted = (before * slots // max(1, len(sample))).astype(np.int32)
    _, slot_of_bin = np.unique(wanted, return_inverse=True)
    starts = np.flatnonzero(np.diff(slot_of_bin)) + 1
    inner = first + starts / bins_per_unit if bins_per_unit else np.empty(0)
    edges = np.concatenate([[-np.inf], inner, [np.inf]])
    slack = 1e-12 * (abs(first) + abs(last) + 360.0)
    return Axis(first, bins_per_unit, slot_of_bin.astype(np.int32), edges, slack)
