"""What a case touches in real terms: clause, exemption, not bound, watched, the edge, and the version kept."""

import datetime as dt
import json

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime
from ceasefire.desk import Matched, matched
from ceasefire.desk.matched import version_of
from ceasefire.desk.matched_read import read_matched
from ceasefire.geometry import Disc, PointPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import Effort, Event
from ceasefire.scope import IdSet

TEXT = """
format: ceasefire-terms/1
ceasefire: desk-test
title: {en: "test"}
timezone: UTC
parties: {P1: {}, P2: {}}
areas: {zone: {point: [34.5, 47.5], radius: 10 km}}
windows: {w: {from: "2025-10-18T00:00", until: "2025-10-20T00:00"}}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: zone, window: w}
exceptions:
  X1: {of: [C1], acts: [fire.exercise], area: zone, window: w, text: {en: "announced training"}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}
  - {party: P2, clauses: [C1], history: [{state: rejected, on: 2025-10-01}]}
"""
TERMS = terms.read_text(TEXT)
DAY = ReportedTime.on_day(dt.date(2025, 10, 18), "UTC")


def event(ident="e1", lon=34.5, radius=0.0, actor="P1", acts=("fire.mortar",), place=None):
    who = IdSet.of(actor) if actor else IdSet.any()
    return Event(ident, "test", 1, place or PointPlace(lon, 47.5, radius), DAY, frozenset(acts), actor=who)


def only_row(*events, **more):
    [row] = matched(TERMS, events, **more).rows
    return row


def test_the_match_keeps_the_terms_and_the_version_it_was_made_with():
    found = matched(TERMS, [event()])
    assert (found.terms, found.version) == ("desk-test", version_of(TERMS))
    later = terms.read_text(TEXT.replace("10 km", "11 km"))
    assert version_of(later) != version_of(TERMS)
    assert len(found.version) == 64


@pytest.mark.parametrize(
    ("reported", "clause", "answer", "touched"),
    [
        (event(), "C1", "inside", ("C1",)),
        (event(actor="P2"), "C1", "not_bound", ()),
        (event(actor=None), "C1", "cannot_tell", ("C1",)),
        (event(lon=36), None, "outside", ()),
        (event(acts=("fire.exercise",)), "C1", "exception_claimed", ("C1",)),
        (event(place=UnknownPlace("near the river")), "C1", "cannot_tell", ("C1",)),
    ],
)
def test_the_answers_of_the_matching_are_taken_over_and_who_did_it_is_not(reported, clause, answer, touched):
    found = matched(TERMS, [reported])
    [row] = found.rows
    assert (row.clause, row.answer, found.touched) == (clause, answer, touched)
    assert row.reasons
    assert "party" not in row.to_json()


def test_an_exception_that_might_speak_for_it_is_named():
    assert only_row(event(acts=("fire.exercise",))).exempt == "X1"


@pytest.mark.parametrize(
    ("km", "radius", "near"),
    [(0, 0, False), (0, 2_000, False), (9.9, 2_000, True), (10.1, 2_000, True), (9.9, 0, False), (14, 2_000, False)],
)
def test_near_the_edge_is_a_matter_of_the_place_alone(km, radius, near):
    lon = 34.5 + km / 75.35  # kilometres in a degree of longitude at 47.5° N
    rows = matched(TERMS, [event(lon=lon, radius=radius)]).rows
    assert [row.near_edge for row in rows] == [near]


def test_whether_anybody_watched_is_kept():
    def watch(acts):
        where = Disc(34.5, 47.5, 20_000)
        return Effort("w", "post", "post", where, "", DAY.start_us, DAY.end_us, taxonomy.acts().expand([acts]))

    assert only_row(event(), effort=[watch("fire")]).watched == "yes"
    assert only_row(event(), effort=[watch("uav")]).watched == "no"
    assert only_row(event()).watched == "unknown"


def test_a_match_goes_through_json_unchanged():
    found = matched(TERMS, [event(), event("e2", actor="P2"), event("e3", lon=36)])
    assert read_matched(json.loads(json.dumps(found.to_json()))) == found
    assert isinstance(found, Matched)
    assert found.reports == {"e1", "e2", "e3"}
