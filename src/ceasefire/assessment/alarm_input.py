"""What is told to an alarm, checked: counts of a day, and the numbers that it is set by."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from ceasefire.assessment import codes
from ceasefire.errors import BadCounts, BadInput, Code, Place, Problem

LARGEST: Final = 2**53  # beyond it a float skips whole numbers
LONGEST: Final = 1e9  # days
MOST_DEPENDENT: Final = 0.9
_REAL: Final = (int, float, np.integer, np.floating)


def day_count(value: Any, field: str = "count") -> int:  # noqa: ANN401 - hostile input is the subject
    """Return the count of one day as an int; raise BadCounts for what is no count.

    Whole floats pass (tables with gaps turn counts into floats); NaN does not: a day that nobody watched is None.
    """
    if type(value) is int and 0 <= value <= LARGEST:
        return value
    if _is_number(value) and 0 <= value <= LARGEST and value == int(value):
        return int(value)
    expected = f"a whole number from 0 to {LARGEST}, or None for a day that nobody watched"
    raise BadCounts(Problem(codes.NOT_A_DAYS_COUNT, Place(field=field), got=repr(value), expected=expected))


def expected_count(value: Any) -> float:  # noqa: ANN401 - as above
    """Return the count that is expected of a day; raise BadInput unless it is above 0 and finite."""
    if _above_zero(value):
        return float(value)
    raise BadInput(_no_mean("expected", value))


def check_settings(mean: Any, dispersion: Any, arl: Any, autocorrelation: Any) -> None:  # noqa: ANN401 - as above
    """Raise BadInput with every setting of an alarm that it cannot have."""
    if problems := tuple(_settings(mean, dispersion, arl, autocorrelation)):
        raise BadInput(problems)


def _settings(mean: Any, dispersion: Any, arl: Any, autocorrelation: Any) -> Iterator[Problem]:  # noqa: ANN401 - as above
    if not _above_zero(mean):
        yield _no_mean("mean", mean)
    if not (_is_number(dispersion) and dispersion > 0):
        expected = "k of variance = mean + mean²/k: a number above 0; math.inf for Poisson"
        yield _problem(codes.BAD_DISPERSION, "dispersion", dispersion, expected)
    yield from run_length_problems(arl)
    if not (_is_number(autocorrelation) and 0 <= autocorrelation <= MOST_DEPENDENT):
        expected = f"0 to {MOST_DEPENDENT}"
        yield _problem(codes.BAD_AUTOCORRELATION, "autocorrelation", autocorrelation, expected)


def run_length_problems(arl: Any) -> Iterator[Problem]:  # noqa: ANN401 - as above
    """What is wrong with the mean run that is asked for."""
    if not (_is_number(arl) and 1 <= arl <= LONGEST):
        yield _problem(codes.BAD_RUN_LENGTH, "arl", arl, f"days, from 1 to {LONGEST:.0f}")


def _above_zero(value: Any) -> bool:  # noqa: ANN401 - as above
    return _is_number(value) and 0 < value <= LARGEST


def _is_number(value: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(value, _REAL) and not isinstance(value, bool | np.bool_) and not math.isnan(value)


def _no_mean(field: str, value: object) -> Problem:
    return _problem(codes.BAD_MEAN, field, value, f"a number above 0, at most {LARGEST}")


def _problem(code: Code, field: str, value: object, expected: str) -> Problem:
    return Problem(code, Place(field=field), got=repr(value), expected=expected)
