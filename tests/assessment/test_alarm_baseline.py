"""A baseline is read on the careful side: the bounds are what they are said to be, and the alarm keeps its promise."""

import itertools
import math

import numpy as np
import pytest
from scipy import optimize, stats
from tests.assessment.daily_counts import going_together, independent, marginal

from ceasefire.assessment import BadCounts, BreakAlarm, learn_baseline
from ceasefire.errors import BadInput

INF = math.inf
Z = stats.norm.ppf(0.9)


def baselines(mean, k, lag, days=60, times=40, seed=20):
    rng = np.random.default_rng(seed)
    draw = (lambda: going_together(rng, mean, k, lag, days)) if lag else (lambda: independent(rng, mean, k, days))
    return [draw() for _ in range(times)]


@pytest.mark.parametrize("counts", baselines(2, 2, 0, times=3) + baselines(10, 0.5, 0.4, times=3) + [[0] * 59 + [9]])
def test_k_is_the_likeliest_and_its_bound_that_of_the_profile(counts):
    learned = learn_baseline(counts)
    usual = min(max(learned.autocorrelation, 0), 0.4)
    worth = (1 - usual**2) / (1 + usual**2)

    def likelihood(log_k):
        return marginal(learned.mean, math.exp(log_k)).logpmf(counts).sum() * worth

    best = optimize.minimize_scalar(lambda x: -likelihood(x), bounds=(math.log(0.02), math.log(500)), method="bounded")
    assert math.log(learned.dispersion) == pytest.approx(best.x, abs=0.11)
    if learned.lower_dispersion > 0.021:
        fall = 2 * (-best.fun - likelihood(math.log(learned.lower_dispersion)))
        assert fall == pytest.approx(Z**2, abs=0.02)


@pytest.mark.parametrize("counts", baselines(2, 2, 0, times=3) + baselines(0.5, INF, 0.4, times=3))
def test_the_mean_is_bounded_by_the_score_interval(counts):
    learned = learn_baseline(counts)
    usual = min(max(learned.autocorrelation, 0), 0.4)
    variance = learned.upper_mean + learned.upper_mean**2 / learned.lower_dispersion
    spread = math.sqrt(variance * (1 + usual) / (1 - usual) / learned.watched)
    assert (learned.upper_mean - learned.mean) / spread == pytest.approx(Z)


@pytest.mark.parametrize(("mean", "k"), [(0.5, 0.5), (2, 2), (10, INF)])
def test_most_bounds_hold_and_that_of_the_mean_in_nine_of_ten(mean, k):
    """The bound of k rests on a likelihood whose large-sample law is a little too narrow at 60 days."""
    learned = [learn_baseline(counts) for counts in baselines(mean, k, 0, times=300)]
    assert np.mean([each.upper_mean >= mean for each in learned]) >= 0.9
    assert np.mean([each.lower_dispersion <= k for each in learned]) >= 0.82
    assert np.mean([each.upper_autocorrelation > 0 for each in learned]) >= 0.85


def test_lag_one_is_the_usual_estimate_and_bounds_what_is_there():
    for counts in baselines(2, 2, 0.4, times=5):
        away = np.array(counts) - np.mean(counts)
        assert learn_baseline(counts).autocorrelation == pytest.approx((away[1:] @ away[:-1]) / (away @ away))
    uppers = [learn_baseline(counts).upper_autocorrelation for counts in baselines(2, 2, 0.4, times=200)]
    assert np.mean(np.array(uppers) >= 0.4) >= 0.8


def test_days_that_nobody_watched_are_left_out_and_split_the_neighbours():
    counts = baselines(2, 2, 0.4, days=200, times=1)[0]
    gappy = [None if day % 7 == 3 else count for day, count in enumerate(counts)]
    learned = learn_baseline(gappy)
    assert (learned.days, learned.watched) == (200, sum(count is not None for count in gappy))
    assert learned.mean == pytest.approx(np.mean([count for count in gappy if count is not None]))
    pairs = [(a, b) for a, b in itertools.pairwise(gappy) if a is not None and b is not None]
    away = np.array(pairs) - learned.mean
    spread = sum((count - learned.mean) ** 2 for count in gappy if count is not None) / (learned.watched - 1)
    assert learned.autocorrelation == pytest.approx((away[:, 0] * away[:, 1]).mean() / spread)
    assert "Nobody watched on 29 days" in "\n".join(each.text for each in learned.reasons)
    other_days = learn_baseline([count for both in zip(counts, [None] * 200, strict=True) for count in both])
    assert other_days.upper_autocorrelation > 0.8


@pytest.mark.parametrize(("lag", "mean", "k"), [(0, 2, 2), (0.4, 2, 2), (0, 0.5, 0.5), (0.4, 10, INF)])
def test_nine_in_ten_baselines_keep_the_promised_run(lag, mean, k):
    """For an `arl` of 50, so that runs are short enough to be run: 40 baselines, 15 runs each, up to 200 days."""
    rng, kept = np.random.default_rng(31), []
    later = going_together(rng, mean, k, lag, 40_000) if lag else independent(rng, mean, k, 40_000)
    for counts in baselines(mean, k, lag):
        alarm, days, alarms = BreakAlarm.from_baseline(counts, 50), 0, 0
        while days < 3000 and alarms < 60:
            start = int(rng.integers(0, 39_000))
            alarm.reset()
            day = next((day for day in range(200) if alarm.update(later[start + day])), None)
            days, alarms = days + (200 if day is None else day + 1), alarms + (day is not None)
        kept.append(days / max(alarms, 1) >= 50)
    assert np.mean(kept) >= 0.9


def test_a_fourfold_rise_is_found_within_eight_days_on_average():
    rng, delays = np.random.default_rng(12), []
    for counts in baselines(2, 2, 0, times=120):
        alarm = BreakAlarm.from_baseline(counts)
        for _ in range(5):
            alarm.reset()
            delays.append(next(day for day in range(1, 1000) if alarm.update(int(rng.negative_binomial(2, 0.2)))))
    assert np.mean(delays) <= 8


def test_the_alarm_carries_what_it_was_set_by():
    counts = baselines(2, 2, 0, times=1)[0]
    alarm = BreakAlarm.from_baseline(counts, 500)
    learned = learn_baseline(np.array(counts))
    assert alarm.baseline == learned
    assert (alarm.mean, alarm.dispersion, alarm.arl) == (learned.upper_mean, learned.lower_dispersion, 500)
    assert BreakAlarm.from_json(alarm.to_json()).baseline == learned
    assert alarm.state.threshold > BreakAlarm(learned.upper_mean, learned.lower_dispersion, 500).state.threshold
    assert [each.code for each in learned.reasons] == [
        "baseline_mean",
        "baseline_dispersion",
        "baseline_autocorrelation",
    ]


@pytest.mark.parametrize("counts", [[0] * 59 + [1], [1] * 60, [0, 4] * 30, [5] * 30 + [0] * 30, [10**6] * 59 + [0]])
def test_odd_baselines_give_an_alarm_that_works_or_is_slow(counts):
    alarm = BreakAlarm.from_baseline(counts)
    assert alarm.mean >= np.mean(counts)
    assert math.isfinite(alarm.state.threshold)
    assert not any(alarm.update(int(np.mean(counts))) for _ in range(400))
    assert any(alarm.update(10**9) for _ in range(2000))


def test_few_events_are_told():
    assert "Only 1 events" in learn_baseline([0] * 59 + [1]).reasons[-1].text


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ([], ["025"]),
        ([1] * 59, ["025"]),
        ([1] * 59 + [None] * 30, ["025"]),
        ([0] * 60, ["026"]),
        ([0] * 90 + [None] * 9, ["026"]),
        ([1] * 70 + [-1, 0.5, math.nan, True], ["020"] * 4),
    ],
)
def test_what_is_no_baseline_is_refused(counts, codes):
    with pytest.raises(BadCounts) as raised:
        BreakAlarm.from_baseline(counts)
    assert [problem.code.code for problem in raised.value.problems] == [f"CF-ASSESSMENT-{code}" for code in codes]
    assert all(problem.way_out for problem in raised.value.problems)


def test_a_run_that_cannot_be_asked_for_is_refused():
    with pytest.raises(BadInput, match="CF-ASSESSMENT-023"):
        BreakAlarm.from_baseline([1, 2] * 40, arl=0)
