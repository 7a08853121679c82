"""Simulated reports and watches round a zone: the same seed gives the same reports, and none is real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ceasefire.clock import DAY, HOUR, ReportedTime
from ceasefire.geometry.metres import destination
from ceasefire.geometry.places import PointPlace
from ceasefire.geometry.shapes import Disc
from ceasefire.kernel import taxonomy
from ceasefire.record import Effort, Event, place_key

ACTS: Final = ("fire.mortar", "fire.small_arms", "uav.recon")
SPREAD_M: Final = 2_500.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when to simulate: a centre in degrees, the first moment (µs UTC), a number of days, and a seed."""

    lon: float
    lat: float
    start_us: int
    days: int
    seed: int


def simulated_events(setting: Setting, per_day: float) -> tuple[Event, ...]:
    """Return reports with uncertain places: a Poisson number a day, scattered round the centre."""
    draw = np.random.default_rng(setting.seed)
    number = int(draw.poisson(per_day * setting.days))
    return tuple(_event(setting, draw, at) for at in range(number))


def _event(setting: Setting, draw: np.random.Generator, at: int) -> Event:
    moment = setting.start_us + int(draw.uniform(0, setting.days) * DAY)
    bearing, metres = float(draw.uniform(0, 360)), float(draw.rayleigh(SPREAD_M))
    lon, lat = destination(setting.lon, setting.lat, bearing, metres)
    place = PointPlace(round(float(lon), 5), round(float(lat), 5), float(draw.choice([100.0, 500.0, 1_500.0])))
    acts = taxonomy.acts().leaves(str(draw.choice(ACTS)))
    time = ReportedTime(moment, moment + HOUR)
    key = place_key(place.lon, place.lat, place.radius95_m)
    return Event(f"simulated-{at + 1}", "simulated", at + 1, place, time, acts, place_key=key)


def simulated_effort(setting: Setting) -> tuple[Effort, ...]:
    """Return one patrol of eight hours a day with the centre in sight, and no watch on every third day."""
    sight = Disc(setting.lon, setting.lat, 3_000.0)
    every = taxonomy.acts().leaves(taxonomy.EVERY)
    return tuple(
        Effort(f"patrol-{day + 1}", "monitors", "patrol", sight, "", start, start + 8 * HOUR, every)
        for day in range(setting.days)
        if day % 3 != 2
        for start in (setting.start_us + day * DAY + 6 * HOUR,)
    )
