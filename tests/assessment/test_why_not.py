"""Why nothing can be told: each thing that is missing has its own reason, and no date runs backwards."""

import datetime as dt
import json

import numpy as np
import pytest
from tests.assessment.test_answers import START, TERMS, main, record

from ceasefire.assessment import BreakAlarm, assess, estimate_effect
from ceasefire.disclosure import Reader, assess_for
from ceasefire.errors import BadCounts
from ceasefire.terms import read_text

WINDOW = '{from: "2022-01-01", until: "2022-01-28"}'


def reasons(text, **more):
    return {why.code: why for why in main(assess(read_text(text), record(1, 1), **more)).reasons}


def test_before_its_start_a_window_has_not_begun():
    told = reasons(TERMS, on=START - dt.timedelta(days=9))
    assert told["not_begun"].text == "the window begins on 2022-01-01, after 2021-12-23, up to which is assessed"
    assert "outside_the_record" not in told


def test_a_record_that_ends_before_the_start_says_so():
    late = TERMS.replace("2022-01-01", "2032-01-01").replace("2022-01-28", "2032-01-28")
    last = max(dt.datetime.fromtimestamp(each.time.start_us / 1e6, tz=dt.UTC).date() for each in record(1, 1))
    for on in (None, dt.date(2033, 1, 1)):
        told = reasons(late, on=on)["outside_the_record"].text
        assert told == f"the window begins on 2032-01-01, and the record ends on {last}"


@pytest.mark.parametrize(
    ("window", "why", "beside"),
    [
        ('{from: {status: to_be_set}, until: "2022-01-28"}', "start_not_set", "to_be_set"),
        ('{from: {status: unknown}, until: "2022-01-28"}', "start_not_set", "not_known"),
        ("{from: {status: to_be_set}, lasts: 4 weeks}", "start_not_set", "to_be_set"),
        ("{unstated: soon}", "start_not_set", "time_not_fixed"),
    ],
)
def test_a_start_that_is_not_set_is_no_doubt_of_the_area(window, why, beside):
    told = reasons(TERMS.replace(WINDOW, window))
    assert {why, beside} <= told.keys()
    assert "ground_not_sure" not in told


def test_a_clause_without_a_window_is_told_and_nothing_breaks():
    assert "no_window" in reasons(TERMS.replace(", window: w}}", "}}"))


def test_an_area_on_which_accounts_differ_is_still_not_sure():
    rival = "{reports_differ: [{value: {point: [30.0, 50.0], radius: 10 km}}, {value: {point: [30.0, 50.0], radius: 20 km}}]}"
    text = TERMS.replace("{point: [30.0, 50.0], radius: 10 km}", rival).replace(WINDOW, "{unstated: soon}")
    assert {"ground_not_sure", "start_not_set"} <= reasons(text).keys()


def test_an_area_far_from_every_report_is_told_as_such():
    swapped = reasons(TERMS.replace("[30.0, 50.0]", "[50.0, 30.0]"))
    assert {"nothing_near", "perhaps_swapped"} <= swapped.keys()
    far = reasons(TERMS.replace("[30.0, 50.0]", "[100.0, 10.0]"))
    assert "nothing_near" in far
    assert "perhaps_swapped" not in far
    assert "nothing_near" not in reasons(TERMS)
    beside = TERMS.replace("[30.0, 50.0]", "[30.5, 50.0]")  # 26 km from the edge to the nearest report
    assert "nothing_near" not in reasons(beside)


def test_where_nothing_was_counted_there_is_nothing_to_foretell_from():
    far = main(assess(read_text(TERMS.replace("[30.0, 50.0]", "[31.0, 50.0]")), record(4, 4)))
    [areas] = [each for each in far.main.opinions if each.way == "synthetic_difference_in_differences"]
    assert [why.text for why in areas.reasons] == [
        "nothing was counted here before the start: there is nothing to foretell from"
    ]


@pytest.mark.parametrize(
    ("clauses", "why"),
    [("{C1: {kind: do, duty: withdraw, bound: [P1, P2], window: w}}", "nothing_to_assess"), ("{}", "no_clause")],
)
@pytest.mark.parametrize("reader", ["mission", "public"])
def test_a_text_of_duties_alone_keeps_its_form_purpose_and_harm(clauses, why, reader):
    text = TERMS.replace("{C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}}", clauses)
    if clauses == "{}":
        text = text[: text.index("declarations:")]
    text += "purpose: {kind: harvest, text: {en: the fields}, reached: partly}\nharm: [{kind: hurt, n: 2, text: two}]\n"
    terms = read_text(text)
    document = assess_for(Reader.named(reader, terms), terms, record(1, 1))[0].to_json()
    [result] = document["results"]
    assert (result["clause"], result["party"], result["conduct"]) == (None, None, "cannot_tell")
    assert result["purpose"] == "partly"
    assert [each["kind"] for each in result["harm"]] == ["hurt"]
    assert why in {each["code"] for each in result["reasons"]}
    assert result["rules_version"]


def test_a_history_that_is_all_anticipation_is_not_an_empty_one():
    counts = np.random.default_rng(1).poisson(3, size=(5, 900))
    [why] = estimate_effect(counts, 0, 400, 14, anticipation=400).reasons
    assert (why.code, why.values["days"]) == ("no_history", 400)
    assert estimate_effect(counts, 0, 0, 14).reasons[0].code == "no_history"
    counts[0, :400] = 0
    assert estimate_effect(counts, 0, 400, 14).reasons[0].code == "empty_history"


def test_the_power_to_find_a_rise_is_told_where_it_is_asked_for():
    counts = np.random.default_rng(2).poisson(3, size=(8, 1200))
    found = estimate_effect(counts, 0, 1000, 28, effects=(0.25, 1.0, 3.0))
    assert 0 < found.power[0.25] < found.power[1.0] <= found.power[3.0] <= 1
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-008"):
        estimate_effect(counts, 0, 1000, 28, effects=(-1.5,))


def test_an_alarm_is_stored_as_a_mapping_and_taken_up_from_it_or_its_text():
    alarm = BreakAlarm(2.0, 2.0)
    alarm.update(5)
    stored = alarm.to_json()
    assert isinstance(stored, dict)
    for form in (stored, json.dumps(stored)):
        assert BreakAlarm.from_json(form).to_json() == stored
