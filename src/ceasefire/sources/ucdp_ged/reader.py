"""UCDP GED rows as events: no weapon, no act and, but for one-sided violence, nobody who did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from ceasefire.geometry import PointPlace, ReportedPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import AnyCount, Count, Event, place_key
from ceasefire.record.event import UNKNOWN_ACTOR
from ceasefire.scope.idset import IdSet
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest
from ceasefire.sources.rows import BadRow, Header, LeftOut, day, days_in, not_negative, position, whole

_ONE_SIDED: Final = "3"
_COARSEST: Final = 9


def prepare(header: Header, manifest: Manifest, options: Mapping[str, str]) -> GedRows:
    """The reader of rows under `header`."""
    return GedRows(header, manifest, options)


class GedRows:
    """Reads one row after the other; see the manifest for what each field means."""

    def __init__(self, header: Header, manifest: Manifest, options: Mapping[str, str]) -> None:
        cell = header.cell
        self._id, self._type = cell("id"), cell("type_of_violence")
        self._dyad, self._side_a, self._side_b = cell("dyad_name"), cell("side_a"), cell("side_b")
        self._lon, self._lat, self._wkt = cell("longitude"), cell("latitude"), cell("geom_wkt")
        self._where_prec, self._date_prec = cell("where_prec"), cell("date_prec")
        self._start, self._end = cell("date_start"), cell("date_end")
        self._settlement, self._region = cell("where_coordinates"), cell("adm_1")
        self._country, self._country_name = cell("country_id"), cell("country")
        self._headline, self._described = cell("source_headline"), cell("where_description")
        self._estimates = {name: cell(name) for name in ("best", "low", "high")}
        self._acts = taxonomy.acts().expand(cast("list[str]", manifest.extra["acts"]))
        self._zones = cast("dict[str, str]", manifest.extra["zones"])
        self._units = cast("dict[str, str]", manifest.extra["extra_counts"])
        self._precisions = manifest.precisions
        self._rule = rule("ucdp_ged")
        self._one = Count(1, "event", self._rule)
        self._options = options
        self._date_limit = _limit(options["date_prec"])
        self._where_limit = _limit(options["where_prec"])

    def event(self, line: int, cells: Sequence[str]) -> Event:
        """The event in the row; raises BadRow or LeftOut."""
        where_prec = self._where_precision(cells)
        date_prec = whole(self._date_prec(cells), "date_prec")
        if date_prec > self._date_limit:
            raise LeftOut(codes.DATE_TOO_COARSE, got=f"date_prec {date_prec}", expected=f"at most {self._date_limit}")
        if int(where_prec) > self._where_limit:
            raise LeftOut(codes.PLACE_TOO_COARSE, f"where_prec {where_prec}", f"at most {self._where_limit}")
        lon, lat = self._position(cells)
        actor, basis = self._actor(cells)
        deaths = {name: not_negative(cell(cells), name) for name, cell in self._estimates.items()}
        return Event(
            id=self._id(cells) or f"line {line}",
            source="ucdp-ged",
            line=line,
            place=self._place(lon, lat, where_prec, cells),
            time=days_in(day(self._start(cells)), day(self._end(cells)), self._zone(cells)),
            acts=self._acts,
            actor=actor,
            actor_basis=basis,
            sides=self._sides(cells),
            actor_never_told=actor.is_any,
            counts=self._counts(deaths),
            deaths=deaths[self._options["deaths"]],
            place_key=place_key(lon, lat, where_prec),
            settlement=self._settlement(cells),
            region=self._region(cells),
            text=self._headline(cells) or self._described(cells),
        )

    def deaths(self, cells: Sequence[str]) -> int | None:
        """The chosen estimate of deaths."""
        return not_negative(self._estimates[self._options["deaths"]](cells), "deaths")

    def _where_precision(self, cells: Sequence[str]) -> str:
        stated = str(whole(self._where_prec(cells), "where_prec"))
        if stated not in self._precisions:
            raise BadRow(codes.UNKNOWN_VALUE, f"where_prec {stated}", ", ".join(self._precisions))
        return stated

    def _position(self, cells: Sequence[str]) -> tuple[float, float]:
        lon_text, lat_text = self._lon(cells), self._lat(cells)
        if lon_text != lat_text and self._wkt(cells) == f"POINT ({lat_text} {lon_text})":
            got = f"longitude {lon_text}, latitude {lat_text}, geom_wkt {self._wkt(cells)}"
            raise BadRow(codes.SWAPPED_POSITION, got=got)
        return position(lon_text, lat_text)

    def _place(self, lon: float, lat: float, where_prec: str, cells: Sequence[str]) -> ReportedPlace:
        if self._options["place"] == "point":
            return PointPlace(lon, lat)
        radius = self._precisions[where_prec].radius95_m
        if radius is None:
            return UnknownPlace(self._region(cells) or self._country_name(cells))
        return PointPlace(lon, lat, radius)

    def _zone(self, cells: Sequence[str]) -> str:
        stated = self._options["zone"]
        if stated != "by_country":
            return stated
        zone = self._zones.get(self._country(cells).partition(".")[0])
        if zone is None:
            got = f"country_id {self._country(cells)} {self._country_name(cells)}".strip()
            raise LeftOut(codes.NO_ZONE_OF_COUNTRY, got)
        return zone

    def _actor(self, cells: Sequence[str]) -> tuple[IdSet, str]:
        if self._type(cells) == _ONE_SIDED:
            name = self._side_a(cells)
            return IdSet.of(name), f"one-sided violence: UCDP names {name} as the one who did it"
        return UNKNOWN_ACTOR, f"dyad by convention, it does not say who fired: {self._dyad(cells)}"

    def _sides(self, cells: Sequence[str]) -> frozenset[str]:
        """The two ends of the dyad; one-sided violence has no second side, its `side_b` are civilians."""
        if self._type(cells) == _ONE_SIDED:
            return frozenset()
        return frozenset({self._side_a(cells), self._side_b(cells)}) - {""}

    def _counts(self, deaths: Mapping[str, int]) -> tuple[AnyCount, ...]:
        return (self._one, *(Count(n, self._units[name], self._rule) for name, n in deaths.items()))


def _limit(option: str) -> int:
    return _COARSEST if option == "any" else int(option)
