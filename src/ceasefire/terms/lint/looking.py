"""What every check uses: where a field stands in the file, and how a finding is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ceasefire.clock import MAX, MIN, parse_duration, parse_instant, read_local
from ceasefire.errors import BadInput, Code, Place, Problem, Severity
from ceasefire.kernel.taxonomy import acts
from ceasefire.kernel.tree import ListNode, MapNode, Node
from ceasefire.terms.model import Clause, Terms, Window

Found = Iterator[Problem]
_HEADS = ("clauses", "exceptions", "guarantees", "areas", "windows")


@dataclass(frozen=True, slots=True)
class Times:
    """The first and last moment of a window in one zone; MIN or MAX where it is open or unknown."""

    zone: str
    start: int
    end: int


def found(
    terms: Terms,
    code: Code,
    path: str,
    got: str = "",
    expected: str = "",
    *,
    severity: Severity = "warning",
) -> Problem:
    """Return the problem with the place of the field at the dotted `path`."""
    return Problem(code, place_of(terms, path), got, expected, severity=severity)


def place_of(terms: Terms, path: str) -> Place:
    """Return where the field stands; of a field that is absent, where it would stand."""
    node: Node = terms.tree
    for step in path.split("."):
        inner = _step(node, step)
        if inner is None:
            break
        node = inner
    return replace(node.place, field=path)


def _step(node: Node, step: str) -> Node | None:
    if isinstance(node, MapNode):
        return node.get(step)
    if isinstance(node, ListNode) and step.isdecimal() and int(step) < len(node.items):
        return node.items[int(step)]
    return None


def path_of(terms: Terms, section: str, key: str) -> str:
    """Return the dotted path of an area or window, also of one written inline (`C1.area`)."""
    head = key.partition(".")[0]
    if "." not in key:
        return f"{section}.{key}"
    for name in _HEADS:
        held = terms.tree.get(name) if isinstance(terms.tree, MapNode) else None
        if isinstance(held, MapNode) and held.get(head) is not None:
            return f"{name}.{key}"
    return key


def zones_of(terms: Terms, window: Window) -> tuple[str, ...]:
    """Return the zone of the window's times, or those assumed; none when none is given."""
    zone = window.zone or terms.zone
    return (zone.name,) if zone.name else zone.assume


def times_of(terms: Terms, window: Window) -> tuple[Times, ...]:
    """Return first and last moment in each zone; without those that cannot be told."""
    return tuple(times for zone in zones_of(terms, window) if (times := _times(window, zone)) is not None)


def _times(window: Window, zone: str) -> Times | None:
    try:
        start = MIN if window.start is None else read_local(window.start, zone).earliest
        return Times(zone, start, _end(window, zone, start))
    except BadInput:
        return None


def _end(window: Window, zone: str, start: int) -> int:
    if window.repeat is not None:
        return MAX
    if window.lasts is not None and start != MIN:
        return start + parse_duration(window.lasts).exact_us()
    if window.until is not None and "-" in window.until:
        end = read_local(window.until, zone)
        return end.latest if not end.whole_day else parse_instant(f"{window.until}T24:00", zone)
    return MAX


def leaves_of(codes: tuple[str, ...]) -> frozenset[str]:
    """Return the leaves of act codes that the reader has already checked."""
    return acts().expand(codes)


def forbids(clause: Clause) -> bool:
    """Tell whether the clause forbids or limits acts."""
    return clause.kind in ("refrain", "limit")


def clauses_of(terms: Terms) -> Iterator[tuple[str, Clause]]:
    """Return every clause with its path."""
    for key, clause in terms.clauses.items():
        yield f"clauses.{key}", clause
