"""Deaths in reports of which some say nothing: no zero that nobody stated, and no number that is larger than told."""

import pytest

from ceasefire.kernel.deaths import Deaths


@pytest.mark.parametrize(
    ("told", "number", "words"),
    [
        ([3, 0], 3, "3"),
        ([0, 0], 0, "0"),
        ([], 0, "0"),
        ([None], None, "an unknown number of"),
        ([0, None], None, "an unknown number of"),
        ([1234, None], 1234, "at least 1,234"),
    ],
)
def test_a_report_that_says_nothing_of_deaths_is_no_report_of_none(told, number, words):
    found = Deaths.of(told)
    assert (found.number, found.in_words()) == (number, words)
    assert found.to_json() == {"deaths": number, "deaths_not_told": told.count(None)}


def test_of_a_record_that_tells_no_deaths_not_even_an_empty_share_is_zero():
    assert Deaths(0, 0, is_recorded=False).number is None
    assert (Deaths(0, 0, is_recorded=False) + Deaths(4)).number == 4
    assert Deaths.of([2, None]) + Deaths.of([None, 1]) == Deaths(3, 2)
