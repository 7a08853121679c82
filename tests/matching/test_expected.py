"""The interval for a number of reports equals a brute force over all outcomes, places drawn once."""

import itertools
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.matching import expected
from ceasefire.matching.expected import Draw, expected_number, interval

chances = st.sampled_from([0.05, 0.3, 0.5, 0.9, 1.0])
draws = st.lists(
    st.builds(Draw, place=st.sampled_from("ab"), p_place=chances, p_rest=chances, n=st.integers(1, 3)),
    min_size=1,
    max_size=5,
)


def same_place_same_chance(drawn: list[Draw]) -> list[Draw]:
    first = {draw.place: draw.p_place for draw in reversed(drawn)}
    return [Draw(draw.place, first[draw.place], draw.p_rest, draw.n) for draw in drawn]


def brute_force(drawn: list[Draw]) -> dict[int, float]:
    places = sorted({draw.place for draw in drawn})
    chance_of = {draw.place: draw.p_place for draw in drawn}
    mass: dict[int, float] = {}
    for hits in itertools.product([False, True], repeat=len(places)):
        inside = dict(zip(places, hits, strict=True))
        p_places = np.prod([chance_of[p] if inside[p] else 1 - chance_of[p] for p in places])
        for rest in itertools.product([False, True], repeat=len(drawn)):
            p_rest = np.prod([d.p_rest if r else 1 - d.p_rest for d, r in zip(drawn, rest, strict=True)])
            number = sum(d.n for d, r in zip(drawn, rest, strict=True) if r and inside[d.place])
            mass[number] = mass.get(number, 0.0) + float(p_places * p_rest)
    return mass


@given(draws)
def test_the_interval_is_the_brute_force_one(drawn: list[Draw]) -> None:
    drawn = same_place_same_chance(drawn)
    mass = brute_force(drawn)
    low, high = interval(drawn)
    assert sum(p for n, p in mass.items() if low <= n <= high) >= 0.9 - 1e-9
    assert sum(p for n, p in mass.items() if n < low) <= 0.05 + 1e-9
    assert sum(p for n, p in mass.items() if n > high) <= 0.05 + 1e-9
    assert isclose(expected_number(drawn), sum(n * p for n, p in mass.items()), abs_tol=1e-9)


def test_a_shared_place_widens_the_interval() -> None:
    apart = [Draw(str(k), 0.5, 1.0, 1) for k in range(40)]
    together = [Draw("one", 0.5, 1.0, 1) for _ in range(40)]
    assert interval(together) == (0, 40)
    assert interval(apart)[1] - interval(apart)[0] < 14


def test_no_draws_give_zero() -> None:
    assert interval([]) == (0, 0)


def test_the_normal_way_agrees_with_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Draw(str(k % 300), 0.4, 0.7, 1 + k % 3) for k in range(600)]
    exact = interval(many)
    monkeypatch.setattr(expected, "MOST_STEPS", 0)
    rough = interval(many)
    assert abs(rough[0] - exact[0]) <= 4
    assert abs(rough[1] - exact[1]) <= 4
