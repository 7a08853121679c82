"""Files as people have them: encodings, other kinds of files, broken rows, sizes; no row lost."""

import hashlib
import io
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.errors import BadInput
from ceasefire.sources import looks_like, read_events
from ceasefire.sources.setaside import MOST_SENTENCES, SetAsideRows
from ceasefire.sources.stream import open_table

ROOM = Path(str(files("ceasefire.sources")))
GED = (ROOM / "ucdp_ged" / "sample.csv").read_bytes()
SIRENS = (ROOM / "sirens" / "sample_official.csv").read_bytes()


def write(tmp_path, content, name="f.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def zipped(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return made.getvalue()


def test_the_hash_is_that_of_the_file(tmp_path):
    reading = read_events(write(tmp_path, GED), "ucdp-ged")
    assert reading.sha256 is None
    list(reading)
    assert reading.sha256 == hashlib.sha256(GED).hexdigest()


def test_a_reading_is_read_once(tmp_path):
    reading = read_events(write(tmp_path, GED), "ucdp-ged")
    list(reading)
    with pytest.raises(BadInput, match="CF-SOURCES-014"):
        list(reading)


def test_a_reading_can_be_left_early(tmp_path):
    with read_events(write(tmp_path, GED), "ucdp-ged") as reading:
        next(iter(reading))


def test_json_says_what_became_of_every_row(tmp_path):
    reading = read_events(write(tmp_path, GED), "ucdp-ged")
    list(reading)
    told = reading.to_json()
    assert told["read"] == told["used"] + len(told["set_aside"]) == 6
    assert told["set_aside"][0] == {
        "line": 7,
        "code": "CF-SOURCES-041",
        "reason": reading.set_aside[0].reason,
        "deaths": 1,
    }


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GED,
        GED.replace(b"\n", b"\r\n"),
        GED + b"\n\n\n",
        GED.rstrip(b"\n"),
        zipped(ged__csv=GED),
    ],
    ids=["byte order mark", "Windows line ends", "empty lines at the end", "no line end", "zip"],
)
def test_harmless_differences(tmp_path, content):
    assert [event.id for event in read_events(write(tmp_path, content), "ucdp-ged")] == ["1", "2", "3"]


def test_other_encodings_are_read_when_they_are_named(tmp_path):
    text = SIRENS.decode().replace("Example oblast", "Приклад область")
    for encoding in ("cp1251", "utf-16"):
        path = write(tmp_path, text.encode(encoding))
        with pytest.raises(BadInput, match="CF-SOURCES-006"):
            read_events(path, "sirens")
        events = list(read_events(path, "sirens", options={"encoding": encoding}))
        assert events[0].region == "Приклад область"
    with pytest.raises(BadInput, match="CF-SOURCES-011"):
        read_events(path, "sirens", options={"encoding": "rot13"})


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "CF-SOURCES-004", "0 bytes"),
        (b"\n \n\t\n", "CF-SOURCES-004", "white space"),
        (b'{"type": "FeatureCollection"}', "CF-SOURCES-005", "JSON"),
        (b"<!DOCTYPE html><html>404</html>", "CF-SOURCES-005", "error page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "CF-SOURCES-005", "pointer"),
        (b"\x1f\x8b\x08\x00", "CF-SOURCES-005", "Unpack"),
        (b"%PDF-1.7", "CF-SOURCES-005", "PDF"),
        (b"\xd0\xcf\x11\xe0\x00\x00", "CF-SOURCES-005", "Excel"),
        (b"id,\x00\x01\x02,x\n1,2,3", "CF-SOURCES-005", "binary"),
        (zipped(a__csv=b"a", b__csv=b"b"), "CF-SOURCES-005", "2 CSV files"),
        (zipped(xl="x", **{"xl/workbook__xml": "x"}), "CF-SOURCES-005", "Excel"),
        (zipped(a__csv=GED)[:200], "CF-SOURCES-005", "zip"),
        (b"id,id,x\n1,2,3", "CF-SOURCES-009", "id"),
        (b"a,b,c\n1,2,3", "CF-SOURCES-007", "dyad_name"),
        (SIRENS, "CF-SOURCES-007", "looks like `sirens`"),
        (GED.replace(b"id,relid", b"ID,relid").splitlines()[0].upper(), "CF-SOURCES-007", "mapping file"),
        (GED.splitlines()[0], "CF-SOURCES-008", "a header and no row"),
    ],
)
def test_files_that_cannot_be_used_say_why(tmp_path, content, code, said):
    with pytest.raises(BadInput) as caught:
        list(read_events(write(tmp_path, content), "ucdp-ged"))
    assert code in {problem.code.code for problem in caught.value.problems}
    assert said in str(caught.value)
    assert all(problem.place.file.endswith("f.csv") for problem in caught.value.problems)


def test_paths_that_are_no_file(tmp_path):
    with pytest.raises(BadInput, match="CF-SOURCES-003"):
        read_events(tmp_path, "ucdp-ged")
    with pytest.raises(BadInput, match="CF-SOURCES-002"):
        read_events(tmp_path / "missing.csv", "ucdp-ged")
    with pytest.raises(BadInput, match="CF-SOURCES-002"):
        read_events("a\x00b", "ucdp-ged")


def test_nothing_usable_tells_each_reason_once(tmp_path):
    with pytest.raises(BadInput) as caught:
        list(read_events(write(tmp_path, GED.replace(b"48.", b"x48.")), "ucdp-ged"))
    told = [problem.code.code for problem in caught.value.problems]
    assert told[-1] == "CF-SOURCES-008"
    assert told.count("CF-SOURCES-021") == 1
    assert caught.value.exit_code == 2


def test_broken_rows_are_told_and_the_reading_goes_on(tmp_path):
    lines = SIRENS.splitlines(keepends=True)
    rows = [
        lines[0],
        b"too,short\n",
        lines[1],
        lines[1].replace(b"\n", b",extra\n"),
        lines[2].replace(b"hromada", b"\xff\xfe", 1),
        lines[1].replace(b"2023-03-26 00:30", b"26/03/2023"),
        lines[1],
    ]
    reading = read_events(write(tmp_path, b"".join(rows).replace(b"\xff\xfe", b"?")), "sirens")
    assert [event.line for event in reading] == [3, 5, 7]
    assert [(each.line, each.code) for each in reading.set_aside] == [
        (2, "CF-SOURCES-020"),
        (4, "CF-SOURCES-020"),
        (6, "CF-SOURCES-022"),
    ]


@pytest.mark.parametrize("line_end", [b"", b"\n"])
def test_a_file_that_ends_in_the_middle_of_a_row_was_probably_cut_off(tmp_path, line_end):
    lines = SIRENS.splitlines(keepends=True)
    reading = read_events(write(tmp_path, lines[0] + lines[1] + lines[2][:12] + line_end), "sirens")
    assert sum(1 for _ in reading) == 1
    assert reading.is_cut_off
    assert [(each.line, each.code) for each in reading.set_aside] == [(3, "CF-SOURCES-033")]
    assert "probably cut off" in reading.set_aside[0].reason


def test_a_whole_file_without_a_last_line_end_is_whole(tmp_path):
    reading = read_events(write(tmp_path, SIRENS.rstrip(b"\n")), "sirens")
    assert sum(1 for _ in reading) == 2
    assert "CF-SOURCES-033" not in {each.code for each in reading.set_aside}
    assert not reading.is_cut_off


def test_a_zip_archive_without_its_end_is_told_as_cut_off(tmp_path):
    path = tmp_path / "whole.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sirens.csv", SIRENS)
    cut = write(tmp_path, path.read_bytes()[:-30])
    with pytest.raises(BadInput, match="probably cut off"):
        read_events(cut, "sirens")


def test_a_wrong_byte_far_down_costs_its_row_only(tmp_path):
    lines = SIRENS.splitlines(keepends=True)
    padding = lines[1] * 30_000  # past the part that is looked at first
    reading = read_events(
        write(tmp_path, lines[0] + padding + lines[1].replace(b"Ex", b"\xff\xfe") + lines[1]), "sirens"
    )
    assert sum(1 for _ in reading) == 30_001
    assert [(each.line, each.code) for each in reading.set_aside] == [(30_002, "CF-SOURCES-026")]


def test_a_wrong_byte_near_the_top_costs_its_row_only(tmp_path):
    header, row = SIRENS.splitlines(keepends=True)[:2]
    reading = read_events(write(tmp_path, header + row + row.replace(b"Ex", b"\xff\xfe") + row), "sirens")
    assert sum(1 for _ in reading) == 2
    assert [(each.line, each.code) for each in reading.set_aside] == [(3, "CF-SOURCES-026")]


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path):
    lines = SIRENS.splitlines(keepends=True)
    content = lines[0] + lines[1] + b'"' + lines[1] * 40_000
    reading = read_events(write(tmp_path, content), "sirens")
    used = sum(1 for _ in reading)
    assert used > 10_000
    assert reading.set_aside[0].line == 3
    assert reading.read == reading.used + len(reading.set_aside)


def test_a_row_of_tags_is_only_under_the_header(tmp_path):
    tags = b"#a,#b,#c,#d,#e,#f,#g\n"
    lines = SIRENS.splitlines(keepends=True)
    table = open_table(write(tmp_path, lines[0] + tags + lines[1] + tags))
    assert [line for line, _ in table.rows()] == [3, 4]
    assert table.tag_row == 2
    table.close()


def test_formats_are_told_apart():
    def header(folder, file):
        return tuple((ROOM / folder / file).read_text("utf-8").splitlines()[0].split(","))

    for name, folder, file in [
        ("ucdp-ged", "ucdp_ged", "sample.csv"),
        ("viina", "viina", "sample.csv"),
        ("firms", "firms", "sample.csv"),
        ("firms", "firms", "sample_viirs.csv"),
        ("sirens", "sirens", "sample_official.csv"),
        ("sirens", "sirens", "sample_volunteer.csv"),
        ("osce", "osce", "sample.csv"),
    ]:
        assert looks_like(header(folder, file)) == (name,)


def test_the_list_of_rows_set_aside_stays_small():
    from ceasefire.sources import codes

    rows = SetAsideRows()
    for line in range(MOST_SENTENCES + 5):
        rows.add(line, codes.BAD_NUMBER, f"found {line}", line % 3 or None)
    assert len(rows) == MOST_SENTENCES + 5
    assert rows[3].reason == "found 3"
    assert rows[-1].reason == codes.BAD_NUMBER.means
    assert (rows[0].deaths, rows[1].deaths) == (None, 1)
    assert rows.tallies()[0].rows == MOST_SENTENCES + 5


@settings(max_examples=40)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("b") / "f.csv"
    for start in (b"", SIRENS):
        path.write_bytes(start + content)
        try:
            reading = read_events(path, "sirens")
            used = sum(1 for _ in reading)
        except BadInput as told:
            assert told.problems
        else:
            assert used == reading.used == reading.read - len(reading.set_aside)


@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=48), max_size=6))
def test_any_rows_are_used_or_set_aside(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("r") / "f.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as target:
        target.write(GED.decode())
        csv.writer(target).writerows(rows)
    reading = read_events(path, "ucdp-ged")
    assert sum(1 for _ in reading) >= 3
    assert reading.read == reading.used + len(reading.set_aside)


@pytest.mark.slow
def test_a_large_file_is_read_in_bounded_memory(tmp_path):
    path = tmp_path / "large.csv"
    header, *lines = GED.split(b"\n")
    body = b"\n".join(lines)
    block = body * 400
    with path.open("wb") as target:
        target.write(header + b"\n")
        while target.tell() < 300_000_000:
            target.write(block)
    script = (
        "import resource, sys\n"
        "from ceasefire.sources import read_events\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "reading = read_events(sys.argv[1], 'ucdp-ged')\n"
        "used = sum(1 for _ in reading)\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(used, reading.read, len(reading.set_aside), (after - before) // 1024)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    used, read, aside, grown_mb = map(int, run.stdout.split())
    assert used == aside == read // 2
    assert read > 500_000
    assert grown_mb < 60
