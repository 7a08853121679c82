"""Where else to look: the rings, the same parties elsewhere, acts that the terms do not forbid, the days after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.assessment.asked import Stretch
from ceasefire.assessment.columns import Columns, Days
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.surroundings import Chosen, Surroundings, surroundings
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

Look = tuple[str, Effect, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """All reports, and which of them may be acts of the clause and which name its parties and nobody else."""

    columns: Columns
    counted: Chosen
    of_parties: Chosen


def looks(setting: Setting, record: Record, stretch: Stretch, around: Surroundings) -> Iterator[Look]:
    """Ask the question of the effect beside the ground; `around` surrounds it with the counted reports."""
    yield from _rings(setting, record.columns.only(record.counted), stretch, around)
    yield from _same_parties(setting, record, stretch, around)
    yield from _after(setting, record.columns.only(record.counted), stretch, around)
    yield from _other_acts(setting, record.columns.only(~record.counted), stretch)


def _rings(setting: Setting, columns: Columns, stretch: Stretch, around: Surroundings) -> Iterator[Look]:
    for ring in around.rings:
        told = (_merged(ring.merged),) if ring.merged else ()
        where = f"{ring.from_km:g} to {ring.to_km:g} km outside"
        inside = columns.per_day(ring.chosen)
        yield where, setting.effect(inside, around.others, stretch, compared=around.compared), told


def _same_parties(setting: Setting, record: Record, stretch: Stretch, around: Surroundings) -> Iterator[Look]:
    """Beyond the last ring, where the areas for comparison lie too: so they only teach."""
    if record.of_parties.any():
        columns = record.columns.only(record.counted)
        elsewhere = columns.per_day(around.beyond & record.of_parties[record.counted])
        yield "the same parties elsewhere", setting.effect(elsewhere, around.others, stretch, compared=False), ()


def _after(setting: Setting, columns: Columns, stretch: Stretch, around: Surroundings) -> Iterator[Look]:
    after = _next(stretch, columns.days)
    if after is not None:
        inside = columns.per_day(around.inside)
        effect = setting.effect(inside, around.others, after, compared=around.compared, anticipation=stretch.length)
        yield "the next as many days", effect, ()


def _other_acts(setting: Setting, columns: Columns, stretch: Stretch) -> Iterator[Look]:
    if len(columns.lon):
        beside = surroundings(setting.ground, columns, stretch.start, setting.rules)
        inside = columns.per_day(beside.inside)
        yield "acts not forbidden", setting.effect(inside, beside.others, stretch, compared=beside.compared), ()


def parties_not_named() -> Reason:
    """Say that the look at the same parties elsewhere is missing, and why."""
    why = mark("no report names the parties of the clause: whether violence between them moved elsewhere was not asked")
    return reason("parties_not_named", why)


def _next(stretch: Stretch, days: Days) -> Stretch | None:
    """The next as many days, when the record holds them all."""
    start = stretch.start + stretch.length
    if start + stretch.length > days.count:
        return None
    return Stretch(None, stretch.span, start, stretch.length)


def _merged(edges: tuple[float, ...]) -> Reason:
    why = mark("the ring up to {edges} km was joined to this one: the places in it are not known better than its width")
    return reason("ring_merged", why, edges=", ".join(f"{edge:g}" for edge in edges))
