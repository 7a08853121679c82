"""A million made-up reports along a front, the same for every contender: in the order of days, seeded."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ceasefire.store import Box, Report

FIRST_DAY, DAYS = 19_000, 1_460
DAY_US = 86_400_000_000
ACTS = (
    *("fire.artillery", "fire.artillery", "fire.artillery", "fire.mortar", "fire.mortar", "fire.small_arms"),
    *("uav.recon", "uav.strike", "assault", "air.strike"),
)
KINDS = ("row", "row", "row", "row", "incident", "observation", "allegation")


def reports(number: int) -> Iterator[Report]:
    """Reports of uncertain places, 85 in a hundred within some 25 km of a line of about 900 km."""
    rng = np.random.default_rng(20_260_101)
    day = np.sort(rng.integers(FIRST_DAY, FIRST_DAY + DAYS, number))
    along, near = rng.uniform(0, 1, number), rng.uniform(0, 1, number) < 0.85
    lon = np.where(near, 31.0 + 7.5 * along + rng.normal(0, 0.2, number), rng.uniform(22.5, 40.0, number))
    lat = np.where(near, 46.5 + 3.5 * along + rng.normal(0, 0.15, number), rng.uniform(44.5, 52.2, number))
    reach = rng.choice([0.001, 0.01, 0.05], number)
    act, kind = rng.integers(0, len(ACTS), number), rng.integers(0, len(KINDS), number)
    second = rng.integers(0, 86_400, number)
    for n in range(number):
        x, y, r = float(lon[n]), float(lat[n]), float(reach[n])
        start = int(day[n]) * DAY_US + int(second[n]) * 1_000_000
        words = f"{ACTS[act[n]]} reported near post {n % 97}, heard by two teams"
        yield Report(
            kind=KINDS[kind[n]],
            id=f"r{n}",
            start_us=start,
            end_us=start + 1,
            centre=(x, y),
            box=Box(x - r, y - r, x + r, y + r),
            reported_us=start + 3_600_000_000,
            acts=(ACTS[act[n]],),
            source=f"post {n % 97}",
            text=words,
            counts='[{"n":3,"unit":"explosion","rule":"made_up"}]',
            body=f'{{"id":"r{n}","by":"post {n % 97}","means":"heard","text":"{words}","sense":"heard"}}',
        )
