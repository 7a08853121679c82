"""How much of an area somebody watched, day by day of a stretch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.asked import Stretch
from ceasefire.assessment.columns import Days
from ceasefire.clock import HOUR, Span, TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.matching.watching import Watch
from ceasefire.scope import Scope, Where, product
from ceasefire.terms.model import Clause


def watched_days(
    watch: Watch, clause: Clause, ground: Where, days: Days, stretch: Stretch
) -> NDArray[np.float64] | None:
    """Return the share of the ground and of each day that was watched by somebody able to see such acts, (days,).

    None when nobody recorded who was watching. Told for the stretch and as many days before it; other days are 0.
    """
    if watch.seen is None:
        return None
    leaves = taxonomy.acts().expand(clause.acts or (taxonomy.EVERY,))
    able = [each.extent for each in watch.seen if each.extent is not None and leaves <= each.effort.acts]
    seen, starts = Scope.union(able), days.starts()
    shares = np.zeros(days.count)
    area_km2 = ground.area_km2()
    for day in range(max(0, stretch.start - stretch.length), stretch.start + stretch.length):
        span = Span(int(starts[day]), int(starts[day + 1]))
        whole = area_km2 * (span.end - span.start) / HOUR
        shares[day] = seen.measure(within=product(ground, TimeSet((span,)))) / whole if whole else 0.0
    return shares
