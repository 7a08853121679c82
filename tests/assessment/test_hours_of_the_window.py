"""Windows that begin or end within a day: what is known by days tells nothing of a few hours."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.test_answers import START, TERMS, main, record, watch
from tests.assessment.test_definitions import FIRST_US, annex, codes

from ceasefire.assessment import assess
from ceasefire.assessment.columns import Days, columns_of
from ceasefire.assessment.contained import contained
from ceasefire.clock import DAY, HOUR, ReportedTime, Span, TimeSet
from ceasefire.geometry import Disc
from ceasefire.scope import Where
from ceasefire.terms import read_text

SIX_HOURS = TERMS.replace(
    'from: "2022-01-01", until: "2022-01-28"', 'from: "2022-01-01T08:00", until: "2022-01-01T14:00"'
)
FROM_SIX = TERMS.replace('"2022-01-01", until: "2022-01-28"', '"2022-01-01T18:00", until: "2022-01-28"')
DAILY = TERMS.replace(
    '{from: "2022-01-01", until: "2022-01-28"}',
    '{from: "2022-01-01T10:00", lasts: 4 hours, repeat: "FREQ=DAILY;COUNT=28"}',
)


def at_hour(events, hour):
    """The same reports, each known to the hour."""
    begins = [each.time.start_us + hour * HOUR for each in events]
    return [replace(each, time=ReportedTime(at, at + HOUR)) for each, at in zip(events, begins, strict=True)]


def test_a_window_of_hours_cannot_be_told_from_days():
    result = main(assess(read_text(SIX_HOURS), record(30, 0, quiet_days=1)))
    assert result.conduct.answer == result.main.effect.answer == "cannot_tell"
    [why] = [why for why in result.conduct.reasons if why.code == "shorter_than_a_day"]
    assert why.text.startswith("the record tells days only")
    document = result.to_json()
    assert "shorter_than_a_day" in {each["code"] for each in document["reasons"]}
    assert (document["effect"]["p_value"], document["effect"]["expected"]) == (None, None)
    assert {each["effect"]["answer"] for each in document["displacement"]} == {"cannot_tell"}
    assert {each["per_cent"] for each in document["opinions"]} == {None}
    assert document["versions"][0]["same_hours"] is None


def test_the_same_count_over_the_whole_day_is_told():
    whole = TERMS.replace("2022-01-28", "2022-01-01")
    assert main(assess(read_text(whole), record(30, 0, quiet_days=1))).main.effect.answer == "fell"
    minutes = whole.replace('"2022-01-01", until: "2022-01-01"', '"2022-01-01T00:01", until: "2022-01-01T23:59"')
    assert main(assess(read_text(minutes), record(30, 0, quiet_days=1))).main.effect.answer == "fell"


def test_where_hours_are_known_the_same_hours_of_other_weeks_stand_beside():
    result = main(assess(read_text(SIX_HOURS), at_hour(record(30, 0, quiet_days=1), 9)))
    assert result.conduct.answer == "cannot_tell"
    assert result.main.same_hours.count == 0
    [why] = [why for why in result.conduct.reasons if why.code == "shorter_than_a_day"]
    assert "foretold by whole days" in why.text


def test_a_whole_day_of_watched_silence_was_quiet_in_its_hours_too():
    result = main(assess(read_text(SIX_HOURS), record(4, 0), effort=watch()))
    assert result.conduct.answer == "quiet"


def test_hours_of_every_day_are_no_whole_days():
    result = main(assess(read_text(DAILY), record(4, 0)))
    assert result.conduct.answer == "cannot_tell"
    assert "shorter_than_a_day" in {why.code for why in result.conduct.reasons}


def test_a_first_day_in_part_is_said_to_be_counted_whole():
    result = main(assess(read_text(FROM_SIX), record(4, 1)))
    assert result.conduct.answer == "reduced"
    [why] = [why for why in result.main.stretch.reasons if why.code == "days_in_part"]
    assert dict(why.values) == {"part": 1, "days": 28}
    assert "days_in_part" in {each["code"] for each in result.to_json()["reasons"]}
    assert main(assess(read_text(TERMS), record(4, 1))).main.stretch.reasons == ()


def dead_on_the_first_day(events):
    first = next(each.id for each in events if each.place.lon == 30.0 and each.time.start_us == FIRST_US)
    return [replace(each, deaths=1 if each.id == first else 0) for each in events]


def test_a_death_on_the_day_of_the_start_may_have_been_before_it():
    events = dead_on_the_first_day(record(4, 4))
    for text in (FROM_SIX, SIX_HOURS):
        found, _ = annex(events, watch(), text)
        assert (found["time_to_first_deaths"].answer, codes(found["time_to_first_deaths"])) == (
            "cannot_tell",
            {"perhaps_outside"},
        )
        assert found["ran_to_its_end_without_deaths"].value["deadly_day"] is None
    assert annex(events, watch())[0]["time_to_first_deaths"].answer == "not_held"
    for hour, answer in ((9, "held"), (20, "not_held")):
        found, _ = annex(at_hour(events, hour), watch(), FROM_SIX)
        assert found["time_to_first_deaths"].answer == answer


def test_a_criterion_is_not_broken_by_a_report_of_other_hours():
    criterion = "held_if: {rule: no_report, coverage: 0.5}\n"
    events = [each for each in record(4, 0, quiet_days=28) if each.place.lon > 40]
    one = next(each for each in record(4, 4) if each.place.lon == 30.0 and each.time.start_us == FIRST_US)
    for when, answer in ((one, "cannot_tell"), (*at_hour([one], 9), "held"), (*at_hour([one], 20), "not_held")):
        found, _ = annex([*events, when], watch(), FROM_SIX + criterion)
        assert found["held_if"].answer == answer


def test_figures_by_days_tell_nothing_of_a_few_hours():
    found, _ = annex(record(4, 4), watch(), SIX_HOURS)
    for name in ("deaths_beside_events", "share_of_hot_spots", "longest_clean_streak", "zero_days_among_watched"):
        assert (found[name].answer, found[name].value, codes(found[name])) == (
            "cannot_tell",
            None,
            {"shorter_than_a_day"},
        )


@given(st.lists(st.tuples(st.integers(-40, 400), st.integers(1, 90)), max_size=6))
def test_shares_of_days_equal_a_count_hour_by_hour(spans):
    days = Days(START, 10, "UTC")
    times = TimeSet(tuple(Span(FIRST_US + a * HOUR, FIRST_US + (a + n) * HOUR) for a, n in spans))
    by_hand = [np.mean([times.covers(FIRST_US + d * DAY + h * HOUR) for h in range(24)]) for d in range(10)]
    assert days.shares(times) == pytest.approx(by_hand)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=4), st.integers(0, 60), st.integers(1, 40))
def test_what_lies_within_is_what_the_scopes_say(spans, hour, length):
    """By the algebra of sets of time: all of the reported time inside, or more of it than could be neglected."""
    times = TimeSet(tuple(Span(FIRST_US + a * HOUR, FIRST_US + (a + n) * HOUR) for a, n in spans))
    when = ReportedTime(FIRST_US + hour * HOUR, FIRST_US + (hour + length) * HOUR)
    columns = columns_of([replace(record(4, 1)[0], time=when)], "UTC")
    wholly, partly = contained(columns, Where(Disc(30.0, 50.0, 10_000)), times)
    share = times.share_of(when.span)
    assert (bool(wholly[0]), bool(partly[0])) == (share == 1.0, share > 0.05)
