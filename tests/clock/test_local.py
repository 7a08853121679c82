import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import (
    HOUR,
    day_span,
    local_time,
    parse_date,
    parse_instant,
    parse_time_of_day,
    read_local,
    reporting_day,
    to_datetime,
    to_moment,
)
from ceasefire.clock.spans import DAY, MINUTE
from ceasefire.errors import BadInput, Place

KYIV = "Europe/Kyiv"


def utc(*parts):
    return to_moment(dt.datetime(*parts, tzinfo=dt.UTC))


READ = [
    ("2025-10-18T08:00", KYIV, utc(2025, 10, 18, 5)),
    ("2025-10-18 08:00", KYIV, utc(2025, 10, 18, 5)),
    ("2025-10-18t08:00:30", KYIV, utc(2025, 10, 18, 5, 0, 30)),
    ("2025-10-18T08:00:30.25", KYIV, utc(2025, 10, 18, 5, 0, 30, 250_000)),
    ("2025-10-18T08:00:00,000001", KYIV, utc(2025, 10, 18, 5, 0, 0, 1)),
    (" 2025-10-18T8:00 ", KYIV, utc(2025, 10, 18, 5)),
    ("2025-10-18", KYIV, utc(2025, 10, 17, 21)),
    ("2025-10-18T00:00", KYIV, utc(2025, 10, 17, 21)),
    ("2025-10-18T24:00", KYIV, utc(2025, 10, 18, 21)),
    ("2024-02-29T24:00", KYIV, utc(2024, 2, 29, 22)),
    ("2025-12-31T24:00", KYIV, utc(2025, 12, 31, 22)),
    ("2025-10-18T24:00", "UTC", utc(2025, 10, 19)),
    ("2025-10-18T08:00Z", None, utc(2025, 10, 18, 8)),
    ("2025-10-18T08:00+03:00", None, utc(2025, 10, 18, 5)),
    ("2025-10-18T08:00 -0330", None, utc(2025, 10, 18, 11, 30)),
    ("2025-10-18T24:00+03:00", None, utc(2025, 10, 18, 21)),
    ("2025-10-18T08:00+05:00", KYIV, utc(2025, 10, 18, 3)),  # the text's own offset wins
    ("2023-01-06T12:00", "Europe/Moscow", utc(2023, 1, 6, 9)),
    ("2023-01-06T12:00", KYIV, utc(2023, 1, 6, 10)),
    ("2025-10-26T03:30+03:00", KYIV, utc(2025, 10, 26, 0, 30)),
    ("2025-10-26T03:30+02:00", KYIV, utc(2025, 10, 26, 1, 30)),
    ("2025-10-26T04:00", KYIV, utc(2025, 10, 26, 2)),  # after the hour that came twice
    ("2025-10-26T02:59", KYIV, utc(2025, 10, 25, 23, 59)),
    ("2018-06-12T00:00", "Asia/Kabul", utc(2018, 6, 11, 19, 30)),
]


@pytest.mark.parametrize(("text", "zone", "moment"), READ)
def test_reads(text, zone, moment):
    assert to_datetime(parse_instant(text, zone)) == to_datetime(moment)


REFUSED = [
    ("", KYIV, "CF-CLOCK-001"),
    ("soon", KYIV, "CF-CLOCK-001"),
    ("18.10.2025", KYIV, "CF-CLOCK-001"),
    ("10/18/2025", KYIV, "CF-CLOCK-001"),
    ("2025-10-18T8", KYIV, "CF-CLOCK-001"),
    ("2025-10-18T08:00 Kyiv", KYIV, "CF-CLOCK-001"),
    ("2025-10-18T08:00pm", KYIV, "CF-CLOCK-001"),
    ("٢٠٢٥-10-18", KYIV, "CF-CLOCK-001"),
    ("2025-10-18T08:00\n2025-10-19", KYIV, "CF-CLOCK-001"),
    ("20251018T080000", KYIV, "CF-CLOCK-001"),
    ("2025-02-29", KYIV, "CF-CLOCK-002"),
    ("2025-02-30T08:00", KYIV, "CF-CLOCK-002"),
    ("2025-13-01", KYIV, "CF-CLOCK-002"),
    ("2025-00-10", KYIV, "CF-CLOCK-002"),
    ("2025-10-00", KYIV, "CF-CLOCK-002"),
    ("2025-10-18T24:01", KYIV, "CF-CLOCK-002"),
    ("2025-10-18T25:00", KYIV, "CF-CLOCK-002"),
    ("2025-10-18T08:60", KYIV, "CF-CLOCK-002"),
    ("2025-10-18T08:00:60", KYIV, "CF-CLOCK-002"),
    ("2025-10-18T08:00+99:00", KYIV, "CF-CLOCK-002"),
    ("2025-10-18T08:00", None, "CF-CLOCK-003"),
    ("2025-10-18", None, "CF-CLOCK-003"),
    ("2025-10-18", "Europe/Kyjiw", "CF-CLOCK-004"),
    ("2025-03-30T03:00", KYIV, "CF-CLOCK-005"),
    ("2025-03-30T03:59:59", KYIV, "CF-CLOCK-005"),
    ("2025-10-26T03:00", KYIV, "CF-CLOCK-006"),
    ("2025-10-26T03:59", KYIV, "CF-CLOCK-006"),
    ("0000-01-01", KYIV, "CF-CLOCK-013"),
    ("0001-01-01T00:00+14:00", None, "CF-CLOCK-013"),
    ("9999-12-31T24:00", KYIV, "CF-CLOCK-013"),
]


@pytest.mark.parametrize(("text", "zone", "code"), REFUSED)
def test_refuses(text, zone, code):
    with pytest.raises(BadInput) as caught:
        parse_instant(text, zone, Place("terms.yaml", 7, 3, "windows.works.from"))
    (problem,) = caught.value.problems
    assert problem.code.code == code
    assert problem.place.line == 7
    assert problem.got
    assert problem.way_out


def ways_out(text):
    with pytest.raises(BadInput) as caught:
        parse_instant(text, KYIV)
    return [parse_instant(way, None) for way in re.findall(r"`([^`]+)`", caught.value.problems[0].do)]


def test_a_repeated_time_teaches_both_ways_out_and_both_can_be_read():
    assert ways_out("2025-10-26T03:30") == [utc(2025, 10, 26, 0, 30), utc(2025, 10, 26, 1, 30)]


def test_a_skipped_time_teaches_both_ways_out_and_both_can_be_read():
    assert ways_out("2025-03-30T03:30") == [utc(2025, 3, 30, 1, 30), utc(2025, 3, 30, 0, 30)]


def test_unclear_times_as_a_value():
    repeated = read_local("2025-10-26T03:30", KYIV)
    assert (repeated.hazard, repeated.latest - repeated.earliest) == ("repeated", HOUR)
    skipped = read_local("2025-03-30T03:30", KYIV)
    assert (skipped.hazard, skipped.latest - skipped.earliest) == ("skipped", HOUR)
    clear = read_local("2025-10-26T05:00", KYIV)
    assert (clear.hazard, clear.earliest) == (None, clear.latest)


def test_a_date_alone_is_said_to_be_a_whole_day():
    assert read_local("2025-10-18", KYIV).whole_day
    assert not read_local("2025-10-18T00:00", KYIV).whole_day


def test_days_when_the_clock_changes():
    assert day_span(dt.date(2025, 10, 26), KYIV).hours == 25
    assert day_span(dt.date(2025, 3, 30), KYIV).hours == 23
    assert day_span(dt.date(2025, 10, 27), KYIV).hours == 24


def test_a_day_whose_midnight_was_skipped_starts_when_the_clock_first_showed_it():
    day = day_span(dt.date(2018, 11, 4), "America/Sao_Paulo")  # 00:00 became 01:00
    assert local_time(day.start, "America/Sao_Paulo").hour == 1
    assert day.hours == 23


def test_reporting_days_meet_without_gap_and_one_is_longer_at_the_change():
    days = [reporting_day(dt.date(2025, 10, n), KYIV) for n in (25, 26, 27)]
    assert days[0] == (utc(2025, 10, 24, 16, 30), utc(2025, 10, 25, 16, 30))
    assert [day.hours for day in days] == [24, 25, 24]
    assert days[0].end == days[1].start
    assert days[1].end == days[2].start


@pytest.mark.parametrize(
    ("text", "after"),
    [("00:00", 0), ("19:30", 19.5 * HOUR), ("24:00", DAY), ("8:05", 8 * HOUR + 5 * MINUTE), ("12:00", 12 * HOUR)],
)
def test_times_of_day(text, after):
    assert parse_time_of_day(text) == after


@pytest.mark.parametrize("text", ["24:01", "7", "1930", "noon", "12:61", "", "-1:00"])
def test_times_of_day_refused(text):
    with pytest.raises(BadInput):
        parse_time_of_day(text)


def test_a_date_says_how_many_days_the_month_has():
    with pytest.raises(BadInput) as caught:
        parse_date("2025-02-29")
    assert "01 to 28" in caught.value.problems[0].expected


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        parse_instant(text, KYIV)
    except BadInput as problem:
        assert problem.problems[0].code.code.startswith("CF-CLOCK-")


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)))
def test_a_moment_written_with_its_offset_is_read_back(naive):
    moment = to_moment(naive.replace(tzinfo=dt.UTC))
    shown = local_time(moment, KYIV)
    assert parse_instant(shown.isoformat(), None) == moment
