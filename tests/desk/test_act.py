"""An act is whole or it is none, is frozen, and goes through JSON unchanged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.desk import Act, Field, Form, act_from_json
from ceasefire.desk.act import check_order, folded
from ceasefire.errors import BadInput, NotNow
from ceasefire.ledger import canonical, read
from ceasefire.ledger.canonical import LARGEST

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | TEXT | st.integers(-LARGEST, LARGEST) | st.floats(-LARGEST, LARGEST),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
ACTS = st.builds(
    Act,
    st.from_regex(r"[a-z]{1,8}(_[a-z]{1,8})?", fullmatch=True),
    TEXT.filter(folded),
    st.integers(-LARGEST, LARGEST),
    st.dictionaries(TEXT, JSON, max_size=4),
)


@given(ACTS)
def test_an_act_goes_through_json_unchanged(act):
    again = act_from_json(json.loads(json.dumps(act.to_json())))
    assert again == act
    assert hash(again) == hash(act)
    assert again.to_json() == act.to_json()


@given(ACTS)
def test_an_act_has_one_canonical_form_and_comes_back_from_it(act):
    again = act_from_json(read(act.canonical()))
    assert again == act
    assert again.canonical() == act.canonical() == canonical(json.loads(act.canonical()))


def test_a_change_to_what_an_act_was_made_from_does_not_change_the_act():
    reports = ["r1"]
    act = Act("fuse", "olena", 5, {"reports": reports})
    reports.append("r2")
    assert act.body == {"reports": ("r1",)}
    with pytest.raises(TypeError):
        act.body["reports"] = ()


@pytest.mark.parametrize(
    ("kind", "by", "at_us", "body", "codes"),
    [
        ("", "olena", 1, {}, ["CF-DESK-001"]),
        ("Find", "olena", 1, {}, ["CF-DESK-001"]),
        (None, "olena", 1, {}, ["CF-DESK-001"]),
        ("find", "", 1, {}, ["CF-DESK-002"]),
        ("find", "  ", 1, {}, ["CF-DESK-002"]),
        ("find", "\u200b", 1, {}, ["CF-DESK-002"]),
        ("find", None, 1, {}, ["CF-DESK-002"]),
        ("find", "\ud800", 1, {}, ["CF-DESK-002"]),
        ("find", "olena", True, {}, ["CF-DESK-003"]),
        ("find", "olena", 1.5, {}, ["CF-DESK-003"]),
        ("find", "olena", 2**53, {}, ["CF-DESK-003"]),
        ("find", "olena", 1, [], ["CF-DESK-004"]),
        ("find", "olena", 1, {"a": float("nan")}, ["CF-DESK-004"]),
        ("find", "olena", 1, {"a": [{"b": float("inf")}]}, ["CF-DESK-004"]),
        ("find", "olena", 1, {"a": 2**53}, ["CF-DESK-004"]),
        ("find", "olena", 1, {"a": 2.0**60}, ["CF-DESK-004"]),
        ("find", "olena", 1, {"a": {1, 2}}, ["CF-DESK-004"]),
        ("find", "olena", 1, {1: "a"}, ["CF-DESK-004"]),
        ("find", "olena", 1, {"a": "\udc00"}, ["CF-DESK-004"]),
        (
            "",
            "",
            "now",
            {"a": b"", "b": object()},
            ["CF-DESK-001", "CF-DESK-002", "CF-DESK-003", "CF-DESK-004", "CF-DESK-004"],
        ),
    ],
)
def test_an_act_that_is_not_whole_is_refused_with_every_problem(kind, by, at_us, body, codes):
    with pytest.raises(BadInput) as refused:
        Act(kind, by, at_us, body)
    assert [problem.code.code for problem in refused.value.problems] == codes
    with pytest.raises(BadInput):
        act_from_json({"kind": kind, "by": by, "at_us": at_us, "body": body})


def test_a_body_without_bottom_is_refused():
    body = {}
    for _ in range(30):
        body = {"a": body}
    with pytest.raises(BadInput, match="levels"):
        Act("find", "olena", 1, body)


@pytest.mark.parametrize(
    "value",
    [None, [], "find", {"kind": "find"}, {"kind": "find", "by": "o", "at_us": 1, "body": {}, "state": "closed"}],
)
def test_what_is_no_act_is_refused(value):
    with pytest.raises(BadInput):
        act_from_json(value)


def test_a_clock_that_went_backwards_is_told():
    first = Act("register", "olena", 10)
    check_order([], first)
    check_order([first], Act("find", "olena", 10))
    with pytest.raises(NotNow, match="CF-DESK-009"):
        check_order([first], Act("find", "olena", 9))


FORM = Form(
    "find",
    "An officer concludes.",
    (
        Field("text", "text", "the conclusion"),
        Field("word", "word", "the finding", words=("confirmed", "inconclusive")),
        Field("reports", "texts", "reports it rests on", needed=False),
        Field("at", "moment", "when", needed=False),
        Field("parts", "mappings", "parts", needed=False),
    ),
)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ({"text": "so", "word": "confirmed"}, []),
        ({"text": "so", "word": "confirmed", "reports": ["a"], "at": None, "parts": [{}]}, []),
        ({}, ["CF-DESK-005", "CF-DESK-005"]),
        ({"text": " ", "word": ""}, ["CF-DESK-005", "CF-DESK-007"]),
        ({"text": 1, "word": "guilty"}, ["CF-DESK-007", "CF-DESK-007"]),
        ({"text": "so", "word": "confirmed", "reports": "a", "at": True, "parts": ["x"]}, ["CF-DESK-007"] * 3),
        ({"text": "so", "word": "confirmed", "reports": [""]}, ["CF-DESK-007"]),
        ({"text": "so", "word": "confirmed", "aggressor": "a"}, ["CF-DESK-006"]),
    ],
)
def test_a_form_names_every_problem_of_a_body(body, codes):
    assert [each.code.code for each in FORM.problems(Act("find", "olena", 1, body))] == codes
