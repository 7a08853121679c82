"""Did it move: many looks corrected together, rings no narrower than places are known."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.panels import panel, thinned

from ceasefire.assessment import BadCounts, Look, holm, look_elsewhere, merge_rings

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


def test_a_rise_next_door_is_found_and_told_from_calm_that_spread():
    moved = CALM.copy()
    moved[3, 1000:1028] *= 6
    spread = thinned(CALM, 5, 1000, 28, 0.03)
    looks = [
        Look("0–5 km outside", moved, 3, 1000, 28),
        Look("5–15 km outside", spread, 5, 1000, 28),
        Look("the days after", CALM, 0, 1028, 28, anticipation=28),
        Look("15–50 km outside", np.zeros_like(CALM), 2, 1000, 28),
    ]
    rose, fell, after, nothing = look_elsewhere(looks)
    assert (rose.way, fell.way, after.way, nothing.way) == ("rose", "fell", "neither_shown", "cannot_tell")
    assert rose.p_holm >= 2 * min(rose.effect.p_value, rose.effect.p_rise)
    assert math.isnan(nothing.p_holm)
    assert json.loads(json.dumps(nothing.to_json(), allow_nan=False))["p_holm"] is None


def test_one_look_in_many_needs_more_than_one_alone():
    counts = thinned(CALM, 0, 1000, 28, 0.25)
    asked = Look("here", counts, 0, 1000, 28)
    alone = look_elsewhere([asked])[0]
    among = look_elsewhere([asked, *(Look(f"area {area}", CALM, area, 1000, 28) for area in range(1, 10))])[0]
    assert among.p_holm == pytest.approx(min(1.0, 10 * alone.p_holm))


def test_rings_are_merged_outward_until_places_can_be_told_apart():
    exact, rough = [0.5] * 5, [4.0] * 5
    assert merge_rings([0, 5, 15, 50], [exact, exact, exact]) == ((0, 5, 15, 50), None)
    edges, why = merge_rings([0, 5, 15, 50], [rough, exact, exact])
    assert edges == (0, 15, 50)
    assert why.code == "rings_merged"
    assert merge_rings([0, 5, 15, 16], [exact, exact, rough])[0] == (0, 5, 16)
    assert merge_rings([0, 1, 2], [rough, rough])[0] == (0, 2)
    assert merge_rings([0, 5, 15], [[], []])[0] == (0, 5, 15)


@pytest.mark.parametrize("edges", [[0, 5], [0, 5, 5], [5, 0, 15], []])
def test_edges_that_bound_no_rings_are_refused(edges):
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-008"):
        merge_rings(edges, [[1.0], [1.0]])
