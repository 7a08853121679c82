import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import DAY, HOUR, MAX, MIN, MINUTE, Span, TimeSet
from ceasefire.errors import BadInput

FIRST, LAST = -4, 12
MOMENTS = range(FIRST, LAST)


@st.composite
def time_sets(draw):
    """A set of small whole moments, with open sides now and then."""
    edges = st.integers(FIRST, LAST)
    pairs = draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=4))
    spans = [Span(MIN if a == FIRST else a, MAX if b == LAST else b) for a, b in pairs]
    return TimeSet(tuple(spans))


def held(times: TimeSet) -> set[int]:
    """Brute force: every moment asked one by one, without `covers`."""
    return {t for t in MOMENTS if any(start <= t < end for start, end in times.spans)}


@given(time_sets(), time_sets())
def test_operations_equal_sets_of_moments(a, b):
    universe = set(MOMENTS)
    assert held(a & b) == held(a) & held(b)
    assert held(a | b) == held(a) | held(b)
    assert held(a - b) == held(a) - held(b)
    assert held(~a) == universe - held(a)
    assert {t for t in MOMENTS if a.covers(t)} == held(a)


@given(time_sets(), time_sets(), time_sets())
def test_laws(a, b, c):
    assert a & b == b & a
    assert a | b == b | a
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)
    assert ~(a & b) == ~a | ~b
    assert ~~a == a
    assert a & (a | b) == a
    assert (a - b) | (a & b) == a
    assert hash(a | b) == hash(b | a)


@given(time_sets())
def test_normal_form_is_sorted_apart_and_without_empty_spans(a):
    assert all(span.start < span.end for span in a.spans)
    assert all(left.end < right.start for left, right in zip(a.spans, a.spans[1:], strict=False))


@given(time_sets(), st.integers(FIRST, LAST - 1), st.integers(1, 5))
def test_margin_of_a_span_is_its_distance_to_the_nearest_edge(a, start, length):
    """Independent: count the steps by which the whole span can move or grow before it meets an edge."""
    span = Span(start, start + length)
    wide = held_wide(a)
    inside = [t in wide for t in range(span.start, span.end)]
    margin = a.margin_of(span)
    if any(inside) and not all(inside):
        assert margin == 0
    elif all(inside):
        room = [k for k in range(200) if not {span.start - k - 1, span.end + k} <= wide]
        assert margin == (room[0] if room else math.inf)
    else:
        near = [k for k in range(200) if {span.start - k - 1, span.end + k} & wide]
        assert -margin == (near[0] + 1 if near else math.inf)


def held_wide(times: TimeSet) -> set[int]:
    return {t for t in range(-300, 300) if any(start <= t < end for start, end in times.spans)}


def test_touching_spans_become_one():
    assert TimeSet((Span(5, 9), Span(0, 5))).spans == (Span(0, 9),)


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(BadInput, match="CF-CLOCK-012"):
        TimeSet((Span(9, 5),))


def test_hours_shift_and_share():
    day = TimeSet.between(0, DAY)
    assert day.hours() == 24
    assert TimeSet.between(0).hours() == math.inf
    assert TimeSet.empty().hours() == 0
    assert day.shift(HOUR).spans == (Span(HOUR, DAY + HOUR),)
    assert TimeSet.between(MIN, 0).shift(HOUR).spans == (Span(MIN, HOUR),)
    assert day.share_of(Span(DAY - 6 * HOUR, DAY + 6 * HOUR)) == 0.5


def test_margin_of_a_moment():
    window = TimeSet.between(0, HOUR)
    assert window.margin_us(10 * MINUTE) == 10 * MINUTE
    assert window.margin_us(HOUR) == -1, "the end itself is outside, by one microsecond"
    assert window.margin_us(-5 * MINUTE) == -5 * MINUTE
    assert TimeSet.between(0).margin_us(MINUTE) == MINUTE
    assert TimeSet.all().margin_us(0) == math.inf
    assert TimeSet.empty().margin_us(0) == -math.inf
