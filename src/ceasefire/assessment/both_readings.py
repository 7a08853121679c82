"""An answer has to stand whether what may lie in the clause's time and place is counted or not."""

from __future__ import annotations

from dataclasses import replace

from ceasefire.assessment.effect import Effect
from ceasefire.assessment.estimate import Estimate
from ceasefire.assessment.in_window import InWindow
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import reason


def under_both_readings(estimate: Estimate, window: InWindow, days_in_full: Estimate | None) -> Effect:
    """Return the effect, without its answer where another reading of the same reports has another one.

    Read again are only what surely fell in the clause's time and place, and all that may have. `days_in_full` is the
    estimate of those of the assessed days that lie wholly in the window, None where all of them do.
    """
    effect = estimate.effect
    if effect.answer == "cannot_tell":
        return effect
    counts = {window.sure, window.possible} - {effect.observed}
    others = [estimate.had_been(count) for count in sorted(counts)]
    if any(each.answer != effect.answer for each in others):
        why = mark(
            "{sure} reports surely lie in its time and place and {possible} may: with one number and the other the "
            "answers differ, so none is given"
        )
        told = reason("readings_differ", why, sure=window.sure, possible=window.possible)
        return replace(effect, answer="cannot_tell", reasons=(told, *effect.reasons))
    if days_in_full is not None and days_in_full.effect.answer != effect.answer:
        why = mark("of the days that lie wholly in its time alone the answer is another one, so none is given")
        return replace(effect, answer="cannot_tell", reasons=(reason("edges_decide", why), *effect.reasons))
    return effect
