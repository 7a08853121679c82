"""What `join_probable` costs per candidate pair: called as `probable.py EVENTS ZONES NUMBA` in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from contenders import scopes_of
from front_scenery import load, make


@dataclass(frozen=True, slots=True)
class Chances:
    """One measurement: everything that join_probable does, over the pairs whose mass it worked out."""

    name: str
    cpu_s: float
    candidates: int
    kept: int
    corners: float

    @property
    def us_per_candidate(self) -> float:
        """Microseconds."""
        return self.cpu_s / self.candidates * 1e6


def rows(events: int, zones: int) -> list[Chances]:
    """With and without numba."""
    return [_row(events, zones, "with numba", "yes"), _row(events, zones, "without numba", "no")]


def _row(events: int, zones: int, name: str, numba: str) -> Chances:
    command = [sys.executable, __file__, str(events), str(zones), numba]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Chances(name, **json.loads(done.stdout))


def count_candidates(columns: tuple[np.ndarray, ...], scopes: list[object]) -> int:
    """How many pairs are left to be worked out after the cuts by time and distance."""
    from ceasefire.scope import bulk_probable
    from ceasefire.scope.bulk_reach import reach_in_sigmas

    reports, parts = bulk_probable.Reports(*columns), bulk_probable.parts_of(scopes)
    return sum(len(event) for event, _ in bulk_probable.candidates(reports, parts, reach_in_sigmas(0.01)))


def main() -> None:
    events, zones, numba = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    if numba == "no":
        sys.modules["numba"] = None  # type: ignore[assignment]  # what "not installed" looks like to an import
    from ceasefire import scope as sc

    with tempfile.TemporaryDirectory() as folder:
        make(events, zones, Path(folder))
        scenery = load(Path(folder))
    sigma = np.exp(np.random.default_rng(7).uniform(np.log(100), np.log(5_000), events))
    scopes = scopes_of(scenery)
    columns = (scenery.lon, scenery.lat, sigma, scenery.t)
    sc.join_probable(*columns, scopes)  # loads and compiles
    start = time.process_time()
    kept = len(sc.join_probable(*columns, scopes)[0])
    cpu = time.process_time() - start
    candidates = count_candidates(columns, scopes)
    corners = float(np.mean([len(zone.exterior.coords) - 1 for zone in scenery.zones]))
    print(json.dumps({"cpu_s": cpu, "candidates": candidates, "kept": kept, "corners": corners}))


if __name__ == "__main__":
    main()
