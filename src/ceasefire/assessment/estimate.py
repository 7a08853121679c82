"""What changed in one area against what would have been, from its history, other areas, and their placebo windows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from ceasefire.assessment import wording
from ceasefire.assessment.comparison import FEWEST, LESSONS, Comparison, compare
from ceasefire.assessment.effect import Answer, Effect, effort_changed
from ceasefire.assessment.question import SIZES, Question, ask
from ceasefire.assessment.rules import Rules, rules
from ceasefire.assessment.windows import lay_out
from ceasefire.kernel.reasons import Reason

METHOD: Final = "placebo windows, version 3"


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
    effects: Iterable[float] = SIZES,
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
        effects: Changes, as shares from -1 on, for which the power is worked out: -0.5 is half as many, 1 twice as
            many. A rise among them says how often a rise would be found; what counts as large is stated by a fall.
        level: Of the interval.
        seed: Of the lots by which placebo windows are thinned; the same seed gives the same answer.

    Returns:
        The Effect. A fall is reported at p ≤ .05; no large change only with a power of .8 against the stated
        change (the fall of `effects` nearest to −50 %, that itself where none is there), and with an interval inside
        it and its reverse; all else is cannot_tell, and so is everything with fewer than 200 placebo windows or a
        history without events.

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
    return estimate(question, rules()).effect


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """An effect and the comparison with placebo windows that it was read off; None where nothing was compared."""

    effect: Effect
    question: Question
    comparison: Comparison | None
    rules: Rules

    def had_been(self, count: int) -> Effect:
        """Return the effect that so many counts in the window would have had, all else being as it was.

        What was to be expected does not hang on the window's own count, so nothing is foretold again.
        """
        if self.comparison is None:
            return self.effect
        counts = self.question.counts.copy()
        counts[self.question.unit, self.question.start : self.question.end] = 0.0
        counts[self.question.unit, self.question.start] = count
        other = replace(self.comparison, observed=float(count))
        return _told(replace(self.question, counts=counts), other, self.rules)


def estimate(question: Question, by: Rules) -> Estimate:
    """Answer a checked question; the lines between the answers are drawn by the rules."""
    if why := _unusable(question):
        return Estimate(_untold(question, 0, why), question, None, by)
    windows = lay_out(question)
    if windows is None:
        return Estimate(_untold(question, 0, wording.short_history(question.history)), question, None, by)
    placebos, assessed = windows
    if not len(assessed):
        return Estimate(_untold(question, len(placebos), wording.nobody_watched()), question, None, by)
    if len(placebos) < FEWEST:
        few = wording.few_placebos(len(placebos), FEWEST)
        return Estimate(_untold(question, len(placebos), few), question, None, by)
    comparison = compare(placebos, assessed)
    return Estimate(_told(question, comparison, by), question, comparison, by)


def _unusable(question: Question) -> Reason | None:
    """Why nothing can be said, before any placebo window is looked at."""
    if len(question.counts) == 1:
        return wording.one_area()
    if not question.history:
        return wording.no_history(question.start)
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


def _told(question: Question, comparison: Comparison, by: Rules) -> Effect:
    low, high = (100 * end for end in comparison.interval(question.level, question.seed))
    log_ratio = comparison.log_ratio
    stated, reverse = _stated(question, by.large_change)
    powers = comparison.power((*question.effects, stated, reverse), by.finding_at, question.seed)
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
    answer, why = _answer(comparison, effect, rank, (stated, powers[stated]), (reverse, powers[reverse]), by)
    return replace(effect, answer=answer, reasons=(*why, *_circumstances(question, effect)))


def _stated(question: Question, large: float) -> tuple[float, float]:
    """The fall that counts as large, and the rise that undoes it."""
    falls = [change for change in question.effects if -1 < change < 0]
    stated = min(falls, key=lambda change: abs(change - large), default=large)
    return stated, 1 / (1 + stated) - 1


def _answer(
    comparison: Comparison,
    effect: Effect,
    rank: Reason,
    fall: tuple[float, float],
    rise: tuple[float, float],
    by: Rules,
) -> tuple[Answer, tuple[Reason, ...]]:
    """The answer and the reasons that decide it; `fall` and `rise` are large changes, each with its power."""
    if why := _withheld(comparison):
        return "cannot_tell", (why, rank)
    if effect.p_value <= by.finding_at:
        return "fell", (rank, *wording.overstated(*fall, by.power_needed))
    if effect.p_rise <= by.finding_at:
        return "rose", (rank, *wording.overstated(*rise, by.power_needed))
    if fall[1] < by.power_needed:
        return "cannot_tell", (rank, wording.too_little_power(*fall))
    low, high = effect.interval
    if low <= 100 * fall[0] or high >= 100 * rise[0]:
        return "cannot_tell", (rank, wording.wide_interval(effect.interval))
    return "no_large_change", (rank, wording.enough_power(*fall))


def _withheld(comparison: Comparison) -> Reason | None:
    """Why the figures are given and no answer is."""
    if comparison.few_lessons:
        return wording.few_lessons(LESSONS)
    if comparison.one_teacher:
        return wording.one_teacher()
    if comparison.neighbours_beyond:
        return wording.neighbours_beyond()
    return wording.level_beyond() if comparison.level_beyond else None


def _circumstances(question: Question, effect: Effect) -> tuple[Reason, ...]:
    """What the reader has to know beside the answer."""
    told = [wording.compared_with(len(question.controls)), wording.not_corrected(effect.naive_log_ratio)]
    before, during = _effort(question)
    if question.has_effort and effort_changed(before, during):
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
