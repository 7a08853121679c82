"""Which act is allowed in which state: the table written out a second time, by hand, and tried act by act."""

import pytest
from tests.desk.case_acts import BODIES, ON, TO_FINDING, act, case_of, matched, piece, row

from ceasefire.desk import Act, Case
from ceasefire.desk.case_walk import CORRECTABLE, STATES, WALK
from ceasefire.errors import BadInput, NotNow

WAYS = {
    "unregistered": (),
    "registered": ("register",),
    "triage": ("register", "triage"),
    "fused": ("register", "triage", "fuse"),
    "matched": ("register", "triage", "fuse", "match"),
    "corroboration": ("register", "triage", "fuse", "match", "corroborate"),
    "party_reply": ("register", "triage", "fuse", "match", "corroborate", "ask_party"),
    "finding": TO_FINDING,
    "review": (*TO_FINDING, "uphold"),
    "released": (*TO_FINDING, "uphold", "release"),
    "follow_up": (*TO_FINDING, "uphold", "release", "follow_up"),
    "closed": (*TO_FINDING, "uphold", "release", "follow_up", "close"),
    "reopened": (*TO_FINDING, "uphold", "release", "follow_up", "close", "reopen"),
}
# state: {act: state afterwards}; written from the issue, not from the code.
MAY = {
    "unregistered": {"register": "registered"},
    "registered": {
        "triage": "triage",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
    "triage": {
        "fuse": "fused",
        "split": "fused",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
    "fused": {
        "fuse": "fused",
        "split": "fused",
        "match": "matched",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
    "matched": {
        "fuse": "fused",
        "split": "fused",
        "match": "matched",
        "corroborate": "corroboration",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
    "corroboration": {
        "fuse": "fused",
        "split": "fused",
        "match": "matched",
        "corroborate": "corroboration",
        "ask_party": "party_reply",
        "find": "finding",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
    "party_reply": {
        "fuse": "fused",
        "split": "fused",
        "match": "matched",
        "corroborate": "",
        "ask_party": "party_reply",
        "find": "finding",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
    "finding": {
        "find": "finding",
        "uphold": "review",
        "send_back": "reopened",
        "propose_attribution": "",
        "attribute": "",
        "dissent": "",
        "release": "released",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
    },
    "review": {
        "propose_attribution": "",
        "attribute": "",
        "dissent": "",
        "release": "released",
        "reopen": "reopened",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
    },
    "released": {
        "release": "released",
        "dissent": "",
        "follow_up": "follow_up",
        "reopen": "reopened",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
    },
    "follow_up": {
        "release": "",
        "dissent": "",
        "follow_up": "follow_up",
        "reopen": "reopened",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
    },
    "closed": {"dissent": "", "reopen": "reopened", "refused_access": "", "reply": "", "no_reply": ""},
    "reopened": {
        "fuse": "fused",
        "split": "fused",
        "match": "matched",
        "corroborate": "corroboration",
        "ask_party": "party_reply",
        "find": "finding",
        "refused_access": "",
        "reply": "",
        "no_reply": "",
        "close": "closed",
        "correct": "",
    },
}
EVERY = [(state, kind) for state in STATES for kind in WALK.forms]


def test_every_state_and_every_act_stands_in_the_tables_of_this_test():
    assert list(WAYS) == list(STATES) == list(MAY)
    assert set(BODIES) == set(WALK.forms)


@pytest.mark.parametrize("state", STATES)
def test_the_way_to_a_state_leads_there(state):
    assert case_of(*WAYS[state], mandate=ON).state == state


@pytest.mark.parametrize(("state", "kind"), EVERY, ids=[f"{kind}-in-{state}" for state, kind in EVERY])
def test_an_act_is_allowed_where_the_table_says_so_and_nowhere_else(state, kind):
    two = {"reports": [piece(), piece("r2", origin="post 2")], "text": "two reports"}
    case = Case("c", mandate=ON)
    for hour, each in enumerate(WAYS[state]):
        case = case.after(act(each, hour, **two) if each == "register" else act(each, hour))
    if kind == "attribute" and "propose_attribution" in WALK.allowed(state):
        case = case.after(act("propose_attribution", 50))
    if kind == "find" and state == "party_reply":
        case = case.after(act("no_reply", 55))
    tried = act(kind, 60)
    if kind not in MAY[state]:
        with pytest.raises(NotNow) as refused:
            case.after(tried)
        assert refused.value.problems[0].code.code == "CF-DESK-010"
        assert case.state == state
    elif (kind, state) == ("release", "finding") or (kind == "no_reply" and not case.asked):
        with pytest.raises(NotNow, match="CF-DESK-028" if kind == "release" else "CF-DESK-033"):
            case.after(tried)
    else:
        assert case.after(tried).state == (MAY[state][kind] or state)
        assert kind in case.allowed


def test_the_error_says_what_is_allowed_now_and_where_the_act_would_be():
    with pytest.raises(NotNow) as refused:
        case_of("register", "triage").after(act("find", 9))
    [problem] = refused.value.problems
    assert "find" in problem.got
    assert "triage" in problem.got
    assert "fuse" in problem.expected
    assert "corroboration" in problem.do


@pytest.mark.parametrize("kind", [kind for kind in WALK.forms if WALK.forms[kind].fields])
def test_a_body_that_is_not_whole_is_refused_before_anything_else(kind):
    case = case_of(*TO_FINDING, mandate=ON)
    with pytest.raises(BadInput):
        case.after(act(kind, 60, nothing_known="x"))


@pytest.mark.parametrize("kind", ["", "verdict", "approve"])
def test_an_act_that_no_table_has_is_refused(kind):
    with pytest.raises(BadInput):
        case_of("register").after(Act(kind, "olena", 10**16, {}))


def test_what_is_corrected_is_done_before_the_finding():
    assert set(WALK.forms) > CORRECTABLE
    assert not CORRECTABLE & {"find", "match", "uphold", "release", "attribute", "correct"}


def test_rows_of_a_match_are_read_whole_or_not_at_all():
    wrong = matched(row(answer="guilty"), row(watched=3, near_edge="no"))
    with pytest.raises(BadInput) as refused:
        case_of("register", "triage", "fuse").after(act("match", 9, **wrong))
    assert len(refused.value.problems) == 3
    assert {str(each.place) for each in refused.value.problems} == {
        "(matched.rows.0.answer)",
        "(matched.rows.1.watched)",
        "(matched.rows.1.near_edge)",
    }
