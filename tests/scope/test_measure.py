import datetime as dt
import math
import operator

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from ceasefire.clock import DAY, HOUR, TimeSet, occurrences, parse_duration
from ceasefire.errors import BadInput
from ceasefire.geometry.shapes import Disc, Polygons
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import IdSet, Scope, Where, everything, nothing, product

ZONE = Disc(34.59, 47.51, 1500)
DISC_KM2 = math.pi * 1.5**2
WEEK = TimeSet.between(0, 7 * DAY)


def test_a_disc_for_a_week():
    assert product(ZONE, WEEK).measure() == pytest.approx(DISC_KM2 * 168, rel=2e-4)


def test_a_small_box_equals_geographiclib():
    box = shapely.segmentize(shapely.box(34.5, 47.4, 34.7, 47.6), 0.001)
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in box.exterior.coords[:-1]:
        polygon.AddPoint(lat, lon)
    km2 = abs(polygon.Compute()[2]) / 1e6
    assert product(Polygons(box), TimeSet.between(0, HOUR)).measure() == pytest.approx(km2, rel=1e-7)


def test_acts_and_parties_do_not_multiply():
    one = product(ZONE, WEEK, "fire.mortar", IdSet.of("P1"))
    many = one | product(ZONE, WEEK, "all", IdSet.of("P2", "P3"))
    assert many.measure() == pytest.approx(one.measure())


def test_by_act():
    scope = product(ZONE, WEEK, "fire.mortar") | product(ZONE, TimeSet.between(0, DAY), ["fire.mortar", "fire.tank"])
    table = scope.measure(by="act")
    assert set(table) == {"fire.mortar", "fire.tank"}
    assert table["fire.mortar"] == pytest.approx(DISC_KM2 * 168, rel=2e-4)
    assert table["fire.tank"] == pytest.approx(DISC_KM2 * 24, rel=2e-4)


def test_unbounded_is_infinite_unless_framed():
    for scope in (product(Where.everywhere(), WEEK), product(ZONE, TimeSet.between(0)), everything()):
        assert scope.measure() == math.inf
    for within in (product(ZONE, WEEK, "assault", IdSet.of("nobody here")), (ZONE, WEEK), (ZONE, (0, 7 * DAY))):
        assert everything().measure(within=within) == pytest.approx(DISC_KM2 * 168, rel=2e-4)
    first = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    days = (first, first + dt.timedelta(days=7))
    assert everything().measure(within=(shapely.box(0, 0, 1, 1), days)) == everything().measure(
        within=(shapely.box(0, 0, 1, 1), WEEK)
    )
    assert everything().measure(within=(ZONE, (None, 0))) == math.inf
    assert nothing.measure() == 0
    assert (product(Where.everywhere(), WEEK) - product(Where.everywhere(), WEEK)).measure() == 0


def test_the_other_bound():
    scope = product(ZONE, Bounds(TimeSet.between(0, 35 * HOUR), TimeSet.between(0, 37 * HOUR)))
    assert scope.measure() == pytest.approx(DISC_KM2 * 35, rel=2e-4)
    assert scope.possible.measure() == pytest.approx(DISC_KM2 * 37, rel=2e-4)
    assert scope.certain.measure() == scope.measure()


@pytest.mark.parametrize("within", [(ZONE, "a week"), (ZONE, (0, "tomorrow")), (ZONE, 7)])
def test_frames_that_are_none(within):
    with pytest.raises(BadInput, match="CF-SCOPE-002"):
        everything().measure(within=within)


def test_a_year_of_daily_windows_over_300_zones():
    """Size as in use: 300 products of 365 windows each, made one and cut; half of them lie apart."""
    daily = occurrences("FREQ=DAILY;COUNT=365", dt.datetime(2025, 1, 1, 8), "Europe/Kyiv", lasts=parse_duration("4 h"))
    zones = [Disc(30 + 0.04 * at, 47, 1000 if at % 2 else 2000) for at in range(300)]
    scopes = [product(zone, daily.sure, "fire", IdSet.of(f"P{at % 5}")) for at, zone in enumerate(zones)]
    whole = Scope.union(scopes)
    hours = 365 * 4
    assert whole.measure() == pytest.approx(150 * math.pi * (1 + 4) * hours, rel=2e-3)
    assert (whole - scopes[0]) | scopes[0] == whole
    assert len(whole.parts()) == 5


@pytest.mark.parametrize(
    ("within", "hours"),
    [
        (product(ZONE, TimeSet.between(0, DAY)), 24),
        ((ZONE, (0, 2 * DAY)), 48),
        ((ZONE, (np.datetime64("1970-01-01"), np.datetime64("1970-01-03"))), 48),
        ((0, DAY), 24),
        (TimeSet.between(0, HOUR), 1),
        ((None, dt.datetime(1970, 1, 1, 3, tzinfo=dt.UTC)), 3),
    ],
)
def test_an_open_scope_is_measured_within_whatever_bounds_it(within, hours):
    endless = product(ZONE, (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), None))
    assert endless.measure() == math.inf
    assert endless.measure(within=within) == pytest.approx(product(ZONE, (0, HOUR)).measure() * hours)
    assert endless.measure(within=within, by="act")["fire.mortar"] == pytest.approx(endless.measure(within=within))


def test_an_area_alone_bounds_the_place_only():
    week = product(Where.everywhere(), WEEK)
    assert week.measure() == math.inf
    assert week.measure(within=ZONE) == pytest.approx(product(ZONE, WEEK).measure())
    assert week.measure(within=shapely.box(34, 47, 35, 48)) == pytest.approx(
        product(shapely.box(34, 47, 35, 48), WEEK).measure()
    )


def test_a_breakdown_that_does_not_exist_is_named():
    with pytest.raises(BadInput, match="CF-SCOPE-011"):
        product(ZONE, WEEK).measure(by="party")


@pytest.mark.parametrize("other", [None, 3, "zone", shapely.box(0, 0, 1, 1)])
def test_a_scope_is_only_combined_with_a_scope(other):
    scope = product(ZONE, WEEK)
    for combine in (operator.and_, operator.or_, operator.sub):
        with pytest.raises(TypeError, match="unsupported operand"):
            combine(scope, other)
