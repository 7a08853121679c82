"""What is asked is checked before anything is worked out: every problem at once, each with a code of its own."""

import numpy as np
import pytest

from ceasefire.assessment import BadCounts
from ceasefire.assessment.question import ask

COUNTS = np.arange(40).reshape(4, 10)
NAN = float("nan")


def asked(counts=COUNTS, unit=0, start=5, days=3, **options):
    usual = {
        "controls": None,
        "exposure": None,
        "anticipation": 0,
        "excluded": None,
        "effects": (-0.5,),
        "level": 0.9,
        "seed": 0,
    }
    return ask(counts, unit, start, days, **(usual | options))


def cell(value, row=1, column=2):
    table = COUNTS.astype(float)
    table[row, column] = value
    return table


BAD = {
    "negative": ({"counts": cell(-1)}, "CF-ASSESSMENT-002"),
    "fraction": ({"counts": cell(0.5)}, "CF-ASSESSMENT-002"),
    "not a number": ({"counts": cell(NAN)}, "CF-ASSESSMENT-002"),
    "infinite": ({"counts": cell(float("inf"))}, "CF-ASSESSMENT-002"),
    "masked": ({"counts": np.ma.masked_equal(COUNTS, 3)}, "CF-ASSESSMENT-002"),
    "words": ({"counts": [["a", "b"]]}, "CF-ASSESSMENT-002"),
    "ragged": ({"counts": [[1, 2], [3]]}, "CF-ASSESSMENT-002"),
    "one row only, flat": ({"counts": [1, 2, 3]}, "CF-ASSESSMENT-001"),
    "three dimensions": ({"counts": np.ones((2, 2, 2))}, "CF-ASSESSMENT-001"),
    "no day": ({"counts": np.ones((2, 0))}, "CF-ASSESSMENT-001"),
    "nothing": ({"counts": []}, "CF-ASSESSMENT-001"),
    "unit below": ({"unit": -1}, "CF-ASSESSMENT-003"),
    "unit above": ({"unit": 4}, "CF-ASSESSMENT-003"),
    "unit a fraction": ({"unit": 1.5}, "CF-ASSESSMENT-008"),
    "unit a truth value": ({"unit": True}, "CF-ASSESSMENT-008"),
    "start before": ({"start": -1}, "CF-ASSESSMENT-004"),
    "start after": ({"start": 10}, "CF-ASSESSMENT-004"),
    "no days": ({"days": 0}, "CF-ASSESSMENT-004"),
    "days beyond": ({"days": 6}, "CF-ASSESSMENT-004"),
    "unit among controls": ({"controls": [0, 1]}, "CF-ASSESSMENT-005"),
    "control twice": ({"controls": [1, 1]}, "CF-ASSESSMENT-005"),
    "control outside": ({"controls": [4]}, "CF-ASSESSMENT-005"),
    "control a number": ({"controls": 1}, "CF-ASSESSMENT-005"),
    "control a fraction": ({"controls": [1.5]}, "CF-ASSESSMENT-008"),
    "effort of another shape": ({"exposure": np.ones(10)}, "CF-ASSESSMENT-001"),
    "effort below zero": ({"exposure": np.full((4, 10), -1)}, "CF-ASSESSMENT-006"),
    "effort unknown": ({"exposure": np.full((4, 10), NAN)}, "CF-ASSESSMENT-006"),
    "counts without effort": ({"exposure": np.zeros((4, 10))}, "CF-ASSESSMENT-006"),
    "effort in words": ({"exposure": "all day"}, "CF-ASSESSMENT-006"),
    "excluded of another shape": ({"excluded": np.zeros((4, 9))}, "CF-ASSESSMENT-001"),
    "excluded not true or false": ({"excluded": np.full((4, 10), 2)}, "CF-ASSESSMENT-007"),
    "excluded unknown": ({"excluded": np.full((4, 10), NAN)}, "CF-ASSESSMENT-007"),
    "anticipation below zero": ({"anticipation": -1}, "CF-ASSESSMENT-008"),
    "seed below zero": ({"seed": -1}, "CF-ASSESSMENT-008"),
    "effect of nothing": ({"effects": (0.0,)}, "CF-ASSESSMENT-008"),
    "effect below all": ({"effects": (-1.5,)}, "CF-ASSESSMENT-008"),
    "effect not a list": ({"effects": -0.5}, "CF-ASSESSMENT-008"),
    "level one": ({"level": 1}, "CF-ASSESSMENT-008"),
    "level in per cent": ({"level": 90}, "CF-ASSESSMENT-008"),
    "level in words": ({"level": "high"}, "CF-ASSESSMENT-008"),
}


@pytest.mark.parametrize(("options", "code"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_with_its_code(options, code):
    with pytest.raises(BadCounts) as caught:
        asked(**options)
    assert isinstance(caught.value, ValueError)
    assert {problem.code.code for problem in caught.value.problems} == {code}
    assert all(problem.got and problem.expected and problem.place.field for problem in caught.value.problems)


def test_all_problems_are_told_at_once():
    with pytest.raises(BadCounts) as caught:
        asked(unit=9, start=12, level=2, exposure=np.ones(3), excluded=np.full((4, 10), 2))
    assert len(caught.value.problems) == 5


def test_the_bad_cell_is_named():
    with pytest.raises(BadCounts, match=r"counts\[1, 2\]"):
        asked(counts=cell(-1))


def test_a_good_question_keeps_what_was_given():
    question = asked(counts=COUNTS.tolist(), unit=np.int64(2), anticipation=2, excluded=COUNTS == 7)
    assert (question.unit, question.start, question.end, question.history) == (2, 5, 8, 3)
    assert question.controls == (0, 1, 3)
    assert (question.counts == COUNTS).all()
    assert (~question.open_days == (COUNTS == 7)).all()


def test_effort_in_hours_or_minutes_is_the_same_effort():
    hours = 1.0 + (COUNTS % 3)
    assert np.allclose(asked(exposure=hours).watched, asked(exposure=60 * hours).watched)


def test_anticipation_longer_than_the_series_before_leaves_no_history():
    assert asked(anticipation=50).history == 0
