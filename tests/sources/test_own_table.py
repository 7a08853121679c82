"""One's own CSV with a mapping file: fields, values, zones, and mapping files that are wrong."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import DAY, MINUTE
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.scope.idset import IdSet
from ceasefire.sources import read_events

EXAMPLES = Path(__file__).parents[2] / "docs" / "mappings"
MAPPING = """format: ceasefire-mapping/1
source: hotline
sees: [fire, uav]
fields:
  id: {columns: [No, Team]}
  lon: {column: E}
  lat: {column: N}
  date: {column: Day, format: "%d.%m.%Y"}
  time: {column: At, format: "%H%M"}
  acts: {column: What, map: {shelling: [heavy_fire], drone: [uav], "?": [all]}, otherwise: [fire]}
  actor: {column: Side, map: {a: [P1], b: [P2], "": []}}
  deaths: {column: Dead}
  settlement: {column: Town}
  objects: {column: Hit, split: ";"}
  text: {constant: called in}
time: {zone: Europe/Kyiv}
place: {column: Sure, radius: {yes: 200 m, no: 5 km, none: unknown}}
count: {unit: report, rule: row}
extent: [22, 44, 41, 53]
set_aside: [{column: What, in: [test], because: A test call.}]
"""
TABLE = """No;Team;E;N;Day;At;What;Side;Dead;Town;Hit;Sure
1;A;37.8;48.1;26.03.2023;1405;shelling;a;2;Alpha;school; yes
2;A;37.8;48.1;26.03.2023;;drone;;;Alpha;school; no
3;A;37.8;48.1;26.03.2023;0330;?;b;0;Alpha;;no
4;A;37.8;48.1;26.03.2023;1405;noise;c;;Alpha;;no
5;A;48.1;37.8;26.03.2023;1405;noise;b;;Alpha;;no
6;A;;;26.03.2023;1405;noise;b;;Alpha;water;line;no
7;A;37.8;48.1;31.02.2023;1405;noise;b;;Alpha;;no
8;A;37.8;48.1;26.03.2023;1405;test;b;;Alpha;;no
9;A;;;26.03.2023;1405;noise;b;1;Omega;water;no
10;A;37.8;48.1;26.03.2023;1405;noise;b;;Alpha;;none
11;A;37.8;48.1;26.03.2023;1405;noise;b;;Alpha;;maybe
"""


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def read(tmp_path, mapping=MAPPING, table=TABLE, **options):
    reading = read_events(write(tmp_path, "t.csv", table), "csv", write(tmp_path, "m.yaml", mapping), options)
    return list(reading), reading


def us(*parts):
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp() * 1_000_000)


def test_a_table_is_read_as_its_mapping_says(tmp_path):
    events, reading = read(tmp_path)
    assert [event.id for event in events] == ["1 A", "2 A", "9 A", "10 A"]
    first, second, nowhere, unsure = events
    assert first.place == PointPlace(37.8, 48.1, 200.0)
    assert (first.time.start_us, first.time.end_us) == (us(2023, 3, 26, 11, 5), us(2023, 3, 26, 11, 6))
    assert (first.acts, first.actor, first.deaths) == (taxonomy.leaves("heavy_fire"), IdSet.of("P1"), 2)
    assert (first.objects, first.text, first.source) == (("school",), "called in", "hotline")
    assert str(first.counts[0]) == "1 report (row 1)"
    assert second.time.end_us - second.time.start_us == DAY - 60 * MINUTE
    assert not second.actor_is_known
    assert second.deaths is None
    assert nowhere.place == UnknownPlace("Omega")
    assert unsure.place == UnknownPlace("Alpha")
    assert [(each.line, each.code) for each in reading.set_aside] == [
        (4, "CF-SOURCES-022"),
        (5, "CF-SOURCES-028"),
        (6, "CF-SOURCES-024"),
        (7, "CF-SOURCES-020"),
        (8, "CF-SOURCES-022"),
        (9, "CF-SOURCES-048"),
        (12, "CF-SOURCES-028"),
    ]
    assert "A test call." in reading.set_aside[5].reason


def test_points_may_be_taken_as_exact(tmp_path):
    events, _ = read(tmp_path, place="point")
    assert events[0].place == PointPlace(37.8, 48.1)


def test_start_and_end(tmp_path):
    mapping = """format: ceasefire-mapping/1
fields:
  start: {column: from}
  end: {column: to}
  acts: {constant: [fire]}
time: {zone: Europe/Kyiv}
"""
    table = (
        "from,to\n2023-03-01,2023-03-02\n2023-03-01T10:00,\n2023-03-01T10:00+00:00,2023-03-01T11:00Z\n"
        "2023-03-02,2023-03-01\n2023-10-29T03:30,2023-10-29T03:30\n"
    )
    events, reading = read(tmp_path, mapping, table)
    spans = [(event.time.start_us, event.time.end_us) for event in events]
    assert spans[0] == (us(2023, 2, 28, 22), us(2023, 3, 2, 22))
    assert spans[1] == (us(2023, 3, 1, 8), us(2023, 3, 1, 8) + 1)
    assert spans[2] == (us(2023, 3, 1, 10), us(2023, 3, 1, 11) + 1)
    assert spans[3] == (us(2023, 10, 29, 0, 30), us(2023, 10, 29, 1, 30) + 1)  # the repeated hour: both readings
    assert [each.code for each in reading.set_aside] == ["CF-SOURCES-025"]
    assert events[0].place == UnknownPlace("")


def test_cells_may_hold_act_codes_and_a_radius_of_their_own(tmp_path):
    mapping = """format: ceasefire-mapping/1
source: own
fields: {lon: {column: x}, lat: {column: y}, radius: {column: r, format: km}, date: {column: day}, acts: {column: what}}
time: {zone: UTC}
place: {radius: 25 km}
"""
    table = """x,y,r,day,what
37,48,1.5,2023-03-26,fire.mortar
37,48,,2023-03-26,fire uav
37,48,much,2023-03-26,fire.mortar
37,48,1,2023-03-26,shelling
37,48,-1,2023-03-26,fire.mortar
37,48,1,2023-03-26,
"""
    found, reading = read(tmp_path, mapping, table)
    assert [each.place for each in found] == [PointPlace(37, 48, 1500), PointPlace(37, 48, 25_000)]
    tree = taxonomy.acts()
    assert [each.acts for each in found] == [frozenset({"fire.mortar"}), tree.leaves("fire") | tree.leaves("uav")]
    assert [(each.line, each.code) for each in reading.set_aside] == [
        (4, "CF-SOURCES-021"),
        (5, "CF-SOURCES-028"),
        (6, "CF-SOURCES-021"),
        (7, "CF-SOURCES-028"),
    ]


def test_a_radius_has_a_unit_that_is_known(tmp_path):
    with pytest.raises(BadInput, match="m or km or nmi or mi"):
        read(tmp_path, MAPPING.replace("  deaths:", "  radius: {column: Sure, format: feet}\n  deaths:"))


def test_flags_unite_their_sets(tmp_path):
    mapping = """format: ceasefire-mapping/1
fields:
  date: {column: d}
  acts: {flags: {air: [air], gun: [fire.sniper]}, otherwise: [cyber]}
time: {zone: UTC}
"""
    events, _ = read(tmp_path, mapping, "d,air,gun\n20230101,1,0\n20230101,1.0,TRUE\n20230101,0,\n")
    sets = [event.acts for event in events]
    assert sets == [
        taxonomy.leaves("air"),
        taxonomy.leaves("air") | {"fire.sniper"},
        taxonomy.leaves("cyber"),
    ]


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("ceasefire-mapping/1", "ceasefire-mapping/2"), 1, "CF-KERNEL-003"),
        (("ceasefire-mapping/1", "ceasefire-terms/1"), 1, "CF-KERNEL-002"),
        (("[heavy_fire]", "[heavy_fires]"), 10, "`heavy_fire`"),
        (("  lat: {column: N}\n", ""), 5, "one of `lon` and `lat`"),
        (("  lat:", "  latt:"), 7, "Did you mean `lat`?"),
        (("date: {column: Day", "date: {kolumn: Day"), 8, "CF-SOURCES-013"),
        (("Europe/Kyiv", "Europe/Kiew"), 16, "CF-CLOCK-004"),
        (("200 m", "200"), 17, "CF-KERNEL-016"),
        (("rule: row", "rule: rows"), 18, "CF-KERNEL-014"),
        (("unit: report", "unit: shot"), 18, "CF-SOURCES-013"),
        (("[22, 44, 41, 53]", "[22, 44, 41]"), 19, "west, south, east, north"),
        (("because: A test call.", "why: x"), 20, "CF-SOURCES-013"),
        (("source: hotline", "source: hotline\nsource: x"), 3, "CF-KERNEL-012"),
        (("sees: [fire, uav]", "sees: {fire: uav}"), 3, "a list of words"),
    ],
)
def test_a_wrong_mapping_says_where(tmp_path, change, line, said):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, MAPPING.replace(*change))
    assert said in str(caught.value)
    assert line in {problem.place.line for problem in caught.value.problems}


def test_all_problems_of_a_mapping_come_at_once(tmp_path):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "format: ceasefire-mapping/1\nfields: {lon: {}, colour: {}}\nplace: {radius: far}\n")
    assert len(caught.value.problems) >= 6


def test_columns_that_the_table_lacks_are_named(tmp_path):
    with pytest.raises(BadInput, match="also E, N"):
        read(tmp_path, table=TABLE.replace("E;N;", "X;Y;"))


@pytest.mark.parametrize(("name", "mapping"), [("csv", None), ("ucdp-ged", "m.yaml")])
def test_a_mapping_belongs_to_csv_only(tmp_path, name, mapping):
    table = write(tmp_path, "t.csv", TABLE)
    with pytest.raises(BadInput, match="CF-SOURCES-012"):
        read_events(table, name, mapping and write(tmp_path, mapping, MAPPING))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b"x", b"format: 5"])
def test_what_is_no_mapping_is_refused(tmp_path, content):
    path = tmp_path / "m.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        read_events(write(tmp_path, "t.csv", TABLE), "csv", path)
    with pytest.raises(BadInput):
        read_events(write(tmp_path, "t.csv", TABLE), "csv", tmp_path)


@given(st.text(alphabet="acefgilmnoprst:{}[],-/1 \n\"'", max_size=150))
def test_any_mapping_is_read_or_refused(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("m")
    try:
        read(folder, f"format: ceasefire-mapping/1\n{text}")
    except BadInput as told:
        assert told.problems


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_of_the_documentation_is_a_good_mapping(example):
    from ceasefire.sources.own_table.reader import read_mapping

    made = read_mapping(example)
    assert made.manifest.limits
    assert made.manifest.blind


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("file", "example", "rows"),
    [
        ("firms/ukr_fire_data_2021.csv", "firms-reduced", 57_595),
        ("viina/VIINA_2022_REBUILD.csv", "viina-2-subset", 2_060),
        ("viina/VIINA_2023_REBUILD.csv", "viina-2-subset", 650),
        ("viina/VIINA_2024_REBUILD.csv", "viina-2-subset", 543),
        ("viina/VIINA_2025_REBUILD.csv", "viina-2-subset", 325),
        ("viina/viina_v1_subset_events_2022-02-24_2022-07-04.csv", "viina-1-subset", 1_789),
    ],
)
def test_the_real_copies_are_read_whole(shared_data, file, example, rows):
    reading = read_events(shared_data / file, "csv", EXAMPLES / f"{example}.yaml")
    assert sum(1 for _ in reading) == rows
    assert (reading.read, len(reading.set_aside)) == (rows, 0)


@pytest.mark.shared_data
@pytest.mark.slow
def test_every_year_of_the_reduced_detections(shared_data):
    for path in sorted((shared_data / "firms").glob("*.csv")):
        reading = read_events(path, "csv", EXAMPLES / "firms-reduced.yaml")
        with path.open(encoding="utf-8") as lines:
            assert sum(1 for _ in reading) == sum(1 for _ in lines) - 1
