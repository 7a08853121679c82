"""What would change the answer, and the way from all rows to the counted: asked again by another way and counted anew."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.assessment.test_answers import FIRE, START, TERMS, record, watch

from ceasefire.assessment import Aside, assess, rules
from ceasefire.assessment.estimate import estimate, estimate_effect
from ceasefire.assessment.question import ask
from ceasefire.clock import ReportedTime
from ceasefire.geometry import PointPlace
from ceasefire.record import Event
from ceasefire.terms import read_text


def main(events, text=TERMS, **more):
    return next(each for each in assess(read_text(text), events, **more).results if each.party is None)


def changes(result, code):
    return [each for each in result.changes if each.why.code == code]


def with_reports(events, count):
    """The record with so many reports in the zone during the window, evenly over its days."""
    days = {(START + dt.timedelta(days=n)).isoformat() for n in range(28)}

    def is_assessed(event):
        day = dt.datetime.fromtimestamp(event.time.start_us / 1e6, tz=dt.UTC).date().isoformat()
        return event.place.lon == 30.0 and day in days

    kept = [each for each in events if not is_assessed(each)]
    at = [ReportedTime.on_day(START + dt.timedelta(days=n * 28 // max(count, 1)), "UTC") for n in range(count)]
    point = PointPlace(30.0, 50.0, 100.0)
    return kept + [Event(f"new{n}", "made up", 10**6 + n, point, at[n], FIRE, deaths=0) for n in range(count)]


@pytest.mark.parametrize("seed", range(4))
def test_another_count_gives_the_effect_that_asking_again_gives(seed):
    draw = np.random.default_rng(seed)
    counts = draw.negative_binomial(2, 0.5, size=(6, 1000))
    asked = ask(
        counts,
        2,
        900,
        21,
        controls=None,
        exposure=None,
        anticipation=0,
        excluded=None,
        effects=(-0.5,),
        level=0.9,
        seed=1,
    )
    found = estimate(asked, rules())
    for count in (0, 3, 20, 60, 300):
        again = counts.copy()
        again[2, 900:921] = 0
        again[2, 905] = count
        assert found.had_been(count) == estimate_effect(again, 2, 900, 21, effects=(-0.5,), seed=1)


def effect_of(events):
    return main(events).main.effect.answer


def test_the_count_at_which_a_fall_begins_is_where_the_answer_turns():
    events = record(4, 4)
    [begins] = changes(main(events), "fall_begins_at")
    at = begins.why.values["count"]
    assert (begins.answer, begins.is_other) == ("fell", True)
    assert effect_of(with_reports(events, at)) == "fell"
    assert effect_of(with_reports(events, at + 1)) != "fell"


def test_the_count_at_which_a_fall_ends_and_a_rise_begins_is_where_the_answer_turns():
    events = record(4, 1)
    [ends], [begins] = (changes(main(events), code) for code in ("fall_ends_at", "rise_begins_at"))
    at = ends.why.values["count"]
    assert effect_of(with_reports(events, at - 1)) == "fell"
    assert effect_of(with_reports(events, at)) == ends.answer != "fell"
    at = begins.why.values["count"]
    assert effect_of(with_reports(events, at - 1)) != "rose"
    assert effect_of(with_reports(events, at)) == begins.answer == "rose"


def test_where_no_count_is_a_fall_it_says_so():
    result = main(record(0.02, 0.02))
    assert changes(result, "no_count_is_a_fall")
    assert not changes(result, "fall_begins_at")


def test_silence_says_how_many_more_days_would_have_made_it_quiet():
    silent = record(4, 0)
    [needs] = changes(main(silent, effort=watch(0.25)), "quiet_needs")
    days = needs.why.values["days"]
    assert days == 7
    assert "quiet (how common: not measured)" in needs.why.text  # quiet is named nowhere without its share
    # A disc is watched but for a hair, so half of it takes a day more.
    assert main(silent, effort=watch(0.25 + (days + 1) / 28)).conduct.answer == "quiet"
    assert main(silent, effort=watch(0.25 + (days - 1) / 28)).conduct.answer != "quiet"
    assert changes(main(silent, effort=watch()), "quiet_needs") == []
    [ends] = changes(main(silent, effort=watch()), "quiet_ends_at")
    assert main(with_reports(silent, 1), effort=watch()).conduct.answer != "quiet"
    assert ends.is_other


def test_without_the_largest_place_the_answer_is_that_of_the_record_without_it():
    events = record(4, 1)
    beside = PointPlace(30.01, 50.0, 100.0)
    moved = [replace(each, place=beside) if each.place.lon == 30.0 and each.line % 3 == 0 else each for each in events]
    result = main(moved)
    [left_out] = changes(result, "without_largest_place")
    rest = [each for each in moved if not (each.place.lon == 30.0 and each.place.lat == 50.0)]
    assert left_out.answer == main(rest).conduct.answer
    assert left_out.why.values["count"] == result.main.effect.observed - main(rest).main.effect.observed
    assert changes(main(events), "without_largest_place") == []


def test_every_stated_start_and_the_history_alone_are_told_with_their_answers():
    text = TERMS.rstrip()[:-1] + ', own_version: {C1: {window: {from: "2022-01-05"}}}}\n'
    result = main(record(4, 1), text)
    [stated] = changes(result, "stated_by")
    assert (stated.answer, stated.why.values["party"]) == (result.versions[1].conduct.answer, "P1")
    [alone] = changes(result, "history_alone")
    assert alone.is_other == (alone.answer != result.conduct.answer)


def test_a_window_long_enough_to_find_a_large_change_is_named():
    events = record(0.5, 0.5)
    [longer] = changes(main(events), "longer_would_find")
    last = START + dt.timedelta(days=longer.why.values["longer"] - 1)
    asked = main(events, TERMS.replace("2022-01-28", last.isoformat()))
    power = asked.main.effect.power[rules().large_change]
    assert power >= rules().power_needed > main(events).main.effect.power[rules().large_change]
    assert longer.why.values["share"] == round(100 * power)
    assert changes(main(record(0.2, 0.2, seed=4)), "longer_would_not_find")
    assert not [each for each in main(record(4, 1)).changes if each.varied == "longer"]


def test_the_way_to_the_counted_holds_every_report_once():
    events = [*record(4, 1), *record(1, 1, seed=9)]
    drones = [replace(each, acts=frozenset({"uav.recon"}), deaths=2) for each in events[:500]]
    result = main([*drones, *events[500:]])
    tally = {each.name: each.reports for each in result.main.tally}
    assert sum(tally.values()) == len(events)
    assert tally["other_acts"] == 500
    assert [each.deaths.number for each in result.main.tally if each.name == "other_acts"] == [1000]
    assert tally["counted"] == result.main.effect.observed
    lon = np.array([each.place.lon for each in events[500:]])
    assert tally["outside_the_area"] == int((lon != 30.0).sum())
    assert tally["other_days"] == int((lon == 30.0).sum()) - tally["counted"]


def test_rows_set_aside_are_told_with_their_deaths():
    aside = (Aside("CF-SOURCES-040", "the date is not known well enough", 7, 31),)
    document = assess(read_text(TERMS), record(4, 1), set_aside=aside).to_json()
    assert document["set_aside"] == [
        {
            "code": "CF-SOURCES-040",
            "reason": "the date is not known well enough",
            "rows": 7,
            "deaths": 31,
            "deaths_not_told": 0,
        }
    ]
    told = document["results"][0]["what_would_change"]
    assert all({"varied", "answer", "changes_the_answer", "reason"} == each.keys() for each in told)
