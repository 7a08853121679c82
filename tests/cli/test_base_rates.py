"""`ceasefire base-rates` as a process: a table in, rates and durations out, and every bad row named."""

import json
import subprocess
import sys

import pytest

TABLE = """type,held,start,last_held,ended_by,ended_how
repair,yes,2021-01-01,2021-01-05,2021-01-05,expired
repair,no,2021-03-01,,2021-03-04,breakdown
feast,partly,2021-04-01,2021-04-03,,
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "past.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def ceasefire(folder, *arguments):
    command = [sys.executable, "-m", "ceasefire", "base-rates", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_rates_durations_and_what_they_do_not_show_are_told(folder):
    done = ceasefire(folder, "past.csv", "--planned", "corridor")
    assert done.returncode == 0, done.stderr
    for told in (
        "3 past ceasefires, by type",
        "a type not seen here",
        "Those that held partly are in no rate.",
        "A planned ceasefire of the type corridor",
        "How 3 of all types ended",
        "breakdown",
        "no forecast of this one",
    ):
        assert told in done.stdout


def test_json_is_one_document(folder):
    done = ceasefire(folder, "past.csv", "--level", "0.5", "--json")
    document = json.loads(done.stdout)
    assert (document["format"], document["by"], document["level"]) == ("ceasefire-base-rates/1", "type", 0.5)
    assert [each["type"] for each in document["rates"]] == ["feast", "repair"]
    assert document["planned"] is None


@pytest.mark.parametrize(
    ("arguments", "got"),
    [
        (("nowhere.csv",), "CF-CLI-004"),
        (("past.csv", "--by", "region"), "region"),
        (("past.csv", "--held", "outcome"), "outcome"),
        (("past.csv", "--level", "1"), "CF-ASSESSMENT-008"),
    ],
)
def test_bad_usage_is_told(folder, arguments, got):
    done = ceasefire(folder, *arguments)
    assert done.returncode == 2
    assert got in done.stderr
    assert done.stdout == ""


def test_every_bad_row_is_named_and_nothing_is_printed(folder):
    (folder / "past.csv").write_text(TABLE + "feast,perhaps,,,,\nfeast,no,soon,2021-01-01,,\n", encoding="utf-8")
    done = ceasefire(folder, "past.csv")
    assert done.returncode == 2
    assert "perhaps" in done.stderr
    assert "soon" in done.stderr
    assert done.stdout == ""


def test_more_unknown_than_known_leads_with_cannot_tell_and_columns_not_read_are_named(folder):
    rows = ["x,yes,2020-01-01,2020-02-01"] * 2 + ["x,,2020-01-01,"] * 15
    (folder / "past.csv").write_text("type,held,start,end\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = ceasefire(folder, "past.csv")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].startswith("x: Cannot tell: of 15 of 17 nobody knows whether they held.")
    assert "cannot tell" in next(line for line in lines if line.startswith("x  "))
    assert "Cannot tell how long they last: no row says it." in lines
    assert "  missing: last_held, ended_by, ended_how" in lines
    assert "  in the table and not read: end" in lines
