"""The taxonomies: a well-formed tree, words that stand for sets, errors that name the nearest word."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.errors import BadInput, UnknownFormat
from ceasefire.kernel import taxonomy, units
from ceasefire.kernel.languages import LANGUAGES
from ceasefire.kernel.yamltext import read_document

ACTS = taxonomy.acts()
DUTIES = taxonomy.duties()
UNITS = units.units()
ALL = [ACTS, DUTIES, UNITS]

BRANCHES_OF_THE_ISSUE = (
    "fire air missile uav usv mine assault recon_sabotage advance fortification weapons presence "
    "protected_object_hit civilian humanitarian monitor cyber failure_to_act"
).split()
DUTIES_OF_THE_ISSUE = (
    "withdraw disengage repair demine patrol inspect submit_plan answer_plan permit_passage deliver evacuate "
    "release_persons issue_orders discipline notify set_geometry meet"
).split()
UNITS_OF_THE_DESIGN = (
    "round shot burst explosion projectile strike sortie attack assault episode incident weapon_in_place "
    "presence restriction casualty_event"
).split()


@pytest.mark.parametrize("tree", ALL, ids=lambda tree: tree.name)
def test_every_code_has_its_parent_a_label_and_a_meaning(tree):
    for code, entry in {**tree.entries, **tree.named_sets}.items():
        above = code.rpartition(".")[0]
        assert not above or above in tree.entries, code
        assert entry.labels.get("en"), code
        assert set(entry.labels) <= set(LANGUAGES), code
        assert all(text.strip() == text and text for text in entry.labels.values()), code
        assert entry.means.endswith("."), code
        assert not entry.excludes or entry.excludes.endswith("."), code


@pytest.mark.parametrize("tree", ALL, ids=lambda tree: tree.name)
def test_no_word_takes_a_side(tree):
    banned = ("aggressor", "enemy", "liberat", "occupied", "compliance", "terrorist")
    for entry in [*tree.entries.values(), *tree.named_sets.values()]:
        said = " ".join([*entry.labels.values(), entry.means, entry.excludes]).lower()
        assert not [word for word in banned if word in said], entry.code


@pytest.mark.parametrize("tree", ALL, ids=lambda tree: tree.name)
def test_an_inner_code_is_the_union_of_its_children(tree):
    for code in tree.entries:
        below = tree.children(code)
        if below:
            assert tree.leaves(code) == frozenset().union(*(tree.leaves(each) for each in below))
        else:
            assert tree.leaves(code) == {code}
            assert tree.is_leaf(code)


def test_the_published_words_are_there():
    assert set(BRANCHES_OF_THE_ISSUE) <= set(ACTS.children("all"))
    assert set(DUTIES_OF_THE_ISSUE) <= set(DUTIES)
    assert set(UNITS_OF_THE_DESIGN) <= set(UNITS)
    for leaf in ("fire.mortar", "uav.recon", "weapons.inside_withdrawal_line", "weapons.heavy_in_zone"):
        assert taxonomy.leaves(leaf) == {leaf}


def test_all_is_every_leaf():
    assert taxonomy.leaves("all") == {code for code in ACTS if not ACTS.children(code)}
    assert "fire" not in taxonomy.leaves("all")


def test_force_is_use_of_force_and_nothing_else():
    force = taxonomy.leaves("force")
    assert taxonomy.leaves("fire") <= force
    assert taxonomy.leaves("missile") <= force
    assert not force & {"uav.recon", "air.flight", "presence.in_zone", "monitor.access_denied", "cyber.attack"}
    assert not force & taxonomy.leaves("protected_object_hit")
    assert force < taxonomy.leaves("all")


@given(st.sets(st.sampled_from(sorted(ACTS.all_leaves))))
def test_a_summary_stands_for_exactly_its_leaves(leaves):
    summary = ACTS.summarise(leaves)
    assert ACTS.expand(summary) == leaves
    assert len(summary) <= max(len(leaves), 1)


def test_a_summary_uses_the_branch():
    assert ACTS.summarise(ACTS.leaves("fire") | {"uav.recon"}) == ("fire", "uav.recon")
    assert ACTS.summarise(ACTS.all_leaves) == ("all",)


def test_labels_fall_back_to_english():
    assert taxonomy.label("fire.mortar", "uk") == "Мінометний вогонь"
    assert taxonomy.label("fire.other", "tr") == "Fire with another ground weapon"
    assert taxonomy.label("fire.mortar", "fr") == "Mortar fire"
    assert taxonomy.label("all") == "Every act"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("fire.morter", "fire.mortar"), ("mortar", "fire.mortar"), ("uvas", "uav"), ("Fire", "fire"), ("fore", "force")],
)
def test_an_unknown_act_names_the_nearest(wrong, right):
    with pytest.raises(BadInput) as caught:
        taxonomy.leaves(wrong)
    (problem,) = caught.value.problems
    assert problem.code.code == "CF-KERNEL-013"
    assert problem.got == wrong
    assert f"`{right}`" in problem.way_out


def test_every_unknown_act_is_reported_at_once():
    with pytest.raises(BadInput) as caught:
        ACTS.expand(["fire", "shoot", "", "uav", "bomb"])
    assert [problem.got for problem in caught.value.problems] == ["shoot", "", "bomb"]


@given(st.text(max_size=30))
def test_any_text_is_a_word_or_one_clear_error(word):
    try:
        assert ACTS.leaves(word)
    except BadInput as told:
        assert len(told.problems) == 1


def test_a_taxonomy_of_another_major_version_is_refused():
    with pytest.raises(UnknownFormat, match="CF-KERNEL-003"):
        taxonomy.read_taxonomy(read_document("format: ceasefire-taxonomy/2\nentries: {}"))


def test_loading_is_quick():
    script = (
        "import time; from ceasefire.kernel import taxonomy; t = time.process_time(); taxonomy.acts(); "
        "print(time.process_time() - t)"
    )
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True) for _ in range(3)]
    assert min(float(run.stdout) for run in runs) < 0.06
