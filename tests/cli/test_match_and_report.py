"""match and report on files: what they say of watching, to whom, and in which direction the page reads."""

import json

import pytest

from ceasefire.cli.main import main

TERMS = """
format: ceasefire-terms/1
ceasefire: files
title: {en: "From files"}
timezone: Europe/Kyiv
parties: {P1: {}, P2: {}}
areas:
  zone: {point: [34.5, 47.5], radius: 10 km}
  front: {unstated: the whole front}
windows: {open: {from: "2025-10-18T00:00"}}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: zone, window: open}
  C2: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: front, window: open}
declarations:
  - {party: P1, clauses: [C1, C2], history: [{state: accepted, on: 2025-10-01}]}
  - {party: P2, clauses: [C1, C2], history: [{state: accepted, on: 2025-10-01}]}
"""
MAPPING = """
format: ceasefire-mapping/1
source: post_log
fields:
  id: {column: id}
  lon: {column: lon}
  lat: {column: lat}
  start: {column: when}
  acts: {column: act, map: {fire.mortar: [fire.mortar]}}
time: {zone: Europe/Kyiv}
place: {radius: 600 m}
count: {unit: event, rule: row}
"""
EVENTS = "id,when,lon,lat,act\ne1,2025-10-20T23:30,34.5,47.5,fire.mortar\n"
EFFORT = "by,means,from,to,lon,lat,radius\nM1,post,2025-10-18T00:00,2025-10-19T00:00,34.5,47.5,20 km\n"


@pytest.fixture
def asked(tmp_path):
    """The arguments that both verbs take, with their files."""
    for name, text in (("terms.yaml", TERMS), ("m.yaml", MAPPING), ("events.csv", EVENTS), ("effort.csv", EFFORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = {name: str(tmp_path / name) for name in ("terms.yaml", "m.yaml", "events.csv", "effort.csv")}
    return [files["terms.yaml"], "--events", files["events.csv"], "--format", "csv", "--mapping", files["m.yaml"]]


def effort(tmp_path):
    return ["--effort", str(tmp_path / "effort.csv")]


def test_three_cases_of_watching_are_told_apart_on_the_screen(asked, tmp_path, capsys):
    assert main(["match", *asked, *effort(tmp_path), "--for", "mission"]) == 0
    printed = capsys.readouterr().out
    assert "not recorded" not in printed
    assert "C1: Watched 33.6 % of its time and place from 2025-10-18 00:00 to 2025-10-20 23:30" in printed
    assert "C2: How much of it was watched cannot be measured" in printed
    assert "How much was watched of C2 cannot be measured, so silence there proves nothing." in printed
    assert main(["match", *asked]) == 0
    assert "not recorded" in capsys.readouterr().out


def test_the_document_keeps_a_number_or_null_and_says_why(asked, tmp_path, capsys):
    assert main(["match", *asked, *effort(tmp_path), "--for", "mission", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    found = {line["clause"]: (line["coverage"], line["coverage_reason"]["code"]) for line in document["clauses"]}
    assert found == {"C1": (pytest.approx(24 / 71.5, abs=0.0001), "share_of_period"), "C2": (None, "area_not_drawn")}
    row = next(row for row in document["rows"] if row["clause"] == "C1")
    margin = next(each for each in row["reasons"] if each["code"] == "place_inside")
    assert (margin["text"], margin["values"]["margin_m"]) == ("the place lies inside the area by 10 km", 10_000)


def test_a_page_is_for_the_public_unless_said_otherwise(asked, tmp_path, capsys):
    page = tmp_path / "page.html"
    assert main(["report", *asked, *effort(tmp_path), "--out", str(page), "--lang", "ar"]) == 0
    public = page.read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in public
    assert "from 2025-10-18 to 2025-10-20 (Europe/Kyiv)" in public
    assert "23:30" not in public
    assert main(["report", *asked, *effort(tmp_path), "--out", str(page), "--for", "mission"]) == 0
    mission = page.read_text(encoding="utf-8")
    assert '<html lang="en" dir="ltr">' in mission
    assert "23:30" in mission
