"""Counts: sums inside one rule, refused across rules, bounds carried."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.errors import BadInput, RulesDiffer
from ceasefire.kernel.units import CountingRule, rule
from ceasefire.record import Count, count_from_json, read_count, side_by_side, total

SMM = rule("smm_violation")
PARTS = ["explosion", "projectile", "burst", "shot", "muzzle_flash", "flare"]


def smm(text, unit):
    return read_count(text, unit, SMM)


def test_the_monitors_total_of_august_2021():
    parts = [
        smm("13,975", "explosion"),
        smm("9,316", "projectile"),
        smm("≥25,005", "burst"),
        smm("265", "muzzle_flash"),
        smm("188", "flare"),
    ]
    whole = total(parts)
    assert (whole.n, whole.unit, whole.lower_bound, whole.approx) == (48_749, "violation", True, False)
    assert whole.figure == "≥48,749"


def test_the_monitors_total_of_january_2021():
    parts = [
        ("2,660", "explosion"),
        ("911", "projectile"),
        ("≥2,579", "burst"),
        ("90", "muzzle_flash"),
        ("54", "flare"),
    ]
    for order in itertools.permutations(parts):
        whole = total([smm(*part) for part in order])
        assert (whole.n, whole.unit, whole.lower_bound) == (6_294, "violation", True)


def test_sums_across_rules_are_refused():
    monitors, command = smm("494", "violation"), Count(4, "episode", rule("continuous_episode"))
    with pytest.raises(RulesDiffer, match="CF-RECORD-001") as caught:
        total([monitors, command])
    assert isinstance(caught.value, TypeError)
    assert "494" in str(caught.value)
    with pytest.raises(RulesDiffer):
        _ = command + monitors


def test_a_later_version_of_a_rule_is_another_rule():
    later = CountingRule("smm_violation", SMM.owner, "2023", SMM.method, SMM.units, SMM.composite)
    with pytest.raises(RulesDiffer, match="2023"):
        _ = smm("1", "burst") + Count(1, "burst", later)


def test_units_that_the_rule_keeps_apart_are_refused():
    ged = rule("ucdp_ged")
    with pytest.raises(RulesDiffer, match="CF-RECORD-002"):
        _ = Count(1, "death", ged) + Count(1, "death_high", ged)
    with pytest.raises(RulesDiffer, match="CF-RECORD-002"):
        _ = smm("1", "violation") + smm("1", "weapon_in_place")


def test_figures_without_a_stated_rule_do_not_add():
    unknown = rule("not_stated")
    with pytest.raises(RulesDiffer, match="CF-RECORD-003"):
        _ = Count(62, "violation", unknown) + Count(18, "violation", unknown)
    assert total([Count(62, "violation", unknown)]).n == 62


def test_nothing_counted_is_not_zero():
    with pytest.raises(BadInput, match="CF-RECORD-006"):
        total([])


def test_a_unit_has_to_belong_to_its_rule():
    with pytest.raises(BadInput, match="CF-KERNEL-015"):
        Count(1, "explosion", rule("ucdp_ged"))
    with pytest.raises(BadInput, match="CF-KERNEL-013"):
        Count(1, "bangs", rule("ucdp_ged"))
    with pytest.raises(BadInput, match="CF-RECORD-005"):
        Count(-1, "event", rule("ucdp_ged"))


@pytest.mark.parametrize(
    ("text", "n", "lower", "approx"),
    [
        ("5", 5, False, False),
        ("25,005", 25_005, False, False),
        ("25 005", 25_005, False, False),
        ("25\u202f005", 25_005, False, False),
        ("≥25,005", 25_005, True, False),
        (">= 2,579", 2_579, True, False),
        (">950", 950, True, False),
        ("At least 40", 40, True, False),
        ("over 300", 300, True, False),
        ("300+", 300, True, False),
        ("~1,200", 1_200, False, True),
        ("about 30", 30, False, True),
        ("≥~400", 400, True, True),
        (" 0 ", 0, False, False),
    ],
)
def test_figures_as_reports_write_them(text, n, lower, approx):
    count = smm(text, "explosion")
    assert (count.n, count.lower_bound, count.approx) == (n, lower, approx)


@pytest.mark.parametrize(
    "text",
    ["", "many", "-3", "1.5", "1,2", "12,34,567", "N/K", "≥5-7", "up to 5+", "5-", "5-6-7", "१२", "9" * 40, "+", "1e3"],
)
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(BadInput, match="CF-RECORD-004"):
        smm(text, "explosion")


@pytest.mark.parametrize(
    ("text", "n", "most", "approx", "figure"),
    [
        ("5-7", 5, 7, False, "5–7"),
        ("20 – 30", 20, 30, False, "20–30"),
        ("between 20 and 30", 20, 30, False, "20–30"),
        ("~1,000 to 1,200", 1000, 1200, True, "~1,000–1,200"),
        ("up to 30", 0, 30, False, "≤30"),
        ("at most about 30", 0, 30, True, "≤~30"),
        ("<30", 0, 30, False, "≤30"),
    ],
)
def test_ranges_keep_both_ends(text, n, most, approx, figure):
    count = smm(text, "explosion")
    assert (count.n, count.most, count.highest, count.approx, count.lower_bound) == (n, most, most, approx, False)
    assert count.figure == figure
    assert smm(figure, "explosion") == count
    assert count_from_json(count.to_json()) == count


@pytest.mark.parametrize("text", ["7-5", "5-5", "up to 0"])
def test_a_range_that_does_not_rise_is_refused(text):
    with pytest.raises(BadInput, match="CF-RECORD-007"):
        smm(text, "explosion")


def test_a_sum_of_ranges_is_a_range_and_an_at_least_swallows_it():
    summed = smm("up to 30", "shot") + smm("5", "burst") + smm("10-12", "burst")
    assert (summed.figure, summed.unit) == ("15–47", "violation")
    assert (summed + smm("≥3", "shot")).figure == "≥18"


@given(st.text(max_size=20))
def test_any_text_is_a_count_or_one_problem(text):
    try:
        assert smm(text, "shot").n >= 0
    except BadInput as told:
        assert len(told.problems) == 1


counts = st.builds(
    Count, st.integers(0, 10**6), st.sampled_from(PARTS), st.just(SMM), approx=st.booleans(), lower_bound=st.booleans()
) | st.builds(
    Count, st.integers(0, 99), st.sampled_from(PARTS), st.just(SMM), st.booleans(), most=st.integers(100, 200)
)


@given(counts, counts, counts)
def test_addition_is_commutative_and_associative(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(st.lists(counts, min_size=1, max_size=8))
def test_a_total_carries_every_bound(listed):
    whole = total(listed)
    assert whole.n == sum(each.n for each in listed)
    assert whole.lower_bound == any(each.lower_bound for each in listed)
    assert whole.approx == any(each.approx for each in listed)


def test_side_by_side_keeps_what_has_no_sum_apart():
    claims = rule("claim_ua")
    unknown = rule("not_stated")
    told = side_by_side(
        [
            smm("3", "burst"),
            Count(4, "shelling", claims),
            smm("2", "explosion"),
            Count(5, "shelling", claims),
            Count(1, "drone", claims),
            Count(7, "shot", unknown),
            Count(7, "shot", unknown),
        ]
    )
    assert [str(each) for each in told] == [
        "5 violation (smm_violation 2014-2022)",
        "9 shelling (claim_ua not stated)",
        "1 drone (claim_ua not stated)",
        "7 shot (not_stated not stated)",
        "7 shot (not_stated not stated)",
    ]


@given(counts)
def test_counts_survive_json(count):
    assert count_from_json(count.to_json()) == count


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"unit": "shot", "rule": "smm_violation"}, "CF-RECORD-004"),
        ({"n": True, "unit": "shot", "rule": "smm_violation"}, "CF-RECORD-004"),
        ({"n": "5", "unit": "shot", "rule": "smm_violation"}, "CF-RECORD-004"),
        ({"n": 5, "unit": "shot"}, "CF-KERNEL-014"),
        ({"n": 5, "rule": "smm_violation"}, "CF-KERNEL-013"),
    ],
)
def test_bad_counts_in_data_are_named(value, code):
    with pytest.raises(BadInput, match=code):
        count_from_json(value)


@pytest.mark.slow
def test_a_type_checker_refuses_a_sum_across_rules(tmp_path):
    snippet = tmp_path / "snippet.py"
    snippet.write_text(
        "from ceasefire.kernel.units import rule\n"
        "from ceasefire.record import Count, total\n"
        "monitors = Count(494, 'violation', rule('smm_violation'))\n"
        "command = Count(4, 'episode', rule('continuous_episode'))\n"
        "fine = monitors + monitors\n"
        "wrong = monitors + command\n"
        "also_wrong = total([monitors, command])\n"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(snippet)], cwd=root, capture_output=True, text=True, check=False
    )
    lines = [line for line in run.stdout.splitlines() if "snippet.py" in line]
    assert any(":6: error" in line for line in lines), run.stdout
    assert not any(":5:" in line for line in lines), run.stdout
