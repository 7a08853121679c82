"""The match of the real GED file with 21 recommitments equals a count made with pandas and shapely alone.

Independent on purpose: it shares no code with the package. Points are taken as exact; certain is the
whole span [date_start 00:00, date_end + 1 day) inside the window and the point inside the circle,
possible is any overlap in time and the point inside.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from geographiclib.geodesic import Geodesic

from ceasefire import matching, sources, terms

KYIV = ZoneInfo("Europe/Kyiv")
FOUR_WEEKS = pd.Timedelta(days=28)

TERMS = """
format: ceasefire-terms/1
ceasefire: {id}
title: {{en: "{name}"}}
timezone: Europe/Kyiv
parties: {{A: {{}}, B: {{}}}}
areas:
  circle: {{point: [{lon}, {lat}], radius: {radius_km} km}}
windows:
  before: {{from: "{before}", until: "{start}"}}
  after: {{from: "{start}", until: "{after}"}}
clauses:
  BEFORE: {{kind: refrain, acts: [all], bound: [A, B], targets: any, area: circle, window: before}}
  AFTER: {{kind: refrain, acts: [all], bound: [A, B], targets: any, area: circle, window: after}}
declarations:
  - {{party: A, clauses: [BEFORE, AFTER], history: [{{state: accepted, on: 2014-01-01}}]}}
  - {{party: B, clauses: [BEFORE, AFTER], history: [{{state: accepted, on: 2014-01-01}}]}}
"""


def local_text(moment: pd.Timestamp) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def independent_counts(ged: pd.DataFrame, truce: pd.Series) -> dict[str, tuple[int, int]]:
    start = pd.Timestamp(truce["start"])
    inside = np.array(
        [
            Geodesic.WGS84.Inverse(lat, lon, truce["lat"], truce["lon"])["s12"] < truce["radius_km"] * 1000
            for lat, lon in zip(ged["latitude"], ged["longitude"], strict=True)
        ]
    )
    first = ged["date_start"].dt.tz_localize(KYIV)
    last = (ged["date_end"] + pd.Timedelta(days=1)).dt.tz_localize(KYIV)
    counts = {}
    for clause, (low, high) in {
        "BEFORE": (start - FOUR_WEEKS, start),
        "AFTER": (start, start + FOUR_WEEKS),
    }.items():
        opens, closes = low.tz_localize(KYIV), high.tz_localize(KYIV)
        certain = inside & (first >= opens) & (last <= closes)
        possible = inside & (first < closes) & (last > opens)
        counts[clause] = (int(certain.sum()), int(possible.sum()))
    return counts


@pytest.mark.shared_data
def test_every_recommitment_equals_pandas_and_geographiclib(shared_data: Path) -> None:
    path = shared_data / "ucdp" / "ged_ukraine.csv"
    ged = pd.read_csv(path, parse_dates=["date_start", "date_end"])
    ged = ged[ged["date_prec"] <= 2].drop_duplicates("id")
    options = {"date_prec": "2", "where_prec": "any", "place": "point"}
    events = list(sources.read_events(path, "ucdp-ged", options=options))
    assert len(events) == len(ged)
    for _, truce in pd.read_csv(shared_data / "truces_donbas.csv").iterrows():
        start = pd.Timestamp(truce["start"])
        text = TERMS.format(
            id=truce["id"],
            name=truce["name"],
            lon=truce["lon"],
            lat=truce["lat"],
            radius_km=truce["radius_km"],
            before=local_text(start - FOUR_WEEKS),
            start=local_text(start),
            after=local_text(start + FOUR_WEEKS),
        )
        found = matching.match(terms.read_text(text), events)
        ours = {line.clause: (line.certain, line.possible) for line in found.clauses if line.unit == "event"}
        assert ours == independent_counts(ged, truce), truce["id"]
