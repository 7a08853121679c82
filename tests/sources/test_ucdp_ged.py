"""UCDP GED: every form of the file, the traps and their switches, and nothing dropped in silence."""

import csv
import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from ceasefire.clock import DAY, HOUR
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import total
from ceasefire.scope.idset import IdSet
from ceasefire.sources import manifest, read_events

SAMPLE = Path(str(files("ceasefire.sources") / "ucdp_ged" / "sample.csv"))
ANY = {"date_prec": "any", "where_prec": "any"}


def read(path=SAMPLE, **options):
    reading = read_events(path, "ucdp-ged", options=options)
    return list(reading), reading


def us(*parts):
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp() * 1_000_000)


def rewritten(tmp_path, change, name="ged.csv"):
    with SAMPLE.open(newline="", encoding="utf-8") as source:
        rows = list(csv.reader(source))
    path = tmp_path / name
    with path.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows(change(rows))
    return path


def test_the_sample_by_default():
    events, reading = read()
    assert [event.id for event in events] == ["1", "2", "3"]
    assert (reading.read, reading.used, len(reading.set_aside)) == (6, 3, 3)
    assert [(each.line, each.code, each.deaths) for each in reading.set_aside] == [
        (7, "CF-SOURCES-041", 1),
        (8, "CF-SOURCES-040", 177),
        (9, "CF-SOURCES-042", 1),
    ]
    assert reading.deaths_set_aside == 179


def test_a_row_says_no_more_than_it_knows():
    first = read()[0][0]
    assert first.acts == taxonomy.leaves("force")
    assert not first.may_be_nothing
    assert not first.actor_is_known
    assert "does not say who fired" in first.actor_basis
    assert "Government A - Group B" in first.actor_basis
    assert first.sides == {"Government A", "Group B"}
    assert first.place == PointPlace(37.8, 48.1, 3000.0)
    assert (first.time.start_us, first.time.end_us) == (us(2020, 7, 31, 21), us(2020, 8, 1, 21))
    assert (first.line, first.settlement, first.region) == (2, "Alpha village", "Example oblast")
    assert first.text == "Two reported dead\nin a village"


def test_lines_count_through_quoted_line_breaks():
    assert [event.line for event in read()[0]] == [2, 5, 6]


def test_only_one_sided_violence_names_who_did_it():
    third = read()[0][2]
    assert third.actor == IdSet.of("Government A")
    assert third.sides == frozenset()
    assert "one-sided" in third.actor_basis


def test_a_span_of_days_is_kept_whole():
    second = read()[0][1]
    assert second.time.end_us - second.time.start_us == 4 * DAY


def test_deaths_are_counts_under_the_rule_of_the_source():
    events, _ = read()
    assert [str(each) for each in events[0].counts] == [
        "1 event (ucdp_ged 22.1 and later)",
        "2 death (ucdp_ged 22.1 and later)",
        "1 death_low (ucdp_ged 22.1 and later)",
        "3 death_high (ucdp_ged 22.1 and later)",
    ]
    assert total(event.counts[1] for event in events).n == 7
    assert [event.deaths for event in events] == [2, 1, 4]
    assert [event.deaths for event in read(deaths="low")[0]] == [1, 1, 2]
    assert [event.deaths for event in read(deaths="high")[0]] == [3, 1, 4]


def test_switches_let_rows_in():
    assert [event.id for event in read(date_prec="any")[0]] == ["1", "2", "3", "5"]
    assert [event.id for event in read(where_prec="4")[0]] == ["1", "2", "3", "4"]
    assert [event.id for event in read(**ANY, zone="Europe/Moscow")[0]] == ["1", "2", "3", "4", "5", "6"]
    assert [event.id for event in read(date_prec="1", where_prec="1")[0]] == ["1", "3"]


def test_points_may_be_taken_as_exact():
    exact = read(**ANY, place="point")[0]
    assert all(isinstance(event.place, PointPlace) and event.place.radius95_m == 0 for event in exact)


def test_a_country_is_no_point(tmp_path):
    def to_country(rows):
        at = rows[0].index("where_prec")
        return [rows[0], *([*row[:at], "6", *row[at + 1 :]] for row in rows[1:4])]

    events, _ = read(rewritten(tmp_path, to_country), **ANY)
    assert {event.place for event in events} == {UnknownPlace("Example oblast")}


def test_the_zone_can_be_stated():
    kyiv, utc = read()[0][0], read(zone="UTC")[0][0]
    assert utc.time.start_us - kyiv.time.start_us == 3 * HOUR


def test_rows_at_one_place_record_share_a_key():
    keys = [event.place_key for event in read(date_prec="any")[0]]
    assert keys[0] == keys[3]
    assert len(set(keys)) == 3


def test_the_copy_with_a_row_of_tags_reads_the_same(tmp_path):
    def tagged(rows):
        return [rows[0], ["#event" if at % 2 else "" for at in range(len(rows[0]))], *rows[1:]]

    plain, _ = read()
    events, reading = read(rewritten(tmp_path, tagged))
    assert reading.tag_row == 2
    assert reading.read == 6
    assert [event.id for event in events] == [event.id for event in plain]


def test_a_zip_as_downloaded_reads_the_same(tmp_path):
    import hashlib
    import zipfile

    path = tmp_path / "ged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(SAMPLE, "GEDEvent.csv")
    events, reading = read(path)
    assert [event.id for event in events] == ["1", "2", "3"]
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("latitude", "north", "CF-SOURCES-021"),
        ("latitude", "", "CF-SOURCES-021"),
        ("latitude", "nan", "CF-SOURCES-021"),
        ("latitude", "inf", "CF-SOURCES-021"),
        ("latitude", "148", "CF-SOURCES-024"),
        ("longitude", "237.8", "CF-SOURCES-023"),
        ("where_prec", "9", "CF-SOURCES-028"),
        ("where_prec", "two", "CF-SOURCES-021"),
        ("date_prec", "", "CF-SOURCES-021"),
        ("date_start", "2020-02-30", "CF-SOURCES-022"),
        ("date_start", "2020-08-09", "CF-SOURCES-025"),
        ("date_start", "1 August 2020", "CF-SOURCES-022"),
        ("date_end", "", "CF-SOURCES-022"),
        ("best", "-1", "CF-SOURCES-021"),
        ("best", "1.5", "CF-SOURCES-021"),
    ],
)
def test_a_bad_cell_sets_its_row_aside_and_the_reading_goes_on(tmp_path, column, value, code):
    def spoil(rows):
        at = rows[0].index(column)
        return [rows[0], [*rows[1][:at], value, *rows[1][at + 1 :]], *rows[2:]]

    events, reading = read(rewritten(tmp_path, spoil))
    assert [event.id for event in events] == ["2", "3"]
    assert (reading.set_aside[0].line, reading.set_aside[0].code) == (2, code)
    assert reading.read == reading.used + len(reading.set_aside)


def test_exchanged_columns_are_noticed_by_the_third_copy(tmp_path):
    def swap(rows):
        lat, lon = rows[0].index("latitude"), rows[0].index("longitude")
        for row in rows[1:]:
            row[lat], row[lon] = row[lon], row[lat]
        return rows

    with pytest.raises(BadInput, match="CF-SOURCES-024"):
        read(rewritten(tmp_path, swap))


def test_every_option_has_a_reason_and_unknown_ones_are_listed():
    for option in manifest("ucdp-ged").options.values():
        assert option.why.endswith(".")
    with pytest.raises(BadInput) as caught:
        read(date_precision="any", zone="Kyiv", place="exact")
    found = [problem.code.code for problem in caught.value.problems]
    assert found[0] == "CF-SOURCES-010"
    assert "date_prec (default 2)" in caught.value.problems[0].expected
    assert len(found) == 3


@pytest.mark.shared_data
def test_the_whole_file_against_a_second_count(shared_data):
    import pandas as pd

    path = shared_data / "ucdp" / "ged_ukraine.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    events, reading = read(path)
    date_ok = table["date_prec"].astype(int) <= 2
    where_ok = table["where_prec"].astype(int) <= 3
    assert [event.id for event in events] == list(table.loc[date_ok & where_ok, "id"])
    assert reading.read == len(table) == 3883
    best = table["best"].astype(int)
    assert sum(event.deaths for event in events) == best[date_ok & where_ok].sum()
    assert reading.deaths_set_aside == best[~(date_ok & where_ok)].sum()
    tallies = {tally.code.code: (tally.rows, tally.deaths) for tally in reading.set_aside.tallies()}
    assert tallies["CF-SOURCES-040"] == ((~date_ok).sum(), best[~date_ok].sum())
    assert any(each.deaths == 177 and each.code == "CF-SOURCES-040" for each in reading.set_aside)


@pytest.mark.shared_data
def test_all_rows_as_points(shared_data):
    events, reading = read(shared_data / "ucdp" / "ged_ukraine.csv", **ANY, place="point")
    assert (reading.used, len(reading.set_aside)) == (3883, 0)
    assert len({(event.place.lon, event.place.lat) for event in events}) == 667
    assert sum(event.actor_is_known for event in events) == 6


@pytest.mark.shared_data
def test_the_file_is_read_within_a_second(shared_data):
    import time

    start = time.process_time()
    read(shared_data / "ucdp" / "ged_ukraine.csv")
    assert time.process_time() - start < 1.0
