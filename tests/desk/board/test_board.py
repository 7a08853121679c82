"""The go/no-go board: NO-GO unless everything says GO; stops, pauses, changes, lost contact, restarts, clocks."""

import hashlib
import json

import pytest
from tests.desk.board.board_acts import (
    FOUR,
    LEASE,
    NINE,
    TERMS,
    TEXT,
    act,
    clock,
    codes_of,
    confirm,
    go,
    gone,
    heard,
    lease_at,
    lines,
    opened,
    opening,
    refreshed,
    shown,
)

from ceasefire import terms
from ceasefire.clock import MINUTE
from ceasefire.desk import act_from_json
from ceasefire.desk.board import Board, Lease, issued_digest, issued_text
from ceasefire.desk.board.lines import CONTACTS, KINDS
from ceasefire.errors import BadInput, NotNow
from ceasefire.kernel.kleene import Truth

LINES = [line.key for line in opened().told.ground.lines]
STATIONS = ("crew", "monitors:RU", "monitors:UA")


def refused(board, made, code, error=NotNow):
    before = board.acts
    with pytest.raises(error) as refusal:
        board.after(made)
    assert board.acts == before
    assert code in {each.code.code for each in refusal.value.problems}
    return refusal.value


# ---------------------------------------------------------------- GO and its default


def test_a_board_that_nobody_opened_says_no_go():
    found = Board("b", TERMS, "W").at(NINE, lease_at("09:00"))
    assert (found.go, found.state) == (False, "unopened")


def test_a_board_says_no_go_until_an_officer_says_go_and_go_then():
    board = refreshed(opened(), "07:50")
    assert not shown(board, "07:50").go
    assert codes_of(shown(board, "07:50")) == {"no_go"}
    board = go(board, "07:50")
    assert shown(board, "07:50").go
    assert board.told.gone.by == "olena"


@pytest.mark.parametrize("missing", LINES)
def test_nobody_can_say_go_while_one_line_is_missing(missing):
    board = refreshed(opened(), "07:50", leave_out=(missing,))
    refusal = refused(board, act("go", "07:50", seen=len(board.acts), lease=LEASE), "CF-DESK-071")
    [problem] = refusal.problems
    assert problem.got == f"{board.told.ground.line(missing).words}: not confirmed."


@pytest.mark.parametrize("silent", STATIONS)
def test_nobody_can_say_go_while_one_station_was_not_heard(silent):
    board = refreshed(opened(), "07:50", silent=(silent,))
    refusal = refused(board, act("go", "07:50", seen=len(board.acts), lease=LEASE), "CF-DESK-071")
    assert [problem.got for problem in refusal.problems] == [f"Nothing was heard from {silent}."]


def test_the_lines_are_those_of_the_issue_each_side_and_each_guarantee_by_itself():
    assert [
        *("guarantee:G_RU", "guarantee:G_UA", "cover", "units:RU", "units:UA", "monitors:RU", "monitors:UA"),
        *("clearance", "operator_consent", "crew_consent", "medevac", "radio_test", "recall_time", "weather"),
        *("alerts", "clocks"),
    ] == LINES


@pytest.mark.parametrize("line", LINES)
def test_a_go_ends_to_the_microsecond_when_a_line_is_too_old_and_stays_ended(line):
    kind = line.split(":")[0]
    ages = dict.fromkeys(KINDS, 4000) | {kind: 7}
    board = refreshed(opened(ages_min=ages, contact_min=dict.fromkeys(CONTACTS, 4000)), "07:50")
    board, end = go(board, "07:50"), clock("07:57")
    assert shown(board, end - 1).go
    assert not shown(board, end).go
    again = board
    for each in (each for each in LINES if each.split(":")[0] == kind):
        again = again.after(confirm(again, each, end))
    assert not shown(again, end).go, "only another GO brings it back"
    assert shown(go(again, end), end).go


def test_nobody_can_say_go_at_the_instant_at_which_a_line_or_a_call_is_too_old():
    board = refreshed(opened(contact_min={"crew": 5, "monitors": 9}, ages_min={"alerts": 7}), "07:50")
    for at, got in (("07:55", "Contact with crew is lost."), ("07:57", "alerts: the confirmation is too old.")):
        refusal = refused(board, act("go", at, seen=len(board.acts), lease=LEASE), "CF-DESK-071")
        assert [each.got for each in refusal.problems] == [got]
        board = board.after(heard("crew", at))


def test_a_certificate_counts_no_longer_than_it_says():
    board = refreshed(opened(), "07:50", leave_out=("clearance",))
    board = go(board.after(confirm(board, "clearance", "07:50", valid_until_us=clock("07:57"))), "07:50")
    assert shown(board, clock("07:57") - 1).go
    assert not shown(board, "07:57").go


@pytest.mark.parametrize("station", STATIONS)
def test_a_go_ends_when_contact_is_lost_and_does_not_come_back_by_itself(station):
    board = refreshed(opened(contact_min={"crew": 5, "monitors": 5}), "07:50")
    board = go(board, "07:50")
    for other in STATIONS:
        board = board if other == station else board.after(heard(other, "07:54"))
    assert shown(board, clock("07:55") - 1).go
    assert "lost_contact" in codes_of(shown(board, "07:55"))
    board = board.after(heard(station, "07:56"))
    assert not shown(board, "07:56").go


def test_a_sign_of_life_that_comes_in_time_keeps_go():
    board = gone("07:50")
    for minute in range(8):
        for station in STATIONS:
            board = board.after(heard(station, clock("07:50") + minute * 3 * MINUTE))
    assert shown(board, clock("07:50") + 21 * MINUTE).go


def test_a_restart_an_old_lease_and_no_lease_are_no_go():
    board, now = gone("07:50"), clock("07:51")
    assert board.at(now, Lease(LEASE, now, now + 1)).go
    assert not board.at(now).go
    assert not board.at(now, Lease("desk-2", now, now + 1)).go
    assert not board.at(now, Lease(LEASE, now - 5, now)).go
    assert not board.at(now, Lease(LEASE, now + 1, now + 5)).go, "the clock went backwards"
    again = go(board, "07:51", lease="desk-2")
    assert shown(again, "07:51", "desk-2").go
    assert not shown(again, "07:51").go


def test_a_lease_that_ended_is_not_renewed_and_never_sees_less():
    lease = Lease("x", 10, 20)
    assert lease.renewed(15, 100) == Lease("x", 15, 115)
    assert lease.seen(18).seen(12) == Lease("x", 18, 20)
    for late in (20, 9):
        with pytest.raises(NotNow, match="CF-DESK-075"):
            lease.renewed(late, 100)


def test_a_second_go_under_the_same_lease_is_refused():
    board = gone("07:50")
    refused(board, act("go", "07:51", seen=len(board.acts), lease=LEASE), "CF-DESK-010")


def test_go_is_refused_when_something_was_done_since_the_officer_looked():
    board = refreshed(opened(), "07:50")
    seen = len(board.acts)
    board = board.after(act("withdraw", "07:50", line="weather", person="the pilot", why="fog"))
    board = board.after(confirm(board, "weather", "07:50"))
    refused(board, act("go", "07:50", seen=seen, lease=LEASE), "CF-DESK-072")
    refused(board, act("go", "07:50", seen=99, lease=LEASE), "CF-DESK-072")
    refused(board, act("go", "07:50", seen=-1, lease=LEASE), "CF-DESK-072")
    board = refreshed(board, "07:50")
    seen = len(board.acts)
    board = board.after(confirm(board, "recall_time", "07:50", minutes=300))
    refused(board, act("go", "07:50", seen=seen, lease=LEASE), "CF-DESK-072")
    assert shown(go(board, "07:50"), "07:50").go
    board = board.after(heard("crew", "07:51"))
    assert shown(go(board, "07:51", seen=len(board.acts) - 1), "07:51").go, "a sign of life takes nothing away"


# ---------------------------------------------------------------- confirmations


@pytest.mark.parametrize(
    ("line", "details", "code"),
    [
        ("guarantee:G_RU", {"read_back": False}, "CF-DESK-067"),
        ("guarantee:G_RU", {"version": 2}, "CF-DESK-068"),
        ("guarantee:G_RU", {"verbatim": " "}, "CF-DESK-005"),
        ("recall_time", {"minutes": -1}, "CF-DESK-007"),
        ("clearance", {"valid_until_us": clock("07:50")}, "CF-DESK-066"),
        ("clocks", {"read": {"UA": "09:00", "RU": "10:00"}}, "CF-DESK-069"),
        ("clocks", {"read": {"UA": "09:00"}}, "CF-DESK-069"),
        ("clocks", {"read": {"UA": "09:00", "RU": "09:00", "IAEA": "09:00"}}, "CF-DESK-006"),
        ("weather", {"sky": "blue"}, "CF-DESK-006"),
        ("snow", {}, "CF-DESK-064"),
        ("guarantee:G_X", {}, "CF-DESK-064"),
    ],
)
def test_a_line_takes_what_it_asks_for(line, details, code):
    board = opened()
    refused(board, confirm(board, line, "07:50", **details), code, (NotNow, BadInput))


def test_a_confirmation_counts_from_the_minute_at_which_it_was_said():
    board = opened()
    refused(board, confirm(board, "alerts", "07:50", confirmed="07:51"), "CF-DESK-065")
    refused(board, confirm(board, "alerts", "07:50", confirmed="07:20"), "CF-DESK-066")
    board = board.after(confirm(board, "alerts", "07:50", confirmed="07:30"))
    by_key = {each.line.key: each for each in board.at(clock("07:50")).lines}
    assert by_key["alerts"].until_us == clock("08:00")
    refused(board, confirm(board, "alerts", "07:51", confirmed="07:29"), "CF-DESK-066")


def test_a_withdrawn_line_ends_go_and_takes_a_later_confirmation():
    board = gone("07:50").after(act("withdraw", "07:52", line="weather", person="the pilot", why="fog"))
    found = shown(board, "07:52")
    assert (found.go, found.state) == (False, "no_go")
    assert "withdrawn" in codes_of(found)
    refused(board, confirm(board, "weather", "07:53", confirmed="07:51"), "CF-DESK-066")
    board = board.after(confirm(board, "weather", "07:53"))
    assert not shown(board, "07:53").go
    assert shown(go(board, "07:53"), "07:53").go


# ---------------------------------------------------------------- stop, pause, abandon, end


def test_a_stop_is_no_go_from_its_call_and_counts_from_the_acknowledgement():
    board = gone("07:50").after(
        act("stop", "07:55", by="kitchen", called_by="driver", called_us=clock("07:54"), why="drone")
    )
    assert shown(board, "07:55").state == "stopped"
    assert {"stopped", "stop_open"} <= codes_of(shown(board, "07:55"))
    board = refreshed(board, "07:56")
    refused(board, act("go", "07:56", seen=len(board.acts), lease=LEASE), "CF-DESK-010")
    refused(board, act("acknowledge", "07:56", person="foreman", heard_us=clock("07:53")), "CF-DESK-073")
    board = board.after(act("acknowledge", "07:57", person="foreman", heard_us=clock("07:57")))
    [stop] = board.told.stops
    assert (stop.called_us, stop.acknowledged_us) == (clock("07:54"), clock("07:57"))
    assert not shown(board, "07:57").go
    refused(board, act("acknowledge", "07:58", person="foreman", heard_us=clock("07:58")), "CF-DESK-010")
    assert shown(go(board, "07:57"), "07:57").go


def test_after_a_stop_every_line_is_confirmed_anew():
    board = gone("07:50").after(act("stop", "07:55", called_by="driver", called_us=clock("07:55"), why="shots"))
    board = board.after(act("acknowledge", "07:56", person="foreman", heard_us=clock("07:56")))
    refusal = refused(board, act("go", "07:56", seen=len(board.acts), lease=LEASE), "CF-DESK-071")
    assert len(refusal.problems) == len(LINES)
    refused(board, confirm(board, "weather", "07:57", confirmed="07:54"), "CF-DESK-066")


def test_a_stop_with_an_impossible_minute_is_taken_down_and_can_be_acknowledged():
    board = gone("07:50").after(act("stop", "07:55", called_by="driver", called_us=clock("23:00"), why="shots"))
    assert shown(board, "07:55").state == "stopped"
    board = board.after(act("acknowledge", "07:56", person="foreman", heard_us=clock("07:56")))
    assert board.told.stops[0].acknowledged_us == clock("07:56")


def test_a_pause_ends_go_and_resuming_takes_every_line_anew():
    board = gone("07:50").after(act("pause", "07:55", why="shift"))
    assert shown(board, "07:55").state == "paused"
    refused(board, act("go", "07:56", seen=len(board.acts), lease=LEASE), "CF-DESK-010")
    refused(board, act("resume", "07:56", seen=len(board.acts), lease=LEASE), "CF-DESK-071")
    board = go(refreshed(board, "08:30"), "08:30", kind="resume")
    assert shown(board, "08:30").go, "after a first GO in time the hour of decision does not bind again"


def test_nothing_brings_an_abandoned_window_back_and_a_stop_is_still_taken_down():
    board = gone("07:50").after(act("abandon", "07:55", why="the crew left"))
    for kind in ("go", "resume"):
        refused(board, act(kind, "07:56", seen=len(board.acts), lease=LEASE), "CF-DESK-010")
    refused(board, confirm(board, "weather", "07:56"), "CF-DESK-010")
    board = board.after(act("stop", "07:57", called_by="driver", called_us=clock("07:57"), why="shots"))
    assert shown(board, "07:57").state == "abandoned"
    assert board.chase(clock("07:58")) == ()


def test_go_ends_at_the_recall_so_that_the_crew_is_out_by_the_end():
    ages = dict.fromkeys(KINDS, 4000)
    board = go(refreshed(opened(ages_min=ages, contact_min=dict.fromkeys(CONTACTS, 4000)), "07:50"), "07:50")
    recall = FOUR - 40 * MINUTE
    assert shown(board, recall - 1).go
    assert "recall" in codes_of(shown(board, recall))
    assert {"recall", "over"} <= codes_of(shown(board, FOUR))
    refused(board, act("go", recall, seen=len(board.acts), lease="desk-2"), "CF-DESK-071")


# ---------------------------------------------------------------- the clock of the machine


def test_a_clock_that_went_backwards_never_turns_no_go_into_go():
    board = gone("07:50").after(act("withdraw", "07:55", line="weather", person="the pilot", why="fog"))
    refused(board, confirm(board, "weather", "07:40"), "CF-DESK-009")
    refused(board, act("go", "07:54", seen=len(board.acts), lease=LEASE), "CF-DESK-009")
    assert not shown(board, "07:52").go
    assert codes_of(shown(gone("07:50"), "07:49")) == {"clock_back"}


@pytest.mark.parametrize(
    "made",
    [
        act("stop", "05:00", called_by="driver", called_us=clock("05:00"), why="shots"),
        act("withdraw", "05:00", line="weather", person="the pilot", why="fog"),
        act("pause", "05:00", why="shift"),
        act("abandon", "05:00", why="over"),
    ],
)
def test_what_can_only_lead_to_no_go_is_taken_down_whatever_the_clock_says(made):
    board = gone("07:50").after(made)
    assert not shown(board, "07:50").go
    assert board.told.latest_us == clock("07:50")


# ---------------------------------------------------------------- the hour of decision


def test_at_eight_it_is_known_whether_nine_is_go():
    board = refreshed(opened(), "07:50", leave_out=("weather",))
    late = board.after(confirm(board, "weather", "08:01"))
    assert [why.text for why in late.decision()] == ["Nobody said GO.", "weather: not confirmed."]
    refusal = refused(late, act("go", "08:01", seen=len(late.acts), lease=LEASE), "CF-DESK-071")
    assert [each.got for each in refusal.problems] == ["The time of decision passed without a GO."]
    refused(late, act("move_decision", "08:02", decide_by_us=clock("08:01"), why="fog lifts"), "CF-DESK-074")
    refused(late, act("move_decision", "08:02", decide_by_us=clock("16:01"), why="fog lifts"), "CF-DESK-074")
    moved = late.after(act("move_decision", "08:02", decide_by_us=clock("08:30"), why="fog lifts"))
    assert shown(go(moved, "08:03"), "08:03").go


def test_a_go_in_time_leaves_nothing_missing_at_the_hour_of_decision():
    assert gone("07:50").decision() == ()
    assert gone("07:40").decision() != (), "nothing was heard for twenty minutes"


# ---------------------------------------------------------------- replay


def test_a_board_read_back_from_json_stands_the_same():
    board = gone("07:50").after(act("pause", "07:55", why="shift"))
    acts = [act_from_json(json.loads(json.dumps(each.to_json()))) for each in board.acts]
    again = Board("b", terms.read_text(terms.write_text(TERMS)), "W", acts)
    assert again.acts == board.acts
    assert again.at(clock("07:56"), lease_at("07:56")) == board.at(clock("07:56"), lease_at("07:56"))
    assert again.told.confirmed == board.told.confirmed


def test_a_history_that_was_never_allowed_is_refused_whole():
    acts = gone("07:50").acts
    for at in (0, 3, len(acts) - 2):
        with pytest.raises(NotNow):
            Board("b", TERMS, "W", (*acts[:at], *acts[at + 1 :]))
    with pytest.raises(NotNow):
        Board("b", TERMS, "W", (*acts, acts[-1]))
    with pytest.raises(NotNow):
        Board("b", TERMS, "W", (*acts, acts[0]))


def test_a_board_is_bound_to_the_text_that_it_was_opened_with():
    other = terms.read_text(TEXT.replace("radius: 4 km", "radius: 40 km"))
    with pytest.raises(BadInput, match="CF-DESK-060"):
        Board("b", other, "W", gone().acts)


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"terms": "0" * 64}, "CF-DESK-060"),
        ({"must_cover": ["works", "bridge"]}, "CF-DESK-061"),
        ({"must_cover": []}, "CF-DESK-005"),
        ({"margin_m": -1}, "CF-DESK-061"),
        ({"sides": [{"party": "UA", "zone": "Europe/Kyiv", "capital": "Kyiv"}]}, "CF-DESK-062"),
        ({"sides": [{"party": "UA", "zone": "Europe/Kyiv", "capital": "Kyiv"}] * 2}, "CF-DESK-061"),
        ({"sides": [{"party": "UA", "zone": "Kyiv", "capital": "Kyiv"}, {"party": "RU"}]}, "CF-DESK-061"),
        ({"decide_by_us": NINE + 1}, "CF-DESK-063"),
        ({"ages_min": {"snow": 5}}, "CF-DESK-061"),
        ({"ages_min": {"weather": 0}}, "CF-DESK-061"),
        ({"ages_min": {"weather": True}}, "CF-DESK-061"),
        ({"ages_min": {"weather": 4321}}, "CF-DESK-061"),
        ({"contact_min": {"crew": "5"}}, "CF-DESK-061"),
        ({"on": "tomorrow"}, "CF-CLOCK-001"),
        ({"works_from_us": NINE}, "CF-DESK-061"),
        ({"works_from_us": NINE, "works_until_us": NINE}, "CF-DESK-061"),
        ({"works_from_us": NINE - 1, "works_until_us": FOUR}, "CF-DESK-061"),
        ({"works_from_us": clock("07:00"), "works_until_us": clock("08:00")}, "CF-DESK-061"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(more, code):
    refused(Board("b", TERMS, "W"), opening(**more), code, BadInput)


def test_every_problem_of_an_opening_is_told_at_once():
    made = opening(terms="0", must_cover=["x", "y"], margin_m=1e9, ages_min={"snow": 5})
    with pytest.raises(BadInput) as refusal:
        Board("b", TERMS, "W").after(made)
    assert len(refusal.value.problems) == 5


def test_the_hours_of_the_works_are_the_slot_and_a_window_moved_off_them_is_none():
    works = {"works_from_us": clock("10:00"), "works_until_us": clock("12:00"), "decide_by_us": clock("10:00")}
    board = opened(**works)
    assert board.told.ground.slot.span == (clock("10:00"), clock("12:00"))
    later = {"windows": {"W": {"from": "2025-10-18T11:00"}}}
    board = board.after(act("amend", "07:00", changes=later, why="as the side wishes"))
    assert "works_outside" in codes_of(shown(board, "07:00"))


# ---------------------------------------------------------------- a change of the terms

SMALLER = {"areas": {"zone": {"radius": "1.6 km"}}}


def test_a_zone_drawn_anew_shows_at_once_what_it_changes_and_is_issued_as_the_next_version():
    board = gone("07:50")
    seen = board.proposed(SMALLER)
    assert (seen.version, seen.no_longer) == (2, ("RU", "UA"))
    assert "road" in seen.after[0].reasons[1].text
    assert "missing" in seen.after[0].reasons[1].text
    assert set(LINES) - set(seen.falls) == {"radio_test", "weather", "clocks"}
    assert shown(board, "07:50").go, "looking changes nothing"
    board = board.after(act("amend", "07:52", changes=SMALLER, why="as the side wishes"))
    found = shown(board, "07:52")
    assert not found.go
    assert {"not_issued", "short", "fell"} <= codes_of(found)
    assert board.told.ground.version == 2
    refused(board, confirm(board, "cover", "07:53"), "CF-DESK-070")


def test_a_wider_zone_counts_once_both_sides_hold_the_same_text():
    board = gone("07:50").after(
        act("amend", "07:52", changes={"areas": {"zone": {"radius": "5 km"}}}, why="damage found")
    )
    digest = issued_digest(board.told.ground.terms)
    refused(board, confirm(board, "guarantee:G_RU", "07:53", version=1), "CF-DESK-068")
    board = refreshed(board, "07:53")
    issue = {"version": 2, "terms": digest, "via": "hotline"}
    board = board.after(act("issue", "07:54", to="RU", **issue))
    assert codes_of(shown(board, "07:54")) == {"amended", "not_issued"}
    refused(board, act("issue", "07:54", to="UA", **(issue | {"terms": "0" * 64})), "CF-DESK-060")
    refused(board, act("issue", "07:54", to="UA", **(issue | {"version": 1})), "CF-DESK-068")
    refused(board, act("issue", "07:54", to="IAEA", **issue), "CF-DESK-061", BadInput)
    board = board.after(act("issue", "07:54", to="UA", **issue))
    assert shown(go(board, "07:55"), "07:55").go


def test_what_is_handed_to_every_side_holds_nobodys_overlay():
    """The zone as one side deposited it, its private guarantee, and changes of these stay with that side."""
    overlay = """
format: ceasefire-overlay/1
ceasefire: made-up-repair
overlay_of: UA
areas: {own: {point: [-30.015, 30.0], radius: 7 km}}
guarantees: {G_OWN: {by: UA, crew: the line crew, area: own, window: W, must_cover: [works], margin: 100 m}}
"""
    made = terms.read_text(TEXT, overlays=[overlay])
    board = opened(made)
    assert board.told.ground.line("guarantee:G_OWN") is not None
    changes = {
        "areas": {"own": {"radius": "8.5 km"}, "zone": {"radius": "5.5 km"}},
        "guarantees": {
            "G_OWN": {"margin": "150 m"},
            "G_NEW": {"by": "UA", "private": True},
            "G_UA": {"margin": "600 m"},
        },
    }
    seen = board.proposed(changes)
    board = board.after(act("amend", "07:00", changes=changes, why="as the side wishes"))
    text = issued_text(board.told.ground.terms)
    assert seen.digest == issued_digest(board.told.ground.terms) == hashlib.sha256(text.encode()).hexdigest()
    assert [each for each in ("own", "8.5", "G_OWN", "150", "G_NEW") if each in text] == []
    assert "5.5 km" in text
    assert "600 m" in text
    assert board.told.ground.terms.areas["own"].spec["radius_m"] == 8500
    assert terms.read_text(text).areas["zone"].spec["radius_m"] == 5500


def test_a_guarantee_that_comes_late_makes_only_itself_and_the_check_fall():
    made = terms.read_text(TEXT.replace("  G_UA:", "  G_X:").replace("G_X: {by: UA", "G_X: {by: IAEA"))
    board = opened(made)
    assert "no_guarantee" in codes_of(shown(board, "07:00"))
    for line in lines(board):
        board = board if line == "cover" else board.after(confirm(board, line, "07:30"))
    late = {
        "guarantees": {"G_UA": {"by": "UA", "crew": "the line crew", "area": "zone", "window": "W", "margin": "500 m"}}
    }
    assert board.proposed(late).falls == ()
    board = board.after(act("amend", "07:40", changes=late, why="it came by telephone"))
    assert {each.line.key for each in board.at(clock("07:40")).lines if each.state == "missing"} == {
        "guarantee:G_UA",
        "cover",
    }
    assert [each.answer for each in board.told.ground.covered] == [Truth.YES, Truth.YES]


def test_a_change_that_cannot_be_read_changes_nothing():
    board = gone("07:50")
    refused(board, act("amend", "07:52", changes={"aeras": {}}, why="x"), "CF-TERMS-044", BadInput)
    refused(
        board, act("amend", "07:52", changes={"areas": {"zone": {"radius": "wide"}}}, why="x"), "CF-TERMS-029", BadInput
    )
    assert shown(board, "07:52").go


# ---------------------------------------------------------------- whom to call


def test_the_list_of_calls_is_sorted_by_the_time_to_act():
    board = opened()
    ask = {"asked": "duty officer", "next_call_us": clock("07:30"), "promised_us": clock("07:20")}
    board = board.after(act("ask", "06:30", line="weather", **ask))
    board = board.after(act("ask", "06:31", line="alerts", asked="x", next_call_us=clock("07:10")))
    board = board.after(act("ask", "06:32", line="medevac", asked="y", next_call_us=clock("09:30")))
    due = board.chase(clock("06:40"))
    assert [each.line.key for each in due[-3:]] == ["alerts", "weather", "medevac"]
    assert [each.act_by_us for each in due[-3:]] == [clock("07:10"), clock("07:20"), clock("08:00")]
    assert {each.act_by_us for each in due[:-3]} == {clock("06:40")}
    refused(board, act("ask", "06:45", line="snow", asked="x", next_call_us=1), "CF-DESK-064", BadInput)


def test_an_answer_ends_the_call_and_what_grows_old_is_called_again():
    board = opened().after(act("ask", "06:30", line="weather", asked="x", next_call_us=clock("07:00")))
    board = refreshed(board, "07:50")
    due = board.chase(clock("07:50"))
    assert [(each.line.key, each.need, each.act_by_us) for each in due] == [
        ("alerts", "renew", clock("08:20")),
        ("radio_test", "renew", clock("08:50")),
    ]
    board = board.after(act("withdraw", "07:51", line="weather", person="x", why="fog"))
    assert board.chase(clock("07:52"))[0].asked is None, "the old call says nothing of the new need"
