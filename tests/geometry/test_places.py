"""Places of reports and the words in which they come."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from ceasefire import geometry as g
from ceasefire.errors import BadInput, Place


def test_sigma_is_the_95_percent_radius_over_2_448():
    assert g.PointPlace(34, 47, 2448).sigma_m == pytest.approx(1000)
    assert math.exp(-(2.448**2) / 2) == pytest.approx(0.05, abs=1e-4)
    assert g.PointPlace(34, 47).outline().geom_type == "Point"
    assert g.area_km2(g.PointPlace(34, 47, 1000).outline()) == pytest.approx(math.pi, rel=1e-4)
    assert g.PointPlace(34, 47, 5).centre() == (34, 47)


@given(st.floats(0, 359), st.floats(1, 360), st.floats(0, 5000), st.floats(100, 9000))
def test_area_of_a_ring_sector(start, width, near, thick):
    sector = g.RingSector(38, 48, near, near + thick, start, start + width)
    expected = math.pi * ((near + thick) ** 2 - near**2) * sector.width_deg / 360 / 1e6
    assert g.area_km2(sector.outline()) == pytest.approx(expected, rel=2e-4)
    assert sector.outline().is_valid


def test_a_sector_lies_between_its_distances_and_bearings():
    sector = g.RingSector(38, 48, 2000, 4000, 348.75, 11.25)
    assert sector.width_deg == 22.5
    away = [g.distance_m(38, 48, *corner) for corner in shapely.get_coordinates(sector.outline())]
    assert (min(away), max(away)) == pytest.approx((2000, 4000), abs=1e-6)
    assert g.bearing_deg(38, 48, *sector.centre()) % 360 == pytest.approx(0, abs=1e-6)
    assert sector.outline().contains(shapely.Point(sector.centre()))
    whole = g.RingSector(38, 48, 2000, 4000, 0, 360)
    assert whole.centre() == (38, 48)
    assert not whole.outline().contains(shapely.Point(38, 48))


def test_centre_of_an_area_lies_inside_it_and_unknown_places_have_none():
    hook = shapely.box(34, 47, 35, 48).difference(shapely.box(34.05, 47.05, 35, 47.95))
    assert hook.contains(shapely.Point(g.AreaPlace(hook, "hook").centre()))
    assert g.AreaPlace(shapely.box(34, 47, 35, 48)).centre() == (34.5, 47.5)
    assert g.UnknownPlace("near the front").outline() is None
    assert g.UnknownPlace().centre() is None


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: g.PointPlace(34, 47, -1), "CF-GEOMETRY-021"),
        (lambda: g.PointPlace(34, 47, math.nan), "CF-GEOMETRY-021"),
        (lambda: g.PointPlace(34, 97), "CF-GEOMETRY-002"),
        (lambda: g.PointPlace(134, 97), "CF-GEOMETRY-003"),
        (lambda: g.RingSector(38, 48, 4000, 2000, 0, 10), "CF-GEOMETRY-017"),
        (lambda: g.RingSector(38, 48, 0, 2000, math.inf, 10), "CF-GEOMETRY-017"),
        (lambda: g.AreaPlace(shapely.Point(1, 2)), "CF-GEOMETRY-020"),
        (lambda: g.AreaPlace(shapely.Polygon()), "CF-GEOMETRY-020"),
    ],
)
def test_bad_places_are_refused(make, code):
    with pytest.raises(BadInput) as error:
        make()
    assert error.value.problems[0].code.code == code


@pytest.mark.parametrize(
    ("words", "near", "far", "bearing"),
    [
        ("2–4 km ESE", 2000, 4000, 112.5),
        ("2-4km ESE", 2000, 4000, 112.5),
        ("2 to 4 kilometres east-south-east of the post", 2000, 4000, 112.5),
        ("between 2 and 4 km N", 2000, 4000, 0),
        ("2km — 4km nnw", 2000, 4000, 337.5),
        ("800 m - 1.5 km SW of X", 800, 1500, 225),
        ("3 km W", 2500, 3500, 270),
        ("2.5 km to the south", 2450, 2550, 180),
        ("2,5 km S", 2450, 2550, 180),
        ("500 m NE", 450, 550, 45),
        ("approximately 350 metres north east", 345, 355, 45),
        ("1-2 nmi SSE", 1852, 3704, 157.5),
        ("0-1 km WSW", 0, 1000, 247.5),
    ],
)
def test_words_of_sectors(words, near, far, bearing):
    sector = g.ring_sector_from_words(words, 38.0, 48.0)
    assert (sector.r_min_m, sector.r_max_m) == pytest.approx((near, far))
    assert sector.width_deg == pytest.approx(22.5)
    assert (sector.bearing_from + 11.25) % 360 == pytest.approx(bearing)
    assert g.bearing_deg(38, 48, *sector.centre()) == pytest.approx(bearing, abs=1e-6)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "a distance"),
        ("ESE", "a distance"),
        ("3 km", "one of N"),
        ("3 NW", "a unit"),
        ("3 furlongs NW", "a unit"),
        ("4-2 km N", "smaller distance first"),
        ("2-2 km N", "smaller distance first"),
        ("2 km ESSE", "one of N"),
        ("2 km up", "one of N"),
        ("-2 km N", "a distance"),
        ("2 km N; 3 km S", "a distance"),
    ],
)
def test_words_that_say_no_sector_are_refused_with_what_is_missing(words, expected):
    with pytest.raises(BadInput) as error:
        g.ring_sector_from_words(words, 38, 48, Place("events.csv", 7))
    (problem,) = error.value.problems
    assert problem.code.code == "CF-GEOMETRY-017"
    assert expected in problem.expected
    assert repr(words) in problem.got
    assert problem.place.line == 7


@given(st.text(max_size=40))
def test_any_words_give_a_sector_or_one_clear_error(words):
    try:
        assert g.ring_sector_from_words(words, 38, 48).r_max_m > 0
    except BadInput as error:
        assert error.problems[0].way_out
