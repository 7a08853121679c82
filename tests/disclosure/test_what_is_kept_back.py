"""Nothing that was kept back reaches a reader by another way: patches, inline areas, overlays, words of a page."""

import datetime as dt
import json
import re

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime
from ceasefire.disclosure import Reader, hits_for, match_for, terms_for
from ceasefire.geometry.places import PointPlace
from ceasefire.matching import match
from ceasefire.record import Event
from ceasefire.terms import compare_output, export, render
from ceasefire.terms.compare import compare

TEXT = """
format: ceasefire-terms/1
ceasefire: kept-back
title: {en: "test"}
timezone: Europe/Kyiv
parties: {P1: {}, P2: {}, M1: {}}
lines: {road: [{as_of: 2025-10-01, geometry: {type: LineString, coordinates: [[34.5111, 47.5], [34.7111, 47.6]]}, shape_status: deposited}]}
areas:
  works: {point: [34.5123, 47.5321], radius: 1.7 km, shape_status: deposited, label: Northern works}
  access: {corridor: {line: road, half_width: 500 m}}
  open: {point: [36.0, 49.0], radius: 3 km}
windows: {w: {from: "2025-10-18T00:00", until: "2025-10-20T00:00"}}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: works, window: w}
  C2: {kind: refrain, acts: [fire], bound: [P1, P2], area: {point: [34.5777, 47.5], radius: 1.3 km, shape_status: deposited}, window: w}
  C3: {kind: refrain, acts: [fire], bound: [P1], area: open, window: w}
guarantees: {G1: {by: P1, to: M1, area: works, crew: six electricians}}
declarations:
  - {party: P1, clauses: [C1, C2, C3], history: [{state: accepted, on: 2025-10-01}]}
  - party: P2
    clauses: [C1, C2]
    history: [{state: accepted, on: 2025-10-01}]
    private: true
    own_version: {C1: {area: {radius: 1.9 km}}, C2: {area: {radius: 1.4 km}, window: {from: "2025-10-18T07:07"}}}
amendments: [{date: 2025-10-19, changes: {areas: {works: {radius: 2.3 km}, open: {radius: 4 km}}}, accepted_by: [P1, P2]}]
"""
OVERLAY = """
format: ceasefire-overlay/1
ceasefire: kept-back
overlay_of: P1
own_version: {C3: {window: {from: "2025-10-18T06:06"}}}
"""
SECRETS = (
    "34.5123",
    "47.5321",
    "34.5111",
    "34.7111",
    "34.5777",
    "1.7 km",
    "1.3 km",
    "1.9 km",
    "1.4 km",
    "2.3 km",
    "electricians",
    "07:07",
    "06:06",
)


def everything_printed(shown):
    found = compare(shown)
    return "\n".join(
        [
            terms.write_text(shown),
            render.to_text(render.page(shown)),
            render.to_html(render.page(shown)),
            render.to_ics(shown).replace("\r\n ", ""),
            json.dumps(render.to_geojson(shown)),
            json.dumps(compare_output.to_json(shown, found)),
            json.dumps(compare_output.to_geojson(shown, found)),
            export.to_csv(shown),
        ]
    )


@pytest.fixture(scope="module")
def whole():
    return terms.read_text(TEXT, overlays=[OVERLAY])


def test_the_public_gets_none_of_it_by_any_way(whole):
    printed = everything_printed(terms_for(Reader("public"), whole))
    assert [secret for secret in SECRETS if secret in printed] == []
    assert "Northern works" not in SECRETS
    assert "2025-10-19" in printed  # that there was an amendment is no secret
    assert "4 km" in printed  # and what it says of an open area stays


def test_the_public_gets_a_box_in_tenths_of_a_degree(whole):
    shown = terms_for(Reader("public"), whole)
    box = shown.areas[shown.areas["works"].spec["within"]].spec["geometry"]
    assert {round(number, 1) for ring in box["coordinates"] for position in ring for number in position} == {
        34.4,
        34.6,
        47.5,
        47.6,
    }
    assert all(
        re.fullmatch(r"-?\d+\.\d", str(number))
        for ring in box["coordinates"]
        for position in ring
        for number in position
    )


def test_the_same_page_for_the_mission_holds_it_all(whole):
    printed = everything_printed(terms_for(Reader("mission"), whole))
    assert [secret for secret in ("electricians", "07:07", "06:06", "2.3 km") if secret not in printed] == []


@pytest.mark.parametrize(("party", "own", "others"), [("P1", "06:06", "07:07"), ("P2", "07:07", "06:06")])
def test_a_party_sees_its_own_version_and_nobody_else_s(whole, party, own, others):
    printed = everything_printed(terms_for(Reader(party, party), whole))
    assert own in printed
    assert others not in printed
    assert "1.7 km" in printed
    assert ("electricians" in printed) == (party == "P1")


def test_private_contests_do_not_show_to_the_public(whole):
    assert compare(whole).contested != ()
    assert compare(terms_for(Reader("public"), whole)).contested == ()


def test_an_open_version_stays_open():
    read = terms.read_text(TEXT.replace("    private: true\n", ""))
    assert [each.clause for each in compare(terms_for(Reader("public"), read)).contested] == ["C2"]


def test_terms_without_secrets_come_back_as_they_are():
    plain = terms.read_text(
        re.sub(r", shape_status: deposited", "", TEXT).replace("    private: true\n", "").split("guarantees:")[0]
    )
    assert terms_for(Reader("public"), plain) is plain


def event(name, day, region):
    time = ReportedTime.on_day(dt.date.fromisoformat(day), "Europe/Kyiv")
    place = PointPlace(34.53, 47.56, 120)
    return Event(
        name, "t", 2, place, time, frozenset({"fire.mortar"}), settlement="Mill", region=region, objects=("north yard",)
    )


def test_hits_are_counted_by_object_only_for_the_mission():
    listed = TEXT.replace("areas:\n", "areas:\n  grid: {objects: {classes: [substation], named: [north yard]}}\n")
    read = terms.read_text(listed)
    events = [event("a", "2025-10-18", "South"), event("b", "2025-10-19", "South"), event("c", "2025-10-20", "South")]
    public = hits_for(Reader("public"), read, events)
    assert [(each.what, each.when, each.region, each.reports) for each in public] == [
        ("substation", "2025-W42", "South", 2),
        ("substation", "2025-W43", "South", 1),
    ]
    assert hits_for(Reader("P1", "P1"), read, events) == public
    mission = hits_for(Reader("mission"), read, events)
    assert [(each.what, each.when, each.region) for each in mission] == [
        ("north yard", f"2025-10-{day}", "Mill") for day in (18, 19, 20)
    ]


def test_rows_on_protected_objects_are_counted_and_not_listed():
    listed = TEXT.replace("areas:\n", "areas:\n  grid: {objects: {classes: [substation], named: [north yard]}}\n")
    read = terms.read_text(
        listed.replace(
            "C3: {kind: refrain, acts: [fire], bound: [P1], area: open",
            "C3: {kind: refrain, acts: [fire], bound: [P1], area: grid",
        )
    )
    found = match(read, [event("a", "2025-10-18", "South")])
    assert "C3" in {row.clause for row in found.rows}
    public = match_for(Reader("public"), found)
    assert "C3" not in {row.clause for row in public.rows}
    assert "north yard" not in json.dumps(public.to_json([]))
    assert public.clauses == found.clauses
    assert any("not listed" in notice.text for notice in public.notices)


def test_chances_are_told_in_tenths():
    found = match(terms.read_text(TEXT), [event("a", "2025-10-18", "South")])
    assert all(round(row.p_max, 1) == row.p_max for row in match_for(Reader("public"), found).rows)


CARRIED = (
    TEXT.replace(
        "guarantees: {G1: {by: P1, to: M1, area: works, crew: six electricians}}",
        """guarantees:
  G1: {value: {by: P1, to: M1, area: open, window: w, crew: six electricians}, status: inferred}
instrument: {documents: [{id: D1, title: The plan, public: false, url: "https://drawer.example/plan"}]}""",
    )
    .replace(
        "  - {party: P1, clauses: [C1, C2, C3], history: [{state: accepted, on: 2025-10-01}]}",
        """  - value:
      party: P1
      clauses: [C1, C2, C3]
      history:
        - {state: accepted, on: 2025-10-01, via: M1, quote: only if they go first}
        - {state: ordered, on: 2025-10-02, via: M1, source: "https://p1.example", quote: said aloud}
      private: {value: true, status: inferred}
      own_version: {C3: {acts: [uav]}}
    status: stated""",
    )
    .replace(
        "works: {radius: 2.3 km}",
        "works: {radius: 2.3 km}}, guarantees: {G1: {crew: nine electricians}}, windows: {w: {label: x}",
    )
)
HELD_BACK = {
    "only if they go first": {"mission", "P1"},
    "said aloud": {"mission", "P1", "P2", "M1", "public"},
    "six electricians": {"mission", "P1", "M1"},
    "nine electricians": {"mission", "P1", "M1"},
    "drawer.example": {"mission", "P1", "P2", "M1"},
    "{acts: [uav]}": {"mission", "P1"},
    "1.9 km": {"mission", "P2"},
}


@pytest.mark.parametrize("reader", ["mission", "public", "P1", "P2", "M1"])
def test_what_stands_under_a_status_or_in_a_patch_is_kept_back_too(reader):
    read = terms.read_text(CARRIED.replace("open: {radius: 4 km}", "open: {text: wider}"))
    shown = terms_for(Reader.named(reader, read), read)
    written = " ".join(terms.write_text(shown).split())
    assert {words for words in HELD_BACK if words in written} == {
        words for words, readers in HELD_BACK.items() if reader in readers
    }
    compare(shown)  # what is left can be read and amended
    assert "becomes: not stated" not in render.to_text(render.page(shown))


def test_a_shape_that_one_account_calls_deposited_is_kept_back():
    text = TEXT.replace(
        "shape_status: deposited, label",
        "shape_status: {reports_differ: [{value: stated}, {value: deposited}]}, label",
    )
    read = terms.read_text(text)
    assert "34.5123" not in terms.write_text(terms_for(Reader.named("public", read), read))
