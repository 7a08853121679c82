"""What is asked of the reports, and what comes back: a page, cells of a map, counts by day."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.errors import BadInput, Problem
from ceasefire.store import codes
from ceasefire.store.report import FINEST, Box, Kind, Report


@dataclass(frozen=True, slots=True)
class Ask:
    """Which reports: that may lie in `box`, may have happened on `days` and within `span`, of such kinds and acts.

    days   first and last day, both included, on the mission's clock
    span   start and end in microseconds UTC, half-open; for a question by moments instead of days
    acts   reports that may be one of these acts (leaves of the taxonomy)

    None asks for all. A report without a place is in no box, one without a time on no day: the answers
    say how many there are, since nobody can tell where they belong.
    """

    box: Box | None = None
    days: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    kinds: frozenset[Kind] | None = None
    acts: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """Refuse days and moments that end before they begin."""
        if self.days is not None and self.days[1] < self.days[0]:
            raise BadInput(Problem(codes.BAD_DAYS, got=f"day {self.days[0]} to day {self.days[1]}"))
        if self.span is not None and self.span[1] <= self.span[0]:
            raise BadInput(Problem(codes.BAD_DAYS, got=f"{self.span[0]} to {self.span[1]} (microseconds)"))


EVERYTHING = Ask()


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are: exactly `n`, or at least `n` where counting on would have kept the reader waiting."""

    n: int
    exact: bool = True

    def __str__(self) -> str:
        """Return the number as people read it."""
        return f"{self.n:,}" if self.exact else f"at least {self.n:,}"


@dataclass(frozen=True, slots=True)
class After:
    """Where a page ended: the next one begins behind it, whatever was added meanwhile."""

    day: int
    start_us: int
    key: int

    def __str__(self) -> str:
        """Return the place as it stands in an address."""
        return f"{self.day}_{self.start_us}_{self.key}"

    @classmethod
    def read(cls, text: str) -> After:
        """Read what `str` wrote; raise BadInput for anything else."""
        try:
            day, start_us, key = (int(part) for part in text.split("_"))
        except ValueError:
            raise BadInput(Problem(codes.NOT_HERE, got=text[:80], expected="the `after` of a page")) from None
        return cls(day, start_us, key)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the reports asked for, latest day first; `after` is None on the last page.

    `total` counts all that were asked for; `no_place` and `no_day` count reports that may belong here and
    that nobody can place in the box, or on the days, that were asked for.
    """

    reports: tuple[Report, ...]
    total: Total
    after: After | None
    no_place: int = 0
    no_day: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the map, `2^-level` degrees wide, and how many reports have their centre in it."""

    level: int
    row: int
    column: int
    n: int

    @property
    def box(self) -> Box:
        """The square in degrees."""
        size = 2.0**-self.level
        west, south = self.column * size - 180, self.row * size - 90
        return Box(west, south, min(west + size, 180.0), min(south + size, 90.0))


@dataclass(frozen=True, slots=True)
class Cells:
    """The map in squares, the finest that are few enough; each report is counted once, at its centre.

    A cell counts reports, not what happened: more reports may mean more people who looked.
    """

    cells: tuple[Cell, ...]
    level: int
    no_place: int = 0
    no_day: int = 0

    @property
    def n(self) -> int:
        """How many reports the cells hold together."""
        return sum(cell.n for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Days:
    """How many reports begin on each day, `(day, n)` in the order of days; days without a report are left out.

    A report of several days stands on its first one. A day without a report may be one on which nobody looked.
    """

    days: tuple[tuple[int, int], ...]
    no_place: int = 0
    no_day: int = 0


def level_for(box: Box, most: int) -> int:
    """The finest level at which a box cannot hold more than `most` cells; -4 holds the globe in under 300."""
    wide = sum(part.east - part.west for part in box.parts())
    for level in range(FINEST, -4, -1):
        if (wide * 2.0**level + 2) * ((box.north - box.south) * 2.0**level + 2) <= most:
            return level
    return -4
