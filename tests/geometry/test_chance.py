"""Chances of uncertain places against known answers and against integrals that share no formula with them."""

import itertools
import math
import os
import time

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special, stats
from tests.geometry.oracles import mass_by_green, on_map, plane_of, star

from ceasefire import geometry as g
from ceasefire.errors import BadInput
from ceasefire.geometry import _local_plane, _normal_mass, _normal_mass_compiled, _normal_mass_exact
from ceasefire.geometry._disc_mass import disc_mass, disc_masses

HERE = (34.59, 47.51)
WITHIN = 1e-6
ENGINES = {"numpy": _normal_mass, "numba": _normal_mass_compiled, "exact": _normal_mass_exact}


def chances(areas, lon, lat, sigma, engine):
    """One chance per area with one of the three computations."""
    count = len(areas)
    at = [np.full(1, float(value)) for value in (lon, lat, sigma)]
    masses = ENGINES[engine].masses
    return masses(*at, g.Rings.of(areas), np.zeros(count, dtype=np.int64), np.arange(count))


def rings_of(area):
    rings = []
    for part in shapely.get_parts(area):
        oriented = shapely.orient_polygons(part)
        rings += [shapely.get_coordinates(ring) for ring in shapely.get_rings(oriented)]
    return rings


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sigma", [40, 1_500, 20_000])
@pytest.mark.parametrize("box", [(-1, -1, 1, 1), (0.3, -2, 5, 0.5), (-8, -8, 8, 8), (2, 2, 3, 9), (-0.01, -3, 0.01, 4)])
def test_rectangle_is_the_product_of_normal_differences(engine, sigma, box):
    west, south, east, north = box
    area = on_map(shapely.box(*(np.array(box) * sigma)), *HERE, sigma / 20)
    expected = (special.ndtr(east) - special.ndtr(west)) * (special.ndtr(north) - special.ndtr(south))
    assert chances([area], *HERE, sigma, engine)[0] == pytest.approx(expected, abs=WITHIN)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("distance", [-3.2, -0.7, -1e-6, 0, 1e-9, 0.4, 2.5])
def test_half_plane_is_the_normal_distribution_at_the_distance(engine, distance):
    sigma = 800.0
    turned = shapely.affinity.rotate(shapely.box(-12, -12, 12, distance), 33, origin=(0, 0))
    area = on_map(shapely.affinity.scale(turned, sigma, sigma, origin=(0, 0)), *HERE, sigma / 20)
    assert chances([area], *HERE, sigma, engine)[0] == pytest.approx(special.ndtr(distance), abs=WITHIN)


@pytest.mark.parametrize("engine", ENGINES)
def test_on_an_edge_it_is_a_half_and_on_a_corner_the_corners_angle(engine):
    lon, lat = HERE
    square = shapely.box(lon, lat, lon + 1, lat + 1)
    to_the_east = shapely.box(lon, lat - 1, lon + 1, lat + 1)
    wedge = shapely.Polygon([(lon, lat), (lon + 1, lat - 1), (lon + 1, lat + 1), (lon - 1, lat + 1)])
    found = chances([square, to_the_east, wedge], lon, lat, 300, engine)
    assert found[:2] == pytest.approx([0.25, 0.5], abs=2e-5)  # a parallel bows away from the straight line
    assert found[2] == pytest.approx(mass_by_green(rings_of(wedge), lon, lat, 300, 4000), abs=WITHIN)


STARS = [
    (engine, lat, sigma)
    for engine, lat, sigma in itertools.product(ENGINES, [-50, 0, 47.5, 70, 84], [25, 900, 6_000, 27_000])
    if engine == "exact"
    or sigma * max(1, math.tan(math.radians(abs(lat)))) < 30_000  # how far the local plane is taken
]


@pytest.mark.parametrize(("engine", "lat", "sigma"), STARS)
def test_stars_equal_another_integral_in_projs_plane(engine, lat, sigma):
    rng = np.random.default_rng(int(sigma + lat + 90))
    for reach in (0.4, 3, 12):
        area = star(rng, 14, reach * sigma, 34, lat)
        lon = 34 + rng.normal() * reach * sigma / 150_000 / math.cos(math.radians(lat))
        at = lat + rng.normal() * reach * sigma / 150_000
        expected = mass_by_green(rings_of(area), lon, at, sigma)
        assert chances([area], lon, at, sigma, engine)[0] == pytest.approx(expected, abs=WITHIN)


def test_small_triangle_equals_dblquad():
    sigma = 200.0
    forward, inverse = plane_of(*HERE)
    corners = np.array([[-0.5, -0.8], [1.6, 0.1], [0.2, 1.4]]) * sigma
    area = shapely.Polygon(inverse(corners))
    (x1, y1), (x2, y2), (x3, y3) = sorted(map(tuple, forward(shapely.get_coordinates(area)[:3]) / sigma))

    def line(xa, ya, xb, yb):
        return lambda x: ya + (x - xa) / (xb - xa) * (yb - ya)

    def density(y, x):
        return math.exp(-(x * x + y * y) / 2) / (2 * math.pi)

    long = line(x1, y1, x3, y3)
    pieces = [(x1, x2, line(x1, y1, x2, y2)), (x2, x3, line(x2, y2, x3, y3))]
    expected = sum(abs(integrate.dblquad(density, a, b, long, side, epsabs=1e-11)[0]) for a, b, side in pieces)
    for engine in ENGINES:
        # Edges are straight on the map, the oracle's in the plane: 200 m edges differ by less than 1 mm.
        assert chances([area], *HERE, sigma, engine)[0] == pytest.approx(expected, abs=WITHIN)


@given(st.floats(-8, 8), st.floats(-8, 8), st.floats(-8, 8), st.floats(-8, 8))
def test_one_edge_is_the_signed_triangle_mass_by_its_angle(x1, y1, x2, y2):
    length = math.hypot(x2 - x1, y2 - y1)
    if length < 1e-3:
        return
    cross = x1 * y2 - y1 * x2
    h = abs(cross) / length
    along = np.array([x1 * (x2 - x1) + y1 * (y2 - y1), x2 * (x2 - x1) + y2 * (y2 - y1)]) / length
    if h < 1e-9:
        expected = 0.0  # nothing lies between the centre and an edge through it
    else:
        low, high = np.arctan2(along, h)
        mass, _ = integrate.quad(
            lambda phi: -np.expm1(-h * h / (2 * np.cos(phi) ** 2)), low, high, epsabs=1e-12, limit=200
        )
        expected = math.copysign(mass, cross) / (2 * math.pi)
        owen = special.owens_t(h, np.tan([low, high]))
        assert expected == pytest.approx(
            math.copysign((high - low) / (2 * math.pi) - (owen[1] - owen[0]), cross), abs=1e-9
        )
    pieces = max(1, math.ceil(length / _normal_mass.PANEL))
    at = np.linspace([x1, y1], [x2, y2], pieces + 1)
    none = np.zeros(pieces)
    found = _normal_mass.parabola_sums(at[:-1, 0], at[:-1, 1], at[1:, 0], at[1:, 1], none, none).sum() / (2 * math.pi)
    assert found == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sigma", [50, 3_000, 25_000])
def test_a_partition_of_the_map_sums_to_one(engine, sigma):
    rng = np.random.default_rng(11)
    reach = 3 * sigma / 111_000
    cuts = []
    for _ in range(9):
        turn, off = rng.uniform(0, math.pi), rng.normal(size=2) * reach
        step = 5 * np.array([math.cos(turn), math.sin(turn)])
        cuts.append(shapely.LineString([HERE + off - step, HERE + off + step]))
    frame = shapely.box(HERE[0] - 3, HERE[1] - 3, HERE[0] + 3, HERE[1] + 3)
    lines = shapely.node(shapely.union_all([*cuts, frame.exterior]))
    faces = list(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(lines)))))
    outside = g.Everywhere().polygon().difference(shapely.union_all(faces))
    found = chances([*faces, outside], *HERE, sigma, engine)
    assert len(found) > 20
    assert found.sum() == pytest.approx(1, abs=WITHIN)
    assert found.min() > -1e-7


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_a_hole_takes_away_what_lies_in_it(engine):
    lon, lat = HERE
    outer, hole = (
        shapely.box(lon - 0.02, lat - 0.01, lon + 0.03, lat + 0.02),
        shapely.box(lon - 0.005, lat - 0.004, lon + 0.001, lat + 0.002),
    )
    areas = [
        outer,
        hole,
        outer.difference(hole),
        shapely.MultiPolygon([hole, shapely.box(lon + 1, lat, lon + 2, lat + 1)]),
    ]
    found = chances(areas, lon, lat, 700, engine)
    assert found[2] == pytest.approx(found[0] - found[1], abs=1e-9)
    assert found[3] == pytest.approx(found[1], abs=1e-9)
    assert 0.05 < found[1] < found[0] < 0.99


@given(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3), st.integers(0, 10_000))
def test_a_vanishing_error_is_the_crisp_test(east, north, seed):
    area = star(np.random.default_rng(seed), 9, 20_000, *HERE)
    lon, lat = HERE[0] + east, HERE[1] + north
    if abs(g.margin_m(area, lon, lat)) > 1:
        inside = area.contains(shapely.Point(lon, lat))
        for radius in (0.1, 1e-9, 0):
            assert g.chance_inside(g.PointPlace(lon, lat, radius), area) == pytest.approx(int(inside), abs=1e-9)


def test_an_exact_point_on_the_boundary_is_outside():
    square = shapely.box(34, 47, 35, 48).difference(shapely.box(34.4, 47.4, 34.6, 47.6))
    for lon, lat, expected in [(34, 47.5, 0), (34, 47, 0), (34.4, 47.5, 0), (34.5, 47.5, 0), (34.2, 47.5, 1)]:
        assert g.chance_inside(g.PointPlace(lon, lat), square) == expected
        assert g.gaussian_in_rings([lon], [lat], [0.0], g.Rings.of([square]), [0], [0])[0] == expected


@given(st.floats(0, 400), st.floats(1e-6, 400))
def test_a_disc_is_the_noncentral_chi_square(distance, radius):
    if distance > 0 and distance**2 < 5_000:
        expected = stats.ncx2.cdf(radius**2, 2, distance**2)
        assert disc_mass(distance, radius) == pytest.approx(expected, abs=1e-7)
    assert disc_mass(0, radius) == pytest.approx(-math.expm1(-(radius**2) / 2), abs=1e-10)
    assert 0 <= disc_mass(distance, radius) <= 1


@pytest.mark.parametrize("radius", [3, 40, 1e4, 1e7])
def test_a_huge_disc_is_a_half_plane_at_its_edge(radius):
    for off in (-2.0, 0.0, 1.0):
        expected, error = special.ndtr(off), 0.3 / radius
        assert disc_mass(radius - off, radius) == pytest.approx(expected, abs=error + 1e-9)


@pytest.mark.parametrize("sigma", [300, 4_000])
def test_radius_areas_of_terms(sigma):
    disc = g.Disc(*HERE, 1_500)
    at_centre = g.chance_inside(g.PointPlace(*HERE, sigma * 2.448), disc)
    assert at_centre == pytest.approx(1 - math.exp(-(1_500**2) / 2 / sigma**2), abs=1e-9)
    aside = g.PointPlace(34.61, 47.515, sigma * 2.448)
    apart = g.distance_m(*HERE, 34.61, 47.515)
    expected = stats.ncx2.cdf((1_500 / sigma) ** 2, 2, (apart / sigma) ** 2)
    assert g.chance_inside(aside, disc) == pytest.approx(expected, abs=WITHIN)
    # The outline has the disc's area, so the chance by its edges is near that of the disc.
    assert g.chance_inside(aside, disc.polygon()) == pytest.approx(expected, abs=1e-5)


def test_everywhere_poles_and_the_180_meridian():
    world, cap = g.Everywhere().polygon(), shapely.box(-180, 60, 180, 90)
    for place in (
        g.PointPlace(12, 34, 5_000),
        g.PointPlace(179.99, 10, 90_000),
        g.PointPlace(5, 89.99, 9_000),
        g.PointPlace(0, 0, 400_000),
    ):
        assert g.chance_inside(place, g.Everywhere()) == 1
        assert g.chance_inside(place, world) == pytest.approx(1, abs=WITHIN)
    assert g.chance_inside(g.PointPlace(30, 89.999, 50_000), cap) == pytest.approx(1, abs=WITHIN)
    halves = [shapely.box(179, -1, 180, 1), shapely.box(-180, -1, -179, 1)]
    at_seam = g.PointPlace(179.999, 0.2, 10_000)
    each = [g.chance_inside(at_seam, half) for half in halves]
    assert each[0] == pytest.approx(special.ndtr(0.001 * 111_319.49 / at_seam.sigma_m), abs=1e-5)
    assert sum(each) == pytest.approx(g.chance_inside(at_seam, shapely.MultiPolygon(halves)), abs=WITHIN)
    assert sum(each) == pytest.approx(1, abs=WITHIN)
    east = g.chance_inside(g.PointPlace(20, 89.9, 60_000), shapely.box(20, 0, 180, 90))
    west = g.chance_inside(g.PointPlace(20, 89.9, 60_000), shapely.box(-180, 0, 20, 90))
    assert east + west == pytest.approx(1, abs=WITHIN)
    assert 0.1 < east < 0.9


def test_half_of_the_earth_round_a_pole_holds_half_of_a_place_at_the_pole():
    assert g.chance_inside(g.PointPlace(0, 90, 30_000), shapely.box(0, -90, 180, 90)) == pytest.approx(0.5, abs=WITHIN)


def test_shares_of_ring_sectors_and_areas():
    lon, lat = 38.0, 48.0
    sector = g.ring_sector_from_words("2–4 km N", lon, lat)
    assert g.chance_inside(sector, g.Disc(lon, lat, 3_000)) == pytest.approx(5 / 12, abs=2e-4)
    assert g.chance_inside(sector, g.Disc(lon, lat, 4_100)) == pytest.approx(1, abs=1e-9)
    assert g.chance_inside(sector, shapely.box(lon, lat, lon + 1, lat + 1)) == pytest.approx(0.5, abs=1e-9)
    assert g.chance_inside(sector, shapely.Polygon()) == 0
    unit = g.AreaPlace(shapely.box(34, 47, 35, 48), "a district")
    lower = shapely.box(34, 46, 36, 47.5)
    expected = g.area_km2(shapely.box(34, 47, 35, 47.5)) / g.area_km2(unit.geometry)
    assert g.chance_inside(unit, lower) == pytest.approx(expected, abs=1e-12)
    assert expected > 0.5


def test_an_unknown_place_has_no_chance_but_in_everywhere_and_nothing():
    assert g.chance_inside(g.UnknownPlace(), g.Everywhere()) == 1
    assert g.chance_inside(g.UnknownPlace(), shapely.Polygon()) == 0
    assert math.isnan(g.chance_inside(g.UnknownPlace(), g.Disc(1, 2, 3)))


def test_shapes_are_taken_as_they_are():
    line = shapely.LineString([(34.3, 47.51), (34.9, 47.51)])
    place = g.PointPlace(*HERE, 2_448)
    corridor = g.Corridor(line, 2_000)
    assert g.chance_inside(place, corridor) == pytest.approx(special.ndtr(2) - special.ndtr(-2), abs=1e-3)
    assert g.chance_inside(g.PointPlace(34.59, 47.5279), corridor) == float(corridor.covers(34.59, 47.5279))


def batch(events, zones, sigma, seed=5):
    """Events strewn over zones of 60 corners, every event paired with some zones."""
    rng = np.random.default_rng(seed)
    areas = [star(rng, 60, rng.uniform(5_000, 30_000), *(HERE + rng.uniform(-1, 1, 2))) for _ in range(zones)]
    lon, lat = HERE[0] + rng.uniform(-1.2, 1.2, events), HERE[1] + rng.uniform(-1.2, 1.2, events)
    return (
        lon,
        lat,
        rng.uniform(0.2, 1.8, events) * sigma,
        g.Rings.of(areas),
        rng.integers(0, events, 4_000),
        rng.integers(0, zones, 4_000),
    )


@pytest.mark.parametrize("sigma", [0.05, 10, 400, 3_000, 15_000])
def test_all_three_computations_agree_on_a_batch(sigma):
    given_batch = batch(300, 40, sigma)
    compiled, plain = (g.gaussian_in_rings(*given_batch, engine=engine) for engine in ("numba", "numpy"))
    assert np.abs(compiled - plain).max() < 1e-8
    assert np.array_equal(g.gaussian_in_rings(*given_batch), compiled)
    lon, lat, sigmas, rings, event, zone = given_batch
    some = slice(0, 150)
    exact = _normal_mass_exact.masses(lon, lat, sigmas, rings, event[some], zone[some])
    assert np.abs(plain[some] - exact).max() < 2e-7


@pytest.mark.parametrize(
    ("lon", "lat", "sigma"),
    [(34, 47.5, 29_000), (34, 47.5, 60_000), (34, 84, 2_500), (34, 84, 9_000), (179.99, 47.5, 900)],
)
def test_what_is_taken_for_each_pair_is_true_on_both_sides_of_the_local_planes_reach(lon, lat, sigma):
    area = star(np.random.default_rng(1), 14, 2.5 * sigma, 34 if lon == 34 else 178.5, lat)
    expected = mass_by_green(rings_of(area), lon, lat, sigma)
    found = g.gaussian_in_rings([lon], [lat], [sigma], g.Rings.of([area]), [0], [0])[0]
    assert found == pytest.approx(expected, abs=WITHIN)


@pytest.mark.parametrize(("lon", "sigma"), [(179.9999, 0.05), (-180, 20), (180, 3_000)])
def test_small_errors_at_the_180_meridian_and_large_areas(lon, sigma):
    areas = [shapely.box(100, -60, 180, 70), shapely.box(-180, -60, -90, 70)]
    found = sum(g.chance_inside(g.PointPlace(lon, 12.3, sigma * 2.448), area) for area in areas)
    assert found == pytest.approx(1, abs=WITHIN)


def test_arrays_are_left_alone_unknown_places_give_nan_and_order_is_kept():
    lon, lat, sigma, rings, event, zone = batch(50, 5, 2_000)
    lon[3] = np.nan
    sigma[4] = np.nan
    before = [part.copy() for part in (lon, lat, sigma, event, zone)]
    found = g.gaussian_in_rings(lon, lat, sigma, rings, event, zone)
    assert all(
        np.array_equal(a, b, equal_nan=True) for a, b in zip(before, (lon, lat, sigma, event, zone), strict=True)
    )
    assert np.array_equal(np.isnan(found), np.isin(event, [3, 4]))
    back = g.gaussian_in_rings(lon, lat, sigma, rings, event[::-1], zone[::-1])
    assert np.allclose(found, back[::-1], atol=1e-12, equal_nan=True)
    assert g.gaussian_in_rings(lon, lat, sigma, rings, [], []).shape == (0,)
    assert g.gaussian_in_rings([1.0], [2.0], [3.0], g.Rings.of([shapely.Polygon()]), [0], [0])[0] == 0


@pytest.mark.parametrize(("event", "zone"), [([0, 1], [0]), ([9], [0]), ([0], [7]), ([-1], [0])])
def test_pairs_that_do_not_fit_are_refused(event, zone):
    with pytest.raises(BadInput) as error:
        g.gaussian_in_rings([1.0], [2.0], [3.0], g.Rings.of([shapely.box(0, 0, 1, 1)]), event, zone)
    assert error.value.problems[0].code.code == "CF-GEOMETRY-022"


def test_rings_that_do_not_fit_are_refused():
    rings = g.Rings.of([shapely.box(0, 0, 1, 1)])
    for bad in [
        (rings.lon[:-1], rings.lat, rings.ring_starts, rings.zone_starts),
        (rings.lon, rings.lat, rings.ring_starts + 1, rings.zone_starts),
    ]:
        with pytest.raises(BadInput):
            g.Rings(*bad)


@pytest.mark.parametrize("lat", [-75, -33, 0, 20, 47.5, 60, 75, 85])
def test_the_local_plane_is_projs(lat):
    _, inverse = plane_of(20.0, lat)
    steep = max(1, math.tan(math.radians(abs(lat))))
    for away in (10, 1_000, 30_000, 105_000):  # 3.5 sigmas of the widest error that is taken there
        metres = away / steep
        turn = np.linspace(0, 2 * np.pi, 60)
        expected = metres * np.column_stack([np.sin(turn), np.cos(turn)])
        at = inverse(expected)
        plane = _local_plane.local_plane(np.full(60, float(lat)), np.ones(60))
        found = _local_plane.position(plane, np.radians(at[:, 0] - 20) * plane.cos, np.radians(at[:, 1] - lat))
        assert np.abs(np.column_stack(found) - expected).max() < max(3e-8 * metres, 1e-8)


def cpu_per_pair_us(engine, sigma):
    given_batch = batch(2_000, 60, sigma)
    best = math.inf
    for _ in itertools.repeat(None, 3):
        start = time.process_time()
        g.gaussian_in_rings(*given_batch, engine=engine)
        best = min(best, time.process_time() - start)
    return best / len(given_batch[4]) * 1e6


@pytest.mark.skipif("PYTEST_XDIST_WORKER" in os.environ, reason="measures CPU time: run alone")
@pytest.mark.parametrize(("engine", "at_most"), [("numba", 5), ("numpy", 30)])
@pytest.mark.parametrize("sigma", [300, 4_000, 15_000])
def test_cost_of_a_candidate_pair(engine, at_most, sigma):
    cpu_per_pair_us(engine, sigma)
    assert cpu_per_pair_us(engine, sigma) <= at_most


def test_many_discs_at_once_equal_one_by_one_and_the_noncentral_chi_square():
    rng = np.random.default_rng(3)
    radius = np.concatenate([rng.uniform(0, 20, 300), [0.0, 1.0, 50.0, 5000.0]])
    distance = np.abs(radius + rng.uniform(-9, 9, len(radius)))
    together = disc_masses(distance, radius)
    alone = [disc_mass(d, r) for d, r in zip(distance, radius, strict=True)]
    assert together == pytest.approx(alone, abs=1e-12)
    small = radius < 30
    expected = stats.ncx2.cdf(radius[small] ** 2, 2, distance[small] ** 2)
    assert together[small] == pytest.approx(expected, abs=1e-9)
