"""The sentences of an assessment: each can be translated, reads as English, and says no more than is known."""

import ast
import math
from pathlib import Path

import numpy as np
import pytest
from tests.assessment.panels import panel

import ceasefire.assessment
from ceasefire.assessment import estimate_effect, wording

FILES = sorted(Path(ceasefire.assessment.__file__).parent.glob("*.py"))


def unmarked(tree):
    """Lines where a sentence stands bare: as the second value of `reason`, or under the name `why`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "reason":
            yield from (each.lineno for each in node.args[1:2] if isinstance(each, ast.Constant | ast.JoinedStr))
        if isinstance(node, ast.Assign) and "why" in {getattr(each, "id", None) for each in node.targets}:
            yield from (node.lineno,) if isinstance(node.value, ast.Constant | ast.JoinedStr) else ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_sentence_of_a_reason_is_marked_for_the_catalogue(file):
    assert not list(unmarked(ast.parse(file.read_text("utf-8"))))


def ranked(excluded):
    effect = estimate_effect(panel(1), 0, 1000, 28, excluded=excluded)
    return next(each.text for each in effect.reasons if each.code == "rank")


def test_windows_are_called_free_of_a_ceasefire_only_as_far_as_others_were_named():
    counts = panel(1)
    none_named, named = ranked(None), ranked(np.zeros(counts.shape, bool))
    assert "not known to be under a ceasefire, and no other one was named" in none_named
    assert "without a ceasefire" not in none_named
    assert "outside every ceasefire that was named" in named


def test_an_unlimited_rise_is_told_as_one():
    assert wording.wide_interval((-40.0, math.inf)).text.startswith("any change from -40 % upward")
    assert wording.wide_interval((-40.0, 120.0)).text.startswith("a change from -40 % to 120 %")


def test_watching_that_began_with_the_window_is_told_in_a_whole_sentence():
    assert "%" not in wording.effort_offset(0.0, 2.0).text
    assert "changed by 100 %" in wording.effort_offset(1.0, 2.0).text
