"""From every row that was read to those that are counted: what was left out on the way, with its deaths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ceasefire.assessment.columns import Columns
from ceasefire.assessment.surroundings import Chosen
from ceasefire.kernel.deaths import Deaths
from ceasefire.kernel.languages import mark

LEFT_OUT: Final = {
    "no_place_or_day": mark("have no place or no day"),
    "other_acts": mark("are no acts of this clause"),
    "other_parties": mark("do not name this party alone as the one who did it"),
    "outside_the_area": mark("lie outside the area"),
    "other_days": mark("began on other days"),
}


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows of the files that the reader of their format set aside for one reason, and the deaths that they state.

    `silent` of the rows state no number of deaths.
    """

    code: str
    why: str
    rows: int
    deaths: int
    silent: int = 0

    @property
    def told(self) -> Deaths:
        """The deaths as far as the rows tell of them."""
        return Deaths(self.deaths, self.silent)

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {"code": self.code, "reason": self.why, "rows": self.rows, **self.told.to_json()}


@dataclass(frozen=True, slots=True)
class Portion:
    """So many reports and the deaths in them; `name` is one of LEFT_OUT, or `counted` for what remains."""

    name: str
    reports: int
    deaths: Deaths

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {"name": self.name, "reports": self.reports, **self.deaths.to_json()}


def tally(columns: Columns, acts: Chosen, counted: Chosen, inside: Chosen, days: slice) -> tuple[Portion, ...]:
    """Return what was left out step by step, and last what is counted; together they are all reports.

    Each (n,) of the placed reports: `acts` may be acts of the clause, `counted` those of them that are asked for, by
    a party for instance. `inside` tells of the counted ones which lie in the area, `days` which days are assessed.
    """
    there = counted.copy()
    there[counted] = inside
    then = there & (columns.day >= days.start) & (columns.day < days.stop)
    return tuple(_portions(columns, {"other_acts": acts, "other_parties": counted, "outside_the_area": there}, then))


def _portions(columns: Columns, kept: dict[str, Chosen], then: Chosen) -> Iterator[Portion]:
    yield Portion("no_place_or_day", columns.unplaced, columns.unplaced_deaths)
    left = np.ones(len(columns.lon), dtype=bool)
    for name, keeps in (*kept.items(), ("other_days", then)):
        yield _portion(name, columns, left & ~keeps)
        left &= keeps
    yield _portion("counted", columns, left)


def _portion(name: str, columns: Columns, chosen: Chosen) -> Portion:
    return Portion(name, int(np.count_nonzero(chosen)), columns.deaths_in(chosen))
