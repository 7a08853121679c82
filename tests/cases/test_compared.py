"""What the carried cases give when their versions are set side by side, against what is known of them."""

import pytest

from ceasefire import cases
from ceasefire.clock import Span, TimeSet, parse_instant
from ceasefire.kernel.kleene import Truth
from ceasefire.terms.compare import compare

KEYS = cases.keys()


def compared(key):
    if key not in KEYS:
        pytest.skip(f"{key} is not carried yet")
    return compare(cases.read(key))


def times(found):
    return TimeSet(tuple(span for part in found.scope.certain.parts() for span in part.when.spans))


def test_of_two_orders_over_eid_three_days_are_mutual():
    found = compared("af-2018-06-eid")
    [common] = found.mutual
    days = Span(parse_instant("2018-06-15", "Asia/Kabul"), parse_instant("2018-06-18", "Asia/Kabul"))
    assert times(common) == TimeSet((days,))
    assert common.parties == ("GOV", "TALIBAN")
    assert (found.contested, found.reciprocal, found.cannot_tell) == ((), (), ())
    assert [each.parties for each in found.one_sided] == [("GOV",)]


def test_a_ceasefire_for_no_bombardment_is_reciprocal_and_nothing_is_contested():
    found = compared("co-2015-farc")
    assert [dict(each.sides) for each in found.reciprocal] == [{"FARC": ("F1", "F2"), "GOV": ("G1",)}]
    assert [each.agreed for each in found.reciprocal] == [Truth.YES]
    assert (found.mutual, found.one_sided, found.contested) == ((), (), ())


def test_one_army_leaves_and_another_moves_in_is_reciprocal_and_nothing_is_contested():
    found = compared("lb-2024-11")
    assert [dict(each.sides) for each in found.reciprocal] == [{"IL": ("W1",), "LB": ("D1",)}]
    assert [each.agreed for each in found.reciprocal] == [Truth.YES]
    assert [(each.parties, each.clauses) for each in found.mutual] == [(("IL", "LB"), ("C1",))]
    assert (found.one_sided, found.contested) == ((), ())


def test_of_a_force_whose_own_word_is_not_known_nobody_can_tell_whether_it_is_bound():
    found = compared("lb-2024-11")
    assert all(each.agreed.sure.is_empty for each in found.undertakings if each.party == "HEZBOLLAH")
    assert [each.common.parties for each in found.cannot_tell] == [("HEZBOLLAH",)]
    assert any(why.code == "word_not_known" and why.values["party"] == "HEZBOLLAH" for why in found.not_stated)


@pytest.mark.parametrize("key", ["ua-2023-01-xmas", "ua-2025-05-vday"])
def test_a_truce_that_was_rejected_binds_the_one_who_declared_it_alone(key):
    found = compared(key)
    assert found.mutual == ()
    assert found.contested == ()
    assert {each.party for each in found.undertakings} == {"RU"}
    assert {each.parties for each in found.one_sided} == {("RU",)}


def test_the_moratorium_is_contested_in_its_start():
    found = compared("ua-2025-03-energy")
    said = [each.says for version in found.contested for each in version.fields if each.field.endswith("from")]
    assert any("2025-03-18" in says["RU"] and "2025-03-25" in says["UA"] for says in said)


def test_a_duty_with_two_dates_is_two_promises():
    found = compared("ye-2018-12-hodeidah")
    assert [each.clauses for each in found.mutual] == [("C1",), ("W1",), ("W2",)]
    assert found.one_sided == ()


def test_a_freeze_inside_a_truce_leaves_nothing_over_for_one_side():
    found = compared("ye-2022-04-truce")
    assert [each.clauses for each in found.mutual] == [("C1",), ("C2",)]
    assert found.one_sided == ()


def test_a_signature_is_enough_to_be_mutual():
    for key in ("sd-2023-05-jeddah", "co-2023-eln"):
        found = compared(key)
        assert found.mutual
        assert (found.one_sided, found.contested) == ((), ())


@pytest.mark.parametrize("key", ["ph-1997-milf", "ge-2009-iprm", "ua-2025-12-znpp3"])
def test_where_no_word_of_anybody_is_known_nobody_is_surely_bound_and_nobody_said_to_be_free(key):
    found = compared(key)
    assert found.undertakings
    assert all(each.agreed.sure.is_empty for each in found.undertakings)
    assert found.mutual == found.one_sided == found.reciprocal == found.contested == ()
    assert {side.party for each in found.cannot_tell for side in each.common.sides} == {
        each.party for each in found.undertakings
    }


def test_of_a_pause_whose_place_is_told_in_two_ways_nothing_is_surely_mutual():
    found = compared("ua-2026-01-cold")
    assert (found.mutual, found.one_sided) == ((), ())
    assert [each.common.parties for each in found.cannot_tell] == [("RU", "UA"), ("UA",)]
    assert all(any(why.code == "reports_differ" for why in unsure.reasons) for unsure in found.cannot_tell)
    assert [version.parties for version in found.contested] == [("RU", "US")]


def test_what_hangs_on_the_clock_of_own_versions_says_so():
    found = compared("ua-2025-03-energy")
    assert found.cannot_tell
    assert all(any(why.code == "zone_not_stated" for why in each.reasons) for each in found.cannot_tell)


def test_a_truce_on_a_condition_and_without_a_day_is_all_untold():
    found = compared("ua-2025-03-blacksea")
    assert (found.mutual, found.one_sided) == ((), ())
    assert [each.part for each in found.cannot_tell] == ["mutual"]


def test_repairs_in_two_named_zones_are_two_promises():
    found = compared("ua-2025-10-znpp1")
    assert [each.clauses for each in found.mutual] == [("C1",)]
    assert [each.common.clauses for each in found.cannot_tell] == [("C2",)]
