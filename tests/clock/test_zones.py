import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import MAX, MIN, changes_within, check_zone, local_time, offset_at, to_datetime, to_moment
from ceasefire.errors import BadInput

KYIV = "Europe/Kyiv"


def utc(*parts):
    return to_moment(dt.datetime(*parts, tzinfo=dt.UTC))


def test_the_old_and_the_new_name_are_one_clock():
    moments = [utc(year, month, 26, hour) for year in (1994, 2015, 2025) for month in (3, 10) for hour in (0, 1, 12)]
    assert [offset_at(at, "Europe/Kiev") for at in moments] == [offset_at(at, KYIV) for at in moments]


def test_names_are_spelled_as_in_the_database():
    assert check_zone("europe/kyiv") == KYIV
    assert check_zone("Europe/Kiev") == "Europe/Kiev"


@pytest.mark.parametrize(
    ("name", "near"),
    [("Kyiv", KYIV), ("Europe/Kyev", KYIV), ("Europe/Moskow", "Europe/Moscow"), ("kabul", "Asia/Kabul")],
)
def test_unknown_zones_get_a_suggestion(name, near):
    with pytest.raises(BadInput) as caught:
        check_zone(name)
    assert near in caught.value.problems[0].expected


@pytest.mark.parametrize("name", ["", "../etc/passwd", "/etc/localtime", "x" * 500, "Kyiv time", "Київ", "\0"])
def test_hostile_zone_names_are_refused(name):
    with pytest.raises(BadInput, match="CF-CLOCK-004"):
        check_zone(name)


def test_changes_of_2025_in_kyiv():
    spring, autumn = changes_within(KYIV, utc(2025, 1, 1), utc(2026, 1, 1))
    assert (to_datetime(spring.moment), spring.forward) == (dt.datetime(2025, 3, 30, 1, tzinfo=dt.UTC), True)
    assert (autumn.before_s, autumn.after_s, autumn.forward) == (10800, 7200, False)
    assert to_datetime(autumn.moment) == dt.datetime(2025, 10, 26, 1, tzinfo=dt.UTC)


def test_a_change_at_the_start_counts_and_one_at_the_end_does_not():
    at = utc(2025, 10, 26, 1)
    assert len(changes_within(KYIV, at, at + 1)) == 1
    assert changes_within(KYIV, at - 10, at) == ()


def test_zones_without_change():
    assert changes_within("Asia/Kabul", utc(2000, 1, 1), utc(2030, 1, 1)) == ()
    assert changes_within("UTC", MIN, MAX) == ()


def test_moments_beyond_the_calendar_are_refused():
    for moment in (MIN, MAX):
        with pytest.raises(BadInput, match="CF-CLOCK-013"):
            to_datetime(moment)
        with pytest.raises(BadInput, match="CF-CLOCK-013"):
            local_time(moment, KYIV)


def test_naive_datetimes_are_refused():
    with pytest.raises(BadInput, match="CF-CLOCK-003"):
        to_moment(dt.datetime(2025, 1, 1))


@given(
    st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2037, 1, 1)),
    st.sampled_from([KYIV, "Europe/Moscow", "Asia/Kabul", "America/Bogota", "Asia/Beirut", "Africa/Tripoli"]),
)
def test_offsets_equal_those_of_another_reader_of_the_database(naive, zone):
    with_tz = naive.replace(tzinfo=dt.UTC).astimezone(zoneinfo.ZoneInfo(zone))
    assert offset_at(to_moment(naive.replace(tzinfo=dt.UTC)), zone) == with_tz.utcoffset().total_seconds()
