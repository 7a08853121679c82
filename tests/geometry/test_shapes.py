"""Shapes of terms: outlines, exact tests, margins; bad values refused with their code."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.geometry.oracles import WGS84

from ceasefire import geometry as g
from ceasefire.errors import BadInput

BENT = shapely.LineString([(34, 47), (34.5, 47.3), (35, 47.2), (35.4, 47.6)])
STRAIGHT = shapely.LineString([(34, 47), (34.6, 47)])


def code_of(error):
    return [problem.code.code for problem in error.value.problems]


@pytest.mark.parametrize("lat", [-60, 0, 47, 80])
@pytest.mark.parametrize("radius", [30, 1_500, 18_520, 150_000])
def test_area_of_a_disc(lat, radius):
    # A geodesic circle on a sphere: 4 π R² sin²(r / 2R).
    expected = 4 * math.pi * 6371.0088**2 * math.sin(radius / 2000 / 6371.0088) ** 2
    assert g.area_km2(g.Disc(34, lat, radius).polygon()) == pytest.approx(expected, rel=1e-5)


@given(st.floats(0, 360), st.floats(0.5, 1.5))
def test_disc_covers_by_geodesic_distance(azimuth, share):
    disc = g.Disc(34.59, 47.51, 1500)
    found = WGS84.Direct(47.51, 34.59, azimuth, 1500 * share)
    if abs(share - 1) > 1e-9:
        assert disc.covers(found["lon2"], found["lat2"]) == (share < 1)
    assert disc.margin_m(found["lon2"], found["lat2"]) == pytest.approx(1500 * (1 - share), abs=1e-4)


def test_outline_of_a_disc_leaves_the_circle_by_at_most_two_hundredths_of_a_percent():
    disc = g.Disc(34.59, 47.51, 1500)
    fine = shapely.get_coordinates(shapely.segmentize(disc.polygon().exterior, 1e-4))
    away = g.distance_m(34.59, 47.51, fine[:, 0], fine[:, 1])
    assert np.abs(away / 1500 - 1).max() < 2.2e-4
    assert disc.polygon().exterior.is_ccw


def test_disc_over_the_180_meridian_and_round_a_pole():
    over = g.Disc(179.9, -17, 50_000)
    west, _south, east, _north = over.polygon().bounds
    assert (west, east) == (-180, 180)
    assert over.polygon().geom_type == "MultiPolygon"
    assert g.area_km2(over.polygon()) == pytest.approx(math.pi * 2500, rel=2e-5)
    assert over.covers(-179.8, -17)
    assert g.Polygons(over.polygon()).covers(-179.8, -17)
    polar = g.Disc(20, 89.8, 100_000)
    assert g.area_km2(polar.polygon()) == pytest.approx(math.pi * 10_000, rel=1e-3)
    assert g.Polygons(polar.polygon()).covers(-160, 89.9)
    assert g.margin_m(polar.polygon(), 20, 89.8) == pytest.approx(100_000, rel=1e-3)


def test_everywhere_covers_everything_and_has_no_boundary():
    assert g.Everywhere().covers(12, 34)
    assert not g.Everywhere().covers(math.nan, 34)
    assert g.Everywhere().margin_m(12, 34) == math.inf
    assert g.Everywhere() == g.Everywhere()


def test_polygons_leave_their_boundary_outside():
    square = g.Polygons(shapely.box(34, 47, 35, 48))
    assert square.covers(34.5, 47.5)
    assert not square.covers(34, 47.5)
    assert not square.covers(34, 47)
    assert square.margin_m(34.5, 47.001) == pytest.approx(g.distance_m(34.5, 47.001, 34.5, 47), rel=1e-6)


@pytest.mark.parametrize("half_width", [50, 6_000, 40_000])
def test_corridor_outline_lies_at_the_half_width(half_width):
    corridor = g.Corridor(BENT, half_width)
    corners = shapely.get_coordinates(corridor.polygon())
    away = g.line_distance_m(BENT, corners[:, 0], corners[:, 1])
    assert np.abs(away / half_width - 1).max() < 3e-5  # exact but where two stretches meet in a hollow
    between = shapely.get_coordinates(
        shapely.line_interpolate_point(corridor.polygon().exterior, np.linspace(0, 1, 3000), normalized=True)
    )
    away = g.line_distance_m(BENT, between[:, 0], between[:, 1])
    assert np.abs(away / half_width - 1).max() < 4e-4


def test_area_of_a_straight_corridor():
    length, width = g.length_m(STRAIGHT), 5_000
    area = g.area_km2(g.Corridor(STRAIGHT, width).polygon()) * 1e6
    assert area == pytest.approx(2 * width * length + math.pi * width**2, rel=2e-4)


@given(st.floats(33.8, 35.6), st.floats(46.8, 47.8))
def test_corridor_covers_by_distance_and_agrees_with_its_outline(lon, lat):
    corridor = g.Corridor(BENT, 6_000)
    away = float(g.line_distance_m(BENT, lon, lat))
    assert corridor.covers(lon, lat) == (away < 6_000)
    if abs(away - 6_000) > 3:
        assert g.Polygons(corridor.polygon()).covers(lon, lat) == (away < 6_000)
    assert (corridor.margin_m(lon, lat) > 0) == (away < 6_000)


def test_long_corridor_keeps_its_width_where_a_plane_would_not():
    line = shapely.LineString([(22, 48), (30, 50), (38, 48), (46, 49)])
    corners = shapely.get_coordinates(g.Corridor(line, 15_000).polygon())
    away = g.line_distance_m(line, corners[:, 0], corners[:, 1])
    assert np.abs(away / 15_000 - 1).max() < 1e-6


def test_left_and_right_are_seen_along_the_line_and_part_the_square_ended_corridor():
    left, right = (g.Corridor(BENT, 6_000, side) for side in ("left", "right"))
    assert left.covers(34.2, 47.15)
    assert not right.covers(34.2, 47.15)
    assert right.covers(34.2, 47.1)
    assert not left.covers(34.2, 47.1)
    assert g.area_km2(left.polygon().intersection(right.polygon())) < 1e-6
    both = left.polygon().union(right.polygon())
    round_ended = g.Corridor(BENT, 6_000).polygon()
    assert g.area_km2(both.difference(round_ended)) < 1e-2
    assert g.area_km2(round_ended) - g.area_km2(both) == pytest.approx(
        math.pi * 36, rel=1e-2
    )  # the two half discs at the ends


def test_turning_a_line_round_exchanges_its_sides():
    back = shapely.reverse(BENT)
    there, here = g.BesideLine(BENT, "left", 9_000).polygon(), g.BesideLine(back, "right", 9_000).polygon()
    assert g.area_km2(there.symmetric_difference(here)) < 1e-3 * g.area_km2(there)


@given(st.floats(33.9, 35.5), st.floats(46.7, 47.9))
def test_beside_line_is_the_ground_within_the_depth_on_its_side(lon, lat):
    front = shapely.LineString([(33, 47), (34.5, 47.3), (35, 47.2), (36.5, 47.6)])  # the ends are far from the points
    strips = [g.BesideLine(front, side, 20_000) for side in ("left", "right")]
    closed = shapely.Polygon([*front.coords, (36.5, 49), (33, 49)])
    is_left, away = closed.contains(shapely.Point(lon, lat)), float(g.line_distance_m(front, lon, lat))
    if away > 1 and abs(away - 20_000) > 10:
        assert [strip.covers(lon, lat) for strip in strips] == [
            is_left and away < 20_000,
            not is_left and away < 20_000,
        ]
    assert not any(strip.covers(32.95, 47) for strip in strips)


def test_side_of_a_closed_line():
    ring = shapely.LineString([(34, 47), (34.2, 47), (34.2, 47.1), (34, 47.1), (34, 47)])
    inner, outer = g.BesideLine(ring, "left", 1_000), g.BesideLine(ring, "right", 1_000)
    assert inner.covers(34.1, 47.005)
    assert not inner.covers(34.1, 47.05)
    assert outer.covers(34.1, 46.995)
    assert outer.covers(33.995, 46.995)


def test_deep_salient_keeps_the_sides_apart():
    salient = shapely.LineString([(34, 47), (35, 47), (35, 47.3), (35.1, 47.3), (35.1, 47), (36, 47)])
    north, south = g.BesideLine(salient, "left", 30_000), g.BesideLine(salient, "right", 30_000)
    assert south.covers(35.05, 47.2)
    assert not north.covers(35.05, 47.2)
    assert north.covers(34.95, 47.2)
    assert not south.covers(34.95, 47.2)
    assert g.area_km2(north.polygon().intersection(south.polygon())) < 1e-6


def test_width_between_one_line_is_the_two_strips():
    zone = g.WidthBetween(BENT, BENT, 30_000, 0.4)
    behind = zone.halves()
    assert [strip.depth_m for strip in behind] == pytest.approx([12_000, 18_000])
    strips = behind[0].polygon().union(behind[1].polygon())
    assert g.area_km2(zone.polygon().symmetric_difference(strips)) < 1e-3
    assert g.WidthBetween(BENT, BENT, 30_000, 1).halves()[1] is None


def test_width_between_two_lines_holds_what_lies_between_them():
    south = shapely.transform(BENT, lambda at: at - [0, 0.4])
    zone = g.WidthBetween(BENT, south, 4_000)
    assert zone.covers(34.7, 47.05)
    assert zone.covers(34.7, 47.27)
    assert not zone.covers(34.7, 47.4)
    assert zone.margin_m(34.7, 47.05) > 15_000


def test_width_between_crossing_lines():
    other = shapely.LineString([(34, 46.9), (34.5, 47.2), (35, 47.3), (35.4, 47.5)])
    zone = g.WidthBetween(BENT, other, 2_000)
    assert zone.polygon().is_valid
    assert zone.covers(34.85, 47.25)


def test_lines_drawn_in_opposite_directions_are_refused():
    south = shapely.transform(BENT, lambda at: at - [0, 0.4])
    for pair in [(BENT, shapely.reverse(south)), (south, BENT)]:
        with pytest.raises(BadInput) as error:
            g.WidthBetween(*pair, 4_000)
        assert code_of(error) == ["CF-GEOMETRY-014"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: g.Disc(34, 47, 0), "CF-GEOMETRY-010"),
        (lambda: g.Disc(34, 47, -5), "CF-GEOMETRY-010"),
        (lambda: g.Disc(34, 47, math.nan), "CF-GEOMETRY-010"),
        (lambda: g.Disc(34, 47, 2e7), "CF-GEOMETRY-010"),
        (lambda: g.Disc(34, 147, 10), "CF-GEOMETRY-002"),
        (lambda: g.Disc(math.nan, 47, 10), "CF-GEOMETRY-006"),
        (lambda: g.Disc(200, 147, 10), "CF-GEOMETRY-003"),
        (lambda: g.Corridor(BENT, 10, "up"), "CF-GEOMETRY-011"),
        (lambda: g.BesideLine(BENT, "both", 10), "CF-GEOMETRY-011"),
        (lambda: g.Corridor(shapely.LineString([(0, 0), (2, 2), (2, 0), (0, 2)]), 10, "left"), "CF-GEOMETRY-012"),
        (lambda: g.Corridor(shapely.LineString([(-60, 0), (60, 0)]), 10).polygon(), "CF-GEOMETRY-013"),
        (lambda: g.WidthBetween(BENT, BENT, 10, 1.5), "CF-GEOMETRY-015"),
        (lambda: g.Polygons(BENT), "CF-GEOMETRY-020"),
        (lambda: g.Corridor(shapely.Point(1, 2), 10), "CF-GEOMETRY-023"),
    ],
)
def test_bad_values_are_refused(make, code):
    with pytest.raises(BadInput) as error:
        make()
    assert code_of(error) == [code]


def test_shapes_are_values():
    same = [g.Corridor(shapely.LineString(BENT.coords), 10) for _ in range(2)]
    assert same[0] == same[1]
    assert len(set(same)) == 1
    shapes = (g.Everywhere(), g.Disc(1, 2, 3), same[0], g.BesideLine(BENT, "left", 4), g.WidthBetween(BENT, BENT, 5))
    assert all(isinstance(shape, g.Shape) for shape in shapes)
