"""Which part of a ceasefire an answer is about: all of it, the days so far, or the first days of one without an end."""

from __future__ import annotations

from dataclasses import replace

from ceasefire.assessment.asked import Stretch
from ceasefire.assessment.conduct import Conduct
from ceasefire.assessment.seen import Seen
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, Value, reason

_HELD = frozenset({"held", "held_with_incidents"})


def of_its_part(found: Conduct, stretch: Stretch, seen: Seen, until: int) -> Conduct:
    """Return the conduct with what it is about; of one that still runs nobody can say that it held.

    `until` is the number of the last day up to which is assessed: what came later on stands beside the first days.
    """
    if stretch.part == "whole":
        return found
    if stretch.part == "first_days":
        return replace(found, part=stretch.part, reasons=(*found.reasons, _first_days(seen, until)))
    summary = None if found.summary in _HELD else found.summary
    return replace(found, part=stretch.part, summary=summary, reasons=(*found.reasons, _so_far(seen)))


def still_to_come(stretch: Stretch, seen: Seen) -> tuple[Reason, ...]:
    """Return why nothing is held yet; empty where all of it lies in the assessed days."""
    if stretch.part == "so_far":
        return (_so_far(seen),)
    if stretch.part == "first_days":
        why = mark("no end is stated, and it is about the first {days} days alone")
        return (reason("only_first_days", why, days=seen.length),)
    return ()


def _so_far(seen: Seen) -> Reason:
    why = mark("this is said of the days so far, up to {on}: its time runs on")
    return reason("so_far", why, on=seen.day(seen.length - 1).isoformat())


def _first_days(seen: Seen, until: int) -> Reason:
    later = slice(seen.during.stop, min(until + 1, seen.days.count))
    count, deaths = int(seen.events[later].sum()), seen.deaths_in(later)
    values: dict[str, Value] = {
        "days": seen.length,
        "count": count,
        "on": seen.days.day(max(until, seen.during.stop - 1)).isoformat(),
    }
    why = mark("this is said of its first {days} days alone; from then to {on} {count} more reports came")
    if deaths.number is not None and deaths.is_recorded:
        why = mark(
            "this is said of its first {days} days alone; from then to {on} {count} more reports with {deaths} deaths "
            "came"
        )
        return reason("first_days", why, **values, deaths=deaths.number)
    return reason("first_days", why, **values)
