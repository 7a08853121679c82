"""What the desk knows when something comes in: the clock, the posts, the rule by which the mission counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ceasefire.clock import DAY, MINUTE, Span, day_span, local_time, parse_instant
from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.kernel.units import AnyRule, rule
from ceasefire.record import Post
from ceasefire.record.post import by_name
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.said import When


@dataclass(frozen=True, slots=True)
class Setting:
    """`at_us` is when it came in (microseconds UTC), `zone` the clock of who speaks, `posts` those of the mission.

    Figures are counted under `rule`; a unit that the rule does not count in stands under `not_stated`.
    """

    zone: str
    at_us: int
    posts: Mapping[str, Post]
    rule: AnyRule

    @classmethod
    def of(cls, zone: str, at_us: int, posts: Iterable[Post], counting_rule: str = "not_stated") -> Setting:
        """The setting with posts by name and the reviewed rule of that name."""
        return cls(zone, at_us, by_name(posts), rule(counting_rule))

    def rule_for(self, unit: str) -> AnyRule:
        """The mission's rule, or that of figures whose rule nobody stated."""
        return self.rule if self.rule.counts_in(unit) else rule("not_stated")

    def post(self, name: str, place: Place = NOWHERE) -> Post:
        """The post of that name; BadInput for none, and for one that the mission does not have."""
        if not name:
            raise BadInput(Problem(codes.NO_POST, place, expected=", ".join(self._names()) or "a post of the mission"))
        found = self.posts.get(name.casefold())
        if found is None:
            near = get_close_matches(name.casefold(), self.posts, n=2)
            do = f"Did you mean {' or '.join(self.posts[each].name for each in near)}?" if near else ""
            raise BadInput(Problem(codes.UNKNOWN_POST, place, name, ", ".join(self._names()), do))
        return found

    def _names(self) -> list[str]:
        return sorted(post.name for post in self.posts.values())


def span_of(when: When, zone: str, at_us: int, place: Place = NOWHERE) -> Span:
    """The span that the words name on the clock of `zone`: the last such that had begun at `at_us`.

    A time without a day is today's, or yesterday's when it has not come yet; a day without a year is the last one; a
    length alone is the time before `at_us`, or before the time after "until"; a day alone is the whole day. An end
    before its start is on the day after.
    Raises BadInput where no time was said, for a time to come, and for one that the clock skipped or showed twice.
    """
    if not when.start and ((when.end and when.minutes is None) or not (when.day or when.end)):
        if when.minutes is None:
            raise BadInput(Problem(codes.NO_TIME, place, expected="a time such as 20:18, 19:32–19:45 or 24 h"))
        return Span(at_us - when.minutes * MINUTE, at_us)
    day = _day(when, zone, at_us, place)
    found = _on(when, day, zone, place)
    if found.start > at_us:
        got = " ".join(part for part in (day.isoformat(), when.start) if part)
        raise BadInput(Problem(codes.TIME_TO_COME, place, got, f"not after {local_time(at_us, zone):%Y-%m-%d %H:%M}"))
    return found


def _day(when: When, zone: str, at_us: int, place: Place) -> dt.date:
    today = local_time(at_us, zone).date()
    if not when.day:
        span = _on(when, today, zone, place)
        begun = (span.start if when.start else span.end) <= at_us
        return today if begun else today - dt.timedelta(days=1)
    if len(when.day) > 5:
        return dt.date.fromisoformat(when.day)
    for year in range(today.year, today.year - 8, -1):
        try:
            found = dt.date.fromisoformat(f"{year}-{when.day}")
        except ValueError:  # 29 February
            continue
        if found <= today:
            return found
    raise BadInput(Problem(codes.NO_TIME, place, got=when.day))


def _on(when: When, day: dt.date, zone: str, place: Place) -> Span:
    if not when.start and when.end:
        end = parse_instant(f"{day}T{when.end}", zone, place)
        return Span(end - (when.minutes or 0) * MINUTE, end)
    if not when.start:
        whole = day_span(day, zone)
        return whole if when.minutes is None else Span(whole.end - when.minutes * MINUTE, whole.end)
    start = parse_instant(f"{day}T{when.start}", zone, place)
    if when.end:
        after = day if _minutes(when.end) > _minutes(when.start) else day + dt.timedelta(days=1)
        return Span(start, parse_instant(f"{after}T{when.end}", zone, place))
    return Span(start, start + (MINUTE if when.minutes is None else min(when.minutes * MINUTE, 31 * DAY)))


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
