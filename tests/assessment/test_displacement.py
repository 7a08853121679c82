"""Did it move: many looks corrected together, and a look that tells nothing is not counted among them."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.panels import panel, thinned

from ceasefire.assessment import estimate_effect
from ceasefire.assessment.displacement import holm, moved

CALM = panel(1)


def test_holm_on_a_worked_example():
    assert holm([0.01, 0.04, math.nan, 0.03, 0.005])[:2] == pytest.approx((0.03, 0.06))
    assert holm([0.01, 0.04, math.nan, 0.03, 0.005])[3:] == pytest.approx((0.06, 0.02))
    assert math.isnan(holm([0.01, math.nan])[1])
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_rejects_what_the_step_down_procedure_rejects(p_values):
    order, rejected = sorted(range(len(p_values)), key=lambda place: p_values[place]), set()
    for rank, place in enumerate(order):
        if p_values[place] * (len(p_values) - rank) > 0.05:
            break
        rejected.add(place)
    assert {place for place, p in enumerate(holm(p_values)) if p <= 0.05} == rejected


def test_a_rise_next_door_is_told_from_calm_that_spread_and_from_nothing():
    risen = CALM.copy()
    risen[3, 1000:1028] *= 6
    silent = CALM.copy()
    silent[2] = 0
    looks = [
        ("0 to 5 km", estimate_effect(risen, 3, 1000, 28), ()),
        ("5 to 15 km", estimate_effect(thinned(CALM, 5, 1000, 28, 0.03), 5, 1000, 28), ()),
        ("the days after", estimate_effect(CALM, 0, 1028, 28, anticipation=28), ()),
        ("15 to 50 km", estimate_effect(silent, 2, 1000, 28), ()),
    ]
    rose, fell, after, nothing = moved(looks, 0.05)
    assert (rose.answer, fell.answer, after.answer, nothing.answer) == ("rose", "fell", "cannot_tell", "cannot_tell")
    assert rose.p_holm == pytest.approx(3 * 2 * min(rose.effect.p_value, rose.effect.p_rise), rel=0.5)
    assert math.isnan(nothing.p_holm)
    assert json.loads(json.dumps(nothing.to_json(), allow_nan=False))["p_holm"] is None


def test_one_finding_among_many_looks_is_taken_back():
    found = estimate_effect(thinned(CALM, 0, 1000, 28, 0.25), 0, 1000, 28)
    assert found.answer == "fell"
    calm = [(f"area {area}", estimate_effect(CALM, area, 1000, 28), ()) for area in range(1, 11)]
    among = moved([("here", found, ()), *calm], 0.05)[0]
    assert among.p_holm == pytest.approx(min(1.0, 11 * 2 * found.p_value))
    assert (among.answer == "cannot_tell") == (among.p_holm > 0.05)
    assert np.isfinite(among.p_holm)
