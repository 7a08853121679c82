"""The interrupted time series against scipy's likelihood and against statsmodels."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.stats import nbinom

from ceasefire.assessment import BadCounts, course_opinion
from ceasefire.assessment.interrupted import _design
from ceasefire.assessment.log_linear import fit, likelihood


def series(seed, k=1.5, change=-0.5, start=500, days=60):
    rng = np.random.default_rng(seed)
    day = np.arange(start + days)
    mean = 4 * np.exp(0.3 * np.cos(2 * np.pi * day / 365.25) + 0.1 * day / 365.25 + 0.2 * (day % 7 == 3))
    mean[start:] *= 1 + change
    return rng.poisson(mean * rng.gamma(k, 1 / k, len(mean)))


@pytest.mark.parametrize("k", [0.4, 1.5, 30.0])
def test_the_likelihood_is_that_of_scipy_but_for_the_factorials(k):
    counts = series(1).astype(float)
    mean = np.linspace(0.5, 9.0, len(counts))
    whole = nbinom.logpmf(counts, k, k / (k + mean)).sum()
    factorials = sum(math.lgamma(n + 1) for n in counts)
    assert likelihood(counts, mean, k) == pytest.approx(whole + factorials)


@pytest.mark.parametrize("seed", range(3))
def test_no_other_coefficients_and_dispersion_are_likelier(seed):
    counts = series(seed).astype(float)
    opinion = course_opinion(counts, 500, 60)
    design = _design(len(counts), 500)

    def lack(values):
        mean = np.exp(np.clip(design @ values[:-1], -20, 20))
        k = math.exp(values[-1])
        return -nbinom.logpmf(counts, k, k / (k + mean)).sum()

    at = np.append(fit(design, counts, opinion.k)[0], math.log(opinion.k))
    found = minimize(lack, at + 0.05, method="BFGS", options={"gtol": 1e-6})
    assert found.fun == pytest.approx(lack(at), abs=1e-3)
    assert found.x[0] == pytest.approx(opinion.log_ratio, abs=2e-3)
    assert math.exp(found.x[-1]) == pytest.approx(opinion.k, rel=5e-3)


def test_coefficients_and_errors_equal_those_of_statsmodels():
    counts = series(4).astype(float)
    opinion = course_opinion(counts, 500, 60)
    family = sm.families.NegativeBinomial(alpha=1 / opinion.k)
    other = sm.GLM(counts, _design(len(counts), 500), family=family).fit(tol=1e-12, maxiter=200)
    assert opinion.log_ratio == pytest.approx(other.params[0], abs=1e-6)
    assert opinion.standard_error == pytest.approx(other.bse[0], rel=1e-4)


def test_a_change_is_found_again_and_lies_in_the_interval_nine_times_in_ten():
    inside = 0
    for seed in range(60):
        low, high = course_opinion(series(seed), 500, 60).interval
        inside += low <= -50 <= high
    assert 47 <= inside <= 60


def test_counts_of_poisson_have_no_dispersion_to_speak_of():
    counts = np.random.default_rng(2).poisson(3.0, 400)
    assert course_opinion(counts, 350, 50).k > 20


def test_a_side_without_events_tells_nothing():
    counts = series(1)
    counts[500:] = 0
    opinion = course_opinion(counts, 500, 60)
    assert math.isnan(opinion.per_cent)
    assert all(map(math.isnan, opinion.interval))
    assert opinion.assumes


def test_days_under_another_ceasefire_are_left_out():
    counts, quiet = series(5), np.zeros(560, dtype=bool)
    quiet[300:360] = True
    hushed = np.where(quiet, 0, counts)
    left_out = course_opinion(hushed, 500, 60, excluded=quiet)
    assert left_out == course_opinion(counts, 500, 60, excluded=quiet)
    assert left_out != course_opinion(hushed, 500, 60)
    with pytest.raises(BadCounts, match="excluded"):
        course_opinion(counts, 120, 60, excluded=np.arange(560) < 20)


@pytest.mark.parametrize(
    ("counts", "start", "days", "code"),
    [
        (np.ones(300), 100, 20, "004"),
        (np.ones(300), 290, 20, "004"),
        (np.ones(300), 200, 0, "004"),
        (np.full(300, -1), 200, 20, "002"),
        (np.full(300, 0.5), 200, 20, "002"),
        (np.ones((2, 300)), 200, 20, "001"),
    ],
)
def test_bad_series_are_refused(counts, start, days, code):
    with pytest.raises(BadCounts, match=f"CF-ASSESSMENT-{code}"):
        course_opinion(counts, start, days)
