"""What clauses mean as scopes: shapes, windows and their unknowns, and who agreed when."""

from __future__ import annotations

import datetime as dt

import pytest
from shapely import Point

from ceasefire import terms
from ceasefire.clock import HOUR, MAX, MIN, TimeSet, parse_instant
from ceasefire.kernel.kleene import Truth
from ceasefire.scope import Scope
from ceasefire.terms.area_meaning import stretches
from ceasefire.terms.lifecycle import agreed
from ceasefire.terms.meaning import area_where, clause_scope, exception_scope, window_when
from ceasefire.terms.registers import Register, RegisteredObject

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
    clause = (
        "clauses: {C1: {kind: refrain, acts_unstated: a ceasefire, bound: [P1], targets: any, area: zone, window: w}}\n"
    )
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
        ("{state: not_stated, on: 2025-10-10}", "2025-10-11", Truth.CANNOT_TELL),
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


def test_an_amendment_holds_from_its_day_on() -> None:
    more = """
declarations: [{party: P1, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}]
amendments: [{date: 2025-10-25, changes: {areas: {zone: {radius: 2.5 km}}}, accepted_by: [P1]}]
"""
    read = made('{from: "2025-10-18T08:00", until: "2025-10-30T08:00"}', more=more)
    by_area = {round(part.where.area_km2(), 1): part.when.hours() for part in clause_scope(read, "C1", "P1").parts()}
    assert by_area == {7.1: 6 * 24 + 16.0, 19.6: 5 * 24 + 8 + 1.0}  # the clock goes back on the 26th
    first = clause_scope(read, "C1", "P1", dt.date(2025, 10, 24))
    assert {round(part.where.area_km2(), 1) for part in first.parts()} == {7.1}


def test_an_amendment_that_one_side_accepted_changes_only_its_own_version() -> None:
    more = """
declarations:
  - {party: P1, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}
  - {party: P2, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}
amendments: [{date: 2025-10-25, changes: {areas: {zone: {radius: 2.5 km}}}, accepted_by: [P1]}]
"""
    read = made('{from: "2025-10-18T08:00", until: "2025-10-30T08:00"}', more=more)
    assert len(clause_scope(read, "C1", "P1").parts()) == 2
    assert len(clause_scope(read, "C1", "P2").parts()) == 1


@pytest.mark.parametrize(
    ("more", "hours_of_p1"),
    [
        (
            "declarations: [{party: P1, clauses: [C1], history: [{state: extended, on: 2018-06-17, until: 2018-06-29}]}]\n",
            12 * 24.0,
        ),
        (
            "renewal: {history: [{on: 2018-06-19, until: 2018-06-22}, {on: 2018-06-22, lasts: P3D, by: [P1]}]}\n",
            8 * 24.0,
        ),
        ("renewal: {history: [{on: 2018-06-19, until: 2018-06-22, by: [P2]}]}\n", 2 * 24.0),
    ],
)
def test_an_extension_belongs_to_who_extended(more: str, hours_of_p1: float) -> None:
    read = made("{from: 2018-06-18, until: 2018-06-19}", more=more)
    assert hours(clause_scope(read, "C1", "P1")) == (hours_of_p1, hours_of_p1)


@pytest.mark.parametrize(
    ("window", "sure", "first", "last"),
    [
        ("{from: 2022-04-02, lasts: P2M}", 61 * 24.0, "2022-04-02", "2022-06-02"),  # months on the calendar
        ('{from: "2025-10-18T08:00", unstated: some days}', 0.0, "2025-10-18T08:00", None),
        ("{unstated: in the coming days}", 0.0, None, None),
        ("{relative_to: the new moon, lasts: P3D}", 0.0, None, None),
        ("{relative_to: the new moon, from: 2018-06-15, lasts: P3D}", 72.0, "2018-06-15", "2018-06-18"),
        (
            "{phase: {after: demined, met_on: 2025-11-08}, lasts: P2D}",
            24.0,
            "2025-11-08",
            "2025-11-11",
        ),  # some time that day
        (
            '{phase: {after: demined, met_on: "2025-11-08T10:00"}, from: 2025-11-09, until: 2025-11-09}',
            24.0,
            "2025-11-09",
            "2025-11-10",
        ),
        ("{until: 2022-07-19}", float("inf"), None, "2022-07-20"),
        ("{from: 2025-10-18, until: {status: to_be_set, by: M1}}", 0.0, "2025-10-18", None),
        ("{from: {status: to_be_set, by: M1}, lasts: P1D}", 0.0, None, None),
        ("{from: 2025-10-18, until: {status: unknown}}", 0.0, "2025-10-18", None),
        ("{from: {status: unknown}, lasts: P1D}", 0.0, None, None),
    ],
)
def test_what_a_window_leaves_open_stays_open(window: str, sure: float, first: str | None, last: str | None) -> None:
    when = window_when(made(window.replace("M1", "X9")), "w")
    assert when.sure.hours() == sure
    hull = when.maybe.hull
    assert hull is not None
    assert hull.start == (MIN if first is None else parse_instant(first, "Europe/Kyiv"))
    assert hull.end == (MAX if last is None else parse_instant(last, "Europe/Kyiv"))


def test_a_text_without_any_zone_may_mean_every_offset_there_is() -> None:
    text = (
        HEAD.replace("timezone: {zone}\n", "")
        + ZONE
        + 'windows: {w: {from: "2025-10-18T08:00", until: "2025-10-20T08:00"}}\n'
        + CLAUSE
    )
    when = window_when(terms.read_text(text), "w")
    assert (when.sure.hours(), when.maybe.hours()) == (48 - 26.0, 48 + 26.0)


def test_a_width_of_no_stated_split_is_sure_only_where_every_split_reaches() -> None:
    area = (
        "lines: {a: [{geometry: {type: LineString, coordinates: [[38.0, 48.0], [38.0, 48.5]]}}], "
        "b: [{geometry: {type: LineString, coordinates: [[38.1, 48.0], [38.1, 48.5]]}}]}\n"
        "areas: {zone: {width_between: {lines: [a, b], total: 30 km}}}\n"
    )
    where = area_where(made("{from: 2025-10-18}", area), "zone")
    assert where.sure.covers(38.05, 48.25)
    assert not where.sure.covers(37.8, 48.25)
    assert where.maybe.covers(37.8, 48.25)
    assert where.maybe.covers(38.3, 48.25)


def test_objects_lie_nowhere_without_a_register_and_within_their_buffer_with_one() -> None:
    area = "areas: {zone: {objects: {classes: [substation], list_by: X9, list_version: v2, buffer: 500 m}}}\n"
    read = made("{from: 2025-10-18}", area)
    assert not area_where(read, "zone").sure.covers(34.6, 47.5)
    one = RegisteredObject("north yard", "substation", Point(34.6, 47.5))
    of_this_list = Register((one,), "X9", "v2")
    known = area_where(read, "zone", of_this_list)
    assert known.sure.covers(34.604, 47.5)
    assert not known.maybe.covers(34.61, 47.5)
    assert not area_where(read, "zone", Register((one,), "X9", "v1")).sure.covers(34.6, 47.5)


def test_a_moving_area_with_a_cut_keeps_its_stretches() -> None:
    area = (
        "areas: {zone: {moving: {track: [{at: '2022-08-01T08:00', point: [30.8, 46.4]}, "
        "{at: '2022-08-01T08:30', point: [30.9, 46.4]}], radius: 10 nmi}, minus: [port]}, "
        "port: {point: [30.8, 46.4], radius: 2 km}}\n"
    )
    read = made("{from: 2022-08-01}", area, zone="UTC")
    scope = clause_scope(read, "C1", "P1")
    at = parse_instant("2022-08-01T08:10", "UTC")
    sure = [part.where for part in scope.parts() if part.when.covers(at)]
    assert [where.covers(30.85, 46.4) for where in sure] == [True]
    assert [where.covers(30.8, 46.4) for where in sure] == [False]
    late = parse_instant("2022-08-01T08:31", "UTC")
    assert not any(part.when.covers(late) for part in scope.parts())  # no stated age: trusted to its last fix


def test_each_side_withdraws_on_its_own_ground() -> None:
    clause = "clauses: {C1: {kind: do, duty: withdraw, by: [P1, P2], area: {P1: zone, P2: road}, window: w}}\n"
    area = "areas: {zone: {point: [34.5, 47.5], radius: 1 km}, road: {point: [35.5, 47.5], radius: 2 km}}\n"
    read = made("{from: 2025-10-18, lasts: P14D}", area, clause)
    assert round(clause_scope(read, "C1", "P1").measure() / (14 * 24), 2) == 3.14
    assert round(clause_scope(read, "C1").measure() / (14 * 24), 2) == 15.71


def test_excluded_actors_are_neither_bound_nor_meant() -> None:
    clause = "clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, X9], targets: any, excluded: [{actor: X9}], area: zone, window: w}}\n"
    [part] = clause_scope(made("{from: 2025-10-18, lasts: P1D}", clause=clause), "C1").parts()
    assert "P1" in part.bound
    assert "X9" not in part.bound
    assert "X9" not in part.targets
    assert "P2" in part.targets


@pytest.mark.parametrize(
    ("window", "end"),
    [
        ('{from: "2022-03-05T10:00", until: "16:00"}', "2022-03-05T16:00"),
        ('{from: "2022-03-05T10:00", until: "24:00"}', "2022-03-06T00:00"),
        ('{from: "2022-03-05T22:00", until: "06:00"}', "2022-03-06T06:00"),
        ('{from: "2022-03-05T10:00", until: "10:00"}', "2022-03-06T10:00"),
        ('{from: 2022-03-05, until: "16:00"}', "2022-03-05T16:00"),
        ('{from: "2022-03-05T10:00+03:00", until: "16:00"}', "2022-03-05T16:00+03:00"),
        ('{from: "2022-03-05T10:00Z", until: "16:00"}', "2022-03-05T16:00Z"),
        ('{from: "2022-03-05T10:00", until: seven hours}', "2022-03-05T17:00"),
        ('{from: "2022-03-05T10:00", until: PT5H}', "2022-03-05T15:00"),
        ('{phase: {after: demining, met_on: "2022-03-05T09:00"}, until: "16:00"}', "2022-03-05T16:00"),
    ],
)
def test_an_end_is_the_next_such_time_after_the_start_or_a_length(window: str, end: str) -> None:
    read = made(window)
    assert window_when(read, "w").sure.hull.end == parse_instant(end, "Europe/Kyiv")
    assert not [each for each in terms.lint(read) if each.code.code == "CF-LINT-003"]
    assert terms.read_text(terms.write_text(read)) == read


def test_a_time_of_day_of_no_known_day_is_no_end_and_no_beginning() -> None:
    found = window_when(made('{until: "16:00"}'), "w")
    assert (found.sure.is_empty, found.maybe) == (True, TimeSet.all())


def test_press_accounts_of_one_end_leave_what_lies_between_open() -> None:
    rivals = "{reports_differ: [{value: '16:00', source: a}, {value: seven hours, source: b}, {value: five hours, source: c}]}"
    found = clause_scope(made(f'{{from: "2022-03-05T10:00", until: {rivals}}}', zone="Europe/Moscow"), "C1")
    assert hours(found) == (5.0, 7.0)
