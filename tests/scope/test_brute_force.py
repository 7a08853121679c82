"""Containment of exact reports equals asking one point at a time with independent code."""

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.scope.universe import DISCS, Geodesic, points, scope_of, trees, truth_of

from ceasefire.clock import ReportedTime
from ceasefire.geometry.places import PointPlace
from ceasefire.scope import IdSet, Report

ANSWERS = ("no", "cannot_tell", "yes")


def near_a_circle(lon, lat):
    """Within a millimetre the two geodesic libraries may differ."""
    return any(abs(Geodesic.WGS84.Inverse(y, x, lat, lon)["s12"] - r) < 1e-3 for x, y, r in DISCS.values())


@given(trees(), st.lists(points, min_size=5, max_size=5))
def test_containment_equals_brute_force(tree, asked):
    scope = scope_of(tree)
    for point in asked:
        lon, lat, time, act, actor, target = point
        assume(not near_a_circle(lon, lat))
        report = Report(
            PointPlace(lon, lat), ReportedTime.at(time), frozenset({act}), IdSet.of(actor), IdSet.of(target)
        )
        found = scope.contains(report)
        assert found.answer.value == ANSWERS[truth_of(tree, point)]
        assert found.probability <= found.p_max


@given(trees(), points, st.lists(st.sampled_from(("P1", "P2", "P3")), min_size=1, unique=True))
def test_an_unknown_actor_is_yes_or_no_only_when_everyone_is(tree, point, actors):
    lon, lat, time, act, _, target = point
    assume(not near_a_circle(lon, lat))
    report = Report(PointPlace(lon, lat), ReportedTime.at(time), frozenset({act}), IdSet.of(*actors), IdSet.of(target))
    truths = {truth_of(tree, (lon, lat, time, act, actor, target)) for actor in actors}
    expected = ANSWERS[truths.pop()] if len(truths) == 1 else "cannot_tell"
    assert scope_of(tree).contains(report).answer.value == expected
