"""`ceasefire verify`: what it prints, when it refuses, and that every field of a log's file is in the reference."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger.logs import Mission

from ceasefire.cli.main import main
from ceasefire.ledger import bundle, entry, head, report, seal

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "log-format.md"


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = Mission().write(3).sign()
    Path("old.jsonl").write_bytes(b"".join(found.whole()))
    found.write(2).sign()
    Path("log.jsonl").write_bytes(b"".join(found.whole()))
    Path("some.jsonl").write_bytes(b"".join(found.some(1, since=[3])))
    return found


def verify(log, *arguments):
    return main(["verify", *arguments, "--fingerprint", str(log.fingerprint)])


@pytest.mark.parametrize("file", ["log.jsonl", "some.jsonl"])
def test_it_says_what_is_proven_and_what_is_not(log, file, capsys):
    assert verify(log, file, "--since", "old.jsonl", "--at-least", "5") == 0
    told = capsys.readouterr().out
    assert told.count("  holds  ") == 7
    assert told.index("\nProven\n") < told.index("\nNot proven\n")


def test_a_change_is_exit_1_and_says_where(log, capsys):
    path = Path("log.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"k-1","grade":"E2"', b'"k-1","grade":"E3"'))
    assert verify(log, "log.jsonl") == 1
    told = capsys.readouterr().out
    assert "Nothing is proven" in told
    assert "\nProven" not in told
    assert "CF-LEDGER-023" in told
    assert "log.jsonl:4" in told
    assert verify(log, "log.jsonl", "--json") == 1
    document = json.loads(capsys.readouterr().out)
    assert document["verified"] is False
    assert document["proven"] == []
    assert document["steps"][1]["problems"][0]["place"] == {"file": "log.jsonl", "line": 4, "column": None}


@pytest.mark.parametrize("without", [[], ["--fingerprint", ""], ["--fingerprint", " "]])
def test_without_a_fingerprint_nothing_is_looked_at_and_none_is_offered(log, without, capsys):
    assert main(["verify", "log.jsonl", *without]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "CF-LEDGER-060" in told.err
    assert str(log.fingerprint)[:5] not in told.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "CF-CLI"),
        (b"when,lon,lat\n1,2,3\n", "CF-LEDGER-007"),
        (b"PK\x03\x04" + bytes(1000), "CF-LEDGER-007"),
        (b"\x00" * (5 * 1024 * 1024), "CF-LEDGER-007"),
        (b"[" * 1_000_000 + b"\n", "CF-LEDGER-007"),
    ],
)
def test_another_file_is_exit_2(log, content, code, capsys):
    Path("other").write_bytes(content)
    assert verify(log, "other") == 2
    assert code in capsys.readouterr().err
    assert verify(log, "log.jsonl", "--since", "other") == 2
    assert "CF-" in capsys.readouterr().err


def test_a_long_line_in_the_middle_is_refused_without_reading_on(log, capsys):
    lines = log.whole()
    Path("long.jsonl").write_bytes(b"".join([*lines[:2], b'"' + b"x" * (9 * 1024 * 1024) + b'"\n', *lines[2:]]))
    assert verify(log, "long.jsonl") == 2
    assert capsys.readouterr().err.count("CF-LEDGER-") == 1


def test_line_ends_that_a_mail_program_changed_are_named(log, capsys):
    Path("mail.jsonl").write_bytes(b"".join(log.whole()).replace(b"\n", b"\r\n"))
    assert verify(log, "mail.jsonl") == 2
    assert "CF-LEDGER-002" in capsys.readouterr().err


def test_it_runs_as_a_command_with_no_store_and_leaves_nothing_behind(log, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    command = [
        sys.executable,
        "-m",
        "ceasefire",
        "verify",
        "log.jsonl",
        "--fingerprint",
        str(log.fingerprint),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["verified"] is True
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_every_field_is_in_the_reference(log):
    text = REFERENCE.read_text(encoding="utf-8")
    from ceasefire.ledger import Policy
    from ceasefire.ledger import verify as checked

    answer = checked(log.whole(), Policy(log.fingerprint)).to_json()
    shapes = (bundle._FIRST, bundle._SHOWN, bundle._KEPT, entry._ENTRY, head._HEAD, head._SIGNED, seal._SEALED)
    names = {name for shape in shapes for name in shape} | set(answer) | set(answer["steps"][0]) | set(report.STEPS)
    assert len(names) > 30
    assert sorted(name for name in names if f"`{name}`" not in text and f'"{name}"' not in text) == []
