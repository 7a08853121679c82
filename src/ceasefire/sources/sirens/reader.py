"""Air-raid alerts as events that may be nothing: an area was warned from a start to an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, cast

from ceasefire.clock import HOUR, MAX, ReportedTime, parse_instant
from ceasefire.errors import BadInput
from ceasefire.geometry import UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import Count, Event
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest
from ceasefire.sources.rows import BadRow, Header, LeftOut, is_empty

_ASSUMED: Final = frozenset({"true", "1"})


def prepare(header: Header, manifest: Manifest, options: Mapping[str, str]) -> SirenRows:
    """The reader of rows under `header`: the official or the volunteer form."""
    return SirenRows(header, manifest, options)


class SirenRows:
    """Reads both forms; the area is kept as stated, from the smallest unit to the oblast."""

    def __init__(self, header: Header, manifest: Manifest, options: Mapping[str, str]) -> None:
        cell = header.cell
        self._start, self._end, self._naive = cell("started_at"), cell("finished_at"), cell("naive")
        self._oblast = cell("oblast") if "oblast" in header else cell("region")
        self._units = (cell("hromada"), cell("raion"), self._oblast)
        self._acts = taxonomy.acts().expand(cast("list[str]", manifest.extra["acts"]))
        self._counts = (Count(1, "alert", rule("siren_alert")),)
        self._longest = None if options["longest"] == "any" else int(options["longest"]) * HOUR
        self._options = options

    def event(self, line: int, cells: Sequence[str]) -> Event:
        """The alert in the row; raises BadRow or LeftOut."""
        area = ", ".join(name for unit in self._units if not is_empty(name := unit(cells)))
        if not area:
            raise BadRow(codes.EMPTY_VALUE, got="no area")
        assumed = self._naive(cells).lower() in _ASSUMED
        if assumed and self._options["naive"] == "drop":
            raise LeftOut(codes.END_ASSUMED)
        return Event(
            id=f"line {line}",
            source="sirens",
            line=line,
            place=UnknownPlace(area),
            time=self._when(cells),
            acts=self._acts,
            may_be_nothing=True,
            actor_basis="an alert names nobody",
            actor_never_told=True,
            counts=self._counts,
            place_key=area,
            region=self._oblast(cells),
            text="air-raid alert, its end assumed" if assumed else "air-raid alert",
        )

    def deaths(self, _cells: Sequence[str], /) -> None:
        """None: an alert counts no deaths."""

    def _when(self, cells: Sequence[str]) -> ReportedTime:
        start = _moment(self._start(cells))
        if is_empty(self._end(cells)):
            if self._options["open_end"] == "drop":
                raise LeftOut(codes.END_NOT_KNOWN)
            return ReportedTime(start, MAX, f"{self._start(cells)}/..")
        end = _moment(self._end(cells))
        if end <= start:
            raise BadRow(codes.ENDS_BEFORE_START, got=f"{self._start(cells)} to {self._end(cells)}")
        if self._longest is not None and end - start > self._longest:
            raise LeftOut(
                codes.TOO_LONG, got=f"{(end - start) / HOUR:.1f} hours", expected=f"{self._options['longest']}"
            )
        return ReportedTime(start, end, f"{self._start(cells)}/{self._end(cells)}")


@lru_cache(maxsize=4096)
def _moment(text: str) -> int:
    try:
        return parse_instant(text, "UTC")
    except BadInput as told:
        problem = told.problems[0]
        raise BadRow(codes.BAD_DATE, got=repr(text[:40]), expected=problem.expected) from None
