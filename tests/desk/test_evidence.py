"""Grades E0 to E4 on four lines: a table of combinations, and what order and repetition do not change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.desk import Piece, grade
from ceasefire.desk.piece import KINDS, LINES
from ceasefire.errors import BadInput

ALL = frozenset(LINES)


def made(text, report="r"):
    """Read `kind:origin:means:party`, later parts optional."""
    kind, origin, means, party = f"{text}:::".split(":")[:4]
    return Piece(report, kind, ALL, origin, means, party)


def graded(*texts, **more):
    return grade([made(text, f"r{at}") for at, text in enumerate(texts)], **more)


TABLE = [
    ((), "not_graded"),
    (("party:spokesman::P1",), "E0"),
    (("party:::P1",), "E0"),
    (("party:spokesman::P1", "party:ministry::P1"), "E0"),
    (("party:spokesman::P1", "party:ministry::P2"), "E0"),
    (("source",), "E0"),
    (("source:wire",), "E1"),
    (("sensor:camera 4:camera",), "E1"),
    (("source:wire", "party:spokesman::P1"), "E1"),
    (("source:wire", "source"), "E1"),
    (("source:wire", "source:WIRE "), "E1"),
    (("source:wi\u00adre", "source:wire"), "E1"),
    (("source:\u200b",), "E0"),
    (("sensor:camera 4:camera", "sensor:camera 4:camera"), "E1"),
    (("admission:spokesman::P1",), "E1"),
    (("admission:spokesman::P1", "party:spokesman::P1"), "E1"),
    (("source:wire", "source:resident"), "E2"),
    (("source:wire", "sensor:camera 4:camera"), "E2"),
    (("sensor:camera 4:camera", "sensor:mic 1:acoustic"), "E2"),
    (("admission:spokesman::P1", "source:wire"), "E2"),
    (("admission:spokesman::P1", "party:ministry::P2"), "E2"),
    (("direct:patrol 1:patrol",), "E2"),
    (("direct:patrol 1:patrol", "direct:patrol 2:patrol"), "E2"),
    (("direct:patrol 1:patrol", "source:wire", "source:resident"), "E2"),
    (("direct:patrol 1:patrol", "direct:patrol 1:post"), "E2"),
    (("inspection:team 3",), "E2"),
    (("direct:patrol 1:patrol", "sensor:camera 4:camera"), "E3"),
    (("direct:patrol 1:patrol", "direct:post 2:post"), "E3"),
    (("direct:patrol 1:patrol", "inspection:team 3"), "E3"),
    (("inspection:team 3", "sensor:camera 4:camera"), "E3"),
    (("inspection:team 3", "source:wire"), "E2"),
    (("direct:patrol 1:patrol", "sensor:camera 4:camera", "inspection:team 3"), "E4"),
    (("direct:patrol 1:patrol", "direct:patrol 2:patrol", "inspection:team 3"), "E3"),
    (("heat:satellite",), "not_graded"),
    (("heat:satellite", "heat:other satellite"), "not_graded"),
    (("heat:satellite", "source:wire"), "E1"),
    (("heat:satellite", "party:spokesman::P1"), "E0"),
]


@pytest.mark.parametrize(("texts", "word"), TABLE, ids=[" + ".join(texts) or "nothing" for texts, _ in TABLE])
def test_what_carries_which_grade(texts, word):
    found = graded(*texts)
    assert {line: found[line].word for line in LINES} == dict.fromkeys(LINES, word)
    assert all(found[line].reasons for line in LINES)
    assert all(each.text for line in LINES for each in found[line].reasons)


def test_a_line_is_graded_from_the_reports_that_speak_to_it():
    pieces = [
        Piece("r1", "direct", frozenset({"occurred", "place"}), "patrol 1", "patrol"),
        Piece("r2", "sensor", frozenset({"occurred"}), "mic 1", "acoustic"),
        Piece("r3", "party", frozenset({"occurred", "actor"}), "spokesman", party="P1"),
    ]
    found = grade(pieces)
    assert [found[line].word for line in LINES] == ["E3", "E2", "not_graded", "E0"]


def test_three_papers_that_quote_one_spokesman_are_one_word_and_it_is_said():
    pieces = [Piece(f"r{n}", "source", ALL, "the mayor", through=(paper,)) for n, paper in enumerate("ABC")]
    found = grade(pieces)["occurred"]
    assert found.word == "E1"
    assert "count once" in " ".join(each.text for each in found.reasons)


def test_distance_to_the_edge_touches_place_only():
    texts = ("direct:patrol 1:patrol", "sensor:camera 4:camera")
    found = graded(*texts, near_edge=["r0", "r1"])
    assert [found[line].word for line in LINES] == ["E3", "not_graded", "E3", "E3"]
    assert "edge" in found["place"].reasons[-1].text
    assert graded(*texts, near_edge=["r1"])["place"].word == "E2"


def test_heat_is_consistent_with_and_named():
    found = graded("source:wire", "heat:satellite")
    assert found.consistent_with == ("r1",)
    assert found["occurred"].reasons[-1].code == "consistent_with"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"kind": "party"}, "party"),
        ({"kind": "admission", "origin": "spokesman"}, "party"),
        ({"kind": "direct", "origin": "patrol 1"}, "means"),
        ({"kind": "sensor", "means": "camera"}, "origin"),
        ({"kind": "inspection"}, "origin"),
        ({"kind": "source", "lines": frozenset()}, "lines"),
        ({"kind": "source", "lines": frozenset({"guilt"})}, "lines"),
    ],
)
def test_a_piece_that_says_too_little_is_refused(fields, place):
    with pytest.raises(BadInput) as refused:
        Piece(**{"report": "r1", "lines": ALL} | fields)
    assert [each.place.field for each in refused.value.problems] == [place]


ORIGINS = st.sampled_from(["a", "b", "A ", "c"])
PIECES = st.builds(
    Piece,
    st.sampled_from("pqrst"),
    st.sampled_from(KINDS),
    st.sets(st.sampled_from(LINES), min_size=1).map(frozenset),
    ORIGINS,
    st.sampled_from(["patrol", "camera", "acoustic"]),
    st.sampled_from(["P1", "P2"]),
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=6), st.randoms())
def test_order_and_repetition_change_no_grade(pieces, random):
    again = [*pieces, *pieces]
    random.shuffle(again)
    assert grade(again) == grade(pieces)


@given(st.lists(PIECES, max_size=6), PIECES)
def test_more_evidence_never_lowers_a_grade(pieces, more):
    before, after = grade(pieces), grade([*pieces, more])
    for line in LINES:
        low, high = before[line].grade, after[line].grade
        assert low is None or (high is not None and high >= low)


@given(st.lists(PIECES, max_size=6), st.sets(st.sampled_from("pqrst")))
def test_the_edge_only_ever_lowers_place(pieces, edge):
    far, near = grade(pieces), grade(pieces, near_edge=edge)
    assert all(far[line] == near[line] for line in LINES if line != "place")
    assert far["place"].grade is not None or near["place"].grade is None
    assert near["place"].grade is None or near["place"].grade <= far["place"].grade
