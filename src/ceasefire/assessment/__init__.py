"""Did it hold, against what would have been, and when did it break: answers with their reasons."""

from ceasefire.assessment.alarm import AlarmState, BreakAlarm
from ceasefire.assessment.alarm_baseline import Baseline, learn_baseline
from ceasefire.assessment.assess import assess
from ceasefire.assessment.base_rates import BaseRate, Contest, base_rate, contest, leave_one_out
from ceasefire.assessment.effect import Effect, unless_effort_changed
from ceasefire.assessment.ended_shares import EndedShare, ended_shares
from ceasefire.assessment.estimate import estimate_effect
from ceasefire.assessment.fires import Heat, HeatAnomaly, HeatMonth, heat_anomalies
from ceasefire.assessment.heat_input import HeatCells, heat_counts
from ceasefire.assessment.interrupted import CourseOpinion, course_opinion
from ceasefire.assessment.lateness import Lateness, learn_lateness, nowcast, unknown_as_unwatched
from ceasefire.assessment.opinions import Opinion
from ceasefire.assessment.recurrent import recurrent_opinion
from ceasefire.assessment.results import Assessment, Result
from ceasefire.assessment.rules import Rules, rules
from ceasefire.assessment.run_length import poisson_cusum_run_length
from ceasefire.assessment.survival import Durations, Spell, Step, durations
from ceasefire.assessment.synthetic import SyntheticOpinion, synthetic_opinion
from ceasefire.assessment.tally import Aside
from ceasefire.assessment.track_record import NOT_SHOWN, TrackRecord, TypeDurations, track_record
from ceasefire.assessment.type_rate import TypeRate, type_rate
from ceasefire.errors import BadCounts

__all__ = [
    "NOT_SHOWN",
    "AlarmState",
    "Aside",
    "Assessment",
    "BadCounts",
    "BaseRate",
    "Baseline",
    "BreakAlarm",
    "Contest",
    "CourseOpinion",
    "Durations",
    "Effect",
    "EndedShare",
    "Heat",
    "HeatAnomaly",
    "HeatCells",
    "HeatMonth",
    "Lateness",
    "Opinion",
    "Result",
    "Rules",
    "Spell",
    "Step",
    "SyntheticOpinion",
    "TrackRecord",
    "TypeDurations",
    "TypeRate",
    "assess",
    "base_rate",
    "contest",
    "course_opinion",
    "durations",
    "ended_shares",
    "estimate_effect",
    "heat_anomalies",
    "heat_counts",
    "learn_baseline",
    "learn_lateness",
    "leave_one_out",
    "nowcast",
    "poisson_cusum_run_length",
    "recurrent_opinion",
    "rules",
    "synthetic_opinion",
    "track_record",
    "type_rate",
    "unknown_as_unwatched",
    "unless_effort_changed",
]
