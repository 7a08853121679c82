"""The verb `match` over several files of events, and an output that it cannot write."""

import json
import subprocess
import sys

import pytest

TERMS = """format: ceasefire-terms/1
ceasefire: two-files
title: {en: test}
timezone: UTC
parties: {P1: {}}
areas: {zone: {point: [34.5, 47.5], radius: 10 km}}
windows: {w: {from: "2025-10-18T00:00", until: "2025-10-20T00:00"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1], targets: any, area: zone, window: w}}
declarations: [{party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}]
"""
MAPPING = """format: ceasefire-mapping/1
source: own
fields: {lon: {column: x}, lat: {column: y}, start: {column: at}, acts: {column: what}, actor: {column: who}}
time: {zone: UTC}
place: {radius: 0 m}
"""
EVENTS = "x,y,at,what,who\n{x},47.5,2025-10-19T12:00,fire.mortar,P1\n"


@pytest.fixture
def folder(tmp_path):
    written = {
        "terms.yaml": TERMS,
        "m.yaml": MAPPING,
        "a.csv": EVENTS.format(x=34.5),
        "b.csv": EVENTS.format(x=34.51),
    }
    for name, text in written.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def match(folder, *more):
    command = [sys.executable, "-m", "ceasefire", "match", "terms.yaml", "--format", "csv", "--mapping", "m.yaml"]
    return subprocess.run([*command, *more], cwd=folder, capture_output=True, text=True, check=False)


def test_rows_of_two_files_with_the_same_ids_are_told_apart(folder):
    done = match(folder, "--events", "a.csv", "--events", "b.csv", "--for", "mission", "--json", "--to", "rows.geojson")
    assert done.returncode == 0, done.stderr
    assert [row["event"] for row in json.loads(done.stdout)["rows"]] == ["b.csv: line 2", "line 2"]
    drawn = json.loads((folder / "rows.geojson").read_text("utf-8"))["features"]
    assert {each["properties"]["event"]: each["geometry"]["coordinates"] for each in drawn} == {
        "line 2": [34.5, 47.5],
        "b.csv: line 2": [34.51, 47.5],
    }


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--to", "rows.doc"), "CF-CLI-017"),
        (("--to", "nowhere/rows.csv"), "CF-CLI-011"),
        (("--yes-at", "0.01"), "CF-SCOPE-003"),
        (("--jsonl",), "CF-CLI-041"),
    ],
)
def test_what_cannot_be_answered_is_said_with_nothing_on_stdout(folder, more, code):
    done = match(folder, "--events", "a.csv", "--json", *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert [each["code"] for each in json.loads(done.stderr)["errors"]] == [code]
    assert not list(folder.glob("rows*"))


def test_a_download_that_broke_off_is_named_in_the_document_and_on_the_screen(folder):
    whole = (folder / "a.csv").read_text("utf-8")
    (folder / "cut.csv").write_text(whole + "34.5,47.5,2025-10-", "utf-8")
    done = match(folder, "--events", "cut.csv", "--json")
    (line,) = json.loads(done.stdout)["clauses"]
    (told,) = [each for each in line["notices"] if each["code"] == "cut_off"]
    assert told["text"].startswith("the file cut.csv ends in the middle of a row")
    shown = match(folder, "--events", "cut.csv").stdout
    assert "The file cut.csv ends in the middle of a row" in shown
    assert "in the middle of a row" not in match(folder, "--events", "a.csv").stdout
