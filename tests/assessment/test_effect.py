"""What changed against what would have been: known answers, brute force, laws, bad input, and the error rates."""

import itertools
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.brute_force import brute_force
from tests.assessment.panels import panel, thinned

from ceasefire.assessment import BadCounts, Effect, estimate_effect, unless_effort_changed
from ceasefire.assessment.comparison import Comparison
from ceasefire.assessment.question import ask
from ceasefire.assessment.windows import lay_out

CALM = panel(1)
ANSWERS = {"fell", "rose", "no_large_change", "cannot_tell"}


def codes_of(effect):
    return {reason.code for reason in effect.reasons}


# ---------------------------------------------------------------- what it finds


def test_a_fall_by_nine_tenths_is_found():
    effect = estimate_effect(thinned(CALM, 0, 1000, 28, 0.1), 0, 1000, 28)
    assert effect.answer == "fell"
    assert effect.p_value <= 0.05 < effect.p_rise
    assert effect.interval[0] < -90 < effect.interval[1] < 0
    assert effect.interval[0] <= effect.per_cent <= effect.interval[1]


def test_a_fivefold_rise_is_found():
    counts = CALM.copy()
    counts[0, 1000:1028] *= 5
    effect = estimate_effect(counts, 0, 1000, 28)
    assert (effect.answer, effect.p_rise <= 0.05) == ("rose", True)
    assert effect.interval[0] > 0


def test_steady_counts_show_no_large_change():
    counts = np.random.default_rng(5).poisson(4.0, (8, 1000))
    effect = estimate_effect(counts, 3, 900, 28)
    assert effect.answer == "no_large_change"
    assert effect.power[-0.5] >= 0.8
    assert -50 < effect.interval[0] < 0 < effect.interval[1] < 100


def test_the_same_counts_with_little_power_cannot_tell():
    counts = np.random.default_rng(5).poisson(0.05, (8, 1000))
    effect = estimate_effect(counts, 3, 900, 28)
    assert effect.answer == "cannot_tell"
    assert effect.power[-0.5] < 0.8
    assert "little_power" in codes_of(effect)


def test_a_fall_found_with_little_power_says_that_its_size_is_likely_overstated():
    effect = estimate_effect(thinned(CALM, 0, 1000, 28, 0.05), 0, 1000, 28)
    assert effect.answer == "fell"
    assert effect.power[-0.5] < 0.8
    assert "size_overstated" in codes_of(effect)


def test_a_fall_with_much_power_does_not():
    counts = np.random.default_rng(5).poisson(20.0, (8, 1000))
    effect = estimate_effect(thinned(counts, 2, 900, 28, 0.4), 2, 900, 28)
    assert (effect.answer, "size_overstated" in codes_of(effect)) == ("fell", False)


def everywhere(counts, share):
    changed = counts.copy()
    changed[:, 1000:1028] = np.random.default_rng(8).binomial(counts[:, 1000:1028], share)
    return changed


def test_what_fell_everywhere_did_not_fall_here():
    fallen = everywhere(CALM, 0.55)
    effect, alone = (estimate_effect(fallen, 0, 1000, 28, controls=controls) for controls in (None, ()))
    assert effect.answer != "fell"
    assert alone.log_ratio < effect.log_ratio - 0.2
    assert ("history_only" in codes_of(alone), alone.method.endswith("history only")) == (True, True)


def test_neighbours_that_changed_more_than_ever_foretell_nothing():
    effect = estimate_effect(everywhere(CALM, 0.02), 0, 1000, 28)
    assert effect.answer == "cannot_tell"
    assert "neighbours_beyond" in codes_of(effect)


def test_the_run_up_is_not_taken_for_the_usual_level():
    """Four weeks of tripled counts that end by themselves: the plain comparison finds a fall, this does not."""
    rng = np.random.default_rng(11)
    counts = rng.poisson(3.0, (10, 1400))
    for area in range(10):
        for first in rng.integers(100, 1350, 6):
            counts[area, first : first + 28] = rng.poisson(9.0, len(counts[area, first : first + 28]))
    counts[4, 1172:1228] = np.concatenate([rng.poisson(9.0, 28), rng.poisson(3.0, 28)])
    effect = estimate_effect(counts, 4, 1200, 28)
    assert math.exp(effect.naive_log_ratio) < 0.45
    assert effect.answer != "fell"


def test_a_war_that_fades_is_not_expected_to_stay_as_it_was():
    """All areas fall by half a year and nothing happens: what comes is what was expected, no less."""
    ratios = []
    for seed in range(100):
        counts = panel(2_000 + seed, mean=3.0, k=1.0, own=0.8, common=0.5, trend=-0.6)
        ratios.append(estimate_effect(counts, 0, 1380, 28).log_ratio)
    assert abs(np.mean(ratios)) < 0.1


def test_more_watching_is_no_more_violence():
    rng = np.random.default_rng(13)
    effort = np.ones((8, 1000))
    effort[2, 900:928] = 3.0
    counts = rng.poisson(3.0 * effort)
    assert estimate_effect(counts, 2, 900, 28).answer == "rose"
    effect = estimate_effect(counts, 2, 900, 28, exposure=effort)
    assert effect.answer != "rose"
    assert abs(effect.per_cent) < 40
    assert "per_effort" in codes_of(effect)


def test_effort_that_changed_by_a_third_and_did_not_enter_takes_the_answer_back():
    effect = estimate_effect(thinned(CALM, 0, 1000, 28, 0.1), 0, 1000, 28)
    assert unless_effort_changed(effect, 10, 13) is effect
    for before, during in ((9, 12), (9, 6), (0, 1)):
        taken = unless_effort_changed(effect, before, during)
        assert (taken.answer, codes_of(taken)) == ("cannot_tell", {"effort_changed"})
        assert all(map(math.isnan, (taken.p_value, taken.p_rise, *taken.interval, *taken.power.values())))


def test_one_violent_area_among_calm_ones_is_not_foretold_too_low():
    """With plain logarithms of rates it was foretold at a quarter of what came, and one in four 'rose'."""
    means = [0.15, *[0.01] * 27]
    effects = [estimate_effect(panel(seed, areas=28, mean=means), 0, 1200, 28) for seed in range(40)]
    assert abs(np.median([effect.log_ratio for effect in effects])) < 0.8
    assert sum(effect.answer == "rose" for effect in effects) <= 6


# ---------------------------------------------------------------- against brute force


@pytest.mark.parametrize("seed", range(4))
def test_p_values_equal_brute_force(seed):
    rng = np.random.default_rng(seed)
    counts = panel(seed, areas=4, length=500, mean=2.5)
    effort = rng.uniform(0.5, 2.0, counts.shape)
    excluded = np.zeros(counts.shape, bool)
    excluded[rng.integers(0, 4), 300:330] = True
    unit, start, days, anticipation = int(rng.integers(4)), 460, 14, 3
    others = tuple(a for a in range(4) if a != unit)
    effect = estimate_effect(
        counts, unit, start, days, controls=others, exposure=effort, anticipation=anticipation, excluded=excluded
    )
    watched = effort / effort.mean()
    assert (effect.p_value, effect.p_rise, effect.placebos) == pytest.approx(
        brute_force(counts, unit, start, days, anticipation, watched, excluded)
    )


def comparison(seed, n=400, observed=30, level=40.0, spread=0.3):
    rng = np.random.default_rng(seed)
    foretold = np.log(level) + 0.1 * rng.standard_normal(n)
    return Comparison(
        rng.poisson(np.exp(foretold + spread * rng.standard_normal(n))).astype(float),
        foretold,
        float(observed),
        float(np.log(level)),
    )


@pytest.mark.parametrize("observed", [0, 3, 30, 45, 90])
def test_the_interval_ends_where_thinned_placebo_windows_are_no_longer_rejected(observed):
    """At its upper end about 5 % of the windows, thinned anew, are as low; at its lower end as high."""
    compared = comparison(2, observed=observed)
    rng = np.random.default_rng(3)
    low, high = compared.interval(0.9, 0)
    assert _as_far(compared, 1 + high, rng, low=True, halves=high < 0) == pytest.approx(0.05, abs=0.015)
    if low > -1:
        assert _as_far(compared, 1 + low, rng, low=False, halves=low > 0) == pytest.approx(0.05, abs=0.015)


def _as_far(compared, factor, rng, *, low, halves, times=300):
    """Share of placebo windows as far out; with `halves`, those tied count by half."""
    shares = []
    for _ in range(times):
        kept = rng.binomial(compared.came.astype(int), min(factor, 1.0))
        own = rng.binomial(int(compared.observed), min(1 / factor, 1.0))
        apart = (np.log(kept + 0.5) - compared.foretold) - (np.log(own + 0.5) - compared.expected_log)
        plain = kept / np.exp(compared.foretold) - own / np.exp(compared.expected_log)
        sign = 1 if low else -1
        as_far = np.minimum(sign * apart, sign * plain) <= 1e-9
        farther = np.maximum(sign * apart, sign * plain) < -1e-9
        far = (as_far.sum() + farther.sum()) / 2 if halves else as_far.sum()
        shares.append((1 + far) / (1 + len(compared)))
    return np.mean(shares)


@given(st.integers(0, 120), st.integers(0, 50))
def test_intervals_are_nested_and_move_with_what_was_observed(observed, seed):
    compared = comparison(seed, observed=observed)
    ends = [compared.interval(level, 0) for level in (0.5, 0.8, 0.9, 0.95)]
    assert all(wide[0] <= narrow[0] <= narrow[1] <= wide[1] for narrow, wide in itertools.pairwise(ends))
    more = comparison(seed, observed=observed + 20).interval(0.9, 0)
    assert ends[2][0] <= more[0]
    assert ends[2][1] <= more[1]


@given(st.integers(0, 120), st.integers(0, 50))
def test_zero_lies_outside_the_interval_exactly_when_the_rank_rejects(observed, seed):
    compared = comparison(seed, observed=observed)
    low, high = compared.interval(0.9, seed)
    assert (high < 0) == (compared.p_fall <= 0.05)
    assert (low > 0) == (compared.p_rise <= 0.05)


def test_a_level_beyond_what_the_windows_can_tell_has_no_ends():
    assert comparison(1, n=200).interval(0.999, 0) == (-1.0, math.inf)


def test_power_grows_with_the_change_and_is_the_size_at_none():
    compared = comparison(4, n=2_000)
    powers = list(compared.power((-0.01, -0.3, -0.5, -0.8, -1.0), 0.05, 0).values())
    assert powers == sorted(powers)
    assert powers[0] == pytest.approx(0.05, abs=0.02)
    assert powers[-1] == 1.0
    rises = list(compared.power((0.01, 0.3, 1.0, 9.0), 0.05, 0).values())
    assert rises == sorted(rises)
    assert rises[0] == pytest.approx(0.05, abs=0.02)
    assert rises[-1] == pytest.approx(1.0, abs=0.01)


def test_no_event_where_hardly_any_was_expected_is_no_fall():
    """Placebo windows at a lower level that came to nothing are as low, whatever was foretold of them."""
    rng = np.random.default_rng(2)
    foretold = np.log(0.8) - 0.2 * rng.random(400)
    compared = Comparison(rng.poisson(0.6, 400).astype(float), foretold, 0.0, float(np.log(1.1)))
    assert compared.p_fall > 0.4
    assert compared.interval(0.9, 0)[1] > 1
    assert compared.power((-0.5, -1.0), 0.05, 0) == {-0.5: 0.0, -1.0: 0.0}


# ---------------------------------------------------------------- laws


def test_the_same_seed_gives_the_same_answer_and_another_seed_the_same_p_value():
    first, again, other = (estimate_effect(CALM, 0, 1000, 28, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first.p_value == other.p_value
    assert first.interval == pytest.approx(other.interval, abs=5)
    assert (first.seed, other.seed) == (3, 4)


def test_nothing_after_the_window_and_nothing_of_the_unit_in_it_moves_the_expectation():
    changed = CALM.copy()
    changed[:, 1028:] = 7
    changed[0, 1000:1028] += 2
    assert estimate_effect(changed, 0, 1000, 28).expected == estimate_effect(CALM, 0, 1000, 28).expected


def test_days_of_anticipation_are_left_out():
    changed = CALM.copy()
    changed[0, 990:1000] = 0
    plain, without = (estimate_effect(each, 0, 1000, 28, anticipation=10).expected for each in (CALM, changed))
    assert plain == without
    assert estimate_effect(changed, 0, 1000, 28).expected < estimate_effect(CALM, 0, 1000, 28).expected


def test_the_order_of_the_other_areas_does_not_matter():
    order = [0, *range(10, 0, -1)]
    plain, turned = estimate_effect(CALM, 0, 1000, 28), estimate_effect(CALM[order], 0, 1000, 28)
    assert turned.p_value == pytest.approx(plain.p_value, abs=0.01)  # ties in closeness may fall otherwise
    assert turned.expected == pytest.approx(plain.expected, rel=0.01)


def test_effort_in_any_unit_gives_the_same_answer():
    effort = np.random.default_rng(1).uniform(1, 2, CALM.shape)
    hours, minutes = (estimate_effect(CALM, 0, 1000, 28, exposure=factor * effort) for factor in (1, 60))
    assert hours.p_value == minutes.p_value
    assert hours.expected == pytest.approx(minutes.expected)


def test_no_placebo_window_touches_a_day_under_another_ceasefire_or_ends_after_the_history():
    excluded = np.zeros(CALM.shape, bool)
    excluded[2, 700:720] = True
    usual = {"controls": None, "exposure": None, "anticipation": 5, "effects": (-0.5,), "level": 0.9, "seed": 0}
    every, _ = lay_out(ask(CALM, 0, 1000, 28, excluded=None, **usual))
    kept, assessed = lay_out(ask(CALM, 0, 1000, 28, excluded=excluded, **usual))
    assert every.cut.max() + 5 + 28 <= 1000 - 5
    assert assessed.cut.tolist() == [995]
    dropped = len(every) - len(kept)
    touching = sum(cut + 5 < 720 and cut + 5 + 28 > 700 for cut in np.unique(every.cut))
    assert dropped == touching > 0


def test_neighbours_under_another_ceasefire_are_no_measure():
    changed = CALM.copy()
    changed[5, 1000:1028] = 0
    excluded = np.zeros(CALM.shape, bool)
    excluded[5, 1000:1028] = True
    plain, without = (estimate_effect(each, 0, 1000, 28, excluded=excluded).expected for each in (CALM, changed))
    assert plain == without


def test_a_single_control_is_compared_with_nobody_and_still_serves():
    effect = estimate_effect(CALM, 0, 1000, 28, controls=[4])
    assert effect.answer in ANSWERS
    assert effect.placebos >= 200


def test_the_published_form_is_json_without_nan():
    for effect in (estimate_effect(CALM, 0, 1000, 28), estimate_effect(CALM[:1], 0, 1000, 28)):
        text = json.dumps(effect.to_json(), allow_nan=False)
        assert set(json.loads(text)) == set(Effect.__dataclass_fields__)


# ---------------------------------------------------------------- never a number that looks like a finding


def nothing_told(effect):
    numbers = (effect.p_value, effect.p_rise, *effect.interval, effect.log_ratio, effect.per_cent, effect.expected)
    return effect.answer == "cannot_tell" and all(map(math.isnan, (*numbers, *effect.power.values())))


SILENT = CALM.copy()
SILENT[0, :1000] = 0
UNWATCHED = np.ones(CALM.shape)
UNWATCHED[0, 1000:1028] = 0
NOBODY = CALM * UNWATCHED.astype(int)
DEGENERATE = {
    "one area": ((CALM[:1], 0, 1000, 28), {}, "one_area"),
    "all zeros": ((np.zeros((5, 900), int), 0, 800, 28), {}, "empty_history"),
    "silent before": ((SILENT, 0, 1000, 28), {}, "empty_history"),
    "start at the first day": ((CALM, 0, 0, 28), {}, "no_history"),
    "short history": ((CALM, 0, 150, 28), {}, "short_history"),
    "anticipation leaves nothing": ((CALM, 0, 300, 28), {"anticipation": 250}, "short_history"),
    "few placebo windows": ((CALM[:2], 0, 240, 28), {}, "few_placebos"),
    "all placebo windows excluded": ((CALM, 0, 1000, 28), {"excluded": np.ones(CALM.shape)}, "few_placebos"),
    "nobody watched": ((NOBODY, 0, 1000, 28), {"exposure": UNWATCHED}, "nobody_watched"),
}


@pytest.mark.parametrize(("arguments", "options", "why"), DEGENERATE.values(), ids=DEGENERATE)
def test_degenerate_data_cannot_tell_and_say_why(arguments, options, why):
    effect = estimate_effect(*arguments, **options)
    assert nothing_told(effect)
    assert codes_of(effect) == {why}
    assert effect.reasons[0].text


def test_a_run_up_beyond_anything_seen_cannot_tell():
    counts = np.random.default_rng(5).poisson(2.0, (8, 1000))
    counts[0, 872:900] *= 40
    effect = estimate_effect(counts, 0, 900, 28)
    assert effect.answer == "cannot_tell"
    assert "level_beyond" in codes_of(effect)


def test_windows_that_repeat_each_other_are_no_finding():
    """Below six windows one after the other, or windows of one area alone, falls were found where nothing happened."""
    for start, days, withheld in ((84 * 2 + 28, 28, True), (2 * 139 + 28, 28, True), (2 * 140 + 29, 28, False)):
        effect = estimate_effect(thinned(CALM, 0, start, days, 0.0), 0, start, days)
        assert ("few_lessons" in codes_of(effect)) == withheld
        assert effect.answer == ("cannot_tell" if withheld else "fell")
        assert effect.p_value <= 0.05
    for controls, withheld in ((None, True), ((), False)):
        effect = estimate_effect(thinned(CALM[:2], 0, 1000, 28, 0.0), 0, 1000, 28, controls=controls)
        assert (effect.answer, "one_teacher" in codes_of(effect)) == (("cannot_tell" if withheld else "fell"), withheld)


def test_bad_counts_are_refused():
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-002"):
        estimate_effect(CALM - 5, 0, 1000, 28)


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_asked_the_answer_is_whole(data):
    areas, length = data.draw(st.integers(1, 6)), data.draw(st.integers(30, 700))
    rng = np.random.default_rng(data.draw(st.integers(0, 10_000)))
    mean = data.draw(st.sampled_from([0, 0.01, 0.3, 5, 300]))
    counts = rng.negative_binomial(0.7, 0.7 / (0.7 + mean), (areas, length)) if mean else np.zeros((areas, length))
    start = data.draw(st.integers(0, length - 1))
    days = data.draw(st.integers(1, min(40, length - start)))
    controls = data.draw(st.sampled_from([None, ()]))
    effect = estimate_effect(counts, 0, start, days, controls=controls, anticipation=data.draw(st.integers(0, 20)))
    assert effect.answer in ANSWERS
    assert effect.reasons
    assert effect.observed == counts[0, start : start + days].sum()
    if math.isnan(effect.p_value):
        assert nothing_told(effect)
        return
    assert effect.placebos >= 200
    assert effect.p_value + effect.p_rise > 1
    assert -100 <= effect.interval[0] <= effect.interval[1]
    assert (effect.answer != "fell") or (effect.p_value <= 0.05 and effect.interval[1] < 0)
    assert (effect.answer != "rose") or (effect.p_rise <= 0.05 and effect.interval[0] > 0)
    assert effect.per_cent == pytest.approx(100 * math.expm1(effect.log_ratio))
    assert all(0 <= power <= 1 for power in effect.power.values())


@given(st.integers(0, 50), st.integers(2, 8), st.integers(200, 900))
def test_counts_that_never_change_are_never_a_finding(value, areas, start):
    effect = estimate_effect(np.full((areas, 940), value), 0, start, 28)
    assert effect.answer in {"cannot_tell", "no_large_change"}


# ---------------------------------------------------------------- error rates, with generous fixed bounds


def test_level_power_and_coverage_on_one_hundred_series():
    """The benchmark measures them with thousands; this only sees to it that nothing is broken."""
    fell, after_peak, covered, found = 0, 0, 0, 0
    for seed in range(100):
        counts = panel(1_000 + seed, areas=8, length=900)
        start = 700 + seed
        quiet = estimate_effect(counts, 0, start, 28)
        fell += quiet.answer == "fell"
        covered += quiet.interval[0] <= 0 <= quiet.interval[1]
        found += estimate_effect(thinned(counts, 0, start, 28, 0.2, seed), 0, start, 28).answer == "fell"
        before = np.convolve(counts[0], np.ones(28), "valid")[572:844]
        peak = 600 + int(np.flatnonzero(before >= np.quantile(before, 0.9))[0])
        after_peak += estimate_effect(counts, 0, peak, 28).answer == "fell"
    assert fell <= 13
    assert after_peak <= 13
    assert 82 <= covered <= 98
    assert found >= 70
