"""Events are reported late: the last days of a series are not calm, they are not yet known.

Both times are kept: the day of the event and the day of its report. From past pairs it is learned which share of a
day's events is known after how many days; the last days are then marked, or told with what is still to come.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ceasefire.assessment import codes
from ceasefire.assessment.alarm_input import day_count
from ceasefire.errors import BadCounts, BadInput, Code, Place, Problem

NEEDED_REPORTS: Final = 30
LEAST_KNOWN: Final = 0.05


@dataclass(frozen=True, slots=True)
class Lateness:
    """Which share of a day's events is reported after 0, 1, 2 … days: `known[0]`, `known[1]`, … and at last 1.

    `reports` says from how many pairs it was learned. Events whose report never comes are in no share.
    """

    known: tuple[float, ...]
    reports: int

    def share(self, age: int) -> float:
        """The share of a day's events that is known `age` days after it; 0 for days to come."""
        return 0.0 if age < 0 else self.known[min(age, len(self.known) - 1)]


def learn_lateness(event_days: Iterable[int], report_days: Iterable[int], as_of: int) -> Lateness:
    """Learn how late reports come, from the day of each event and that of its report, as known on day `as_of`.

    Days are whole numbers on one calendar. Late reports of young days are still missing from the pairs, so plain shares
    would look too punctual; each delay is therefore compared only with events old enough to have shown it (the
    reverse-time hazards of Lagakos, Barraj and De Gruttola 1988). At least 30 pairs; otherwise, and for days that do
    not fit, BadCounts. It does not show delays longer than any that was seen, or a change in how people report.
    """
    begun, told = _days("event_days", event_days), _days("report_days", report_days)
    if len(begun) != len(told):
        got = f"{len(begun)} days of events and {len(told)} of reports"
        raise BadCounts(_wrong(codes.BAD_REPORT_DAYS, got, "one report day for every event day"))
    pairs = list(zip(begun, told, strict=True))
    (today,) = _days("as_of", [as_of])
    wrong = [(event, report) for event, report in pairs if not event <= report <= today]
    if wrong:
        expected = f"event day ≤ report day ≤ {today}"
        raise BadCounts(_wrong(codes.BAD_REPORT_DAYS, f"{wrong[0]}, and {len(wrong) - 1} more", expected))
    if len(pairs) < NEEDED_REPORTS:
        raise BadCounts(_wrong(codes.TOO_FEW_REPORTS, str(len(pairs)), f"at least {NEEDED_REPORTS} reports"))
    events, reports = np.array(pairs).T
    delays, ages = reports - events, today - events
    known = [1.0]
    for delay in range(int(delays.max()), 0, -1):
        comparable = np.count_nonzero((delays <= delay) & (ages >= delay))
        known.append(known[-1] * (1 - np.count_nonzero(delays == delay) / comparable if comparable else 1.0))
    return Lateness(tuple(map(float, reversed(known))), len(pairs))


def unknown_as_unwatched(
    counts: Sequence[int | None], lateness: Lateness, as_of: int, *, least: float = 0.9
) -> tuple[int | None, ...]:
    """Return the counts of days 0, 1, 2 … with None for days of which less than `least` can be known on day `as_of`.

    A BreakAlarm fed with them does not take what is unreported for calm. BadInput for a share outside 0 to 1.
    """
    if not 0 <= least <= 1:
        raise BadInput(Problem(codes.BAD_OPTION, Place(field="least"), got=repr(least), expected="a share, 0 to 1"))
    return tuple(count if lateness.share(as_of - day) >= least else None for day, count in enumerate(counts))


def nowcast(count: int, share: float, level: float = 0.9) -> tuple[int, int] | None:
    """How many events the day will have when all reports are in, from `count` known so far: an interval of `level`.

    `share` is that which is known by now (`Lateness.share`); below 0.05 the answer is None, cannot tell. With every
    total equally likely beforehand, those to come are negative binomial: (count + m choose m) share^(count+1)
    (1 − share)^m. BadCounts or BadInput for numbers that cannot be. It is no forecast of days to come.
    """
    seen = day_count(count)
    for name, value, open_end in (("share", share, False), ("level", level, True)):
        if not (0 <= value < 1 or (value == 1 and not open_end)):
            raise BadInput(Problem(codes.BAD_OPTION, Place(field=name), got=repr(value), expected="a share, 0 to 1"))
    if share < LEAST_KNOWN:
        return None
    if share == 1:
        return seen, seen
    odds = (1 - share) / share
    most = int((seen + 1) * odds + 40 * np.sqrt((seen + 1) * odds / share) + 100)
    to_come = np.arange(1, most + 1)
    steps = np.log((seen + to_come) / to_come) + np.log1p(-share)
    chance = np.exp((seen + 1) * np.log(share) + np.concatenate([[0.0], np.cumsum(steps)]))
    low, high = np.searchsorted(np.cumsum(chance), [(1 - level) / 2, (1 + level) / 2])
    return seen + int(low), seen + int(high)


def _days(name: str, days: Iterable[int]) -> list[int]:
    try:
        return [operator.index(day) for day in days]
    except TypeError as error:
        raise BadCounts(_wrong(codes.BAD_REPORT_DAYS, f"{name}: {error}", "whole numbers")) from error


def _wrong(code: Code, got: str, expected: str) -> Problem:
    return Problem(code, got=got, expected=expected)
