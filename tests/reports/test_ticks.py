"""The axis of a timeline: every tick stands where the clock of the zone shows its label."""

from __future__ import annotations

import pytest

from ceasefire.clock import DAY, HOUR, local_time, parse_instant
from ceasefire.reports.ticks import ticks

KYIV = "Europe/Kyiv"


def at(text: str, zone: str = KYIV) -> int:
    return parse_instant(text, zone)


def test_after_the_clock_changes_ticks_still_stand_at_local_midnight() -> None:
    found = ticks(at("2025-10-20"), at("2025-11-02"), KYIV, 14)
    assert [tick.label for tick in found] == [f"2025-10-{day:02}" for day in range(20, 32)] + [
        "2025-11-01",
        "2025-11-02",
    ]
    assert all(tick.moment == at(tick.label) for tick in found)
    assert found[7].moment - found[6].moment == 25 * HOUR


def test_hours_are_those_of_the_clock_on_both_sides_of_a_change() -> None:
    found = ticks(at("2025-10-25T12:00"), at("2025-10-27T12:00"), KYIV, 8)
    assert [tick.label for tick in found] == [
        "10-25 12:00", "10-26 00:00", "10-26 12:00", "10-27 00:00", "10-27 12:00"
    ]  # fmt: skip
    assert [found[k + 1].moment - found[k].moment for k in range(4)] == [12 * HOUR, 13 * HOUR, 12 * HOUR, 12 * HOUR]


def test_an_hour_that_the_clock_skips_has_no_tick() -> None:
    found = ticks(at("2025-03-30T01:00"), at("2025-03-30T06:00"), KYIV, 8)
    assert "03-30 03:00" not in [tick.label for tick in found]
    assert len({tick.label for tick in found}) == len(found)


@pytest.mark.parametrize("zone", ["UTC", KYIV, "America/Bogota", "Asia/Kolkata", "Pacific/Apia"])
@pytest.mark.parametrize("days", [1 / 24, 0.5, 3, 40, 500, 9000, 90_000])
def test_labels_are_what_the_clock_shows_and_never_crowd(zone: str, days: float) -> None:
    low = at("2024-02-20T05:17", zone)
    high = low + int(days * DAY)
    found = ticks(low, high, zone, 7)
    assert 1 <= len(found) <= 9
    for tick in found:
        assert low <= tick.moment <= high
        shown = local_time(tick.moment, zone)
        assert any(shown.strftime(form) == tick.label for form in ("%m-%d %H:%M", "%Y-%m-%d", "%Y-%m", "%Y"))
        assert shown.second == 0
