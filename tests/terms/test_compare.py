"""Five parts, never one intersection: what is mutual, exchanged, one-sided, contested and left unsaid."""

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire import terms
from ceasefire.clock import Span, TimeSet, parse_instant
from ceasefire.kernel.kleene import Truth
from ceasefire.scope import Scope
from ceasefire.terms.compare import compare
from ceasefire.terms.words.comparison import comparison_in_words

HEAD = "format: ceasefire-terms/1\nceasefire: compare-test\ntimezone: {zone}\nparties: {P1: {}, P2: {}, X9: {}}\n"


def made(body, zone="Europe/Kyiv"):
    return terms.read_text(HEAD.replace("{zone}", zone) + body)


def times(scopes):
    return TimeSet(tuple(span for scope in scopes for part in scope.certain.parts() for span in part.when.spans))


def span(start, end, zone="Europe/Kyiv"):
    return TimeSet((Span(parse_instant(start, zone), parse_instant(end, zone)),))


def words(read, key):
    [part] = [part for part in comparison_in_words(read, compare(read)) if part.key == key]
    return "\n".join(line for entry in part.entries for line in (entry.head, *entry.lines))


ZONE = "areas: {zone: {point: [34.59, 47.51], radius: 1.5 km}}\nwindows: {w: {from: '2025-10-18T08:00', lasts: P7D}}\n"
ONE_CLAUSE = "clauses: {C1: {kind: refrain, acts: [fire, uav], bound: [P1, P2], targets: any, area: zone, window: w}}\n"
BOTH = """declarations:
  - {party: P1, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}
  - {party: P2, clauses: [C1], history: [{state: %s, on: 2025-10-11}]%s}
"""


def test_one_clause_that_both_took_on_is_mutual_and_nothing_else():
    found = compare(made(ZONE + ONE_CLAUSE + BOTH % ("mirror", "")))
    assert [each.parties for each in found.mutual] == [("P1", "P2")]
    assert found.mutual[0].scope.certain.measure() == pytest.approx(7.07 * 168, rel=1e-3)
    assert (found.one_sided, found.contested, found.reciprocal, found.cannot_tell) == ((), (), (), ())


@pytest.mark.parametrize("state", ["rejected", "proposed", "explored", "countered"])
def test_who_did_not_agree_makes_nothing_mutual(state):
    found = compare(made(ZONE + ONE_CLAUSE + BOTH % (state, "")))
    assert found.mutual == ()
    assert [each.parties for each in found.one_sided] == [("P1",)]
    assert found.cannot_tell == ()


def test_what_nobody_knows_a_party_said_leaves_it_untold_whether_it_is_mutual():
    read = made(ZONE + ONE_CLAUSE + BOTH % ("not_stated", ""))
    found = compare(read)
    assert (found.mutual, found.one_sided) == ((), ())
    assert [each.part for each in found.cannot_tell] == ["mutual"]
    assert "Because what P2 said on 11 October 2025 is not known." in words(read, "cannot_tell")
    assert [why.code for why in found.not_stated if why.values.get("party") == "P2"] == ["word_not_known"]


def test_of_what_nobody_knows_a_party_said_there_is_no_version_to_contest():
    own = BOTH.replace("2025-10-10}]", '2025-10-10}], own_version: {C1: {window: {from: "2025-10-18T09:00"}}}')
    assert compare(made(ZONE + ONE_CLAUSE + own % ("not_stated", ""))).contested == ()
    assert len(compare(made(ZONE + ONE_CLAUSE + own % ("mirror", ""))).contested) == 1
    criterion = own.replace("own_version: {C1:", "own_version: {held_if: {rule: no_report}, C1:")
    assert compare(made(ZONE + ONE_CLAUSE + criterion % ("not_stated", ""))).contested == ()
    assert {each.clause for each in compare(made(ZONE + ONE_CLAUSE + criterion % ("mirror", ""))).contested} == {
        "C1",
        None,
    }


def test_a_doubtful_offer_is_not_told_once_more_across_a_clause_that_is_in_doubt_already():
    """April 2025: what one side answered to a counter-offer is not known, and the other mirrored on a condition."""
    clauses = ONE_CLAUSE.replace("}}", "}, K1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any}}")
    more = "  - {party: P1, clauses: [K1], history: [{state: not_stated}]}\n"
    found = compare(made(ZONE + clauses + BOTH % ("conditional", "") + more))
    assert [(each.part, each.common.clauses) for each in found.cannot_tell] == [
        ("mutual", ("C1",)),
        ("one_sided", ("K1",)),
    ]


def test_a_condition_leaves_it_untold_whether_it_is_mutual():
    read = made(ZONE + ONE_CLAUSE + BOTH % ("conditional", ""))
    found = compare(read)
    assert (found.mutual, found.one_sided) == ((), ())
    assert [each.part for each in found.cannot_tell] == ["mutual"]
    assert "P2 tied it to a condition on 11 October 2025" in words(read, "cannot_tell")


def test_a_version_of_its_own_is_contested_and_told_by_field_hour_and_size():
    own = ', own_version: {C1: {window: {from: "2025-10-18T09:00"}}}'
    read = made(ZONE + ONE_CLAUSE + BOTH % ("mirror", own))
    found = compare(read)
    [one] = found.contested
    assert [(each.field, dict(each.says)) for each in one.fields] == [
        ("window.from", {"P1": "2025-10-18T08:00", "P2": "2025-10-18T09:00"})
    ]
    assert times([one.only["P1"]]) == span("2025-10-18T08:00", "2025-10-18T09:00")
    assert times([one.only["P2"]]) == span("2025-10-25T08:00", "2025-10-25T09:00")
    assert times([each.scope for each in found.mutual]) == span("2025-10-18T09:00", "2025-10-25T08:00")
    assert found.one_sided == ()
    told = words(read, "contested")
    assert "From 08:00 to 09:00 on 18 October 2025" in told
    assert "only P1's version applies" in told
    assert "1 h and 7.1 km²·h" in told


def test_amounts_without_ground_are_contested_too():
    own = ", own_version: {C1: {verified_by: X9}}"
    found = compare(made(ZONE + ONE_CLAUSE + BOTH % ("mirror", own)))
    assert [(each.clause, each.fields[0].field, dict(each.only)) for each in found.contested] == [
        ("C1", "verified_by", {})
    ]
    assert len(found.mutual) == 1


def test_who_does_not_know_the_end_contradicts_nobody():
    """January 2026: one side named an end; the other was ready to do the same and named none."""
    body = ZONE.replace("lasts: P7D", "until: {status: unknown}") + ONE_CLAUSE
    read = made(body + BOTH % ("mirror", ", own_version: {C1: {window: {until: '2025-10-25T08:00'}}}"))
    assert compare(read).contested == ()
    both = BOTH % ("mirror", ", own_version: {C1: {window: {until: '2025-10-25T08:00'}}}")
    both = both.replace("2025-10-10}]}", "2025-10-10}], own_version: {C1: {window: {lasts: P3D}}}}")
    assert [each.parties for each in compare(made(body + both)).contested] == [("P1", "P2")]


def test_each_on_its_own_clock_is_contested_by_the_hour_between():
    body = ZONE + ONE_CLAUSE + BOTH % ("mirror", ", timezone: Europe/Warsaw")
    [one] = compare(made(body)).contested
    assert one.fields[0].field == "timezone"
    assert times([one.only["P1"]]).hours() == times([one.only["P2"]]).hours() == 1.0


def test_an_amendment_that_one_side_accepted_is_contested_from_its_day():
    more = "amendments: [{date: 2025-10-20, changes: {areas: {zone: {radius: 2.5 km}}}, accepted_by: [P1]}]\n"
    [one] = compare(made(ZONE + ONE_CLAUSE + BOTH % ("mirror", "") + more)).contested
    assert dict(one.fields[0].says) == {"P1": "2.5 km", "P2": "1.5 km"}
    assert times([one.only["P1"]]) == span("2025-10-20", "2025-10-25T08:00")


TWO_ORDERS = """
areas: {land: {place: Afghanistan}}
windows:
  gov: {from: 2018-06-12, until: 2018-06-19}
  eid: {from: 2018-06-15, relative_to: first day of Eid, lasts: P3D}
clauses:
  C1: {kind: refrain, acts: [all], bound: [P1], targets: any, excluded: [{actor: X9, decided_by: P1}], area: land, window: gov}
  C2: {kind: refrain, acts: [all], bound: [P2], targets: [P1], area: land, window: eid}
declarations:
  - {party: P1, clauses: [C1], history: [{state: announced, on: 2018-06-07}]}
  - {party: P2, clauses: [C2], history: [{state: announced, on: 2018-06-09}]}
"""


def test_two_orders_with_one_overlap():
    """Afghanistan, Eid 2018: nobody signed anything together, and three days are mutual all the same."""
    read = made(TWO_ORDERS, "Asia/Kabul")
    found = compare(read)
    assert times([each.scope for each in found.mutual]) == span("2018-06-15", "2018-06-18", "Asia/Kabul")
    assert [each.parties for each in found.one_sided] == [("P1",)]
    assert times([each.scope for each in found.one_sided]).hours() == 5 * 24
    assert (found.contested, found.cannot_tell) == ((), ())
    assert "Afghanistan (named, not drawn)" in words(read, "mutual")
    assert "from 00:00 on 15 June 2018 to 24:00 on 17 June 2018" in words(read, "mutual")


def test_orders_that_leave_each_other_out_are_not_mutual():
    body = TWO_ORDERS.replace("excluded: [{actor: X9, decided_by: P1}]", "excluded: [{actor: P2, decided_by: P1}]")
    assert compare(made(body, "Asia/Kabul")).mutual == ()


def test_two_names_for_places_nobody_drew_cannot_be_told_apart():
    body = TWO_ORDERS.replace("{place: Afghanistan}", "{place: Afghanistan}, south: {unstated: the south}")
    body = body.replace("targets: [P1], area: land", "targets: [P1], area: south")
    found = compare(made(body, "Asia/Kabul"))
    assert found.mutual == ()
    assert "mutual" in {each.part for each in found.cannot_tell}


REJECTED = """
areas: {line: {unstated: entire line of contact}}
windows: {w: {from: "2023-01-06T12:00", until: "2023-01-07T24:00"}}
clauses: {C1: {kind: refrain, acts_unstated: ceasefire, bound: [P1], targets: any, area: line, window: w}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: announced, on: 2023-01-05}, {state: ordered, on: 2023-01-05}]}
  - {party: P2, clauses: [C1], history: [{state: rejected, on: 2023-01-05}]}
"""


def test_two_places_that_are_only_named_are_mutual_each_by_itself():
    found = compare(
        made(
            "areas: {one: {unstated: the first zone}, two: {unstated: the second zone}}\n"
            "windows: {w: {from: 2025-10-18, lasts: P7D}}\n"
            "clauses:\n"
            "  C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: one, window: w}\n"
            "  C2: {kind: refrain, acts: [fire], bound: [P1, P2], area: two, window: w}\n"
            "declarations:\n"
            "  - {party: P1, clauses: [C1, C2], history: [{state: accepted}]}\n"
            "  - {party: P2, clauses: [C1, C2], history: [{state: accepted}]}\n"
        )
    )
    assert [each.clauses for each in found.mutual] == [("C1",), ("C2",)]
    assert (found.one_sided, found.cannot_tell) == ((), ())


def test_all_of_a_named_set_is_told_by_its_name():
    clause = ONE_CLAUSE.replace("[fire, uav]", "[force]")
    assert "to refrain from any use of force (C1)" in words(made(ZONE + clause + BOTH % ("mirror", "")), "mutual")


def test_a_rejected_truce_is_one_sided_and_its_hour_hangs_on_the_zone():
    """Orthodox Christmas 2023: one order, no answer in kind, and a zone that nobody wrote down."""
    read = made(REJECTED, "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}")
    found = compare(read)
    assert (found.mutual, found.contested) == ((), ())
    [alone] = found.one_sided
    assert times([alone.scope]) == span("2023-01-06T12:00", "2023-01-07T24:00") - span(
        "2023-01-07T23:00", "2023-01-07T24:00"
    )
    [unsure] = found.cannot_tell
    edges = TimeSet(tuple(each for part in unsure.common.scope.possible.parts() for each in part.when.spans))
    assert edges.hours() == 2.0
    assert "the text gives times without a zone" in words(read, "cannot_tell")
    assert "entire line of contact" in words(read, "one_sided")
    assert "P2 alone" not in words(read, "one_sided")


ASYMMETRIC = """
lines:
  now: [{geometry: {type: LineString, coordinates: [[38.0, 48.0], [38.0, 48.5]]}}]
  memo: [{geometry: {type: LineString, coordinates: [[38.1, 48.0], [38.1, 48.5]]}}]
areas:
  back_from_now: {beside_line: {line: now, side: left, depth: 25 km}}
  back_from_memo: {beside_line: {line: memo, side: right, depth: 25 km}}
windows: {start: {from: 2015-02-17}}
clauses:
  W1: {kind: do, duty: withdraw, by: [P1, P2], weapons: {calibre_mm: {from: 100}, types: [tube_artillery]}, area: {P1: back_from_now, P2: back_from_memo}, window: start, start_by: P2D, finish_by: P14D}
declarations:
  - {party: P1, clauses: [W1], history: [{state: accepted, on: 2015-02-12}]}
  - {party: P2, clauses: [W1], history: [{state: accepted, on: 2015-02-12}]}
"""


def test_bands_from_two_lines_are_an_agreed_asymmetry():
    """Minsk 2015: one side withdraws from the line of contact, the other from the line of September 2014."""
    found = compare(made(ASYMMETRIC))
    [one] = found.reciprocal
    assert (one.basis, one.agreed, dict(one.sides)) == ("own_share", Truth.YES, {"P1": ("W1",), "P2": ("W1",)})
    assert (found.mutual, found.one_sided, found.contested, found.cannot_tell) == ((), (), (), ())


IN_KIND = """
areas: {all: {everywhere: true}}
windows: {w: {from: 2015-07-20}}
clauses:
  C1: {kind: refrain, acts: [all], bound: [P1], targets: [P2], area: all, window: w}
  C2: {kind: refrain, acts: [air.strike], bound: [P2], targets: [P1], area: all, window: w}
exchange: [{P1: [C1], P2: [C2]}]
declarations:
  - {party: P1, clauses: [C1], history: [{state: announced, on: 2015-07-08}]}
  - {party: P2, clauses: [C2], history: [{state: %s, on: 2015-07-25}]}
"""


def test_reciprocity_in_kind_is_exchanged_and_not_contested():
    """Colombia 2015: one side stops offensive acts, the other stops bombing camps."""
    found = compare(made(IN_KIND % "ordered"))
    assert [dict(each.sides) for each in found.reciprocal] == [{"P1": ("C1",), "P2": ("C2",)}]
    assert (found.mutual, found.one_sided, found.contested) == ((), (), ())


def test_an_exchange_that_one_side_never_took_up_is_one_sided():
    found = compare(made(IN_KIND % "rejected"))
    assert found.reciprocal == ()
    assert [each.parties for each in found.one_sided] == [("P1",)]


def test_an_exchange_that_hangs_on_a_condition_says_so():
    read = made(IN_KIND % "conditional")
    assert [each.agreed for each in compare(read).reciprocal] == [Truth.CANNOT_TELL]
    assert "cannot be told" in words(read, "reciprocal")


def test_different_duties_and_limits_are_not_mutual_but_equal_ones_are():
    body = """
windows: {w: {from: 2025-10-18, lasts: P7D}}
areas: {zone: {point: [34.59, 47.51], radius: 1.5 km}}
clauses:
  L1: {kind: limit, acts: [fire], bound: [P1], at_most: {n: 10, unit: explosion, per: P1D}, area: zone, window: w}
  L2: {kind: limit, acts: [fire], bound: [P2], at_most: {n: %d, unit: explosion, per: P1D}, area: zone, window: w}
declarations:
  - {party: P1, clauses: [L1], history: [{state: announced, on: 2025-10-10}]}
  - {party: P2, clauses: [L2], history: [{state: announced, on: 2025-10-10}]}
"""
    assert len(compare(made(body % 10)).mutual) == 1
    assert compare(made(body % 20)).mutual == ()
    assert len(compare(made(body % 20)).one_sided) == 2


def test_rival_accounts_belong_to_nobody():
    body = ZONE.replace(
        "lasts: P7D", "until: {reports_differ: [{value: '2025-10-18T15:00'}, {value: '2025-10-18T17:00'}]}"
    )
    read = made(body + ONE_CLAUSE + BOTH % ("mirror", ""))
    found = compare(read)
    assert found.contested == ()
    assert times([each.scope for each in found.mutual]).hours() == 7.0
    assert "accounts differ on the end of the window “w”" in words(read, "cannot_tell")


def test_what_is_left_unsaid_is_listed_once():
    told = words(made(REJECTED, "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}"), "not_stated")
    for piece in (
        "without a zone",
        "lists no acts",
        "which no map shows",
        "nobody is named who verifies",
        "no rule is named",
    ):
        assert piece in told.lower() or piece in told
    assert len(told.splitlines()) == len(set(told.splitlines()))


def test_parts_do_not_overlap():
    own = ', own_version: {C1: {window: {from: "2025-10-18T09:00"}}}'
    found = compare(made(ZONE + ONE_CLAUSE + BOTH % ("mirror", own)))
    mutual = Scope.union(each.scope.certain for each in found.mutual)
    for each in found.contested:
        for scope in each.only.values():
            assert (times([mutual]) & times([scope])).is_empty


THREE_SIDES = """
areas: {south: {unstated: south of the Litani}}
windows: {w: {from: "2024-11-27T04:00", lasts: P60D}}
clauses:
  H1: {kind: refrain, acts: [all], bound: [P1, P2], targets: [P1, P2], area: {everywhere: true}, window: w}
  D1: {kind: do, duty: withdraw, by: [P1], area: south, finish_by: P60D}
  D2: {kind: do, duty: withdraw, by: [P2], area: south, finish_by: P60D}
  D3: {kind: do, duty: redeploy, by: [X9], area: south, finish_by: P60D}
exchange: [{P1: [D1], P2: [D2], X9: [D3]}]
declarations:
  - {party: P1, clauses: [H1, D1], history: [{state: accepted, on: 2024-11-26}]}
  - {party: P2, clauses: [H1, D2], history: [{state: accepted, on: 2024-11-26}]}
  - {party: X9, clauses: [D3], history: [{state: accepted, on: 2024-11-27}]}
"""


GUARANTORS = """
areas: {zones: {unstated: zones along the edges}}
windows: {when_mapped: {phase: {after: the maps are agreed}}}
clauses:
  J1: {kind: do, duty: establish_body, by: [P1, P2, X9], finish_by: P14D}
  O1: {kind: do, duty: observe, by: [P1, P2, X9], area: zones, window: when_mapped}
  N1: {kind: do, duty: notify, by: [P1, P2]}
instrument: {signed_on: 2017-05-04, signed_by: [P1, P2, X9]}
"""


def test_what_three_owe_each_other_is_told_once_and_a_duty_by_its_day():
    """Astana 2017: three guarantors sign; every two of them owe each other the same."""
    read = made(GUARANTORS, "Asia/Damascus")
    assert [(each.parties, each.clauses) for each in compare(read).mutual] == [
        (("P1", "P2", "X9"), ("J1",)),
        (("P1", "P2"), ("N1",)),
    ]
    told = words(read, "mutual")
    assert "P1, P2 and X9 each undertook toward the others to establish a body (J1)." in told
    assert "To be finished within 14 days of the start." in told
    assert "When" not in told
    unsure = words(read, "cannot_tell")
    assert "P1, P2 and X9 each undertook toward the others to observe and verify (O1)" in unsure
    assert "When: at some time from 00:00 on 4 May 2017, no end stated" in unsure


def test_two_duties_of_one_kind_at_two_undrawn_places_are_not_set_crosswise():
    """Disengagement at three places of Donbas: who owes each other both owes nothing more crosswise."""
    body = """
areas: {one: {place: Zolote}, two: {place: Petrivske}}
windows: {w1: {phase: {after: seven quiet days at Zolote}}, w2: {phase: {after: seven quiet days at Petrivske}}}
clauses:
  W1: {kind: do, duty: disengage, by: [P1, P2], area: one, window: w1}
  W2: {kind: do, duty: disengage, by: [P1, P2], area: two, window: w2}
instrument: {signed_on: 2016-09-21, signed_by: [P1], initialled_by: [P2]}
"""
    read = made(body)
    assert [each.common.clauses for each in compare(read).cannot_tell] == [("W1",), ("W2",)]
    told = words(read, "cannot_tell")
    assert "P2 put its initials under it on 21 September 2016, and whether that binds it is not stated." in told
    assert "P1 signed it" not in told


def test_a_silent_party_is_named_once_with_all_its_clauses():
    read = made(GUARANTORS.replace("signed_by: [P1, P2, X9]", "signed_by: [P1], bound_not_signing: [P2]"))
    told = words(read, "not_stated")
    assert "Others wrote that P2 is bound; no word of its own on J1, N1 and O1 is on record." in told
    assert "No word of X9 on J1 and O1 is on record." in told


def test_areas_put_together_and_lines_without_a_course_are_open_points():
    body = """
lines: {m4: [{source: named only}]}
areas:
  road: {corridor: {line: m4, half_width: 6 km}}
  both: {together: [road, {unstated: the front}]}
windows: {w: {from: '2025-10-18T08:00', lasts: P7D}}
"""
    told = words(made(body + ONE_CLAUSE.replace("area: zone", "area: both") + BOTH % ("mirror", "")), "not_stated")
    assert "No map shows the line “m4”, along which C1 applies." in told
    assert "C1 applies to “the front”, which no map shows." in told


def test_rival_accounts_of_a_text_are_told_in_words():
    clause = "clauses: {E1: {kind: do, duty: evacuate, by: [P1], eligible: {reports_differ: [{value: {en: men over 55}}, {value: {en: men over 54}}]}}}\n"
    told = words(made(clause), "not_stated")
    assert "men over 55; men over 54" in told


def test_three_sides_of_one_exchange():
    """Lebanon 2024: one leaves the south, one goes north, a third deploys; the fire stops on both sides."""
    found = compare(made(THREE_SIDES, "Asia/Beirut"))
    assert [sorted(each.sides) for each in found.reciprocal] == [["P1", "P2", "X9"]]
    assert [(each.parties, each.clauses) for each in found.mutual] == [(("P1", "P2"), ("H1",))]
    assert (found.contested, found.one_sided) == ((), ())


hours_of_october = st.integers(min_value=0, max_value=300)


@settings(max_examples=25)
@given(hours_of_october, hours_of_october, hours_of_october, hours_of_october, st.integers(1, 5), st.integers(1, 5))
def test_what_each_promised_is_shared_out_without_loss(start_1, length_1, start_2, length_2, radius_1, radius_2):
    """Two concentric zones over two spans: the parts of each side add up to what it promised, hour by km²."""
    body = f"""
areas: {{a: {{point: [34.59, 47.51], radius: {radius_1} km}}, b: {{point: [34.59, 47.51], radius: {radius_2} km}}}}
windows:
  a: {{from: "{_at(start_1)}", lasts: PT{length_1 + 1}H}}
  b: {{from: "{_at(start_2)}", lasts: PT{length_2 + 1}H}}
clauses:
  C1: {{kind: refrain, acts: [fire], bound: [P1], area: a, window: a}}
  C2: {{kind: refrain, acts: [fire, uav], bound: [P2], area: b, window: b}}
declarations:
  - {{party: P1, clauses: [C1], history: [{{state: announced, on: 2025-09-01}}]}}
  - {{party: P2, clauses: [C2], history: [{{state: announced, on: 2025-09-01}}]}}
"""
    found = compare(made(body, "UTC"))
    assert found.cannot_tell == ()
    mutual = sum(each.scope.measure(by="act").get("fire.mortar", 0.0) for each in found.mutual)
    together = max(0, min(start_1 + length_1, start_2 + length_2) + 1 - max(start_1, start_2))
    assert mutual == pytest.approx(together * _disc(min(radius_1, radius_2)), rel=2e-3, abs=1e-6)
    for party, hours, radius in (("P1", length_1 + 1, radius_1), ("P2", length_2 + 1, radius_2)):
        alone = sum(
            each.scope.measure(by="act").get("fire.mortar", 0.0) for each in found.one_sided if each.parties == (party,)
        )
        assert alone + mutual == pytest.approx(hours * _disc(radius), rel=2e-3)
        assert sum(each.scope.measure(by="act").get("uav.fpv", 0.0) for each in found.mutual) == 0


def _at(hours):
    return (dt.datetime(2025, 10, 1) + dt.timedelta(hours=hours)).isoformat(timespec="minutes")


def _disc(radius_km):
    return math.pi * radius_km**2


TWICE = """
areas: {port: {place: the port}, town: {place: the town}}
windows: {w: {from: "2018-12-18", lasts: P21D}}
clauses:
  C1: {kind: refrain, acts: [fire, advance], bound: [P1, P2], area: {everywhere: true}, window: w}
  C2: {kind: refrain, acts: [advance.forward, presence], bound: [P1, P2], area: {everywhere: true}, window: w}
  W1: {kind: do, duty: redeploy, by: [P1, P2], area: port, window: w, finish_by: P14D}
  W2: {kind: do, duty: redeploy, by: [P1, P2], area: town, window: w, finish_by: P21D}
declarations:
  - {party: P1, history: [{state: accepted}]}
  - {party: P2, history: [{state: accepted}]}
"""


def test_two_duties_of_one_kind_in_two_places_are_both_mutual():
    """At Hodeidah in 2018 the ports had one date and the whole redeployment another."""
    found = compare(made(TWICE))
    assert [each.clauses for each in found.mutual if each.sides[0].clause.kind == "do"] == [("W1",), ("W2",)]


def test_what_two_clauses_forbid_twice_is_told_once_and_left_over_for_nobody():
    found = compare(made(TWICE))
    assert [each.clauses for each in found.mutual if each.sides[0].clause.kind == "refrain"] == [("C1",), ("C2",)]
    assert (found.one_sided, found.cannot_tell) == ((), ())


def test_a_time_that_nobody_knows_is_told_as_such():
    body = ZONE.replace("from: '2025-10-18T08:00', lasts: P7D", "from: {status: unknown}") + ONE_CLAUSE
    undated = (BOTH % ("mirror", "")).replace(", on: 2025-10-10", "").replace(", on: 2025-10-11", "")
    assert "When: at a time that is not known yet." in words(made(body + undated), "cannot_tell")


@pytest.mark.parametrize(
    ("window", "code"),
    [
        ('{from: "2025-10-26T03:30", lasts: PT4H}', "time_not_once"),
        ('{from: "2025-10-20T08:00", until: "2025-10-26T03:30"}', "time_not_once"),
        ("{phase: {after: demining, met_on: 2025-10-20}, until: 2025-10-25}", "guard_without_hour"),
        ('{from: "2025-10-20T10:00", until: "14:00", repeat: FREQ=DAILY}', "rule_without_end"),
    ],
)
def test_what_the_clock_leaves_open_is_told_with_its_reason(window, code):
    zone = ZONE.replace("{from: '2025-10-18T08:00', lasts: P7D}", window)
    unsure = compare(made(zone + ONE_CLAUSE + BOTH % ("mirror", ""))).cannot_tell
    assert unsure
    assert all(code in {why.code for why in each.reasons} for each in unsure)


def test_whom_a_clause_binds_by_some_accounts_only_is_not_told():
    rivals = "bound: {reports_differ: [{value: [P1], source: one}, {value: [P1, P2], source: another}]}"
    found = compare(made(ZONE + ONE_CLAUSE.replace("bound: [P1, P2]", rivals) + BOTH % ("mirror", "")))
    assert found.mutual == ()
    assert [(each.part, [why.code for why in each.reasons]) for each in found.cannot_tell] == [
        ("mutual", ["reports_differ"])
    ]


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("{C1: {acts: {reports_differ: [{value: [fire]}, {value: [uav]}]}}}", "reports_differ"),
        ("{windows: {w: {from: {status: to_be_set, by: X9, due: 2025-10-10}}}}", "to_be_set"),
        ("{C1: {area: {P1: zone}}}", "area_not_stated"),
    ],
)
def test_what_a_version_of_its_own_leaves_open_is_a_reason_too(own, code):
    found = compare(made(ZONE + ONE_CLAUSE + BOTH % ("mirror", f", own_version: {own}")))
    assert found.cannot_tell
    assert all(code in {why.code for why in each.reasons} for each in found.cannot_tell)
