"""Recurrent short truces against the additive model of statsmodels, known changes, and a trend that bends."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.stats import nbinom
from statsmodels.gam.api import GLMGam
from statsmodels.gam.smooth_basis import GenericSmoothers, UnivariateGenericSmoother

from ceasefire.assessment import BadCounts, recurrent_opinion
from ceasefire.assessment.log_linear import likelihood, log_linear
from ceasefire.assessment.recurrent import _checked, _design, effective

LENGTH = 400
TRUCES = [(20 + 30 * i, 4) for i in range(12)]


def series(seed, change=-0.5, k=2.0, length=LENGTH):
    rng = np.random.default_rng(seed)
    day = np.arange(length)
    mean = 3 * np.exp(0.8 * np.sin(2 * np.pi * day / 400) + 0.2 * (day % 7 == 5))
    for start, days in TRUCES:
        mean[start : start + days] *= 1 + change
    return rng.poisson(mean * rng.gamma(k, 1 / k, length))


def of_statsmodels(design, bends, counts, k, smooth):
    """The same columns and penalty: truce and calendar linear, the trend as a smooth; its penalty is not halved."""
    day, many = np.arange(len(counts)), int((np.diag(bends) > 0).sum())
    trend, inner = design[:, -many:], bends[-many:, -many:]
    smoother = GenericSmoothers(day, [UnivariateGenericSmoother(day, trend, trend, trend, inner)])
    family = sm.families.NegativeBinomial(alpha=1 / k)
    model = GLMGam(counts, exog=design[:, :-many], smoother=smoother, alpha=[smooth / 2], family=family)
    return model.fit(tol=1e-12, maxiter=500)


@pytest.mark.parametrize("smooth", [1.0, 1000.0])
@pytest.mark.parametrize("length", [400, 700])
def test_coefficients_errors_and_likelihood_equal_those_of_statsmodels(smooth, length):
    counts, truce, _ = _checked(series(1, length=length), TRUCES, None)
    design, bends = _design(truce)
    own = log_linear(design, counts, smooth * bends)
    other = of_statsmodels(design, bends, counts, own.k, smooth)
    assert own.coefficients == pytest.approx(np.asarray(other.params), abs=1e-6)
    assert math.sqrt(own.covariance[0, 0]) == pytest.approx(other.bse[0], rel=1e-5)
    factorials = sum(math.lgamma(n + 1) for n in counts)
    assert likelihood(counts, own.mean, own.k) - factorials == pytest.approx(other.llf, abs=1e-6)
    assert effective(own, design) == pytest.approx(other.edf.sum(), rel=0.02)  # it takes observed information


def test_no_other_coefficients_and_dispersion_are_likelier_under_the_same_penalty():
    counts, truce, _ = _checked(series(2), TRUCES, None)
    design, bends = _design(truce)
    own = log_linear(design, counts, 10 * bends)

    def lack(values):
        k, mean = math.exp(values[-1]), np.exp(np.clip(design @ values[:-1], -20, 20))
        return -nbinom.logpmf(counts, k, k / (k + mean)).sum() + values[:-1] @ (10 * bends) @ values[:-1] / 2

    at = np.append(own.coefficients, math.log(own.k))
    found = minimize(lack, at + 0.02, method="BFGS", options={"maxiter": 300})
    assert found.fun >= lack(at) - 1e-6
    assert found.x[[0, -1]] == pytest.approx(at[[0, -1]], abs=5e-3)


def test_a_change_is_found_again_under_a_bending_trend_about_nine_times_in_ten():
    inside = 0
    for seed in range(24):
        low, high = recurrent_opinion(series(seed), TRUCES).interval
        inside += low <= -50 <= high
    assert 18 <= inside <= 24


def test_no_change_is_told_as_none():
    changes = [recurrent_opinion(series(seed, change=0.0), TRUCES).log_ratio for seed in range(16)]
    assert abs(np.mean(changes)) < 3 * np.std(changes) / math.sqrt(16)


def test_a_trend_that_a_plain_comparison_takes_for_an_effect_is_smoothed_away():
    """Truces in the quiet valleys of a slow wave: half the days' mean of the others, and no change at all."""
    day, ratios = np.arange(1600), []
    truces = [(n, 5) for n in range(130, 1500, 40) if math.sin(2 * math.pi * n / 400) < -0.6]
    truce = np.isin(day, [start + at for start, days in truces for at in range(days)])
    for seed in range(6):
        counts = np.random.default_rng(seed).poisson(4 * np.exp(np.sin(2 * np.pi * day / 400)))
        assert counts[truce].mean() < 0.5 * counts[~truce].mean()
        ratios.append(recurrent_opinion(counts, truces).log_ratio)
    assert abs(np.mean(ratios)) < 0.1


def test_days_under_another_ceasefire_are_left_out():
    counts, quiet = series(3, change=0.0), np.zeros(LENGTH, dtype=bool)
    quiet[200:300] = True
    quiet[[day for start, days in TRUCES for day in range(start, start + days)]] = False
    hushed = np.where(quiet, 0, counts)
    left_out = recurrent_opinion(hushed, TRUCES, excluded=quiet)
    assert left_out == recurrent_opinion(counts, TRUCES, excluded=quiet)
    assert left_out != recurrent_opinion(hushed, TRUCES)


def test_truces_without_events_tell_nothing():
    counts = series(1)
    for start, days in TRUCES:
        counts[start : start + days] = 0
    opinion = recurrent_opinion(counts, TRUCES)
    assert math.isnan(opinion.per_cent)
    assert all(map(math.isnan, opinion.interval))
    assert opinion.assumes


@pytest.mark.parametrize("seed", range(6))
def test_hardly_any_events_give_a_number_or_none_and_no_crash(seed):
    counts = np.random.default_rng(seed).poisson(0.02, LENGTH)
    opinion = recurrent_opinion(counts, TRUCES)
    assert math.isnan(opinion.per_cent) or opinion.interval[0] <= opinion.per_cent <= opinion.interval[1]


@pytest.mark.parametrize(
    ("counts", "truces", "code"),
    [
        (np.ones(300), [(10, 3), (50, 3)], "004"),
        (np.ones(300), [(10, 3), (50, 3), (299, 3)], "004"),
        (np.ones(300), [(10, 3), (50, 3), (-1, 3)], "004"),
        (np.ones(300), [(10, 3), (50, 3), (90, 0)], "004"),
        (np.ones(300), [(10, 100), (150, 100), (270, 3)], "004"),
        (np.full(300, 0.5), TRUCES[:3], "002"),
        (np.ones((2, 300)), TRUCES[:3], "001"),
    ],
)
def test_bad_truces_are_refused(counts, truces, code):
    with pytest.raises(BadCounts, match=f"CF-ASSESSMENT-{code}"):
        recurrent_opinion(counts, truces)


def test_every_truce_outside_is_named():
    with pytest.raises(BadCounts) as raised:
        recurrent_opinion(np.ones(300), [(-1, 3), (10, 3), (298, 3)], excluded=np.full(300, 2))
    assert [problem.place.field for problem in raised.value.problems] == ["excluded[0, 0]", "truces", "truces"]
