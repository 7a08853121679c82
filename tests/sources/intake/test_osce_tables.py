"""Observations as tables in the monitors' columns: written, read, and written again to the same bytes."""

import csv
import datetime as dt
import importlib.util
import io
from pathlib import Path

import pytest
from hypothesis import given, settings

from ceasefire.clock import MINUTE, ReportedTime, reporting_day
from ceasefire.errors import BadInput
from ceasefire.geometry import RingSector, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import Count, Observation, Post
from ceasefire.record.post import by_name
from ceasefire.sources.intake.observe import observation
from ceasefire.sources.intake.osce_table import HEADER, read_table, write_table
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.setting import Setting

_spec = importlib.util.spec_from_file_location("phrases", Path(__file__).parent / "phrases.py")
said = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(said)

KYIV = "Europe/Kyiv"
POSTS = [Post("7", "M1", 37.8, 48.1, taxonomy.leaves("all"), 5000.0)]
AT = int(dt.datetime(2021, 1, 1, tzinfo=dt.UTC).timestamp() * 1_000_000)
DESK = Setting.of(KYIV, AT, POSTS, "smm_violation")
TABLE = (
    "SMM position,Lon,Lat,Event location,Means,No.,Observation,Description,Weapon,Date,Time\n"
    "Camera Alpha,37.800,48.100,2-4km ESE,Recorded,about 12,Explosion,outgoing,N/K,2020-08-13,20:18\n"
    "Camera Alpha,37.800,48.100,3km N,Recorded,>5,Projectile,from W to E,N/K,2020-08-13,19:32-19:45\n"
    "7,,,300m SW,Heard,20-30,Burst,,HMG,2020-08-14,\n"
    "7,,,N/K,Heard,3,Shot,,Small arms,2020-08-14,23:58-00:04\n"
    "7,,,5-7km NNE,Saw,1,Explosion,impact,Mortar (82mm),2020-08-14,10:00\n"
)


def written(text, **more):
    taken = read_table(text, DESK, **more)
    return write_table(taken.observations, by_name([*POSTS, *taken.posts]), KYIV), taken


def rows_of(table):
    return list(csv.DictReader(io.StringIO(table)))


def test_a_table_of_the_monitors_is_read_to_the_last_cell():
    camera, flight, day, night, mortar = read_table(TABLE, DESK).observations
    assert camera.place == RingSector(37.8, 48.1, 2000.0, 4000.0, 101.25, 123.75)
    assert (camera.counted()[0].figure, flight.counted()[0].figure, day.counted()[0].figure) == ("~12", "≥5", "20–30")
    assert (camera.sense, night.sense, mortar.sense) == ("recorded", "heard", "seen")
    assert day.time.span == reporting_day(dt.date(2020, 8, 14), KYIV)
    assert night.time.end_us - night.time.start_us == 7 * MINUTE
    assert isinstance(night.place, UnknownPlace)
    assert (day.acts, mortar.acts) == ({"fire.machine_gun"}, {"fire.mortar"})
    assert day.place == RingSector(37.8, 48.1, 250.0, 350.0, 213.75, 236.25)


def test_a_table_written_and_read_again_is_the_same():
    first, taken = written(TABLE)
    again, once_more = written(first)
    assert again == first
    assert first.splitlines()[0] == ",".join(HEADER)
    assert ",about 12,Explosion,outgoing," in first
    assert ",>5,Projectile,from W to E," in first
    assert "82 mm" in first
    for one, other in zip(taken.observations, once_more.observations, strict=True):
        assert (one.place, one.time.span, one.acts, one.sense, one.post) == (
            other.place,
            other.time.span,
            other.acts,
            other.sense,
            other.post,
        )
        assert [(each.n, each.most, each.unit) for each in one.counted()] == [
            (each.n, each.most, each.unit) for each in other.counted()
        ]


@settings(max_examples=20)
@given(said.phrases)
def test_whatever_can_be_said_is_written_and_read_to_the_same_rows(spoken):
    from ceasefire.sources.intake.say_phrase import in_words

    text = in_words(spoken)
    try:
        seen = observation(read_phrase(text), "O1", DESK, text, post="7")
    except BadInput:
        return
    first = write_table([seen], by_name(POSTS), KYIV)
    if len(first.splitlines()) > 1:
        again, taken = written(first)
        for row, other in zip(rows_of(first), rows_of(again), strict=True):
            words = [
                (each.pop("description") + " " + each.pop("remarks")).replace(";", " ").split() for each in (row, other)
            ]
            assert row == other
            assert set(words[0]) == set(words[1])  # between the two columns of words they may move
        figures = sorted(
            count.figure for bearing in seen.bearings for count in bearing.counts if not seen.counts and count.highest
        )
        assert sorted(each.counted()[0].figure for each in taken.observations) == (
            figures or sorted(count.figure for count in seen.counts if count.highest)
        )


def test_an_observation_with_several_counts_is_several_rows():
    text = "post 7, about 45 explosions, 36 projectiles in flight, all 0.6–4 km S and SSW, 2020-08-13 20:18"
    table = write_table([observation(read_phrase(text), "O1", DESK, text)], by_name(POSTS), KYIV)
    first, second = table.splitlines()[1:]
    assert first.startswith("O1/1,7,37.8,48.1,0.6–4 km S and SSW,,about 45,Explosion,")
    assert second.startswith("O1/2,7,37.8,48.1,0.6–4 km S and SSW,,36,Projectile,")


@pytest.mark.parametrize("hostile", ["=cmd()", "+1+1", "@SUM(A1)", "-2+3"])
def test_no_cell_runs_in_a_spreadsheet(hostile):
    seen = Observation(
        hostile,
        "M1",
        "post",
        ReportedTime(AT - MINUTE, AT),
        UnknownPlace(),
        frozenset({"fire.mortar"}),
        counts=(Count(1, "explosion", rule("smm_violation")),),
        text=hostile,
        post="7",
    )
    table = write_table([seen], by_name(POSTS), KYIV)
    assert f"'{hostile}" in table
    assert f",{hostile}" not in table
    assert not table.splitlines()[1].startswith(hostile)
    assert read_table(table, DESK).observations[0].id == hostile


def test_a_table_without_the_columns_is_told_which():
    with pytest.raises(BadInput, match="CF-INTAKE-052"):
        read_table("a,b\n1,2\n", DESK)


def test_days_with_two_meanings_are_asked_about():
    text = TABLE.replace("2020-08-14", "03.04.2020")
    with pytest.raises(BadInput, match="CF-INTAKE-042"):
        read_table(text, DESK)
    assert len(read_table(text, DESK, answers={"Date": "day first"}).observations) == 5
