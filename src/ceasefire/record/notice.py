"""Notices: who announced what, where, when, and when the other side or the mechanism had it.

The table `notices.csv`, one row per notice:

    id        optional; unique
    by        who announced
    told      optional; to whom
    about     optional; training, demolition, demining, patrol, works, flight, passage, movement or other
    acts      the acts announced, such as `fire.exercise`; empty means every act
    from, to  start and end of what was announced
    received  when it was received; empty means not known
    via       optional; the channel
    lon, lat, radius    where, or
    wkt                 an outline, POLYGON ((lon lat, …)), or
    area                the name of an area of the terms
    text      the notice in its own words
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ceasefire.clock import Span
from ceasefire.geometry import Shape
from ceasefire.record.tables import PLACE_COLUMNS, Columns, Row, read_rows

ABOUT: Final = (
    "training",
    "demolition",
    "demining",
    "patrol",
    "works",
    "flight",
    "passage",
    "movement",
    "other",
)
COLUMNS: Final = Columns(
    ("by", "from", "to"), ("id", "told", "about", "acts", "received", "via", *PLACE_COLUMNS, "text")
)


@dataclass(frozen=True, slots=True)
class Notice:
    """An announcement by `by` of `acts` inside `where` from `start_us` to `end_us` (microseconds UTC).

    `received_us` is None when nobody wrote down when it arrived: then whether it came in time cannot
    be told. A notice says what was announced; it does not say that it was allowed, or carried out.
    """

    id: str
    by: str
    where: Shape | None
    area: str
    start_us: int
    end_us: int
    acts: frozenset[str]
    received_us: int | None = None
    told: str = ""
    about: str = "other"
    via: str = ""
    text: str = ""
    line: int = 0

    @property
    def span(self) -> Span:
        """When the announced activity was to take place, half-open."""
        return Span(self.start_us, self.end_us)

    @property
    def lead_us(self) -> int | None:
        """Microseconds from receipt to the announced start, negative when late; None when not known."""
        return None if self.received_us is None else self.start_us - self.received_us


def read_notices(path: Path, zone: str | None) -> tuple[Notice, ...]:
    """Read `notices.csv`; times without an offset are on the clock of `zone`.

    Raises BadInput once, with every problem of every row.
    """
    return read_rows(path, COLUMNS, lambda row: _notice(row, zone))


def _notice(row: Row, zone: str | None) -> Notice:
    by = row.needed("by")
    span = row.span(zone)
    return Notice(
        id=row.text("id") or f"line {row.line}",
        by=by,
        where=row.where(),
        area=row.text("area"),
        start_us=span.start,
        end_us=span.end,
        acts=row.acts("acts"),
        received_us=row.moment("received", zone),
        told=row.text("told"),
        about=row.one_of("about", ABOUT, "other"),
        via=row.text("via"),
        text=row.text("text"),
        line=row.line,
    )
