"""compare, render and export: what they print, how they end, and who may see what."""

import csv
import io
import json
from pathlib import Path

import pytest

from ceasefire.cli.main import main

SAMPLE = Path(__file__).parents[1] / "terms" / "line-repair-example.yaml"
OVERLAY = """
format: ceasefire-overlay/1
ceasefire: line-repair-example
overlay_of: P1
own_version: {Q1: {finish_by: P9D}}
"""


@pytest.fixture
def overlay(tmp_path):
    path = tmp_path / "terms.P1.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    return path


def test_contested_versions_end_with_one(capsys):
    assert main(["compare", str(SAMPLE)]) == 1
    printed = capsys.readouterr().out
    assert [
        word
        for word in ("MUTUAL", "RECIPROCAL", "ONE-SIDED", "CONTESTED", "NOT STATED", "CANNOT TELL")
        if word not in printed
    ] == []
    assert "only P1's version applies" in printed


def test_nothing_contested_ends_with_zero(tmp_path, capsys):
    text = SAMPLE.read_text(encoding="utf-8").replace(', own_version: {C1: {window: {from: "2025-10-18T09:00"}}}', "")
    path = tmp_path / "terms.yaml"
    path.write_text(text.replace("accepted_by: [P1]", "accepted_by: [P1, P2]"), encoding="utf-8")
    assert main(["compare", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["format"], document["is_contested"], document["contested"]) == ("ceasefire-compare/1", False, [])
    assert document["mutual"][0]["when"] == [["2025-10-18T05:00Z", "2025-10-25T05:00Z"]]
    assert {row["party"] for row in document["timeline"]} == {"P1", "P2"}


def test_a_map_is_written_whole(tmp_path):
    path = tmp_path / "parts.geojson"
    assert main(["compare", str(SAMPLE), "--to", str(path)]) == 1
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert {"mutual", "contested", "reciprocal"} <= {feature["properties"]["part"] for feature in features}


@pytest.mark.parametrize("form", ["text", "md", "html", "geojson", "ics"])
def test_render_gives_every_form_on_screen_and_in_a_file(form, tmp_path, capsys):
    assert main(["render", str(SAMPLE), "--to", form]) == 0
    printed = capsys.readouterr().out
    path = tmp_path / "out"
    assert main(["render", str(SAMPLE), "--to", form, "--out", str(path)]) == 0
    assert path.read_bytes().decode().strip() == printed.replace("\r\n", "\n").strip() or form == "ics"
    assert "C1" in printed


@pytest.mark.parametrize(("reader", "sees"), [("mission", True), ("P1", True), ("P2", False), ("public", False)])
def test_a_private_version_is_for_its_owner_and_the_mission(reader, sees, overlay, capsys):
    main(["compare", str(SAMPLE), "--with", str(overlay), "--for", reader, "--json"])
    assert ("P9D" in capsys.readouterr().out) is sees
    main(["render", str(SAMPLE), "--with", str(overlay), "--for", reader])
    capsys.readouterr()


def test_an_unknown_reader_is_refused(capsys):
    assert main(["render", str(SAMPLE), "--for", "everyone"]) == 2
    assert "CF-DISCLOSURE-001" in capsys.readouterr().err


def test_export_gives_rows_as_csv_and_json(tmp_path, capsys):
    assert main(["export", str(SAMPLE), "--to", "declarations"]) == 0
    assert [row["party"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == ["P1", "P2"]
    assert main(["export", str(SAMPLE), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "ceasefire-declarations/1"
    path = tmp_path / "rows.csv"
    assert main(["export", str(SAMPLE), "--out", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith("ceasefire,title,declaration,party")


def test_several_texts_make_one_table_and_a_private_version_belongs_to_one(tmp_path, capsys):
    other = tmp_path / "other.yaml"
    other.write_text(SAMPLE.read_text(encoding="utf-8").replace("line-repair-example", "another-line"))
    assert main(["export", str(SAMPLE), str(other), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ceasefires"] == ["line-repair-example", "another-line"]
    assert [row["ceasefire"] for row in found["rows"]] == ["line-repair-example"] * 2 + ["another-line"] * 2
    assert main(["export", str(SAMPLE), str(other), "--with", str(other)]) == 2
    assert "CF-CLI-002" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["compare", "render", "export"])
def test_what_cannot_be_read_is_told_and_nothing_is_written(verb, tmp_path, capsys):
    assert main([verb, str(tmp_path / "absent.yaml")]) == 2
    assert main([verb, str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err
