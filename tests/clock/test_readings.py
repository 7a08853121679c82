import datetime as dt

import pytest

from ceasefire.clock import (
    HOUR,
    MAX,
    AssumedZones,
    ReportedTime,
    TimeSet,
    one_of,
    over_zones,
    parse_instant,
    read_local,
    window,
)
from ceasefire.errors import BadInput

BOTH = AssumedZones(("Europe/Kyiv", "Europe/Moscow"))


def christmas(zone):
    """The order of January 2023: from 12:00 on 6 January to 24:00 on 7 January, no zone stated."""
    return TimeSet.between(parse_instant("2023-01-06T12:00", zone), parse_instant("2023-01-07T24:00", zone))


def test_an_unstated_zone_leaves_an_hour_at_each_end_unsettled():
    found = over_zones(BOTH, christmas)
    assert found.sure.hours() == 35
    assert found.maybe.hours() == 37
    assert found.maybe - found.sure == (christmas("Europe/Kyiv") | christmas("Europe/Moscow")) - found.sure


def test_a_stated_zone_leaves_nothing_unsettled():
    found = over_zones("Europe/Kyiv", christmas)
    assert found.sure == found.maybe == christmas("Europe/Kyiv")


def test_readings_that_are_themselves_uncertain():
    early, late = TimeSet.between(0, 4 * HOUR), TimeSet.between(2 * HOUR, 6 * HOUR)
    found = one_of([one_of([early, late]), TimeSet.between(0, 8 * HOUR)])
    assert found.sure == TimeSet.between(2 * HOUR, 4 * HOUR)
    assert found.maybe == TimeSet.between(0, 8 * HOUR)


def test_a_window_with_an_unclear_end():
    start, end = (read_local(text, "Europe/Kyiv") for text in ("2025-10-26T01:00", "2025-10-26T03:30"))
    found = window(start, end)
    assert (found.sure.hours(), found.maybe.hours()) == (2.5, 3.5)
    assert window(start, None).sure == TimeSet.between(start.earliest, MAX)
    assert window(None, None).sure == TimeSet.all()


def test_a_window_whose_end_lies_before_its_start_is_refused():
    start, end = (read_local(text, "UTC") for text in ("2025-10-26T01:00", "2025-10-25T01:00"))
    with pytest.raises(BadInput, match="CF-CLOCK-012"):
        window(start, end)


def test_reported_times():
    day = ReportedTime.on_day(dt.date(2025, 10, 26), "Europe/Kyiv")
    assert day.span.hours == 25
    assert not day.is_instant
    assert ReportedTime.at(7).is_instant
    assert ReportedTime.on_days(dt.date(2025, 10, 25), dt.date(2025, 10, 27), "Europe/Kyiv").span.hours == 73
    assert ReportedTime.on_reporting_day(dt.date(2025, 10, 27), "Europe/Kyiv").span.hours == 24
    assert not ReportedTime.unknown().is_bounded
    with pytest.raises(BadInput, match="CF-CLOCK-012"):
        ReportedTime(5, 5)
