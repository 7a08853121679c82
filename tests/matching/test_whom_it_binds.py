"""Whom a clause binds: the named, the excluded, those it does not address, and those who spoke beforehand."""

from __future__ import annotations

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import HOUR, ReportedTime, parse_instant
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace
from ceasefire.geometry.shapes import Disc
from ceasefire.kernel import taxonomy
from ceasefire.matching import Row, match
from ceasefire.matching.match import Limits
from ceasefire.record import Event, Notice
from ceasefire.scope import IdSet

TEXT = """
format: ceasefire-terms/1
ceasefire: whom-test
title: {en: "test"}
timezone: Europe/Kyiv
parties: {P1: {aliases: [{text: First Side, lang: en}]}, P2: {}, X9: {}, M1: {}}
areas: {zone: {point: [34.5, 47.5], radius: 10 km}}
windows: {w: {from: "2025-10-18T08:00", until: "2025-10-30T00:00", notice_period: PT48H}}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: zone, window: w,
       excluded: [{actor: X9, decided_by: M1}]}
  C2: {kind: refrain, acts: [uav], bound: [P1], targets: any, window: w}
exceptions: {X1: {of: [C1], acts: [fire.exercise], by: [P1]}}
declarations:
  - {party: P1, clauses: [C1, C2], history: [{state: accepted, on: 2025-10-01}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-10-01}, {state: denounced, on: 2025-10-28}]}
"""
TERMS = terms.read_text(TEXT)
START = parse_instant("2025-10-20T12:00", "Europe/Kyiv")


def row(
    actor: str = "", act: str = "fire.mortar", at: str = "2025-10-20T12:00", *told: Notice, clause: str | None = "C1"
) -> Row:
    time = ReportedTime.at(parse_instant(at, "Europe/Kyiv"))
    who = IdSet.of(actor) if actor else IdSet.any()
    event = Event("e", "test", 2, PointPlace(34.5, 47.5), time, frozenset({act}), actor=who, actor_basis="said so")
    (found,) = [each for each in match(TERMS, [event], notices=told).rows if each.clause == clause]
    return found


def codes_of(found: Row) -> set[str]:
    return {reason.code for reason in found.reasons}


def notice(by: str, lead_hours: float, act: str = "fire.mortar") -> Notice:
    where, received = Disc(34.5, 47.5, 1000), START - HOUR - round(lead_hours * HOUR)
    return Notice("N1", by, where, "", START - HOUR, START + HOUR, frozenset({act}), received)


@pytest.mark.parametrize(
    ("actor", "answer", "party"),
    [
        ("P1", "inside", "P1"),
        ("First Side", "inside", "P1"),
        ("X9", "not_bound", "X9"),
        ("somebody else", "not_bound", "somebody else"),
        ("", "cannot_tell", None),
    ],
)
def test_an_excluded_actor_leaves_only_the_unknown_one_open(actor: str, answer: str, party: str | None) -> None:
    found = row(actor)
    assert (found.answer, found.party) == (answer, party)
    assert ("may_be_excluded" in codes_of(found)) == (not actor)
    assert found.certain == (answer == "inside")


def test_that_the_target_may_be_an_excluded_one_is_said() -> None:
    found = row("P1")
    assert found.probability == 1
    assert "target_may_be_excluded" in codes_of(found)


def test_nobody_is_said_to_be_bound_who_is_not() -> None:
    assert row("P2", "uav.recon", clause="C2").answer == "not_bound"
    assert not {"actor_bound", "actor_unclear"} & codes_of(row("P2", "uav.recon", clause="C2"))
    assert not {"actor_bound", "actor_unclear"} & codes_of(row("X9"))


def test_whoever_left_is_free_from_that_day_on_the_clock_of_the_terms() -> None:
    """In Kyiv the 28th begins while it is still the 27th in UTC."""
    assert row("P2", at="2025-10-27T23:59").answer == "inside"
    assert row("P2", at="2025-10-28T00:01").answer == "not_bound"


def test_an_exception_for_one_party_speaks_for_nobody_else() -> None:
    assert (row("P1", "fire.exercise").answer, row("P1", "fire.exercise").exception) == ("exception_claimed", "X1")
    assert (row("P2", "fire.exercise").answer, row("P2", "fire.exercise").exception) == ("inside", None)


@pytest.mark.parametrize(
    ("by", "lead_hours", "answer", "exception", "late"),
    [
        ("First Side", 72, "exception_claimed", "N1", False),
        ("P1", 48, "exception_claimed", "N1", False),
        ("P1", 47, "inside", "N1", True),
        ("P1", -1, "inside", "N1", True),
        ("P2", 72, "inside", None, False),
        ("M1", 72, "inside", None, False),
    ],
)
def test_a_notice_speaks_for_who_gave_it_in_time(
    by: str, lead_hours: float, answer: str, exception: str | None, late: bool
) -> None:
    found = row("P1", "fire.mortar", "2025-10-20T12:00", notice(by, lead_hours))
    assert (found.answer, found.exception) == (answer, exception)
    assert ("notice_late" in codes_of(found)) == late


def test_a_notice_of_another_act_is_not_tested() -> None:
    assert row("P1", "fire.mortar", "2025-10-20T12:00", notice("P1", 72, "fire.exercise")).exception is None


def test_a_clause_without_an_edge_has_no_margin_in_the_document() -> None:
    everywhere = terms.read_text(TEXT.replace("targets: any, window: w}", "targets: any, area: everywhere}"))
    time = ReportedTime.on_day(dt.date(2025, 10, 20), "UTC")
    event = Event("e", "test", 2, PointPlace(0, 0), time, frozenset({"uav.recon"}), actor=IdSet.of("P1"))
    (found,) = match(everywhere, [event]).to_json([])["rows"]
    assert (found["clause"], found["answer"], found["margin_m"], found["margin_min"]) == ("C2", "inside", None, None)


@pytest.mark.parametrize(
    ("lon", "at", "metres", "minutes"),
    [
        (34.5, "2025-10-18T07:59", 10_000, -1),
        (34.66, "2025-10-20T12:00", -2055, 3120),
        (34.5, "2025-10-29T23:59", 10_000, 1),
    ],
)
def test_how_far_off_a_near_miss_is_is_told(lon: float, at: str, metres: int, minutes: int) -> None:
    time = ReportedTime.at(parse_instant(at, "Europe/Kyiv"))
    event = Event(
        "e", "test", 2, PointPlace(lon, 47.5), time, taxonomy.acts().leaves("fire.mortar"), actor=IdSet.of("P1")
    )
    (found,) = match(TERMS, [event]).rows
    assert found.margin_m == pytest.approx(metres, abs=5)
    assert found.margin_min == pytest.approx(minutes, abs=0.01)
    if found.clause is None:
        assert "nearest_clause" in codes_of(found)


def test_the_document_has_the_five_keys_and_is_in_order() -> None:
    time = ReportedTime.at(START)
    events = [Event(name, "test", 2, PointPlace(34.5, 47.5), time, frozenset({"uav.recon"})) for name in ("b", "a")]
    document = match(TERMS, events).to_json([])
    assert list(document) == ["format", "version", "input", "rows", "clauses"]
    assert [each["event"] for each in document["rows"]] == ["a", "b"]
    assert [line["clause"] for line in document["clauses"]] == ["C1", "C2"]
    assert [told["code"] for told in document["clauses"][0]["notices"]] == ["limits", "no_effort_recorded"]
    assert document["clauses"][0]["coverage_by"] == []


def test_thresholds_are_told_and_checked_before_anything_is_read() -> None:
    found = match(TERMS, [], limits=Limits(0.8, 0.2))
    assert found.to_json([])["clauses"][0]["notices"][0]["values"] == {"yes_at": 0.8, "no_at": 0.2}
    with pytest.raises(BadInput, match="CF-SCOPE-003"):
        match(TERMS, [], limits=Limits(0.2, 0.8))
