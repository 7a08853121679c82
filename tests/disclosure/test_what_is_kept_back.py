"""Nothing that was kept back reaches a reader by another way: patches, inline areas, overlays, words of a page."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime, parse_instant
from ceasefire.disclosure import Reader, hits_for, match_for, terms_for
from ceasefire.geometry.places import PointPlace
from ceasefire.matching import match
from ceasefire.record import Event
from ceasefire.scope import IdSet
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


LISTED = "areas:\n  grid: {objects: {classes: [substation], named: [north yard, south yard, east yard, lake yard]}}\n"
ON_OBJECTS = TEXT.replace("areas:\n", LISTED).replace(
    "C3: {kind: refrain, acts: [fire], bound: [P1], area: open",
    "C3: {kind: refrain, acts: [fire], bound: [P1], area: grid",
)


def event(name, day, region, objects=("north yard",), lon=34.53, acts=("fire.mortar",), lat=47.56):
    time = ReportedTime.on_day(dt.date.fromisoformat(day), "Europe/Kyiv")
    place = PointPlace(lon, lat, 120)
    return Event(
        name, "t", 2, place, time, frozenset(acts), settlement="Mill", region=region, objects=objects
    )  # fmt: skip


YARDS = ("north yard", "South Yard", "east yard")


def hits(read, events, reader="public"):
    found = hits_for(Reader.named(reader, read), read, events)
    return [(each.what, each.when, each.region, each.reports) for each in found]


def test_hits_are_counted_by_object_only_for_the_mission():
    read = terms.read_text(ON_OBJECTS)
    week = [event(f"e{i}", f"2025-10-{13 + i}", "South", (YARDS[i % 3],)) for i in range(5)]
    later = event("late", "2025-10-20", "South")
    assert hits(read, [*week, later]) == [("substation", "2025-W42", "South", 5)]
    assert hits(read, [*week, later], "P1") == hits(read, [*week, later])
    assert hits(read, [later, week[0]], "mission") == [
        ("north yard", "2025-10-13", "Mill", 1),
        ("north yard", "2025-10-20", "Mill", 1),
    ]


@pytest.mark.parametrize(
    ("objects", "told"),
    [
        ([("north yard",)] * 9, False),  # one object: a damage report
        ([("north yard",), ("South Yard",)] * 5, False),  # two: who knows of one knows of the other
        ([(name,) for name in YARDS] * 2, True),
        ([(name,) for name in YARDS] + [("north yard",)], False),  # four reports: each can be told from the number
        ([YARDS] * 4, False),  # twelve hits, and still four reports
        ([(f"yard {n}",) for n in range(9)], False),  # names that no list holds may be spellings of one
    ],
)
def test_a_line_that_is_a_damage_report_is_not_told(objects, told):
    read = terms.read_text(ON_OBJECTS)
    events = [event(f"e{i}", "2025-10-18", "South", each) for i, each in enumerate(objects)]
    assert bool(hits(read, events)) == told
    assert sum(reports for *_, reports in hits(read, events, "mission")) == sum(map(len, objects))


def test_objects_stated_by_class_are_told_apart_by_the_places_that_everybody_may_see():
    read = terms.read_text(ON_OBJECTS)
    here = [event(f"e{i}", "2025-10-18", "South", ("Substation",)) for i in range(9)]
    apart = [event(f"e{i}", "2025-10-18", "South", ("Substation",), 34.5 + i / 5) for i in range(9)]
    assert (hits(read, here), hits(read, apart)) == ([], [("substation", "2025-W42", "South", 9)])


def test_an_act_that_is_a_hit_is_one_where_no_object_is_stated():
    read = terms.read_text(ON_OBJECTS)
    act = ("protected_object_hit.energy",)
    struck = [event(f"e{i}", "2025-10-18", "South", (), 34.5 + i / 5, act) for i in range(5)]
    assert hits(read, struck) == [("protected_object_hit.energy", "2025-W42", "South", 5)]
    assert hits(read, [event("e", "2025-10-18", "South", (), 34.5, ("fire.mortar",))], "mission") == []


def test_nothing_is_told_of_a_clause_on_protected_objects():
    read = terms.read_text(ON_OBJECTS)
    events = [event("a", "2025-10-18", "South"), event("b", "2025-10-19", "South", ())]
    assert "C3" in {row.clause for row in match(read, events).rows}
    public = match_for(Reader("public"), read, events)
    assert "C3" not in {row.clause for row in public.match.rows} | {line.clause for line in public.match.clauses}
    assert public.match.kept_back == ("C3",)
    assert "north yard" not in json.dumps(public.match.to_json([]))
    assert any("C3" in notice.text and "mission alone" in notice.text for notice in public.match.notices)


def test_no_row_tells_that_its_report_states_an_object():
    read = terms.read_text(ON_OBJECTS)
    struck = [event(f"e{i}", "2025-10-18", "South", (YARDS[i % 3],)) for i in range(3)]
    quiet = [event(f"e{i}", "2025-10-18", "South", ()) for i in range(3)]
    told = [match_for(Reader("public"), read, events).match.to_json([]) for events in (struck, quiet)]
    assert told[0] == told[1]
    assert match(read, struck).rows != match(read, quiet).rows


def test_the_document_has_nothing_more_where_no_clause_protects_objects():
    read = terms.read_text(TEXT)
    shown = match_for(Reader("public"), read, [event("a", "2025-10-18", "South")])
    assert (shown.hits, list(shown.match.to_json([]))) == (None, ["format", "version", "input", "rows", "clauses"])


def test_a_clause_that_forbids_nothing_but_hits_protects_objects():
    read = terms.read_text(
        TEXT.replace("C3: {kind: refrain, acts: [fire]", "C3: {kind: refrain, acts: [protected_object_hit.dam]")
    )
    assert match_for(Reader("public"), read, []).match.kept_back == ("C3",)


def test_a_deposited_shape_shows_through_no_answer_chance_or_count():
    """A row of reports across the edge draws it for the mission and says nothing to the public."""
    read = terms.read_text(TEXT)
    events = [event(f"e{i}", "2025-10-18", "South", (), 34.41 + i / 100, lat=47.532) for i in range(19)]
    rows = [row for row in match(read, events).rows if row.clause == "C1"]
    assert {row.answer for row in rows} > {"inside"}
    public = match_for(Reader("public"), read, events).match
    told = [row for row in public.rows if row.clause == "C1"]
    assert len(told) > len(rows)
    assert {(row.answer, row.probability, row.possible, row.certain) for row in told} == {
        ("cannot_tell", 0.0, True, False)
    }
    wider = terms.read_text(TEXT.replace("radius: 1.7 km", "radius: 1.9 km").replace("34.5123", "34.5118"))
    assert match_for(Reader("public"), wider, events).match == public
    reasons = {why.code: why.text for row in told for why in row.reasons}
    assert "not shown to this reader" in reasons["shape_not_shown"]
    assert not reasons.keys() & {"place_inside", "place_outside", "between", "terms_unknown"}


def test_private_versions_and_overlays_show_through_no_answer():
    early = Event("e", "t", 2, PointPlace(36.0, 49.0, 100), ReportedTime(*map(_kyiv, ("2025-10-18T01:00", "2025-10-18T05:00"))),
                  frozenset({"fire.mortar"}), actor=IdSet.of("P1"), actor_basis="said so")  # fmt: skip
    whole, alone = terms.read_text(TEXT, overlays=[OVERLAY]), terms.read_text(TEXT)
    assert [row.answer for row in match(whole, [early]).rows] != [row.answer for row in match(alone, [early]).rows]
    for reader in ("public", "P2"):
        shown = [match_for(Reader.named(reader, read), read, [early]).match for read in (whole, alone)]
        assert shown[0] == shown[1]


def _kyiv(text):
    return parse_instant(text, "Europe/Kyiv")


def test_chances_are_told_in_tenths():
    read = terms.read_text(TEXT.replace(", shape_status: deposited", ""))
    events = [event(f"e{i}", "2025-10-18", "South", (), 34.52 + i / 600, lat=47.532) for i in range(19)]
    public = match_for(Reader("public"), read, events).match
    assert len({row.p_max for row in public.rows}) > 2
    assert all(round(row.p_max, 1) == row.p_max for row in public.rows)
    assert all(line.expected is None or round(line.expected, 1) == line.expected for line in public.clauses)


def test_a_place_whose_error_reaches_over_the_edge_is_not_told_as_a_fact():
    read = terms.read_text(TEXT.replace(", shape_status: deposited", ""))
    near = replace(event("e", "2025-10-18", "South", ()), place=PointPlace(34.5123, 47.5321 + 0.0155, 400))
    (row,) = [row for row in match_for(Reader("public"), read, [near]).match.rows if row.clause == "C1"]
    told = {why.code: why.text for why in row.reasons}
    assert told["place_outside"] == "the place as reported lies outside the area, and its error reaches over the edge"
    assert "with about" in told["place_and_time_uncertain"]


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
        - {state: accepted, on: 2025-10-01, via: M1, quote: only if they go first, condition: the bridge is mended}
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
    "the bridge is mended": {"mission", "P1"},
    "a condition that was carried and not published": {"public", "P2", "M1"},
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
