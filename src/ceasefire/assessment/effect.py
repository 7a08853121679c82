"""What changed in one area against what would have been, from its history, other areas, and their placebo windows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from ceasefire.assessment import wording
from ceasefire.assessment.comparison import ALPHA, FEWEST, Comparison, compare
from ceasefire.assessment.question import Question, ask
from ceasefire.assessment.windows import lay_out
from ceasefire.kernel.reasons import Reason

Answer = Literal["fell", "rose", "no_large_change", "cannot_tell"]

STATED: Final = -0.5  # the change that "no large change" speaks about, unless the listed ones say otherwise
ENOUGH_POWER: Final = 0.8
EFFORT_CHANGED: Final = 1 / 3
METHOD: Final = "placebo windows, version 1"


@dataclass(frozen=True, slots=True)
class Effect:
    """How a count changed, how sure that is, and why.

    `answer` is fell, rose, no_large_change or cannot_tell. `observed` is the count of the window, `expected` the
    count that comparable windows come to in the middle, none of them known to be under a ceasefire; `log_ratio` is
    log((observed + ½) / (expected + ½)) and `per_cent` the same as a change. `interval` is of the change in the
    expected count, in per cent, at the level that was asked for; its upper end is infinite where nothing limits it.
    `p_value` is one-sided for a fall, `p_rise` for a rise. `power` tells for each size of change how often one that
    large would be found. `placebos` is the number of placebo windows compared. `naive_log_ratio` compares with the
    days before and is not corrected for the run-up: it is there to be distrusted. What cannot be told is NaN.

    It speaks of counts, not of who caused the change, nor of anything that was not counted.
    """

    answer: Answer
    log_ratio: float
    per_cent: float
    interval: tuple[float, float]
    p_value: float
    p_rise: float
    observed: int
    expected: float
    power: Mapping[float, float]
    placebos: int
    naive_log_ratio: float
    reasons: tuple[Reason, ...]
    method: str
    seed: int

    def to_json(self) -> dict[str, Any]:
        """Return the published form; what is NaN or infinite is null."""
        return {
            "answer": self.answer,
            "log_ratio": _finite(self.log_ratio),
            "per_cent": _finite(self.per_cent),
            "interval": [_finite(end) for end in self.interval],
            "p_value": _finite(self.p_value),
            "p_rise": _finite(self.p_rise),
            "observed": self.observed,
            "expected": _finite(self.expected),
            "power": {f"{change:g}": _finite(power) for change, power in self.power.items()},
            "placebos": self.placebos,
            "naive_log_ratio": _finite(self.naive_log_ratio),
            "reasons": [reason.to_json() for reason in self.reasons],
            "method": self.method,
            "seed": self.seed,
        }


def estimate_effect(  # noqa: PLR0913 - an assessment has as many choices, and each is named where it is made
    counts: ArrayLike,
    unit: int,
    start: int,
    days: int,
    *,
    controls: Iterable[int] | None = None,
    exposure: ArrayLike | None = None,
    anticipation: int = 0,
    excluded: ArrayLike | None = None,
    effects: Iterable[float] = (-0.3, -0.5, -0.6, -0.8),
    level: float = 0.9,
    seed: int = 0,
) -> Effect:
    """Say whether an area was calmer during a ceasefire than it would have been without.

    Args:
        counts: Whole numbers, areas × days, all counted under one rule.
        unit: The row of the assessed area.
        start: The first day of the window, from 0.
        days: The length of the window; it is [start, start + days).
        controls: Rows to compare with; None for all others, empty for history only (the others still train it).
            An area that the ceasefire may have touched must not be among them.
        exposure: Effort, areas × days, in any unit, to which counts are proportional; None if it did not change.
        anticipation: Days before the start on which the ceasefire may have been felt; they are left out.
        excluded: True on days under any other ceasefire, areas × days; no placebo window touches one. None says
            that nobody named one, and then the answer says so.
        effects: Changes, as shares, for which the power is worked out.
        level: Of the interval.
        seed: Of the lots by which placebo windows are thinned; the same seed gives the same answer.

    Returns:
        The Effect. A fall is reported at p ≤ .05; no large change only with a power of .8 against the stated
        change (that of `effects` nearest to −50 %), and with an interval inside it and its reverse; all else is
        cannot_tell, and so is everything with fewer than 200 placebo windows or a history without events.

    Raises:
        BadCounts: The counts, or what is asked of them, are not usable; every problem is named.

    Source: rank test on placebo dates, conditional on foretold level and run-up, inverted by thinning; derivation,
    assumptions and measured error rates stand on the page "Against what would have been". It does not show that
    the ceasefire caused a change, and it does not hold its level where the start was chosen knowing what followed.
    """
    question = ask(
        counts,
        unit,
        start,
        days,
        controls=controls,
        exposure=exposure,
        anticipation=anticipation,
        excluded=excluded,
        effects=effects,
        level=level,
        seed=seed,
    )
    if why := _unusable(question):
        return _untold(question, 0, why)
    windows = lay_out(question)
    if windows is None:
        return _untold(question, 0, wording.short_history(question.history))
    placebos, assessed = windows
    if not len(assessed):
        return _untold(question, len(placebos), wording.nobody_watched())
    if len(placebos) < FEWEST:
        return _untold(question, len(placebos), wording.few_placebos(len(placebos), FEWEST))
    return _told(question, compare(placebos, assessed))


def unless_effort_changed(effect: Effect, before: float, during: float) -> Effect:
    """Take an answer back where watching changed by a third or more and the counts were not set against it.

    `before` and `during` are effort per day in one unit. Monitors deploy when a ceasefire starts, and counts rise;
    they leave when shelling does, and counts fall. Use it where effort is known round the start only and can
    therefore not be given to `estimate_effect` as `exposure`.
    """
    if not _changed(before, during):
        return effect
    why = wording.effort_unequal(before, during)
    nothing = math.nan
    return replace(
        effect,
        answer="cannot_tell",
        log_ratio=nothing,
        per_cent=nothing,
        interval=(nothing, nothing),
        p_value=nothing,
        p_rise=nothing,
        expected=nothing,
        power=dict.fromkeys(effect.power, nothing),
        reasons=(why,),
    )


def _changed(before: float, during: float) -> bool:
    return abs(during - before) >= EFFORT_CHANGED * before if before > 0 else during > 0


def _unusable(question: Question) -> Reason | None:
    """Why nothing can be said, before any placebo window is looked at."""
    if len(question.counts) == 1:
        return wording.one_area()
    if not question.counts[question.unit, : question.history].any():
        return wording.empty_history()
    return None


def _untold(question: Question, placebos: int, why: Reason) -> Effect:
    nothing = math.nan
    return Effect(
        answer="cannot_tell",
        log_ratio=nothing,
        per_cent=nothing,
        interval=(nothing, nothing),
        p_value=nothing,
        p_rise=nothing,
        observed=_observed(question),
        expected=nothing,
        power=dict.fromkeys(question.effects, nothing),
        placebos=placebos,
        naive_log_ratio=_naive(question),
        reasons=(why,),
        method=_method(question),
        seed=question.seed,
    )


def _told(question: Question, comparison: Comparison) -> Effect:
    low, high = (100 * end for end in comparison.interval(question.level, question.seed))
    log_ratio = comparison.log_ratio
    stated, reverse = _stated(question)
    powers = comparison.power((*question.effects, stated, reverse), question.seed)
    effect = Effect(
        answer="cannot_tell",
        log_ratio=log_ratio,
        per_cent=100 * math.expm1(log_ratio),
        interval=(low, high),
        p_value=comparison.p_fall,
        p_rise=comparison.p_rise,
        observed=_observed(question),
        expected=comparison.expected,
        power={change: powers[change] for change in question.effects},
        placebos=len(comparison),
        naive_log_ratio=_naive(question),
        reasons=(),
        method=_method(question),
        seed=question.seed,
    )
    rank = wording.rank(effect, others_named=question.others_named)
    answer, why = _answer(comparison, effect, rank, (stated, powers[stated]), (reverse, powers[reverse]))
    return replace(effect, answer=answer, reasons=(*why, *_circumstances(question, effect)))


def _stated(question: Question) -> tuple[float, float]:
    """The fall that counts as large, and the rise that undoes it."""
    falls = [change for change in question.effects if -1 < change < 0]
    stated = min(falls, key=lambda change: abs(change - STATED), default=STATED)
    return stated, 1 / (1 + stated) - 1


def _answer(
    comparison: Comparison, effect: Effect, rank: Reason, fall: tuple[float, float], rise: tuple[float, float]
) -> tuple[Answer, tuple[Reason, ...]]:
    """The answer and the reasons that decide it; `fall` and `rise` are large changes, each with its power."""
    if comparison.neighbours_beyond:
        return "cannot_tell", (wording.neighbours_beyond(), rank)
    if comparison.level_beyond:
        return "cannot_tell", (wording.level_beyond(), rank)
    if effect.p_value <= ALPHA:
        return "fell", (rank, *wording.overstated(*fall, ENOUGH_POWER))
    if effect.p_rise <= ALPHA:
        return "rose", (rank, *wording.overstated(*rise, ENOUGH_POWER))
    if fall[1] < ENOUGH_POWER:
        return "cannot_tell", (rank, wording.too_little_power(*fall))
    low, high = effect.interval
    if low <= 100 * fall[0] or high >= 100 * rise[0]:
        return "cannot_tell", (rank, wording.wide_interval(effect.interval))
    return "no_large_change", (rank, wording.enough_power(*fall))


def _circumstances(question: Question, effect: Effect) -> tuple[Reason, ...]:
    """What the reader has to know beside the answer."""
    told = [wording.compared_with(len(question.controls)), wording.not_corrected(effect.naive_log_ratio)]
    before, during = _effort(question)
    if question.has_effort and _changed(before, during):
        told.append(wording.effort_offset(before, during))
    if not question.open_days[question.unit, question.start : question.end].all():
        told.append(wording.other_ceasefire())
    return tuple(each for each in told if each is not None)


def _effort(question: Question) -> tuple[float, float]:
    """Effort per day in the window's length before the start, and in the window."""
    watched = question.watched[question.unit]
    before = watched[max(question.start - question.days, 0) : question.start]
    return float(before.mean()) if len(before) else 0.0, float(watched[question.start : question.end].mean())


def _observed(question: Question) -> int:
    return int(question.counts[question.unit, question.start : question.end].sum())


def _naive(question: Question) -> float:
    """Log of the rate in the window against that of as many days before; no correction of any kind."""
    before = question.counts[question.unit, max(question.start - question.days, 0) : question.start]
    if not len(before):
        return math.nan
    share = question.days / len(before)
    return float(np.log((_observed(question) + 0.5) / (before.sum() * share + 0.5)))


def _method(question: Question) -> str:
    return f"{METHOD}: " + ("history and neighbours" if question.controls else "history only")


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
