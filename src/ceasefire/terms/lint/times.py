"""Checks of windows and time zones."""

from __future__ import annotations

import re
from typing import Final

from ceasefire.clock import MAX, MIN, changes_within, parse_duration, read_local
from ceasefire.errors import BadInput
from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, found, path_of, times_of, zones_of
from ceasefire.terms.model import Terms, Window
from ceasefire.terms.window_meaning import has_end, window_when

_MIDNIGHT: Final = re.compile(r"(?:.*T)?(?:24|0?0):00(?::00)?(?:[Zz]|[+-][0-9:]+)?")
_OFFSET: Final = re.compile(r".*T.*(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})")
_FAR_AHEAD: Final = 3650 * 86_400_000_000  # rules are laid out for ten years
_LONGEST_YEARS: Final = 20 * 366 * 86_400_000_000


def _local_times(window: Window) -> tuple[tuple[str, str], ...]:
    named = (("from", window.start), ("until", window.until))
    return tuple((name, text) for name, text in named if text is not None)


def no_zone(terms: Terms) -> Found:
    """Local times without any zone."""
    for key, window in terms.windows.items():
        bare = [name for name, text in _local_times(window) if not _OFFSET.fullmatch(text)]
        if bare and not zones_of(terms, window):
            yield found(
                terms,
                codes.NO_ZONE,
                f"{path_of(terms, 'windows', key)}.{bare[0]}",
                "no zone",
                "a time zone",
                severity="error",
            )


def zone_assumed(terms: Terms) -> Found:
    """Zones that are assumed because the text gives none."""
    if terms.zone.name is None and terms.zone.assume:
        yield found(terms, codes.ZONE_ASSUMED, "timezone", "assumed: " + ", ".join(terms.zone.assume), severity="note")
    for key, window in terms.windows.items():
        if window.zone is not None and window.zone.name is None:
            got = "assumed: " + ", ".join(window.zone.assume)
            yield found(terms, codes.ZONE_ASSUMED, f"{path_of(terms, 'windows', key)}.timezone", got, severity="note")


def end_before_start(terms: Terms) -> Found:
    """Windows whose end is not after their start."""
    for key, window in terms.windows.items():
        for times in times_of(terms, window):
            if times.end <= times.start:
                name = "until" if window.until is not None else "lasts"
                got = f"from {window.start} to {window.until or window.lasts} in {times.zone}"
                path = f"{path_of(terms, 'windows', key)}.{name}"
                yield found(terms, codes.END_BEFORE_START, path, got, "an end after the start", severity="error")
                break


def at_midnight(terms: Terms) -> Found:
    """Times written as 24:00 or 00:00."""
    for key, window in terms.windows.items():
        for name, text in _local_times(window):
            if _MIDNIGHT.fullmatch(text):
                path = f"{path_of(terms, 'windows', key)}.{name}"
                yield found(terms, codes.MIDNIGHT, path, text, "a time that nobody can read as another night")


def clock_changes(terms: Terms) -> Found:
    """Windows over a change of the clock, and times that it skips or repeats."""
    for key, window in terms.windows.items():
        path = path_of(terms, "windows", key)
        yield from _unclear_times(terms, window, path)
        for times in times_of(terms, window):
            if times.start == MIN or times.end == MAX or not 0 < times.end - times.start < _LONGEST_YEARS:
                continue
            changes = changes_within(times.zone, times.start, times.end + 1)
            if changes:
                hours = (times.end - times.start) / 3_600_000_000
                got = f"the clock of {times.zone} changes inside; the window has {hours:g} hours"
                yield found(terms, codes.CLOCK_CHANGES, f"{path}.from", got)
                break


def _unclear_times(terms: Terms, window: Window, path: str) -> Found:
    for name, text in _local_times(window):
        if "-" not in text:
            continue
        for zone in zones_of(terms, window):
            try:
                hazard = read_local(text, zone).hazard
            except BadInput:
                continue
            if hazard is not None:
                got = f"{text} is {hazard} in {zone}"
                yield found(terms, codes.NO_SUCH_LOCAL_TIME, f"{path}.{name}", got, "one moment", severity="error")


def no_end(terms: Terms) -> Found:
    """Windows that say when they begin and not when they end."""
    for key, window in terms.windows.items():
        path = path_of(terms, "windows", key)
        if window.start is not None and not _has_end(terms, window, path):
            yield found(terms, codes.NO_END, f"{path}.until", "no end", "`until` or `lasts`", severity="note")
        if window.repeat is not None and not has_end(window.repeat):
            expected = "UNTIL or COUNT"
            yield found(terms, codes.REPEATS_WITHOUT_END, f"{path}.repeat", window.repeat, expected, severity="note")


def _has_end(terms: Terms, window: Window, path: str) -> bool:
    said = window.until is not None or window.lasts is not None or window.unstated is not None
    return said or any(each in terms.qualifications for each in (path, f"{path}.until", f"{path}.lasts"))


def never_happens(terms: Terms) -> Found:
    """Rules of repetition that no date fits."""
    for key, window in terms.windows.items():
        start = None if window.start is None else _first_moment(window.start, terms, window)
        if window.repeat is None or start is None:
            continue
        spans = window_when(terms, key).maybe.spans
        if not spans or spans[0].start >= start + _FAR_AHEAD:
            path = f"{path_of(terms, 'windows', key)}.repeat"
            expected = "a rule that some date fits"
            yield found(terms, codes.NEVER_HAPPENS, path, window.repeat, expected, severity="error")


def _first_moment(text: str, terms: Terms, window: Window) -> int:
    zones = zones_of(terms, window) or ("UTC",)
    return min(read_local(text, zone).earliest for zone in zones)


def nobody_sets(terms: Terms) -> Found:
    """Values still to be set, with nobody and no date to set them; unknown ones; and those that accounts differ on."""
    for path, known in terms.qualifications.items():
        if known.status == "to_be_set" and not (known.by and known.due):
            missing = " and ".join(name for name in ("by", "due") if getattr(known, name) is None)
            yield found(terms, codes.NOBODY_SETS, path, f"no {missing}", "who sets it, and by when")
        if known.status == "to_be_set":
            got = ", ".join(each for each in (known.by and f"by {known.by}", known.due) if each)
            yield found(terms, codes.STILL_TO_SET, path, got or "nobody named", "the value", severity="note")
        if known.status == "unknown":
            yield found(terms, codes.NOT_KNOWN, path, known.source or "no source", "the value", severity="note")
        if known.reports_differ:
            got = " | ".join(value for value, _ in known.reports_differ)
            yield found(terms, codes.ACCOUNTS_DIFFER, path, got, "one text", severity="note")


def notice_too_short(terms: Terms) -> Found:
    """Terms declared later than their own notice period before the start."""
    steps = [(i, j, step) for i, each in enumerate(terms.declarations) for j, step in enumerate(each.history)]
    made = [
        (step.on, f"declarations.{i}.history.{j}.on")
        for i, j, step in steps
        if step.state in ("announced", "ordered", "accepted")
    ]
    for window in terms.windows.values():
        for times in times_of(terms, window):
            if window.notice_period is None or times.start == MIN:
                continue
            latest = times.start - parse_duration(window.notice_period).rest_us
            latest -= parse_duration(window.notice_period).days * 86_400_000_000
            for on, path in made:
                if on is not None and len(on) >= 10 and read_local(on, times.zone).earliest > latest:
                    got = f"declared {on}, start {window.start}"
                    yield found(terms, codes.NOTICE_TOO_SHORT, path, got, f"{window.notice_period} before the start")
            break


CHECKS: Final = (
    no_zone, zone_assumed, end_before_start, at_midnight, clock_changes, no_end, never_happens, nobody_sets,
    notice_too_short,
)  # fmt: skip
