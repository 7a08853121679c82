"""How late reports come, learned while the last ones are still missing; and what the last days are then worth."""

import math

import numpy as np
import pytest
from scipy import stats

from ceasefire.assessment import BadCounts, BreakAlarm, learn_lateness, nowcast, unknown_as_unwatched
from ceasefire.errors import BadInput

SHARES = np.array([0.4, 0.3, 0.1, 0.1, 0.0, 0.1])


def reported(rng, days, per_day):
    """Pairs known on the last day: events of every day, reported after 0 to 5 days."""
    events = np.repeat(np.arange(days), rng.poisson(per_day, days))
    reports = events + rng.choice(len(SHARES), len(events), p=SHARES)
    return events[reports < days], reports[reports < days]


def test_with_every_report_in_it_is_the_plain_share():
    events, delays = np.arange(60), np.tile([0, 0, 1, 3], 15)
    learned = learn_lateness(events.tolist(), (events + delays).tolist(), 1000)
    assert learned.known == pytest.approx((0.5, 0.75, 0.75, 1.0))
    assert (learned.share(-1), learned.share(2), learned.share(99), learned.reports) == (0, pytest.approx(0.75), 1, 60)


def test_by_hand_while_reports_are_missing():
    """20 events on day 0 (ten at once, ten a day late), 10 on day 1 known so far: asked on day 1, half come at once."""
    learned = learn_lateness([0] * 20 + [1] * 10, [0] * 10 + [1] * 10 + [1] * 10, 1)
    assert learned.known == pytest.approx((0.5, 1.0))


def test_missing_reports_do_not_make_it_look_punctual():
    rng, learned, plain = np.random.default_rng(9), [], []
    for _ in range(200):
        events, reports = reported(rng, 10, 12)
        known = learn_lateness(events, reports, 9).known
        learned.append([known[min(age, len(known) - 1)] for age in range(6)])
        plain.append([(reports - events <= age).mean() for age in range(6)])
    assert np.mean(learned, axis=0) == pytest.approx(np.cumsum(SHARES), abs=0.02)
    assert np.mean(plain, axis=0)[0] > 0.44


def test_an_unreported_day_is_no_calm_day():
    events, delays = np.arange(60), np.tile([0, 1, 2, 2], 15)
    learned = learn_lateness(events, events + delays, 100)
    marked = unknown_as_unwatched([5, 4, 3, 0, 0], learned, 4)
    assert marked == (5, 4, 3, None, None)
    assert unknown_as_unwatched([5, 4, None], learned, 2, least=0.5) == (5, 4, None)
    alarm, other = BreakAlarm(2, 2), BreakAlarm(2, 2)
    assert [alarm.update(each) for each in marked][-1].evidence == [other.update(each) for each in (5, 4, 3)][
        -1
    ].evidence


@pytest.mark.parametrize(("count", "share"), [(0, 0.5), (3, 0.2), (40, 0.9), (2000, 0.06), (7, 1.0)])
def test_what_is_still_to_come_is_negative_binomial(count, share):
    low, high = nowcast(count, share, 0.9)
    to_come = stats.nbinom(count + 1, share)
    assert (low - count, high - count) == (to_come.ppf(0.05), to_come.ppf(0.95))


def test_the_interval_covers_totals_that_were_equally_likely():
    rng = np.random.default_rng(7)
    totals = rng.integers(0, 60, 4000)
    inside = [low <= total <= high for total in totals for low, high in [nowcast(int(rng.binomial(total, 0.6)), 0.6)]]
    assert 0.87 <= np.mean(inside) <= 0.97


def test_where_next_to_nothing_can_be_known_it_cannot_tell():
    assert nowcast(0, 0.01) is None


@pytest.mark.parametrize(
    ("events", "reports", "as_of", "code"),
    [
        ([5] * 40, [4] * 40, 9, "028"),
        ([5] * 40, [10] * 40, 9, "028"),
        ([0.5] * 40, [4] * 40, 9, "028"),
        ([1] * 29, [1] * 29, 9, "029"),
    ],
)
def test_days_that_do_not_fit_are_refused(events, reports, as_of, code):
    with pytest.raises(BadCounts, match=f"CF-ASSESSMENT-{code}"):
        learn_lateness(events, reports, as_of)


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-028"):
        learn_lateness([1] * 40, [1] * 41, 9)


@pytest.mark.parametrize(("count", "share", "level"), [(1, 1.5, 0.9), (1, math.nan, 0.9), (1, 0.5, 1), (1, -0.1, 0.9)])
def test_shares_that_are_none_are_refused(count, share, level):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-008"):
        nowcast(count, share, level)
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-020"):
        nowcast(-1, 0.5)


def test_a_least_share_that_is_none_is_refused():
    learned = learn_lateness([1] * 40, [1] * 40, 9)
    with pytest.raises(BadInput, match="CF-ASSESSMENT-008"):
        unknown_as_unwatched([1], learned, 0, least=90)
