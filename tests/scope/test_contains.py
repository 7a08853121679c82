"""Uncertain reports: probability against an independent simulation, answers, margins, reasons."""

import math

import numpy as np
import pytest
import shapely
from scipy.stats import norm

from ceasefire.clock import DAY, HOUR, MAX, ReportedTime, Span, TimeSet
from ceasefire.errors import BadInput
from ceasefire.geometry.metres import destination
from ceasefire.geometry.places import AreaPlace, PointPlace, RingSector, UnknownPlace
from ceasefire.geometry.shapes import Disc, Polygons, track_stretches
from ceasefire.kernel.kleene import Bounds, Truth
from ceasefire.scope import IdSet, Report, Scope, Where, moving, nothing, product

MORTAR = frozenset({"fire.mortar"})
P1, P2 = IdSet.of("P1"), IdSet.of("P2")
ZONE = Disc(34.59, 47.51, 1500)
WEST = Polygons(shapely.box(34.50, 47.40, 34.60, 47.60))
EAST = Polygons(shapely.box(34.58, 47.40, 34.70, 47.60))
WEEK = TimeSet.between(0, 7 * DAY)


def at(moment):
    return ReportedTime.at(moment)


def point(east_m=0.0, north_m=0.0, radius=0.0):
    lon, lat = destination(34.59, 47.51, math.degrees(math.atan2(east_m, north_m)), math.hypot(east_m, north_m))
    return PointPlace(lon, lat, radius)


def report(place=None, time=None, acts=MORTAR, actors=P1, targets=None):
    return Report(place or point(), time or at(HOUR), acts, actors, targets or IdSet.any())


def codes(found):
    return [reason.code for reason in found.reasons]


def test_exact_point_inside_with_its_margins():
    found = product(ZONE, WEEK, "fire", P1).contains(report(point(500), at(90 * 60 * 1_000_000)))
    assert (found.answer, found.probability, found.p_max) == (Truth.YES, 1.0, 1.0)
    assert found.margin_m == pytest.approx(1000, abs=0.5)
    assert found.margin_min == 90
    assert found.whole_span
    assert codes(found) == ["acts_inside", "actor_bound", "target_meant", "time_inside", "place_inside"]
    assert found.reasons[-1].text == "the place lies inside the area by 1 km"


def test_exact_point_outside_in_place_or_in_time():
    scope = product(ZONE, WEEK, "fire", P1)
    away = scope.contains(report(point(2000)))
    assert (away.answer, away.p_place, away.p_time) == (Truth.NO, 0.0, 1.0)
    assert away.margin_m == pytest.approx(-500, abs=0.5)
    late = scope.contains(report(time=at(7 * DAY + 10 * 60 * 1_000_000)))
    assert (late.answer, late.p_place, late.p_time) == (Truth.NO, 1.0, 0.0)
    assert late.margin_min == pytest.approx(-10)
    assert "time_outside" in codes(late)


def test_half_plane_gives_the_normal_distribution():
    """A straight meridian as edge: the probability is Φ(d/σ)."""
    half = product(Polygons(shapely.box(34.59, 30, 60, 60)), WEEK, "fire", P1)
    for east, radius in ((300, 1000), (-450, 1000), (0, 1000)):
        found = half.contains(report(point(east, 0, radius)))
        assert found.probability == pytest.approx(norm.cdf(east / (radius / 2.448)), abs=1e-4)
        assert found.answer is Truth.CANNOT_TELL
        assert "place_and_time_uncertain" in codes(found)


def test_time_share_times_place_probability():
    half = product(Polygons(shapely.box(34.59, 30, 60, 60)), TimeSet.between(0, DAY), "fire", P1)
    found = half.contains(report(point(0, 0, 1000), ReportedTime(DAY - 6 * HOUR, DAY + 2 * HOUR)))
    assert found.p_time == 0.75
    assert found.p_place == pytest.approx(0.5, abs=1e-6)
    assert found.probability == pytest.approx(0.375, abs=1e-6)
    assert not found.whole_span
    assert found.margin_min == 0


def test_overlapping_windows_are_not_added():
    """Two zones overlap in place and in time: the union counts each moment and place once."""
    two = product(WEST, TimeSet.between(0, 8 * HOUR), "fire", P1) | product(
        EAST, TimeSet.between(4 * HOUR, 10 * HOUR), "fire", P1
    )
    asked = report(point(0, 0, 3000), ReportedTime(2 * HOUR, 12 * HOUR))
    found = two.contains(asked)
    rng = np.random.default_rng(7)
    n = 200_000
    east, north = rng.normal(0, 3000 / 2.448, (2, n))
    hour = rng.uniform(2, 12, n)
    lon, lat = destination(34.59, 47.51, np.degrees(np.arctan2(east, north)), np.hypot(east, north))
    band = (lat > 47.40) & (lat < 47.60)
    west = band & (lon > 34.50) & (lon < 34.60) & (hour < 8)
    east_part = band & (lon > 34.58) & (lon < 34.70) & (hour >= 4) & (hour < 10)
    simulated = (west | east_part).mean()
    assert found.probability == pytest.approx(simulated, abs=4 * math.sqrt(simulated * (1 - simulated) / n))
    separate = [
        product(zone, time, "fire", P1).contains(asked).probability
        for zone, time in ((WEST, TimeSet.between(0, 8 * HOUR)), (EAST, TimeSet.between(4 * HOUR, 10 * HOUR)))
    ]
    assert found.probability < sum(separate) - 0.1


def test_the_complement_has_the_rest_of_the_probability():
    scope = product(ZONE, WEEK, "fire", P1)
    for place in (
        point(1200, 300, 2000),
        RingSector(34.59, 47.51, 1000, 2000, 90, 135),
        AreaPlace(shapely.box(34.58, 47.50, 34.63, 47.52)),
    ):
        asked = report(place, ReportedTime(6 * DAY, 8 * DAY))
        inside, outside = scope.contains(asked), (~scope).contains(asked)
        assert 0.01 < inside.probability < 0.99
        assert inside.probability + outside.probability == pytest.approx(1, abs=1e-9)


def test_ring_sector_and_area_are_even_over_their_ground():
    cut = product(Polygons(shapely.box(34.59, 40, 50, 50)), WEEK, "fire", P1)
    ring = cut.contains(report(RingSector(34.59, 47.51, 2000, 4000, 0, 360)))
    assert ring.probability == pytest.approx(0.5, abs=1e-3)
    area = cut.contains(report(AreaPlace(shapely.box(34.59 - 0.03, 47.5, 34.59 + 0.01, 47.52))))
    assert area.probability == pytest.approx(0.25, abs=1e-6)


def test_an_unknown_place_is_cannot_tell_unless_the_scope_is_everywhere():
    unknown = report(UnknownPlace("in the district"))
    found = product(ZONE, WEEK, "fire", P1).contains(unknown)
    assert (found.answer, found.probability, found.p_max, found.margin_m) == (Truth.CANNOT_TELL, 0.0, 1.0, None)
    assert "place_unknown" in codes(found)
    assert product(Where.everywhere(), WEEK, "fire", P1).contains(unknown).answer is Truth.YES
    late = report(UnknownPlace(), at(8 * DAY))
    assert product(ZONE, WEEK, "fire", P1).contains(late).answer is Truth.NO


def test_an_unknown_time_is_cannot_tell_unless_the_scope_is_always():
    unknown = report(time=ReportedTime.unknown("this winter"))
    found = product(ZONE, WEEK, "fire", P1).contains(unknown)
    assert (found.answer, found.probability, found.p_max) == (Truth.CANNOT_TELL, 0.0, 1.0)
    assert product(ZONE, TimeSet.all(), "fire", P1).contains(unknown).answer is Truth.YES
    outside = report(point(5000), ReportedTime.unknown())
    assert product(ZONE, WEEK, "fire", P1).contains(outside).answer is Truth.NO
    since = report(time=ReportedTime(DAY, MAX))
    assert product(ZONE, TimeSet.between(0), "fire", P1).contains(since).whole_span


@pytest.mark.parametrize(
    ("acts", "answer"),
    [
        ({"fire.mortar"}, Truth.YES),
        ({"fire.mortar", "fire.tank"}, Truth.YES),
        ({"fire.mortar", "uav.fpv"}, Truth.CANNOT_TELL),
        ({"uav.fpv"}, Truth.NO),
    ],
)
def test_acts_are_covered_wholly_partly_or_not(acts, answer):
    assert product(ZONE, WEEK, "fire", P1).contains(report(acts=frozenset(acts))).answer is answer


@pytest.mark.parametrize(
    ("actors", "answer", "code"),
    [
        (P1, Truth.YES, "actor_bound"),
        (IdSet.of("P1", "P2"), Truth.YES, "actor_bound"),
        (IdSet.of("P1", "X9"), Truth.CANNOT_TELL, "actor_unclear"),
        (IdSet.any(), Truth.CANNOT_TELL, "actor_unclear"),
        (IdSet.of("X9"), Truth.NO, "actor_not_bound"),
    ],
)
def test_actors(actors, answer, code):
    found = product(ZONE, WEEK, "fire", IdSet.of("P1", "P2")).contains(report(actors=actors))
    assert found.answer is answer
    assert code in codes(found)


def test_an_unknown_actor_where_one_is_excluded_is_cannot_tell():
    everybody = product(ZONE, WEEK, "fire")
    but_one = product(ZONE, WEEK, "fire", IdSet.any_but("X9"))
    assert everybody.contains(report(actors=IdSet.any())).answer is Truth.YES
    assert but_one.contains(report(actors=IdSet.any())).answer is Truth.CANNOT_TELL
    assert but_one.contains(report(actors=IdSet.of("X9"))).answer is Truth.NO


def test_an_act_covered_for_each_of_its_actors_by_different_parts_is_covered():
    parts = product(ZONE, WEEK, "fire.mortar", P1) | product(ZONE, WEEK, "fire.mortar", P2)
    assert parts.contains(report(actors=P1 | P2)).answer is Truth.YES
    mixed = product(ZONE, WEEK, "fire.mortar", P1) | product(ZONE, WEEK, "fire.tank", P2)
    both = report(acts=frozenset({"fire.mortar", "fire.tank"}), actors=P1 | P2)
    assert mixed.contains(both).answer is Truth.CANNOT_TELL


def test_an_area_that_the_terms_leave_open_is_cannot_tell_and_bounded_by_within():
    within = Where(Disc(34.59, 47.51, 20_000))
    front = product(Bounds(Where.nowhere(), within), WEEK, "fire", P1)
    found = front.contains(report())
    assert (found.answer, found.probability, found.p_max) == (Truth.CANNOT_TELL, 0.0, 1.0)
    assert "terms_unknown" in codes(found)
    assert front.contains(report(point(30_000))).answer is Truth.NO
    assert front.contains(report(point(30_000))).margin_m == pytest.approx(-10_000, abs=5)


def test_an_hour_that_hangs_on_the_zone_is_cannot_tell():
    window = Bounds(TimeSet.between(HOUR, 36 * HOUR), TimeSet.between(0, 37 * HOUR))
    scope = product(ZONE, window, "fire", P1)
    answers = [scope.contains(report(time=at(hour * HOUR - 1))).answer.value for hour in (0, 1, 2, 36, 37, 38)]
    assert answers == ["no", "cannot_tell", "yes", "yes", "cannot_tell", "no"]


def test_thresholds_can_be_set_and_have_to_leave_room():
    half = product(Polygons(shapely.box(34.59, 30, 60, 60)), WEEK, "fire", P1)
    asked = report(point(300, 0, 1000))
    assert half.contains(asked, yes_at=0.7).answer is Truth.YES
    assert half.contains(asked, no_at=0.8).answer is Truth.NO
    for yes_at, no_at in ((0.5, 0.5), (1.2, 0), (0.9, -0.1)):
        with pytest.raises(BadInput, match="CF-SCOPE-003"):
            half.contains(asked, yes_at=yes_at, no_at=no_at)


def test_nothing_contains_nothing():
    found = nothing.contains(report())
    assert (found.answer, found.margin_m, found.margin_min) == (Truth.NO, None, None)


def test_a_report_about_nothing_is_refused():
    with pytest.raises(BadInput, match="CF-SCOPE-004"):
        report(acts=frozenset())


def test_a_whole_day_at_the_edge_of_a_window_over_the_end():
    scope = product(ZONE, WEEK, "fire", P1)
    last = scope.contains(report(time=ReportedTime(*Span(6 * DAY, 7 * DAY))))
    assert last.whole_span
    assert last.answer is Truth.YES
    next_day = scope.contains(report(time=ReportedTime(7 * DAY, 8 * DAY)))
    assert next_day.answer is Truth.NO
    assert next_day.margin_min == pytest.approx(0, abs=1e-6)


def test_moving_areas_over_the_reported_time():
    """The area changes every hour; the probability is the mean over the hours of the report."""
    moving = Scope.union(
        product(Disc(34.59 + 0.01 * hour, 47.51, 1500), TimeSet.between(hour * HOUR, (hour + 1) * HOUR), "fire", P1)
        for hour in range(6)
    )
    asked = report(point(0, 0, 1000), ReportedTime(0, 6 * HOUR))
    single = [
        product(Disc(34.59 + 0.01 * hour, 47.51, 1500), TimeSet.all(), "fire", P1).contains(asked).probability
        for hour in range(6)
    ]
    assert moving.contains(asked).probability == pytest.approx(sum(single) / 6, abs=1e-12)


def test_a_convoy_with_fixes_now_and_then():
    """Fixes at 0, 1 and 9 h, each good for 2 h; from 3 h to 9 h nobody knows where it was."""
    fixes = [(0, 34.59, 47.51), (HOUR, 34.60, 47.51), (9 * HOUR, 34.90, 47.51)]
    convoy = moving(track_stretches(fixes, 1500, 2 * HOUR), TimeSet.between(0, 10 * HOUR), "fire", P1)
    half_past = HOUR // 2
    assert convoy.contains(report(point(400), at(half_past))).answer is Truth.YES
    assert convoy.contains(report(point(-1200), at(half_past))).answer is Truth.CANNOT_TELL
    assert convoy.contains(report(point(-1700), at(half_past))).answer is Truth.NO
    stale = convoy.contains(report(point(90_000), at(5 * HOUR)))
    assert (stale.answer, stale.probability, stale.p_max) == (Truth.CANNOT_TELL, 0.0, 1.0)
    assert convoy.contains(report(point(90_000), at(11 * HOUR))).answer is Truth.NO
    assert (convoy.certain - convoy.possible).is_empty


@pytest.mark.parametrize(("hour", "metres"), [(-5, 1500), (2, 1500), (3.9, 700), (4.5, 700), (9, 700)])
def test_outside_every_window_the_margin_is_to_the_area_of_the_nearest_one(hour, metres):
    two = product(ZONE, TimeSet.between(0, HOUR), "fire", P1) | product(
        Disc(34.59, 47.51, 700), TimeSet.between(5 * HOUR, 6 * HOUR), "fire", P1
    )
    found = two.contains(report(time=at(int(hour * HOUR))))
    assert found.answer is Truth.NO
    assert found.margin_m == pytest.approx(metres)
    assert found.margin_min == pytest.approx(-60 * min(abs(hour - edge) for edge in (0, 1, 5, 6)), abs=1e-6)


def test_an_inner_code_is_any_of_its_leaves():
    mortars = product(ZONE, WEEK, "fire.mortar", P1)
    assert product(ZONE, WEEK, "fire", P1).contains(report(acts=frozenset({"fire"}))).answer is Truth.YES
    assert mortars.contains(report(acts=frozenset({"fire"}))).answer is Truth.CANNOT_TELL
    assert mortars.contains(report(acts=frozenset({"uav"}))).answer is Truth.NO


def test_an_act_that_no_taxonomy_has_is_named():
    with pytest.raises(BadInput, match="CF-SCOPE-012") as told:
        report(acts=frozenset({"fire.mortar", "fire.slingshot"}))
    assert told.value.problems[0].got == "fire.slingshot"
