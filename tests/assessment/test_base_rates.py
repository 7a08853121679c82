"""Base rates: pulled together as far as the record is short, against numerical integration; and what must beat them."""

import numpy as np
import pytest
from scipy import integrate, special

from ceasefire.assessment import base_rate, contest, leave_one_out
from ceasefire.errors import BadInput

KINDS = ["repair"] * 20 + ["feast"] * 12 + ["front"] * 3
HELD = [True] * 18 + [False] * 2 + [True] * 3 + [False] * 9 + [True] * 3


def integrated(kind, record):
    """The posterior mean by adaptive quadrature over the mean and log size of the common Beta."""

    def density(log_size, mean):
        size = np.exp(log_size)
        a, b = mean * size, (1 - mean) * size
        log = -0.5 * log_size
        for good, n in record.values():
            log += special.betaln(a + good, b + n - good) - special.betaln(a, b)
        return np.exp(log)

    good, n = record.get(kind, (0, 0))

    def weighted(log_size, mean):
        size = np.exp(log_size)
        return density(log_size, mean) * (mean * size + good) / (size + n)

    box = (0, 1, np.log(0.5), np.log(500))
    return integrate.dblquad(weighted, *box, epsrel=1e-5)[0] / integrate.dblquad(density, *box, epsrel=1e-5)[0]


@pytest.mark.parametrize("kind", ["repair", "feast", "front", "never seen"])
def test_the_rate_is_the_posterior_mean(kind):
    record = {"repair": (18, 20), "feast": (3, 12), "front": (3, 3)}
    assert base_rate(kind, KINDS, HELD).rate == pytest.approx(integrated(kind, record), abs=0.005)


def test_a_short_record_is_pulled_and_a_long_one_is_not():
    front, repair = base_rate("front", KINDS, HELD), base_rate("repair", KINDS, HELD)
    assert 0.7 < front.rate < 0.95
    assert abs(repair.rate - 0.9) < 0.04
    assert front.high - front.low > repair.high - repair.low
    assert front.low < front.rate < front.high
    assert (front.n, front.held, front.all_n, front.all_held) == (3, 3, 35, 24)
    assert "3 of 3 ceasefires of this type held, and 24 of 35" in front.reasons[0].text
    unseen = base_rate("new", KINDS, HELD)
    assert (unseen.n, unseen.held) == (0, 0)
    assert unseen.high - unseen.low > front.high - front.low


def test_the_interval_covers_the_chances_of_types():
    rng, inside = np.random.default_rng(3), []
    for _ in range(15):
        chances = rng.beta(4, 2, 6)
        kinds = np.repeat(np.arange(6), rng.integers(2, 25, 6))
        held = rng.random(len(kinds)) < chances[kinds]
        for kind in range(6):
            found = base_rate(str(kind), list(map(str, kinds)), held.tolist())
            inside.append(found.low <= chances[kind] <= found.high)
    assert 0.82 <= np.mean(inside) <= 0.98


def test_each_case_is_told_from_the_others_only():
    found = leave_one_out(KINDS, HELD)
    for at in (0, 19, 20, 34):
        others = [each for each in range(35) if each != at]
        rest = base_rate(KINDS[at], [KINDS[each] for each in others], [HELD[each] for each in others])
        assert found[at] == pytest.approx(rest.rate)


def test_a_model_has_to_beat_the_base_rate_beyond_chance():
    truth = np.array(HELD)
    clever = contest(np.where(truth, 0.97, 0.03), KINDS, HELD)
    assert clever.wins
    assert clever.gain == pytest.approx(clever.model - clever.base)
    assert not contest(leave_one_out(KINDS, HELD), KINDS, HELD).wins
    assert not contest([0.5] * 35, KINDS, HELD).wins
    assert contest([0.6] * 35, KINDS, HELD, seed=4) == contest([0.6] * 35, KINDS, HELD, seed=4)


@pytest.mark.parametrize(
    ("kinds", "held"), [([], []), (["a"], []), (["a"], [None]), (["a"], [1]), (["a", "b"], [True, 0.5])]
)
def test_what_is_no_record_is_refused(kinds, held):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-031"):
        base_rate("a", kinds, held)


@pytest.mark.parametrize("chances", [[0.5], [0.5, 1.0], [0.5, float("nan")]])
def test_what_are_no_chances_is_refused(chances):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-031"):
        contest(chances, ["a", "b"], [True, False])


def test_one_case_leaves_none_over():
    with pytest.raises(BadInput, match="CF-ASSESSMENT-031"):
        leave_one_out(["a"], [True])


@pytest.mark.parametrize("level", [0, 1, float("nan")])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-008"):
        base_rate("a", ["a"], [True], level=level)
