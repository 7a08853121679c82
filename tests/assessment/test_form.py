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


LEFT_OR_NOT = "{state: {reports_differ: [{value: denounced}, {value: countered}]}, on: 2025-05-05}"


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
        ("ua-2025-12-znpp3", "2025-12-27", None, "never_in_force"),
        ("ua-2025-12-znpp3", "2025-12-31", None, "cannot_tell"),
        ("ua-2025-12-znpp3", "2025-12-31", "RU", "cannot_tell"),
        ("ua-2025-12-znpp3", "2025-12-31", "UA", "cannot_tell"),
        ("ua-2025-05-vday", "2025-05-12", None, "never_in_force"),
        ("ua-2025-04-easter", "2025-04-20", "RU", "running"),
        ("ua-2025-04-easter", "2025-04-20", None, "cannot_tell"),  # one side mirrored on a condition
        ("ua-2026-01-znpp4", "2026-02-01", None, "cannot_tell"),  # agreed, to begin "in the coming days"
        ("ua-2026-02-znpp5", "2026-03-01", None, "never_in_force"),  # talks, and no more
        ("ge-2009-iprm", "2024-03-20", None, "cannot_tell"),
        ("ph-1997-milf", "2010-01-01", None, "cannot_tell"),
        ("lb-2024-11", "2024-12-07", None, "running"),
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


def test_of_a_word_that_nobody_knows_the_form_cannot_be_told():
    assert spoken("{state: not_stated}", "2025-05-10").answer == "cannot_tell"
    assert spoken("{state: not_stated}", "2025-06-10").answer == "cannot_tell"
    told = spoken("{state: not_stated}", "2025-05-10").reasons
    assert [why.code for why in told][:2] == ["acceptance_not_known", "state_not_stated"]
    assert told[0].text == "whether P1 had taken on C1 by 2025-05-10 cannot be told"
    assert spoken("{state: not_stated}", "2025-05-10", "P1").answer == "cannot_tell"
    assert spoken("{state: not_stated}", "2025-05-10", "P2").answer == "running"


@pytest.mark.parametrize(
    ("history", "day", "answer"),
    [
        ("{state: not_stated}", "2025-04-25", "never_in_force"),  # whoever agreed, its time had not come
        ("{state: not_stated}, {state: rejected, on: 2025-04-22}", "2025-05-10", "never_in_force"),
        ("{state: not_stated}, {state: rejected, on: 2025-05-05}", "2025-05-10", "cannot_tell"),
        ("{state: not_stated}, {state: accepted, on: 2025-05-05}", "2025-05-10", "running"),
        ("{state: accepted, on: 2025-04-20}, {state: not_stated, on: 2025-05-05}", "2025-05-10", "running"),
        ("{state: conditional, on: 2025-04-20}", "2025-05-10", "cannot_tell"),
        ("{state: proposed, on: 2025-04-20}", "2025-05-10", "never_in_force"),
        (
            "{state: accepted, on: 2025-04-20}, " + LEFT_OR_NOT,
            "2025-05-10",
            "cannot_tell",
        ),
        (
            "{state: accepted, on: 2025-04-20}, {state: denounced, on: 2025-05-05}, {state: not_stated, on: 2025-05-06}",
            "2025-05-10",
            "denounced",
        ),
    ],
)
def test_an_explicit_word_decides_and_an_unknown_one_leaves_open(history, day, answer):
    assert spoken(history, day).answer == answer


def spoken(history, day, party=None):
    text = TEXT.replace("{state: accepted, on: 2025-04-20}MORE", history)
    return form(read_text(text), on(day), party)


@pytest.mark.parametrize(
    ("window", "day", "answer"),
    [
        ("{from: {status: unknown}, until: 2025-05-31}", "2025-05-10", "cannot_tell"),
        ("{phase: {after: demined}, lasts: P7D}", "2025-05-10", "cannot_tell"),  # no date is not the same as not yet
        ("{phase: {after: demined, met_on: 2025-05-20}, lasts: P7D}", "2025-05-10", "never_in_force"),
        ("{from: 2025-05-01, until: {status: unknown}}", "2025-05-10", "cannot_tell"),
        ('{from: "2025-05-05T08:00", lasts: PT4H, repeat: "FREQ=WEEKLY;COUNT=3"}', "2025-05-04", "never_in_force"),
        ('{from: "2025-05-05T08:00", lasts: PT4H, repeat: "FREQ=WEEKLY;COUNT=3"}', "2025-05-07", "running"),
        ('{from: "2025-05-05T08:00", lasts: PT4H, repeat: "FREQ=WEEKLY;COUNT=3"}', "2025-05-25", "ended"),
    ],
)
def test_never_in_force_is_said_only_of_what_is_known_not_to_have_begun(window, day, answer):
    text = TEXT.replace("MORE", "").replace('{from: "2025-05-01", until: "2025-05-31"}', window)
    assert form(read_text(text), on(day)).answer == answer


@pytest.mark.parametrize("open_value", ["{status: unknown}", "{reports_differ: [{value: [P1]}, {value: [P1, P2]}]}"])
def test_whom_it_binds_may_be_unknown_too(open_value):
    text = TEXT.replace("MORE", "").replace("bound: [P1, P2]", f"bound: {open_value}")
    found = form(read_text(text), on("2025-05-10"))
    assert (found.answer, found.reasons[0].code) == ("cannot_tell", "bound_not_known")
    talks = TEXT.replace("MORE", "").replace("bound: [P1, P2]", "bound: {status: to_be_set}")
    assert form(read_text(talks), on("2025-05-10")).answer == "cannot_tell"
    assert form(read_text(talks.replace("accepted", "explored")), on("2025-05-10")).answer == "never_in_force"


@pytest.mark.parametrize("key", cases.keys())
def test_no_real_case_is_said_never_to_have_been_in_force_for_a_party_whose_word_is_not_known(key):
    terms = cases.read(key)
    for each in terms.declarations:
        if all(step.state == "not_stated" for step in each.history):
            for clause in each.clauses:
                found = form(terms, on("2030-01-01"), each.party, clause)
                assert found.answer == "cannot_tell"
                assert "state_not_stated" in {why.code for why in found.reasons}


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
