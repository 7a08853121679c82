"""The run of a Poisson CUSUM: published figures, and what a simulation of it gives."""

import numpy as np
import pytest

from ceasefire.assessment import poisson_cusum_run_length
from ceasefire.errors import BadInput


@pytest.mark.parametrize(("mean", "expected"), [(2.4, 548.3623), (4, 10.1766)])
def test_the_published_run_lengths(mean, expected):
    assert poisson_cusum_run_length(mean, 3, 10) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("mean", "reference", "limit"), [(2.0, 2.5, 4.5), (0.5, 0.75, 3), (1.0, 1, 2)])
def test_a_simulated_cusum_runs_as_long(mean, reference, limit):
    rng = np.random.default_rng(4)
    total, running = np.zeros(4000), np.ones(4000, dtype=bool)
    days = np.zeros(4000)
    while running.any():
        total = np.maximum(0, total + rng.poisson(mean, 4000) - reference)
        days += running
        running &= total < limit
    exact = poisson_cusum_run_length(mean, reference, limit)
    assert days.mean() == pytest.approx(exact, abs=4 * days.std() / np.sqrt(4000))


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, -1, 1), (1, 1, float("nan")), (1, 1 / 3, 1000)])
def test_numbers_without_a_run_are_refused(numbers):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-008"):
        poisson_cusum_run_length(*numbers)
