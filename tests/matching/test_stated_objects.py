"""Protected objects without a map: matched by what the report states, and by nothing else."""

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime
from ceasefire.geometry.places import PointPlace, UnknownPlace
from ceasefire.matching import match
from ceasefire.record import Event
from ceasefire.scope import IdSet

TEXT = """
format: ceasefire-terms/1
ceasefire: objects-test
timezone: UTC
parties: {P1: {}, P2: {}}
areas: {grid: {objects: {classes: [substation], named: [north yard], list_by: P1}}}
windows: {w: {from: 2025-03-25, lasts: P30D}}
clauses: {C1: {kind: refrain, acts: [missile, uav], bound: [P1, P2], targets: any, area: grid, window: w}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: ordered, on: 2025-03-18}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-03-25}]}
"""


def answer(objects, day="2025-04-01", place=None):
    time = ReportedTime.on_day(dt.date.fromisoformat(day), "UTC")
    event = Event(
        "e", "t", 2, place or PointPlace(30.0, 50.0, 500), time, frozenset({"missile.cruise"}),
        actor=IdSet.of("P1"), actor_basis="said so", objects=objects,
    )  # fmt: skip
    [row] = match(terms.read_text(TEXT), [event]).rows
    return row


@pytest.mark.parametrize("objects", [("substation",), ("North Yard",), ("school", "substation")])
def test_a_stated_object_is_matched_wherever_it_lies(objects):
    row = answer(objects)
    assert (row.clause, row.answer) == ("C1", "inside")
    assert "object_stated" in {reason.code for reason in row.reasons}


def test_a_stated_object_needs_no_place():
    assert answer(("substation",), place=UnknownPlace("somewhere")).answer == "inside"


@pytest.mark.parametrize("objects", [(), ("school",)])
def test_nearness_alone_is_no_answer(objects):
    row = answer(objects)
    assert row.answer == "cannot_tell"
    assert "object_not_stated" in {reason.code for reason in row.reasons}


def test_the_window_still_decides():
    assert answer(("substation",), day="2025-05-01").answer == "outside"
