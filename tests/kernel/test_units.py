"""Units and counting rules: every rule counts in known units, and says whose it is."""

import typing

import pytest

from ceasefire.errors import BadInput
from ceasefire.kernel import units


@pytest.mark.parametrize("name", units.rules())
def test_a_rule_counts_in_known_units(name):
    rule = units.rule(name)
    assert rule.id == name
    assert rule.owner
    assert rule.version
    assert rule.label("en")
    assert rule.means.endswith(".")
    assert rule.method in typing.get_args(units.Method)
    for unit in rule.units - {"all"}:
        assert units.check_unit(unit) == unit
    for whole, parts in rule.composite:
        assert units.check_unit(whole)
        assert whole not in parts
        assert all(rule.counts_in(each) for each in (whole, *parts))


def test_the_monitors_rule_is_the_six_parts():
    (composite,) = units.rule("smm_violation").composite
    assert composite == (
        "violation",
        frozenset({"explosion", "projectile", "burst", "shot", "muzzle_flash", "flare"}),
    )


def test_common_units():
    smm = units.rule("smm_violation")
    assert smm.common_unit("explosion", "explosion") == "explosion"
    assert smm.common_unit("explosion", "burst") == "violation"
    assert smm.common_unit("violation", "burst") == "violation"
    assert smm.common_unit("violation", "weapon_in_place") is None
    assert units.rule("ucdp_ged").common_unit("death", "death_high") is None
    assert units.rule("not_stated").common_unit("shot", "shot") is None


def test_unknown_rules_and_units_teach():
    with pytest.raises(BadInput, match="`smm_violation`"):
        units.rule("smm_violations")
    with pytest.raises(BadInput, match="`explosion`"):
        units.check_unit("explosions")
    with pytest.raises(BadInput, match="CF-KERNEL-013"):
        units.check_unit("all")


def test_a_type_checker_knows_every_rule_it_is_told_of():
    told = {
        typing.get_args(typing.get_type_hints(each)["name"])[0]
        for each in typing.get_overloads(units.rule)
        if typing.get_origin(typing.get_type_hints(each)["name"]) is typing.Literal
    }
    assert told <= set(units.rules())
    assert {"smm_violation", "ucdp_ged", "claim_ua", "claim_ru"} <= told
