"""A call: received, acknowledged, passed on, corrected; and the notice that it announces, as the matching reads it."""

import json

import pytest
from tests.desk.case_acts import START
from tests.desk.test_matched import DAY, TERMS, event

from ceasefire.desk import Act, Call, matched
from ceasefire.desk.call import STATES, WALK
from ceasefire.errors import BadInput, NotNow

MINUTE = 60_000_000
SAID = {
    "who": "duty officer of the 4th post",
    "what": "training with mortars, 10 to 12",
    "where": "the range east of the village",
    "received_us": DAY.start_us - 600 * MINUTE,
    "party": "P1",
    "from_us": DAY.start_us,
    "until_us": DAY.end_us,
    "about": "training",
    "acts": ["fire"],
    "lon": 34.5,
    "lat": 47.5,
    "radius_m": 3000,
    "via": "hotline",
}
BODIES = {
    "receive": SAID,
    "acknowledge": {"to": "duty officer", "when_us": START},
    "pass_on": {"to": "the other side's liaison", "when_us": START + MINUTE, "read_back": True},
    "correct": {"act": 0, "body": SAID | {"radius_m": 2000}, "why": "misheard"},
    "close": {"why": "the shoot is over"},
}
MAY = {
    "unregistered": {"receive": "received"},
    "received": {"acknowledge": "acknowledged", "pass_on": "passed_on", "correct": "received", "close": "closed"},
    "acknowledged": {
        "acknowledge": "acknowledged",
        "pass_on": "passed_on",
        "correct": "acknowledged",
        "close": "closed",
    },
    "passed_on": {"acknowledge": "acknowledged", "pass_on": "passed_on", "correct": "passed_on", "close": "closed"},
    "closed": {},
}
WAYS = {
    "unregistered": (),
    "received": ("receive",),
    "acknowledged": ("receive", "acknowledge"),
    "passed_on": ("receive", "pass_on"),
    "closed": ("receive", "close"),
}


def act(kind, minute=0, **body):
    return Act(kind, "olena", START + minute * MINUTE, body or BODIES[kind])


def call_of(*kinds):
    return Call("n1", tuple(each if isinstance(each, Act) else act(each, at) for at, each in enumerate(kinds)))


@pytest.mark.parametrize("kind", WALK.forms)
@pytest.mark.parametrize("state", STATES)
def test_an_act_is_allowed_where_the_table_says_so_and_nowhere_else(state, kind):
    call = call_of(*WAYS[state])
    assert call.state == state
    assert set(call.allowed) == set(MAY[state])
    if kind in MAY[state]:
        assert call.after(act(kind, 9)).state == MAY[state][kind]
    else:
        with pytest.raises(NotNow, match="CF-DESK-010"):
            call.after(act(kind, 9))


def test_who_what_where_when_received_acknowledged_passed_on():
    call = call_of("receive", "acknowledge", "pass_on", act("pass_on", 5, to="the crew", when_us=START + 5 * MINUTE))
    assert call.said["who"] == "duty officer of the 4th post"
    assert call.acknowledged == (("duty officer", START, "olena"),)
    assert [each.to for each in call.passed_on] == ["the other side's liaison", "the crew"]
    assert json.loads(json.dumps(call.to_json()))["said"] == SAID
    assert Call("n1", call.acts) == call


def test_a_correction_counts_and_the_first_words_stay():
    call = call_of("receive", "correct")
    assert call.said["radius_m"] == 2000
    assert call.acts[0].body["radius_m"] == 3000


def test_a_call_becomes_a_notice_that_the_matching_reads():
    notice = call_of("receive", "pass_on").as_notice()
    assert (notice.id, notice.by, notice.about, notice.via) == ("n1", "P1", "training", "hotline")
    assert notice.told == "the other side's liaison"
    assert notice.lead_us == 600 * MINUTE
    assert "fire.mortar" in notice.acts
    [row] = matched(TERMS, [event()], notices=[notice]).rows
    assert (row.answer, row.exempt) == ("exception_claimed", "n1")
    [other] = matched(TERMS, [event(actor="P2")], notices=[notice]).rows
    assert other.exempt is None


def without(*names):
    return {name: value for name, value in SAID.items() if name not in names}


@pytest.mark.parametrize("left_out", [("from_us",), ("until_us",), ("lon", "lat", "radius_m")])
def test_what_has_no_place_or_no_time_is_a_call_and_no_notice(left_out):
    call = call_of(act("receive", 0, **without(*left_out)))
    assert call.as_notice() is None
    assert call.state == "received"


def test_an_area_of_the_terms_is_a_place_and_the_caller_speaks_where_no_party_is_named():
    notice = call_of(act("receive", 0, **without("lon", "lat", "radius_m", "party", "acts"), area="zone")).as_notice()
    assert (notice.where, notice.area, notice.by) == (None, "zone", SAID["who"])
    assert len(notice.acts) > 10


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (without("who"), "CF-DESK-005"),
        (without("received_us"), "CF-DESK-005"),
        (without("lat"), "CF-DESK-005"),
        (SAID | {"where": " "}, "CF-DESK-005"),
        (SAID | {"until_us": DAY.start_us}, "CF-DESK-007"),
        (SAID | {"about": "war"}, "CF-DESK-007"),
        (SAID | {"guilty": "P1"}, "CF-DESK-006"),
        (SAID | {"acts": ["fire.bow"]}, "CF-KERNEL-013"),
        (SAID | {"lat": 95}, "CF-GEOMETRY"),
        (SAID | {"radius_m": -1}, "CF-GEOMETRY"),
    ],
)
def test_a_call_that_is_not_whole_is_refused(body, code):
    with pytest.raises(BadInput, match=code):
        call_of(act("receive", 0, **body))
    with pytest.raises(BadInput, match=code):
        call_of("receive", act("correct", 1, act=0, body=body, why="x"))


@pytest.mark.parametrize("at", [-1, 5, 1])
def test_what_cannot_be_corrected(at):
    with pytest.raises(NotNow, match="CF-DESK-032"):
        call_of("receive", "correct", act("correct", 3, act=at, body=SAID, why="x"))
