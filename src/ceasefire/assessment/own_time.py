"""What the record shows of a clause's own time and place, and the answer that both readings of it leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ceasefire.assessment.asked import WHOLE, Stretch
from ceasefire.assessment.both_readings import under_both_readings
from ceasefire.assessment.columns import Columns, Floats
from ceasefire.assessment.contained import contained
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.estimate import Estimate
from ceasefire.assessment.in_window import InWindow
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.surroundings import Chosen, Surroundings
from ceasefire.scope import Where


def seen_in(
    columns: Columns, inside: Chosen, ground: Where, stretch: Stretch, watched: tuple[Floats, Floats] | None
) -> Seen:
    """Return what was seen of the stretch and before it, by the reports that lie `inside` (n,).

    `watched` is the watched share of each day, and of the clause's own time on it, (days,) each; None when nobody
    recorded it.
    """
    during = slice(stretch.start, stretch.start + stretch.length)
    shares: Floats | None = None
    if watched is not None:
        shares = watched[0].copy()
        shares[during] = watched[1][during]
    on_these = inside & (columns.day >= during.start) & (columns.day < during.stop)
    return Seen(
        days=columns.days,
        events=columns.per_day(inside),
        deaths=columns.deaths_per_day(inside),
        start=stretch.start,
        length=stretch.length,
        watched=shares,
        places=tuple(sorted(columns.places(on_these).values(), reverse=True)),
        silent=columns.silent_per_day(inside),
        tells_deaths=columns.tells_deaths,
        own=columns.days.shares(stretch.times)[during],
        window=InWindow.of(columns, ground, stretch.times, during),
    )


def read_twice(
    estimate: Estimate, setting: Setting, around: Surroundings, seen: Seen, stretch: Stretch, exposure: Floats | None
) -> Effect:
    """Return the effect, without its answer where it hangs on what only may lie in the clause's own time and place.

    Where days counted whole tell nothing of the window, `observed` is what surely lies in it.
    """
    if seen.window is None or seen.own is None:
        return estimate.effect
    if stretch.withheld is not None:
        return replace(estimate.effect, observed=seen.window.sure)
    whole, inner = np.flatnonzero(seen.own >= WHOLE), None
    if 0 < len(whole) < stretch.length:
        days = replace(stretch, start=stretch.start + int(whole[0]), length=len(whole))
        inner = setting.estimate(seen.events, around.others, days, compared=around.compared, exposure=exposure)
    return under_both_readings(estimate, seen.window, inner)


def on_own_days(columns: Columns, ground: Where, stretch: Stretch) -> Columns:
    """Return the same reports; where days counted whole tell nothing, those that cannot lie in it stand on no day."""
    if stretch.withheld is None:
        return columns
    _, perhaps = contained(columns, ground, stretch.times)
    return columns.on_days(np.where(perhaps, columns.day, -1))
