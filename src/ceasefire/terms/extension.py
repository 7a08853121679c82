"""A window that was extended: by a party's own word, or by a renewal of the arrangement."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.clock import MAX, MIN, TimeSet, one_of, parse_duration
from ceasefire.kernel.kleene import Bounds
from ceasefire.terms.days import days_of
from ceasefire.terms.model import Terms
from ceasefire.terms.window_meaning import When, end_reading, zones_of


def extended(terms: Terms, clause: str, party: str, window: str, when: When) -> When:
    """Return `when` up to the latest end to which `party` extended the clause, or all renewed it.

    An extension that names no new end changes nothing here, and neither does one of a window that
    repeats: nobody said how its rule goes on.
    """
    hull = when.maybe.hull
    if hull is None or hull.end >= MAX or terms.windows[window].repeat is not None:
        return when
    for until in _ends(terms, clause, party):
        last = until if "T" in until else days_of(until)[1].isoformat()
        when = when | one_of(_up_to(when, end_reading(last, zone).earliest) for zone in zones_of(terms.zone))
    for length in _lengths(terms, party):
        when = when | _longer(when, parse_duration(length).exact_us())
    return when


def _ends(terms: Terms, clause: str, party: str) -> Iterator[str]:
    for declaration in terms.declarations:
        for step in declaration.history:
            speaks = declaration.party == party and clause in (step.clauses or declaration.clauses or (clause,))
            if step.state == "extended" and step.until is not None and speaks:
                yield step.until
    for renewal in terms.renewal.get("history", ()):
        if "until" in renewal and party in renewal.get("by", (party,)):
            yield renewal["until"]


def _lengths(terms: Terms, party: str) -> Iterator[str]:
    for renewal in terms.renewal.get("history", ()):
        if "until" not in renewal and "lasts" in renewal and party in renewal.get("by", (party,)):
            yield renewal["lasts"]


def _up_to(when: When, end: int) -> When:
    return Bounds(_filled(when.sure, end), _filled(when.maybe, end))


def _longer(when: When, length: int) -> When:
    ends = [each.hull.end + length if each.hull is not None else MIN for each in (when.sure, when.maybe)]
    return Bounds(_filled(when.sure, ends[0]), _filled(when.maybe, ends[1]))


def _filled(times: TimeSet, end: int) -> TimeSet:
    """The times, and all from their end on up to `end`."""
    hull = times.hull
    return times | TimeSet.between(hull.end, end) if hull is not None and hull.end < end else times
