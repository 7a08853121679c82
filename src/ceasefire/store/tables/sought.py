"""A question made ready for the tables: kinds and acts as classes, moments as days, and what is left to check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ceasefire.clock import DAY
from ceasefire.store.asked import Ask
from ceasefire.store.protocol import Connection
from ceasefire.store.report import Box
from ceasefire.store.tables.report_rows import LATEST_DAY, NO_DAY

Values = tuple[object, ...]
_TURN_OF_THE_DAY: Final = 1  # a mission's day begins up to 14 hours before or 12 hours behind that of UTC


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for: the first day from `first` to `last`, or earlier with a last day from `first` on.

    `classes` None means every class. `timed` says that days or moments were asked for at all.
    """

    box: Box | None
    first: int
    last: int
    span: tuple[int, int] | None
    classes: tuple[int, ...] | None
    kinds: tuple[str, ...] | None
    timed: bool

    @property
    def by_kind_only(self) -> bool:
        """Whether the classes asked for are whole kinds."""
        return self.classes is None or self.kinds is not None

    def checks(self) -> tuple[str, Values]:
        """The conditions on reports as r that days and boxes leave to be checked, each led in by AND."""
        sql = ""
        values: Values = ()
        if self.classes is not None:
            sql, values = sql + f" AND r.class IN ({marks(self.classes)})", self.classes
        if self.span is not None:
            sql, values = sql + " AND r.start_us < ? AND r.end_us > ?", (*values, self.span[1], self.span[0])
        return sql, values


def sought(connection: Connection, ask: Ask) -> Sought:
    """Make a question ready."""
    first, last = _days(ask)
    return Sought(
        box=ask.box,
        first=first,
        last=last,
        span=ask.span,
        classes=_classes(connection, ask),
        kinds=tuple(sorted(ask.kinds)) if ask.kinds is not None and ask.acts is None else None,
        timed=ask.days is not None or ask.span is not None,
    )


def marks(values: tuple[object, ...]) -> str:
    """As many places for values as there are values."""
    return ", ".join("?" * len(values))


def _days(ask: Ask) -> tuple[int, int]:
    if ask.days is None and ask.span is None:
        return NO_DAY, LATEST_DAY
    first, last = ask.days or (NO_DAY + 1, LATEST_DAY)
    if ask.span is not None:
        first = max(first, ask.span[0] // DAY - _TURN_OF_THE_DAY)
        last = min(last, (ask.span[1] - 1) // DAY + _TURN_OF_THE_DAY)
    return max(first, NO_DAY + 1), min(last, LATEST_DAY)


def _classes(connection: Connection, ask: Ask) -> tuple[int, ...] | None:
    if ask.kinds is None and ask.acts is None:
        return None
    return tuple(
        int(class_)
        for class_, kind, acts in connection.all("SELECT class, kind, acts FROM classes ORDER BY class")
        if (ask.kinds is None or kind in ask.kinds) and (ask.acts is None or not ask.acts.isdisjoint(acts.split()))
    )
