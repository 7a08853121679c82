import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ceasefire import terms
from ceasefire.errors import BadInput
from ceasefire.kernel.tree import ListNode, MapNode, TextNode, from_plain, plain
from ceasefire.terms.schema import overlay_schema, records
from ceasefire.terms.templates import NAMES, template
from ceasefire.terms.write import tree_text
from ceasefire.terms.yaml_text import parse_text

SAMPLE = Path(__file__).parent / "line-repair-example.yaml"
TEXTS = [SAMPLE.read_text(encoding="utf-8"), *(template(name) for name in NAMES)]
PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" \n\t:#-{}[]'\"\\,&*!|>%@`"),
    max_size=12,
)
KEYS = PRINTABLE.filter(lambda key: bool(key.strip()))
SCALARS = st.builds(TextNode, PRINTABLE, st.just(True)) | st.sampled_from(
    [TextNode(text) for text in ("", "1", "1.5", "-3", "007", "NO", "on", "19:30", "2025-10-18", "~", "null")]
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(ListNode, st.lists(inner, max_size=4).map(tuple))
        | st.builds(MapNode, st.dictionaries(KEYS, inner, max_size=4).map(lambda held: tuple(held.items())))
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("text", TEXTS)
def test_terms_written_and_read_again_are_equal(text):
    read = terms.read_text(text)
    written = terms.write_text(read)
    assert terms.read_text(written) == read
    assert terms.write_text(terms.read_text(written)) == written


@given(TREES)
def test_any_tree_written_is_read_as_the_same(tree):
    whole = MapNode((("x", tree),))
    assert plain(parse_text(tree_text(whole), "f")) == plain(whole)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_of_a_field_is_kept_or_refused(text):
    tree = parse_text(TEXTS[0], "f").with_entry("caveats", from_plain([text]))
    try:
        read = terms.read_tree(tree)
        assert terms.read_text(terms.write_text(read)) == read
    except BadInput as refusal:
        assert all(problem.code.code.startswith(("CF-TERMS-", "CF-KERNEL-")) for problem in refusal.problems)


@pytest.mark.parametrize(
    "sign", ["\u2028", "\u2029", "\x85", "\u2067x\u2069", "\U0001f3f4\U000e0067", "\ufeff", "~", "null"]
)
def test_signs_that_loaders_trip_over_are_kept(sign):
    tree = parse_text(TEXTS[0], "f").with_entry("caveats", from_plain([f"a{sign}b", f"{sign}", f" {sign}"]))
    assert plain(parse_text(tree_text(tree), "f")) == plain(tree)


EMPTY = (
    "format: ceasefire-terms/1\nceasefire: e\nparties:\n  P1:\n  P2: ~\nclauses:\nareas: {}\nwindows: null\ntitle: ~\n"
)


def test_what_is_left_empty_is_read_written_and_valid():
    read = terms.read_text(EMPTY)
    assert list(read.parties) == ["P1", "P2"]
    assert terms.read_text(terms.write_text(read)) == read
    assert jsonschema.Draft202012Validator(terms.schema()).is_valid(plain(parse_text(EMPTY, "f")))


def test_other_programs_read_what_is_written_as_the_same_texts():
    read = terms.read_text(TEXTS[0])
    loaded = yaml.safe_load(terms.write_text(read))
    assert loaded["windows"]["works"]["from"] == "2025-10-18T08:00"
    assert loaded["declarations"][0]["history"][0]["on"] == "2025-10-10"
    assert loaded["parties"].keys() == read.parties.keys()


@pytest.mark.parametrize("text", TEXTS)
def test_the_schema_takes_what_the_reader_takes(text):
    read = terms.read_text(text)
    check = jsonschema.Draft202012Validator(terms.schema())
    assert [error.message for error in check.iter_errors(plain(read.tree))] == []
    assert [error.message for error in check.iter_errors(yaml.safe_load(terms.write_text(read)))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("clauses: [C1, W1]", "clausez: [C1, W1]"),
        ("kind: refrain", "kind: refuse"),
        ("acts: [fire, uav]", "acts: [fire, uavv]"),
        ("radius: 1.5 km", "radius: 1.5"),
        ("n: 18", "n: some"),
        ("format: ceasefire-terms/1", "format: ceasefire-terms/2"),
        ("ceasefire: line-repair-example", "title2: x"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(old, new):
    text = TEXTS[0].replace(old, new, 1)
    assert text != TEXTS[0]
    with pytest.raises(BadInput):
        terms.read_text(text)
    assert not jsonschema.Draft202012Validator(terms.schema()).is_valid(plain(parse_text(text, "f")))


@pytest.mark.parametrize("published", [terms.schema(), overlay_schema()])
def test_every_field_of_the_schema_has_words(published):
    jsonschema.Draft202012Validator.check_schema(published)
    json.dumps(published)
    for record in (published, *published["$defs"].values()):
        for name, field in record.get("properties", {}).items():
            assert field.get("description", "").endswith("."), name


def test_records_are_named_once():
    from ceasefire.terms.overlays import OVERLAY
    from ceasefire.terms.read import TERMS

    for root in (TERMS, OVERLAY):
        found = records(root)
        assert len({id(each) for each in found}) == len({each.name for each in found}) == len(found)
