import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity
from tests.scope.universe import DISCS, PLACES, RINGS, inside, where

from ceasefire.errors import BadInput
from ceasefire.geometry.metres import area_km2, destination
from ceasefire.geometry.shapes import Disc, Everywhere, Polygons
from ceasefire.scope import Where, as_where

WEST, EAST, BOTH, MIDDLE = (where(name) for name in ("west", "east", "both", "middle"))
areas = st.sampled_from(PLACES).map(where)


def box(*corners):
    return Where(Polygons(shapely.box(*corners)))


def test_two_halves_are_the_whole_and_their_seam_is_gone():
    assert WEST | EAST == BOTH
    assert (WEST | EAST).covers(32, 47)
    assert not WEST.covers(32, 47)
    assert not (WEST & EAST).covers(32, 47)
    assert (WEST & EAST).is_empty


def test_a_seam_under_a_slope_is_no_sliver():
    """The cut crosses no grid point, so the crossing points are rounded."""
    cut = Where(Polygons(shapely.Polygon([(29, 45.3), (35, 47.77), (35, 50), (29, 50)])))
    above, below = BOTH & cut, BOTH - cut
    assert above | below == BOTH
    assert (above & below).is_empty
    assert (above | below).geometry().area == pytest.approx(BOTH.geometry().area, rel=1e-12)


def test_the_same_ground_drawn_otherwise_is_equal():
    ring = RINGS["west"]
    turned = Where(Polygons(shapely.Polygon(ring[2:] + ring[:2]).reverse()))
    finer = Where(Polygons(shapely.segmentize(shapely.Polygon(ring), 0.0317)))
    assert turned == WEST
    assert finer == WEST
    assert hash(finer) == hash(WEST)
    assert Where(Polygons(shapely.MultiPolygon([shapely.Polygon(ring)]))) == WEST


def test_a_metre_more_is_another_area():
    assert box(30, 46, 32 + 1e-5, 48) != WEST
    assert Where(Disc(32, 47, 60_000)) != Where(Disc(32, 47, 60_001))


def test_holes_stay_holes():
    ring = BOTH - MIDDLE
    assert not ring.covers(32, 47)
    assert ring.covers(30.5, 47)
    assert BOTH - ring == BOTH & MIDDLE
    assert ring.area_km2() == pytest.approx(BOTH.area_km2() - (BOTH & MIDDLE).area_km2(), rel=1e-9)


def test_everywhere_and_nowhere():
    assert Where(Everywhere()) == Where.everywhere() == ~Where.nowhere()
    assert Where.everywhere().geometry() is None
    assert Where.nowhere().geometry().is_empty
    assert Where.everywhere().area_km2() == math.inf
    assert (Where.everywhere() & WEST) == WEST
    assert (WEST | ~WEST).is_everywhere
    assert Where.everywhere() != BOTH
    assert Where.nowhere() != ~BOTH
    assert hash(~WEST) == hash((EAST - BOTH) | ~WEST)
    assert (WEST & ~WEST).is_empty
    assert not (~WEST).is_bounded
    assert (~WEST).area_km2() == math.inf
    assert (~WEST).geometry().area == pytest.approx(360 * 180 - 4)
    assert not Where.everywhere().covers(math.nan, 47)


def test_a_disc_is_tested_as_a_circle_not_as_its_outline():
    disc = Where(Disc(32.0, 47.0, 60_000.0))
    both = disc & BOTH
    for azimuth in range(0, 360, 7):
        assert disc.covers(*destination(32, 47, azimuth, 59_999.9))
        assert not disc.covers(*destination(32, 47, azimuth, 60_000.1))
        assert both.covers(*destination(32, 47, azimuth, 59_999.9))


@pytest.mark.parametrize(
    ("area", "lon", "lat", "metres"),
    [
        (WEST | EAST, 32.0, 47.0, 111_000),
        (WEST & MIDDLE, 31.5, 47.0, 38_000),
        (WEST - MIDDLE, 30.9, 47.0, 7_600),
        (WEST - MIDDLE, 31.1, 47.0, -7_600),
        (WEST | EAST, 34.1, 47.0, -7_600),
        (~WEST, 32.1, 47.0, 7_600),
        (~WEST, 31.9, 47.0, -7_600),
    ],
)
def test_margins_are_to_the_outline_that_remains(area, lon, lat, metres):
    assert area.margin_m(lon, lat) == pytest.approx(metres, rel=0.01)


def test_margin_of_a_disc_in_a_union_is_exact():
    two = Where(Disc(30, 47, 10_000)) | Where(Disc(31, 47, 10_000))
    lon, lat = destination(31, 47, 90, 12_345)
    assert two.margin_m(lon, lat) == pytest.approx(-2_345, abs=1e-3)
    assert Where.everywhere().margin_m(30, 47) == math.inf
    assert Where.nowhere().margin_m(30, 47) == -math.inf


@given(areas, areas, areas, st.floats(29.5, 34.5), st.floats(45.5, 49.5))
def test_margins_have_the_sign_of_the_answer(a, b, c, lon, lat):
    area = (a | b) - c
    margin = area.margin_m(lon, lat)
    if abs(margin) > 1:
        assert (margin > 0) == area.covers(lon, lat)


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.floats(29.5, 34.5), st.floats(45.5, 49.5))
def test_drawn_areas_hold_the_points_that_the_exact_tests_hold(one, other, lon, lat):
    area = where(one) - where(other)
    drawn = area.geometry()
    expected = inside(one, lon, lat) and not inside(other, lon, lat)
    point = shapely.Point(lon, lat)
    outline = None if drawn is None else drawn.boundary
    near_disc = any(abs(Where(Disc(*DISCS[name])).margin_m(lon, lat)) < 50 for name in DISCS)
    if not near_disc and (outline is None or outline.distance(point) > 1e-9):
        assert (drawn is None or drawn.contains(point)) == expected


@given(areas, areas)
def test_areas_add_up(a, b):
    a, b = a & BOTH, b & BOTH
    both = (a | b).area_km2() + (a & b).area_km2()
    assert both == pytest.approx(a.area_km2() + b.area_km2(), rel=1e-9, abs=1e-9)
    assert (a - b).area_km2() == pytest.approx(area_km2((a - b).geometry()), abs=1e-9)


def test_a_chain_of_a_thousand_cuts_is_no_deep_recursion():
    area = BOTH
    for at in range(600):
        small = box(30 + at / 200, 46.5, 30 + (at + 0.5) / 200, 47.5)
        area = (area - small) if at % 2 else (area | small)
    assert area.covers(30.001, 46.2)
    assert not area.covers(30 + 1.25 / 200, 47.0)
    assert area.area_km2() < BOTH.area_km2()


def test_order_of_writing_does_not_change_a_byte():
    boxes = [box(30 + at / 7, 46 + at / 9, 31 + at / 7, 47 + at / 11) for at in range(9)]
    one = boxes[0]
    for each in boxes[1:]:
        one |= each
    cut = one - WEST
    assert cut.geometry().wkb == (one - WEST).geometry().wkb
    assert shapely.is_valid(cut.geometry())


def test_areas_from_what_people_hand_in():
    square = shapely.box(30, 46, 32, 48)
    assert as_where(square) == as_where(Polygons(square)) == as_where(WEST) == WEST
    for wrong in ("zone_a", None, 7, square.boundary):
        with pytest.raises(BadInput, match="CF-SCOPE-001"):
            as_where(wrong)


def test_moved_shapes_are_other_shapes():
    assert Where(Polygons(affinity.translate(shapely.box(30, 46, 32, 48), 1e-7))) != WEST


def test_areas_can_be_sent_to_another_process():
    import pickle

    area = (WEST | EAST) - MIDDLE
    assert pickle.loads(pickle.dumps(area)) == area  # noqa: S301 - our own bytes
