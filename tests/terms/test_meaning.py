"""What clauses mean as scopes: shapes, windows and their unknowns, and who agreed when."""

from __future__ import annotations

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import HOUR, TimeSet, parse_instant
from ceasefire.kernel.kleene import Truth
from ceasefire.scope import Scope
from ceasefire.terms.area_meaning import stretches
from ceasefire.terms.lifecycle import agreed
from ceasefire.terms.meaning import area_where, clause_scope, exception_scope, window_when

HEAD = """
format: ceasefire-terms/1
ceasefire: meaning-test
title: {en: "test"}
timezone: {zone}
parties: {P1: {}, P2: {}, X9: {}}
"""
CLAUSE = """
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: zone, window: w}
"""
ZONE = "areas: {zone: {point: [34.59, 47.51], radius: 1.5 km}}\n"


def made(window: str, area: str = ZONE, clause: str = CLAUSE, zone: str = "Europe/Kyiv", more: str = "") -> terms.Terms:
    text = HEAD.replace("{zone}", zone) + area + f"windows: {{w: {window}}}\n" + clause + more
    return terms.read_text(text)


def hours(scope: Scope) -> tuple[float, float]:
    sure, maybe = scope.certain.parts(), scope.possible.parts()
    return sum(part.when.hours() for part in sure), sum(part.when.hours() for part in maybe)


@pytest.mark.parametrize(
    ("window", "length"),
    [
        ('{from: "2025-10-26T00:00", until: "2025-10-26T12:00"}', 13.0),  # the clock goes back at 04:00
        ('{from: "2025-10-26T00:00", lasts: PT12H}', 12.0),
        ('{from: "2025-03-30T00:00", until: "2025-03-30T12:00"}', 11.0),  # it goes forward at 03:00
        ('{from: "2025-10-18T20:00", until: "2025-10-18T24:00"}', 4.0),
        ("{from: 2025-10-18, until: 2025-10-19}", 48.0),  # a bare date ends with its day
        ('{from: "2025-10-18T08:00", lasts: PT4H, repeat: FREQ=DAILY;COUNT=3}', 12.0),
    ],
)
def test_windows_are_true_to_the_clock(window: str, length: float) -> None:
    when = window_when(made(window), "w")
    assert when.sure.hours() == when.maybe.hours() == length


def test_a_phase_is_unknown_until_its_guard_has_a_date() -> None:
    open_phase = window_when(made("{phase: {after: demined}, lasts: P2D}"), "w")
    assert open_phase.sure.is_empty
    assert open_phase.maybe == TimeSet.all()
    met = window_when(made('{phase: {after: demined, met_on: "2025-11-08T08:00"}, lasts: P2D}'), "w")
    assert met.sure == met.maybe
    assert met.sure.hours() == 48.0


def test_an_unstated_zone_leaves_its_hour_open() -> None:
    zone = "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}"
    scope = clause_scope(made('{from: "2023-01-06T12:00", until: "2023-01-07T24:00"}', zone=zone), "C1", "P1")
    sure, maybe = hours(scope)
    assert (sure, maybe) == (35.0, 37.0)
    first = parse_instant("2023-01-06T12:00", "Europe/Moscow")
    assert min(span.start for part in scope.possible.parts() for span in part.when.spans) == first


def test_rival_accounts_leave_their_difference_open() -> None:
    window = (
        '{from: "2022-03-05T10:00", until: {reports_differ: '
        '[{value: "2022-03-05T15:00", source: a}, {value: "2022-03-05T17:00", source: b}]}}'
    )
    assert hours(clause_scope(made(window), "C1", "P1")) == (5.0, 7.0)


def test_a_shape_of_our_own_drawing_is_never_sure() -> None:
    area = "areas: {zone: {point: [34.59, 47.51], radius: 1.5 km, shape_status: approximated_by_us}}\n"
    where = area_where(made("{from: 2025-10-18}", area), "zone")
    assert not where.sure.covers(34.59, 47.51)
    assert where.maybe.covers(34.59, 47.51)


def test_an_unstated_area_is_bounded_by_within() -> None:
    area = "areas: {zone: {unstated: the whole line, within: frame}, frame: {point: [34.59, 47.51], radius: 9 km}}\n"
    where = area_where(made("{from: 2025-10-18}", area), "zone")
    assert not where.sure.covers(34.59, 47.51)
    assert where.maybe.covers(34.59, 47.51)
    assert not where.maybe.covers(36.0, 47.51)


def test_what_is_cut_out_is_outside() -> None:
    area = (
        "areas: {zone: {point: [34.59, 47.51], radius: 5 km, minus: [core]}, "
        "core: {point: [34.59, 47.51], radius: 1 km}}\n"
    )
    where = area_where(made("{from: 2025-10-18}", area), "zone")
    assert not where.sure.covers(34.59, 47.51)
    assert where.sure.covers(34.63, 47.51)


def test_a_moving_area_is_where_its_track_is_and_unknown_when_stale() -> None:
    area = (
        "areas: {zone: {moving: {track: [{at: '2022-08-01T08:00', point: [30.8, 46.4]}, "
        "{at: '2022-08-01T08:30', point: [30.9, 46.4]}], radius: 10 nmi, stale_after: PT1H}}}\n"
    )
    read = made("{from: 2022-08-01}", area, zone="UTC")
    at = parse_instant("2022-08-01T08:10", "UTC")
    known = [ground for ground, when in stretches(read, "zone") if when.covers(at)]
    assert known[0].sure.covers(30.85, 46.4)
    stale = [ground for ground, when in stretches(read, "zone") if when.covers(at + 3 * HOUR)]
    assert not stale[0].sure.covers(30.85, 46.4)
    assert stale[0].maybe.covers(10.0, 10.0)


def test_a_party_s_own_version_is_its_own() -> None:
    more = """
declarations:
  - {party: P1, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}
  - party: P2
    clauses: [C1]
    history: [{state: mirror, on: 2025-10-11}]
    own_version: {C1: {window: {from: "2025-10-18T09:00"}}}
"""
    read = made('{from: "2025-10-18T08:00", until: "2025-10-18T20:00"}', more=more)
    assert hours(clause_scope(read, "C1", "P1")) == (12.0, 12.0)
    assert hours(clause_scope(read, "C1", "P2")) == (11.0, 11.0)


def test_acts_that_nobody_named_may_be_any() -> None:
    clause = "clauses: {C1: {kind: refrain, acts_unstated: a ceasefire, bound: [P1], targets: any, area: zone, window: w}}\n"
    scope = clause_scope(made("{from: 2025-10-18}", clause=clause), "C1", "P1")
    assert scope.certain.is_empty
    assert not scope.possible.is_empty


def test_an_exception_speaks_where_its_clause_does() -> None:
    more = "exceptions: {X1: {of: [C1], acts: [fire.mortar], only_if: [offensive_action_by_other]}}\n"
    scope = exception_scope(made("{from: 2025-10-18}", more=more), "X1")
    assert {act for part in scope.parts() for act in part.what} == {"fire.mortar"}


@pytest.mark.parametrize(
    ("history", "day", "answer"),
    [
        ("{state: announced, on: 2025-10-10}", "2025-10-09", Truth.NO),
        ("{state: announced, on: 2025-10-10}", "2025-10-10", Truth.YES),
        ("{state: rejected, on: 2025-10-10}", "2025-10-11", Truth.NO),
        ("{state: conditional, on: 2025-10-10}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: proposed, on: 2025-10-10}", "2025-10-11", Truth.NO),
        ("{state: not_stated, on: 2025-10-10}", "2025-10-11", Truth.NO),
        ("{state: mirror, on: 2025-10-10}, {state: countered, on: 2025-10-10}", "2025-10-11", Truth.YES),
        ("{state: accepted, on: 2025-10-10}, {state: denounced, on: 2025-10-12}", "2025-10-11", Truth.YES),
        ("{state: accepted, on: 2025-10-10}, {state: denounced, on: 2025-10-12}", "2025-10-13", Truth.NO),
    ],
)
def test_who_had_agreed_follows_the_party_s_own_history(history: str, day: str, answer: Truth) -> None:
    more = f"declarations: [{{party: P1, clauses: [C1], history: [{history}]}}]\n"
    read = made("{from: 2025-10-18}", more=more)
    assert agreed(read, "P1", "C1", dt.date.fromisoformat(day)) is answer
    assert agreed(read, "P2", "C1", dt.date.fromisoformat(day)) is Truth.NO
