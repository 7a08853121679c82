"""From rows to one line per clause and unit: certain, possible, expected with its interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ceasefire.kernel.reasons import Reason
from ceasefire.matching.expected import Draw, expected_number, interval
from ceasefire.matching.looking import NOT_LOOKED
from ceasefire.matching.rows import ClauseSummary, Row, Watching
from ceasefire.record import Event

SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """A row with what it counts: units (unit, rule) → n, its place record, and the chance of the place alone."""

    row: Row
    units: Mapping[tuple[str, str | None], int]
    place: str
    p_place: float


def units_of(event: Event) -> Mapping[tuple[str, str | None], int]:
    """Return what one report counts: its figures by unit and rule, and itself as one event."""
    units: dict[tuple[str, str | None], int] = {}
    for count in event.counts:
        key = (count.unit, count.rule.id)
        units[key] = units.get(key, 0) + count.n
    if not any(count.unit == "event" for count in event.counts):
        units["event", None] = 1
    return units


def summaries(
    watching: Mapping[str, Watching], weighed: Iterable[Weighed], limits: Mapping[str, tuple[Reason, ...]]
) -> tuple[ClauseSummary, ...]:
    """Return one line per clause of `watching` and unit, in its order; what nothing touched has a line of zeros.

    `limits` are the reasons why the figures of a clause are no full count. Where the record cannot show anything,
    nothing is expected either: the zeros come from not looking.
    """
    per_clause: dict[str, list[Weighed]] = {clause: [] for clause in watching}
    for item in weighed:
        if item.row.clause is not None and item.row.answer != "not_bound":
            per_clause[item.row.clause].append(item)
    return tuple(
        _unless_not_looked(_summary(clause, unit, rule, items, watching[clause]), limits.get(clause, ()))
        for clause, items in per_clause.items()
        for unit, rule in _units(items)
    )


def _units(items: Iterable[Weighed]) -> list[tuple[str, str | None]]:
    found = {unit for item in items for unit in item.units}
    return sorted(found or {("event", None)}, key=lambda unit: (unit[0], unit[1] or ""))


def _summary(clause: str, unit: str, rule: str | None, items: list[Weighed], watching: Watching) -> ClauseSummary:
    counted = [(item, item.units[unit, rule]) for item in items if (unit, rule) in item.units]
    least = [_draw(item, n, item.row.probability) for item, n in counted]
    most = [_draw(item, n, item.row.p_max) for item, n in counted]
    known = all(math.isclose(item.row.probability, item.row.p_max, abs_tol=SAME) for item, _ in counted)
    low, high = interval(least)
    return ClauseSummary(
        clause,
        unit,
        rule,
        certain=sum(n for item, n in counted if item.row.certain),
        possible=sum(n for item, n in counted if item.row.possible),
        expected=expected_number(least) if known else None,
        interval=(low, high if known else interval(most)[1]),
        watching=watching,
    )


def _unless_not_looked(line: ClauseSummary, why: tuple[Reason, ...]) -> ClauseSummary:
    """The line with its reasons; nothing is expected where nothing could be seen."""
    if line.possible or not any(each.code in NOT_LOOKED for each in why):
        return replace(line, reasons=why)
    return replace(line, reasons=why, expected=None, interval=None)


def _draw(item: Weighed, n: int, chance: float) -> Draw:
    """Split a chance into the place's own and the rest; a chance above the place's comes from unknown terms."""
    place = max(item.p_place, chance)
    return Draw(item.place, place, chance / place if place else 0.0, n)
