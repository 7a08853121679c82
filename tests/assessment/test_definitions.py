"""The annex of definitions: "held" by what was not reported needs somebody who looked, and deaths that are recorded."""

from dataclasses import replace

import pytest
from tests.assessment.test_answers import START, TERMS, main, record, watch

from ceasefire.assessment import assess
from ceasefire.clock import ReportedTime
from ceasefire.kernel import taxonomy
from ceasefire.terms import read_text

FIRST_US = ReportedTime.on_day(START, "UTC").start_us
NO_DEATHS = ("time_to_first_deaths", "ran_to_its_end_without_deaths")
BY_ABSENCE = (*NO_DEATHS, "return_to_level", "change_against_counterfactual")


def annex(events, effort=None, text=TERMS, **more):
    found = main(assess(read_text(text), events, effort=effort, **more))
    return {each.name: each for each in found.definitions}, found


def codes(definition):
    return {why.code for why in definition.reasons}


def telling(events, deaths):
    """The record with deaths by report: `deaths` gets each report and whether it is one of the assessed."""

    def is_assessed(each):
        return each.place.lon == 30.0 and FIRST_US <= each.time.start_us < FIRST_US + 28 * 86_400_000_000

    return [replace(each, deaths=deaths(each, is_assessed(each))) for each in events]


def test_no_deaths_is_held_where_every_report_says_and_enough_was_watched():
    found, _ = annex(record(4, 1), watch())
    assert {found[name].answer for name in NO_DEATHS} == {"held"}
    assert found["deaths_beside_events"].value["deaths"] == {"before": 0, "during": 0}
    assert found["deaths_beside_events"].reasons == ()


def test_a_source_that_records_no_deaths_gives_no_zero():
    events = telling(record(4, 1), lambda *_: None)
    found, result = annex(events, watch())
    for name in (*NO_DEATHS, "deaths_beside_events"):
        assert (found[name].answer, "deaths_not_recorded" in codes(found[name])) == ("cannot_tell", True)
        assert found[name].to_json()["reasons"][0]["text"] == "deaths are not recorded in this source"
    assert found["time_to_first_deaths"].value is None
    assert found["ran_to_its_end_without_deaths"].value["deadly_day"] is None
    assert found["deaths_beside_events"].value["deaths"] == {"before": None, "during": None}
    assert {each.to_json()["deaths"] for each in result.main.tally} == {None}
    [counted] = [why for why in result.conduct.reasons if why.code == "counted"]
    assert counted.values["deaths"] is None
    assert counted.text.endswith("deaths are not recorded in this source")


def test_one_report_that_does_not_say_leaves_zero_open_and_no_death_seen_unseen():
    events = record(4, 1)
    one = next(each for each in telling(events, lambda _, now: 9 if now else 0) if each.deaths == 9).id
    found, _ = annex(telling(events, lambda each, _: None if each.id == one else 0), watch())
    for name in NO_DEATHS:
        assert (found[name].answer, codes(found[name])) == ("cannot_tell", {"deaths_not_told"})
    assert found["deaths_beside_events"].value["deaths"] == {"before": 0, "during": None}
    assert found["deaths_beside_events"].value["reports_not_telling_deaths"] == {"before": 0, "during": 1}
    seen, result = annex(telling(events, lambda each, now: 2 if each.id == one else None if now else 0))
    for name in NO_DEATHS:
        assert seen[name].answer == "not_held"
    assert seen["time_to_first_deaths"].value == min(
        (each.time.start_us - FIRST_US) // 86_400_000_000 for each in events if each.id == one
    )
    assert seen["deaths_beside_events"].value["deaths"]["during"] == 2
    [counted] = [why for why in result.conduct.reasons if why.code == "counted"]
    assert "with at least 2 deaths" in counted.text


def test_a_report_elsewhere_that_does_not_say_changes_nothing_here():
    found, _ = annex(telling(record(4, 1), lambda each, _: None if each.place.lon > 40 else 0), watch())
    assert {found[name].answer for name in NO_DEATHS} == {"held"}


@pytest.mark.parametrize(("effort", "why"), [(None, "nobody_recorded"), (watch(0.3), "little_watched")])
def test_held_by_silence_needs_somebody_who_looked(effort, why):
    silent = record(4, 0)
    found, _ = annex(silent, effort)
    for name in NO_DEATHS:
        assert (found[name].answer, codes(found[name])) == ("cannot_tell", {why})
    assert (found["return_to_level"].answer, codes(found["return_to_level"])) == ("cannot_tell", {why})
    assert found["change_against_counterfactual"].answer == "cannot_tell"
    watched, _ = annex(silent, watch())
    assert {watched[name].answer for name in BY_ABSENCE} == {"held"}


def test_not_held_by_what_was_reported_stands_whoever_watched():
    found, _ = annex(telling(record(4, 4), lambda *_: 1))
    assert {found[name].answer for name in (*NO_DEATHS, "return_to_level")} == {"not_held"}
    by_terms, _ = annex(record(4, 1), None, TERMS + "held_if: {rule: no_report, coverage: 0.5}\n")
    assert by_terms["held_if"].answer == "not_held"


def test_a_fall_among_reports_that_came_is_a_fall():
    found, _ = annex(record(4, 1))
    assert (found["change_against_counterfactual"].answer, found["change_against_counterfactual"].value) == (
        "held",
        "fell",
    )


def test_a_window_too_short_for_three_days_in_a_row_does_not_hold_by_that():
    found, _ = annex(record(4, 0), watch(), TERMS.replace("2022-01-28", "2022-01-02"))
    assert (found["return_to_level"].answer, codes(found["return_to_level"])) == (
        "cannot_tell",
        {"too_short_for_a_run"},
    )


def test_what_still_runs_has_not_come_to_its_end():
    found, _ = annex(record(4, 0), watch(), on=START.replace(day=20))
    ran = found["ran_to_its_end_without_deaths"]
    assert (ran.value["form"], ran.answer, codes(ran)) == ("running", "cannot_tell", {"still_runs", "so_far"})


@pytest.mark.parametrize(
    ("criterion", "sees", "answer", "why"),
    [
        ("{rule: no_report}", 1.0, "held", set()),
        ("{rule: no_report}", 0.3, "cannot_tell", {"little_watched"}),
        ("{rule: no_report, coverage: 0.2}", 0.3, "held", set()),
        ("{rule: no_report, coverage: 0}", 0.0, "cannot_tell", {"little_watched"}),
        ("{rule: half_as_many}", 1.0, "cannot_tell", {"other_rule"}),
    ],
)
def test_a_criterion_that_names_no_share_asks_for_half(criterion, sees, answer, why):
    effort = watch(sees) or [replace(watch()[0], start_us=FIRST_US - 2 * 86_400_000_000, end_us=FIRST_US)]
    found, _ = annex(record(4, 0), effort, TERMS + f"held_if: {criterion}\n")
    assert (found["held_if"].answer, codes(found["held_if"])) == (answer, why)


def test_a_criterion_of_other_acts_asks_who_could_see_those():
    text = TERMS + "held_if: {rule: no_report, acts: [uav]}\n"
    fire = frozenset(taxonomy.acts().expand(["fire"]))
    blind = [replace(each, acts=fire) for each in watch()]
    found, _ = annex(record(4, 1), blind, text)
    assert (found["held_if"].answer, found["held_if"].value["coverage"]) == ("cannot_tell", 0.0)
    assert annex(record(4, 1), watch(), text)[0]["held_if"].answer == "held"


def test_whatever_cannot_be_told_says_why():
    for events, effort in ((record(4, 0), None), (telling(record(4, 1), lambda *_: None), watch())):
        document = assess(read_text(TERMS), events, effort=effort).to_json()
        for result in document["results"]:
            for each in result["definitions"]:
                assert each["reasons"] or each["answer"] != "cannot_tell"
