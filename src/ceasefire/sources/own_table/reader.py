"""Rows of one's own table as events, as its mapping file says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from ceasefire.clock import DAY, MINUTE, ReportedTime, parse_instant, read_local
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace, ReportedPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.lengths import read_length
from ceasefire.kernel.units import rule
from ceasefire.record import Count, Event, place_key
from ceasefire.record.event import UNKNOWN_ACTOR
from ceasefire.scope.idset import IdSet
from ceasefire.sources import codes
from ceasefire.sources.manifest import COMMON_OPTIONS, Manifest, Option
from ceasefire.sources.own_table.mapping import Choice, Field, TableMapping
from ceasefire.sources.own_table.mapping_file import read_mapping_file
from ceasefire.sources.rows import BadRow, Header, LeftOut, day, days_in, is_empty, not_negative, position

_TRUE: Final = frozenset({"1", "1.0", "true", "yes", "y", "t"})
_PLACE_OPTION: Final = Option(
    "place",
    "radius",
    ("radius", "point"),
    "",
    "`point` takes every point as exact, to compare with counts made that way.",
)
T = TypeVar("T")
Cell = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping file and the manifest that it makes."""

    mapping: TableMapping
    manifest: Manifest

    def prepare(self, header: Header, manifest: Manifest, options: Mapping[str, str]) -> OwnRows:
        """The reader of rows under `header`."""
        return OwnRows(header, self.mapping, options, manifest.name)


def read_mapping(path: Path) -> Mapped:
    """Read a mapping file (`format: ceasefire-mapping/1`); BadInput with every problem."""
    mapping = read_mapping_file(path)
    return Mapped(mapping, _manifest(mapping))


def _manifest(mapping: TableMapping) -> Manifest:
    options = dict(COMMON_OPTIONS)
    options["place"] = _PLACE_OPTION
    return Manifest(
        name=mapping.source,
        version="1",
        title=mapping.texts["title"] or mapping.source,
        publisher=mapping.texts["publisher"],
        licence=mapping.texts["licence"],
        home=mapping.texts["home"],
        citation=mapping.texts["citation"],
        sees=mapping.sees,
        blind=mapping.texts["cannot_see"],
        rule=mapping.rule,
        unit=mapping.unit,
        required=mapping.columns,
        zone=mapping.zone,
        zone_means="As the mapping file states.",
        actor_means="As the mapping file states." if mapping.actor else "The table names nobody.",
        options=options,
        precisions={},
        limits=mapping.limits,
        downloads=(),
        extent=mapping.extent,
        extra={},
    )


class OwnRows:
    """Reads rows by a mapping."""

    def __init__(self, header: Header, mapping: TableMapping, options: Mapping[str, str], source: str) -> None:
        self._mapping = mapping
        self._exact = options["place"] == "point"
        self._source = source
        self._cells = {name: _cell(header, field) for name, field in mapping.fields.items()}
        self._acts = _Chooser(header, mapping.acts, _acts_named)
        self._actor = _Chooser(header, mapping.actor, _alone) if mapping.actor else None
        self._precision = header.cell(mapping.place.column)
        self._left_out = [(header.cell(each.column), each) for each in mapping.set_aside]
        self._counts = (Count(1, mapping.unit, rule(mapping.rule)),)
        split = mapping.fields.get("objects", Field()).split
        self._split = split or "|"

    def event(self, line: int, cells: Sequence[str]) -> Event:
        """The event in the row; raises BadRow or LeftOut."""
        for cell, each in self._left_out:
            if cell(cells) in each.values:
                raise LeftOut(codes.ASKED_TO_LEAVE_OUT, got=f"{each.column} {cell(cells)!r}: {each.because}")
        actor = self._actor.words(cells) if self._actor else frozenset()
        place, key = self._place(cells)
        return Event(
            id=self._text("id", cells) or f"line {line}",
            source=self._source,
            line=line,
            place=place,
            time=self._when(cells),
            acts=self._acts.words(cells),
            may_be_nothing=self._mapping.may_be_nothing,
            actor=IdSet.of(*actor) if actor else UNKNOWN_ACTOR,
            actor_basis=f"as {self._source} states" if actor else "",
            actor_never_told=self._actor is None,
            counts=self._counts,
            deaths=self.deaths(cells),
            place_key=key,
            settlement=self._text("settlement", cells),
            region=self._text("region", cells),
            objects=tuple(filter(None, (each.strip() for each in self._text("objects", cells).split(self._split)))),
            text=self._text("text", cells),
            url=self._text("url", cells),
        )

    def deaths(self, cells: Sequence[str]) -> int | None:
        """The number in the field `deaths`; None when it is empty or not mapped."""
        stated = self._text("deaths", cells)
        return None if is_empty(stated) else not_negative(stated, "deaths")

    def _text(self, name: str, cells: Sequence[str]) -> str:
        cell = self._cells.get(name)
        return cell(cells) if cell else ""

    def _place(self, cells: Sequence[str]) -> tuple[ReportedPlace, str]:
        stated = self._text("settlement", cells) or self._text("region", cells)
        lon_text, lat_text = self._text("lon", cells), self._text("lat", cells)
        if is_empty(lon_text) and is_empty(lat_text):
            return UnknownPlace(stated), stated
        lon, lat = position(lon_text, lat_text, self._mapping.extent)
        precision, radius = self._radius(cells)
        key = place_key(lon, lat, precision)
        if self._exact:
            return PointPlace(lon, lat), key
        return (UnknownPlace(stated) if radius is None else PointPlace(lon, lat, radius)), key

    def _radius(self, cells: Sequence[str]) -> tuple[str, float | None]:
        stated = self._text("radius", cells)
        if not is_empty(stated):
            return stated, _length(stated, self._mapping.fields["radius"].format)
        known = self._mapping.place
        if known.by_value is None:
            return "", known.otherwise
        value = self._precision(cells)
        if value in known.by_value:
            return value, known.by_value[value]
        if not known.known:
            raise BadRow(codes.UNKNOWN_VALUE, f"{known.column} {value[:40]!r}", ", ".join(known.by_value))
        return value, known.otherwise

    def _when(self, cells: Sequence[str]) -> ReportedTime:
        zone, lag = self._mapping.zone, dt.timedelta(days=self._mapping.report_lag)
        if "date" in self._mapping.fields:
            on = _day(self._text("date", cells), self._mapping.fields["date"].format)
            clock = self._text("time", cells)
            if is_empty(clock):
                return days_in(on - lag, on, zone)
            start = _minute(on, clock, self._mapping.fields["time"].format, zone)
            return ReportedTime(start - lag.days * DAY, start + MINUTE, f"{on} {clock}")
        start, _ = _span(self._text("start", cells), self._mapping.fields["start"].format, zone)
        stated = self._text("end", cells)
        if is_empty(stated):
            _, end = _span(self._text("start", cells), self._mapping.fields["start"].format, zone)
        else:
            _, end = _span(stated, self._mapping.fields["end"].format, zone)
        if end <= start:
            raise BadRow(codes.ENDS_BEFORE_START, got=f"{self._text('start', cells)} to {stated}")
        return ReportedTime(start - lag.days * DAY, end, "/".join(filter(None, (self._text("start", cells), stated))))


class _Chooser:
    """The set of words that a row stands for."""

    def __init__(self, header: Header, choice: Choice, unmapped: Callable[[str], frozenset[str]]) -> None:
        self._choice = choice
        self._unmapped = unmapped
        self._column = header.cell(choice.column)
        self._flags = [(header.cell(column), words) for column, words in choice.by_flag]

    def words(self, cells: Sequence[str]) -> frozenset[str]:
        if self._flags:
            found = frozenset().union(*(words for flag, words in self._flags if flag(cells).lower() in _TRUE))
            return found or self._otherwise("no flag is set")
        if not self._choice.column:
            return self._choice.otherwise or frozenset()
        value = self._column(cells)
        if self._choice.by_value is None:
            return self._unmapped(value) if value else self._choice.otherwise or self._unmapped(value)
        known = self._choice.by_value.get(value)
        return self._otherwise(f"{self._choice.column} {value[:40]!r}") if known is None else known

    def _otherwise(self, got: str) -> frozenset[str]:
        if self._choice.otherwise is None:
            raise BadRow(codes.UNKNOWN_VALUE, got, ", ".join(self._choice.by_value or ()))
        return self._choice.otherwise


def _alone(value: str) -> frozenset[str]:
    """The word itself; nobody where there is none."""
    return frozenset({value} if value else ())


@lru_cache(maxsize=4096)
def _acts_named(value: str) -> frozenset[str]:
    """The leaves of the act codes in a cell."""
    try:
        found = taxonomy.acts().expand(re.split(r"[\s,;|]+", value.strip()))
    except BadInput as told:
        raise BadRow(codes.UNKNOWN_VALUE, got=repr(value[:40]), expected=told.problems[0].expected) from None
    return found


@lru_cache(maxsize=4096)
def _length(text: str, unit: str) -> float:
    try:
        return read_length(f"{text} {unit}")
    except BadInput as told:
        raise BadRow(codes.BAD_NUMBER, got=f"radius {text[:40]!r}", expected=told.problems[0].expected) from None


def _cell(header: Header, field: Field) -> Cell:
    if not field.columns:
        return lambda _cells: field.constant
    if len(field.columns) == 1:
        return header.cell(field.columns[0])
    parts = [header.cell(column) for column in field.columns]
    return lambda cells: " ".join(filter(None, (part(cells) for part in parts)))


@lru_cache(maxsize=4096)
def _parsed(text: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, form)  # noqa: DTZ007 - the zone is added by the room that knows zones
    except ValueError:
        return None


def _day(text: str, form: str) -> dt.date:
    if not form:
        return day(text)
    found = _parsed(text, form)
    if found is None:
        raise BadRow(codes.BAD_DATE, got=repr(text[:40]), expected=form)
    return found.date()


def _minute(on: dt.date, clock: str, form: str, zone: str) -> int:
    found = _parsed(clock, form) if form else None
    if form and found is None:
        raise BadRow(codes.BAD_DATE, got=repr(clock[:40]), expected=form)
    written = f"{found:%H:%M:%S}" if found else clock
    return _tried(lambda: parse_instant(f"{on}T{written}", zone), clock)


@lru_cache(maxsize=8192)
def _span(text: str, form: str, zone: str) -> tuple[int, int]:
    """From the first to past the last moment that a written date or time may be."""
    found = _parsed(text, form) if form else None
    if form and found is None:
        raise BadRow(codes.BAD_DATE, got=repr(text[:40]), expected=form)
    written = text if found is None else found.isoformat()
    reading = _tried(lambda: read_local(written, zone), text)
    if reading.whole_day:
        on = days_in(day(written), day(written), zone)
        return on.start_us, on.end_us
    return reading.earliest, reading.latest + 1


def _tried(read: Callable[[], T], text: str) -> T:
    try:
        return read()
    except BadInput as told:
        problem = told.problems[0]
        raise BadRow(codes.BAD_DATE, got=repr(text[:40]), expected=problem.expected or problem.code.means) from None
