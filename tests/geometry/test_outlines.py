"""Bad outlines, as people draw them: each refused with its own code, its place and the way out."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from ceasefire import geometry as g
from ceasefire.errors import BadInput, Place

HERE = Place("terms.yaml", 12, 5, "areas.zone_a")
SQUARE = [[34, 47], [35, 47], [35, 48], [34, 48], [34, 47]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    ("mapping", "codes"),
    [
        (polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]), ["001"]),
        (polygon([[147, 34], [148, 35], [147, 35], [147, 34]]), []),
        (polygon([[34, 147], [35, 147], [35, 148], [34, 147]]), ["002"]),
        (polygon([[34, 47], [35, 47], [35, 470], [34, 47]]), ["003"]),
        (polygon([[200, 147], [201, 147], [201, 148], [200, 147]]), ["003"]),
        (polygon(SQUARE[:-1]), ["004"]),
        (polygon([[34, 47], [35, 47], [34, 47]]), ["005"]),
        (polygon([[34, 47], [35, 47], [35, 47], [34, 47]]), ["005"]),
        (polygon([[34, 47], [35, math.nan], [35, 48], [34, 47]]), ["006"]),
        (polygon([[34, 47], [35, math.inf], [35, 48], [34, 47]]), ["006"]),
        (polygon([[34, 47], ["35", 47], [35, 48], [34, 47]]), ["006"]),
        (polygon([[34, 47], [True, 47], [35, 48], [34, 47]]), ["006"]),
        (polygon([[34, 47], [10**400, 47], [35, 48], [34, 47]]), ["003"]),
        (polygon(), ["007"]),
        (polygon([]), ["007"]),
        ({"type": "MultiPolygon", "coordinates": [[]]}, ["007"]),
        ({"type": "Feature", "geometry": None}, ["007"]),
        (polygon([[179, 10], [-179, 10], [-179, 11], [179, 11], [179, 10]]), ["008"]),
        (polygon([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]), []),
        ({"type": "Circle", "coordinates": [1, 2]}, ["009"]),
        ({"type": ["Point"], "coordinates": [1, 2]}, ["009"]),
        ({"type": "Polygon", "coordinates": "34 47, 35 48"}, ["009"]),
        ({"type": "Polygon", "coordinates": [[34, 47], [35, 47]]}, ["009"] * 4),
        ({"type": "Point", "coordinates": [34]}, ["009"]),
        ("POLYGON((0 0,1 1,1 0,0 0))", ["009"]),
        (None, ["009"]),
        (17, ["009"]),
        ({"type": "Feature", "geometry": {"type": "Feature", "geometry": {}}}, ["009"]),
        ({"type": "FeatureCollection", "features": []}, ["009"]),
        ({"type": "Point", "coordinates": [34, 47], "crs": {"properties": {"name": "EPSG:3857"}}}, ["009"]),
        ({"type": "LineString", "coordinates": [[34, 47]]}, ["005"]),
        ({"type": "LineString", "coordinates": [[34, 47], [34, 47]]}, ["005"]),
        ({"type": "MultiLineString", "coordinates": [[[34, 47]]]}, ["005"]),
        ([34, 147], ["002"]),
        (polygon(SQUARE, [[34.5, 47.5], [36, 47.5], [36, 47.6], [34.5, 47.5]]), ["019"]),
        (
            {"type": "MultiPolygon", "coordinates": [[SQUARE], [[[34.5, 47.5], [36, 47.5], [36, 47.6], [34.5, 47.5]]]]},
            ["019"],
        ),
        (polygon([[34, 47], [35, 247], [35, 48]]), ["003", "004"]),
    ],
)
def test_geojson_as_people_write_it(mapping, codes):
    if not codes:
        assert not g.read_geometry(mapping, HERE).is_empty
        return
    with pytest.raises(BadInput) as error:
        g.read_geometry(mapping, HERE)
    assert [problem.code.code for problem in error.value.problems] == [f"CF-GEOMETRY-{code}" for code in codes]
    assert all(problem.place == HERE for problem in error.value.problems)
    assert all(problem.way_out and problem.got for problem in error.value.problems)


@pytest.mark.parametrize(
    "mapping",
    [
        [34.59, 47.51],
        {"type": "Point", "coordinates": [34.59, 47.51, 120.0]},
        {"type": "Feature", "properties": {"a": 1}, "geometry": polygon(SQUARE)},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon(SQUARE)}]},
        {"type": "LineString", "coordinates": [[34, 47], [35, 48, 3.5]]},
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "MultiPoint", "coordinates": [[34, 47], [35, 48]]},
        {"type": "MultiLineString", "coordinates": [[[34, 47], [35, 48]]]},
        polygon(SQUARE) | {"crs": {"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
    ],
)
def test_what_is_written_well_is_read_and_written_back_the_same(mapping):
    geometry = g.read_geometry(mapping)
    assert not geometry.has_z
    assert g.read_geometry(g.to_geojson(geometry)).equals(geometry)


def test_written_outlines_go_counter_clockwise_with_holes_the_other_way():
    hole = [[34.2, 47.2], [34.4, 47.2], [34.4, 47.4], [34.2, 47.2]]
    written = g.to_geojson(shapely.Polygon(SQUARE[::-1], [hole]))
    rings = [shapely.LinearRing(ring) for ring in written["coordinates"]]
    assert [ring.is_ccw for ring in rings] == [True, False]
    assert g.to_geojson(shapely.Point(1 / 3, -1e-12))["coordinates"] == [0.3333333, 0.0]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["Polygon", "Point"]),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry", "x"]), parts)
    ),
    max_leaves=20,
)


@given(anything)
def test_whatever_is_read_as_geometry_is_one_or_is_refused(value):
    try:
        assert isinstance(g.read_geometry(value), shapely.Geometry)
    except BadInput as error:
        assert error.problems


numbers = st.floats() | st.integers(-400, 400) | st.floats(-100, 100)
kinds = st.sampled_from(["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"])


@given(
    kinds,
    st.lists(st.lists(st.lists(st.lists(numbers, min_size=1, max_size=3), max_size=6), max_size=3), max_size=2),
    st.integers(0, 3),
)
def test_whatever_stands_under_coordinates_is_a_geometry_or_is_refused(kind, nested, level):
    for _ in range(level):
        nested = nested[0] if nested and isinstance(nested[0], list) else nested
    try:
        assert isinstance(g.read_geometry({"type": kind, "coordinates": nested}), shapely.Geometry)
    except BadInput as error:
        assert error.problems


def test_swapped_coordinates_that_both_lie_on_the_earth_are_noticed_by_where_the_others_are():
    region = (22.0, 44.0, 41.0, 53.0)
    kyiv, swapped = shapely.Point(30.5, 50.45), shapely.Point(50.45, 30.5)
    assert not g.looks_swapped(kyiv, region)
    assert g.looks_swapped(swapped, region)
    assert not g.looks_swapped(shapely.Point(-60, 10), region)
    assert not g.looks_swapped(shapely.Polygon(), region)
    problem = g.swap_problem(swapped, region, HERE)
    assert problem.code.code == "CF-GEOMETRY-018"
    assert problem.severity == "warning"
    assert g.swap_problem(kyiv, region) is None


def test_check_polygon_takes_what_is_valid_and_names_what_is_no_area():
    g.check_polygon(shapely.box(34, 47, 35, 48))
    for geometry, code in [(shapely.Point(1, 2), "020"), (shapely.Polygon(), "007")]:
        with pytest.raises(BadInput) as error:
            g.check_polygon(geometry, HERE)
        assert error.value.problems[0].code.code == f"CF-GEOMETRY-{code}"
