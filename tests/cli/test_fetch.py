"""`ceasefire fetch`: the list of files, and what is missing, told without opening a connection."""

import json

import pytest

from ceasefire.cli.main import main


@pytest.mark.parametrize("source", ["ucdp", "ucdp-ged", "viina", "firms", "sirens"])
def test_files_are_listed(capsys, source):
    assert main(["fetch", source, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"]
    assert all(each["url"].startswith("https://") for each in told["files"])
    assert main(["fetch", source]) == 0
    assert told["files"][0]["name"] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["fetch", "acled"], "CF-SOURCES-001"),
        (["fetch", "viina", "everything"], "CF-SOURCES-060"),
        (["fetch", "viina", "events"], "CF-SOURCES-060"),
        (["fetch", "viina", "events", "--set", "year"], "CF-CLI-002"),
        (["fetch", "viina", "events", "--set", "year=../../x"], "CF-SOURCES-060"),
        (["fetch", "viina", "events", "--set", "year=2024", "--into", "no/such/folder"], "CF-CLI"),
    ],
)
def test_what_is_missing_is_told(capsys, arguments, code):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert code in told.err
