"""Whatever an act holds, the board takes it or says what is wrong with it; it never fails in another way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.board.board_acts import NINE, TERMS, act, clock, confirm, gone, heard, lease_at, opened, opening

from ceasefire.desk import Act
from ceasefire.desk.board import Board, board_page, issued_digest
from ceasefire.desk.board.walk import WALK
from ceasefire.errors import BadInput, CeasefireError, DeskError

BOARD = gone("07:50")
AT = clock("07:52")
WHOLE = {
    "open": opening("06:00"),
    "confirm": confirm(BOARD, "clocks", AT),
    "withdraw": act("withdraw", AT, line="weather", person="x", why="y"),
    "ask": act("ask", AT, line="weather", asked="x", next_call_us=AT),
    "contact": heard("crew", AT),
    "go": act("go", AT, seen=len(BOARD.acts), lease="desk-2"),
    "resume": act("resume", AT, seen=len(BOARD.acts), lease="desk-2"),
    "stop": act("stop", AT, called_by="x", called_us=AT, why="y"),
    "acknowledge": act("acknowledge", AT, person="x", heard_us=AT),
    "pause": act("pause", AT, why="y"),
    "abandon": act("abandon", AT, why="y"),
    "amend": act("amend", AT, changes={"areas": {"zone": {"radius": "5 km"}}}, why="y"),
    "issue": act("issue", AT, to="RU", version=1, terms=issued_digest(TERMS), via="x"),
    "move_decision": act("move_decision", AT, decide_by_us=NINE, why="y"),
}
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(
        ["", "crew", "RU", "W", "zone", "areas", "radius", "2025-10-26T03:30", "9999-12-31", "Europe/Kyiv", "\x00"]
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
)
KEYS = st.sampled_from(
    ["areas", "windows", "guarantees", "zone", "W", "G_RU", "read", "party", "UA", "minutes", "timezone"]
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


def test_every_kind_of_act_is_tried():
    assert set(WHOLE) == set(WALK.forms)


@settings(max_examples=400)
@given(data=st.data(), kind=st.sampled_from(sorted(WHOLE)), value=JSON)
def test_any_value_in_any_field_is_taken_or_refused_in_words(data, kind, value):
    body = WHOLE[kind].to_json()["body"]
    name = data.draw(st.sampled_from([*sorted(body), "more"]))
    inner = body.get(name)
    if isinstance(inner, dict) and inner and data.draw(st.booleans()):
        body[name] = inner | {data.draw(st.sampled_from(sorted(inner))): value}
    else:
        body[name] = value
    board = Board("b", TERMS, "W") if kind == "open" else BOARD
    try:
        board = board.after(Act(kind, "olena", WHOLE[kind].at_us, body))
    except CeasefireError as refusal:
        assert isinstance(refusal, BadInput | DeskError)
        assert all(problem.code.means for problem in refusal.problems)
        return
    page = board_page(board, AT, lease_at(AT)).splitlines()
    assert len(page) <= 60
    assert max(map(len, page)) <= 66
    assert board.chase(AT) == Board("b", TERMS, "W", board.acts).chase(AT)
    board.decision()


@pytest.mark.parametrize(
    "changes",
    [
        {"windows": {"W": None}},
        {"windows": {"W": {"from": "2025-10-26T03:30"}}},
        {"windows": {"W": {"from": "2025-10-19T03:30"}}},
        {"areas": {"works": None}},
        {"areas": {"zone": {"point": [0, 91]}}},
        {"timezone": "Europe/Berlin"},
        {"timezone": {"unstated": True}},
        {"guarantees": {"G_RU": None}},
        {"clauses": None},
        {"parties": {}},
    ],
)
def test_a_change_that_takes_the_ground_away_is_refused_or_leaves_no_go(changes):
    board = opened()
    try:
        board = board.after(act("amend", "07:00", changes=changes, why="x"))
    except BadInput as refusal:
        assert refusal.problems
        return
    assert not board.at(clock("07:00"), lease_at("07:00")).go
    assert board.told.ground.version == 2
    assert board_page(board, clock("07:00")).startswith("NO-GO ")
