"""The alarm does what its formula says, keeps its promise on quiet days, and is soon there when it breaks."""

import json
import math
import pickle
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.daily_counts import independent, marginal

from ceasefire.assessment import BadCounts, BreakAlarm
from ceasefire.assessment.alarm import HEAD_START, RISES
from ceasefire.errors import BadInput, UnknownFormat

INF = math.inf
CELLS = [(mean, k) for mean in (0.5, 2, 10) for k in (0.5, 1, 2, 10, INF)]
SETTINGS = {"mean": st.floats(0.01, 200), "dispersion": st.floats(0.05, 1e9) | st.just(INF)}
COUNTS = st.lists(st.none() | st.integers(0, 60), min_size=1, max_size=40)


def fed(alarm, counts):
    return [alarm.update(count) for count in counts]


def brute_force(mean, k, arl, counts):
    """R of every day, written out: every day on which it may have begun, every rise, with scipy's densities."""
    found = []
    for today in range(1, len(counts) + 1):
        total = 0.0
        for rise in RISES:
            ratios = [marginal(rise * mean, k).pmf(x) / marginal(mean, k).pmf(x) for x in counts[:today]]
            total += arl * HEAD_START * math.prod(ratios)
            total += sum(math.prod(ratios[begun:]) for begun in range(today))
        found.append(total / len(RISES))
    return found


def run_length(alarm, draw, most=20_000):
    alarm.reset()
    return next((day for day in range(1, most + 1) if alarm.update(draw())), most)


@pytest.mark.parametrize(("mean", "k"), CELLS)
def test_the_evidence_is_the_sum_over_all_days_and_rises(mean, k):
    counts = independent(np.random.default_rng(5), mean, k, 12)
    states = fed(BreakAlarm(mean, k, 300), counts)
    expected = [math.log1p(each) for each in brute_force(mean, k, 300, counts)]
    assert [state.evidence for state in states] == pytest.approx(expected, rel=1e-9)
    assert states[0].threshold == pytest.approx(math.log1p(300 + 15))


@pytest.mark.parametrize(("mean", "k"), CELLS)
def test_on_quiet_days_the_evidence_grows_by_one_a_day_on_average(mean, k):
    """The martingale on which the promise rests, summed over all counts instead of simulated."""
    before = independent(np.random.default_rng(8), mean, k, 5)
    alarm = BreakAlarm(mean, k)
    start = math.expm1(fed(alarm, before)[-1].evidence)
    stored, counts = alarm.to_json(), np.arange(2500)
    after = [BreakAlarm.from_json(stored).update(int(x)).evidence for x in counts]  # log(1 + R)
    assert np.exp(marginal(mean, k).logpmf(counts) + after).sum() - 1 == pytest.approx(start + 1, rel=1e-6)


@pytest.mark.parametrize(("mean", "k"), [(1.5, 2), (2, 4), (2, INF), (0.2, 2.5)])
def test_calmer_days_than_stated_never_add_more(mean, k):
    alarm = BreakAlarm(2, 2)
    start, stored = math.expm1(alarm.state.evidence), alarm.to_json()
    after = [BreakAlarm.from_json(stored).update(x).evidence for x in range(400)]
    assert np.exp(marginal(mean, k).logpmf(np.arange(400)) + after).sum() - 1 <= start + 1


@pytest.mark.parametrize(("mean", "k"), [(2, 2), (0.5, 0.5), (10, INF), (10, 1)])
def test_the_mean_run_on_quiet_days_is_at_least_the_stated_one(mean, k):
    rng = np.random.default_rng(11)
    draws = iter(marginal(mean, k).rvs(300_000, random_state=rng).tolist())
    alarm = BreakAlarm(mean, k, 40)
    assert np.mean([run_length(alarm, draws.__next__) for _ in range(150)]) >= 40


def test_a_fourfold_rise_is_found_within_five_days_on_average():
    draws = iter(independent(np.random.default_rng(3), 8, 2, 20_000))
    alarm = BreakAlarm(2, 2)
    delays = [run_length(alarm, draws.__next__) for _ in range(1000)]
    assert np.mean(delays) <= 4.0


def test_the_rise_is_dated():
    rng = np.random.default_rng(6)
    quiet, loud = independent(rng, 2, 2, 200), independent(rng, 16, 2, 30)
    states = fed(BreakAlarm(2, 2), quiet + loud)
    raised = next(state for state in states if state)
    assert 201 <= raised.day <= 206
    assert 199 <= raised.since <= raised.day
    assert states[-1].since == raised.since
    assert all(state.since is None for state in states[: raised.day - 1])


@settings(max_examples=150, deadline=None)
@given(counts=COUNTS, **SETTINGS)
def test_no_watching_passes_the_day_and_keeps_the_evidence(mean, dispersion, counts):
    alarm, without = BreakAlarm(mean, dispersion), BreakAlarm(mean, dispersion)
    for day, count in enumerate(counts, start=1):
        before = alarm.state
        after = alarm.update(count)
        assert after.day == day
        if count is None:
            assert (after.evidence, after.alarm, after.since) == (before.evidence, before.alarm, before.since)
        else:
            assert after.evidence == without.update(count).evidence


@settings(max_examples=150, deadline=None)
@given(counts=COUNTS, cut=st.integers(0, 40), **SETTINGS)
def test_a_stored_alarm_goes_on_as_if_nothing_had_been(mean, dispersion, counts, cut):
    whole, first = BreakAlarm(mean, dispersion, 50), BreakAlarm(mean, dispersion, 50)
    fed(first, counts[:cut])
    second = BreakAlarm.from_json(json.loads(json.dumps(first.to_json(), allow_nan=False)))
    assert fed(whole, counts)[cut:] == fed(second, counts[cut:])
    assert BreakAlarm.from_json(json.dumps(second.to_json())).to_json() == second.to_json() == whole.to_json()


def test_an_expectation_stands_in_for_the_mean_of_its_day_only():
    alarm, other = BreakAlarm(2, 2), BreakAlarm(5, 2)
    assert alarm.update(6, expected=5).evidence == other.update(6).evidence
    assert alarm.update(3).evidence == BreakAlarm.from_json(other.to_json() | {"mean": 2.0}).update(3).evidence
    same = BreakAlarm(2, 2)
    assert [same.update(4, expected=2) for _ in range(3)] == fed(BreakAlarm(2, 2), [4, 4, 4])
    assert alarm.update(None, expected=7).evidence == alarm.state.evidence


def test_the_alarm_stays_until_it_is_reset():
    alarm = BreakAlarm(2, 2)
    assert not alarm.state
    raised = fed(alarm, [40, 40])[-1]
    assert raised
    assert raised.alarm
    quiet = fed(alarm, [0] * 100)[-1]
    assert quiet
    assert quiet.evidence < quiet.threshold
    assert (quiet.since, quiet.day) == (raised.since, 102)
    alarm.reset()
    assert not alarm.state
    assert alarm.state.since is None
    assert alarm.update(0).day == 103
    assert alarm.state.evidence == BreakAlarm(2, 2).update(0).evidence


@pytest.mark.parametrize(("mean", "k"), [*CELLS, (1e-6, 0.01), (1e6, 1e-3), (1e6, INF), (3, 1e300)])
def test_years_of_silence_and_of_battle_stay_finite(mean, k):
    for count in (0, 1, 10**6, 2**53):
        alarm = BreakAlarm(mean, k)
        state = fed(alarm, [count] * 4000)[-1]
        assert math.isfinite(state.evidence)
        assert state.evidence >= 0
        assert BreakAlarm.from_json(json.dumps(alarm.to_json(), allow_nan=False)).state == state


def test_a_day_is_taken_in_quickly():
    alarm, counts = BreakAlarm(2, 2), independent(np.random.default_rng(1), 2, 2, 20_000)
    started = time.process_time()
    fed(alarm, counts)
    assert (time.process_time() - started) / len(counts) < 50e-6


def test_same_input_same_answer_and_equal_after_copying():
    counts = independent(np.random.default_rng(2), 2, 2, 200)
    one, other = BreakAlarm(2, 2), BreakAlarm(2, 2)
    assert fed(one, counts) == fed(other, [np.int64(count) for count in counts])
    assert pickle.loads(pickle.dumps(one.state)) == one.state  # noqa: S301 - made here
    assert one.to_json() == other.to_json()


def test_an_alarm_says_why():
    alarm = BreakAlarm(2, 2)
    assert "an alarm needs 6.96" in alarm.update(1).reasons[0].text
    assert "most likely from day 2 on" in alarm.update(60).reasons[0].text
    told = alarm.state.to_json()
    assert json.loads(json.dumps(told)) == told
    assert (told["alarm"], told["since"], told["reasons"][0]["code"]) == (True, 2, "alarm")


@pytest.mark.parametrize("count", [-1, 0.5, math.nan, INF, -INF, True, False, np.True_, "3", [1], 2**53 + 1, 1j])
def test_what_is_no_count_is_refused_and_changes_nothing(count):
    alarm = BreakAlarm(2, 2)
    before = alarm.to_json()
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-020"):
        alarm.update(count)
    assert alarm.to_json() == before
    assert alarm.update(3.0) == BreakAlarm(2, 2).update(3)


@pytest.mark.parametrize("expected", [0, -1, math.nan, INF, True, "2"])
def test_what_cannot_be_expected_is_refused_and_changes_nothing(expected):
    alarm = BreakAlarm(2, 2)
    for count in (1, None):
        with pytest.raises(BadInput, match="CF-ASSESSMENT-021"):
            alarm.update(count, expected=expected)
    assert alarm.state.day == 0


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"mean": 0}, ["021"]),
        ({"mean": -2}, ["021"]),
        ({"mean": math.nan}, ["021"]),
        ({"mean": INF}, ["021"]),
        ({"mean": True}, ["021"]),
        ({"mean": None}, ["021"]),
        ({"dispersion": 0}, ["022"]),
        ({"dispersion": -1}, ["022"]),
        ({"dispersion": math.nan}, ["022"]),
        ({"arl": 0}, ["023"]),
        ({"arl": math.nan}, ["023"]),
        ({"arl": INF}, ["023"]),
        ({"autocorrelation": -0.1}, ["024"]),
        ({"autocorrelation": 1}, ["024"]),
        ({"mean": 0, "dispersion": "x", "arl": -1, "autocorrelation": math.nan}, ["021", "022", "023", "024"]),
    ],
)
def test_settings_that_cannot_be_are_refused_all_at_once(changed, codes):
    with pytest.raises(BadInput) as raised:
        BreakAlarm(**({"mean": 2, "dispersion": 2} | changed))
    assert [problem.code.code for problem in raised.value.problems] == [f"CF-ASSESSMENT-{code}" for code in codes]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": -1}, "day"),
        ({"day": True}, "day"),
        ({"alarm": 1}, "alarm"),
        ({"alarm": True}, "since"),
        ({"since": 0}, "since"),
        ({"rises": [2.0]}, "rises"),
        ({"log_r": [0.0]}, "log_r"),
        ({"scores": [0.0, 0.0, 0.0, math.nan]}, "scores"),
        ({"starts": [1, 1, 1, 0]}, "starts"),
        ({"baseline": {}}, "baseline"),
        ({"baseline": 3}, "baseline"),
        ({"mean": -1}, "mean"),
        ({"dispersion": "infinite"}, "dispersion"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_field(changed, field):
    stored = BreakAlarm(2, INF).to_json() | changed
    with pytest.raises(BadInput) as raised:
        BreakAlarm.from_json(stored)
    assert field in [problem.place.field for problem in raised.value.problems]


def test_a_file_of_another_kind_or_version_is_refused_with_a_way_out():
    stored = BreakAlarm(2, 2).to_json()
    assert BreakAlarm.from_json(stored | {"format": "break-alarm/1.9"}).state.day == 0
    for stated in ("break-alarm/2", "terms/1", None, 1):
        with pytest.raises(UnknownFormat) as raised:
            BreakAlarm.from_json(stored | {"format": stated})
        assert raised.value.problems[0].way_out
    for text in ("{", "[]", "3"):
        with pytest.raises(BadInput, match="CF-ASSESSMENT-027"):
            BreakAlarm.from_json(text)
    with pytest.raises(BadInput) as missing:
        BreakAlarm.from_json({"format": "break-alarm/1"})
    assert len(missing.value.problems) == len(stored) - 1
