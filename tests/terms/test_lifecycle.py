"""Who was bound on which day, and what state an arrangement was in: from histories, windows and guards."""

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import parse_instant
from ceasefire.kernel.kleene import Truth
from ceasefire.terms.agreement import open_reasons
from ceasefire.terms.lifecycle import agreed, agreed_when, agreement, state_on

HEAD = """
format: ceasefire-terms/1
ceasefire: lifecycle-test
timezone: Europe/Kyiv
parties: {P1: {}, P2: {aliases: [Second side]}, M1: {aliases: [The mediator]}}
areas: {zone: {point: [34.59, 47.51], radius: 1.5 km}}
"""
CLAUSE = "clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}}\n"
BOTH = "declarations: [{party: P1, clauses: [C1], history: [%s]}]\n"


OFFERS_DIFFER = "{state: {reports_differ: [{value: countered}, {value: %s}]}, on: 2025-10-05}"
TOLD_TWICE = "{reports_differ: [{value: 2025-10-12, source: one}, {value: 2025-10-10, source: another}]}"


def made(window='{from: "2025-10-18T08:00", lasts: P7D}', history="{state: accepted, on: 2025-10-10}", more=""):
    return terms.read_text(HEAD + f"windows: {{w: {window}}}\n" + CLAUSE + BOTH % history + more)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("history", "on", "answer"),
    [
        ("{state: guaranteed, on: 2025-10-17}", "2025-10-11", Truth.NO),  # late for a window planned from the 11th
        ("{state: guaranteed, on: 2025-10-17}", "2025-10-17", Truth.YES),
        ("{state: accepted, on: 2025-10}", "2025-09-30", Truth.NO),
        ("{state: accepted, on: 2025-10}", "2025-10-15", Truth.CANNOT_TELL),  # some day of that month
        ("{state: accepted, on: 2025-10}", "2025-10-31", Truth.YES),
        ("{state: mirror, on: 2025-10-10, condition: as long as the other does}", "2025-10-12", Truth.CANNOT_TELL),
        (
            "{state: accepted, on: 2025-10-10}, {state: suspended, on: 2025-10-12, until: 2025-10-14}",
            "2025-10-13",
            Truth.NO,
        ),
        (
            "{state: accepted, on: 2025-10-10}, {state: suspended, on: 2025-10-12, until: 2025-10-14}",
            "2025-10-15",
            Truth.YES,
        ),
        ("{state: ordered, on: 2025-10-10, until: 2025-10-12}", "2025-10-13", Truth.NO),
        ("{state: accepted, on: 2025-10-10, said_by: The mediator}", "2025-10-12", Truth.CANNOT_TELL),
        ("{state: accepted, on: 2025-10-10, via: M1}", "2025-10-12", Truth.YES),  # carried by M1, said by P1
        ("{state: countered, on: 2025-10-10}", "2025-10-12", Truth.NO),
        ("{state: accepted}", "2025-10-01", Truth.YES),  # no date known
        ("{state: accepted, on: {status: to_be_set, by: M1}}", "2025-10-15", Truth.CANNOT_TELL),
        ("{state: accepted, on: {value: 2025-10-10, status: inferred}}", "2025-10-10", Truth.YES),
        (f"{{state: accepted, on: {TOLD_TWICE}}}", "2025-10-09", Truth.NO),
        (f"{{state: accepted, on: {TOLD_TWICE}}}", "2025-10-11", Truth.CANNOT_TELL),
        (f"{{state: accepted, on: {TOLD_TWICE}}}", "2025-10-12", Truth.YES),
        (
            "{state: {reports_differ: [{value: accepted}, {value: rejected}]}, on: 2025-10-10}",
            "2025-10-11",
            Truth.CANNOT_TELL,
        ),
        ("{state: not_stated}", "2020-01-01", Truth.CANNOT_TELL),  # no date: throughout
        ("{state: not_stated, on: 2025-10-10}", "2025-10-09", Truth.NO),  # no word on record yet
        ("{state: not_stated, on: 2025-10-10}", "2025-10-10", Truth.CANNOT_TELL),
        ("{state: proposed, on: 2025-10-10}, {state: not_stated}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: not_stated}, {state: accepted, on: 2025-10-12}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: not_stated}, {state: accepted, on: 2025-10-12}", "2025-10-12", Truth.YES),
        ("{state: not_stated}, {state: rejected, on: 2025-10-12}", "2025-10-12", Truth.NO),
        ("{state: accepted, on: 2025-10-10}, {state: not_stated, on: 2025-10-12}", "2025-10-13", Truth.YES),
        ("{state: rejected, on: 2025-10-10}, {state: not_stated, on: 2025-10-12}", "2025-10-13", Truth.NO),
        (
            "{state: ordered, on: 2025-10-10, until: 2025-10-12}, {state: not_stated, on: 2025-10-11}",
            "2025-10-13",
            Truth.CANNOT_TELL,
        ),
        ("{state: {status: unknown}}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: {status: to_be_set, by: P1}}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: {value: accepted, status: to_be_set}}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: {value: accepted, status: inferred}}", "2025-10-11", Truth.YES),
        ("{state: {reports_differ: [{value: proposed}, {value: accepted}]}}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: {reports_differ: [{value: not_stated}, {value: rejected}]}}", "2025-10-11", Truth.CANNOT_TELL),
        ("{state: {reports_differ: [{value: announced}, {value: ordered}]}}", "2025-10-11", Truth.YES),
        ("{state: {reports_differ: [{value: rejected}, {value: denounced}]}}", "2025-10-11", Truth.NO),
        ("{state: {reports_differ: [{value: proposed}, {value: countered}]}}", "2025-10-11", Truth.NO),
        (
            "{state: accepted, on: 2025-10-01}, " + OFFERS_DIFFER % "proposed",
            "2025-10-11",
            Truth.YES,
        ),
        (
            "{state: accepted, on: 2025-10-01}, " + OFFERS_DIFFER % "denounced",
            "2025-10-11",
            Truth.CANNOT_TELL,
        ),
        (
            "{state: rejected, on: 2025-10-01}, {state: accepted, on: {status: to_be_set}}",
            "2025-10-11",
            Truth.NO,
        ),
    ],
)
def test_the_party_s_own_history_decides_day_by_day(history, on, answer):
    read = made(history=history)
    assert agreed(read, "P1", "C1", day(on)) is answer
    when = agreed_when(read, "P1", "C1")
    noon = parse_instant(f"{on}T12:00", "Europe/Kyiv")
    assert (when.sure.covers(noon), when.maybe.covers(noon)) == (answer is Truth.YES, answer is not Truth.NO)


@pytest.mark.parametrize(
    ("declaration", "answer"),
    [
        ("{party: P1, clauses: [C1], history: {status: unknown}}", Truth.CANNOT_TELL),
        ("{party: P1, clauses: [C1], history: [{status: unknown}]}", Truth.CANNOT_TELL),
        (
            "{party: P1, clauses: [C1], history: {reports_differ: [{value: [{state: accepted}]}, {value: []}]}}",
            Truth.CANNOT_TELL,
        ),
        ("{party: P1, clauses: [C1], history: []}", Truth.NO),  # never made, as lint says
        ("{party: P2, clauses: [C1], history: [{state: not_stated}]}", Truth.NO),  # of P1 no word is on record
    ],
)
def test_an_unknown_history_is_not_the_same_as_none(declaration, answer):
    text = HEAD + 'windows: {w: {from: "2025-10-18T08:00", lasts: P7D}}\n' + CLAUSE
    read = terms.read_text(text + f"declarations: [{declaration}]\n")
    assert agreed(read, "P1", "C1") is answer
    told = [why.code for why in agreement(read, "P1", "C1").reasons]
    assert ("no_word" in told) == (answer is Truth.NO)
    assert ("state_not_stated" in told) == (answer is Truth.CANNOT_TELL)


def test_of_accounts_that_differ_none_leads():
    read = made(history="{state: {reports_differ: [{value: accepted}, {value: rejected}]}, on: 2025-10-10}")
    [told] = agreement(read, "P1", "C1").reasons
    assert told.text == "accounts differ on what P1 did on 2025-10-10: P1 accepted it; P1 rejected it"


@pytest.mark.parametrize(
    ("history", "left_open"),
    [
        ("{state: not_stated}, {state: accepted, on: 2025-10-12}", ["state_not_stated"]),
        ("{state: accepted, on: 2025-10-10}, {state: not_stated, on: 2025-10-12}", []),
        ("{state: accepted}", []),
    ],
)
def test_what_is_not_known_is_a_reason_only_where_it_matters(history, left_open):
    assert [why.code for why in open_reasons(made(history=history), "P1", "C1")] == left_open


@pytest.mark.parametrize(
    ("on", "state", "certain"),
    [("2025-10-12", "pending", True), ("2025-10-20", "in_force", False), ("2025-10-27", "expired", False)],
)
def test_the_state_of_what_nobody_knows_to_be_agreed_is_never_certain_once_it_would_have_begun(on, state, certain):
    found = state_on(made(history="{state: not_stated}"), day(on))
    assert (found.state, found.certain) == (state, certain)


def test_what_is_certain_is_told_by_what_is_known():
    more = "  - {party: P2, clauses: [C1], history: [{state: not_stated}]}\n"
    text = HEAD + 'windows: {w: {from: "2025-10-18T08:00", lasts: P7D}}\n' + CLAUSE
    read = terms.read_text(
        text + "declarations:\n  - {party: P1, clauses: [C1], history: [{state: accepted}]}\n" + more
    )
    found = state_on(read, day("2025-10-20"))
    assert (found.state, found.certain) == ("in_force", True)
    assert "state_not_stated" not in {why.code for why in found.reasons}


def test_a_word_that_nobody_knows_after_a_suspension_does_not_end_it():
    read = made(
        history="{state: accepted, on: 2025-10-10}, {state: suspended, on: 2025-10-20}, {state: not_stated, on: 2025-10-21}"
    )
    assert state_on(read, day("2025-10-22")).state == "suspended"


def test_a_signature_binds_the_one_who_signed_and_nobody_else():
    read = made(
        history="{state: explored, on: 2025-10-01}",
        more="instrument: {signed_on: 2025-10-09, signed_by: [P1, M1], bound_not_signing: [P2]}\n",
    )
    assert agreed(read, "P1", "C1", day("2025-10-08")) is Truth.NO
    assert agreed(read, "P1", "C1", day("2025-10-09")) is Truth.YES
    assert agreed(read, "P2", "C1", day("2025-10-20")) is Truth.NO
    assert agreement(read, "P2", "C1").reasons[0].code == "bound_not_signing"


def test_initials_alone_leave_it_open_whether_a_party_is_bound():
    """At Minsk in September 2016 one side put its initials under a decision that the others signed."""
    read = made(
        history="{state: explored, on: 2016-09-01}",
        more="instrument: {signed_on: 2016-09-21, signed_by: [P1], initialled_by: [P2]}\n",
    )
    assert agreed(read, "P2", "C1", day("2016-09-20")) is Truth.NO
    assert agreed(read, "P2", "C1", day("2016-09-21")) is Truth.CANNOT_TELL
    assert agreement(read, "P2", "C1").reasons[0].code == "state_initialled"


def test_several_states_hold_at_once_and_all_are_told():
    read = made(history="{state: mirror, on: 2025-04-19}, {state: countered, on: 2025-04-19}")
    found = agreement(read, "P1", "C1")
    assert found.answer is Truth.YES
    assert [step.state for step in found.states] == ["mirror", "countered"]
    assert found.reasons[0].text == "P1 said on 2025-04-19 that it would do the same"


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2025-10-09", "pending"),
        ("2025-10-12", "pending"),
        ("2025-10-18", "in_force"),
        ("2025-10-25", "in_force"),
        ("2025-10-26", "expired"),
    ],
)
def test_the_state_follows_the_window(on, state):
    assert state_on(made(), day(on)).state == state


def test_a_phase_is_pending_until_its_guard_is_met():
    waiting = state_on(made("{phase: {after: demined}, lasts: P2D}"), day("2025-11-09"))
    assert (waiting.state, waiting.certain) == ("pending", True)
    assert "demined" in waiting.reasons[-1].text
    assert (
        state_on(made("{phase: {after: demined, met_on: 2025-11-08}, lasts: P2D}"), day("2025-11-09")).state
        == "in_force"
    )


@pytest.mark.parametrize(
    ("last", "state"),
    [
        ("{state: suspended, on: 2025-10-20}", "suspended"),
        ("{state: denounced, on: 2025-10-20}", "ended"),
        ("{state: released, on: 2025-10-20}", "ended"),
    ],
)
def test_who_leaves_before_the_end_ends_it(last, state):
    assert state_on(made(history="{state: accepted, on: 2025-10-10}, " + last), day("2025-10-21")).state == state
    assert state_on(made(history="{state: accepted, on: 2025-10-10}, " + last), day("2025-10-19")).state == "in_force"


def test_one_side_stays_bound_when_the_other_leaves():
    more = "  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-10-10}, {state: denounced, on: 2025-10-20}]}\n"
    text = HEAD + 'windows: {w: {from: "2025-10-18T08:00", lasts: P7D}}\n' + CLAUSE
    text += "declarations:\n  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-10}]}\n" + more
    found = state_on(terms.read_text(text), day("2025-10-21"))
    assert found.state == "in_force"
    assert {each.party: each.state for each in found.promises} == {"P1": "in_force", "P2": "ended"}


def test_it_is_completed_once_the_purpose_is_reached():
    more = "purpose: {kind: repair, success: line under load, met_on: 2025-10-22}\n"
    assert state_on(made(more=more), day("2025-10-21")).state == "in_force"
    assert state_on(made(more=more), day("2025-10-22")).state == "completed"


def test_the_hour_that_hangs_on_the_zone_is_not_certain():
    text = HEAD.replace("Europe/Kyiv", "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}")
    text += (
        'windows: {w: {from: "2023-01-06T12:00", until: "2023-01-06T23:30"}}\n'
        + CLAUSE
        + BOTH % "{state: ordered, on: 2023-01-05}"
    )
    assert state_on(terms.read_text(text), day("2023-01-06")).certain


def test_nobody_agreed_is_pending_with_its_reason():
    found = state_on(made(history="{state: rejected, on: 2025-10-10}"), day("2025-10-20"))
    assert (found.state, found.reasons[0].code) == ("pending", "nobody_agreed")


def test_who_appealed_to_a_party_leaves_nothing_open_and_a_precondition_is_named():
    read = made(history="{state: appealed_to, said_by: The mediator}, {state: ordered}")
    assert open_reasons(read, "P1", "C1") == ()
    told = agreement(made(history="{state: rejected, condition: a withdrawal}"), "P1", "C1").reasons
    assert [each.in_words() for each in told] == ["P1 rejected it", "what it asked for first: a withdrawal"]


def test_day_and_window_are_on_one_clock_in_each_reading():
    zone = "timezone: {unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}"
    text = (
        HEAD.replace("timezone: Europe/Kyiv", zone)
        + 'windows: {w: {from: "2023-01-06T12:00", until: "2023-01-07T24:00"}}\n'
    )
    read = terms.read_text(text + CLAUSE + BOTH % "{state: ordered}")
    states = {
        on: (found.state, found.certain)
        for on in ("2023-01-05", "2023-01-07", "2023-01-08")
        for found in [state_on(read, day(on))]
    }
    assert states == {
        "2023-01-05": ("pending", True),
        "2023-01-07": ("in_force", True),
        "2023-01-08": ("expired", True),
    }


def test_a_day_that_one_clock_holds_and_another_does_not_is_uncertain():
    zone = "timezone: {unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}"
    text = (
        HEAD.replace("timezone: Europe/Kyiv", zone)
        + 'windows: {w: {from: "2023-01-06T12:00+02:00", until: "2023-01-07T23:30+02:00"}}\n'
    )
    found = state_on(terms.read_text(text + CLAUSE + BOTH % "{state: ordered}"), day("2023-01-08"))
    assert (found.state, found.certain) == ("in_force", False)  # it is 8 January in Moscow and still the 7th in Kyiv


def test_a_word_given_up_to_a_day_runs_out_and_is_not_taken_back():
    read = made(window="{from: 2026-01-29, until: 2026-02-10}", history="{state: ordered, until: 2026-02-01}")
    found = state_on(read, day("2026-02-03"))
    assert (found.state, found.certain) == ("expired", True)
    assert "given up to a day" in found.reasons[0].in_words()


@pytest.mark.parametrize(
    ("on", "state"), [("2025-10-19", "in_force"), ("2025-10-21", "suspended"), ("2025-10-26", "expired")]
)
def test_what_was_suspended_expires_with_its_window(on, state):
    read = made(history="{state: accepted, on: 2025-10-10}, {state: suspended, on: 2025-10-20}")
    assert state_on(read, day(on)).state == state
