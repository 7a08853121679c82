"""`ceasefire release`: a draft becomes a released copy once, and pages name who did only where it is still the same."""

import hashlib
import json

import pytest
from tests.cli.test_assess import MAPPING, READ, TERMS

from ceasefire.cli.main import main

WHO = ("--by", "A. Officer", "--office", "Head of monitoring", "--on", "2021-07-02")


@pytest.fixture
def draft(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text(TERMS.replace("KEY", "one"), encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    rows = [f"2021-{month:02}-{day:02},{lon},50" for lon in (30, 32) for month in range(1, 7) for day in range(1, 29)]
    (tmp_path / "record.csv").write_text("when,lon,lat\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert main(["assess", "one.yaml", *READ, "--json"]) == 0
    (tmp_path / "one.json").write_text(capsys.readouterr().out, encoding="utf-8")
    return tmp_path / "one.json"


def test_the_copy_is_the_draft_with_who_released_it_and_the_draft_is_left_alone(draft):
    before = draft.read_bytes()
    assert main(["release", "one.json", *WHO, "--dissent", "B. Officer: too few days"]) == 0
    assert draft.read_bytes() == before
    released = json.loads(draft.with_name("one.released.json").read_text(encoding="utf-8"))
    assert released.pop("release") == {
        "format": "ceasefire-release/1",
        "by": "A. Officer",
        "office": "Head of monitoring",
        "on": "2021-07-02",
        "dissent": ["B. Officer: too few days"],
        "draft_sha256": hashlib.sha256(before).hexdigest(),
    }
    assert released == json.loads(before) | {"status": "released"}


def test_an_answer_changed_by_hand_is_not_released(draft, capsys):
    draft.write_text(draft.read_text(encoding="utf-8").replace('"cannot_tell"', '"quiet"', 1), encoding="utf-8")
    assert main(["release", "one.json", *WHO]) == 2
    assert "CF-ASSESSMENT-066" in capsys.readouterr().err
    assert not draft.with_name("one.released.json").exists()


def test_it_is_released_once(draft, capsys):
    assert main(["release", "one.json", *WHO]) == 0
    assert main(["release", "one.json", *WHO]) == 2
    assert "CF-CLI-021" in capsys.readouterr().err
    assert main(["release", "one.released.json", *WHO]) == 2
    assert "CF-ASSESSMENT-061" in capsys.readouterr().err
    assert not draft.with_name("one.released.released.json").exists()


def test_pages_name_who_released_it_and_its_dissent_while_nothing_has_changed(draft, capsys):
    assert main(["release", "one.json", *WHO, "--dissent", "B. Officer: too few days"]) == 0
    again = ["assess", "one.yaml", *READ, "--released", "one.released.json", "--out", "p.html", "--figures", "f"]
    assert main(again) == 0
    told = "Released by A. Officer, Head of monitoring, on 2021-07-02."
    assert told in capsys.readouterr().out
    page = draft.with_name("p.html").read_text(encoding="utf-8")
    assert told in page
    assert "Dissent: B. Officer: too few days" in page
    assert "A draft" not in page
    assert all(told in each.read_text(encoding="utf-8") for each in (draft.parent / "f").glob("*.csv"))
    record = draft.with_name("record.csv")
    record.write_text(record.read_text(encoding="utf-8") + "2021-03-05,30,50\n", encoding="utf-8")
    draft.with_name("p.html").unlink()
    assert main(again) == 2
    assert "CF-ASSESSMENT-065" in capsys.readouterr().err
    assert not draft.with_name("p.html").exists()
    assert main([*again[:-5], "one.json", *again[-4:]]) == 2
    assert "CF-ASSESSMENT-064" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "who", "code"),
    [
        ({"rules_version": "0.9"}, WHO, "CF-ASSESSMENT-062"),
        ({"digest": "0" * 64}, WHO, "CF-ASSESSMENT-066"),
        ({"digest": None}, WHO, "CF-ASSESSMENT-066"),
        ({"results": []}, WHO, "CF-ASSESSMENT-066"),
        ({"summary": "held"}, WHO, "CF-ASSESSMENT-066"),
        ({"format": "ceasefire-assessment/9"}, WHO, "ceasefire-assessment/9"),
        ({"format": "ceasefire-match/1"}, WHO, "ceasefire-match/1"),
        ({}, (*WHO[:1], " ", *WHO[2:]), "CF-ASSESSMENT-063"),
        ({}, (*WHO[:-1], "2021-06-01"), "CF-ASSESSMENT-063"),
        ({}, (*WHO[:-1], "2021-02-30"), "2021-02-30"),
    ],
)
def test_what_cannot_be_released_is_told_and_nothing_is_written(draft, capsys, change, who, code):
    draft.write_text(json.dumps(json.loads(draft.read_text(encoding="utf-8")) | change), encoding="utf-8")
    assert main(["release", "one.json", *who]) == 2
    assert code in capsys.readouterr().err
    assert not draft.with_name("one.released.json").exists()


@pytest.mark.parametrize("text", ["{", "[]", "7", "\udcff", "[" * 100_000])
def test_what_is_no_document_is_told(draft, capsys, text):
    draft.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert main(["release", "one.json", *WHO]) == 2
    assert "CF-CLI-048" in capsys.readouterr().err
