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
SIGHT_M: Final = 3_000.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What to simulate: a name for the reports, a centre in degrees, the first moment (µs UTC), days, and a seed.

    `per_day` reports come on an average day up to the day `quiet_from`, and `quiet_per_day` from then on.
    """

    name: str
    lon: float
    lat: float
    start_us: int
    days: int
    seed: int
    per_day: float
    quiet_from: int
    quiet_per_day: float


def simulated_events(setting: Setting) -> tuple[Event, ...]:
    """Return reports with uncertain places: a Poisson number each day, scattered round the centre."""
    draw = np.random.default_rng(setting.seed)
    rates = np.where(np.arange(setting.days) < setting.quiet_from, setting.per_day, setting.quiet_per_day)
    days = np.repeat(np.arange(setting.days), draw.poisson(rates))
    return tuple(_event(setting, draw, number, int(day)) for number, day in enumerate(days, 1))


def _event(setting: Setting, draw: np.random.Generator, number: int, day: int) -> Event:
    moment = setting.start_us + day * DAY + int(draw.uniform(0, DAY))
    bearing, metres = float(draw.uniform(0, 360)), float(draw.rayleigh(SPREAD_M))
    lon, lat = destination(setting.lon, setting.lat, bearing, metres)
    place = PointPlace(round(float(lon), 5), round(float(lat), 5), float(draw.choice([100.0, 500.0, 1_500.0])))
    acts = taxonomy.acts().leaves(str(draw.choice(ACTS)))
    time = ReportedTime(moment, moment + HOUR)
    key = place_key(place.lon, place.lat, place.radius95_m)
    return Event(f"{setting.name}-{number}", "simulated", number, place, time, acts, place_key=key)


def simulated_effort(setting: Setting) -> tuple[Effort, ...]:
    """Return one patrol of eight hours a day with the centre in sight, and no watch on every third day."""
    sight = Disc(setting.lon, setting.lat, SIGHT_M)
    every = taxonomy.acts().leaves(taxonomy.EVERY)
    return tuple(
        Effort(f"{setting.name}-patrol-{day + 1}", "monitors", "patrol", sight, "", start, start + 8 * HOUR, every)
        for day in range(setting.days)
        if day % 3 != 2
        for start in (setting.start_us + day * DAY + 6 * HOUR,)
    )
