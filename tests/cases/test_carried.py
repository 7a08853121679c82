"""The carried cases: each parses, loses no fact, and its lint is a reviewed snapshot."""

import re
from pathlib import Path

import pytest

from ceasefire import cases
from ceasefire.clock import parse_instant
from ceasefire.errors import BadInput
from ceasefire.kernel.tree import Node, TextNode, plain
from ceasefire.kernel.yamltext import read_document
from ceasefire.terms import lint, read_text, write_text
from ceasefire.terms.meaning import clause_scope

SNAPSHOTS = Path(__file__).parent / "lint"
DIGITS = re.compile(r"\d+")
KEYS = cases.keys()


def collection(shared_data: Path) -> dict:
    """The collection of facts that the cases were written from, by key of the case."""
    entries = read_document((shared_data.parent / "cases.yaml").read_text(encoding="utf-8")).tree
    return {entry["id"].lower(): {name: value for name, value in entry.items() if name != "id"} for entry in entries}


def leaves(value, path=""):
    """Every (dotted path, text) of one entry of the collection."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{at}")
    else:
        yield path, value


def standing_at(terms, path):
    """What the terms hold at a dotted path; fails when there is nothing."""
    found: Node | None = terms.tree
    for step in path.split("."):
        if isinstance(found, TextNode) or found is None:
            pytest.fail(f"{terms.key}: nothing stands at {path}")
        found = found.items[int(step)] if step.isdecimal() and hasattr(found, "items") else found.get(step)
    assert found is not None, f"{terms.key}: nothing stands at {path}"
    return found


def numbers(text):
    """The numbers of a text without leading zeros and thousands separators."""
    joined = re.sub(r"(?<=\d),(?=\d{3}\b)", "", str(text))
    return {found.lstrip("0") or "0" for found in DIGITS.findall(joined)}


def is_under(leaf, origin):
    return leaf == origin or leaf.startswith(f"{origin}.")


@pytest.mark.parametrize("key", KEYS)
def test_every_case_parses_under_its_own_name_and_survives_writing(key):
    terms = cases.read(key)
    assert terms.key == key
    assert read_text(write_text(terms)) == terms
    assert terms.sources


@pytest.mark.parametrize("key", KEYS)
def test_every_fact_points_at_something_and_nothing_unexpressed_is_without_a_fact(key):
    terms, facts = cases.read(key), cases.facts(key)
    assert facts
    for fact in facts:
        assert fact.kept_in, fact
        for path in fact.kept_in:
            standing_at(terms, path)
        listed = {path.partition(".")[0] == "not_expressed" for path in fact.kept_in}
        assert len(listed) == 1, f"{fact.origin}: split what fields keep from what none keeps"
    pointed = {path for fact in facts for path in fact.kept_in}
    assert {f"not_expressed.{at}" for at in range(len(terms.not_expressed))} <= pointed


@pytest.mark.parametrize("key", KEYS)
def test_no_fact_of_the_collection_is_lost_and_no_number_changed(key, shared_data):
    terms, facts, entry = cases.read(key), cases.facts(key), collection(shared_data)[key]
    for leaf, text in leaves(entry):
        about = [fact for fact in facts if is_under(leaf, fact.origin)]
        assert about, f"{key}: the fact {leaf} ({text}) is kept nowhere"
        kept = " ".join(
            [str(plain(standing_at(terms, path))) for fact in about for path in fact.kept_in]
            + [fact.note for fact in about]
        )
        assert numbers(text) <= numbers(kept), f"{key}: {leaf} ({text}) lost {numbers(text) - numbers(kept)}"
    for fact in facts:
        assert any(is_under(leaf, fact.origin) for leaf, _ in leaves(entry)), f"{key}: {fact.origin} is not there"


def test_every_case_of_the_collection_is_carried(shared_data):
    assert set(KEYS) == set(collection(shared_data))


@pytest.mark.parametrize("key", KEYS)
def test_what_lint_says_of_a_case_is_what_was_reviewed(key):
    found = "".join(
        f"{problem.severity} {problem.code.code} {problem.place.field or ''}\n" for problem in lint(cases.read(key))
    )
    assert found == (SNAPSHOTS / f"{key}.txt").read_text(encoding="utf-8")


def test_an_unknown_case_is_told_with_the_nearest_name():
    with pytest.raises(BadInput, match=r"CF-CASES-001[\s\S]*af-2018-06-eid"):
        cases.read("af-2018-6-eid")


def test_an_offset_alone_puts_no_case_on_one_sides_clock():
    """+03:00 fixes the moments; that it was one capital's clock on that day does not make it the text's zone."""
    terms = cases.read("ua-2022-03-mariupol")
    assert terms.zone.assume == ("Europe/Kyiv", "Europe/Moscow")
    first = clause_scope(terms, "C1", "RU").possible.times().hull.start
    assert first == parse_instant("2022-03-05T07:00", "UTC")
    assert any("+02:00" in caveat["en"] and "+03:00" in caveat["en"] for caveat in terms.caveats)


def test_no_caveat_puts_the_cause_of_a_difference_on_one_side():
    told = " ".join(caveat["en"] for caveat in cases.read("ua-2025-05-vday").caveats)
    assert "on one side" not in told
    assert "No counting rule of either side is known" in told
