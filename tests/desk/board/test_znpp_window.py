"""The window of October 2025 played again: a guarantee that came late, and damage that the second zone missed.

From the carried case: the plan of 11 to 17 October, the works that began on the 18th, the sides, the lines, the damage
found outside the zone. Made up, in the open ocean: every shape, every minute, every person, and the guarantees' words.
"""

import pytest
from tests.desk.board.board_acts import SIDES, act, clock, confirm, details_of, heard, lease_at, lines

from ceasefire.clock import MINUTE
from ceasefire.demo.made_up import with_made_up
from ceasefire.desk.board import Board, board_page, issued_digest, terms_digest
from ceasefire.errors import NotNow
from ceasefire.kernel.kleene import Truth

TERMS = with_made_up("ua-2025-10-znpp1")
PLANNED = TERMS.windows["phase_1"].planned
CREW = "the operator's line crew"
STATIONS = ("crew", "monitors:RU", "monitors:UA")


def opened(window, day, area, margin=300):
    body = {
        "on": day,
        "terms": terms_digest(TERMS),
        "must_cover": [area],
        "margin_m": margin,
        "crew": CREW,
        "sides": SIDES,
        "decide_by_us": clock("08:00", day),
        "works_from_us": clock("09:00", day),
        "works_until_us": clock("16:00", day),
    }
    return Board(f"znpp-{window}", TERMS, window).after(act("open", clock("06:00", day), **body))


def guarantee(side, area, window, **more):
    return {"by": side, "crew": CREW, "area": area, "window": window, "must_cover": [], "margin": "300 m"} | more


def given(board, at, **guarantees):
    return board.after(act("amend", at, changes={"guarantees": guarantees}, why="taken down by telephone"))


def issued(board, at):
    ground = board.told.ground
    for side in ("RU", "UA"):
        text = {"version": ground.version, "terms": issued_digest(ground.terms), "via": "hotline"}
        board = board.after(act("issue", at, to=side, **text))
    return board


def ready(board, at, day, leave_out=()):
    read = {"UA": "09:00", "RU": "09:00" if day < "2025-10-26" else "10:00"}
    for line in lines(board):
        details = {"read": read} if line == "clocks" else details_of(board, line)
        if line not in leave_out:
            board = board.after(confirm(board, line, at, **details))
    for station in STATIONS:
        board = board.after(heard(station, at))
    return board


def said_go(board, at):
    return board.after(act("go", at, seen=len(board.acts), lease="desk-1"))


def test_on_the_planned_day_the_late_guarantee_keeps_the_board_at_no_go():
    """The carried case tells of guarantees and not of their ground: for neither side can anybody tell what it covers."""
    board = opened(PLANNED, "2025-10-11", "zone_1")
    board = ready(board, clock("07:30", "2025-10-11"), "2025-10-11", leave_out=("guarantee:G_RU", "cover"))
    assert {each.side: each.answer for each in board.told.ground.covered} == {
        "RU": Truth.CANNOT_TELL,
        "UA": Truth.CANNOT_TELL,
    }
    why = [each.text for each in board.against_go(clock("07:30", "2025-10-11"))]
    assert "guarantee G_RU: not confirmed." in why
    assert "G_RU names no time." in why
    with pytest.raises(NotNow, match="CF-DESK-071"):
        said_go(board, clock("07:30", "2025-10-11"))
    assert "guarantee G_RU: not confirmed." in [each.text for each in board.decision()]
    at_eight = board_page(board, clock("08:00", "2025-10-11"), lease_at(clock("08:00", "2025-10-11")))
    assert at_eight.startswith("NO-GO ")
    assert "[ ]   guarantee G_RU" in at_eight.splitlines()


def wider(first, area="zone_1", window="phase_1", **more):
    ground = {"inside": {"point": list(first), "radius": more.pop("radius", "2 km")}}
    return {
        "areas": ground,
        "guarantees": {f"G_{side}": guarantee(side, "inside", window, **more) for side in ("RU", "UA")},
    }


def test_a_week_later_both_guarantees_cover_the_zone_and_an_officer_says_go():
    day, spec = "2025-10-18", TERMS.areas["zone_1"].spec
    board = opened("phase_1", day, "zone_1").after(
        act("amend", clock("07:30", day), changes=wider((spec["lon"], spec["lat"])), why="both came by telephone")
    )
    assert [each.answer for each in board.told.ground.covered] == [Truth.YES, Truth.YES]
    board = ready(issued(board, clock("07:30", day)), clock("07:30", day), day)
    board = said_go(board, clock("07:30", day))
    at = clock("07:30", day) + MINUTE
    assert board.at(at, lease_at(at)).go
    assert board_page(board, at, lease_at(at)).startswith("GO ")
    assert not board.at(at).go, "and after a restart of the desk it is NO-GO again"


def test_damage_outside_the_second_zone_is_seen_at_once_and_a_wider_zone_is_issued():
    day, spec = "2025-10-28", TERMS.areas["zone_2"].spec
    board = opened("phase_2", day, "zone_2", margin=0)
    at = clock("07:30", day)
    zone = {f"G_{side}": guarantee(side, "zone_2", "phase_2", margin=None) for side in ("RU", "UA")}
    board = ready(issued(given(board, at, **zone), at), at, day)
    board = said_go(board, at)
    assert board.at(at, lease_at(at)).go

    damage = {"guarantees": {f"G_{side}": {"must_cover": ["damage"]} for side in ("RU", "UA")}}
    seen = board.proposed(damage)
    assert seen.no_longer == ("RU", "UA")
    [told] = [why.text for why in seen.after[0].reasons if why.code == "short"]
    assert told.startswith("RU: damage reaches ")
    short = seen.after[0].short_m
    assert 900 < short < 1_200

    at += MINUTE
    board = board.after(act("amend", at, changes=damage, why="the crew found more damage"))
    assert not board.at(at, lease_at(at)).go
    assert short == board.told.ground.covered[0].short_m

    at += MINUTE
    radius = f"{spec['radius_m'] + short + 1:.0f} m"
    wide = {"areas": {"zone_2": {"radius": radius}}}
    assert [each.answer for each in board.proposed(wide).after] == [Truth.YES, Truth.YES]
    board = board.after(act("amend", at, changes=wide, why="both sides agree by telephone"))
    assert {"not_issued", "fell"} <= {each.code for each in board.against_go(at)}
    board = said_go(ready(issued(board, at), at, day), at)
    assert board.at(at, lease_at(at)).go
    assert board.told.ground.version == 4
