"""Tables taken in: pasted cells, workbooks, GeoJSON, forms; all rows or none; nothing is guessed, run or lost."""

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import HOUR, MINUTE, Span, reporting_day
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace, RingSector, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import Post
from ceasefire.sources.intake import workbook
from ceasefire.sources.intake.columns import fields, guess, paste
from ceasefire.sources.intake.days import read_day
from ceasefire.sources.intake.json_rows import sheet_of_json
from ceasefire.sources.intake.rows import Columns, take
from ceasefire.sources.intake.setting import Setting
from ceasefire.sources.intake.sheet import sheet_of_text
from ceasefire.sources.intake.workbook import sheet_of_xlsx

ALL = taxonomy.leaves("all")
SEVEN = Post("7", "M1", 37.8, 48.1, ALL, 5000.0)


def us(*parts):
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp() * 1_000_000)


DESK = Setting.of("Europe/Kyiv", us(2021, 1, 1), [SEVEN], "smm_violation")
TABLE = (
    "SMM position\tLon\tLat\tEvent location\tMeans\tNo.\tObservation\tDescription\tWeapon\tDate\tTime\tOfficer\n"
    "Camera A\t37,8\t48,1\t2-4km ESE\tRecorded\t>12\tExplosion\tundetermined\tN/K\t13/08/2020\t20:18\tX\n"
    "Post 7\t\t\t600 m SW\tHeard\tabout 1,200\tBurst\tfrom W to E\tHMG\t03/04/2020\t19:32-19:45\tY\n"
)
ANSWERS = {"Date": "day first", "No.": "thousands"}


def codes(caught):
    return sorted({problem.code.code for problem in caught.value.problems})


def refused(call, *args, **more):
    with pytest.raises(BadInput) as caught:
        call(*args, **more)
    return codes(caught)


# ---------------------------------------------------------------- paste


def test_columns_are_guessed_with_a_reason_and_what_is_unclear_is_asked():
    pasted = paste(TABLE)
    named = "post lon lat where sense number what description weapon date time".split()
    assert [guess.field for guess in pasted.guesses] == [*named, None]
    assert all(guess.why for guess in pasted.guesses)
    assert [(asked.column, asked.answers) for asked in pasted.questions] == [
        ("No.", ("thousands", "decimals")),
        ("Date", ("day first", "month first")),
    ]
    assert refused(take, pasted.sheet, Columns(pasted.columns), DESK) == ["CF-INTAKE-042"]


def test_a_confirmed_table_is_taken_in_whole():
    pasted = paste(TABLE)
    taken = take(pasted.sheet, Columns(pasted.columns, ANSWERS), DESK)
    camera, post = taken.observations
    assert camera.place == RingSector(37.8, 48.1, 2000.0, 4000.0, 101.25, 123.75)
    assert (camera.means, camera.sense, camera.post, camera.counted()[0].figure) == (
        "camera",
        "recorded",
        "Camera A",
        "≥12",
    )
    assert camera.time.span == Span(us(2020, 8, 13, 17, 18), us(2020, 8, 13, 17, 19))
    assert (post.by, post.counted()[0].figure, post.acts) == ("M1", "~1,200", {"fire.machine_gun"})
    assert post.time.span == Span(us(2020, 4, 3, 16, 32), us(2020, 4, 3, 16, 46))
    assert "Officer: Y" in post.text
    assert [each.name for each in taken.posts] == ["Camera A"]
    other = take(pasted.sheet, Columns(pasted.columns, {**ANSWERS, "Date": "month first"}), DESK)
    assert other.observations[1].time.start_us == us(2020, 3, 4, 17, 32)


def test_cells_without_a_header_are_guessed_by_what_they_hold():
    pasted = paste("2020-08-13\t20:18\t2-4 km ESE\texplosions\n2020-08-13\t20:19\t1-2 km N\tbursts\n")
    assert [guess.field for guess in pasted.guesses] == ["date", "time", "where", "what"]
    assert len(pasted.sheet.rows) == 2


def test_a_phrase_in_a_cell_is_read_and_a_ukrainian_header_too():
    pasted = paste("Дата\tПост\tДонесення\n2020-08-13\t7\tо 20:18 чули близько 45 вибухів, усі за 0,6–4 км на Пд\n")
    [seen] = take(pasted.sheet, Columns(pasted.columns), DESK).observations
    assert (seen.counts[0].figure, seen.sense) == ("~45", "heard")


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2020-04-03", "", dt.date(2020, 4, 3)),
        ("2020/04/03", "", dt.date(2020, 4, 3)),
        ("25.04.2020", "", dt.date(2020, 4, 25)),
        ("04/25/2020", "", dt.date(2020, 4, 25)),
        ("04-04-2020", "", dt.date(2020, 4, 4)),
        ("03.04.2020", "day first", dt.date(2020, 4, 3)),
        ("03/04/2020", "month first", dt.date(2020, 3, 4)),
        ("04/25/2020", "day first", dt.date(2020, 4, 25)),
    ],
)
def test_days_in_several_orders(text, order, day):
    assert read_day(text, order) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [("03/04/2020", 41), ("03.04.2020", 41), ("03/04/20", 40), ("31.02.2020", 40), ("soon", 40), ("44000", 40)],
)
def test_a_day_with_two_meanings_is_never_guessed(text, code):
    assert refused(read_day, text) == [f"CF-INTAKE-0{code}"]


# ---------------------------------------------------------------- rows


def rows_of(text, **more):
    sheet = sheet_of_text(text)
    return take(sheet, Columns(guess(sheet).columns, **more), DESK)


def test_every_problem_of_every_row_is_told_and_nothing_is_taken():
    text = (
        "id,post,date,time,number,what,where,zz\n"
        "a,7,2020-08-13,20:18,12,explosions,2-4 km ESE,\n"
        "a,77,2020-13-45,25:99,many,dragons,far away,\n"
        "b,7,2022-01-01,20:18,=1+1,explosions,,\n"
    )
    with pytest.raises(BadInput) as caught:
        rows_of(text)
    assert {"CF-INTAKE-002", "CF-INTAKE-004", "CF-INTAKE-006", "CF-INTAKE-040", "CF-INTAKE-045"} <= set(codes(caught))
    assert {problem.place.line for problem in caught.value.problems} == {3, 4}
    assert refused(rows_of, text.splitlines()[0] + "\n" + text.splitlines()[1] + "\n" + text.splitlines()[1]) == [
        "CF-INTAKE-050"
    ]


def test_effort_comes_in_the_same_tables_as_what_happened():
    taken = rows_of(
        "kind,post,date,time,end,number,what,status,zero,means\n"
        "observation,7,2020-08-13,20:18,,3,shots,,,heard\n"
        "effort,7,2020-08-13,08:00,20:00,,,,yes,patrol\n"
        "effort,7,2020-08-13,20:00,08:00,,,denied,,\n"
    )
    assert len(taken.observations) == 1
    day, night = taken.efforts
    assert (day.zero, day.means, day.span) == (True, "patrol", Span(us(2020, 8, 13, 5), us(2020, 8, 13, 17)))
    assert (night.status, night.zero, night.end_us - night.start_us) == ("denied", False, 12 * HOUR)


def test_an_allegation_needs_a_voice():
    text = "date,number,what,lon,lat,radius\n2020-08-13,3,shellings,37.8,48.1,500 m\n"
    [claim] = rows_of(text, kind="allegation", by="P1").allegations
    assert (claim.said_by, claim.place, claim.counts[0].rule.id) == ("P1", PointPlace(37.8, 48.1, 500.0), "not_stated")
    assert refused(rows_of, text, kind="allegation") == ["CF-INTAKE-051"]
    unplaced = rows_of("date,number,what,where\n2020-08-13,3,shellings,\n", kind="allegation", by="P1")
    assert isinstance(unplaced.allegations[0].place, UnknownPlace)


def test_a_row_without_a_time_lies_in_its_day_or_reporting_day():
    text = "post,date,number,what\n7,2020-08-14,3,shots\n"
    assert rows_of(text).observations[0].time.span == Span(us(2020, 8, 13, 21), us(2020, 8, 14, 21))
    told = rows_of(text, reporting_day="19:30").observations[0].time
    assert told.span == reporting_day(dt.date(2020, 8, 14), "Europe/Kyiv", "19:30")


def test_columns_that_do_not_fit_are_told():
    sheet = sheet_of_text("a,b\n1,2\n")
    assert refused(take, sheet, Columns({"x": "date", "a": "nonsense", "b": "date"}, kind="verdict"), DESK) == [
        "CF-INTAKE-046",
        "CF-INTAKE-047",
        "CF-INTAKE-048",
        "CF-INTAKE-049",
    ]


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=5))
def test_any_cells_are_taken_or_refused_with_problems(cells):
    text = "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in cells)
    try:
        pasted = paste(text)
        take(pasted.sheet, Columns(pasted.columns), DESK)
    except BadInput as told:
        assert told.problems


def test_every_field_is_explained_and_no_name_stands_for_two():
    names = [name for field in fields().values() for name in field.names]
    assert len(names) == len(set(names))
    assert all(field.means.endswith(".") for field in fields().values())


# ---------------------------------------------------------------- workbooks


def book(rows, **sheets):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for title in sheets:
        made.create_sheet(title)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


ROWS = [
    ["Post", "Date", "Time", "No.", "Observation"],
    [7, dt.datetime(2020, 8, 13), dt.time(20, 18), 12.0, "Explosion"],
]


def test_a_workbook_is_a_table():
    sheet = sheet_of_xlsx(book(ROWS), "night.xlsx")
    assert sheet.rows[0].cells == ("7", "2020-08-13", "20:18", "12", "Explosion")
    [seen] = take(sheet, Columns(guess(sheet).columns), DESK).observations
    assert seen.time.end_us - seen.time.start_us == MINUTE
    assert refused(sheet_of_xlsx, book(ROWS), "night.xlsx", "Other") == ["CF-INTAKE-027"]


def test_a_formula_is_a_text_and_never_run():
    sheet = sheet_of_xlsx(book([ROWS[0], [7, "2020-08-13", "20:18", "=6*2", "Explosion"]]), "x.xlsx")
    assert sheet.rows[0].cells[3] == "=6*2"
    assert refused(take, sheet, Columns(guess(sheet).columns), DESK) == ["CF-INTAKE-045"]


def with_part(name, content):
    data = io.BytesIO(book(ROWS))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_part("xl/vbaProject.bin", b"x"), 28),
        (with_part("xl/extra.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), 28),
        (with_part("xl/extra.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")), 28),
        (b"PK\x03\x04 not a zip", 26),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, 26),
        (b"", 26),
        (book(ROWS)[:-200], 26),
        (b"id,post\n1,7\n", 26),
    ],
    ids=["macro", "entities", "entities in UTF-16", "no zip", "encrypted", "empty", "cut off", "csv"],
)
def test_a_hostile_or_broken_workbook_is_refused_whole(data, code):
    assert refused(sheet_of_xlsx, data, "x.xlsx") == [f"CF-INTAKE-0{code}"]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 3_000_000)
    bomb = with_part("xl/media/image1.png", b"\x00" * 8_000_000)
    assert len(bomb) < 100_000
    assert refused(sheet_of_xlsx, bomb, "x.xlsx") == ["CF-INTAKE-028"]


@given(st.binary(min_size=1, max_size=40), st.integers(0, 5000))
def test_a_damaged_workbook_is_read_or_refused(patch, at):
    data = bytearray(GOOD)
    data[at % len(data) : at % len(data) + len(patch)] = patch
    try:
        sheet_of_xlsx(bytes(data), "x.xlsx")
    except BadInput as told:
        assert told.problems


GOOD = book(ROWS)


# ---------------------------------------------------------------- text, JSON


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 21),
        ("\n \n", 21),
        ("a,b\n1\x00,2\n", 20),
        ('a,b\n"1,2\n', 20),
        ("a,A\n1,2\n", 24),
        ("a,\n1,2\n", 23),
        ("a,b\n1,2,3\n", 25),
        ("a\n" + "x" * 40_000, 22),
    ],
)
def test_what_is_no_table_is_refused(text, code):
    assert refused(sheet_of_text, text) == [f"CF-INTAKE-0{code}"]


ODK = {
    "value": [
        {
            "__id": "uuid:1",
            "__system": {"submissionDate": "2020-08-13T18:00:00Z"},
            "watch": {"post": "7", "date": "2020-08-13", "time": "20:18"},
            "place": {"type": "Point", "coordinates": [37.8, 48.1, 120.0], "properties": {"accuracy": 12.5}},
            "shots": [{"number": 3, "what": "shots"}, {"number": 12, "what": "explosions"}],
        }
    ]
}
KOBO = {
    "count": 1,
    "results": [
        {
            "_id": 5,
            "_uuid": "u5",
            "_geolocation": [48.1, 37.8],
            "_attachments": [{"x": 1}],
            "watch/post": "7",
            "watch/date": "2020-08-13",
            "watch/time": "20:18",
            "n/number": "3",
            "n/what": "shots",
        }
    ],
}
GEO = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "f1",
            "geometry": {"type": "Point", "coordinates": [37.8, 48.1]},
            "properties": {"date": "2020-08-13", "number": 3, "what": "shots", "radius": "500 m"},
        }
    ],
}


def test_submissions_of_odk_make_a_row_of_each_repeat():
    sheet = sheet_of_json(json.dumps(ODK), "odk.json")
    assert dict(zip(sheet.header, sheet.rows[1].cells, strict=True)) == {
        "__id": "uuid:1",
        "watch/post": "7",
        "watch/date": "2020-08-13",
        "watch/time": "20:18",
        "place/lon": "37.8",
        "place/lat": "48.1",
        "place/accuracy": "12.5",
        "shots/number": "12",
        "shots/what": "explosions",
    }
    columns = {name: field for name, field in guess(sheet).columns.items() if field not in {"id", "lon", "lat"}}
    assert [each.counted()[0].n for each in take(sheet, Columns(columns), DESK).observations] == [3, 12]


def test_submissions_of_kobo_put_latitude_first():
    sheet = sheet_of_json(json.dumps(KOBO), "kobo.json")
    cells = dict(zip(sheet.header, sheet.rows[0].cells, strict=True))
    assert (cells["lon"], cells["lat"], cells["watch/post"]) == ("37.8", "48.1", "7")
    assert len(take(sheet, Columns(guess(sheet).columns), DESK).observations) == 1


def test_features_are_rows_with_their_place():
    sheet = sheet_of_json(json.dumps(GEO), "x.geojson")
    [seen] = take(sheet, Columns(guess(sheet).columns), DESK).observations
    assert (seen.id, seen.place) == ("f1", PointPlace(37.8, 48.1, 500.0))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        '{"value": 3}',
        '{"a": 1, "a": 2}',
        '[{"a": NaN}]',
        "3",
        "[3]",
        '{"type": "FeatureCollection", "features": [3]}',
    ],
    ids=range(9),
)
def test_json_of_another_kind_is_refused(text):
    assert refused(sheet_of_json, text, "x.json") in (["CF-INTAKE-029"], ["CF-INTAKE-021"])


def test_a_geometry_that_is_none_is_refused():
    broken = json.loads(json.dumps(GEO))
    broken["features"][0]["geometry"] = {"type": "Point", "coordinates": ["x"]}
    assert refused(sheet_of_json, json.dumps(broken), "x.geojson") == ["CF-INTAKE-030"]
