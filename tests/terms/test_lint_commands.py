import json
from pathlib import Path

import pytest

from ceasefire import terms
from ceasefire.cli.main import main
from ceasefire.terms.templates import NAMES

SAMPLE = str(Path(__file__).parent / "line-repair-example.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_new_writes_a_template_that_lints(name, tmp_path, capsys):
    path = tmp_path / "my-window.yaml"
    assert main(["new", "--from", name, str(path)]) == 0
    assert terms.read(path).key == "my-window"
    assert main(["lint", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 errors, ")


def test_new_never_overwrites(tmp_path, capsys):
    path = tmp_path / "terms.yaml"
    path.write_text("mine", encoding="utf-8")
    assert main(["new", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert "CF-CLI-021" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["new", "--from", "peace", "x.yaml"], ["new", "/nowhere/x.yaml"], ["lint", "/"], ["lint", "none.yaml"]],
)
def test_bad_usage_is_told(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err.startswith("CF-CLI-")


def test_lint_says_one_when_something_is_an_error(capsys):
    assert main(["lint", SAMPLE]) == 1
    out = capsys.readouterr().out
    assert "error  CF-LINT-049" in out
    assert out.splitlines()[-1] == "1 error, 9 warnings, 5 notes"


def test_lint_as_json_is_one_document(capsys):
    assert main(["lint", SAMPLE, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "ceasefire-lint/1"
    assert {"code", "severity", "place", "means", "got", "expected", "do"} <= document["problems"][0].keys()
    assert document["problems"][0]["place"]["line"] == 6


def test_lint_reads_an_overlay_with_the_terms(tmp_path, capsys):
    overlay = tmp_path / "terms.P1.yaml"
    text = "format: ceasefire-overlay/1\nceasefire: line-repair-example\noverlay_of: P1\n"
    overlay.write_text(text + "guarantees: {G1: {by: P1}}\n", encoding="utf-8")
    main(["lint", SAMPLE, "--with", str(overlay), "--json"])
    found = json.loads(capsys.readouterr().out)["problems"]
    assert [each["place"]["file"] for each in found if each["code"] == "CF-LINT-091"] == [str(overlay)]


def test_broken_terms_give_problems_and_no_answer(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: ceasefire-terms/1\na: 1\na: 2\n", encoding="utf-8")
    assert main(["lint", str(broken), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert json.loads(said.err)["errors"][0]["place"] == {"file": str(broken), "line": 3, "column": 1}
