"""Did it hold, against what would have been, and when did it break: answers with their reasons."""

from ceasefire.assessment.alarm import AlarmState, BreakAlarm
from ceasefire.assessment.alarm_baseline import Baseline, learn_baseline
from ceasefire.assessment.effect import Effect, estimate_effect, unless_effort_changed
from ceasefire.assessment.run_length import poisson_cusum_run_length
from ceasefire.errors import BadCounts

__all__ = [
    "AlarmState",
    "BadCounts",
    "Baseline",
    "BreakAlarm",
    "Effect",
    "estimate_effect",
    "learn_baseline",
    "poisson_cusum_run_length",
    "unless_effort_changed",
]
