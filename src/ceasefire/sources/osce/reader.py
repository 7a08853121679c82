"""OSCE-style tables: what a post heard or saw, how far away and in which direction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from ceasefire.clock import DAY, MINUTE, ReportedTime, parse_instant, reporting_day
from ceasefire.errors import BadInput
from ceasefire.geometry import ReportedPlace, RingSector, UnknownPlace
from ceasefire.geometry.words import COMPASS, compass_bearings
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import AnyCount, Event, place_key, read_count
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest
from ceasefire.sources.rows import BadRow, Header, day, is_empty, position

_LOCATION: Final = re.compile(
    r"(?P<near>[0-9]{1,3}(?:\.[0-9]+)?)\s*(?:[-–]\s*(?P<far>[0-9]{1,3}(?:\.[0-9]+)?))?\s*(?P<unit>km|m)\s+(?P<way>[NESW]{1,3})(?:\s+(?:of|from)\b.*)?",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"(?P<from>[0-9]{1,2}[:.][0-9]{2})(?:\s*[-–]\s*(?P<to>[0-9]{1,2}[:.][0-9]{2}))?")
_NOT_KNOWN: Final = frozenset({"n/k", "nk", "unknown", "not known", "undetermined"})


def prepare(header: Header, manifest: Manifest, options: Mapping[str, str]) -> OsceRows:
    """The reader of rows under `header`."""
    return OsceRows(header, manifest, options)


class OsceRows:
    """Reads one line of the table as one event with its count and ring sector."""

    def __init__(self, header: Header, manifest: Manifest, options: Mapping[str, str]) -> None:
        cell = header.cell
        self._position, self._lon, self._lat = cell("position"), cell("lon"), cell("lat")
        self._location, self._means, self._no = cell("event_location"), cell("means"), cell("no")
        self._observation, self._description = cell("observation"), cell("description")
        self._weapon, self._date, self._time, self._id = cell("weapon"), cell("date"), cell("time"), cell("id")
        tree = taxonomy.acts()
        self._units = cast("dict[str, str]", manifest.extra["units_by_observation"])
        by_weapon = cast("dict[str, list[str]]", manifest.extra["acts_by_weapon"])
        by_unit = cast("dict[str, list[str]]", manifest.extra["acts_by_unit"])
        self._by_weapon = {name: tree.expand(words) for name, words in by_weapon.items()}
        self._by_unit = {name: tree.expand(words) for name, words in by_unit.items()}
        self._rule = rule("smm_violation")
        self._options = options

    def event(self, line: int, cells: Sequence[str]) -> Event:
        """The event in the row; raises BadRow."""
        unit = self._unit(cells)
        place, key = self._place(cells)
        return Event(
            id=self._id(cells) or f"line {line}",
            source="osce",
            line=line,
            place=place,
            time=self._when(cells),
            acts=self._acts(cells, unit),
            actor_basis="the monitors state what they heard and saw, not who fired",
            actor_never_told=True,
            counts=(self._count(cells, unit),),
            place_key=key,
            settlement=self._position(cells),
            text=", ".join(
                part for part in (self._means(cells), self._description(cells), self._weapon(cells)) if part
            ),
        )

    def deaths(self, _cells: Sequence[str], /) -> None:
        """None: these tables count no deaths."""

    def _unit(self, cells: Sequence[str]) -> str:
        stated = self._observation(cells).lower()
        if stated not in self._units:
            raise BadRow(codes.UNKNOWN_VALUE, f"observation {stated!r}", ", ".join(sorted(set(self._units.values()))))
        return self._units[stated]

    def _count(self, cells: Sequence[str], unit: str) -> AnyCount:
        try:
            return read_count(self._no(cells), unit, self._rule)
        except BadInput:
            raise BadRow(codes.BAD_NUMBER, got=f"no {self._no(cells)!r}", expected="such as 5, ~10 or ≥3") from None

    def _acts(self, cells: Sequence[str], unit: str) -> frozenset[str]:
        weapon = self._weapon(cells).lower()
        if is_empty(weapon) or weapon in _NOT_KNOWN:
            return self._by_unit[unit]
        if weapon not in self._by_weapon:
            raise BadRow(codes.UNKNOWN_VALUE, f"weapon {weapon!r}", ", ".join((*self._by_weapon, "N/K")))
        return self._by_weapon[weapon]

    def _place(self, cells: Sequence[str]) -> tuple[ReportedPlace, str]:
        stated = f"{self._location(cells)} of {self._position(cells)}"
        if is_empty(self._lon(cells)) or is_empty(self._lat(cells)):
            return UnknownPlace(stated), stated
        lon, lat = position(self._lon(cells), self._lat(cells))
        location = self._location(cells)
        key = place_key(lon, lat, location)
        if is_empty(location) or location.lower() in _NOT_KNOWN:
            return UnknownPlace(f"within sight or hearing of {self._position(cells)}"), key
        found = _LOCATION.fullmatch(location)
        if found is None or found["way"].upper() not in COMPASS:
            raise BadRow(codes.UNKNOWN_VALUE, f"event_location {location!r}", "such as 2-4km ESE, 300m N or N/K")
        return self._sector(lon, lat, found), key

    def _sector(self, lon: float, lat: float, found: re.Match[str]) -> RingSector:
        metres = 1000.0 if found["unit"].lower() == "km" else 1.0
        near, far = sorted(float(found[each] or found["near"]) * metres for each in ("near", "far"))
        if near == far:
            error = max(float(self._options["point_error"]) if metres > 1 else near / 4, 1.0)
            near, far = max(near - error, 0.0), far + error
        return RingSector(lon, lat, near, far, *compass_bearings(found["way"].upper()))

    def _when(self, cells: Sequence[str]) -> ReportedTime:
        on, zone = day(self._date(cells)), self._options["zone"]
        stated = self._time(cells)
        if is_empty(stated) or stated.lower() in _NOT_KNOWN:
            span = reporting_day(on, zone, self._options["turns_at"])
            return ReportedTime(*span, f"{on} {self._options['turns_at']}")
        found = _TIMES.fullmatch(stated)
        if found is None:
            raise BadRow(codes.BAD_DATE, got=f"time {stated!r}", expected="such as 20:18 or 19:32-19:45")
        try:
            start = parse_instant(f"{on}T{found['from'].replace('.', ':')}", zone)
            end = parse_instant(f"{on}T{(found['to'] or found['from']).replace('.', ':')}", zone)
            return ReportedTime(start, end + MINUTE + (DAY if end < start else 0), f"{on} {stated}")
        except BadInput as told:
            raise BadRow(codes.BAD_DATE, got=f"{on} {stated}", expected=told.problems[0].expected) from None
