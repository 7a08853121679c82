"""Metres against geographiclib, an independent implementation of geodesics."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.geometry.oracles import WGS84, densified_area_km2, distance_to_edges_m, star

from ceasefire import geometry as g

LATITUDES = [-70, -33, 0, 12, 47.5, 68, 82]


@pytest.mark.parametrize("lat", LATITUDES)
@pytest.mark.parametrize("reach_km", [0.2, 15, 150])
def test_area_equals_geographiclib_on_densified_edges(lat, reach_km):
    zone = star(np.random.default_rng(7), 12, reach_km * 1000, 34.6, lat)
    expected = densified_area_km2(shapely.get_coordinates(zone.exterior))
    assert g.area_km2(zone) == pytest.approx(expected, rel=1e-6)


def test_area_of_the_whole_map_is_that_of_the_ellipsoid():
    assert g.area_km2(g.Everywhere().polygon()) == pytest.approx(510_065_621.724, rel=1e-12)


def test_holes_are_taken_out_whichever_way_they_are_drawn():
    outer, hole = shapely.box(34, 47, 35, 48), shapely.box(34.2, 47.2, 34.4, 47.5)
    drawn = [shapely.Polygon(outer.exterior.coords, [hole.exterior.coords[::way]]) for way in (1, -1)]
    expected = g.area_km2(outer) - g.area_km2(hole)
    assert [g.area_km2(area) for area in drawn] == pytest.approx([expected, expected], rel=1e-12)
    assert g.area_km2(shapely.reverse(drawn[0])) == pytest.approx(expected, rel=1e-12)


def test_points_lines_and_nothing_have_no_area_and_collections_count_their_polygons():
    square = shapely.box(34, 47, 34.1, 47.1)
    mixed = shapely.GeometryCollection([square, shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])])
    assert g.area_km2(mixed) == g.area_km2(square) > 80
    assert [g.area_km2(shapely.Point(0, 0)), g.area_km2(shapely.Polygon())] == [0, 0]


@given(st.floats(-179, 178), st.floats(-89, 88), st.floats(0.01, 1), st.floats(0.05, 0.95))
def test_area_is_additive_over_a_cut(west, south, size, share):
    whole = shapely.box(west, south, west + size, south + size)
    cut = west + share * size
    parts = [shapely.box(west, south, cut, south + size), shapely.box(cut, south, west + size, south + size)]
    assert sum(map(g.area_km2, parts)) == pytest.approx(g.area_km2(whole), rel=1e-9)


@pytest.mark.parametrize(
    ("a", "b"), [((34, 47), (35, 48)), ((0, 0), (179, 0.5)), ((179.9, 10), (-179.9, 10)), ((5, 89), (-170, 88))]
)
def test_distance_bearing_and_destination_equal_geographiclib(a, b):
    found = WGS84.Inverse(a[1], a[0], b[1], b[0])
    assert g.distance_m(*a, *b) == pytest.approx(found["s12"], abs=1e-6)
    assert g.bearing_deg(*a, *b) == pytest.approx(found["azi1"] % 360, abs=1e-9)
    lon, lat = g.destination(*a, found["azi1"], found["s12"])
    assert g.distance_m(lon, lat, *b) < 1e-5


def test_arrays_broadcast_and_inputs_are_left_alone():
    lons = np.array([34.0, 35.0, np.nan])
    found = g.distance_m(lons, 47, 34, 47)
    assert found.shape == (3,)
    assert found[0] == 0
    assert np.isnan(found[2])
    assert lons[0] == 34.0


@pytest.mark.parametrize("lat", [0, 47.5, 70])
@pytest.mark.parametrize("reach_km", [2, 150])
def test_margin_equals_the_nearest_of_many_points(lat, reach_km):
    rng = np.random.default_rng(3)
    zone = star(rng, 9, reach_km * 1000, 34.6, lat)
    rings = [shapely.get_coordinates(zone.exterior)]
    for _ in range(4):
        east, north = rng.normal(size=2) * reach_km / 111
        lon, at = 34.6 + east / np.cos(np.radians(lat)), lat + north
        margin = g.margin_m(zone, lon, at)
        assert abs(margin) == pytest.approx(distance_to_edges_m(rings, lon, at), abs=2e-3)
        assert (margin > 0) == zone.contains(shapely.Point(lon, at))


def test_margin_far_away_finds_the_right_edge():
    zone = shapely.box(-10, -10, 60, 60)
    rings = [shapely.get_coordinates(zone.exterior)]
    for lon, lat in [(30, 80), (100, 20), (-120, -40), (25, 30)]:
        assert abs(g.margin_m(zone, lon, lat)) == pytest.approx(distance_to_edges_m(rings, lon, lat), rel=1e-4)


def test_margin_on_the_boundary_at_corners_and_of_everything_and_nothing():
    zone = shapely.box(34, 47, 35, 48)
    assert abs(g.margin_m(zone, 34, 47.4)) < 1e-6
    assert abs(g.margin_m(zone, 35, 48)) < 1e-6
    assert g.margin_m(g.Everywhere().polygon(), 12, 34) == np.inf
    assert g.margin_m(shapely.Polygon(), 12, 34) == -np.inf
    assert np.isnan(g.margins_m(zone, [np.nan], [47.5])[0])


def test_cut_at_the_180_meridian_is_no_boundary():
    west, east = shapely.box(179, 10, 180, 11), shapely.box(-180, 10, -179.5, 10.8)
    zone = shapely.MultiPolygon([west, east])
    at = (179.95, 10.4)
    assert g.margin_m(zone, *at) == pytest.approx(g.distance_m(*at, at[0], 10), rel=1e-6)
    assert g.margin_m(west, *at) == pytest.approx(g.distance_m(*at, 180, at[1]), rel=1e-5)
    assert g.margin_m(zone, 179.99, 10.9) == pytest.approx(g.distance_m(179.99, 10.9, 180, 10.9), rel=1e-4)


def test_a_pole_inside_is_no_boundary():
    cap = shapely.box(-180, 80, 180, 90)
    assert g.margin_m(cap, 20, 89.9) == pytest.approx(g.distance_m(20, 89.9, 20, 80), rel=1e-6)


def test_departures_of_edges_from_geodesics():
    square = shapely.box(34, 47, 35, 48)
    departures = g.edge_departures_m(square)
    assert departures.shape == (4,)
    middle = WGS84.InverseLine(48, 34, 48, 35)
    half = middle.Position(middle.s13 / 2)
    expected = WGS84.Inverse(48, 34.5, half["lat2"], half["lon2"])["s12"]
    assert departures.max() == pytest.approx(expected, rel=0.01)
    assert departures.max() > 100
    assert sorted(departures)[1] < 1e-3  # meridians are geodesics
    assert len(g.edge_departures_m(shapely.LineString([(34, 47), (34.1, 47.1), (34.2, 47)]))) == 2


def test_length_along_a_line():
    line = shapely.LineString([(34, 47), (34, 48), (35, 48)])
    up = g.distance_m(34, 47, 34, 48)
    parallel = sum(g.distance_m(34 + k / 500, 48, 34 + (k + 1) / 500, 48) for k in range(500))
    assert g.length_m(line) == pytest.approx(up + parallel, rel=1e-8)
