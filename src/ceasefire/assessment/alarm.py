"""When did it break? An alarm that is fed one count a day and is rarely wrong.

The evidence is a Shiryaev–Roberts e-detector. For every rise in RISES, R = (1 + R) · L, where L is how many times
better the count of the day fits the risen mean than the usual one; the evidence is log(1 + mean of the R).
With the usual mean and dispersion, E[L] = 1 on every watched day, so (mean of the R) minus (days) is a martingale
that starts at the head start, and at the alarm its expectation gives: mean run ≥ threshold − head start = `arl`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from ceasefire.assessment.alarm_baseline import Baseline, learn_baseline
from ceasefire.assessment.alarm_file import FORMAT, Stored, read_stored
from ceasefire.assessment.alarm_input import check_settings, day_count, expected_count
from ceasefire.kernel.reasons import Reason, reason

RISES: Final = (2.0, 3.0, 4.0, 6.0)
"""How many times the usual mean: what a break may look like. A rise in between is found through its neighbours."""

HEAD_START: Final = 1 / 20
"""Where R starts, as a share of `arl`: a watch begins alert, and the threshold is higher by as much."""

Terms = tuple[tuple[float, float], ...]
"""For every rise (a, b): the log of L is count · a − b."""


@dataclass(frozen=True, slots=True)
class AlarmState:
    """How an alarm stands after a day.

    `day` counts from 1, days that nobody watched included. `evidence` and `threshold` are natural logarithms.
    `since` is the day from which the rise most likely dates, and None while there is no alarm. Once raised, an alarm
    stays: `evidence` may then be below `threshold` again. No alarm does not say that nothing happened.
    """

    day: int
    alarm: bool
    evidence: float
    threshold: float
    since: int | None

    def __bool__(self) -> bool:
        """Whether the alarm is raised."""
        return self.alarm

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why there is an alarm, or none."""
        values = {"day": self.day, "evidence": round(self.evidence, 2), "threshold": round(self.threshold, 2)}
        if self.since is None:
            text = "By day {day} the evidence of a rise is {evidence}; an alarm needs {threshold}."
            return (reason("no_alarm", text, **values),)
        text = (
            "The counts have risen, most likely from day {since} on; "
            "evidence on day {day}: {evidence}, alarm from {threshold}."
        )
        return (reason("alarm", text, since=self.since, **values),)

    def to_json(self) -> dict[str, Any]:
        """The state as data, with its reasons."""
        return asdict(self) | {"reasons": [each.to_json() for each in self.reasons]}


class BreakAlarm:
    """Says when counts have risen above the usual for good; on quiet days it errs once in `arl` days or less often.

    `mean` is the usual count a day, `dispersion` is k in variance = mean + mean²/k (`math.inf`: Poisson), `arl` the
    mean number of watched days to a false alarm. Guaranteed for independent days with that mean and k, or with a
    smaller mean or a larger k. `autocorrelation` (lag 1; 0 to 0.9) multiplies the logs of threshold and head start by
    1 / (1 − autocorrelation); that is measured, not proven. BadInput for settings that cannot be.

    `baseline` says how the settings were learned, where they were. Source: Shiryaev (1963), Roberts (1966); mixtures
    and guarantee as e-detectors in Shin, Ramdas and Rinaldo (2023). An alarm does not say who broke what.
    """

    __slots__ = ("_alarm", "_day", "_evidence", "_log_r", "_scores", "_since", "_starts", "_terms", "_threshold", "arl",
                 "autocorrelation", "baseline", "dispersion", "mean")  # fmt: skip

    def __init__(self, mean: float, dispersion: float, arl: float = 1000, *, autocorrelation: float = 0.0) -> None:
        check_settings(mean, dispersion, arl, autocorrelation)
        self.mean: Final = float(mean)
        self.dispersion: Final = float(dispersion)
        self.arl: Final = float(arl)
        self.autocorrelation: Final = float(autocorrelation)
        self.baseline: Baseline | None = None
        self._threshold = _log1p_exp(self._scaled(1 + HEAD_START))
        self._terms = _terms(self.mean, self.dispersion)
        self._day = 0
        self.reset()

    @classmethod
    def from_baseline(cls, counts: Sequence[int | None], arl: float = 1000) -> BreakAlarm:
        """Return an alarm set by a quiet stretch of daily counts; None marks days that nobody watched.

        Takes the upper 90 % bounds of the mean and of the lag-1 autocorrelation and the lower 90 % bound of k: an alarm
        that is set by the estimates themselves is too nervous wherever the stretch happened to be calm. At least 60
        watched days, not all zero; otherwise BadCounts. It cannot know seasons and trends longer than the stretch.
        """
        learned = learn_baseline(counts)
        made = cls(learned.upper_mean, learned.lower_dispersion, arl, autocorrelation=learned.upper_autocorrelation)
        made.baseline = learned
        return made

    def update(self, count: int | None, *, expected: float | None = None) -> AlarmState:
        """Take in the count of the next day, and return how the alarm stands.

        `count` is None when nobody watched: the day passes, the evidence stays. `expected` stands in for `mean` on that
        day, with the same k (half the watching: half the mean). Raises BadCounts for a negative number, a fraction, NaN
        or a truth value, BadInput for an `expected` that is not above 0; the alarm is then as it was before.
        """
        terms = self._terms if expected is None else _terms(expected_count(expected), self.dispersion)
        number = None if count is None else day_count(count)
        self._day += 1
        if number is not None:
            self._take_in(number, terms)
        return self.state

    @property
    def state(self) -> AlarmState:
        """How the alarm stands after the days so far."""
        return AlarmState(self._day, self._alarm, self._evidence, self._threshold, self._since)

    def reset(self) -> None:
        """Lower the alarm and start afresh on the next day; the days go on being counted."""
        self._alarm = False
        self._since: int | None = None
        self._log_r = [self._scaled(HEAD_START)] * len(RISES)
        self._evidence = _evidence(self._log_r)
        self._scores = [0.0] * len(RISES)
        self._starts = [self._day + 1] * len(RISES)

    def to_json(self) -> dict[str, Any]:
        """The alarm in the midst of a watch, a mapping for `json.dumps`; `from_json` takes it up again exactly."""
        return {
            "format": FORMAT,
            "mean": self.mean,
            "dispersion": "inf" if math.isinf(self.dispersion) else self.dispersion,
            "arl": self.arl,
            "autocorrelation": self.autocorrelation,
            "day": self._day,
            "alarm": self._alarm,
            "since": self._since,
            "rises": list(RISES),
            "log_r": list(self._log_r),
            "scores": list(self._scores),
            "starts": list(self._starts),
            "baseline": None if self.baseline is None else self.baseline.to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | str) -> BreakAlarm:
        """Return the alarm from the mapping that `to_json` gave, or from the JSON text that was made of it.

        UnknownFormat for another kind or major version, BadInput with every field that cannot be taken up.
        """
        stored = read_stored(value, RISES)
        made = cls(stored.mean, stored.dispersion, stored.arl, autocorrelation=stored.autocorrelation)
        made._restore(stored)
        return made

    def _scaled(self, share: float) -> float:
        """The log of a share of `arl`, larger where false evidence comes in heaps because days go together."""
        return math.log(self.arl * share) / (1 - self.autocorrelation)

    def _restore(self, stored: Stored) -> None:
        self._day, self._alarm, self._since = stored.day, stored.alarm, stored.since
        self._log_r, self._scores, self._starts = list(stored.log_r), list(stored.scores), list(stored.starts)
        self._evidence = _evidence(self._log_r)
        self.baseline = stored.baseline

    def _take_in(self, count: int, terms: Terms) -> None:
        for at, (a, b) in enumerate(terms):
            fits = count * a - b
            self._log_r[at] = _log1p_exp(self._log_r[at]) + fits
            if self._scores[at] <= 0:
                self._scores[at], self._starts[at] = 0.0, self._day
            self._scores[at] += fits
        self._evidence = _evidence(self._log_r)
        if not self._alarm and self._evidence >= self._threshold:
            self._alarm = True
            self._since = self._starts[max(range(len(RISES)), key=self._scores.__getitem__)]


def _evidence(log_r: Sequence[float]) -> float:
    """The log of 1 + the mean of the R, from their logs."""
    most = max(log_r)
    return _log1p_exp(most + math.log(sum([math.exp(each - most) for each in log_r]) / len(log_r)))


def _terms(mean: float, dispersion: float) -> Terms:
    """The likelihood ratio of a risen negative binomial mean against the usual one, for every rise.

    log L = x log r − (x + k) log((rm + k) / (m + k)), and x log r − (r − 1) m for Poisson.
    """
    if math.isinf(dispersion):
        return tuple((math.log(rise), (rise - 1) * mean) for rise in RISES)
    steps = [(rise, math.log1p((rise - 1) * mean / (mean + dispersion))) for rise in RISES]
    return tuple((math.log(rise) - step, dispersion * step) for rise, step in steps)


def _log1p_exp(x: float) -> float:
    """The log of 1 + exp(x), at any size of x."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
