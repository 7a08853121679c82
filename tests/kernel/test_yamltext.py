"""Plain YAML: texts stay texts, places are kept, and nothing hostile gets far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.errors import BadInput
from ceasefire.kernel.yamltext import read_document


def test_every_scalar_stays_the_text_that_was_written():
    tree = read_document("a: 19:30\non: NO\nNO: 24:00\nn: 007\ne:\nd: 2020-01-01\nf: 1e3\nt: 'x'\n").tree
    assert tree == {
        "a": "19:30",
        "on": "NO",
        "NO": "24:00",
        "n": "007",
        "e": "",
        "d": "2020-01-01",
        "f": "1e3",
        "t": "x",
    }


def test_places_are_kept():
    document = read_document("a:\n  - b: x\n    c: [y, z]\n", "m.yaml")
    place = document.place("a", 0, "c", 1)
    assert (place.file, place.line, place.column) == ("m.yaml", 3, 12)
    assert document.place("a", 0, "missing").line == 2
    assert document.place("a", 0, "missing").field == "a.0.missing"


def test_an_empty_document_is_an_empty_mapping():
    assert read_document("").tree == {}
    assert read_document("# only a comment\n").tree == {}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2", "CF-KERNEL-012", 2),
        ("a: &x [1]\nb: *x", "CF-KERNEL-011", 2),
        ("a: !!python/object:os.system x", "CF-KERNEL-011", 1),
        ("a: !own x", "CF-KERNEL-011", 1),
        ("? [a, b]\n: c", "CF-KERNEL-011", 1),
        ("a: [1, 2", "CF-KERNEL-010", None),
        ("a: 'x", "CF-KERNEL-010", None),
        ("a: b: c", "CF-KERNEL-010", 1),
        ("\tx: 1", "CF-KERNEL-010", 1),
        ("---\na: 1\n---\nb: 2", "CF-KERNEL-010", 3),
        ("a: \x00", "CF-KERNEL-010", None),
        ("[" * 60 + "]" * 60, "CF-KERNEL-011", 1),
        ("[" * 100_000, "CF-KERNEL-011", 1),
        ("x" * 4_000_001, "CF-KERNEL-010", None),
    ],
)
def test_bad_documents_are_one_clear_error(text, code, line):
    with pytest.raises(BadInput) as caught:
        read_document(text, "f.yaml")
    (problem,) = caught.value.problems
    assert problem.code.code == code
    assert problem.place.file == "f.yaml"
    if line:
        assert problem.place.line == line


def test_a_billion_laughs_stay_small():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(BadInput, match="the alias"):
        read_document("\n".join(lines))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        read_document(text)
    except BadInput as told:
        assert told.problems
