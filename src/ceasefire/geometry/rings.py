"""Many areas as four flat arrays, the form in which batch computations and clusters take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry._edges import oriented_rings
from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry.codes import BAD_RINGS

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """The rings of many zones, one after the other.

    `lon`, `lat`: float64 degrees of all positions, every ring closed (its first position repeated last),
    outer rings counter-clockwise and holes clockwise. Ring r has positions `ring_starts[r]` until
    `ring_starts[r + 1]`; zone z has rings `zone_starts[z]` until `zone_starts[z + 1]` (int64, one longer
    than what they count).
    """

    lon: Floats
    lat: Floats
    ring_starts: Indices
    zone_starts: Indices
    edge_from: Indices = field(init=False, repr=False)
    zone_edges: Indices = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _check(self.ring_starts, len(self.lon), "ring_starts")
        _check(self.zone_starts, len(self.ring_starts) - 1, "zone_starts")
        if len(self.lat) != len(self.lon):
            raise BadInput(Problem(BAD_RINGS, got=f"{len(self.lon)} longitudes, {len(self.lat)} latitudes"))
        # Every position but the last of its ring starts an edge to the next position.
        starts_edge = np.ones(len(self.lon), dtype=bool)
        ends = self.ring_starts[1:][np.diff(self.ring_starts) > 0] - 1
        starts_edge[ends] = False
        before = np.concatenate([[0], np.cumsum(starts_edge)])
        object.__setattr__(self, "edge_from", np.flatnonzero(starts_edge).astype(np.int64))
        object.__setattr__(self, "zone_edges", before[self.ring_starts[self.zone_starts]].astype(np.int64))

    def __len__(self) -> int:
        return len(self.zone_starts) - 1

    @classmethod
    def of(cls, geometries: Iterable[BaseGeometry]) -> Rings:
        """The rings of these areas, one zone each; points and lines have none."""
        zones = [oriented_rings(geometry) for geometry in geometries]
        rings = [ring for zone in zones for ring in zone]
        positions = np.concatenate([np.empty((0, 2)), *rings])
        return cls(
            np.ascontiguousarray(positions[:, 0]),
            np.ascontiguousarray(positions[:, 1]),
            _starts([len(ring) for ring in rings]),
            _starts([len(zone) for zone in zones]),
        )


def _starts(lengths: list[int]) -> Indices:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _check(starts: Indices, end: int, name: str) -> None:
    if len(starts) == 0 or starts[0] != 0 or starts[-1] != end or np.any(np.diff(starts) < 0):
        raise BadInput(Problem(BAD_RINGS, got=f"{name} from {starts[:1]} to {starts[-1:]}", expected=f"0 to {end}"))
