"""The log: every row counted under its rule and by its voice; corrections are new rows; cases change no figure."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.case_acts import START

from ceasefire.clock import HOUR, ReportedTime, Span
from ceasefire.desk import Log, LogRow
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace
from ceasefire.kernel import units
from ceasefire.record import Allegation, Bearing, Count, Event, Observation

SMM, EPISODE, UNSTATED = (units.rule(name) for name in ("smm_violation", "continuous_episode", "not_stated"))
HERE, MORTAR = PointPlace(37.8, 48.1, 500), frozenset({"fire.mortar"})


def seen(ident, n=None, hour=0, rule=SMM, unit="explosion", **more):
    counts = () if n is None else (Count(n, unit, rule),)
    return Observation(ident, "post 2", "post", ReportedTime.at(START + hour * HOUR), HERE, MORTAR, counts, **more)


def said(ident, n, by="P1", rule=UNSTATED):
    return Allegation(ident, by, ReportedTime.at(START), HERE, MORTAR, counts=(Count(n, "explosion", rule),))


def row(report, at_hour=0, corrects="", why="", by="olena"):
    return LogRow(report, by, START + at_hour * HOUR, corrects, why)


def log_of(*rows):
    return Log().after([each if isinstance(each, LogRow) else row(each) for each in rows])


def told(log):
    return [
        (tally.voice, [str(count) for count in tally.counts], tally.rows, tally.without_figure)
        for tally in log.tallies()
    ]


def test_each_voice_is_counted_by_itself_under_its_own_rule():
    source = Event("e1", "viina", 1, HERE, ReportedTime.at(START), MORTAR)
    log = log_of(seen("o1", 5), seen("o2", 7), seen("o3"), said("l1", 100, rule=SMM), said("l2", 3, "P2", SMM), source)
    assert told(log) == [
        ("observed", [str(Count(12, "explosion", SMM))], 3, 1),
        ("from viina", [], 1, 1),
        ("said by P1", [str(Count(100, "explosion", SMM))], 1, 0),
        ("said by P2", [str(Count(3, "explosion", SMM))], 1, 0),
    ]


def test_figures_of_two_rules_stay_apart_and_unstated_ones_one_by_one():
    [tally] = log_of(
        seen("a", 1),
        seen("b", 2, rule=EPISODE, unit="episode"),
        seen("c", 3, rule=UNSTATED),
        seen("d", 4, rule=UNSTATED),
    ).tallies()
    assert [(count.n, count.rule.id) for count in tally.counts] == [
        (1, "smm_violation"),
        (2, "continuous_episode"),
        (3, "not_stated"),
        (4, "not_stated"),
    ]


def test_sub_counts_of_bearings_count_where_no_whole_is_stated():
    parts = tuple(Bearing(HERE, (Count(n, "explosion", SMM),)) for n in (2, 3))
    [tally] = log_of(seen("a", bearings=parts)).tallies()
    assert tally.counts[0].n == 5


def test_a_correction_is_a_new_row_and_both_stay():
    log = log_of(seen("a", 5), seen("b", 1)).after([row(seen("a2", 3), 5, "a", "counted twice")])
    assert len(log.rows) == 3
    assert [each.id for each in log.standing] == ["b", "a2"]
    assert log.tallies()[0].counts[0].n == 4
    assert [(old.id, new.id) for old, new in log.corrections(START + 4 * HOUR, START + 6 * HOUR)] == [("a", "a2")]
    assert log.corrections(START, START + 4 * HOUR) == ()


def test_a_row_falls_into_one_period_and_late_ones_are_told():
    log = log_of(row(seen("a", 1, hour=0)), row(seen("b", 2, hour=23), 30), row(seen("c", 4, hour=24), 25))
    first, second = Span(START, START + 24 * HOUR), Span(START + 24 * HOUR, START + 48 * HOUR)
    assert [tally.counts[0].n for tally in (*log.tallies(first), *log.tallies(second))] == [3, 4]
    assert [each.id for each in log.late(first, START + 24 * HOUR)] == ["b"]
    undated = dataclasses.replace(seen("u", 9), time=ReportedTime.unknown())
    assert [each.id for each in log_of(undated).undated] == ["u"]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([row(seen("a"))], ["034"]),
        ([row(seen("x")), row(seen("x"))], ["034"]),
        ([row(seen("x"), corrects="zz", why="w")], ["037"]),
        ([row(seen("x"), corrects="a")], ["005"]),
        ([row(seen("x"), corrects="a", why="w"), row(seen("y"), corrects="a", why="w")], ["037"]),
        ([row(seen("x"), by=" ")], ["002"]),
        ([row(seen("a"), by=""), row(seen("y"), corrects="q")], ["034", "002", "037", "005"]),
    ],
)
def test_rows_are_taken_all_or_none_with_every_problem(rows, codes):
    log = log_of(seen("a", 5))
    with pytest.raises(BadInput) as refused:
        log.after([row(seen("good", 1)), *rows])
    assert [each.code.code for each in refused.value.problems] == [f"CF-DESK-{code}" for code in codes]
    assert len(log.rows) == 1


def test_a_row_has_no_state_and_no_finding():
    names = {field.name for field in dataclasses.fields(LogRow)} | {
        name for name in dir(LogRow) if not name.startswith("_")
    }
    assert not names & {"state", "finding", "attribution", "evidence", "case"}


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 47)), max_size=30), st.randoms())
def test_pasting_a_night_at_once_or_row_by_row_in_any_order_counts_the_same(figures, random):
    rows = [row(seen(str(at), n, hour)) for at, (n, hour) in enumerate(figures)]
    at_once = Log().after(rows)
    random.shuffle(rows)
    one_by_one = Log()
    for each in rows:
        one_by_one = one_by_one.after([each])
    assert [tally.to_json() for tally in at_once.tallies()] == [tally.to_json() for tally in one_by_one.tallies()]
    days = (Span(START + day * 24 * HOUR, START + (day + 1) * 24 * HOUR) for day in (0, 1))
    total = sum(count.n for day in days for tally in at_once.tallies(day) for count in tally.counts)
    assert total == sum(n for n, _ in figures)
