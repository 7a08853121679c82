"""What was said, from a post and at a time, becomes an observation with its places, figures and acts."""

import datetime as dt

import pytest

from ceasefire.clock import HOUR, MINUTE, Span
from ceasefire.errors import BadInput
from ceasefire.geometry import AreaPlace, RingSector, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import Post
from ceasefire.sources.intake.observe import observation
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.said import When
from ceasefire.sources.intake.setting import Setting, span_of

ALL = taxonomy.leaves("all")
SEVEN = Post("7", "M1", 37.8, 48.1, ALL, 5000.0)
FAR = Post("Mill", "M1", 37.9, 48.2, ALL, means="camera", zone="Europe/Moscow")


def us(*parts):
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp() * 1_000_000)


AT = us(2020, 8, 13, 18, 20)  # 21:20 in Kyiv
DESK = Setting.of("Europe/Kyiv", AT, [SEVEN, FAR], "smm_violation")


def observed(text, **more):
    return observation(read_phrase(text), "O1", DESK, text, **more)


def test_the_sentence_of_a_night_is_one_observation():
    seen = observed("about 45 explosions, 36 projectiles in flight, all 0.6–4 km S and SSW, 20:18", post="7")
    assert seen.place == RingSector(37.8, 48.1, 600.0, 4000.0, 168.75, 213.75)
    assert [count.figure for count in seen.counts] == ["~45", "36"]
    assert [bearing.place for bearing in seen.bearings] == [seen.place]
    assert (seen.by, seen.means, seen.post, seen.sense) == ("M1", "post", "7", "not_stated")
    assert seen.time.span == Span(us(2020, 8, 13, 17, 18), us(2020, 8, 13, 17, 19))
    assert seen.acts == taxonomy.acts().expand(["fire", "air", "missile", "uav", "mine"])
    assert seen.as_event().counts[0].rule.id == "smm_violation"


def test_bearings_have_their_own_counts_places_and_senses():
    seen = observed("post 7 heard 12 mortar explosions 2-4 km ESE and saw 3 flares 1-2 km N")
    first, second = seen.bearings
    assert first.place == RingSector(37.8, 48.1, 2000.0, 4000.0, 101.25, 123.75)
    assert (first.sense, second.sense, seen.sense) == ("heard", "seen", "not_stated")
    assert (first.acts, second.acts) == ({"fire.mortar"}, {"fire.illumination"})
    assert seen.counts == ()
    assert [count.figure for count in seen.counted()] == ["15"]
    assert isinstance(seen.place, AreaPlace)


def test_parts_are_checked_against_the_whole():
    assert observed("post 7: 15 explosions: 12 at 2-4 km ESE and 3 at 1-2 km N").bearings_add_up() is True
    assert observed("post 7: 16 explosions: 12 at 2-4 km ESE and 3 at 1-2 km N").bearings_add_up() is False


def test_points_that_touch_past_north_are_one_sector_and_others_are_not():
    assert observed("post 7, 3 shots 1-2 km NNW, N and NNE").place == RingSector(37.8, 48.1, 1e3, 2e3, 326.25, 33.75)
    assert isinstance(observed("post 7, 3 shots 1-2 km N and S").place, AreaPlace)
    assert observed("post 7, 3 shots within 2 km").place.width_deg == 360


@pytest.mark.parametrize("where", ["", "N", "over 5 km N", "at an unknown distance N"])
def test_a_place_that_nobody_could_tell_stays_unknown(where):
    assert isinstance(observed(f"post 7, 3 shots {where}").place, UnknownPlace)


def test_a_unit_outside_the_rule_is_not_added_to_what_the_rule_counts():
    seen = observed("post 7, 3 shots, 2 drones")
    assert [count.rule.id for count in seen.counts] == ["smm_violation", "not_stated"]


def test_the_clock_is_that_of_the_post():
    assert observed("post Mill, 3 shots at 20:18").time.start_us == us(2020, 8, 13, 17, 18)
    assert observed("post mill, 3 shots").time.span == Span(AT, AT + MINUTE)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        (When(start="20:18"), us(2020, 8, 13, 17, 18), us(2020, 8, 13, 17, 19)),
        (When(start="22:00"), us(2020, 8, 12, 19), us(2020, 8, 12, 19, 1)),
        (When(start="23:50", end="00:10"), us(2020, 8, 12, 20, 50), us(2020, 8, 12, 21, 10)),
        (When(start="08:00", end="20:00"), us(2020, 8, 13, 5), us(2020, 8, 13, 17)),
        (When(start="20:00", end="24:00"), us(2020, 8, 13, 17), us(2020, 8, 13, 21)),
        (When("08-12"), us(2020, 8, 11, 21), us(2020, 8, 12, 21)),
        (When("12-31", "10:00"), us(2019, 12, 31, 8), us(2019, 12, 31, 8, 1)),
        (When("02-29", "10:00"), us(2020, 2, 29, 8), us(2020, 2, 29, 8, 1)),
        (When(minutes=1440), AT - 24 * HOUR, AT),
        (When(start="08:00", minutes=90), us(2020, 8, 13, 5), us(2020, 8, 13, 6, 30)),
    ],
)
def test_a_time_is_the_last_such_that_had_begun(when, start, end):
    assert span_of(when, "Europe/Kyiv", AT) == Span(start, end)


def test_a_time_to_come_and_a_time_the_clock_skipped_are_refused():
    with pytest.raises(BadInput, match="CF-INTAKE-006"):
        span_of(When("2020-08-14", "10:00"), "Europe/Kyiv", AT)
    with pytest.raises(BadInput, match="CF-CLOCK"):
        span_of(When("2020-03-29", "03:30"), "Europe/Kyiv", AT)


def test_every_problem_is_told_at_once():
    with pytest.raises(BadInput) as caught:
        observed("tomorrow, post 77, on 2020-08-14")
    assert [problem.code.code for problem in caught.value.problems] == [
        "CF-INTAKE-007",
        "CF-INTAKE-004",
        "CF-INTAKE-006",
    ]
    assert "7" in caught.value.problems[1].way_out
