"""The computed check against worked figures: works, road, margin, crew and time; not covered and cannot tell."""

import math

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.desk.board.board_acts import TERMS, TEXT

from ceasefire import terms
from ceasefire.desk.board.cover import Needed, cover, least_margin_m
from ceasefire.desk.board.slot import slot_of
from ceasefire.geometry import Disc, Polygons, destination
from ceasefire.kernel.kleene import Truth
from ceasefire.scope import Where


def checked(made, areas=("works", "road"), margin=300.0, crew="the line crew", window="W", on="2025-10-18"):
    found = cover(made, slot_of(made, window, on), Needed(areas, margin, crew), ("RU", "UA"))
    return {each.side: each for each in found}


def changed(old, new, only="G_RU"):
    """The terms with a guarantee's own line changed."""
    rows = [line.replace(old, new) if only in line else line for line in TEXT.splitlines()]
    assert rows != TEXT.splitlines()
    return terms.read_text("\n".join(rows))


def codes_of(covered):
    return {why.code for why in covered.reasons}


def test_guarantees_that_hold_everything_are_told_part_by_part():
    for each in checked(TERMS).values():
        assert each.answer is Truth.YES
        assert [why.text for why in each.reasons] == [
            f"{each.side}: the guarantees hold works and 500 m round it.",
            f"{each.side}: the guarantees hold road and 500 m round it.",
        ]


@pytest.mark.parametrize("short", [2.0, 40.0, 900.0])
def test_the_metres_that_are_missing_are_told(short):
    """A disc of 200 m whose middle lies d metres from the middle of a zone of 4 km needs d + 200 + margin."""
    d = 4000 - 200 - 500 + short
    lon, lat = destination(-30.015, 30.0, 37.0, d)
    made = terms.read_text(TEXT.replace("works: {point: [-30.0, 30.0]", f"works: {{point: [{lon}, {lat}]"))
    found = checked(made)["RU"]
    assert found.answer is Truth.NO
    assert found.short_m == pytest.approx(short, abs=0.2)
    assert f"{short:.0f} m are missing." in found.reasons[0].text


def test_a_lack_below_a_metre_is_none():
    lon, lat = destination(-30.015, 30.0, 37.0, 4000 - 200 - 500 + 0.5)
    made = terms.read_text(TEXT.replace("works: {point: [-30.0, 30.0]", f"works: {{point: [{lon}, {lat}]"))
    assert checked(made)["RU"].answer is Truth.YES


@pytest.mark.parametrize(
    ("old", "new", "answer", "code"),
    [
        ("by: RU,", "by: IAEA,", Truth.NO, "no_guarantee"),
        ("crew: the line crew, ", "", Truth.CANNOT_TELL, "no_crew"),
        ("crew: the line crew", "crew: the deminers", Truth.NO, "other_crew"),
        ("crew: the line crew", "crew: The  Line crew", Truth.YES, "covered"),
        ("window: W, ", "", Truth.CANNOT_TELL, "no_time"),
        ("area: zone, ", "", Truth.CANNOT_TELL, "ground_open"),
        ("margin: 500 m", "margin: 5 km", Truth.NO, "short"),
        ("must_cover: [works]", "must_cover: [works, zone]", Truth.NO, "short"),
        ("margin: 500 m", "margin: 500 m, expires: 2025-10-18", Truth.YES, "covered"),
        ("margin: 500 m", "margin: 500 m, expires: 2025-10-17", Truth.NO, "time_short"),
        ("area: zone", "area: {unstated: near the line}", Truth.CANNOT_TELL, "ground_open"),
        ("area: zone", "area: {point: [-30.015, 30.0], radius: 4 km, shape_status: approximated_by_us}",
         Truth.CANNOT_TELL, "ground_open"),
        ("area: zone", "area: {point: [10.0, 30.0], radius: 4 km}", Truth.NO, "short"),
    ],
)  # fmt: skip
def test_what_blocks_and_why(old, new, answer, code):
    found = checked(changed(old, new))
    assert found["RU"].answer is answer
    assert code in codes_of(found["RU"])
    assert found["UA"].answer is Truth.YES, "the other side is judged by its own guarantees"


def test_a_guarantee_that_ends_before_the_window_says_by_how_much():
    text = TEXT.replace("windows:\n", 'windows:\n  H: {from: "2025-10-18T08:00", until: "2025-10-18T14:30"}\n')
    made = terms.read_text(
        text.replace(
            "G_RU: {by: RU, crew: the line crew, area: zone, window: W",
            "G_RU: {by: RU, crew: the line crew, area: zone, window: H",
        )
    )
    found = checked(made)["RU"]
    assert found.answer is Truth.NO
    assert found.reasons[0].text == "G_RU leaves 1 h 30 min of the window out."


def test_guarantees_of_one_side_hold_together():
    halves = "{by: RU, crew: the line crew, window: W, area: {polygon: [[%s, 29.9], [%s, 29.9], [%s, 30.1], [%s, 30.1], [%s, 29.9]]}}"
    west, east = (halves % (a, b, b, a, a) for a, b in ((-30.2, -30.01), (-30.01, -29.9)))
    rows = [line for line in TEXT.splitlines() if "G_RU" not in line]
    both = terms.read_text("\n".join([*rows, f"  W_RU: {west}", f"  E_RU: {east}"]))
    one = terms.read_text("\n".join([*rows, f"  W_RU: {west}"]))
    assert checked(both)["RU"].answer is Truth.YES
    assert checked(one)["RU"].answer is Truth.NO


def test_accounts_of_one_zone_that_differ_leave_it_open_between_them():
    rival = "{reports_differ: [{value: 4 km, source: a}, {value: 1 km, source: b}]}"
    made = terms.read_text(
        TEXT.replace(
            "zone: {point: [-30.015, 30.0], radius: 4 km}", f"zone: {{point: [-30.015, 30.0], radius: {rival}}}"
        )
    )
    assert checked(made)["UA"].answer is Truth.CANNOT_TELL


def test_guarantees_of_another_window_are_left_out():
    text = TEXT.replace("windows:\n", 'windows:\n  N: {from: "2025-11-18T09:00", until: "2025-11-18T16:00"}\n')
    made = terms.read_text(
        text.replace(
            "area: zone, window: W, must_cover: [works], margin: 500 m}\n  G_UA",
            "area: zone, window: N, must_cover: [works], margin: 500 m}\n  G_UA",
        )
    )
    assert codes_of(checked(made)["RU"]) == {"no_guarantee"}


def test_without_a_slot_nobody_can_tell():
    made = terms.read_text(
        TEXT.replace('{from: "2025-10-18T09:00", until: "2025-10-18T16:00"}', "{unstated: in the coming days}")
    )
    assert {each.answer for each in checked(made).values()} == {Truth.CANNOT_TELL}


# ---------------------------------------------------------------- the distance by itself


@settings(max_examples=25)
@given(
    radius=st.floats(100, 20_000),
    small=st.floats(10, 5_000),
    apart=st.floats(0, 30_000),
    way=st.floats(0, 360),
    lat=st.floats(-70, 70),
)
def test_the_distance_of_discs_is_that_of_their_middles(radius, small, apart, way, lat):
    lon2, lat2 = destination(20.0, lat, way, apart)
    found = least_margin_m(Where(Disc(float(lon2), float(lat2), small)), Where(Disc(20.0, lat, radius)))
    assert found == pytest.approx(radius - apart - small, abs=1 + 2e-3 * small + 2e-4 * radius)


def ring(*corners):
    return Where(Polygons(shapely.Polygon(corners)))


BOX = ring((0, 0), (1, 0), (1, 1), (0, 1))


def test_a_hole_and_a_notch_right_through_are_not_overlooked():
    wide = shapely.box(-1, -1, 2, 2)
    hole = Where(Polygons(wide.difference(shapely.box(0.4, 0.4, 0.41, 0.41))))
    notch = Where(Polygons(wide.difference(shapely.box(0.4, -1, 0.41, 1.5))))
    assert least_margin_m(BOX, Where(Polygons(wide))) > 100_000
    for given_ground in (hole, notch):
        assert -1200 < least_margin_m(BOX, given_ground) < -100


def test_ground_without_end_and_without_ground():
    assert least_margin_m(BOX, Where.everywhere()) == math.inf
    assert least_margin_m(BOX, Where.nowhere()) == -math.inf
    assert least_margin_m(Where.everywhere(), BOX) == -math.inf
    assert least_margin_m(BOX, BOX) == pytest.approx(0, abs=1e-3)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0.0, 2.0), st.floats(0.0, 2.0)), min_size=3, max_size=7))
def test_inside_by_distance_is_inside_by_the_algebra(corners):
    shape = shapely.Polygon(corners)
    assume(shape.is_valid and shape.area > 1e-3)
    found = least_margin_m(Where(Polygons(shape)), ring((-0.5, 0.5), (0.9, -0.4), (2.5, 1.1), (1.0, 1.2), (0.3, 2.4)))
    outside = shape.difference(shapely.Polygon([(-0.5, 0.5), (0.9, -0.4), (2.5, 1.1), (1.0, 1.2), (0.3, 2.4)]))
    if outside.area > 1e-4:
        assert found < 0
    elif outside.is_empty:
        assert found >= -0.01
