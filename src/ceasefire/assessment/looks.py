"""Where else to look: the rings, the same parties elsewhere, acts that the terms do not forbid, the days after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.assessment.asked import Stretch
from ceasefire.assessment.columns import Columns, Days
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.results import Version
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.surroundings import Chosen, surroundings
from ceasefire.assessment.watched import exposure_until, unless_watching_changed
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

Look = tuple[str, Effect, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """All reports, and which of them may be acts of the clause and which name its parties and nobody else."""

    columns: Columns
    counted: Chosen
    of_parties: Chosen


def looks(setting: Setting, record: Record, main: Version) -> Iterator[Look]:
    """Ask the question of the effect beside the ground, in the rings and later, as it was asked of the ground.

    Nobody knows what share of a ring or of other acts was watched: where watching of the ground changed by a third,
    such a look tells nothing.
    """
    columns = record.columns.only(record.counted)
    yield from _rings(setting, columns, main)
    yield from _same_parties(setting, record, main)
    yield from _after(setting, columns, main)
    yield from _other_acts(setting, record.columns.only(~record.counted), main)


def _rings(setting: Setting, columns: Columns, main: Version) -> Iterator[Look]:
    stretch, around = main.stretch, main.around
    for ring in around.rings:
        told = (_merged(ring.merged),) if ring.merged else ()
        effect = setting.estimate(columns.per_day(ring.chosen), around.others, stretch, compared=around.compared).effect
        where = f"{ring.from_km:g} to {ring.to_km:g} km outside"
        yield where, unless_watching_changed(effect, main.seen, main.seen.during), told


def _same_parties(setting: Setting, record: Record, main: Version) -> Iterator[Look]:
    """Beyond the last ring, where the areas for comparison lie too: so they only teach."""
    if record.of_parties.any():
        columns, around = record.columns.only(record.counted), main.around
        elsewhere = columns.per_day(around.beyond & record.of_parties[record.counted])
        yield (
            "the same parties elsewhere",
            setting.estimate(elsewhere, around.others, main.stretch, compared=False).effect,
            (),
        )


def _after(setting: Setting, columns: Columns, main: Version) -> Iterator[Look]:
    stretch, around = main.stretch, main.around
    after = _next(stretch, columns.days)
    if after is None:
        return
    inside = columns.per_day(around.inside)
    exposure = exposure_until(main.exposure, np.vstack([inside, around.others]), after.start + after.length)
    effect = setting.estimate(
        inside, around.others, after, compared=around.compared, exposure=exposure, anticipation=stretch.length
    ).effect
    if exposure is None:
        effect = unless_watching_changed(effect, main.seen, slice(after.start, after.start + after.length))
    yield "the next as many days", effect, ()


def _other_acts(setting: Setting, columns: Columns, main: Version) -> Iterator[Look]:
    if len(columns.lon):
        beside = surroundings(setting.ground, columns, main.stretch.start, setting.rules)
        inside = columns.per_day(beside.inside)
        effect = setting.estimate(inside, beside.others, main.stretch, compared=beside.compared).effect
        yield "acts not forbidden", unless_watching_changed(effect, main.seen, main.seen.during), ()


def parties_not_named() -> Reason:
    """Say that the look at the same parties elsewhere is missing, and why."""
    why = mark("no report names the parties of the clause: whether violence between them moved elsewhere was not asked")
    return reason("parties_not_named", why)


def _next(stretch: Stretch, days: Days) -> Stretch | None:
    """The next as many days, when the record holds them all."""
    start = stretch.start + stretch.length
    if start + stretch.length > days.count:
        return None
    return replace(stretch, said_by=None, start=start, reasons=())


def _merged(edges: tuple[float, ...]) -> Reason:
    why = mark("the ring up to {edges} km was joined to this one: the places in it are not known better than its width")
    return reason("ring_merged", why, edges=", ".join(f"{edge:g}" for edge in edges))
