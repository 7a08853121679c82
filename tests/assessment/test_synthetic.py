"""Second opinions from other areas: against a general solver, known panels, and the published Proposition 99."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from ceasefire.assessment import BadCounts, synthetic_opinion
from ceasefire.assessment.weights import closest_mixture

WAYS = ("difference_in_differences", "synthetic_control", "synthetic_difference_in_differences")


def by_solver(columns, target, penalty):
    """The same weights by sequential least squares."""

    def far(weights):
        return ((columns @ weights - target) ** 2).sum() + penalty * (weights**2).sum()

    def slope(weights):
        return 2 * columns.T @ (columns @ weights - target) + 2 * penalty * weights

    n = columns.shape[1]
    one = {"type": "eq", "fun": lambda weights: weights.sum() - 1}
    options = {"ftol": 1e-14, "maxiter": 2_000}
    found = minimize(far, np.full(n, 1 / n), jac=slope, bounds=[(0, 1)] * n, constraints=one, options=options)
    return far, found


@given(st.integers(0, 10_000), st.integers(2, 25), st.integers(2, 20), st.sampled_from([1e-6, 0.1, 5.0]))
def test_weights_are_as_close_as_a_general_solver_gets(seed, n, rows, penalty):
    rng = np.random.default_rng(seed)
    columns, target = rng.standard_normal((rows, n)) * rng.uniform(0.5, 3, n), rng.standard_normal(rows)
    weights = closest_mixture(columns, target, penalty)
    far, found = by_solver(columns, target, penalty)
    assert weights.sum() == pytest.approx(1)
    assert weights.min() >= 0
    assert far(weights) <= found.fun + 1e-7


@pytest.mark.parametrize("way", WAYS)
def test_a_change_is_found_again_where_areas_differ_by_a_constant(way):
    rng = np.random.default_rng(3)
    common = np.cumsum(rng.standard_normal(60))
    table = common + 0.01 * rng.standard_normal((9, 60))
    table[4, 40:] += 5.0
    opinion = synthetic_opinion(table, 4, 40, way=way)
    assert opinion.change == pytest.approx(5.0, abs=0.05)
    assert opinion.instead == pytest.approx(table[4, 40:].mean() - opinion.change)
    assert opinion.assumes
    apart = table.copy()
    apart[4] += 30.0
    moved = synthetic_opinion(apart, 4, 40, way=way).change
    assert (moved == pytest.approx(opinion.change, abs=1e-6)) == (way != "synthetic_control")


def test_difference_in_differences_is_the_difference_of_four_means():
    table = np.random.default_rng(4).random((6, 12))
    rest = np.delete(table, 2, axis=0)
    expected = table[2, 8:].mean() - table[2, :8].mean() - rest[:, 8:].mean() + rest[:, :8].mean()
    assert synthetic_opinion(table, 2, 8, way="difference_in_differences").change == pytest.approx(expected)


def test_weights_of_areas_and_days_add_up_to_one_and_the_order_of_areas_does_not_matter():
    table = np.random.default_rng(5).poisson(8.0, (12, 40)).astype(float)
    opinion = synthetic_opinion(table, 0, 30)
    assert (sum(opinion.areas), sum(opinion.days)) == pytest.approx((1, 1))
    turned = synthetic_opinion(table[::-1], 11, 30)
    assert turned.change == pytest.approx(opinion.change)


@pytest.mark.parametrize(
    ("panel", "unit", "start", "code"),
    [
        ([[1, 2, 3], [1, 2, 3]], 0, 2, "001"),
        ("words", 0, 2, "001"),
        ([[1, 2, np.nan]] * 3, 0, 2, "009"),
        ([[1, 2, 3]] * 3, 3, 2, "003"),
        ([[1, 2, 3]] * 3, 0, 1, "004"),
        ([[1, 2, 3]] * 3, 0, 3, "004"),
    ],
)
def test_bad_panels_are_refused(panel, unit, start, code):
    with pytest.raises(BadCounts, match=f"CF-ASSESSMENT-{code}"):
        synthetic_opinion(panel, unit, start)


@pytest.fixture(scope="module")
def proposition_99():
    """The public panel of 39 states and 31 years: `State;Year;PacksPerCapita;treated`."""
    path = os.environ.get("CEASEFIRE_PROP99")
    if not path or not Path(path).is_file():
        pytest.skip("set CEASEFIRE_PROP99 to the file california_prop99.csv to check the published numbers")
    with Path(path).open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source, delimiter=";"))
    states, years = (sorted({row[name] for row in rows}) for name in ("State", "Year"))
    table = np.full((len(states), len(years)), np.nan)
    for row in rows:
        table[states.index(row["State"]), years.index(row["Year"])] = float(row["PacksPerCapita"])
    assert table.shape == (39, 31)
    return table, states.index("California"), years.index("1989")


PUBLISHED = {
    "difference_in_differences": -27.3491,
    "synthetic_control": -19.6197,
    "synthetic_difference_in_differences": -15.6038,
}


def by_published_iteration(columns, target, held, noise, *, apart):
    """Weights as the published figures have them: steps to one column at a time, stopped when a step gains little.

    Arkhangelsky and others (2021), appendix: a hundred steps from equal weights, weights up to a quarter of the
    largest dropped, and on from there. It ends before the smallest sum of squares is reached.
    """
    if apart:
        columns, target = columns - columns.mean(axis=0), target - target.mean()
    penalty = (held * noise) ** 2 * len(columns)

    def stepped(weights, most):
        last = np.inf
        for _ in range(most):
            slope = columns.T @ (columns @ weights - target) + penalty * weights
            way = np.eye(len(weights))[slope.argmin()] - weights
            bend = ((columns @ way) ** 2).sum() + penalty * (way**2).sum()
            weights = weights + (np.clip(-slope @ way / bend, 0, 1) if bend else 0.0) * way
            now = (((columns @ weights - target) ** 2).sum() + penalty * (weights**2).sum()) / len(columns)
            if last - now <= (1e-5 * noise) ** 2:
                break
            last = now
        return weights

    some = stepped(np.full(columns.shape[1], 1 / columns.shape[1]), 100)
    some = np.where(some > some.max() / 4, some, 0)
    return stepped(some / some.sum(), 10_000)


def published_way(table, unit, start, way):
    """The change by the published iteration, without anything of ours."""
    others, own = np.delete(table, unit, axis=0), table[unit]
    before, after = others[:, :start], others[:, start:]
    noise = np.diff(before, axis=1).std(ddof=1)
    apart = way == "synthetic_difference_in_differences"
    held = after.shape[1] ** 0.25 if apart else 1e-6
    mixture = by_published_iteration(before.T, own[:start], held, noise, apart=apart) @ others
    change = own[start:].mean() - mixture[start:].mean()
    if not apart:
        return change
    return change - by_published_iteration(before, after.mean(axis=1), 1e-6, noise, apart=True) @ (
        own[:start] - mixture[:start]
    )


@pytest.mark.parametrize("way", WAYS[1:])
def test_the_published_numbers_are_those_of_an_iteration_that_stops_early(proposition_99, way):
    assert published_way(*proposition_99, way) == pytest.approx(PUBLISHED[way], abs=5e-5)


@pytest.mark.parametrize(
    ("way", "solved", "within"),
    [
        ("difference_in_differences", -27.3491, 5e-5),
        ("synthetic_difference_in_differences", -15.6054, 0.002),
        ("synthetic_control", -19.5136, 0.11),
    ],
)
def test_proposition_99_solved_to_the_end_lies_beside_the_published_numbers(proposition_99, way, solved, within):
    change = synthetic_opinion(*proposition_99, way=way).change
    assert change == pytest.approx(solved, abs=5e-5)
    assert change == pytest.approx(PUBLISHED[way], abs=within)


def test_the_published_weights_are_never_closer_than_ours():
    rng = np.random.default_rng(8)
    for _ in range(20):
        columns, target = rng.standard_normal((12, 9)), rng.standard_normal(12)
        far = [
            ((columns @ weights - target) ** 2).sum()
            for weights in (
                closest_mixture(columns, target, 1e-9),
                by_published_iteration(columns, target, 1e-6, 1.0, apart=False),
            )
        ]
        assert far[0] <= far[1] + 1e-9
        assert far[0] == pytest.approx(far[1], rel=0.02)
