import datetime as dt
import time
import zoneinfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import DAY, HOUR, MAX, Span, local_time, occurrences, parse_duration, parse_time_of_day, to_moment
from ceasefire.errors import BadInput

KYIV = "Europe/Kyiv"
FOUR_HOURS = parse_duration("PT4H")


def utc(*parts):
    return to_moment(dt.datetime(*parts, tzinfo=dt.UTC))


def shown(times, zone=KYIV):
    return [
        (local_time(span.start, zone).strftime("%m-%d %H:%M"), local_time(span.end, zone).strftime("%m-%d %H:%M"))
        for span in times.spans
    ]


def test_four_hours_stay_four_hours_over_the_change_back():
    found = occurrences("FREQ=DAILY;COUNT=3", dt.datetime(2025, 10, 25, 2), KYIV, lasts=FOUR_HOURS)
    assert [span.hours for span in found.sure.spans] == [4, 4, 4]
    assert shown(found.sure)[1] == ("10-26 02:00", "10-26 05:00")
    assert found.sure == found.maybe


def test_four_hours_stay_four_hours_over_the_change_forward():
    found = occurrences("FREQ=DAILY;COUNT=3", dt.datetime(2025, 3, 29, 1), KYIV, lasts=FOUR_HOURS)
    assert [span.hours for span in found.sure.spans] == [4, 4, 4]
    assert shown(found.sure)[1] == ("03-30 01:00", "03-30 06:00")


def test_until_follows_the_clock_on_the_wall():
    six = parse_time_of_day("06:00")
    back = occurrences("FREQ=DAILY;COUNT=3", dt.datetime(2025, 10, 25, 2), KYIV, until=six)
    assert [span.hours for span in back.sure.spans] == [4, 5, 4]
    forward = occurrences("FREQ=DAILY;COUNT=3", dt.datetime(2025, 3, 29, 2), KYIV, until=six)
    assert [span.hours for span in forward.sure.spans] == [4, 3, 4]


def test_each_window_starts_at_the_same_time_of_the_clock():
    found = occurrences("FREQ=DAILY;COUNT=5", dt.datetime(2025, 10, 24, 8), KYIV, lasts=FOUR_HOURS)
    assert {start[6:] for start, _ in shown(found.sure)} == {"08:00"}


def test_until_24_is_the_end_of_the_day_and_an_earlier_time_is_on_the_next_day():
    end_of_day = occurrences("FREQ=DAILY;COUNT=1", dt.datetime(2025, 6, 1, 20), KYIV, until=parse_time_of_day("24:00"))
    assert shown(end_of_day.sure) == [("06-01 20:00", "06-02 00:00")]
    night = occurrences("FREQ=DAILY;COUNT=1", dt.datetime(2025, 6, 1, 20), KYIV, until=parse_time_of_day("06:00"))
    assert shown(night.sure) == [("06-01 20:00", "06-02 06:00")]


def test_a_start_in_the_hour_that_came_twice_is_sure_only_where_both_readings_agree():
    found = occurrences("FREQ=DAILY;COUNT=1", dt.datetime(2025, 10, 26, 3, 30), KYIV, lasts=FOUR_HOURS)
    assert found.sure.spans == (Span(utc(2025, 10, 26, 1, 30), utc(2025, 10, 26, 4, 30)),)
    assert found.maybe.spans == (Span(utc(2025, 10, 26, 0, 30), utc(2025, 10, 26, 5, 30)),)


def test_a_start_in_the_hour_that_never_came():
    found = occurrences("FREQ=DAILY;COUNT=1", dt.datetime(2025, 3, 30, 3, 30), KYIV, lasts=FOUR_HOURS)
    assert (found.sure.hours(), found.maybe.hours()) == (3, 5)


def test_a_rule_without_end_is_unknown_after_its_horizon():
    horizon = utc(2025, 1, 10)
    found = occurrences("FREQ=DAILY", dt.datetime(2025, 1, 1, 8), "UTC", lasts=FOUR_HOURS, horizon=horizon)
    assert len(found.sure.spans) == 9
    assert found.maybe - found.sure == type(found.sure).between(horizon, MAX)


def test_a_rule_with_an_end_needs_no_horizon():
    found = occurrences("FREQ=YEARLY;COUNT=30", dt.datetime(2025, 12, 24, 12), KYIV, lasts=FOUR_HOURS, horizon=0)
    assert len(found.sure.spans) == 30
    assert found.sure == found.maybe


@pytest.mark.parametrize(
    ("until", "windows"),
    [
        ("20251103", 3),
        ("2025-11-03", 3),
        ("20251103T080000", 3),
        ("20251103T075959", 2),
        ("20251103T060000Z", 3),
        ("20251103T055959Z", 2),
    ],
)
def test_until_of_the_rule_in_local_time_and_in_utc(until, windows):
    rule = f"FREQ=DAILY;UNTIL={until}"
    found = occurrences(rule, dt.datetime(2025, 11, 1, 8), KYIV, lasts=FOUR_HOURS)
    assert len(found.sure.spans) == windows


def test_excluded_dates_and_times():
    excluded = ["2025-11-02", "2025-11-03T08:00", "2025-11-04T09:00"]
    found = occurrences("FREQ=DAILY;COUNT=4", dt.datetime(2025, 11, 1, 8), KYIV, lasts=FOUR_HOURS, excluded=excluded)
    assert [start for start, _ in shown(found.sure)] == ["11-01 08:00", "11-04 08:00"]


def test_days_of_the_week_and_of_the_month():
    weekly = occurrences("RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", dt.datetime(2025, 11, 3, 8), KYIV, lasts=FOUR_HOURS)
    assert [start[:5] for start, _ in shown(weekly.sure)] == ["11-03", "11-06", "11-10", "11-13"]
    last = occurrences("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", dt.datetime(2025, 1, 31, 8), KYIV, lasts=FOUR_HOURS)
    assert [start[:5] for start, _ in shown(last.sure)] == ["01-31", "02-28", "03-31"]


def test_windows_that_overlap_are_one_set():
    found = occurrences("FREQ=DAILY;COUNT=3", dt.datetime(2025, 6, 1), KYIV, lasts=parse_duration("P1D"))
    assert len(found.sure.spans) == 1
    assert found.sure.hours() == 72


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every day",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=SOMETIMES",
        "INTERVAL=2",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;COUNT=2;UNTIL=20250101",
        "FREQ=DAILY;UNTIL=yesterday",
        "FREQ=DAILY;UNTIL=20250230",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYMONTH=13;BYEASTER",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;BYMONTHDAY=x",
        "FREQ=DAILY\nDTSTART:19700101T000000",
    ],
)
def test_rules_that_cannot_be_read_are_refused(rule):
    with pytest.raises(BadInput) as caught:
        occurrences(rule, dt.datetime(2025, 1, 1), KYIV, lasts=FOUR_HOURS)
    assert caught.value.problems[0].code.code in {"CF-CLOCK-009", "CF-CLOCK-002"}


def test_a_rule_that_fits_no_date_gives_nothing_and_ends():
    never = "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"
    assert occurrences(never, dt.datetime(2025, 1, 1), KYIV, lasts=FOUR_HOURS).maybe.is_empty


@pytest.mark.parametrize(
    "never",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYYEARDAY=366;BYMONTH=1", "FREQ=WEEKLY;BYSETPOS=300",
     "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYDAY=6MO"],
)  # fmt: skip
def test_a_rule_that_fits_no_date_is_known_to_soon(never):
    start = time.process_time()
    assert occurrences(f"{never};COUNT=5", dt.datetime(2025, 1, 1), KYIV, lasts=FOUR_HOURS).maybe.is_empty
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=8", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=30", "FREQ=YEARLY;BYDAY=20MO;COUNT=9",
     "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO;COUNT=40", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;WKST=SU;COUNT=50",
     "FREQ=DAILY;INTERVAL=11;BYHOUR=6,18;COUNT=60", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR;COUNT=40",
     "FREQ=HOURLY;INTERVAL=7;COUNT=100", "FREQ=YEARLY;BYYEARDAY=-1,366,100;COUNT=20"],
)  # fmt: skip
@pytest.mark.parametrize(
    "first", [dt.datetime(2024, 2, 29, 8), dt.datetime(2025, 10, 18, 8, 30), dt.datetime(1999, 12, 31)]
)
def test_rules_walked_late_in_the_calendar_give_the_days_of_their_own_years(rule, first):
    found = occurrences(rule, first, "UTC", lasts=parse_duration("PT1M")).sure.spans
    wanted = list(rrulestr(rule, dtstart=first))
    assert [local_time(each.start, "UTC").replace(tzinfo=None) for each in found] == wanted


def test_too_many_windows_are_refused():
    with pytest.raises(BadInput, match="CF-CLOCK-010"):
        occurrences("FREQ=HOURLY;COUNT=90000", dt.datetime(2025, 1, 1), KYIV, lasts=FOUR_HOURS)


@pytest.mark.parametrize("ends", [{}, {"lasts": FOUR_HOURS, "until": 8 * HOUR}])
def test_either_a_length_or_an_end(ends):
    with pytest.raises(BadInput, match="CF-CLOCK-011"):
        occurrences("FREQ=DAILY", dt.datetime(2025, 1, 1), KYIV, **ends)


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    st.integers(0, 23),
    st.integers(1, 30),
    st.sampled_from([KYIV, "Asia/Beirut", "America/Bogota", "Europe/Moscow"]),
)
def test_daily_windows_equal_a_walk_with_another_library(first, hour, hours, zone):
    """Independent: date by date with zoneinfo, unclear starts set aside."""
    start = dt.datetime.combine(first, dt.time(hour))
    found = occurrences("FREQ=DAILY;COUNT=40", start, zone, lasts=parse_duration(f"{hours} h"))
    tz = zoneinfo.ZoneInfo(zone)
    for day in range(40):
        naive = start + dt.timedelta(days=day)
        early, late = (naive.replace(tzinfo=tz, fold=fold) for fold in (0, 1))
        if early.utcoffset() != late.utcoffset():
            continue
        begins = to_moment(early.astimezone(dt.UTC))
        assert found.sure.covers(begins)
        assert found.sure.covers(begins + hours * HOUR - 1)
    if hours < 22:
        assert len(found.sure.spans) == 40
        assert not found.maybe.covers(found.maybe.spans[-1].end)
        assert found.maybe.hull.end - found.maybe.hull.start < 41 * DAY


PARTS = {
    "FREQ": ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "daily", ""],
    "INTERVAL": ["1", "2", "99999", "-1", "1.5"],
    "COUNT": ["1", "40", "99999", "0"],
    "UNTIL": ["20260101", "20251103T080000", "20251103T060000Z", "00010101", "99991231", "20251026T033000", "x"],
    "BYDAY": ["MO", "MO,TU", "-1FR", "5MO", "54MO", "XX", "MO;TU", "+MO"],
    "BYMONTH": ["1", "2,12", "0", "13", "-1"],
    "BYMONTHDAY": ["30", "-1", "31,15", "0", "32", "a"],
    "BYWEEKNO": ["1", "53", "-1", "54", "0"],
    "BYYEARDAY": ["1", "366", "-366", "367"],
    "BYHOUR": ["8", "8,20", "24", "-1"],
    "BYMINUTE": ["0", "30", "60"],
    "BYSECOND": ["0", "59", "60"],
    "BYSETPOS": ["1", "-1", "0", "367"],
    "WKST": ["MO", "SU", "8"],
    "BYEASTER": ["0", "1"],
}
part = st.sampled_from(sorted(PARTS)).flatmap(lambda name: st.sampled_from(PARTS[name]).map(lambda to: f"{name}={to}"))
frequency = st.sampled_from(PARTS["FREQ"]).map(lambda to: f"FREQ={to}")


@given(frequency, st.lists(part, max_size=4))
def test_any_rule_is_read_or_refused_and_sure_stays_inside_maybe(freq, parts):
    rule = ";".join([freq, *parts])
    try:
        found = occurrences(rule, dt.datetime(2025, 10, 25, 3, 30), KYIV, lasts=FOUR_HOURS)
    except BadInput as refused:
        assert refused.problems[0].way_out
    else:
        assert (found.sure - found.maybe).is_empty


def test_a_length_in_months_is_refused_at_its_place():
    with pytest.raises(BadInput, match="CF-CLOCK-008"):
        occurrences("FREQ=DAILY;COUNT=1", dt.datetime(2025, 1, 1), KYIV, lasts=parse_duration("P1M"))


def test_the_end_of_the_calendar_is_no_crash():
    found = occurrences("FREQ=YEARLY;COUNT=500", dt.datetime(9990, 2, 28), KYIV, lasts=FOUR_HOURS)
    assert len(found.sure.spans) == 8
