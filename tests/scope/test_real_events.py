"""Real reports against real truces: the answers equal those of pandas and a geodesic library."""

import csv
import datetime as dt

import pandas as pd
import pytest
from geographiclib.geodesic import Geodesic

from ceasefire.clock import DAY, ReportedTime, TimeSet, parse_instant
from ceasefire.geometry.places import PointPlace
from ceasefire.geometry.shapes import Disc
from ceasefire.scope import Report, product

KYIV = "Europe/Kyiv"


def micros(day):
    return pd.Timestamp(day, tz=KYIV).value // 1000


@pytest.mark.shared_data
def test_reports_by_the_day_against_the_truces_in_the_donbas(shared_data):
    events = pd.read_csv(shared_data / "ucdp" / "ged_ukraine.csv", low_memory=False).query("date_prec <= 2")
    days = [
        (dt.date.fromisoformat(a[:10]), dt.date.fromisoformat(b[:10]))
        for a, b in events[["date_start", "date_end"]].values
    ]
    places = list(zip(events.longitude, events.latitude, strict=True))
    certain = possible = 0
    with (shared_data / "truces_donbas.csv").open(encoding="utf-8") as file:
        truces = list(csv.DictReader(file))
    for truce in truces:
        lon, lat, radius = float(truce["lon"]), float(truce["lat"]), float(truce["radius_km"]) * 1000
        start = parse_instant(truce["start"], truce["tz"])
        end = parse_instant(truce["end"], truce["tz"]) if truce["end"] else start + 28 * DAY
        scope = product(Disc(lon, lat, radius), TimeSet.between(start, end))
        for (first, last), (x, y) in zip(days, places, strict=True):
            begins, ends = micros(first), micros(last + dt.timedelta(days=1))
            if ends < start - 3 * DAY or begins > end + 3 * DAY:
                continue
            found = scope.contains(
                Report(PointPlace(x, y), ReportedTime.on_days(first, last, KYIV), frozenset({"fire.mortar"}))
            )
            near = Geodesic.WGS84.Inverse(lat, lon, y, x)["s12"] < radius
            assert (found.whole_span and found.p_place == 1) == (near and start <= begins and ends <= end)
            assert (found.p_max > 0) == (near and begins < end and ends > start)
            certain += found.whole_span and found.p_place == 1
            possible += found.p_max > 0
    assert 0 < certain < possible
