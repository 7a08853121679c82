"""The laws of sets hold for scopes exactly, however they were put together and cut."""

import pytest
import shapely
from hypothesis import assume, given
from tests.scope.universe import ACTS, HOURS, crisp_scopes, leaves, scope_of, scopes, trees

from ceasefire.clock import HOUR, TimeSet
from ceasefire.scope import IdSet, Scope, Where, everything, nothing, product

FRAME = (shapely.box(29, 45, 35, 50), TimeSet.all())
UNIVERSE = product(Where.everywhere(), TimeSet.between(-HOUR, (HOURS + 1) * HOUR), ACTS)


@given(scopes, scopes)
def test_commutative(a, b):
    assert a & b == b & a
    assert a | b == b | a
    assert hash(a | b) == hash(b | a)


@given(scopes, scopes, scopes)
def test_associative(a, b, c):
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)
    assert Scope.union([c, a, b]) == (a | b) | c


@given(scopes, scopes, scopes)
def test_distributive(a, b, c):
    left, right = a & (b | c), (a & b) | (a & c)
    assert left == right
    assert hash(left) == hash(right)
    assert a | (b & c) == (a | b) & (a | c)


@given(scopes, scopes)
def test_de_morgan_in_a_finite_universe(a, b):
    assert UNIVERSE - (a | b) == (UNIVERSE - a) & (UNIVERSE - b)
    assert UNIVERSE - (a & b) == (UNIVERSE - a) | (UNIVERSE - b)


@given(scopes)
def test_double_negation(a):
    assert UNIVERSE - (UNIVERSE - a) == a
    assert ~~a == a


@given(scopes, scopes)
def test_absorption_and_idempotence(a, b):
    assert a & (a | b) == a
    assert a | (a & b) == a
    assert a & a == a
    assert a | a == a
    assert a | nothing == a
    assert (a & nothing).is_empty
    assert a & everything() == a


@given(crisp_scopes, crisp_scopes)
def test_cutting_in_two_and_joining_again(a, b):
    assert (a - b) | (a & b) == a
    assert hash((a - b) | (a & b)) == hash(a)
    assert ((a - b) & b).is_empty
    assert (a - b) & b == nothing


@given(scopes, scopes)
def test_sure_stays_inside_maybe(a, b):
    for scope in (a, a & b, a | b, a - b, ~a):
        assert (scope.sure - scope.maybe).is_empty
        assert scope.certain - scope.possible == nothing


@given(trees(), leaves(uncertain=False))
def test_a_product_more_or_less_is_seen(tree, leaf):
    """Equality can fail: what one more product adds, and nothing else, makes two scopes differ."""
    a, one = scope_of(tree), leaf.scope()
    assume(not (one.certain - a.possible).is_empty)
    assert a | one != a
    assert a != a | one


@given(crisp_scopes)
def test_parts_do_not_overlap_and_make_up_the_whole(a):
    again = [product(part.where, part.when, part.what, part.bound, part.targets) for part in a.parts()]
    assert Scope.union(again) == a
    for at, one in enumerate(again):
        for other in again[at + 1 :]:
            assert (one & other).is_empty


@given(crisp_scopes, crisp_scopes)
def test_measure_is_additive_on_parts_disjoint_in_where_and_when(a, b):
    inside = (Where.everywhere(), TimeSet.all())
    ground_a, ground_b = on_the_ground(a), on_the_ground(b)
    whole = (ground_a | ground_b).measure(within=FRAME)
    assert whole == pytest.approx(
        (ground_a - ground_b).measure(within=FRAME) + ground_b.measure(within=FRAME), rel=1e-9
    )
    assert whole + (ground_a & ground_b).measure(within=FRAME) == pytest.approx(
        ground_a.measure(within=FRAME) + ground_b.measure(within=FRAME), rel=1e-9
    )
    assert a.measure(within=FRAME) == pytest.approx(ground_a.measure(within=FRAME), rel=1e-9)
    assert a.measure() == a.measure(within=inside)


def on_the_ground(scope):
    """The same where × when for one act of everybody toward everybody."""
    return Scope.union(product(part.where, part.when, ACTS[0], IdSet.any(), IdSet.any()) for part in scope.parts())
