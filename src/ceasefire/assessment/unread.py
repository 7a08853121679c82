"""Rows and reports that stand in no count and may yet lie in the clause's own time and place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ceasefire.assessment.tally import Aside
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.sources import codes

_SHARE: Final = 0.001  # of all rows: whatever spoils rows spoils them in heaps, of one day or one place
_CHANCE: Final = 0.05  # that one of them lies inside, spread as the others are
_NOT_READ: Final = frozenset(
    each.code
    for each in (
        codes.BAD_WIDTH,
        codes.CUT_OFF,
        codes.BAD_NUMBER,
        codes.BAD_DATE,
        codes.BAD_POSITION,
        codes.SWAPPED_POSITION,
        codes.ENDS_BEFORE_START,
        codes.NOT_TEXT,
        codes.BROKEN_ROW,
        codes.UNKNOWN_VALUE,
        codes.EMPTY_VALUE,
    )
)
_TOO_COARSE: Final = frozenset(
    each.code for each in (codes.DATE_TOO_COARSE, codes.PLACE_TOO_COARSE, codes.NO_ZONE_OF_COUNTRY)
)


@dataclass(frozen=True, slots=True)
class Unread:
    """So many rows could not be read or placed, so many were too coarse, of `rows` in all; any may lie inside.

    `level` is how many reports such a window held before the start, on average: as many are worth asking for.
    """

    broken: int
    coarse: int
    rows: int
    level: float

    @classmethod
    def of(cls, aside: Sequence[Aside], unplaced: int, read: int, level: float) -> Unread:
        """Count them: `unplaced` are reports without a place or a day that may be of the assessed days."""
        broken = unplaced + sum(each.rows for each in aside if each.code in _NOT_READ)
        coarse = sum(each.rows for each in aside if each.code in _TOO_COARSE)
        return cls(broken, coarse, read + sum(each.rows for each in aside), max(level, 1.0))

    @property
    def told(self) -> tuple[Reason, ...]:
        """How many there are; empty where none is."""
        if not self.broken + self.coarse:
            return ()
        why = mark(
            "{rows} of {all} rows stand in no count because their time or place is not known or could not be read: "
            "any of them may lie inside"
        )
        return (reason("may_lie_inside", why, rows=self.broken + self.coarse, all=self.rows),)

    @property
    def may_hide_one(self) -> bool:
        """Whether they are so many that no report inside proves nothing."""
        rows = self.broken + self.coarse
        return rows > _SHARE * self.rows or rows * self.level / self.rows >= _CHANCE

    @property
    def perhaps_inside(self) -> int:
        """How many have to be reckoned with inside: all that could not be read, and the coarse ones spread evenly."""
        return self.broken + math.ceil(self.coarse * self.level / self.rows) if self.may_hide_one else 0
