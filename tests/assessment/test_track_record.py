"""Past ceasefires as a table: rates and durations of each type, what is left out of them, and bad rows."""

import csv
import json
import math

import pytest

from ceasefire.assessment import NOT_SHOWN, Spell, base_rate, durations, track_record, type_rate
from ceasefire.errors import BadInput
from ceasefire.record import Past, past_columns, read_past

TABLE = """id,type,held,start,last_held,ended_by,ended_how,note
a,repair,yes,2021-01-01,2021-01-05,2021-01-05,expired,x
b,repair,Yes,2021-02-01T08:00,2021-02-03T20:00,2021-02-06,breakdown,
c,repair,no,2021-03-01,,2021-03-02,breakdown,
d,feast,partly,2021-04-01,2021-04-03,,,
e,feast,,2021-05-01,,,,
f,feast,no,,,,,
"""


def read(tmp_path, text=TABLE, **columns):
    file = tmp_path / "past.csv"
    file.write_text(text, encoding="utf-8")
    return read_past(file, **columns)


def test_a_table_is_read_as_it_says(tmp_path):
    past = {each.id: each for each in read(tmp_path)}
    assert [each.held for each in past.values()] == ["yes", "yes", "no", "partly", None, "no"]
    assert past["a"] == Past("a", "repair", "yes", 4, 4.0, "expired", 2)
    assert (past["b"].held_days, past["b"].ended_days, past["b"].ended_how) == (2, 5, "breakdown")
    assert (past["c"].held_days, past["c"].ended_days) == (0, 1)
    assert (past["d"].held_days, past["d"].ended_days, past["d"].ended_how) == (2, math.inf, None)
    assert past["e"].held_days is past["f"].held_days is None


def test_rates_and_durations_are_those_of_their_functions(tmp_path):
    found = track_record(read(tmp_path), planned="corridor", level=0.8)
    kinds, held = ["repair", "repair", "repair", "feast"], [True, True, False, False]
    assert [each.rate for each in found.rates] == [
        base_rate(kind, kinds, held, level=0.8) for kind in ("feast", "repair")
    ]
    assert (found.planned.rate.n, found.planned.rate.rate) == (0, base_rate("corridor", kinds, held).rate)
    assert found.new_type.rate.rate == found.planned.rate.rate
    everywhere = found.durations[0]
    spells = [Spell(4, 4, "expired"), Spell(2, 5, "breakdown"), Spell(0, 1, "breakdown"), Spell(2, math.inf, None)]
    assert (everywhere.kind, everywhere.found, everywhere.unknown) == (None, durations(spells), 2)
    assert [each.kind for each in found.durations] == [None, "feast", "repair"]


def test_what_held_partly_is_in_no_rate_and_both_choices_stand_beside(tmp_path):
    feast = track_record(read(tmp_path)).rates[0]
    assert (feast.rate.held, feast.rate.n, feast.partly, feast.unknown) == (0, 1, 1, 1)
    kinds = ["repair", "repair", "repair", "feast", "feast"]
    for chosen, rate in ((True, feast.if_partly_held), (False, feast.if_partly_not)):
        assert rate == base_rate("feast", kinds, [True, True, False, False, chosen]).rate
    assert feast.if_partly_not < feast.rate.rate < feast.if_partly_held


def test_a_day_between_two_visits_is_told_from_least_to_most(tmp_path):
    shares = track_record(read(tmp_path)).durations[-1].curve
    curve = {(each.end, each.day): (each.least, each.most) for each in shares}
    assert curve["breakdown", 1] == pytest.approx((1 / 3, 1 / 3))
    assert curve["breakdown", 3] == pytest.approx((1 / 3, 2 / 3))
    assert curve["breakdown", 7] == pytest.approx((2 / 3, 2 / 3))
    assert curve["expired", 7] == pytest.approx((1 / 3, 1 / 3))
    assert max(day for _, day in curve) == 7


def test_the_document_has_no_number_that_json_does_not_know(tmp_path):
    document = json.loads(json.dumps(track_record(read(tmp_path), planned="feast").to_json(), allow_nan=False))
    assert document["format"] == "ceasefire-base-rates/1"
    assert document["planned"]["type"] == "feast"
    assert "held" in document["planned"]["reasons"][0]["text"]
    assert document["does_not_show"] == list(NOT_SHOWN)


def test_outcomes_alone_and_durations_alone_are_enough(tmp_path):
    only = track_record(read(tmp_path, "type,held\nx,yes\nx,no\n"))
    assert (len(only.rates), only.durations) == (1, ())
    lasting = track_record(read(tmp_path, "type,start,last_held,ended_by,ended_how\nx,2020-01-01,2020-01-03,,\n"))
    assert (lasting.rates, lasting.new_type, lasting.durations[0].found.beyond) == ((), None, 1.0)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("kind,held\nx,yes\n", ["CF-RECORD-010"]),
        ("type,held,held\nx,yes,no\n", ["CF-RECORD-019"]),
        ("type,held\n,yes\nx,perhaps\nx,2\n", ["CF-RECORD-012", "CF-RECORD-013", "CF-RECORD-013"]),
        ("type,start,last_held,ended_by,ended_how\nx,2020-01-05,2020-01-03,,\n", ["CF-RECORD-013"]),
        ("type,start,last_held,ended_by,ended_how\nx,2020-01-05,2020-01-09,2020-01-08,expired\n", ["CF-RECORD-013"]),
        ("type,start,last_held,ended_by,ended_how\nx,2020-01-05,2020-01-09,2020-01-10,\n", ["CF-RECORD-013"]),
        ("type,start,last_held,ended_by,ended_how\nx,2020-01-05,2020-01-09,,breakdown\n", ["CF-RECORD-013"]),
        ("type,start,last_held,ended_by,ended_how\nx,,2020-01-09,,\n", ["CF-RECORD-012"]),
        ("id,type,held\na,x,yes\na,x,no\n", ["CF-RECORD-018"]),
    ],
)
def test_every_bad_cell_is_named(tmp_path, text, codes):
    with pytest.raises(BadInput) as raised:
        read(tmp_path, text)
    assert [problem.code.code for problem in raised.value.problems] == codes


def test_a_day_that_is_none_is_named_with_its_cell(tmp_path):
    with pytest.raises(BadInput) as raised:
        read(tmp_path, "type,start,last_held\nx,2020-02-30,2020-03-01\nx,soon,2020-03-01\n")
    assert {(problem.place.line, problem.place.field) for problem in raised.value.problems} >= {
        (2, "start"),
        (3, "start"),
    }


def test_a_column_that_was_asked_for_has_to_be_there(tmp_path):
    with pytest.raises(BadInput, match="outcome"):
        read(tmp_path, held="outcome")
    with pytest.raises(BadInput, match="CF-RECORD-012"):
        read(tmp_path, by="Note")
    assert [each.kind for each in read(tmp_path, by=" ID ")] == list("abcdef")


def test_nothing_known_is_no_record(tmp_path):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-031"):
        track_record(read(tmp_path, "type,held\nx,\ny,\n"))
    with pytest.raises(BadInput, match="CF-ASSESSMENT-031"):
        track_record([])


@pytest.mark.shared_data
def test_the_recommitments_of_the_donbas_are_mostly_not_known(shared_data):
    file = shared_data / "truces_donbas.csv"
    found = track_record(read_past(file, by="kind", held="held_prior"))
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert found.n == len(rows) == 21
    assert sum(each.unknown for each in found.rates) == sum(row["held_prior"] == "" for row in rows)
    assert sum(each.partly for each in found.rates) == sum(row["held_prior"] == "partial" for row in rows)
    assert found.rates[0].rate.high - found.rates[0].rate.low > 0.4
    recommitments = found.rates[1].to_json()
    assert (recommitments["answer"], recommitments["rate"], recommitments["unknown"]) == ("cannot_tell", None, 15)
    assert recommitments["low"] < 0.15
    assert recommitments["high"] > 0.98


def test_the_unknown_are_bounded_and_where_they_are_most_there_is_no_rate():
    few = [Past(str(at), "x", "yes" if at < 5 else "no") for at in range(8)] + [Past("u", "x", None)]
    told = type_rate("x", few, 0.9)
    kinds, held = ["x"] * 9, [at < 5 for at in range(8)]
    assert told.answer == "chance"
    assert (told.low, told.high) == (told.rate.low, told.rate.high)
    assert told.if_unknown_not == base_rate("x", kinds, [*held, False]).rate
    assert told.if_unknown_held == base_rate("x", kinds, [*held, True]).rate
    assert told.to_json()["rate"] == base_rate("x", kinds[:8], held).rate
    many = few + [Past(f"v{at}", "x", None) for at in range(8)]
    told = type_rate("x", many, 0.9)
    assert told.answer == "cannot_tell"
    assert told.reasons[0].text.startswith("Cannot tell: of 9 of 17 nobody knows")
    assert told.low == base_rate("x", ["x"] * 17, [*held, *[False] * 9]).low
    assert told.high == base_rate("x", ["x"] * 17, [*held, *[True] * 9]).high
    assert told.to_json()["known_alone"]["rate"] == told.rate.rate


def test_no_way_of_counting_the_unknown_of_a_type_lies_outside_its_bounds():
    others = [Past(f"o{at}", "y", ["yes", "no", None][at % 3]) for at in range(6)]
    own = [Past("a", "x", "yes"), Past("b", "x", "no")]
    told = type_rate("x", [*own, *others, *(Past(f"u{at}", "x", None) for at in range(4))], 0.9)
    for held in range(5):
        ways = [Past(f"u{at}", "x", "yes" if at < held else "no") for at in range(4)]
        rate = type_rate("x", [*own, *others, *ways], 0.9).rate
        assert told.if_unknown_not <= rate.rate <= told.if_unknown_held
        assert told.low <= rate.low < rate.high <= told.high


def test_a_type_never_seen_is_not_told_from_a_record_that_is_mostly_unknown():
    known, unknown = [Past("a", "x", "yes"), Past("b", "y", "no")], [Past(f"u{at}", "y", None) for at in range(3)]
    assert track_record(known, planned="z").planned.answer == "chance"
    found = track_record([*known, *unknown], planned="z")
    assert (found.planned.answer, found.new_type.answer) == ("cannot_tell", "cannot_tell")
    assert [each.answer for each in found.rates] == ["chance", "cannot_tell"]


def test_columns_that_are_missing_or_not_read_are_named(tmp_path):
    file = tmp_path / "past.csv"
    file.write_text("type,start,end,name\nx,2020-01-01,2020-01-03,one\n", encoding="utf-8")
    columns = past_columns(file)
    assert columns.read == ("id", "type", "held", "start", "last_held", "ended_by", "ended_how")
    assert (columns.missing, columns.not_read) == (("held", "last_held", "ended_by", "ended_how"), ("end", "name"))
    with pytest.raises(BadInput, match="not read: end, name"):
        track_record(read_past(file), columns=columns)
