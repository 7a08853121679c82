"""The mapping file: which column of one's own table is which field, and what its values mean.

format: ceasefire-mapping/1
source: firms-reduced                     # the name that stands beside every event
sees: [force]                             # what this source can see at all
cannot_see: Anything under cloud.
fields:
  id: {column: ID}                        # or {columns: [A, B]}; without it, the line
  lon: {column: LONGITUDE}
  lat: {column: LATITUDE}
  date: {column: DAY, format: "%d.%m.%Y"} # or start and end; without a format 2014-01-22 or 20140122
  time: {column: TIME, format: "%H%M"}    # optional, the minute within `date`
  acts: {constant: [force]}               # or {column, map: {word: [acts]}, otherwise: [acts]}
                                          # or {flags: {COLUMN: [acts]}, otherwise: [acts]}
                                          # or {column}, where its cells hold act codes, several apart by spaces
  actor: {column: SIDE, map: {r: [P1]}, otherwise: []}
  radius: {column: ERROR, format: km}     # the 95 % radius of each place; without a unit here cells have theirs
  deaths: {column: KILLED}
  settlement, region, text, url: {column: …} or {constant: …}
  objects: {column: TARGETS, split: "|"}
time: {zone: Europe/Kyiv, report_lag: 1}  # zone of times without one; days a report may come late
place: {radius: 375 m}                    # or {column: PREC, radius: {a: 1 km, b: unknown}, otherwise: 25 km}
may_be_nothing: no                        # yes when a row may be no act at all
count: {unit: event, rule: row}
extent: [21, 43, 41, 53]                  # west, south, east, north; finds exchanged coordinates
set_aside: [{column: KIND, in: [test], because: Rows of a drill.}]
limits: [What the table does not show.]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceasefire.sources.rows import Extent


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is filled: from columns, or with a constant; with a date format or the unit of a length."""

    columns: tuple[str, ...] = ()
    constant: str = ""
    format: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field whose words stand for sets: by the value of a column, by flag columns, or always the same."""

    column: str = ""
    by_value: Mapping[str, frozenset[str]] | None = None
    by_flag: tuple[tuple[str, frozenset[str]], ...] = ()
    otherwise: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """The 95 % radius in metres of every place (None: no point), or one for each value of a column."""

    column: str = ""
    by_value: Mapping[str, float | None] | None = None
    otherwise: float | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows with one of `values` in `column` are set aside, and why."""

    column: str
    values: frozenset[str]
    because: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping file, checked: every field that it fills, and what it states about the source."""

    source: str
    texts: Mapping[str, str]
    sees: frozenset[str]
    fields: Mapping[str, Field]
    acts: Choice
    actor: Choice | None
    zone: str
    report_lag: int
    place: PlaceRule
    may_be_nothing: bool
    unit: str
    rule: str
    extent: Extent | None
    set_aside: tuple[LeaveOut, ...]
    limits: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping names."""
        named = [column for each in self.fields.values() for column in each.columns]
        for choice in (self.acts, self.actor):
            if choice is not None:
                named += [choice.column, *(column for column, _ in choice.by_flag)]
        named += [self.place.column, *(each.column for each in self.set_aside)]
        return tuple(dict.fromkeys(name for name in named if name))
