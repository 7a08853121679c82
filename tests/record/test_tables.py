"""effort.csv and notices.csv: read with zones and places, every problem told at once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import HOUR
from ceasefire.errors import BadInput
from ceasefire.geometry import Disc, Polygons
from ceasefire.kernel import taxonomy
from ceasefire.record import read_effort, read_notices

KYIV = "Europe/Kyiv"
EFFORT = """id,by,means,from,to,status,acts,lon,lat,radius,wkt,area,note
E1,M1,patrol,2020-08-01T08:00,2020-08-01T17:00,,,37.8,48.1,3 km,,,"north, by car"
E2,M1,camera,2020-08-01,2020-08-01T24:00,down,fire uav,,,,"POLYGON ((37 48, 38 48, 38 49, 37 48))",,
E3,M1,uav,2020-08-01T10:00+00:00,2020-08-01T11:00+00:00,jammed,all,,,,,zone_a,
"""


def write(tmp_path, text, name="t.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def us(*parts):
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp() * 1_000_000)


def test_effort_is_read(tmp_path):
    one, two, three = read_effort(write(tmp_path, EFFORT), KYIV)
    assert (one.id, one.by, one.means, one.status, one.watched) == ("E1", "M1", "patrol", "watched", True)
    assert one.where == Disc(37.8, 48.1, 3000.0)
    assert one.span == (us(2020, 8, 1, 5), us(2020, 8, 1, 14))
    assert one.acts == taxonomy.leaves("all")
    assert (one.line, two.line, three.line) == (2, 3, 4)
    assert isinstance(two.where, Polygons)
    assert two.span.hours == 24
    assert two.acts == taxonomy.leaves("fire") | taxonomy.leaves("uav")
    assert not two.watched
    assert (three.where, three.area, three.start_us) == (None, "zone_a", us(2020, 8, 1, 10))


def test_notices_are_read(tmp_path):
    text = (
        "by,from,to,received,about,acts,lon,lat,radius,told,via,text\n"
        "P1,2020-08-01T10:00,2020-08-01T12:00,2020-07-31T10:00,training,fire.exercise,37.8,48.1,500 m,M1,hotline,\n"
        "P2,2020-08-01T10:00,2020-08-01T12:00,2020-08-01T11:00,demolition,,37.8,48.1,500 m,,,late\n"
        "P2,2020-08-01T10:00,2020-08-01T12:00,,,,37.8,48.1,500 m,,,\n"
    )
    first, late, unknown = read_notices(write(tmp_path, text), KYIV)
    assert first.acts == {"fire.exercise"}
    assert (first.lead_us, late.lead_us, unknown.lead_us) == (24 * HOUR, -HOUR, None)
    assert (first.told, first.via, first.id, unknown.about) == ("M1", "hotline", "line 2", "other")


def test_lines_are_those_of_the_file(tmp_path):
    text = 'by,means,from,to,area,note\n\nM1,post,2020-08-01,2020-08-02,a,"two\nlines"\n\nM1,post,2020-08-01,2020-08-02,b,\n'
    assert [each.line for each in read_effort(write(tmp_path, text), KYIV)] == [3, 6]


def test_every_problem_is_told_at_once(tmp_path):
    text = (
        "id,by,means,from,to,status,acts,lon,lat,radius,wkt,area,note\n"
        "E1,,patrol,2020-08-01T08:00,2020-08-01T07:00,,,37.8,48.1,3 km,,,\n"
        "E1,M1,balloon,2020-02-30,2020-08-01,seen,fires,95,95,3,,,\n"
        "E3,M1,uav,2021-03-28T03:30,2021-03-28T09:00,,,,,,,,\n"
        "E4,M1,uav,2021-03-28,2021-03-29,,,1,2,3 km,,zone,\n"
        'E5,M1,uav,2021-03-28,2021-03-29,,,,,,"POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))",,\n'
        "E6,M1\n"
    )
    with pytest.raises(BadInput) as caught:
        read_effort(write(tmp_path, text), KYIV)
    found = {(problem.place.line, problem.code.code) for problem in caught.value.problems}
    assert found >= {
        (2, "CF-RECORD-012"),
        (2, "CF-RECORD-017"),
        (3, "CF-RECORD-013"),
        (3, "CF-CLOCK-002"),
        (3, "CF-KERNEL-013"),
        (3, "CF-KERNEL-016"),
        (3, "CF-RECORD-018"),
        (4, "CF-CLOCK-005"),
        (4, "CF-RECORD-014"),
        (5, "CF-RECORD-015"),
        (7, "CF-RECORD-013"),
    }
    assert any(line == 6 and code.startswith("CF-GEOMETRY") for line, code in found)
    assert all(problem.place.file.endswith("t.csv") for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "CF-RECORD-016"),
        ("\n\n", "CF-RECORD-016"),
        ("by,means\nM1,uav\n", "CF-RECORD-010"),
        ("by,means,from,to,who\n", "CF-RECORD-011"),
        ("by,means,from,to\n".encode("utf-16"), "CF-RECORD-016"),
        (b"by,means,from,to,note\nM1,uav,2020-01-01,2020-01-02,\xff\n", "CF-RECORD-016"),
        ("by,means,from,to,area\nM1,uav,2020-01-01,2020-01-02,a\n", "CF-CLOCK-003"),
    ],
)
def test_files_that_are_no_such_table(tmp_path, content, code):
    with pytest.raises(BadInput, match=code):
        read_effort(write(tmp_path, content), None)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(BadInput, match="CF-RECORD-016"):
        read_notices(tmp_path, KYIV)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = write(tmp_path, b"\xef\xbb\xbf" + EFFORT.encode())
    assert len(read_effort(path, KYIV)) == 3


@given(st.text(max_size=120))
def test_any_table_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_text("by,means,from,to,lon,lat,radius\n" + text, "utf-8", errors="surrogatepass")
    try:
        read_effort(path, KYIV)
    except BadInput as told:
        assert told.problems
