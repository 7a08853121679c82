"""Columns, surroundings and the same hours of other weeks: counts against a count by hand."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from geographiclib.geodesic import Geodesic

from ceasefire import sources
from ceasefire.assessment.columns import columns_of
from ceasefire.assessment.rules import rules
from ceasefire.assessment.same_hours import same_hours
from ceasefire.assessment.surroundings import surroundings
from ceasefire.clock import HOUR, ReportedTime, Span, parse_instant
from ceasefire.errors import BadInput
from ceasefire.geometry import Disc, PointPlace, UnknownPlace
from ceasefire.record import Event
from ceasefire.scope import Where

KYIV = "Europe/Kyiv"
ZONE = Where(Disc(38.5, 48.3, 20_000))
ACTS = frozenset({"fire.mortar"})


def event(number, day, lon=38.5, lat=48.3, radius=100.0, deaths=1, time=None):
    when = time or ReportedTime.on_day(dt.date.fromisoformat(day), KYIV)
    return Event(f"e{number}", "test", number, PointPlace(lon, lat, radius), when, ACTS, deaths=deaths)


def scattered(seed=1, n=400):
    draw = np.random.default_rng(seed)
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=int(d)) for d in draw.integers(0, 500, n)]
    lon, lat = draw.uniform(36, 41, n), draw.uniform(46.5, 50, n)
    return [event(at, day.isoformat(), x, y) for at, (day, x, y) in enumerate(zip(days, lon, lat, strict=True))]


def metres(lon, lat):
    return Geodesic.WGS84.Inverse(lat, lon, 48.3, 38.5)["s12"]


def test_days_are_local_days_over_a_change_of_the_clock():
    events = [
        event(1, "", time=ReportedTime.at(parse_instant(moment, KYIV)))
        for moment in ("2020-03-28T23:59", "2020-03-29T00:00", "2020-03-29T23:59", "2020-03-30T00:00")
    ]
    columns = columns_of(events, KYIV)
    assert columns.days.first == dt.date(2020, 3, 28)
    assert columns.day.tolist() == [0, 1, 1, 2]
    assert columns.per_day(np.ones(4, bool)).tolist() == [1, 2, 1]


def test_what_has_no_place_is_told_with_its_deaths():
    lost = Event(
        "x", "test", 9, UnknownPlace("somewhere"), ReportedTime.on_day(dt.date(2020, 1, 1), KYIV), ACTS, deaths=7
    )
    columns = columns_of([event(1, "2020-01-01"), lost], KYIV)
    assert (columns.unplaced, columns.unplaced_deaths.number) == (1, 7)
    with pytest.raises(BadInput, match="CF-ASSESSMENT-060"):
        columns_of([lost], KYIV)


def test_inside_and_rings_equal_a_count_by_hand():
    events = scattered()
    columns = columns_of(events, KYIV)
    found = surroundings(ZONE, columns, 400, rules())
    away = np.array([metres(e.place.lon, e.place.lat) - 20_000 for e in events])
    assert found.inside.tolist() == (away < 0).tolist()
    for ring in found.rings:
        by_hand = (away >= ring.from_km * 1000) & (away < ring.to_km * 1000)
        assert np.count_nonzero(ring.chosen != by_hand) == 0
    assert [(ring.from_km, ring.to_km) for ring in found.rings] == [(0, 5), (5, 15), (15, 50)]


def test_an_area_for_comparison_lies_beyond_the_last_ring():
    events = scattered(n=6000)
    found = surroundings(ZONE, columns_of(events, KYIV), 400, rules())
    beyond = sum(metres(e.place.lon, e.place.lat) > 70_000 for e in events)
    assert found.compared
    assert len(found.others) >= rules().fewest_areas
    assert found.others.sum() <= beyond


def test_a_ring_narrower_than_its_places_are_sure_is_joined_outward():
    events = [event(at, "2020-01-05", 38.5 + 0.3, 48.3, radius=9_000.0) for at in range(5)] + scattered()
    rings = surroundings(ZONE, columns_of(events, KYIV), 400, rules()).rings
    assert rings[0].from_km == 0
    assert rings[0].merged


def test_too_few_areas_mean_history_only():
    found = surroundings(ZONE, columns_of([event(at, f"2020-01-{at + 1:02}") for at in range(20)], KYIV), 10, rules())
    assert not found.compared


def weekly(counts):
    """Reports at ten in the morning on Saturdays, so many in each week; the last week is the one that is asked."""
    first = parse_instant("2020-02-01T10:00", KYIV)
    return [
        event(
            100 * week + at,
            "",
            time=ReportedTime(first + week * 7 * 24 * HOUR + at, first + week * 7 * 24 * HOUR + at + 1),
        )
        for week, n in enumerate(counts)
        for at in range(n)
    ]


def test_the_same_hours_of_earlier_weeks():
    columns = columns_of(weekly([3, 4, 2, 5, 1]), KYIV)
    start = parse_instant("2020-02-29T09:00", KYIV)
    found = same_hours(columns, np.ones(len(columns.lon), bool), Span(start, start + 3 * HOUR), weeks=4)
    assert found.count == 1
    assert sorted(found.before) == [2, 3, 4, 5]
    assert found.p_value == pytest.approx(1 / 5)


def test_no_earlier_week_in_the_record_gives_no_comparison():
    columns = columns_of(weekly([3]), KYIV)
    start = parse_instant("2020-02-01T09:00", KYIV)
    assert same_hours(columns, np.ones(3, bool), Span(start, start + 3 * HOUR), weeks=4) is None


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("day", "everywhere", "inside"),
    [("2014-09-05", (409, 81), (408, 78)), ("2015-02-15", (106, 41), (106, 40)), ("2020-07-27", (8, 0), (8, 0))],
)
def test_the_donbas_counts_of_the_fortnights_before_and_after(shared_data, day, everywhere, inside):
    options = {"date_prec": "2", "where_prec": "any", "place": "point"}
    events = list(sources.read_events(Path(shared_data) / "ucdp" / "ged_ukraine.csv", "ucdp-ged", options=options))
    columns = columns_of(events, KYIV)
    at = columns.days.number_of(dt.date.fromisoformat(day))
    held = columns.inside([Where(Disc(38.5, 48.3, 150_000))])[0]

    def around(chosen):
        counts = columns.per_day(chosen)
        return int(counts[at - 14 : at].sum()), int(counts[at : at + 14].sum())

    assert around(np.ones(len(columns.lon), bool)) == everywhere
    assert around(held) == inside
    ged = pd.read_csv(shared_data / "ucdp" / "ged_ukraine.csv", parse_dates=["date_start"]).drop_duplicates("id")
    ged = ged[ged["date_prec"] <= 2]
    gap = (ged["date_start"] - pd.Timestamp(day)).dt.days
    assert (int(gap.between(-14, -1).sum()), int(gap.between(0, 13).sum())) == everywhere
