"""Damage to the structure of terms: what keeps its YAML sound and loses its sense.

`tools/fuzz.py` damages bytes and runs for as long as it is told; this is the short run of the suite.
"""

from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire import terms
from ceasefire.errors import CeasefireError
from ceasefire.kernel.tree import ListNode, MapNode, from_plain, replaced_at
from ceasefire.terms.write import tree_text
from ceasefire.terms.yaml_text import parse_text

SAMPLE = Path(__file__).parent.parent / "terms" / "line-repair-example.yaml"
TREE = parse_text(SAMPLE.read_text(encoding="utf-8"), "sample")
HOSTILE = [
    None, "", " ", "~", "0", "-1", "1e999", "nan", "NO", "on", "C1", "P1", "zone_a", "works", "all", "any", "24:00", "2025-02-30",
    "9999-12-31T24:00", "0001-01-01", "P9999999D", "PT0S", "1.5 km", "0 m", "99999 km", "FREQ=DAILY", "Europe/Nowhere", "x" * 3000,
    [], {}, [[]], [[[]]], [None], {"": "x"}, {"value": None}, {"value": {"value": "1"}}, {"status": "to_be_set"},
    {"reports_differ": []}, {"reports_differ": [{"value": "1 km"}, {"value": "x"}]}, {"unstated": "true", "assume": []},
    {"unstated": "x", "within": {"unstated": "y", "within": "front"}}, {"everywhere": "true"}, {"same_as": "zone_a"},
    {"polygon": [["34", "47"], ["35", "47"], ["35", "48"], ["34", "47"]]}, {"polygon": [[["34"]]]}, {"point": ["34", "47"]},
    {"P1": "zone_a", "P9": "road"}, {"from": "2025-10-18", "repeat": "FREQ=DAILY"}, {"C1": {"area": {"radius": "9 km"}}},
    {"areas": {"zone_a": None}}, {"clauses": {"C1": None}}, {"windows": "x"}, ["C1", "C1"], [["C1"]], {"type": "Feature"},
]  # fmt: skip


def paths(node, path=""):
    yield path
    inner = node.entries if isinstance(node, MapNode) else enumerate(node.items) if isinstance(node, ListNode) else ()
    for key, value in inner:
        yield from paths(value, f"{path}.{key}" if path else str(key))


PATHS = [path for path in paths(TREE) if path]


def put(value, _old):
    return from_plain(value)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(HOSTILE)), min_size=1, max_size=4))
def test_damaged_terms_are_read_whole_or_refused_with_problems(changes):
    tree = TREE
    for path, value in changes:
        tree = replaced_at(tree, path, partial(put, value))
    try:
        read = terms.read_text(tree_text(tree))
    except CeasefireError as refusal:
        assert refusal.problems
        assert all(problem.code.code.startswith("CF-") for problem in refusal.problems)
        return
    assert terms.read_text(terms.write_text(read)) == read
    for party in read.parties:
        terms.as_said_by(read, party)
    terms.as_amended(read)
    terms.lint(read)
