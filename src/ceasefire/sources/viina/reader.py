"""VIINA rows as events: what a machine read out of the news, with the set of acts each label may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from ceasefire.clock import MINUTE, ReportedTime, parse_time_of_day, start_of_day
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace, ReportedPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import Count, Event, place_key
from ceasefire.record.event import UNKNOWN_ACTOR
from ceasefire.scope.idset import IdSet
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest
from ceasefire.sources.rows import BadRow, Header, LeftOut, day, days_in, is_empty, position

_TRUE: Final = frozenset({"1", "1.0", "true"})
_FALSE: Final = frozenset({"0", "0.0", "false"})
_LONGEST_LAG: Final = 60
Cell = Callable[[Sequence[str]], str]


def prepare(header: Header, manifest: Manifest, options: Mapping[str, str]) -> ViinaRows:
    """The reader of rows under `header`: event_1pd, event_labels or event_info."""
    return ViinaRows(header, manifest, options)


class ViinaRows:
    """Reads the three event files of VIINA 2; a file without coordinates gives events without a place."""

    def __init__(self, header: Header, manifest: Manifest, options: Mapping[str, str]) -> None:
        cell = header.cell
        self._id = cell("event_id") if "event_id" in header else cell("event_id_1pd")
        self._date, self._time = cell("date"), cell("time")
        self._lon, self._lat, self._precision = cell("longitude"), cell("latitude"), cell("GEO_PRECISION")
        self._geoname, self._settlement, self._region = cell("geonameid"), cell("asciiname"), cell("ADM1_NAME")
        self._text, self._url, self._sources = cell("text"), cell("url"), cell("sources")
        self._placed = "longitude" in header and "latitude" in header
        self._manifest, self._options = manifest, options
        self._order = cast("list[str]", manifest.extra["precision_order"])
        self._coarsest = self._order.index(options["precision"])
        self._acts = _by_label(header, cast("dict[str, list[str]]", manifest.extra["acts_by_label"]))
        self._alarms = _flags(header, cast("list[str]", manifest.extra["no_act_labels"]))
        self._actors = _actors(header, cast("dict[str, str]", manifest.extra["actors_by_label"]))
        self._military = _flags(header, [str(manifest.extra["military_label"])])
        self._lag = dt.timedelta(days=min(int(options["report_lag"]), _LONGEST_LAG))
        self._any_act = taxonomy.leaves(taxonomy.EVERY)
        self._counts = (Count(1, "event", rule("viina_event")),)

    def event(self, line: int, cells: Sequence[str]) -> Event:
        """The event in the row; raises BadRow or LeftOut."""
        if self._options["military"] == "only" and self._military and not _any_set(self._military, cells):
            raise LeftOut(codes.NOT_MILITARY)
        precision = self._where_precision(cells)
        acts = self._acts_of(cells)
        actor, basis = self._actor(cells)
        place, key = self._place(cells, precision)
        return Event(
            id=self._id(cells) or f"line {line}",
            source="viina",
            line=line,
            place=place,
            time=self._when(cells),
            acts=acts or self._any_act,
            may_be_nothing=not acts and _any_set(self._alarms, cells),
            actor=actor,
            actor_basis=basis,
            counts=self._counts,
            place_key=key,
            settlement=self._settlement(cells),
            region=self._region(cells),
            text=self._text(cells) or self._sources(cells),
            url=self._url(cells),
        )

    def deaths(self, _cells: Sequence[str], /) -> None:
        """None: VIINA does not count deaths."""

    def _where_precision(self, cells: Sequence[str]) -> str:
        stated = "" if is_empty(self._precision(cells)) else self._precision(cells)
        if stated not in self._order:
            raise BadRow(codes.UNKNOWN_VALUE, f"GEO_PRECISION {stated}", ", ".join(filter(None, self._order)))
        if self._placed and self._order.index(stated) > self._coarsest:
            raise LeftOut(
                codes.PLACE_TOO_COARSE, f"GEO_PRECISION {stated or 'not stated'}", self._order[self._coarsest]
            )
        return stated

    def _place(self, cells: Sequence[str], precision: str) -> tuple[ReportedPlace, str]:
        geoname = self._geoname(cells).removesuffix(".0")
        if not self._placed:
            return UnknownPlace(f"GeoNames {geoname}" if geoname else ""), f"geonames {geoname}"
        lon, lat = position(self._lon(cells), self._lat(cells), self._manifest.extent)
        exact = self._options["place"] == "point"
        radius = 0.0 if exact else self._manifest.precisions[precision].radius95_m or 0.0
        return PointPlace(lon, lat, radius), place_key(lon, lat, precision)

    def _when(self, cells: Sequence[str]) -> ReportedTime:
        reported, zone = day(self._date(cells)), self._options["zone"]
        clock = self._time(cells)
        if is_empty(clock) or clock == "00:00":  # 00:00 is what the publisher writes for "not known"
            return days_in(reported - self._lag, reported, zone)
        try:
            end = start_of_day(reported, zone) + parse_time_of_day(clock) + MINUTE
        except BadInput:
            raise BadRow(codes.BAD_DATE, got=f"time {clock!r}", expected="HH:MM") from None
        return ReportedTime(start_of_day(reported - self._lag, zone), end, f"reported {reported} {clock}")

    def _acts_of(self, cells: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(acts for flag, acts in self._acts if _is_set(flag(cells))))

    def _actor(self, cells: Sequence[str]) -> tuple[IdSet, str]:
        coded = [party for flag, party in self._actors if _is_set(flag(cells))]
        basis = f"machine-coded from news text as begun by {' or '.join(coded)}" if coded else "not coded"
        if not coded or self._options["actor"] == "unknown":
            return UNKNOWN_ACTOR, basis
        return IdSet.of(*coded), basis


def _column(header: Header, label: str) -> str | None:
    """The column of a label: the yes-or-no one (`t_uav_b`) where there is one."""
    return next((name for name in (f"{label}_b", label) if name in header), None)


def _flags(header: Header, labels: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(header.cell(name) for label in labels if (name := _column(header, label)))


def _by_label(header: Header, acts: Mapping[str, Sequence[str]]) -> tuple[tuple[Cell, frozenset[str]], ...]:
    tree = taxonomy.acts()
    found = ((_column(header, label), tree.expand(words)) for label, words in acts.items())
    return tuple((header.cell(name), leaves) for name, leaves in found if name)


def _actors(header: Header, parties: Mapping[str, str]) -> tuple[tuple[Cell, str], ...]:
    found = ((_column(header, label), party) for label, party in parties.items())
    return tuple((header.cell(name), party) for name, party in found if name)


def _any_set(flags: Sequence[Cell], cells: Sequence[str]) -> bool:
    return any(_is_set(flag(cells)) for flag in flags)


def _is_set(cell: str) -> bool:
    """Whether a yes-or-no label is set; an empty one is not."""
    word = cell.lower()
    if word in _TRUE:
        return True
    if word in _FALSE or is_empty(word):
        return False
    raise BadRow(codes.UNKNOWN_VALUE, got=f"label {cell[:20]!r}", expected="0 or 1")
