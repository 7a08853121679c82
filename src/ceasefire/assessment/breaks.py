"""When a ceasefire broke: the first day on which a return above a share of the level before is proven."""

from __future__ import annotations

from typing import Final

from ceasefire.assessment.alarm import BreakAlarm
from ceasefire.assessment.rules import Rules
from ceasefire.assessment.seen import Seen

FEWEST_DAYS: Final = 60


def broke_on(seen: Seen, rules: Rules) -> int | None:
    """Return the assessed day (0 for the first) on which the alarm is raised; None when it never is.

    The alarm's own level is a share of the level of the year before the start, so it stays silent while counts stay
    below that. A day that nobody watched passes without evidence. It cannot be asked of a history that is shorter
    than 60 days or empty: None too.
    """
    history = seen.events[max(0, seen.start - rules.alarm_history_days) : seen.start]
    if len(history) < FEWEST_DAYS or not history.any():
        return None
    alarm = BreakAlarm.from_baseline(history.tolist(), arl=rules.alarm_run_days)
    held_to = float(history.mean()) * rules.alarm_level
    for number in range(seen.length):
        at = seen.start + number
        unseen = seen.watched is not None and seen.watched[at] == 0.0
        if alarm.update(None if unseen else int(seen.events[at]), expected=held_to):
            return number
    return None
