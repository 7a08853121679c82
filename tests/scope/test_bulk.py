"""The bulk kernel against a brute force: one event, one scope at a time, by shapely."""

import datetime as dt
import subprocess
import sys
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire import scope as sc
from ceasefire.clock import HOUR, Span, TimeSet
from ceasefire.errors import BadInput
from ceasefire.geometry import Corridor, Disc, Polygons
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import bulk_engine, bulk_numba, bulk_numpy, bulk_plain
from ceasefire.scope.bulk_columns import columns_of
from ceasefire.scope.bulk_scopes import zones_of

T0 = np.datetime64("2025-10-18T08:00", "us").astype(np.int64).item()
ENGINES = [bulk_numpy, bulk_numba]


@pytest.fixture(params=[*ENGINES, bulk_plain], ids=["numpy", "numba", "plain"])
def engine(request, monkeypatch):
    monkeypatch.setattr(bulk_engine, "_is_little", lambda *_: request.param is bulk_plain)
    if request.param is not bulk_plain:
        monkeypatch.setattr(bulk_engine, "_engine", lambda _events: request.param)
    return request.param


def moment(hours):
    return np.datetime64(T0 + round(hours * HOUR), "us")


def brute(lon, lat, t, zones):
    """Pairs by definition: zones are (shapely geometry, start, end), None for an open side."""
    return [
        (event, number)
        for event, (x, y, when) in enumerate(zip(lon, lat, t, strict=True))
        for number, (area, start, end) in enumerate(zones)
        if (start is None or when >= start) and (end is None or when < end) and shapely.contains_xy(area, x, y)
    ]


def pairs(found):
    event, scope = found
    assert event.dtype == scope.dtype == np.int64
    return list(zip(event.tolist(), scope.tolist(), strict=True))


def star(rng, corners=None, centre=None, reach=2.0):
    corners = corners or int(rng.integers(24, 97))
    turn = (np.arange(corners) + rng.uniform(0.1, 0.9, corners)) * 2 * np.pi / corners
    radius = reach * rng.uniform(0.4, 1.0, corners)
    x, y = centre if centre is not None else rng.uniform(-3, 3, 2)
    return np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)])


def scenery(seed, events, zones):
    rng = np.random.default_rng(seed)
    lon, lat = rng.normal(0, 2, events), rng.normal(0, 2, events)
    t = T0 + rng.integers(0, 1000 * HOUR, events)
    made = []
    for _ in range(zones):
        start = T0 + int(rng.integers(-10 * HOUR, 1000 * HOUR))
        end = start + int(np.exp(rng.uniform(0, np.log(1000))) * HOUR)
        made.append((shapely.Polygon(star(rng)), np.datetime64(start, "us"), np.datetime64(end, "us")))
    return lon, lat, t.astype("datetime64[us]"), made


def windows(zones):
    return [sc.zone_window(*zone) for zone in zones]


@pytest.mark.parametrize(("events", "zones"), [(0, 3), (3, 0), (1, 1), (40, 7), (900, 40)])
def test_equals_the_brute_force(engine, events, zones):
    lon, lat, t, made = scenery(events + zones, events, zones)
    found = pairs(sc.join(lon, lat, t, windows(made)))
    assert found == brute(lon, lat, t, made)
    assert events * zones < 1000 or len(found) > 100


def test_many_blocks_of_time_equal_the_simple_way(engine):
    """Several blocks and batches: compared with a plain scan by whole arrays."""
    lon, lat, t, made = scenery(5, 300_000, 60)
    made += [(made[0][0], None, None), (made[1][0], moment(300), None), (made[2][0], None, moment(600))]
    expected = []
    for number, (area, start, end) in enumerate(made):
        held = shapely.contains_xy(area, lon, lat)
        held &= True if start is None else t >= start
        held &= True if end is None else t < end
        expected += [(event, number) for event in np.flatnonzero(held).tolist()]
    assert pairs(sc.join(lon, lat, t, windows(made))) == sorted(expected)


GRID = st.integers(-4, 4)


@st.composite
def coarse_polygons(draw):
    """Areas whose corners and edges fall on the same coarse grid as the points."""
    boxes = draw(st.lists(st.tuples(GRID, GRID, st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=4))
    cut = draw(st.lists(st.tuples(GRID, GRID, st.integers(1, 2), st.integers(1, 2)), max_size=2))
    area = shapely.union_all([shapely.box(x, y, x + w, y + h) for x, y, w, h in boxes])
    area = shapely.difference(area, shapely.union_all([shapely.box(x, y, x + w, y + h) for x, y, w, h in cut]))
    corners = draw(st.lists(st.tuples(GRID, GRID), min_size=3, max_size=3, unique=True))
    triangle = shapely.Polygon(corners)
    if triangle.area and draw(st.booleans()):
        area = shapely.symmetric_difference(area, triangle)
    return area


@given(
    areas=st.lists(coarse_polygons(), min_size=1, max_size=3),
    points=st.lists(
        st.tuples(st.integers(-8, 16).map(lambda n: n / 2), st.integers(-8, 16).map(lambda n: n / 2)),
        min_size=1,
        max_size=40,
    ),
    hours=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=3),
    which=st.sampled_from(ENGINES),
)
@settings(max_examples=80)
def test_on_corners_and_edges_the_answer_is_shapelys(areas, points, hours, which):
    areas = [area for area in areas if area.geom_type in {"Polygon", "MultiPolygon"} and not area.is_empty]
    zones = [(area, moment(min(h)), moment(max(h))) for area, h in zip(areas, hours, strict=False)]
    lon, lat = np.array(points, dtype=float).T
    t = np.datetime64(T0, "us") + np.arange(len(points)) % 6 * np.timedelta64(1, "h")
    events = columns_of(lon, lat, t)
    found = which.match(which.sort_events(*events), bulk_engine._batches(which.sort_events(*events), _table(zones)))
    assert pairs(found) == brute(lon, lat, t, zones)


def _table(zones):
    return zones_of(windows(zones)).plain.table()


def test_within_a_rounding_step_of_an_edge_the_answer_is_shapelys(engine):
    """Points computed to lie on slanted edges, and their neighbours one step of float64 away."""
    rng = np.random.default_rng(11)
    outline = star(rng, corners=96, centre=(33.3, 47.7), reach=0.4)
    share = rng.random((96, 40))[..., None]
    on_edges = (outline[:, None] + share * (np.roll(outline, -1, axis=0)[:, None] - outline[:, None])).reshape(-1, 2)
    steps = [np.nextafter(on_edges, on_edges + way) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    lon, lat = np.concatenate([outline, on_edges, *steps]).T.copy()
    t = np.full(len(lon), moment(1))
    zone = (shapely.Polygon(outline), moment(0), moment(2))
    found = pairs(sc.join(lon, lat, t, windows([zone])))
    assert found == brute(lon, lat, t, [zone])
    assert 0.3 < len(found) / len(lon) < 0.7


def test_a_point_on_the_outline_is_outside_also_of_holes_and_parts(engine):
    area = shapely.union_all([shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2)), shapely.box(6, 0, 8, 2)])
    lon, lat = np.array([(0, 0), (4, 2), (2, 0), (1, 1.5), (1.5, 1.5), (0.5, 0.5), (7, 1), (6, 1), (5, 1)], float).T
    t = np.full(len(lon), moment(0))
    event, _ = sc.join(lon, lat, t, [sc.zone_window(area)])
    assert event.tolist() == [5, 6]


def test_the_window_holds_its_start_and_not_its_end(engine):
    zone = shapely.box(0, 0, 1, 1)
    t = np.array([moment(0) - np.timedelta64(1, "us"), moment(0), moment(1) - np.timedelta64(1, "us"), moment(1)])
    there = np.full(4, 0.5)
    event, _ = sc.join(there, there, t, [sc.zone_window(zone, moment(0), moment(1))])
    assert event.tolist() == [1, 2]
    assert not len(sc.join(there, there, t, [sc.zone_window(zone, moment(0), moment(0))])[0])


def test_what_has_no_place_or_no_time_lies_in_nothing(engine):
    lon = np.array([0.5, np.nan, 0.5, np.inf, 0.5])
    lat = np.array([0.5, 0.5, np.nan, 0.5, -np.inf])
    t = np.array([moment(0)] * 5)
    everywhere = sc.product(sc.Where.everywhere(), TimeSet.all())
    event, scope = sc.join(lon, lat, t, [sc.zone_window(shapely.box(0, 0, 1, 1)), everywhere])
    assert (event.tolist(), scope.tolist()) == ([0, 0], [0, 1])
    t[0] = np.datetime64("NaT")
    assert not len(sc.join(lon, lat, t, [everywhere])[0])
    assert not len(sc.join(lon[:1], lat[:1], np.array(["NaT"], dtype="datetime64"), [everywhere])[0])
    assert not len(sc.join([], [], [], [everywhere])[0])


@pytest.mark.parametrize("unit", ["D", "h", "s", "ms", "us", "ns"])
def test_any_unit_of_time_and_whole_microseconds_give_the_same(engine, unit):
    hours = np.arange(0, 96, 24)
    t = (np.datetime64("2025-10-18", "h") + hours).astype(f"datetime64[{unit}]")
    there = np.full(len(t), 0.5)
    window = sc.zone_window(shapely.box(0, 0, 1, 1), np.datetime64("2025-10-19"), np.datetime64("2025-10-21"))
    as_integers = t.astype("datetime64[us]").astype(np.int64)
    assert sc.join(there, there, t, [window])[0].tolist() == [1, 2]
    assert sc.join(there, there, as_integers, [window])[0].tolist() == [1, 2]


def test_moments_before_1970_and_far_away_are_moments_like_others(engine):
    t = np.array(["0001-01-01", "1914-12-24", "1969-12-31T23:59:59.999999", "9999-12-31"], dtype="datetime64[us]")
    there = np.full(len(t), 0.5)
    zone = shapely.box(0, 0, 1, 1)
    scopes = [sc.zone_window(zone), sc.zone_window(zone, t[1], t[2]), sc.zone_window(zone, None, t[1])]
    assert pairs(sc.join(there, there, t, scopes)) == [(0, 0), (0, 2), (1, 0), (1, 1), (2, 0), (3, 0)]


def test_the_ends_of_the_map_and_one_event_far_from_all_others(engine):
    lon = np.concatenate([np.linspace(30, 31, 2000), [-180, 180, 179.999, 0, -77, 30.5]])
    lat = np.concatenate([np.linspace(47, 48, 2000), [0, 0, 0, 90, 39, -90]])
    t = np.full(len(lon), moment(0))
    zones = [shapely.box(-180, -90, 180, 90), shapely.box(-80, 35, 35, 60), shapely.box(170, -5, 180, 5)]
    zones = [(zone, moment(-1), moment(1)) for zone in zones]
    assert pairs(sc.join(lon, lat, t, windows(zones))) == brute(lon, lat, t, zones)


def test_all_events_at_one_place_and_time(engine):
    lon, lat, t = np.full(5000, 33.25), np.full(5000, 47.5), np.full(5000, moment(0))
    zones = [(shapely.box(33, 47, 34, 48), moment(0), moment(1)), (shapely.box(33.25, 47, 34, 48), None, None)]
    event, scope = sc.join(lon, lat, t, windows(zones))
    assert np.array_equal(event, np.arange(5000))
    assert not scope.any()


def test_a_union_gives_each_pair_once(engine):
    lon, lat, t, made = scenery(3, 2000, 6)
    union = sc.Scope.union(windows(made))
    event, scope = sc.join(lon, lat, t, [sc.nothing, union])
    assert event.tolist() == sorted({event for event, _ in brute(lon, lat, t, made)})
    assert set(scope.tolist()) == {1}


def test_parts_for_different_acts_that_overlap_give_each_pair_once(engine):
    fire = sc.product(shapely.box(0, 0, 2, 2), TimeSet.all(), "fire")
    uav = sc.product(shapely.box(1, 1, 3, 3), TimeSet.between(T0), "uav")
    lon, t = np.array([0.5, 1.5, 2.5, 2.5]), T0 + np.array([0, 0, 0, -1])
    assert pairs(sc.join(lon, lon, t, [fire | uav])) == [(0, 0), (1, 0), (2, 0)]


def test_what_a_scope_leaves_unknown_gives_no_pair(engine):
    inner, outer = (sc.Where(Polygons(shapely.box(0, 0, size, size))) for size in (1, 3))
    scope = sc.product(Bounds(inner, outer), TimeSet.all())
    unstated = sc.product(Bounds(sc.Where.nowhere(), outer), TimeSet.all())
    spot = np.array([0.5, 2.0])
    assert pairs(sc.join(spot, spot, np.array([T0, T0]), [unstated, scope])) == [(0, 1)]


@pytest.mark.parametrize(
    "shape",
    [
        Disc(34.59, 47.51, 1500.0),
        Disc(10.0, 78.0, 40_000.0),
        Corridor(shapely.LineString([(34.5, 47.4), (34.9, 47.6), (35.1, 47.5)]), 6000.0),
    ],
    ids=["disc", "northern disc", "corridor"],
)
def test_circles_and_corridors_are_as_exact_as_the_area_itself(engine, shape):
    """Points close to the true outline: the drawn one leaves it by metres, the answer does not."""
    rng = np.random.default_rng(7)
    outline = shape.polygon()
    on = shapely.get_coordinates(shapely.line_interpolate_point(outline.exterior, rng.random(400), normalized=True))
    middle = shapely.get_coordinates(shapely.centroid(outline))
    lon, lat = (middle + (on - middle) * rng.normal(1, 3e-4, (400, 1))).T.copy()
    t = np.full(400, T0)
    outside = sc.product(~sc.Where(shape), TimeSet.all())
    found = pairs(sc.join(lon, lat, t, [sc.product(shape, TimeSet.all()), outside]))
    held = [shape.covers(x, y) for x, y in zip(lon, lat, strict=True)]
    assert found == [(event, 0 if inside else 1) for event, inside in enumerate(held)]
    assert {True, False} == set(held)


def test_a_zone_cut_out_of_another_and_of_everywhere(engine):
    big, small = shapely.box(0, 0, 4, 4), shapely.box(1, 1, 2, 2)
    rest = sc.zone_window(big) - sc.zone_window(small)
    elsewhere = sc.product(~sc.Where(Polygons(big)), TimeSet.all())
    lon = np.array([0.5, 1.5, 3.0, 5.0])
    assert pairs(sc.join(lon, lon, np.full(4, T0), [rest, elsewhere])) == [(0, 0), (2, 0), (3, 1)]


def test_an_index_answers_many_questions(engine):
    lon, lat, t, made = scenery(8, 3000, 20)
    index = sc.index(lon, lat, t)
    for some in (made[:5], made[5:], made):
        assert pairs(index.join(windows(some))) == brute(lon, lat, t, some)


def test_the_batch_function_takes_and_gives_only_arrays(engine):
    """What a cluster runs: batches of columns, the same table; event numbers count within the batch."""
    lon, lat, t, made = scenery(9, 2000, 15)
    table = _table(made)
    assert all(isinstance(getattr(table, name), np.ndarray) for name in table.__slots__)
    found = []
    for at in range(0, 2000, 500):
        some = slice(at, at + 500)
        event, scope = bulk_engine.match_batch(lon[some], lat[some], t[some].astype(np.int64), table)
        found += pairs((event + at, scope))
    assert found == brute(lon, lat, t, made)


def test_arrow_columns_are_taken_as_they_are(engine):
    """Arrow hands out columns that cannot be written to."""
    arrow = pytest.importorskip("pyarrow")
    lon, lat, t, made = scenery(12, 3000, 15)
    batch = arrow.record_batch({"lon": lon, "lat": lat, "t": t})
    columns = [batch.column(name).to_numpy() for name in ("lon", "lat", "t")]
    assert not columns[0].flags.writeable
    assert pairs(sc.join(*columns, windows(made))) == brute(lon, lat, t, made)


def test_small_batches_of_work_give_the_same(engine, monkeypatch):
    lon, lat, t, made = scenery(10, 2000, 30)
    whole = pairs(sc.join(lon, lat, t, windows(made)))
    monkeypatch.setattr(bulk_engine, "_PER_BATCH", 300)
    monkeypatch.setattr(bulk_numpy, "_PER_CHUNK", 50)
    assert pairs(sc.join(lon, lat, t, windows(made))) == whole


@pytest.mark.parametrize("numba", ["installed", "missing"])
def test_numba_is_loaded_only_for_much_work_and_never_needed(numba):
    """In a process of its own: little work, then much, with numba and where it cannot be imported."""
    script = (
        "import sys\n"
        f"if {numba == 'missing'}: sys.modules['numba'] = None\n"
        "import numpy as np, shapely\n"
        "from ceasefire import scope as sc\n"
        "n = 2_000_000; place = np.linspace(0, 2, n); t = np.arange(n)\n"
        "zones = [sc.zone_window(shapely.box(0, 0, 1, 1))] * 20\n"
        "print(len(sc.join(place[::100], place[::100], t[::100], zones)[0]), 'numba' in sys.modules)\n"
        "print(len(sc.join(place, place, t, zones)[0]), 'ceasefire.scope.bulk_numba' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    missing = numba == "missing"
    assert run.stdout.split() == ["199980", str(missing), "19999980", str(not missing)]


def test_every_misfit_of_the_columns_is_told_at_once():
    zone = [sc.zone_window(shapely.box(0, 0, 1, 1))]
    with pytest.raises(BadInput) as told:
        sc.join(np.array(["a"]), np.zeros((2, 2)), np.array([1.5]), zone)
    assert [problem.place.field for problem in told.value.problems] == ["lon", "lat", "t"]
    with pytest.raises(BadInput, match="lon 1, lat 2, t 1"):
        sc.join(np.zeros(1), np.zeros(2), np.zeros(1, dtype=np.int64), zone)
    with pytest.raises(BadInput, match="Polygon at position 1"):
        sc.join(np.zeros(1), np.zeros(1), np.zeros(1, dtype=np.int64), [*zone, shapely.box(0, 0, 1, 1)])


HOUR_OF_T0 = dt.datetime(2025, 10, 18, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lon", "t"),
    [
        ([0.5, 0.5], [HOUR_OF_T0, None]),
        ([0.5, None], [HOUR_OF_T0, HOUR_OF_T0]),
        (np.ma.array([0.5, 0.5], mask=[False, True]), [HOUR_OF_T0.astimezone(ZoneInfo("Europe/Kyiv"))] * 2),
        ([0.5, 0.5], np.ma.array([T0, T0], mask=[False, True])),
        ([0.5, 0.5], np.ma.array([moment(0)] * 2, mask=[False, True])),
        (pd.Series([0.5, 0.5]), pd.Series([HOUR_OF_T0, pd.NaT]).dt.tz_convert("Europe/Kyiv")),
        (pd.Series([0.5, None]), pd.Series([moment(0)] * 2)),
        (pd.Series([0.5, None], dtype="Float64"), pd.DatetimeIndex([moment(0)] * 2)),
    ],
)
def test_what_is_missing_in_a_column_of_any_kind_is_no_place_and_no_time(lon, t):
    zone = [sc.zone_window(shapely.box(0, 0, 1, 1), moment(0), moment(1))]
    assert pairs(sc.join(lon, [0.5, 0.5], t, zone)) == [(0, 0)]
    assert pairs(sc.index(lon, [0.5, 0.5], t).join(zone)) == [(0, 0)]


@pytest.mark.parametrize("t", [[dt.datetime(2025, 10, 18, 8)], ["2025-10-18T08:00"], [True], [pd.Timestamp(0)]])
def test_times_that_name_no_zone_are_refused(t):
    with pytest.raises(BadInput, match="datetimes that state their zone"):
        sc.join([0.5], [0.5], t, [sc.zone_window(shapely.box(0, 0, 1, 1))])


def test_scopes_may_come_from_any_iterable_but_not_alone():
    zone = sc.zone_window(shapely.box(0, 0, 1, 1))
    columns = ([0.5], [0.5], np.array([T0]))
    assert pairs(sc.join(*columns, (each for each in [zone, zone]))) == [(0, 0), (0, 1)]
    assert pairs(sc.index(*columns).join(iter([zone, zone]))) == [(0, 0), (0, 1)]
    for alone in (zone, None):
        with pytest.raises(BadInput, match="by itself"):
            sc.join(*columns, alone)


def test_whichever_way_is_taken_the_pairs_are_the_same():
    """Sizes on both sides of every limit between the plain way and an index, first call and repeat."""
    for events, zones in ((50, 5), (3_000, 40), (60_000, 3), (60_000, 60)):
        lon, lat, t, made = scenery(events, events, zones)
        scopes = windows(made)
        found = pairs(sc.join(lon, lat, t, scopes))
        assert found == pairs(sc.index(lon, lat, t).join(scopes))
        held = [shapely.contains_xy(area, lon, lat) & (t >= start) & (t < end) for area, start, end in made]
        assert found == [tuple(pair) for pair in np.argwhere(np.array(held).T).tolist()]


def test_span_of_a_scope_with_several_windows(engine):
    when = TimeSet((Span(T0, T0 + HOUR), Span(T0 + 3 * HOUR, T0 + 4 * HOUR)))
    scope = sc.product(shapely.box(0, 0, 1, 1), when)
    t = T0 + np.arange(5) * HOUR
    assert sc.join(np.full(5, 0.5), np.full(5, 0.5), t, [scope])[0].tolist() == [0, 3]
