"""`ceasefire assess` as a process: one arrangement, a folder that is gone on with, and bad usage."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TERMS = """
format: ceasefire-terms/1
ceasefire: KEY
title: {en: "a test"}
timezone: UTC
parties: {P1: {}, P2: {}}
areas: {zone: {point: [30.0, 50.0], radius: 10 km}}
windows: {w: {from: "2021-03-01", until: "2021-03-14"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}}
declarations: [{party: P1, clauses: [C1], history: [{state: accepted, on: 2021-02-20}]}]
"""
MAPPING = """
format: ceasefire-mapping/1
source: made-up
title: A made-up record
sees: [fire]
cannot_see: What nobody heard or saw.
fields: {lon: {column: lon}, lat: {column: lat}, start: {column: when}, acts: {constant: [fire]}}
time: {zone: UTC}
place: {radius: 100 m}
count: {unit: event, rule: row}
"""
READ = ("--events", "record.csv", "--format", "csv", "--mapping", "m.yaml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("assess")
    (place / "terms").mkdir()
    for key in ("one", "two"):
        (place / "terms" / f"{key}.yaml").write_text(TERMS.replace("KEY", key), encoding="utf-8")
    (place / "m.yaml").write_text(MAPPING, encoding="utf-8")
    rows = [f"2021-{month:02}-{day:02},{lon},50" for lon in (30, 32) for month in range(1, 7) for day in range(1, 29)]
    (place / "record.csv").write_text("when,lon,lat\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (place / "effort.csv").write_text(
        "by,from,to,means,area\nM,2021-03-01T00:00,2021-03-08T00:00,post,zone\n", encoding="utf-8"
    )
    return place


def ceasefire(folder, *arguments):
    command = [sys.executable, "-m", "ceasefire", "assess", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_short_record_cannot_tell_and_says_why(folder):
    done = ceasefire(folder, "terms/one.yaml", *READ)
    assert done.returncode == 0, done.stderr
    assert "conduct  cannot tell" in done.stdout
    assert "A draft until a named officer releases it." in done.stdout


def test_a_record_that_was_cut_off_and_the_days_that_are_assessed_are_told(folder, tmp_path):
    cut = tmp_path / "cut.csv"
    cut.write_text((folder / "record.csv").read_text("utf-8") + "2021-06-", encoding="utf-8")
    done = ceasefire(folder, "terms/one.yaml", "--events", str(cut), *READ[2:])
    assert (
        "1 rows with an unknown number of deaths were set aside: The file ends in the middle of this row" in done.stdout
    )
    assert "  days     2021-03-01 to 2021-03-14\n" in done.stdout
    endless = tmp_path / "open.yaml"
    endless.write_text(TERMS.replace("KEY", "open").replace(', until: "2021-03-14"', ""), encoding="utf-8")
    told = ceasefire(folder, str(endless), *READ).stdout
    assert "  days     2021-03-01 to 2021-03-28; no end is stated: the first 28 days are assessed" in told
    assert "none is stated, which is no finding that there was none" in told


def test_everybody_is_told_how_much_was_watched_in_all(folder):
    coverage = {}
    for reader in ("mission", "public"):
        done = ceasefire(folder, "terms/one.yaml", *READ, "--effort", "effort.csv", "--for", reader, "--json")
        assert done.returncode == 0, done.stderr
        coverage[reader] = json.loads(done.stdout)["results"][0]["coverage"]
    assert coverage == {"mission": pytest.approx(0.5), "public": pytest.approx(0.5)}


def test_a_folder_is_gone_on_with_and_asked_again_only_where_something_changed(folder):
    arguments = ("--cases", "terms", *READ, "--out", "out")
    assert ceasefire(folder, *arguments).returncode == 0
    made = sorted(each.name for each in (folder / "out").iterdir())
    assert made == [".made_from.json", "index.html", "one.html", "one.json", "two.html", "two.json"]
    hashes = json.loads((folder / "out" / made[0]).read_text(encoding="utf-8"))
    assert sorted(hashes) == ["one", "two"]
    handed_on = "".join((folder / "out" / name).read_text(encoding="utf-8") for name in made[1:])
    assert not any(each in handed_on for each in hashes.values())
    first = {name: (folder / "out" / name).stat().st_mtime_ns for name in ("one.json", "two.json")}
    (folder / "out" / "two.json").unlink()
    assert ceasefire(folder, *arguments).returncode == 0
    assert (folder / "out" / "one.json").stat().st_mtime_ns == first["one.json"]
    assert (folder / "out" / "two.json").is_file()
    answered = (folder / "out" / "two.json").read_text(encoding="utf-8")
    (folder / "out" / "two.json").write_text(answered.replace('"cannot_tell"', '"quiet"'), encoding="utf-8")
    (folder / "out" / "one.html").unlink()
    assert ceasefire(folder, *arguments).returncode == 0
    assert (folder / "out" / "two.json").read_text(encoding="utf-8") == answered
    assert (folder / "out" / "one.html").is_file()
    first = {name: (folder / "out" / name).stat().st_mtime_ns for name in ("one.json", "two.json")}
    record = folder / "record.csv"
    record.write_text(record.read_text(encoding="utf-8") + "2021-06-30,30,50\n", encoding="utf-8")
    assert ceasefire(folder, *arguments).returncode == 0
    assert (folder / "out" / "one.json").stat().st_mtime_ns != first["one.json"]


def test_every_bad_file_of_a_folder_is_told_at_once_and_nothing_is_written(folder, tmp_path):
    cases = tmp_path / "cases"
    cases.mkdir()
    good = TERMS.replace("KEY", "good")
    written = {
        "bad.yaml": good.replace("kind: refrain", "kind: forbid"),
        "broken.yaml": "format: ceasefire-terms/1\n  - [",
        "good.yaml": good,
        "other.yaml": good.replace("P1", "P7").replace("ceasefire: good", "ceasefire: other"),
        "same.yaml": good,
    }
    for name, text in written.items():
        (cases / name).write_text(text, encoding="utf-8")
    done = ceasefire(folder, "--cases", str(cases), *READ, "--for", "P1", "--out", str(tmp_path / "out"), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    told = json.loads(done.stderr)["errors"]
    assert sorted({Path(each["place"]["file"]).name for each in told}) == [
        "bad.yaml", "broken.yaml", "other.yaml", "same.yaml",
    ]  # fmt: skip
    assert "CF-CLI-046" in {each["code"] for each in told}
    assert not (tmp_path / "out").exists()


def test_a_page_a_pdf_and_every_figure_are_written_the_same_each_time(folder):
    whole = []
    for place in ("first", "second"):
        (folder / place).mkdir()
        paths = ("--out", f"{place}/p.html", "--pdf", f"{place}/p.pdf", "--figures", f"{place}/figures")
        done = ceasefire(folder, "terms/one.yaml", *READ, *paths)
        assert done.returncode == 0, done.stderr
        files = sorted(each for each in (folder / place).rglob("*") if each.is_file())
        whole.append({each.relative_to(folder / place).as_posix(): each.read_bytes() for each in files})
    assert whole[0] == whole[1]
    assert {"p.html", "p.pdf", "figures/01-C1-waterfall.svg", "figures/01-C1-waterfall.csv"} <= whole[0].keys()
    names = [name for name in whole[0] if name.startswith("figures/")]
    assert {name[-3:] for name in names} == {"svg", "csv"}
    assert all(
        b"A draft until a named officer releases it." in whole[0][name] for name in names if name.endswith("csv")
    )


def test_a_page_reads_from_right_to_left(folder):
    assert ceasefire(folder, "terms/one.yaml", *READ, "--out", "rtl.html", "--lang", "ar").returncode == 0
    assert 'dir="rtl"' in (folder / "rtl.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "got"),
    [
        ((), "neither terms nor --cases"),
        (("terms/one.yaml", "--cases", "terms", *READ), "both terms and --cases"),
        (("--cases", "terms", *READ, "--pdf", "p.pdf"), "--pdf, --figures or --released with --cases"),
        (("terms/one.yaml", *READ, "--pdf", "nowhere/p.pdf"), "no folder nowhere"),
        (("terms/one.yaml", *READ, "--figures", "record.csv"), "CF-CLI-006"),
        (("terms/one.yaml",), "no events"),
        (("--cases", "nowhere", *READ), "no folder"),
        (("terms/one.yaml", *READ, "--events", "record.csv"), "CF-CLI-040"),
        (("terms/one.yaml", *READ, "--on", "2021-02-30"), "2021-02-30"),
    ],
)
def test_bad_usage_is_told(folder, arguments, got):
    done = ceasefire(folder, *arguments)
    assert done.returncode == 2
    assert got in done.stderr
    assert done.stdout == ""


def test_one_name_for_two_places_is_refused_in_the_effort_of_several_cases(folder, tmp_path):
    cases = tmp_path / "cases"
    cases.mkdir()
    good = (folder / "terms" / "one.yaml").read_text("utf-8")
    area = next(line for line in good.splitlines() if line.startswith("areas:"))
    name = area.split("{", 1)[1].split(":", 1)[0].strip()
    far = f"areas: {{{name}: {{point: [50.0, 40.0], radius: 10 km}}}}"
    texts = {"a.yaml": good.replace("ceasefire: ", "ceasefire: a-", 1), "b.yaml": good.replace(area, far)}
    for file, text in texts.items():
        (cases / file).write_text(text, encoding="utf-8")
    effort = tmp_path / "effort.csv"
    effort.write_text(f"by,means,from,to,area\nM,post,2022-01-01T00:00,2022-01-29T00:00,{name}\n", encoding="utf-8")
    done = ceasefire(folder, "--cases", str(cases), *READ, "--effort", str(effort))
    assert (done.returncode, done.stdout) == (2, "")
    assert "CF-CLI-049" in done.stderr
    assert "effort.csv:2" in done.stderr
