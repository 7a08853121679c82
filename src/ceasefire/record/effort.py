"""Observation effort: who watched where, when, by what means, and what they could have seen.

The table `effort.csv`, one row per watch:

    id       optional; unique
    by       who watched
    means    patrol, camera, uav, satellite, acoustic, post, staff, remote or other
    from, to start and end, such as 2020-08-01T08:00 (in the zone of the case, or with an offset)
    status   watched (default), denied, jammed or down
    acts     what this means can see, such as `fire uav`; empty means every act
    lon, lat, radius    a position and how far one sees from it (`3 km`), or
    wkt                 an outline, POLYGON ((lon lat, …)), or
    area                the name of an area of the terms
    zero     optional; `yes` when the watcher states that nothing of what could be perceived happened
    note     anything else
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from ceasefire.clock import Span
from ceasefire.geometry import Shape
from ceasefire.record.tables import PLACE_COLUMNS, Columns, Row, read_rows

Status = Literal["watched", "denied", "jammed", "down"]
MEANS: Final = ("patrol", "camera", "uav", "satellite", "acoustic", "post", "staff", "remote", "other")
STATUSES: Final = ("watched", "denied", "jammed", "down")
COLUMNS: Final = Columns(("by", "means", "from", "to"), ("id", "status", "acts", *PLACE_COLUMNS, "zero", "note"))


@dataclass(frozen=True, slots=True)
class Effort:
    """One watch: `by` watched by `means` from `start_us` to `end_us` (microseconds UTC), and could see `acts`.

    `where` is the shape that was in sight, or None when the row names an `area` of the terms.
    `status` other than watched is a watch that was meant to be and was not: access denied, signals
    jammed, equipment down; it covers nothing and is shown as such.
    `zero` is the watcher's own word that nothing was perceived: without it an empty log may be a log not kept.
    It says where somebody looked; it does not say that all that happened there was seen.
    """

    id: str
    by: str
    means: str
    where: Shape | None
    area: str
    start_us: int
    end_us: int
    acts: frozenset[str]
    status: Status = "watched"
    note: str = ""
    line: int = 0
    zero: bool = False

    @property
    def span(self) -> Span:
        """When it lasted, half-open."""
        return Span(self.start_us, self.end_us)

    @property
    def watched(self) -> bool:
        """Whether somebody really looked."""
        return self.status == "watched"


def read_effort(path: Path, zone: str | None) -> tuple[Effort, ...]:
    """Read `effort.csv`; times without an offset are on the clock of `zone`.

    Raises BadInput once, with every problem of every row.
    """
    return read_rows(path, COLUMNS, lambda row: _effort(row, zone))


def _effort(row: Row, zone: str | None) -> Effort:
    by = row.needed("by")
    means = row.one_of("means", MEANS, "")
    span = row.span(zone)
    return Effort(
        id=row.text("id") or f"line {row.line}",
        by=by,
        means=means,
        where=row.where(),
        area=row.text("area"),
        start_us=span.start,
        end_us=span.end,
        acts=row.acts("acts"),
        status=cast("Status", row.one_of("status", STATUSES, "watched")),
        note=row.text("note"),
        line=row.line,
        zero=row.one_of("zero", ("yes", "no"), "no") == "yes",
    )
