"""Form and purpose on the carried cases: what became of them on paper, and what they were for."""

import datetime as dt

import pytest

from ceasefire import cases
from ceasefire.assessment.form import form
from ceasefire.assessment.purpose import purpose
from ceasefire.terms import read_text

TEXT = """
format: ceasefire-terms/1
ceasefire: form-test
timezone: Europe/Kyiv
parties: {P1: {}, P2: {}}
windows: {w: {from: "2025-05-01", until: "2025-05-31"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], window: w}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-04-20}MORE]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-04-21}]}
"""


def on(day):
    return dt.date.fromisoformat(day)


def became(day, party=None, more="", tail=""):
    return form(read_text(TEXT.replace("MORE", f", {{{more}}}" if more else "") + tail), on(day), party)


@pytest.mark.parametrize(
    ("key", "day", "party", "answer"),
    [
        ("ua-2023-01-xmas", "2023-01-07", None, "never_in_force"),
        ("ua-2023-01-xmas", "2023-01-07", "RU", "running"),
        ("ua-2023-01-xmas", "2023-02-01", "RU", "ended"),
        ("ua-2023-01-xmas", "2023-02-01", "UA", "never_in_force"),
        ("af-2018-06-eid", "2018-06-16", None, "running"),
        ("af-2018-06-eid", "2018-06-25", "GOV", "renewed"),
        ("af-2018-06-eid", "2018-06-25", "TALIBAN", "ended"),
        ("ye-2022-04-truce", "2022-05-01", None, "running"),
        ("ye-2022-04-truce", "2022-07-01", None, "renewed"),
        ("ye-2022-04-truce", "2022-10-03", None, "ended"),
        ("sy-2014-02-homs", "2014-02-08", None, "running"),
    ],
)
def test_real_cases_on_paper(key, day, party, answer):
    assert form(cases.read(key), on(day), party).answer == answer


def test_one_sides_order_was_never_a_ceasefire_between_two():
    assert form(cases.read("ua-2023-01-xmas"), on("2023-01-07")).reasons[0].code == "one_side_alone"


def test_an_end_on_paper_has_its_day():
    assert form(cases.read("ye-2022-04-truce"), on("2022-12-01")).ended_on == on("2022-10-02")


@pytest.mark.parametrize(
    ("more", "day", "answer"),
    [
        ("", "2025-04-15", "never_in_force"),
        ("", "2025-05-10", "running"),
        ("", "2025-06-10", "ended"),
        ("state: denounced, on: 2025-05-05", "2025-05-10", "denounced"),
        ("state: denounced, on: 2025-05-05", "2025-05-04", "running"),
        ("state: released, on: 2025-05-05", "2025-06-10", "released"),
        ("state: suspended, on: 2025-05-05, until: 2025-05-08", "2025-05-07", "suspended"),
        ("state: suspended, on: 2025-05-05, until: 2025-05-08", "2025-05-10", "running"),
        ("state: rejected, on: 2025-04-20", "2025-05-10", "never_in_force"),
    ],
)
def test_the_last_word_of_a_bound_party_decides(more, day, answer):
    assert became(day, more=more).answer == answer


def test_what_followed_supersedes():
    assert became("2025-06-10", tail="follow_on: {next: another}\n").answer == "superseded"


def test_the_purpose_is_what_the_sources_say_and_never_follows_from_quiet():
    assert purpose(cases.read("sy-2014-02-homs"), on("2014-03-01")).answer == "partly"
    assert purpose(cases.read("ua-2025-12-znpp3"), on("2025-12-29")).answer != "met"
    assert purpose(cases.read("ua-2025-12-znpp3"), on("2025-12-31")).answer == "met"
    assert purpose(read_text(TEXT.replace("MORE", "")), on("2025-06-10")).answer == "not_assessable"


def test_harm_stands_beside():
    assert {each.kind for each in cases.read("sy-2014-02-homs").harm} == {"detained", "hurt"}


def test_each_clause_has_its_own_form():
    two = read_text(
        TEXT.replace("MORE", "").replace(
            "window: w}}", "window: w}, C2: {kind: refrain, acts: [air], bound: [P1, P2], window: w}}"
        )
        + "  - {party: P2, clauses: [C2], history: [{state: rejected, on: 2025-04-21}]}\n"
    )
    day = on("2025-05-10")
    assert form(two, day, clause="C1").answer == "running"
    assert form(two, day, clause="C2").answer == "never_in_force"
    assert form(two, day, "P2", "C2").reasons[0].code == "state_rejected"
    assert form(two, day, "P2", "C1").answer == "running"
