"""Seeded data for the benchmark: events along a front, overlapping star-shaped zones, windows of hours to a year."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

START = np.datetime64("2022-01-01", "us").astype(np.int64)
YEARS_US = 4 * 365 * 86_400_000_000
HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Scenery:
    """Events (degrees, microseconds UTC), and zones (shapely polygons) with their windows [start, end)."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    t: npt.NDArray[np.int64]
    zones: npt.NDArray[np.object_]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]


def make(events: int, zones: int, folder: Path, seed: int = 20251018) -> None:
    """Write a scenery to `folder`."""
    rng = np.random.default_rng(seed)
    at = rng.random(events)
    at_front = rng.random(events) < 0.85
    lon, lat = front(at, rng)
    lon = np.where(at_front, lon, rng.uniform(22.2, 40.2, events))
    lat = np.where(at_front, lat, rng.uniform(44.4, 52.4, events))
    np.save(folder / "lon.npy", lon)
    np.save(folder / "lat.npy", lat)
    np.save(folder / "t.npy", START + rng.integers(0, YEARS_US, events))
    rings = [star(rng) for _ in range(zones)]
    np.save(folder / "corners.npy", np.concatenate(rings))
    np.save(folder / "ring_of_corner.npy", np.repeat(np.arange(zones), [len(ring) for ring in rings]))
    start = START + rng.integers(0, YEARS_US, zones)
    hours = np.exp(rng.uniform(np.log(3), np.log(365 * 24), zones))
    np.save(folder / "start.npy", start)
    np.save(folder / "end.npy", start + (hours * HOUR_US).astype(np.int64))


def front(
    at: npt.NDArray[np.float64], rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Places scattered some 12 km about a line of about 900 km; `at` runs from 0 to 1 along it."""
    lon, lat = 31.0 + 7.5 * at, 46.4 + 3.2 * at**2 + 0.5 * np.sin(7 * at)
    return lon + 0.15 * rng.standard_normal(len(at)), lat + 0.11 * rng.standard_normal(len(at))


def star(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A star-shaped ring of 24 to 96 corners near the front, 1 to 30 km in radius."""
    corners = int(rng.integers(24, 97))
    turn = (np.arange(corners) + rng.uniform(0.05, 0.95, corners)) * 2 * np.pi / corners
    km = np.exp(rng.uniform(np.log(2), np.log(30))) * rng.uniform(0.5, 1.0, corners)
    (lon,), (lat,) = front(rng.random(1), rng)
    return np.column_stack([lon + km / 75 * np.cos(turn), lat + km / 111 * np.sin(turn)])


def load(folder: Path, zones: int | None = None) -> Scenery:
    """Read the scenery in `folder`; with `zones`, only the first so many of its zones."""
    ring = np.load(folder / "ring_of_corner.npy")
    outlines = shapely.polygons(shapely.linearrings(np.load(folder / "corners.npy"), indices=ring))
    columns = (np.load(folder / f"{name}.npy") for name in ("lon", "lat", "t"))
    some = slice(zones)
    return Scenery(*columns, outlines[some], np.load(folder / "start.npy")[some], np.load(folder / "end.npy")[some])
