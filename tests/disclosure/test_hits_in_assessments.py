"""No answer for anybody but the mission hangs on whether reports of hits on protected objects came."""

import datetime as dt

import pytest

from ceasefire.clock import ReportedTime
from ceasefire.disclosure import Reader, assess_for
from ceasefire.geometry import PointPlace
from ceasefire.record import Event
from ceasefire.terms import read_text

HIT = "protected_object_hit.energy"
TERMS = """
format: ceasefire-terms/1
ceasefire: t
title: {en: "one substation"}
timezone: Europe/Kyiv
parties: {P1: {}, P2: {}}
areas: {a: {point: [30.0, 50.0], radius: 1 km}}
windows: {w: {from: "2022-01-01", until: "2022-01-28"}}
clauses:
  C1: {kind: refrain, acts: [ACTS], bound: [P1, P2], targets: any, area: a, window: w}
declarations:
  - {party: P1, history: [{state: accepted, on: 2021-12-20}]}
  - {party: P2, history: [{state: accepted, on: 2021-12-20}]}
"""
PROTECTS = "  C2: {kind: refrain, acts: [protected_object_hit], bound: [P1, P2], targets: any, area: a, window: w}\n"
ASKS = 'held_if: {rule: no_report, acts: [protected_object_hit], set_on: "2021-12-01"}\n'


def terms(acts="fire", *, protects=False, asks=False):
    text = TERMS.replace("ACTS", acts)
    if protects:
        text = text.replace("declarations:", PROTECTS + "declarations:")
    return read_text(text + (ASKS if asks else ""))


def report(number, day, act):
    time = ReportedTime.on_day(day, "Europe/Kyiv")
    place = PointPlace(30.0, 50.0, 100.0)
    return Event(id=f"{act}{number}", source="r", line=number, place=place, time=time, acts=frozenset({act}), deaths=1)


def record(hits):
    begun = dt.date(2021, 1, 1)
    fired = [report(n, begun + dt.timedelta(days=3 * n), "fire.mortar") for n in range(125)]
    return (*fired, *(report(1000 + n, dt.date(2022, 1, 5 + n), HIT) for n in range(hits)))


def told(reader, terms, hits):
    found, _ = assess_for(Reader.named(reader, terms), terms, record(hits))
    return found.to_json()["results"]


@pytest.mark.parametrize("reader", ["public", "P1"])
@pytest.mark.parametrize(
    "agreed",
    [
        terms(),
        terms(protects=True),
        terms("fire, protected_object_hit"),
        terms("fire, protected_object_hit.energy"),
        terms(asks=True),
    ],
    ids=["a sibling act", "a protecting clause beside", "named among others", "one class named", "the criterion"],
)
def test_nothing_told_to_others_hangs_on_reports_of_hits(reader, agreed):
    assert told(reader, agreed, 0) == told(reader, agreed, 4)


def test_the_mission_is_told_of_them():
    assert told("mission", terms(), 0) != told("mission", terms(), 4)
    (definition,) = [
        each for each in told("mission", terms(asks=True), 4)[0]["definitions"] if each["name"] == "held_if"
    ]
    assert definition["answer"] == "not_held"


def test_a_clause_on_every_act_still_counts_them_or_it_would_be_called_quiet():
    every = terms("all")
    assert told("public", every, 0) != told("public", every, 4)


def test_a_record_of_hits_alone_tells_others_form_and_purpose_only():
    found, _ = assess_for(Reader.named("public", terms()), terms(), record(3)[-3:])
    assert [each.versions for each in found.results] == [()] * len(found.results)
