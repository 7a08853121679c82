import json

import pytest

from ceasefire.errors import BadInput
from ceasefire.kernel.tree import ListNode, MapNode, TextNode, plain
from ceasefire.terms import yaml_text
from ceasefire.terms.yaml_text import parse_bytes, parse_text, read_file

STAYS_TEXT = [
    "12:00", "19:30", "08:00", "24:00", "00:00", "1_000", "0o17", "0x1F", "NO", "no", "yes", "on", "off", "true", "1e3", ".inf",
    "2025-10-18", "2025-10-18T08:00", "007", "1.50", "-0", "Київ", "الساعة",
]  # fmt: skip


@pytest.mark.parametrize("text", STAYS_TEXT)
def test_scalars_stay_what_was_written_as_values_keys_and_items(text):
    assert plain(parse_text(f"a: {text}\n", "f")) == {"a": text}
    assert plain(parse_text(f"{text}: x\n", "f")) == {text: "x"}
    assert plain(parse_text(f"a: [{text}, '{text}']\n", "f")) == {"a": [text, text]}


def test_every_node_knows_its_line_and_column():
    tree = parse_text("a: x\nb:\n  - {c: 19:30}\n", "f")
    assert isinstance(tree, MapNode)
    items = tree.get("b")
    assert isinstance(items, ListNode)
    inner = items.items[0].get("c")
    assert isinstance(inner, TextNode)
    assert (inner.place.file, inner.place.line, inner.place.column) == ("f", 3, 9)


@pytest.mark.parametrize("text", ["", " \n", "# only a comment\n", "---\n", "~"])
def test_an_empty_text_holds_no_terms(text):
    with pytest.raises(BadInput, match="CF-TERMS-004"):
        parse_text(text, "f")


def test_json_is_read_with_tabs_and_halves_of_signs():
    value = {"a": ["19:30", "🕊"], "b": {"c": "x/y"}}
    assert plain(parse_text(json.dumps(value, indent="\t"), "f.json")) == value
    assert plain(parse_text('{"a": "\\u0041\\/"}', "f.json")) == {"a": "A/"}


@pytest.mark.parametrize(("data", "line", "column"), [(b"\xff\xfea", 1, 1), (b"a: 1\nb: \xe9", 2, 4)])
def test_other_encodings_are_refused_at_the_byte(data, line, column):
    with pytest.raises(BadInput, match="CF-TERMS-003") as refusal:
        parse_bytes(data, "f")
    assert (refusal.value.problems[0].place.line, refusal.value.problems[0].place.column) == (line, column)


def test_a_byte_order_mark_is_no_character():
    assert plain(parse_bytes(b"\xef\xbb\xbfa: 1", "f")) == {"a": "1"}


def test_files_too_large_are_not_read_whole(tmp_path):
    large = tmp_path / "large.yaml"
    with large.open("wb") as target:
        target.truncate(10_000_000_000)  # sparse: ten gigabytes of nothing
    with pytest.raises(BadInput, match="CF-TERMS-002") as refusal:
        read_file(large)
    assert "10,000.0 MB" in refusal.value.problems[0].got
    with pytest.raises(BadInput, match="CF-TERMS-002"):
        parse_text("x" * (yaml_text.LARGEST_BYTES + 1), "f")


def test_paths_that_are_no_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.yaml", "a\0b"):
        with pytest.raises(BadInput, match="CF-TERMS-001"):
            read_file(path)
