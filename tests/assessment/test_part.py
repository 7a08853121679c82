"""An answer says what it is about: all of a ceasefire, the days so far, or the first days of one without an end."""

import datetime as dt

import pytest
from tests.assessment.test_answers import START, TERMS, main, record, watch

from ceasefire.assessment import assess
from ceasefire.reports import html_page
from ceasefire.reports.assess_page import assess_page
from ceasefire.reports.quiet_words import conduct_in_short
from ceasefire.terms import read_text

HELD_IF = "held_if: {rule: no_report, coverage: 0.5, set_on: 2021-12-01}\n"
OPEN = TERMS.replace('{from: "2022-01-01", until: "2022-01-28"}', '{from: "2022-01-01"}')
SILENT = record(4, 0)
ABSENCES = ("held_if", "time_to_first_deaths", "ran_to_its_end_without_deaths", "return_to_level")


def asked(text, on=None):
    terms = read_text(text)
    found = assess(terms, SILENT, effort=watch(), on=on)
    document = next(each for each in found.to_json()["results"] if each["party"] is None)
    return terms, found, document


def annex(result):
    return {each.name: each.answer for each in result.definitions}


def test_a_window_that_is_over_is_told_whole():
    _, found, document = asked(TERMS + HELD_IF)
    assert (document["conduct"], document["conduct_of"], document["summary"]) == ("quiet", "whole", "held")
    assert {annex(main(found))[name] for name in ABSENCES} == {"held"}
    assert conduct_in_short("quiet", document["reasons"]).startswith("quiet (")


@pytest.mark.parametrize("text", [TERMS, OPEN])
def test_in_the_middle_nothing_has_held_yet(text):
    terms, found, document = asked(text + HELD_IF, START + dt.timedelta(days=1))
    assert (document["conduct"], document["conduct_of"], document["summary"]) == ("quiet", "so_far", None)
    assert found.to_json()["summary"] is None
    assert document["versions"][0]["conduct_of"] == "so_far"
    assert {annex(main(found))[name] for name in ABSENCES} == {"cannot_tell"}
    assert conduct_in_short("quiet", document["reasons"]).startswith("quiet so far (")
    assert "days so far, up to 2022-01-02" in html_page(assess_page(terms, found, "mission"))


def test_on_its_last_day_it_is_told_whole():
    assert asked(TERMS, START + dt.timedelta(days=27))[2]["conduct_of"] == "whole"


def test_one_without_an_end_is_told_of_its_first_days_with_what_came_later():
    terms, found, document = asked(OPEN + HELD_IF, START + dt.timedelta(days=88))
    assert (document["conduct"], document["conduct_of"]) == ("quiet", "first_days")
    first = (START - dt.date(2019, 1, 1)).days
    [why] = [each for each in document["reasons"] if each["code"] == "first_days"]
    assert why["values"]["count"] == main(found).main.seen.events[first + 28 : first + 89].sum() > 0
    assert (why["values"]["days"], why["values"]["on"]) == (28, "2022-03-30")
    assert annex(main(found))["held_if"] == "cannot_tell"
    assert annex(main(found))["ran_to_its_end_without_deaths"] == "cannot_tell"
    assert conduct_in_short("quiet", document["reasons"]).startswith("quiet in its first 28 days (")
    page = html_page(assess_page(terms, found, "mission"))
    assert "first 28 days alone" in page
    assert "for the conduct of its first days alone: " in page
