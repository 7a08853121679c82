"""Whether the record runs on over the assessed days: one stray row far away does not make it reach there."""

from __future__ import annotations

from typing import Final

import numpy as np

from ceasefire.assessment.columns import Columns
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

_A_WEEK: Final = 7  # days: many records are filled week by week
_USUAL: Final = 0.99  # of all empty stretches; the very longest may itself be a gap in the record


def stops_around(columns: Columns, days: slice) -> tuple[Reason, ...]:
    """Say where the whole record is empty for longer than it usually is, just before the assessed days or after.

    Looked at are reports of whatever acts and places, on the days that touch the assessed ones and lie outside them:
    within, calm is what was asked for. Usual is the longest of its other empty stretches but for one in a hundred,
    and in any case a week. A stretch of calm that outlasts the window everywhere looks the same as a record that
    nobody kept on.
    """
    filled = np.unique(columns.day)
    last, following = filled[:-1], filled[1:]
    empty = following - last - 1
    touches = (last + 1 < days.stop) & (following - 1 >= days.start)
    outside = np.maximum(days.start - last - 1, following - days.stop)
    others = empty[~touches]
    usual = max(_A_WEEK, int(np.quantile(others, _USUAL, method="lower")) if len(others) else 0)
    why = mark(
        "the whole record holds no report from {first} to {until}, and is else seldom empty for more than {usual} "
        "days: whether anybody kept it in the assessed days is not known"
    )
    return tuple(
        reason(
            "record_stops",
            why,
            first=columns.days.day(int(last[at]) + 1).isoformat(),
            until=columns.days.day(int(following[at]) - 1).isoformat(),
            usual=usual,
        )
        for at in np.flatnonzero(touches & (outside > usual)).tolist()
    )
