"""Lengths are told as people say them, and stay raw numbers in the data."""

import pytest

from ceasefire.kernel.amounts import metres_in_words, minutes_in_words
from ceasefire.kernel.reasons import reason


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (0.4, "under 1 min"),
        (5, "5 min"),
        (60, "1 h"),
        (80, "1 h 20 min"),
        (1439.6, "1 day"),
        (1470, "1 day"),
        (1500, "1 day 1 h"),
        (16837.5, "11 days 17 h"),
        (43_200, "30 days"),
        (2_000_000, "1,389 days"),
    ],
)
def test_minutes(minutes: float, words: str) -> None:
    assert minutes_in_words(minutes) == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "0 m"), (44.4, "44 m"), (999.6, "1 km"), (1039, "1 km"), (2_449, "2.4 km"), (99_960, "100 km"), (1_240_400, "1,240 km")],
)  # fmt: skip
def test_metres(metres: float, words: str) -> None:
    assert metres_in_words(metres) == words


def test_a_reason_tells_its_margin_in_words_and_keeps_the_number() -> None:
    why = reason(
        "time_inside", "inside by {margin_min}, {margin_m} away, {n} rows", margin_min=80.0, margin_m=1039, n=3
    )
    assert why.text == "inside by 1 h 20 min, 1 km away, 3 rows"
    assert why.to_json()["values"] == {"margin_min": 80.0, "margin_m": 1039, "n": 3}
