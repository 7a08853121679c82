"""How much of an area somebody watched, day by day, and the effort that counts can be set against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ceasefire.assessment.columns import Days, Floats, Ints, parts_of
from ceasefire.assessment.effect import Effect, unless_effort_changed
from ceasefire.assessment.seen import Seen
from ceasefire.clock import Span, TimeSet
from ceasefire.kernel import taxonomy
from ceasefire.matching.watching import Watch
from ceasefire.scope import Scope, Where
from ceasefire.terms.model import Clause


def watched_days(
    watch: Watch, clause: Clause, grounds: Sequence[Where], days: Days, times: TimeSet | None = None
) -> Floats | None:
    """Return the share of each ground and day that somebody able to see such acts watched, (grounds × days).

    With `times` only what lies in them counts as watched. None when nobody recorded who was watching.
    """
    if watch.seen is None:
        return None
    leaves = taxonomy.acts().expand(clause.acts or (taxonomy.EVERY,))
    able = [each.extent for each in watch.seen if each.extent is not None and leaves <= each.effort.acts]
    starts, known = days.starts(), dict[int, Floats]()
    shares = np.zeros((len(grounds), days.count))
    sizes = np.array([ground.area_km2() for ground in grounds])
    for start, end, area in Scope.union(able).sure.projected():  # at every moment one area: no ground counts twice
        if id(area) not in known:
            seen = Where(area)
            known[id(area)] = np.array([_common_km2(seen, ground) for ground in grounds]) / sizes
        watched = TimeSet((Span(start, end),))
        for span in (watched if times is None else watched & times).spans:
            touched, parts = parts_of(starts, span)
            shares[:, touched] += known[id(area)][:, None] * parts
    return shares


def watched_in(watch: Watch, clause: Clause, ground: Where, days: Days, times: TimeSet) -> Floats | None:
    """Return the share that somebody watched of the part of each day that lies in `times`, (days,).

    A day of which no part does counts as not watched. None when nobody recorded who was watching.
    """
    shares, own = watched_days(watch, clause, [ground], days, times), days.shares(times)
    return None if shares is None else np.divide(shares[0], own, out=np.zeros(days.count), where=own > 0)


def exposure_of(shares: Floats, counts: Ints, until: int) -> Floats | None:
    """Return the effort behind every count up to day `until`, or None where it is not known for all of them.

    It is known when the watched shares (areas × days) begin with the record and last until then, and when every
    day on which an area has a count was watched there: where something was counted and nobody is on record as
    looking, the record of watching is not whole.
    """
    anybody = np.asarray(shares.any(axis=0))
    unseen = (shares == 0) & (counts > 0)
    is_whole = anybody[0] and anybody[until - 1] and not unseen[:, :until].any()
    return shares if is_whole else None


def exposure_until(exposure: Floats | None, counts: Ints, until: int) -> Floats | None:
    """Return the same effort where it is known up to another day too."""
    return None if exposure is None else exposure_of(exposure, counts, until)


def unless_watching_changed(effect: Effect, seen: Seen, during: slice) -> Effect:
    """Take back what was not set against the watching, where that changed from the days before the ceasefire.

    Monitors come when a ceasefire starts and leave when shelling does: then counts change with them. Where no watch
    before the start is on record, nobody knows whether it changed.
    """
    if seen.watched is None or not seen.watched[seen.before].any():
        return effect
    before, meanwhile = (float(seen.watched[days].mean()) for days in (seen.before, during))
    return unless_effort_changed(effect, before, meanwhile)


def _common_km2(seen: Where, ground: Where) -> float:
    here, there = seen.geometry(), ground.geometry()
    if here is not None and there is not None and not here.intersects(there):
        return 0.0
    return (seen & ground).area_km2()
