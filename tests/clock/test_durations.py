import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import DAY, HOUR, MINUTE, SECOND, Duration, parse_duration, parse_instant, to_moment
from ceasefire.clock.zones import local_time
from ceasefire.errors import BadInput

KYIV = "Europe/Kyiv"

READ = [
    ("PT36H", Duration(0, 0, 36 * HOUR)),
    ("PT48H", Duration(0, 0, 48 * HOUR)),
    ("P7D", Duration(0, 7)),
    ("P2W", Duration(0, 14)),
    ("P2M", Duration(2)),
    ("P1Y", Duration(12)),
    ("P1Y6M", Duration(18)),
    ("P1DT12H30M", Duration(0, 1, 12 * HOUR + 30 * MINUTE)),
    ("PT0.5S", Duration(0, 0, SECOND // 2)),
    ("P1.5D", Duration(0, 1, 12 * HOUR)),
    ("90 min", Duration(0, 0, 90 * MINUTE)),
    ("36 h", Duration(0, 0, 36 * HOUR)),
    ("seven hours", Duration(0, 0, 7 * HOUR)),
    ("Two weeks", Duration(0, 14, 0)),
    ("an hour", Duration(0, 0, HOUR)),
    ("36h", Duration(0, 0, 36 * HOUR)),
    ("1 h 30 min", Duration(0, 0, 90 * MINUTE)),
    ("1 hour, 30 minutes", Duration(0, 0, 90 * MINUTE)),
    ("1,5 h", Duration(0, 0, 90 * MINUTE)),
    ("10 Days", Duration(0, 10)),
    ("2 weeks", Duration(0, 14)),
    ("3 months", Duration(3)),
    ("45 s", Duration(0, 0, 45 * SECOND)),
]


@pytest.mark.parametrize(("text", "duration"), READ)
def test_reads(text, duration):
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "0 min",
        "PT0H",
        "36",
        "h",
        "-2 h",
        "P-1D",
        "36 furlongs",
        "half a day",
        "P0.5M",
        "1 h and a bit",
        "PT1H2D",
        "p7d x",
        "999999999999 h",
        "P999999999Y",
        "1e3 h",
        "10:30",
    ],
)
def test_refuses(text):
    with pytest.raises(BadInput) as caught:
        parse_duration(text)
    assert caught.value.problems[0].code.code == "CF-CLOCK-007"


def test_exact_time_counts_a_day_as_24_hours_and_knows_no_months():
    assert parse_duration("P7D").exact_us() == 7 * DAY
    with pytest.raises(BadInput, match="CF-CLOCK-008"):
        parse_duration("P1M").exact_us()


def test_a_calendar_day_over_the_change_of_the_clock_is_not_24_hours():
    start = parse_instant("2025-10-25T08:00", KYIV)
    assert parse_duration("P1D").after(start, KYIV) == parse_instant("2025-10-26T08:00", KYIV) == start + 25 * HOUR
    assert start + parse_duration("P1D").exact_us() == parse_instant("2025-10-26T07:00", KYIV)


def test_months_end_on_the_last_day_and_keep_the_time():
    start = parse_instant("2025-01-31T19:30", KYIV)
    assert local_time(parse_duration("P1M").after(start, KYIV), KYIV).isoformat() == "2025-02-28T19:30:00+02:00"
    assert local_time(parse_duration("P6M").after(start, KYIV), KYIV).isoformat() == "2025-07-31T19:30:00+03:00"
    assert local_time(parse_duration("P11M").after(start, KYIV), KYIV).isoformat() == "2025-12-31T19:30:00+02:00"


def test_a_deadline_beyond_the_calendar_is_refused():
    start = to_moment(dt.datetime(9000, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(BadInput, match="CF-CLOCK-013"):
        parse_duration("P2000Y").after(start, KYIV)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10**12))
def test_written_lengths_are_read_back(months, days, rest):
    duration = Duration(months, days, rest % DAY)
    if duration != Duration():
        assert parse_duration(duration.isoformat()) == duration


@given(st.text(alphabet="PTYMWDHS0123456789., hmindaysek", max_size=15))
def test_any_text_is_read_or_refused(text):
    try:
        assert parse_duration(text) != Duration()
    except BadInput as problem:
        assert problem.problems[0].code.code == "CF-CLOCK-007"
