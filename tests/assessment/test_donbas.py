"""Known answers of the Donbas (re)commitments: counts in the fortnights before and after, and honest doubt.

The rules and thresholds were fixed before the events of 2019 and 2020 were looked at, beyond the counts printed
here; nothing below looks at another outcome of those years.
"""

import csv
import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ceasefire.assessment import estimate_effect
from ceasefire.geometry import distance_m
from ceasefire.sources import read_events

pytestmark = pytest.mark.shared_data
KYIV = ZoneInfo("Europe/Kyiv")
FIRST = dt.date(2014, 4, 1)
FORTNIGHT = 14
KNOWN = {
    "donbas-2014-09-05": ((409, 81), (408, 78)),
    "donbas-2015-02-15": ((106, 41), (106, 40)),
    "donbas-2020-07-27": ((8, 0), (8, 0)),
}


@pytest.fixture(scope="module")
def events(shared_data):
    """Day of the local start and place of every row of GED with a date precision of at most 2."""
    reading = read_events(shared_data / "ucdp" / "ged_ukraine.csv", "ucdp-ged", options={"where_prec": "any"})
    rows = []
    for event in reading:
        start = dt.datetime.fromtimestamp(event.time.start_us / 1e6, tz=KYIV).date()
        centre = event.place.centre()
        rows.append(((start - FIRST).days, *(centre or (np.nan, np.nan))))
    return np.array(rows)


@pytest.fixture(scope="module")
def truces(shared_data):
    with (shared_data / "truces_donbas.csv").open(encoding="utf-8", newline="") as source:
        return {row["id"]: row for row in csv.DictReader(source)}


def start_day(truce):
    return (dt.date.fromisoformat(truce["start"][:10]) - FIRST).days


def in_zone(events, truce):
    """Whether each event lies in the circle of the terms; a place known by its country only lies nowhere."""
    placed = np.isfinite(events[:, 1])
    inside = np.zeros(len(events), bool)
    metres = distance_m(float(truce["lon"]), float(truce["lat"]), events[placed, 1], events[placed, 2])
    inside[placed] = metres <= 1000 * float(truce["radius_km"])
    return inside


@pytest.mark.parametrize(("name", "known"), KNOWN.items())
def test_counts_of_the_fortnights_before_and_after(events, truces, name, known):
    start = start_day(truces[name])
    for rows, (before, after) in zip((np.full(len(events), True), in_zone(events, truces[name])), known, strict=True):
        day = events[rows, 0]
        assert ((day >= start - FORTNIGHT) & (day < start)).sum() == before
        assert ((day >= start) & (day < start + FORTNIGHT)).sum() == after


def zone_and_cells(events, truce, end):
    """Counts a day of the zone and, below it, of the 50 km cells in it that ever had an event before `end`."""
    seen = events[in_zone(events, truce) & (events[:, 0] >= 0) & (events[:, 0] < end)]
    lon, lat = float(truce["lon"]), float(truce["lat"])
    east = np.floor(np.sign(seen[:, 1] - lon) * distance_m(lon, lat, seen[:, 1], np.full(len(seen), lat)) / 50_000)
    north = np.floor(np.sign(seen[:, 2] - lat) * distance_m(lon, lat, np.full(len(seen), lon), seen[:, 2]) / 50_000)
    _, cell = np.unique(np.stack([east, north]), axis=1, return_inverse=True)
    counts = np.zeros((cell.max() + 2, end), int)
    np.add.at(counts, (0, seen[:, 0].astype(int)), 1)
    np.add.at(counts, (cell.ravel() + 1, seen[:, 0].astype(int)), 1)
    return counts


def test_most_recommitments_before_2019_cannot_tell(events, truces):
    """History only: nothing of the zone's size outside it has enough events to be compared with."""
    last = (dt.date(2019, 1, 1) - FIRST).days
    starts = {name: start_day(truce) for name, truce in truces.items()}
    answers = []
    for name, start in starts.items():
        if start + FORTNIGHT > last:
            continue
        counts = zone_and_cells(events, truces[name], start + FORTNIGHT)
        excluded = np.zeros(counts.shape, bool)
        for other, begun in starts.items():
            if other != name:
                excluded[:, begun : begun + FORTNIGHT] = True
        effect = estimate_effect(counts, 0, start, FORTNIGHT, controls=(), excluded=excluded)
        answers.append(effect.answer)
        assert effect.reasons
    assert len(answers) == 17
    assert answers.count("cannot_tell") > len(answers) / 2
