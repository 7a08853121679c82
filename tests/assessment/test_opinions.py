"""Second opinions beside an assessment: what each is made from, that each says what it assumes, and that none decides."""

import datetime as dt
import json
import math
from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

from ceasefire.assessment import assess, course_opinion, recurrent_opinion, synthetic_opinion
from ceasefire.assessment.opinions import Opinion, Series, second_opinions
from ceasefire.clock import ReportedTime
from ceasefire.disclosure import Reader, assess_for
from ceasefire.geometry import Disc, PointPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import Effort, Event
from ceasefire.reports import html_page
from ceasefire.reports.assess_page import assess_page
from ceasefire.terms import read_text

TERMS = """
format: ceasefire-terms/1
ceasefire: KEY
title: {en: "a test"}
timezone: UTC
parties: {P1: {}, P2: {}}
areas: {zone: {point: [30.0, 50.0], radius: 10 km}}
windows: {w: {from: "FIRST", until: "LAST"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2019-12-20}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2019-12-20}]}
"""
FIRST_DAY, DAYS = dt.date(2020, 1, 1), 700
SERIES = np.random.default_rng(4).poisson(2.0, (9, DAYS))


def promised(key, first, last):
    return read_text(TERMS.replace("KEY", key).replace("FIRST", first).replace("LAST", last))


WINDOW = promised("w", "2021-09-01", "2021-09-28")
START = (dt.date(2021, 9, 1) - FIRST_DAY).days
FEASTS = [promised(f"f{month}", f"2021-{month:02}-10", f"2021-{month:02}-12") for month in (3, 5, 7, 9)]


@pytest.fixture(scope="module")
def record():
    """One row of SERIES for each of nine places, the first of them the zone."""
    events = []
    for place, counts in enumerate(SERIES):
        for day in np.repeat(np.arange(DAYS), counts).tolist():
            time = ReportedTime.on_day(FIRST_DAY + dt.timedelta(days=day), "UTC")
            point = PointPlace(30.0 + 2.0 * place, 50.0, 100.0)
            events.append(Event(f"e{len(events)}", "made up", len(events), point, time, frozenset({"fire.mortar"})))
    return tuple(events)


def main(found):
    return found.results[0]


def ways(found):
    return {each.way: each for each in main(found).main.opinions}


def test_each_opinion_is_that_of_its_function_on_the_same_days(record):
    beside = ways(assess(WINDOW, record))
    assert list(beside) == ["synthetic_difference_in_differences", "interrupted_time_series"]
    course = course_opinion(SERIES[0], START, 28)
    assert beside["interrupted_time_series"].per_cent == pytest.approx(course.per_cent)
    assert beside["interrupted_time_series"].interval == pytest.approx(course.interval)
    times = [SERIES[:, START - 28 * n : START - 28 * (n - 1)].sum(axis=1) for n in range(START // 28, 0, -1)]
    panel = np.column_stack([*times, SERIES[:, START : START + 28].sum(axis=1)])
    areas = synthetic_opinion(panel, 0, panel.shape[1] - 1)
    assert beside["synthetic_difference_in_differences"].per_cent == pytest.approx(100 * areas.change / areas.instead)


def test_recurrent_truces_are_asked_where_short_ones_stand_on_one_ground(record):
    truces = [((dt.date(2021, month, 10) - FIRST_DAY).days, 3) for month in (3, 5, 7, 9)]
    found = assess(FEASTS[3], record, others=FEASTS[:3])
    told = ways(found)["recurrent_truces"]
    on_record = DAYS if SERIES[:, -1].any() else DAYS - 1
    own = recurrent_opinion(SERIES[0, :on_record], truces)
    assert (told.per_cent, *told.interval) == pytest.approx((own.per_cent, *own.interval))
    assert [why.code for why in told.reasons] == ["truces_together"]
    assert "recurrent_truces" not in ways(assess(FEASTS[3], record, others=FEASTS[:1]))
    assert "recurrent_truces" not in ways(assess(WINDOW, record, others=FEASTS[:3]))
    elsewhere = [
        read_text(
            TERMS.replace("KEY", "x")
            .replace("FIRST", "2021-03-10")
            .replace("LAST", "2021-03-12")
            .replace("30.0", "34.0")
        )
    ]
    assert "recurrent_truces" not in ways(assess(FEASTS[3], record, others=[*elsewhere, *FEASTS[:1]]))


def test_windows_that_recur_are_truces_of_their_own(record):
    monthly = TERMS.replace(
        '{from: "FIRST", until: "LAST"}', '{from: "2021-01-10T00:00", lasts: 1 days, repeat: "FREQ=MONTHLY;COUNT=8"}'
    )
    found = assess(read_text(monthly.replace("KEY", "monthly")), record)
    assert dict(ways(found)["recurrent_truces"].reasons[0].values) == {"n": 8}
    assert {why.code for why in ways(found)["interrupted_time_series"].reasons} == {"mostly_outside"}
    hours = monthly.replace("T00:00", "T08:00").replace("1 days", "10 hours").replace("KEY", "hours")
    assert math.isnan(ways(assess(read_text(hours), record))["recurrent_truces"].per_cent)


def test_they_are_published_beside_the_effect_and_told_with_what_they_assume(record):
    found = assess(WINDOW, record)
    result = json.loads(json.dumps(found.to_json(), allow_nan=False))["results"][0]
    assert "opinions" not in result["effect"]
    assert [each["way"] for each in result["opinions"]] == list(ways(found))
    assert result["opinions"] == result["versions"][0]["opinions"]
    assert all(len(each["assumes"]) > 40 for each in result["opinions"])
    assert result["opinions"][0]["interval"] == [None, None]
    page = html_page(assess_page(WINDOW, found, "public"))
    assert "They decide nothing." in page
    assert all(each.assumes in page for each in main(found).main.opinions)


def test_they_never_change_an_answer(record, monkeypatch):
    honest = assess(WINDOW, record).to_json()
    wild = Opinion("interrupted_time_series", -99.0, (-99.9, -98.0), "nothing")
    monkeypatch.setattr(import_module("ceasefire.assessment.assess"), "second_opinions", lambda _series: (wild,))
    misled = assess(WINDOW, record).to_json()
    for document in (honest, misled):
        document.pop("digest")  # of the whole document, opinions too
        for result in document["results"]:
            for each in (result, *result["versions"]):
                each.pop("opinions")
    assert misled == honest


def test_where_watching_changed_they_have_no_figure_either(record):
    every, day = taxonomy.acts().leaves(taxonomy.EVERY), 24 * 3600 * 1_000_000
    begin = ReportedTime.on_day(dt.date(2021, 9, 1), "UTC").start_us
    watch = [
        Effort(f"w{n}", "M", "post", Disc(30.0, 50.0, 12_000), "", begin + n * day, begin + (n + 1) * day, every)
        for n in range(-28, 10)
    ]
    for each in main(assess(WINDOW, record, effort=watch)).main.opinions:
        assert math.isnan(each.per_cent)
        assert [why.code for why in each.reasons] == ["effort_changed"]


def test_hits_on_protected_objects_are_told_to_the_mission_alone(record):
    protecting = replace(WINDOW, clauses={"C1": replace(WINDOW.clauses["C1"], objects=("substation",))})
    for reader, told in (("mission", 2), ("public", 0)):
        seen, _ = assess_for(Reader.named(reader, protecting), protecting, record)
        assert len(seen.to_json()["results"][0]["opinions"]) == told


def series(own, others, start=300, length=28, excluded=None):
    free = np.zeros(len(own), dtype=bool) if excluded is None else excluded
    return Series(own, others, start, length, free, ())


@pytest.mark.parametrize(
    ("own", "others", "start", "codes"),
    [
        (SERIES[0], SERIES[:0], 300, ["no_areas", None]),
        (SERIES[0], SERIES[1:], 100, ["few_times", "few_days"]),
        (np.zeros(DAYS, dtype=int), SERIES[1:], 300, ["nothing_expected", "no_event"]),
        (np.zeros(DAYS, dtype=int), np.zeros((3, DAYS), dtype=int), 300, ["nothing_expected", "no_event"]),
    ],
)
def test_what_cannot_be_told_is_no_number_and_says_why(own, others, start, codes):
    for each, code in zip(second_opinions(series(own, others, start)), codes, strict=True):
        assert math.isnan(each.per_cent) == (code is not None)
        assert [why.code for why in each.reasons] == ([code] if code else [])
        assert each.to_json()["per_cent"] is None or code is None


def test_days_under_another_ceasefire_teach_nothing():
    under = np.zeros(DAYS, dtype=bool)
    under[200:230] = True
    hushed = SERIES.copy()
    hushed[:, under] = 0
    told = second_opinions(series(SERIES[0], SERIES[1:], excluded=under))
    assert second_opinions(series(hushed[0], hushed[1:], excluded=under)) == told
    assert [each.per_cent for each in second_opinions(series(hushed[0], hushed[1:]))] != [
        each.per_cent for each in told
    ]
