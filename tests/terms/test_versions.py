import datetime as dt
from pathlib import Path

import pytest

from ceasefire import terms
from ceasefire.errors import BadInput, UnknownFormat

SAMPLE = Path(__file__).parent / "line-repair-example.yaml"
TEXT = SAMPLE.read_text(encoding="utf-8")
OVERLAY = """format: ceasefire-overlay/1
ceasefire: line-repair-example
overlay_of: P1
own_version: {C1: {window: {until: "2025-10-20T16:00"}}}
areas:
  zone_a: {point: [34.6, 47.5], radius: 2 km, shape_status: deposited}
  depot: {place: depot}
guarantees: {G1: {by: P2, to: P1, area: zone_a, window: works}}
parties: {P2: {aliases: [the others]}}
"""


def test_a_party_says_it_field_by_field():
    shared = terms.read(SAMPLE)
    said = terms.as_said_by(shared, "P2")
    window = said.windows[said.clauses["C1"].window[""]]
    assert (window.start, window.lasts) == ("2025-10-18T09:00", "P7D")
    assert shared.windows[shared.clauses["C1"].window[""]].start == "2025-10-18T08:00"
    assert terms.as_said_by(shared, "P1") is shared
    assert terms.as_said_by(said, "P2").clauses == said.clauses


def test_an_own_end_takes_the_place_of_the_length():
    text = TEXT.replace('{from: "2025-10-18T09:00"}', '{until: "2025-10-20T10:00"}')
    said = terms.as_said_by(terms.read_text(text), "P2")
    window = said.windows["C1.window"]
    assert (window.start, window.until, window.lasts) == ("2025-10-18T08:00", "2025-10-20T10:00", None)


@pytest.mark.parametrize(
    ("own", "kind", "spec"),
    [
        ("{radius: 3 km}", "point", {"lon": 34.59, "lat": 47.51, "radius_m": 3000.0}),
        ("{place: Dniprovska}", "place", {"name": {"en": "Dniprovska"}}),
    ],
)
def test_an_own_area_changes_a_copy_for_the_clause_alone(own, kind, spec):
    text = TEXT.replace('{window: {from: "2025-10-18T09:00"}}', f"{{area: {own}}}")
    said = terms.as_said_by(terms.read_text(text), "P2")
    area = said.areas[said.clauses["C1"].area[""]]
    assert (area.kind, area.spec) == (kind, spec)
    assert said.areas["zone_a"].spec["radius_m"] == 1500.0


def test_an_own_version_may_change_a_section_remove_a_field_and_replace_a_list():
    own = "{areas: {zone_a: {radius: 3 km}}, C1: {excluded: , acts: [fire]}}"
    text = TEXT.replace('{C1: {window: {from: "2025-10-18T09:00"}}}', own)
    said = terms.as_said_by(terms.read_text(text), "P2")
    assert said.areas["zone_a"].spec["radius_m"] == 3000.0
    assert said.clauses["C1"].acts == ("fire",)
    assert said.clauses["C1"].excluded == ()


def test_a_declaration_carries_its_own_zone():
    text = TEXT.replace("{party: P2, clauses", "{party: P2, timezone: Europe/Moscow, clauses")
    assert terms.as_said_by(terms.read_text(text), "P2").zone.name == "Europe/Moscow"


def test_nobody_else_says_anything():
    with pytest.raises(BadInput, match="CF-TERMS-045"):
        terms.as_said_by(terms.read(SAMPLE), "P3")


@pytest.mark.parametrize(
    ("on", "party", "radius"),
    [(dt.date(2025, 10, 24), "P1", 1500.0), (dt.date(2025, 10, 25), "P1", 2500.0), (None, "P1", 2500.0), (None, "P2", 1500.0), (None, None, 1500.0)],
)  # fmt: skip
def test_an_amendment_holds_from_its_day_for_who_accepted_it(on, party, radius):
    assert terms.as_amended(terms.read(SAMPLE), on, party).areas["zone_a"].spec["radius_m"] == radius


def test_what_everybody_accepted_holds_for_everybody_and_is_spent():
    read = terms.read_text(TEXT.replace("accepted_by: [P1]}", "accepted_by: [P1, P2]}"))
    amended = terms.as_amended(read)
    assert amended.areas["zone_a"].spec["radius_m"] == 2500.0
    assert amended.amendments == ()


def test_every_combination_of_open_values_is_a_reading():
    text = TEXT.replace("timezone: Europe/Kyiv", "timezone: {unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}")
    text = text.replace(
        "radius: 1.5 km", "radius: {reports_differ: [{value: 1.5 km, source: a}, {value: 10 km, source: b}]}"
    )
    read = terms.readings(terms.read_text(text))
    assert [(each.zone.name, each.areas["zone_a"].spec["radius_m"]) for each in read] == [
        ("Europe/Kyiv", 1500.0), ("Europe/Kyiv", 10000.0), ("Europe/Moscow", 1500.0), ("Europe/Moscow", 10000.0),
    ]  # fmt: skip
    settled = terms.read(SAMPLE)
    assert terms.readings(settled) == (settled,)


def test_too_many_readings_are_refused():
    differ = "{reports_differ: [" + ", ".join(f"{{value: {n} km}}" for n in range(1, 66)) + "]}"
    with pytest.raises(BadInput, match="CF-TERMS-043"):
        terms.readings(terms.read_text(TEXT.replace("radius: 1.5 km", f"radius: {differ}")))


def test_an_overlay_adds_and_fills_in_memory():
    read = terms.read_text(TEXT, overlays=[OVERLAY])
    assert read.areas["zone_a"].shape_status == "deposited"
    assert read.areas["depot"].kind == "place"
    assert read.guarantees["G1"].private
    assert read.declarations[0].private
    assert read.parties["P2"].aliases[-1].text == "the others"
    assert terms.as_said_by(read, "P1").windows["C1.window"].until == "2025-10-20T16:00"


def test_each_reader_sees_the_shared_file_and_the_own_overlay_only():
    shared = terms.read_text(TEXT)
    read = terms.read_text(TEXT, overlays=[OVERLAY])
    assert terms.seen_by(read) == shared
    assert terms.seen_by(read, "P2") == shared
    assert terms.seen_by(read, "P1") == read
    assert terms.seen_by(shared, "P1") is shared


def test_two_parties_overlays_live_side_by_side():
    other = "format: ceasefire-overlay/1\nceasefire: line-repair-example\noverlay_of: P2\nown_version: {C1: {window: {lasts: P5D}}}\n"
    read = terms.read_text(TEXT, overlays=[OVERLAY, other])
    assert terms.as_said_by(read, "P2").windows["C1.window"].lasts == "P5D"
    assert terms.seen_by(read, "P2") == terms.read_text(TEXT, overlays=[other])


BAD_OVERLAYS = [
    (OVERLAY.replace("deposited", "stated"), "CF-TERMS-040"),
    (OVERLAY.replace("areas:\n", "windows: {works: {lasts: P9D}}\nareas:\n"), "CF-TERMS-040"),
    (OVERLAY.replace("areas:\n", "windows: {works: {label: x}}\nareas:\n"), "CF-TERMS-040"),
    (OVERLAY.replace("areas:\n", "clauses: {C9: {kind: allow}}\nareas:\n"), "CF-TERMS-040"),
    (OVERLAY.replace("overlay_of: P1", "overlay_of: P7"), "CF-TERMS-042"),
    (OVERLAY.replace("overlay_of: P1\n", ""), "CF-TERMS-042"),
    (OVERLAY.replace("ceasefire: line-repair-example", "ceasefire: other"), "CF-TERMS-042"),
    (OVERLAY.replace("{P2: {aliases", "{P2: {role: x, aliases"), "CF-TERMS-040"),
    (OVERLAY.replace("{C1: {window: {until", "{C7: {window: {until"), "CF-TERMS-044"),
    (OVERLAY.replace("area: zone_a, window", "area: zone_b, window"), "CF-TERMS-027"),
    ("[a]", "CF-TERMS-022"),
]


@pytest.mark.parametrize(("overlay", "code"), BAD_OVERLAYS)
def test_an_overlay_changes_nothing_that_is_shared(overlay, code):
    with pytest.raises(BadInput) as refusal:
        terms.read_text(TEXT, "shared", overlays=[overlay])
    assert code in {problem.code.code for problem in refusal.value.problems}


def test_overlays_in_conflict_are_named():
    twice = (
        OVERLAY.replace("overlay_of: P1", "overlay_of: P2")
        .replace("radius: 2 km", "radius: 3 km")
        .replace("G1:", "G2:")
    )
    with pytest.raises(BadInput, match="CF-TERMS-041"):
        terms.read_text(TEXT, overlays=[OVERLAY, twice])
    with pytest.raises(BadInput, match="CF-TERMS-041"):
        terms.read_text(TEXT, overlays=[OVERLAY, OVERLAY])
    with pytest.raises(UnknownFormat):
        terms.read_text(TEXT, overlays=[TEXT])


def test_a_value_to_be_set_may_be_filled():
    text = TEXT.replace("lasts: P7D}", "lasts: {status: to_be_set, by: P1, due: 2025-10-17}}")
    overlay = OVERLAY.replace("areas:\n", "windows: {works: {lasts: P4D}}\nareas:\n")
    assert terms.read_text(text, overlays=[overlay]).windows["works"].lasts == "P4D"


@pytest.mark.parametrize("clause", ["C1", "W1", "Q1"])
@pytest.mark.parametrize("nothing", ["~", "null", ""])
def test_an_amendment_may_take_a_clause_out_with_all_that_speaks_of_it(clause, nothing):
    text = TEXT.replace(
        "changes: {areas: {zone_a: {radius: 2.5 km}}}", f"changes: {{clauses: {{{clause}: {nothing}}}}}"
    )
    read = terms.read_text(text)
    later = terms.as_amended(read, dt.date(2025, 10, 26), "P1")
    assert clause in read.clauses
    assert clause not in later.clauses
    assert all(clause not in each.clauses for each in later.declarations)
    assert all(clause not in keys for pair in later.exchange for keys in pair.values())
    assert [key for key, each in later.exceptions.items() if clause in each.of] == []
    assert len(later.declarations) == len(read.declarations)
    terms.lint(later)


def test_who_named_only_what_was_taken_out_says_nothing_of_the_rest():
    changes = "changes: {clauses: {C1: ~, Q1: ~}}"
    text = TEXT.replace("changes: {areas: {zone_a: {radius: 2.5 km}}}", changes)
    later = terms.as_amended(terms.read_text(text), None, "P1")
    assert [(each.party, len(each.history)) for each in later.declarations] == [("P1", 2), ("P2", 0)]


def test_a_party_may_hold_that_a_clause_was_never_part_of_the_text():
    text = TEXT.replace('{C1: {window: {from: "2025-10-18T09:00"}}}', "{Q1: ~}")
    assert "Q1" not in terms.as_said_by(terms.read_text(text), "P2").clauses


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("areas: [depot]", "areas"),
        ("windows: soon", "windows"),
        ("guarantees: [G1]", "guarantees"),
        ("parties: {P2: {aliases: the others}}", "parties.P2.aliases"),
    ],
)
def test_a_part_of_an_overlay_in_another_form_is_never_dropped(part, field):
    overlay = f"format: ceasefire-overlay/1\nceasefire: line-repair-example\noverlay_of: P1\n{part}\n"
    with pytest.raises(BadInput) as refusal:
        terms.read_text(TEXT, "t.yaml", [overlay])
    [problem] = refusal.value.problems
    assert (problem.code.code, problem.place.field, problem.place.line) == ("CF-TERMS-022", field, 4)


def test_changes_that_spoil_each_other_are_told_when_the_file_is_read():
    amendments = """amendments:
  - {date: 2025-10-25, changes: {clauses: {C1: ~}}, accepted_by: [P1]}
  - {date: 2025-10-26, changes: {clauses: {C1: {window: {lasts: P9D}}}}, accepted_by: [P1]}"""
    start = TEXT.index("amendments:")
    text = TEXT[:start] + amendments + TEXT[TEXT.index("\n", start) :]
    with pytest.raises(BadInput) as refusal:
        terms.read_text(text)
    assert ("CF-TERMS-021", "clauses.C1.kind") in [
        (each.code.code, each.place.field) for each in refusal.value.problems
    ]
    assert terms.read_text(text.replace("accepted_by: [P1]}", "accepted_by: [P2]}", 1))
