"""Moving buffers: what is sure, what may be, and when nothing is known."""

import itertools

import numpy as np
import pytest

from ceasefire import geometry as g
from ceasefire.errors import BadInput

HOUR = 3_600_000_000
MILES_10 = 18_520
TRACK = [(0, 30.0, 45.0), (HOUR // 2, 30.1, 45.0), (3 * HOUR, 31.0, 45.2)]


def test_stretches_cover_all_of_time_without_gap_or_overlap():
    stretches = g.track_stretches(TRACK, MILES_10, HOUR)
    assert stretches[0].start_us == -(2**62)
    assert stretches[-1].end_us == 2**62
    assert all(a.end_us == b.start_us for a, b in itertools.pairwise(stretches))
    assert all(stretch.start_us < stretch.end_us for stretch in stretches)
    assert [(s.start_us, s.end_us) for s in stretches[1:-1]] == [
        (0, HOUR // 2),
        (HOUR // 2, HOUR * 3 // 2),
        (HOUR * 3 // 2, 3 * HOUR),
        (3 * HOUR, 4 * HOUR),
    ]


def test_what_is_sure_lies_in_what_may_be_and_holds_wherever_the_vessel_is():
    stretch = g.track_stretches(TRACK, MILES_10, HOUR)[1]
    assert stretch.maybe.polygon().covers(stretch.sure.polygon())
    rng = np.random.default_rng(2)
    for _ in range(60):
        lon, lat = rng.uniform(29.7, 30.4), rng.uniform(44.8, 45.2)
        along = [g.distance_m(lon, lat, 30.0 + 0.1 * k / 50, 45.0) for k in range(51)]
        if abs(max(along) - MILES_10) > 10:
            assert stretch.sure.covers(lon, lat) == (max(along) < MILES_10)
        if abs(min(along) - MILES_10) > 10:
            assert stretch.maybe.covers(lon, lat) == (min(along) < MILES_10)


def test_a_stale_fix_makes_nothing_sure_and_everything_possible():
    stretches = g.track_stretches(TRACK, MILES_10, HOUR)
    for number in (0, 3, 5):
        assert stretches[number].sure is None
        assert stretches[number].maybe == g.Everywhere()
    assert stretches[4].sure == stretches[4].maybe == g.Disc(31.0, 45.2, MILES_10)


def test_far_fixes_have_nothing_sure_between_them_and_a_resting_vessel_has_all():
    far = g.track_stretches([(0, 30, 45), (HOUR, 31, 45)], MILES_10, HOUR)[1]
    assert far.sure is None
    assert far.maybe.covers(30.5, 45)
    rest = g.track_stretches([(0, 30, 45), (HOUR, 30, 45)], MILES_10, HOUR)[1]
    assert rest.sure == rest.maybe == g.Disc(30, 45, MILES_10)


@pytest.mark.parametrize(
    ("track", "radius", "stale", "code"),
    [
        ([], 10, HOUR, "CF-GEOMETRY-016"),
        ([(5, 30, 45), (5, 31, 45)], 10, HOUR, "CF-GEOMETRY-016"),
        ([(5, 30, 45), (4, 31, 45)], 10, HOUR, "CF-GEOMETRY-016"),
        ([(5, 30, 45)], 10, 0, "CF-GEOMETRY-016"),
        ([(5, 30, 45)], 0, HOUR, "CF-GEOMETRY-010"),
        ([(5, 30, 145)], 10, HOUR, "CF-GEOMETRY-002"),
    ],
)
def test_bad_tracks_are_refused(track, radius, stale, code):
    with pytest.raises(BadInput) as error:
        g.track_stretches(track, radius, stale)
    assert [problem.code.code for problem in error.value.problems] == [code]
