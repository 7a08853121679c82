"""FIRMS detections as events that may be no act at all: a pixel was hot at a minute."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, cast

from ceasefire.clock import MINUTE, ReportedTime, to_moment
from ceasefire.geometry import PointPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import Count, Event, place_key
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest
from ceasefire.sources.rows import BadRow, Header, LeftOut, day, number, position

_LEVELS: Final = ("low", "nominal", "high")


def prepare(header: Header, manifest: Manifest, options: Mapping[str, str]) -> FirmsRows:
    """The reader of rows under `header`."""
    return FirmsRows(header, manifest, options)


class FirmsRows:
    """Reads detections of MODIS and VIIRS; the pixel's size becomes the radius of the place."""

    def __init__(self, header: Header, manifest: Manifest, options: Mapping[str, str]) -> None:
        cell = header.cell
        self._lon, self._lat = cell("longitude"), cell("latitude")
        self._scan, self._track = cell("scan"), cell("track")
        self._date, self._time = cell("acq_date"), cell("acq_time")
        self._confidence, self._type = cell("confidence"), cell("type")
        self._instrument, self._satellite = cell("instrument"), cell("satellite")
        self._power, self._daynight = cell("frp"), cell("daynight")
        self._words = cast("dict[str, str]", manifest.extra["confidence"])
        self._from = {
            name: float(low) for name, low in cast("dict[str, str]", manifest.extra["confidence_from"]).items()
        }
        self._static = cast("dict[str, str]", manifest.extra["static_types"])
        self._burning = {int(month) for month in cast("list[str]", manifest.extra["burning_months"])}
        self._acts = taxonomy.acts().expand(cast("list[str]", manifest.extra["acts"]))
        self._counts = (Count(1, "detection", rule("firms_detection")),)
        self._least = _LEVELS.index(options["confidence"])
        self._drop_static = options["static"] == "drop"
        self._drop_crops = options["crop_season"] == "drop"

    def event(self, line: int, cells: Sequence[str]) -> Event:
        """The detection in the row; raises BadRow or LeftOut."""
        level = self._level(self._confidence(cells))
        if _LEVELS.index(level) < self._least:
            raise LeftOut(codes.LOW_CONFIDENCE, got=f"confidence {level}", expected=_LEVELS[self._least])
        kind = self._static.get(self._type(cells))
        if kind and self._drop_static:
            raise LeftOut(codes.STATIC_HEAT, got=kind)
        time = _minute(self._date(cells), self._time(cells))
        if self._drop_crops and day(self._date(cells)).month in self._burning:
            raise LeftOut(codes.CROP_BURNING, got=self._date(cells))
        lon, lat = position(self._lon(cells), self._lat(cells))
        radius = self._radius_m(cells)
        return Event(
            id=f"line {line}",
            source="firms",
            line=line,
            place=PointPlace(lon, lat, radius),
            time=time,
            acts=self._acts,
            may_be_nothing=True,
            actor_basis="a satellite sees heat, not people",
            actor_never_told=True,
            counts=self._counts,
            place_key=place_key(lon, lat, f"{radius:.0f}"),
            text=self._words_for(cells, level),
        )

    def deaths(self, _cells: Sequence[str], /) -> None:
        """None: a detection counts no deaths."""

    def _level(self, stated: str) -> str:
        word = self._words.get(stated.lower())
        if word is not None:
            return word
        share = number(stated, "confidence")
        if not 0 <= share <= 100:
            raise BadRow(codes.BAD_NUMBER, got=f"confidence {stated}", expected="0 to 100, or l, n, h")
        return max((name for name, low in self._from.items() if share >= low), key=_LEVELS.index)

    def _radius_m(self, cells: Sequence[str]) -> float:
        """Half of the pixel's diagonal: the fire lies somewhere in the pixel."""
        scan, track = number(self._scan(cells), "scan"), number(self._track(cells), "track")
        if not (0 < scan <= 20 and 0 < track <= 20):
            raise BadRow(codes.BAD_NUMBER, got=f"scan {scan:g}, track {track:g}", expected="kilometres of a pixel")
        return math.hypot(scan, track) / 2 * 1000

    def _words_for(self, cells: Sequence[str], level: str) -> str:
        sensor = self._instrument(cells) or self._satellite(cells) or "satellite"
        light = {"D": "day", "N": "night"}.get(self._daynight(cells), "")
        power = self._power(cells)
        return ", ".join(
            part for part in (sensor, light, f"{level} confidence", f"{power} MW" if power else "") if part
        )


@lru_cache(maxsize=8192)
def _minute(date: str, time: str) -> ReportedTime:
    """The minute of the pass, from a day and `0942`, `942` or `09:42`, in UTC."""
    digits = time.replace(":", "").zfill(4)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4 and digits[:2] < "24" and digits[2:] < "60"):
        raise BadRow(codes.BAD_DATE, got=f"acq_time {time!r}", expected="a time such as 0942")
    at = dt.datetime.combine(day(date), dt.time(int(digits[:2]), int(digits[2:])), dt.UTC)
    start = to_moment(at)
    return ReportedTime(start, start + MINUTE, f"{at:%Y-%m-%d %H:%M} UTC")
