"""Zones and their clocks: which moment a reading of the clock names, and when the clock changes.

Zone rules come from the `tzdata` package and never from the system, so that every machine computes
the same moments (a Debian of 2021 does not know Europe/Kyiv).
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import whenever

from ceasefire.clock import codes
from ceasefire.clock.spans import MAX, MIN, SECOND
from ceasefire.errors import NOWHERE, BadInput, Place, Problem

whenever.reset_tzpath(())  # only the tzdata package: same input, same bytes on every machine

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_PLACE: Final = re.compile(r"([+-](?:\d{4}|\d{6}))([+-](?:\d{5}|\d{7}))")
_FIRST: Final = -62_135_596_800 * SECOND
_LAST: Final = 253_402_300_800 * SECOND  # the first moment after the year 9999


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One change of a zone's clock: the moment, and the offsets from UTC before and after, in seconds."""

    moment: int
    before_s: int
    after_s: int

    @property
    def forward(self) -> bool:
        """Whether the clock was put forward (local times skipped) rather than back (repeated)."""
        return self.after_s > self.before_s


def check_zone(name: str, place: Place = NOWHERE) -> str:
    """The zone's name as the database spells it; BadInput with near names when it is unknown.

    Old names stay valid: Europe/Kiev and Europe/Kyiv are one clock.
    """
    try:
        spelled = whenever.ZonedDateTime(2000, 1, 1, tz=name).tz_id
    except whenever.TimeZoneNotFoundError:
        spelled = None
    if spelled is None:
        raise BadInput(Problem(codes.UNKNOWN_ZONE, place, got=name, expected=_near(name)))
    return spelled


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[float, float]]:
    """The chief place of each zone, as the time zone database gives it."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {row[2]: (_degrees(found[2]), _degrees(found[1])) for row in rows if (found := _PLACE.fullmatch(row[1]))}


def _degrees(stated: str) -> float:
    """Degrees of `±DDMM`, `±DDDMM`, or either with seconds."""
    digits = stated[1:]
    whole = 2 if len(digits) in (4, 6) else 3
    minutes, seconds = digits[whole : whole + 2], digits[whole + 2 :] or "0"
    degrees = int(digits[:whole]) + int(minutes) / 60 + int(seconds) / 3600
    return -degrees if stated[0] == "-" else degrees


def place_of_zone(name: str) -> tuple[float, float] | None:
    """(longitude, latitude) of the zone's chief place in degrees; None for zones of no place, such as UTC."""
    return _places().get(name)


def moments_of(naive: dt.datetime, zone: str) -> tuple[int, ...]:
    """The moments that a naive local time may name in `zone`: one, or two when it is unclear.

    A repeated time gives its first and its second occurrence. A skipped time gives what a clock
    already put forward and a clock not yet put forward would mean, the earlier moment first.
    """
    local = whenever.PlainDateTime(naive)
    first = _micros(local.assume_tz(zone, disambiguation="earlier"))
    second = _micros(local.assume_tz(zone, disambiguation="later"))
    return (first,) if first == second else (first, second)


def is_skipped(naive: dt.datetime, zone: str) -> bool:
    """Whether the clock of `zone` never showed `naive`."""
    return local_time(moments_of(naive, zone)[0], zone).replace(tzinfo=None) != naive


def to_moment(value: dt.datetime) -> int:
    """Microseconds since 1970 UTC of an aware datetime; BadInput when it is naive."""
    if value.tzinfo is None:
        raise BadInput(Problem(codes.NO_ZONE, got=value.isoformat()))
    return (value - EPOCH) // dt.timedelta(microseconds=1)


def to_datetime(moment: int) -> dt.datetime:
    """The moment as an aware UTC datetime; BadInput for an open side or beyond the year 9999."""
    if not _FIRST <= moment < _LAST:
        raise BadInput(Problem(codes.TIME_OUT_OF_RANGE, got=f"{moment} microseconds since 1970"))
    return EPOCH + dt.timedelta(microseconds=moment)


def utc_iso(moment: int) -> str:
    """The moment in ISO 8601 with a Z; BadInput for an open side or beyond the year 9999."""
    return to_datetime(moment).isoformat().replace("+00:00", "Z")


def local_time(moment: int, zone: str) -> dt.datetime:
    """The moment as an aware datetime with the offset that the clock of `zone` had."""
    if not _FIRST <= moment < _LAST:
        raise BadInput(Problem(codes.TIME_OUT_OF_RANGE, got=f"{moment} microseconds since 1970"))
    return to_datetime(moment).astimezone(dt.timezone(dt.timedelta(seconds=offset_at(moment, zone))))


def offset_at(moment: int, zone: str) -> int:
    """Seconds that the clock of `zone` was ahead of UTC at `moment`."""
    return int(_zoned(moment, zone).offset.total("seconds"))


def changes_within(zone: str, start: int, end: int) -> tuple[ClockChange, ...]:
    """Every change of the clock of `zone` in [start, end): what to warn a window about.

    Open or very long spans are looked at up to the year 9999; pass a bounded span.
    """
    if start <= MIN or end >= MAX:
        start, end = max(start, _FIRST), min(end, _LAST)
    found: list[ClockChange] = []
    at = _zoned(max(start - 1, _FIRST), zone)
    while (after := at.next_transition()) is not None and _micros(after) < end:
        before = offset_at(_micros(after) - 1, zone)
        change = ClockChange(_micros(after), before, int(after.offset.total("seconds")))
        if change.before_s != change.after_s:
            found.append(change)
        at = after
    return tuple(found)


def _zoned(moment: int, zone: str) -> whenever.ZonedDateTime:
    return whenever.Instant.from_timestamp(moment, unit="microsecond").to_tz(zone)


def _micros(moment: whenever.ZonedDateTime) -> int:
    return moment.to_instant().timestamp(unit="microsecond")


def _near(name: str) -> str:
    known = sorted(whenever.available_timezones())
    lower = {zone.lower(): zone for zone in known}
    by_city = [zone for zone in known if zone.rpartition("/")[2].lower() == name.lower()]
    close = [lower[zone] for zone in difflib.get_close_matches(name.lower(), lower, n=3, cutoff=0.6)]
    near = list(dict.fromkeys(by_city + close))[:3]
    return f"perhaps {' or '.join(near)}" if near else "a name such as Europe/Kyiv"
