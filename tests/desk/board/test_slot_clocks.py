"""Which stretch a board decides about, and what its clocks say when they change, differ, or name other days."""

import pytest
from tests.desk.board.board_acts import SIDES, TEXT, clock

from ceasefire import terms
from ceasefire.clock import DAY, HOUR, Span, parse_instant
from ceasefire.desk.board.clocks import Side, on_every_clock, traps
from ceasefire.desk.board.slot import slot_of
from ceasefire.errors import BadInput

WINDOW = '{from: "2025-10-18T09:00", until: "2025-10-18T16:00"}'
BOTH = tuple(Side(each["party"], each["zone"], each["capital"]) for each in SIDES)


def slot(window, on, zone="Europe/Kyiv"):
    made = terms.read_text(TEXT.replace(WINDOW, window).replace("timezone: Europe/Kyiv", f"timezone: {zone}"))
    return slot_of(made, "W", on)


def span(start, end):
    return Span(parse_instant(start, "Europe/Kyiv"), parse_instant(end, "Europe/Kyiv"))


@pytest.mark.parametrize(
    ("window", "on", "expected"),
    [
        (WINDOW, "2025-10-18", ("2025-10-18T09:00", "2025-10-18T16:00")),
        ('{from: "2025-10-18T22:00", until: "2025-10-19T04:00"}', "2025-10-18", ("2025-10-18T22:00", "2025-10-19T04:00")),
        ('{from: "2025-10-18T22:00", until: "2025-10-19T04:00"}', "2025-10-19", ("2025-10-18T22:00", "2025-10-19T04:00")),
        ('{from: "2025-10-18", until: "2025-10-24"}', "2025-10-20", ("2025-10-20", "2025-10-21")),
        ('{from: "2025-10-18T09:00", until: "16:00", repeat: "FREQ=DAILY;COUNT=5"}', "2025-10-20",
         ("2025-10-20T09:00", "2025-10-20T16:00")),
        ('{from: "2025-10-18T22:00", lasts: PT6H, repeat: "FREQ=DAILY;COUNT=5"}', "2025-10-20",
         ("2025-10-20T22:00", "2025-10-21T04:00")),
        ('{from: "2025-10-18T08:00", lasts: PT2H, repeat: "FREQ=HOURLY;INTERVAL=6;COUNT=40"}', "2025-10-20T14:30",
         ("2025-10-20T14:00", "2025-10-20T16:00")),
        ('{from: "2025-10-26T01:00", until: "2025-10-26T06:00"}', "2025-10-26", ("2025-10-26T01:00", "2025-10-26T06:00")),
    ],
)  # fmt: skip
def test_the_slot_of_a_day(window, on, expected):
    assert slot(window, on).span == span(*expected)


@pytest.mark.parametrize(
    ("window", "on", "code"),
    [
        (WINDOW, "2025-10-17", "not_one_stretch"),
        (
            '{from: "2025-10-18T09:00", lasts: PT2H, repeat: "FREQ=HOURLY;INTERVAL=6;COUNT=40"}',
            "2025-10-20",
            "not_one_stretch",
        ),
        ("{unstated: in the coming days}", "2025-10-18", "window_open"),
        ('{from: "2025-10-18T09:00", until: {status: to_be_set}}', "2025-10-18", "window_open"),
        ("{phase: {after: the line is repaired}}", "2025-10-18", "window_open"),
        ('{from: "2025-10-26T03:30", until: "2025-10-26T06:00"}', "2025-10-26", "window_open"),
    ],
)
def test_what_cannot_be_told_is_no_slot(window, on, code):
    found = slot(window, on)
    assert found.span is None
    assert [why.code for why in found.why_not] == [code]


def test_a_start_that_hangs_on_an_unstated_zone_is_no_slot():
    zone = "{unstated: true, assume: [Europe/Kyiv, Europe/Berlin]}"
    found = slot(WINDOW, "2025-10-18", zone)
    assert found.span is None


@pytest.mark.parametrize("on", ["tomorrow", "2025-13-01", "", "2025-10-18T25:00"])
def test_a_day_that_is_none_is_refused(on):
    with pytest.raises(BadInput):
        slot(WINDOW, on)


def test_one_clock_time_in_october_and_an_hour_apart_in_november():
    assert on_every_clock(clock("09:00"), BOTH, clock("08:00")) == "09:00 Kyiv, 09:00 Moscow"
    november = clock("23:30", "2025-11-18")
    assert on_every_clock(november, BOTH) == "18 Nov 23:30 Kyiv, 19 Nov 00:30 Moscow"


def test_traps_name_the_change_of_the_clock_and_the_difference():
    start = clock("09:00", "2025-10-26")
    found = [why.text for why in traps(Span(start, start + 7 * HOUR), BOTH)]
    assert found == [
        "The clock of Kyiv is put back on 26 October 2025, from 04:00 to 03:00: the time between them comes twice.",
        "09:00 in Kyiv is 10:00 in Moscow: always say whose clock.",
    ]


def test_traps_look_a_day_ahead_and_back_and_no_further():
    change = parse_instant("2026-03-29T04:00", "Europe/Kyiv")
    for start, told in (
        (change - 25 * HOUR - DAY, 0),
        (change - 9 * HOUR, 1),
        (change + 23 * HOUR, 1),
        (change + 25 * HOUR, 0),
    ):
        found = [why.text for why in traps(Span(start, start + HOUR), BOTH) if why.code == "clock_changes"]
        assert len(found) == told
        assert all(
            "put forward on 29 March 2026, from 03:00 to 04:00: a time between them does not exist" in each
            for each in found
        )


def test_another_day_on_the_other_clock_is_named():
    night = clock("23:30", "2025-11-18")
    [why] = [why for why in traps(Span(night, night + HOUR), BOTH) if why.code == "clocks_differ"]
    assert why.text == "18 Nov 23:30 in Kyiv is 19 Nov 00:30 in Moscow: always say whose clock."
