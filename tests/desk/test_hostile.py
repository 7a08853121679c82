"""Whatever stands in an act, a case and a call take it or say why not; nothing else happens."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.case_acts import BODIES, ON, START, act, case_of, matched
from tests.desk.test_absence import WHY
from tests.desk.test_act import JSON
from tests.desk.test_call import SAID
from tests.desk.test_case_walk import WAYS

from ceasefire.clock import ReportedTime
from ceasefire.desk import Act, Call, Case, piece_of_allegation, piece_of_event, piece_of_observation, tier_of_party
from ceasefire.desk import call as calls
from ceasefire.desk.case_walk import WALK
from ceasefire.errors import BadInput, CeasefireError
from ceasefire.geometry import PointPlace, UnknownPlace
from ceasefire.record import Allegation, Event, Observation
from ceasefire.scope import IdSet


def bodies(form, good):
    """Bodies of a form: each field as it should be, or anything, or not there."""
    fields = {field.name: JSON if field.name not in good else st.just(good[field.name]) | JSON for field in form.fields}
    return st.fixed_dictionaries({}, optional=fields)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_body_makes_a_case_do_anything_but_take_or_refuse_it(data):
    case = case_of(*WAYS[data.draw(st.sampled_from(sorted(WAYS)))], mandate=ON)
    kind = data.draw(st.sampled_from(case.allowed))
    try:
        after = case.after(Act(kind, "taras", START + 10**12, data.draw(bodies(WALK.forms[kind], BODIES[kind]))))
    except CeasefireError as refusal:
        assert refusal.problems
        return
    assert Case("case-1", after.acts, ON).to_json() == after.to_json()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies(calls.RECEIVE, SAID))
def test_no_body_makes_a_call_do_anything_but_take_or_refuse_it(body):
    try:
        call = Call("n1", (Act("receive", "taras", START, body),))
    except CeasefireError as refusal:
        assert refusal.problems
        return
    call.as_notice()
    assert call.to_json()["state"] == "received"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {}, optional={"code": JSON, "text": JSON, "values": JSON | st.just({"margin_m": {"a": 1}, "n": 3})}
        )
    )
)
def test_no_reason_of_an_absence_does_anything_but_stand_or_be_refused(reasons):
    body = matched()
    body["matched"]["absence"] = [{"report": "r1", "line": "absence", "grade": "E1", "reasons": [WHY, *reasons]}]
    try:
        case = case_of("register", "triage", "fuse", act("match", 5, **body))
    except BadInput as refusal:
        assert refusal.problems
        return
    told = case.to_json()["absence"]["reasons"]
    assert [each["text"] for each in told] == [each["text"] for each in [WHY, *reasons]]


def test_a_long_case_is_told_in_a_moment():
    case = case_of("register", "triage", "fuse", "match", *["corroborate"] * 200)
    assert case.after(act("find", 300)).to_json()["state"] == "finding"


NOON, HERE = ReportedTime.at(START), PointPlace(37.8, 48.1, 200)
MORTAR = frozenset({"fire.mortar"})


@pytest.mark.parametrize(
    ("sense", "means", "kind"),
    [
        ("heard", "post", "direct"),
        ("seen", "patrol", "direct"),
        ("felt", "staff", "direct"),
        ("recorded", "post", "sensor"),
        ("recorded", "camera", "sensor"),
        ("not_stated", "camera", "sensor"),
        ("seen", "camera", "direct"),
        ("not_stated", "post", "source"),
        ("heard", "a window", "direct"),
    ],
)
def test_what_an_observation_is_worth(sense, means, kind):
    observation = Observation("o1", "mission", means, NOON, HERE, MORTAR, sense=sense)
    piece = piece_of_observation(observation, "post 7")
    assert (piece.kind, piece.origin, piece.lines) == (kind, "post 7", {"occurred", "place", "act"})
    assert piece_of_observation(observation).origin == "mission"
    assert piece_of_observation(dataclasses.replace(observation, post="post 2")).origin == "mission, post 2"


def test_what_an_allegation_and_a_row_are_worth():
    alleged = Allegation("l1", "P1", NOON, UnknownPlace("the north"), MORTAR, against=IdSet.of("P2"))
    piece = piece_of_allegation(alleged, "the spokesman")
    assert (piece.kind, piece.party, piece.origin, piece.lines) == (
        "party",
        "P1",
        "the spokesman",
        {"occurred", "act", "actor"},
    )
    row = Event("e1", "viina", 1, HERE, NOON, MORTAR)
    assert (piece_of_event(row).kind, piece_of_event(row).origin) == ("source", "viina")
    assert piece_of_event(row, origin="a resident").origin == "a resident"
    heat = piece_of_event(Event("h1", "firms", 1, HERE, NOON, MORTAR, may_be_nothing=True), "direct")
    assert (heat.kind, heat.lines) == ("heat", {"occurred"})


@pytest.mark.parametrize(("key", "tier"), [("P1", "party-p1"), ("UA", "party-ua"), (" side_a ", "party-side_a")])
def test_each_party_has_a_tier(key, tier):
    assert tier_of_party(key) == tier


@pytest.mark.parametrize("key", ["", "a b", "../x", "сторона"])
def test_a_key_that_makes_no_name_is_refused(key):
    with pytest.raises(BadInput, match="CF-DESK-029"):
        tier_of_party(key)
