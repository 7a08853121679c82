"""join_probable against the one-by-one answer of `Scope.contains`, and its cuts by distance."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from ceasefire import scope as sc
from ceasefire.clock import HOUR, ReportedTime, TimeSet
from ceasefire.errors import BadInput
from ceasefire.geometry import Disc, PointPlace, Polygons, destination, distance_m
from ceasefire.scope import bulk_probable
from ceasefire.scope.bulk_reach import reach_in_sigmas, widened, within_reach

T0 = 1_760_000_000_000_000
SIGMAS_IN_95 = 2.448


def star(rng, centre, reach):
    turn = (np.arange(30) + rng.uniform(0.1, 0.9, 30)) * 2 * np.pi / 30
    radius = reach * rng.uniform(0.4, 1.0, 30)
    return shapely.Polygon(np.column_stack([centre[0] + radius * np.cos(turn), centre[1] + radius * np.sin(turn)]))


def probability(scope, lon, lat, sigma, t):
    place = PointPlace(lon, lat, sigma * SIGMAS_IN_95)
    report = sc.Report(place, ReportedTime(t, t + 1), frozenset({"fire.mortar"}), sc.IdSet.any(), sc.IdSet.any())
    return scope.contains(report).probability


def one_by_one(lon, lat, sigma, t, scopes, threshold):
    found = {}
    for event, report in enumerate(zip(lon.tolist(), lat.tolist(), sigma.tolist(), t.tolist(), strict=True)):
        for number, scope in enumerate(scopes):
            p = probability(scope, *report)
            if p > threshold:
                found[event, number] = p
    return found


def as_dict(found):
    event, scope, p = found
    assert (event.dtype, scope.dtype, p.dtype) == (np.int64, np.int64, np.float64)
    order = np.lexsort((scope, event))
    assert np.array_equal(order, np.arange(len(event)))
    pairs = dict(zip(zip(event.tolist(), scope.tolist(), strict=True), p.tolist(), strict=True))
    assert len(pairs) == len(event)
    return pairs


def assert_same(found, expected, threshold):
    assert expected
    clear = {pair: p for pair, p in expected.items() if p > threshold + 1e-6}
    assert clear.keys() <= found.keys() <= expected.keys()
    assert max(abs(found[pair] - expected[pair]) for pair in clear) < 1e-6


def scenery(seed, events, zones, centre, spread):
    rng = np.random.default_rng(seed)
    lon, lat = (middle + spread * rng.normal(size=events) for middle in centre)
    sigma = np.where(rng.random(events) < 0.2, 0.0, np.exp(rng.uniform(np.log(20), np.log(20_000), events)))
    t = T0 + rng.integers(0, 100 * HOUR, events)
    scopes = []
    for number in range(zones):
        middle = (centre[0] + spread * rng.normal(), centre[1] + spread * rng.normal())
        area = Disc(*middle, 4000.0) if number % 5 == 0 else Polygons(star(rng, middle, spread / 2))
        start = T0 + int(rng.integers(0, 80 * HOUR))
        scopes.append(sc.product(area, TimeSet.between(start, start + 40 * HOUR)))
    scopes.append(sc.product(~sc.Where(area), TimeSet.all()))
    scopes.append(scopes[1] | scopes[2] | sc.product(area, TimeSet.all()))
    scopes.append(sc.product(sc.Where.everywhere(), TimeSet.between(T0, T0 + 5 * HOUR)))
    return lon, lat, sigma, t, scopes


@pytest.mark.parametrize(
    "centre", [(34.6, 47.5), (20.0, 78.0), (-179.4, 10.0)], ids=["Zaporizhzhia", "far north", "180° meridian"]
)
@pytest.mark.parametrize("threshold", [0.01, 0.3])
def test_equals_contains_pair_by_pair(centre, threshold):
    lon, lat, sigma, t, scopes = scenery(4, 60, 12, centre, 0.15)
    found = sc.join_probable(lon, lat, sigma, t, scopes, threshold)
    assert_same(as_dict(found), one_by_one(lon, lat, sigma, t, scopes, threshold), threshold)


def test_without_error_it_is_the_crisp_join():
    lon, lat, _, t, scopes = scenery(5, 400, 12, (34.6, 47.5), 0.15)
    event, scope = sc.join(lon, lat, t, scopes)
    found = sc.join_probable(lon, lat, np.zeros(400), t, scopes)
    assert as_dict(found) == dict.fromkeys(zip(event.tolist(), scope.tolist(), strict=True), 1.0)
    assert len(event) > 400


def test_a_half_plane_and_a_rectangle_give_the_textbook_values():
    def below(x):
        return (1 + math.erf(x / math.sqrt(2))) / 2

    metres = distance_m(0.0, 0.0, 0.001, 0.0)
    box = sc.product(shapely.box(-0.001, -0.5, 0.5, 0.5), TimeSet.all())
    for sigma in (50.0, 100.0, 200.0):
        _, _, p = sc.join_probable([0.0], [0.0], [sigma], np.array([T0]), [box])
        assert p.item() == pytest.approx(below(metres / sigma), abs=1e-6)


def test_disjointparts_of_one_scope_are_summed_before_the_threshold():
    """Two halves of a box, neither of which alone would be kept."""
    west, east = (sc.zone_window(shapely.box(x, 0.0, x + 0.00999, 0.01)) for x in (0.0, 0.01001))
    report = [0.01], [-0.021], [9_000.0], np.array([T0])
    single = sc.join_probable(*report, [west, east], 1e-6)[2]
    threshold = 1.5 * single.max()
    assert not len(sc.join_probable(*report, [west, east], threshold)[0])
    assert sc.join_probable(*report, [west | east], threshold)[2] == pytest.approx([single.sum()], abs=1e-9)


def test_parts_for_different_acts_that_overlap_count_their_ground_once():
    fire = sc.product(shapely.box(0.0, 0.0, 0.02, 0.01), TimeSet.all(), "fire")
    uav = sc.product(shapely.box(0.01, 0.0, 0.03, 0.01), TimeSet.all(), "uav")
    report = [0.012], [0.004], [700.0], np.array([T0])
    whole = sc.join_probable(*report, [sc.zone_window(shapely.box(0.0, 0.0, 0.03, 0.01))])[2]
    assert sc.join_probable(*report, [fire | uav])[2] == pytest.approx(whole, abs=1e-9)


@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-89.9, 89.9),
    east=st.floats(0, 10),
    north=st.floats(0, 10),
    azimuth=st.floats(0, 360),
    metres=st.floats(1, 4e6),
    part=st.floats(0, 0.999),
)
def test_the_cut_by_distance_never_loses_a_point_within_reach(lon, lat, east, north, azimuth, metres, part):
    box = np.array([[lon, max(lat - north, -90), min(lon + east, 180), lat]])
    there = destination(lon, lat, azimuth, metres * part)
    x, y = (np.array([float(value)]) for value in there)
    assert within_reach(x, y, np.array([metres]), box).all()
    west, south, east_side, north_side = widened(box, metres)[0]
    assert west < x[0] < east_side
    assert south < y[0] < north_side


def test_beyond_the_reach_no_zone_holds_more_than_the_threshold():
    """The bound exp(-R²/2σ²) is reached by nothing smaller than the whole outside of a circle."""
    for threshold in (0.5, 0.01, 1e-4):
        reach = reach_in_sigmas(threshold)
        ring = sc.product(~sc.Where(Disc(0.0, 0.0, reach * 1000.0)), TimeSet.all())
        p = probability(ring, 0.0, 0.0, 1000.0, T0)
        assert p == pytest.approx(threshold, rel=1e-3)


def test_what_has_no_error_no_place_or_no_time_gives_no_pair():
    everywhere = [sc.product(sc.Where.everywhere(), TimeSet.all())]
    lon, sigma = np.array([0.0, np.nan, 0.0, 0.0]), np.array([5.0, 5.0, np.nan, 5.0])
    t = np.array([T0, T0, T0, 0]).astype("datetime64[us]")
    t[3] = np.datetime64("NaT")
    assert as_dict(sc.join_probable(lon, np.zeros(4), sigma, t, everywhere)) == {(0, 0): 1.0}
    assert as_dict(sc.join_probable([], [], [], [], everywhere)) == {}
    assert as_dict(sc.join_probable(lon, np.zeros(4), sigma, t, [])) == {}


def test_one_error_may_stand_for_all_and_no_threshold_keeps_every_chance():
    zone = [sc.zone_window(shapely.box(0, 0, 1, 1))]
    lon, lat, t = np.array([0.5, 1.3, 1.02]), np.full(3, 0.5), np.full(3, T0)
    expected = sc.join_probable(lon, lat, np.full(3, 2000.0), t, zone, threshold=1e-30)
    assert as_dict(sc.join_probable(lon, lat, 2000, t, zone, threshold=1e-30)) == as_dict(expected)
    every = as_dict(sc.join_probable(lon, lat, 2000, t, zone, threshold=0))
    assert every.keys() == {(0, 0), (2, 0)}
    assert 0 < every[2, 0] < 0.2
    assert as_dict(sc.join_probable(lon, lat, 0, t, iter(zone))) == {(0, 0): 1.0}


@pytest.mark.parametrize(
    ("sigma", "threshold", "code"),
    [
        ([-1.0], 0.01, "CF-SCOPE-009"),
        ([1.0], -0.1, "CF-SCOPE-010"),
        ([1.0], float("nan"), "CF-SCOPE-010"),
        ([1.0], 1.0, "CF-SCOPE-010"),
        ([1.0, 2.0], 0.1, "CF-SCOPE-007"),
        (["x"], 0.1, "CF-SCOPE-006"),
    ],
)
def test_bad_input_is_named(sigma, threshold, code):
    with pytest.raises(BadInput) as told:
        sc.join_probable([0.0], [0.0], sigma, np.array([T0]), [sc.everything()], threshold)
    assert [problem.code.code for problem in told.value.problems] == [code]


def test_fewcandidates_are_worked_out_in_vain():
    """Time and distance leave not many more pairs than are kept."""
    lon, lat, sigma, t, scopes = scenery(6, 3000, 40, (34.6, 47.5), 0.5)
    sigma = np.maximum(sigma, 1.0)
    kept = len(sc.join_probable(lon, lat, sigma, t, scopes)[0])
    reports = bulk_probable.Reports(lon, lat, sigma, t)
    parts = bulk_probable.parts_of(scopes)
    tried = sum(len(event) for event, _ in bulk_probable.candidates(reports, parts, reach_in_sigmas(0.01)))
    assert kept <= tried < 2 * kept
