"""Only the clause's own time and place is counted and watched: never whole days, a hull, or a centre alone."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.test_answers import START, TERMS, main, record, watch
from tests.assessment.test_definitions import FIRST_US, annex

from ceasefire.assessment import assess
from ceasefire.assessment.columns import columns_of
from ceasefire.assessment.contained import contained
from ceasefire.clock import DAY, HOUR, ReportedTime, Span, TimeSet
from ceasefire.disclosure import Reader, assess_for
from ceasefire.disclosure.reader import PUBLIC
from ceasefire.geometry import AreaPlace, Disc, PointPlace
from ceasefire.scope import Report, Where, product
from ceasefire.terms import read_text

SILENT = record(4, 0)
WINDOW = '{from: "2022-01-01", until: "2022-01-28"}'
NIGHT = TERMS.replace(WINDOW, '{from: "2022-01-10T20:00", until: "2022-01-11T08:00"}')
NIGHTS = TERMS.replace(WINDOW, '{from: "2022-01-01T20:00", until: "06:00", repeat: "FREQ=DAILY;COUNT=27"}')
SUNDAYS = TERMS.replace(WINDOW, '{from: "2022-01-02", until: "24:00", repeat: "FREQ=WEEKLY;COUNT=4"}')


def watched_while(times):
    """The watch of the tests over these (first hour, last hour) from the start on."""
    one = watch()[0]
    return [replace(one, id=f"w{a}", start_us=FIRST_US + a * HOUR, end_us=FIRST_US + b * HOUR) for a, b in times]


def with_one(time, point=None):
    """The silent record with one more report."""
    one = next(each for each in SILENT if each.place.lon == 30.0)
    return (*SILENT, replace(one, id="more", time=time, place=point or one.place))


def hours(first, last):
    return ReportedTime(FIRST_US + first * HOUR, FIRST_US + last * HOUR)


def codes(result):
    return {why.code for why in result.conduct.reasons}


@pytest.mark.parametrize(
    ("text", "elsewhere", "own"),
    [
        (NIGHT, [(9 * 24, 9 * 24 + 20), (10 * 24 + 8, 11 * 24)], [(9 * 24 + 20, 10 * 24 + 8)]),
        (NIGHTS, [(d * 24 + 6, d * 24 + 20) for d in range(28)], [(d * 24 + 20, d * 24 + 30) for d in range(27)]),
        (
            SUNDAYS,
            [(d * 24 + 48, d * 24 + 192) for d in (0, 7, 14)],
            [(d * 24 + 24, d * 24 + 48) for d in (0, 7, 14, 21)],
        ),
    ],
    ids=["a night", "nights", "Sundays"],
)
def test_who_watched_all_but_the_window_did_not_watch_it(text, elsewhere, own):
    terms = read_text(text)
    missed = main(assess(terms, SILENT, effort=watched_while(elsewhere)))
    assert (missed.conduct.answer, missed.main.seen.coverage) == ("cannot_tell", 0.0)
    seen = main(assess(terms, SILENT, effort=watched_while(own)))
    assert (seen.conduct.answer, seen.main.seen.coverage) == ("quiet", pytest.approx(1.0))
    half = main(assess(terms, SILENT, effort=watched_while([(a, (a + b) / 2) for a, b in own])))
    assert half.main.seen.coverage == pytest.approx(0.5)


def test_windows_that_lie_apart_are_never_their_hull():
    busy = read_text(SUNDAYS)
    result = main(assess(busy, record(4, 4), effort=watch()))
    assert result.conduct.answer == result.main.effect.answer == "cannot_tell"
    assert "mostly_outside" in codes(result)
    start = (START - dt.date(2019, 1, 1)).days
    counts = result.main.seen.events[start : start + 28]
    assert result.main.effect.observed == result.main.seen.window.sure == counts[1::7].sum()
    portions = {each.name: each.reports for each in result.main.tally}
    assert portions["counted"] == result.main.effect.observed
    found = {each.name: each.answer for each in result.definitions}
    assert found["return_to_level"] == found["longest_clean_streak"] == "cannot_tell"


def test_windows_of_whole_days_that_lie_apart_keep_the_opinion_on_recurrent_truces():
    told = {each.way: each.per_cent for each in main(assess(read_text(SUNDAYS), record(4, 4))).main.opinions}
    assert np.isfinite(told["recurrent_truces"])
    assert np.isnan(told["interrupted_time_series"])


@pytest.mark.parametrize(
    ("time", "answer"),
    [
        (hours(10 * 24 + 12, 10 * 24 + 13), "quiet"),  # after the night
        (hours(9 * 24 + 22, 9 * 24 + 23), "cannot_tell"),  # in it
        (hours(10 * 24, 11 * 24), "cannot_tell"),  # on a day of which it holds a part
        (hours(11 * 24, 12 * 24), "quiet"),
    ],
)
def test_what_may_lie_in_the_hours_of_a_night_is_no_quiet(time, answer):
    own = watched_while([(9 * 24 + 20, 10 * 24 + 8)])
    assert main(assess(read_text(NIGHT), with_one(time), effort=own)).conduct.answer == answer


@pytest.mark.parametrize(
    "event",
    [
        {"time": hours(-48, 20 * 24)},  # some day of three weeks
        {"time": hours(28 * 24 - 3, 29 * 24 - 3)},  # a day on the clock of another zone
        {"time": hours(48, 72), "point": PointPlace(30.15, 50.0, 50_000.0)},  # its centre 700 m outside, give or take
    ],
)
def test_what_may_lie_inside_forbids_quiet_and_held(event):
    held_if = "held_if: {rule: no_report, coverage: 0.5}\n"
    result = main(assess(read_text(TERMS), with_one(**event), effort=watch()))
    assert result.conduct.answer != "quiet"
    assert result.conduct.summary != "held"
    assert (result.main.seen.window.sure, result.main.seen.window.possible) == (0, 1)
    assert "in_its_own_time" in codes(result)
    assert annex(with_one(**event), watch(), TERMS + held_if)[0]["held_if"].answer == "cannot_tell"


def test_an_answer_that_hangs_on_vague_places_is_none():
    def vague(each):
        return replace(each, place=replace(each.place, radius95_m=30_000.0)) if each.time.start_us >= FIRST_US else each

    near = tuple(vague(each) for each in record(4, 1))
    assert main(assess(read_text(TERMS), record(4, 1))).conduct.answer == "reduced"
    many = tuple(
        replace(
            each, id=f"n{n}", time=hours(24 * (n % 28), 24 * (n % 28) + 24), place=PointPlace(30.15, 50.0, 30_000.0)
        )
        for n, each in enumerate(near[:150])
    )
    result = main(assess(read_text(TERMS), (*near, *many)))
    assert result.conduct.answer == "cannot_tell"
    [why] = [why for why in result.main.effect.reasons if why.code == "readings_differ"]
    assert why.values["sure"] < result.main.effect.observed < why.values["possible"]


def test_days_that_nobody_watched_are_named_to_the_mission_alone():
    terms = read_text(TERMS)
    half = main(assess(terms, SILENT, effort=watch(0.5)))
    [why] = [why for why in half.conduct.reasons if why.code == "unwatched_days"]
    assert why.values["named"] == "2022-01-15 to 2022-01-28"
    public, _ = assess_for(Reader(PUBLIC), terms, SILENT, effort=watch(0.5))
    assert "unwatched_days" not in str(public.to_json())


def test_a_hundred_vague_reports_are_no_hundred_reports_of_elsewhere():
    one = SILENT[0]
    far = PointPlace(30.0, 50.3, 20_000.0)
    ground, times = Where(Disc(30.0, 50.0, 10_000.0)), TimeSet.between(FIRST_US, FIRST_US + 28 * DAY)
    events = [replace(one, time=hours(48, 72), place=far)] * 100
    single = product(ground, times).contains(Report(far, hours(48, 72), one.acts))
    assert 0 < single.p_max < 0.05
    assert not contained(columns_of(events[:1], "UTC"), ground, times)[1].any()
    assert contained(columns_of(events, "UTC"), ground, times)[1].any()


@given(
    st.integers(-60, 100),
    st.integers(1, 90),
    st.floats(29.7, 30.3),
    st.sampled_from([0.0, 3_000.0, 40_000.0]),
    st.booleans(),
)
def test_one_report_is_contained_as_the_scopes_have_it(hour, length, lon, radius, is_area):
    ground = Where(Disc(30.0, 50.0, 10_000.0))
    times = TimeSet((Span(FIRST_US, FIRST_US + 10 * HOUR), Span(FIRST_US + 30 * HOUR, FIRST_US + 60 * HOUR)))
    place = AreaPlace(Disc(lon, 50.0, radius + 1_000).polygon()) if is_area else PointPlace(lon, 50.0, radius)
    event = replace(SILENT[0], time=hours(hour, hour + length), place=place)
    sure, perhaps = contained(columns_of([event], "UTC"), ground, times)
    told = product(ground, times).contains(Report(place, event.time, event.acts))
    assert perhaps[0] == (told.p_max > 0.05)
    assert sure[0] == (told.whole_span and told.probability >= 0.95)
