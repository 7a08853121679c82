"""Reading `windows` and time zones: when, as local texts that a zone turns into moments later."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ceasefire.clock import check_zone, parse_time_of_day
from ceasefire.kernel.tree import MapNode, Node, TextNode
from ceasefire.terms import codes
from ceasefire.terms.compound import Either, Field, ListOf, Record
from ceasefire.terms.kinds import DURATION, END, MOMENT, Checked, Flag, Kind, Ref, Schema, Text, Words, is_length
from ceasefire.terms.model import Window, Zone
from ceasefire.terms.per_party import PerParty
from ceasefire.terms.read_areas import inline_key
from ceasefire.terms.reading import At, Values

_MOMENT: Final = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]\s*([0-9:.]+)\s*([Zz]|[+-][0-9:]+)?)?\s*")
ZONE_NAME: Final = Checked(check_zone, codes.BAD_ZONE, "such as Europe/Kyiv")


def _build_unstated_zone(values: Values, node: Node, at: At) -> Zone | None:
    if values.get("unstated") is not True:
        at.problem(codes.WRONG_KIND, node, "no `unstated: true`", "a zone's name, or {unstated: true, assume: [...]}")
        return None
    return Zone(None, tuple(values.get("assume", ())))


UNSTATED_ZONE: Final = Record(
    "unstated_zone",
    "The statement that a text gives times without a zone.",
    (
        Field("unstated", Flag(), "`true`: the text gives times without a zone.", required=True),
        Field("assume", ListOf(ZONE_NAME), "The zones it may mean; what falls between is cannot tell."),
    ),
    _build_unstated_zone,
)


@dataclass(frozen=True, slots=True)
class _ZoneKind:
    """A time zone by name, or the statement that the text gives none."""

    def read(self, node: Node, at: At) -> Zone | None:
        """Return the zone."""
        found = Either(ZONE_NAME, UNSTATED_ZONE).read(node, at)
        return Zone(found) if isinstance(found, str) else found

    def schema(self) -> Schema:
        """Return the schema of both forms."""
        return Either(ZONE_NAME, UNSTATED_ZONE).schema()


ZONE: Final[Kind] = _ZoneKind()

PHASE: Final = Record(
    "phase",
    "A start that waits for something to happen.",
    (
        Field("after", Text(), "The guard that has to be met before the phase starts.", required=True),
        Field("met_on", MOMENT, "When the guard was met; until it is given the start is unknown."),
    ),
)


def _build_window(values: Values, node: Node, at: At) -> Window:
    _check_pairs(values, node, at)
    values = _with_whole_end(values)
    phase: Mapping[str, str] = values.get("phase", {})
    names = (
        "until",
        "lasts",
        "repeat",
        "notice_period",
        "unstated",
        "relative_to",
        "planned",
        "label",
        "text",
        "source",
    )
    return Window(
        inline_key(at.path),
        start=values.get("from"),
        after=phase.get("after"),
        guard_met_on=phase.get("met_on"),
        zone=values.get("timezone"),
        place=node.place,
        **{name: values[name] for name in names if name in values},
    )


def _with_whole_end(values: Values) -> Values:
    """An end that is only a time of day is the first such time after the start; one that is a length is a length."""
    until, start = values.get("until"), values.get("from") or values.get("phase", {}).get("met_on")
    if until is None or "-" in until:
        return values
    if is_length(until):
        return {name: value for name, value in values.items() if name != "until"} | {"lasts": until}
    begins = _MOMENT.fullmatch(start) if start is not None and "repeat" not in values else None
    if begins is None:
        return values
    day, since, offset = dt.date.fromisoformat(begins[1]), begins[2] or "00:00", begins[3] or ""
    if parse_time_of_day(until) <= parse_time_of_day(since):
        day += dt.timedelta(days=1)
    return values | {"until": f"{day}T{until}{offset}"}


def _check_pairs(values: Values, node: Node, at: At) -> None:
    if "until" in values and "lasts" in values:
        at.problem(codes.EXCLUDE_EACH_OTHER, node, "`until` and `lasts`", "the end, or the length")
    if "repeat" in values and not isinstance(node, TextNode) and "from" not in values and "relative_to" not in values:
        stated = isinstance(node, MapNode) and node.get("from") is not None
        if not stated:
            at.problem(codes.MISSING_FIELD, node, "`repeat` without `from`", "`from`: when the first window starts")


def _check_rule(text: str) -> None:
    """Only whether the rule can be read: one window on a day without clock changes."""
    from ceasefire.clock import DAY, parse_duration, parse_instant
    from ceasefire.clock.recurrence import occurrences

    start = dt.datetime(2024, 1, 1)  # noqa: DTZ001 - the clock's face, in UTC
    horizon = parse_instant("2024-01-01", "UTC") + DAY
    occurrences(text, start, "UTC", lasts=parse_duration("PT1H"), horizon=horizon)


REPEAT: Final = Checked(_check_rule, codes.BAD_DURATION, "such as FREQ=DAILY;COUNT=5")


@dataclass(frozen=True, slots=True)
class WindowRef:
    """A window: a key of `windows`, or one written inline."""

    def read(self, node: Node, at: At) -> str | None:
        """Return the key; what is written inline becomes a window under a key such as `C1.window`."""
        if isinstance(node, TextNode):
            return Ref("windows").read(node, at)
        window = WINDOW.read(node, at)
        if window is not None:
            at.reading.windows[window.key] = window
        return None if window is None else str(window.key)

    def schema(self) -> Schema:
        """Return the schema of a key or a window."""
        return {"anyOf": [Ref("windows").schema(), {"$ref": "#/$defs/window"}]}


WINDOW_REF: Final[Kind] = WindowRef()

WINDOW: Final = Record(
    "window",
    "When, in local times; what is left out is open.",
    (
        Field("from", MOMENT, "The start in local time; left out when the start is open."),
        Field("until", END, "The end in local time; a time of day is the next after the start; `24:00` ends its day."),
        Field("lasts", DURATION, "The exact length instead of an end; a day is 24 hours."),
        Field("repeat", REPEAT, "An RFC 5545 rule on the local clock; `from` is the first start."),
        Field("phase", PHASE, "A window that starts when something has happened."),
        Field("notice_period", DURATION, "How long before the start notice has to be given."),
        Field("planned", WINDOW_REF, "The window first planned, where it was moved; it binds nobody."),
        Field("timezone", ZONE, "The zone of this window's times, where it differs from the document's."),
        Field("relative_to", Words(), "The calendar event that the start hangs on; unknown until `from` is given."),
        Field("unstated", Text(), "The words of a text that fixes no time."),
        Field("label", Words(), "The window's name for people."),
        Field("text", Words(), "What the text says, in words."),
        Field("source", Text(), "Where the times come from."),
    ),
    _build_window,
)  # fmt: skip
WINDOW_FIELDS: Final = frozenset(each.name for each in WINDOW.fields)


WINDOW_PER_PARTY: Final = PerParty(WINDOW_REF, lambda: WINDOW_FIELDS)
