"""Plain YAML: texts stay texts, places are kept, and nothing hostile gets far."""

import time

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


HOSTILE = [
    ("a: 1\na: 2", "CF-KERNEL-012", 2, 1),
    ("a: {b: 1, c: 2, b: 3}", "CF-KERNEL-012", 1, 17),
    ("a: &x 1\nb: *x", "CF-KERNEL-017", 1, 4),
    ("b: *nowhere", "CF-KERNEL-017", 1, 4),
    ("a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]", "CF-KERNEL-017", 1, 4),
    ("a: !!python/object:os.system x", "CF-KERNEL-018", 1, 4),
    ("a: !!str 1", "CF-KERNEL-018", 1, 4),
    ("!x {a: 1}", "CF-KERNEL-018", 1, 1),
    ("--- {a: 1}\n--- {b: 1}", "CF-KERNEL-019", 2, 1),
    ("a: 1\n...\nb: 1", "CF-KERNEL-010", 3, 1),
    ("[" * 200, "CF-KERNEL-020", 1, 41),
    ("\n".join(" " * i + f"k{i}:" for i in range(60)), "CF-KERNEL-020", 40, 40),
    ("? [a]\n: 1", "CF-KERNEL-021", 1, 3),
    (": x", "CF-KERNEL-010", 1, 1),
    ("?\n: x", "CF-KERNEL-021", 1, 2),
    ('a: "\\0"', "CF-KERNEL-022", 1, 4),
    ("a: 1\nb: x\0y", "CF-KERNEL-022", 2, 5),
    ('a: "x\\u202ey"', "CF-KERNEL-022", 1, 4),
    ("a: b: c", "CF-KERNEL-010", 1, 5),
    ("a: [1, 2", "CF-KERNEL-010", 1, 9),
    ("a: 'x", "CF-KERNEL-010", 1, 6),
    ("a: {b: 1\nc: 2", "CF-KERNEL-010", 2, 2),
    ("a:\n\t- x", "CF-KERNEL-010", 2, 1),
    ("%YAML 9.9\n---\na: 1", "CF-KERNEL-010", 1, 1),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), HOSTILE)
def test_hostile_text_is_refused_once_with_its_place(text, code, line, column):
    with pytest.raises(BadInput) as refusal:
        read_document(text, "f.yaml")
    [problem] = refusal.value.problems
    assert (problem.code.code, problem.place.file, problem.place.line, problem.place.column) == (
        code,
        "f.yaml",
        line,
        column,
    )
    assert problem.got
    assert problem.way_out


@pytest.mark.parametrize("text", ['"\\U99999999"', "!<%99> a", "%YAML " + "9" * 5000 + ".1\n---\na"])
def test_what_makes_the_parser_itself_fail_is_broken_yaml(text):
    with pytest.raises(BadInput, match="CF-KERNEL-01"):
        read_document(text, "f")


@pytest.mark.parametrize(
    "text", ["x" * 2_000_001, "[" + "a," * 200_000 + "]", "\n".join(f"k{n}: v" for n in range(90_000))]
)
def test_more_than_any_document_holds_is_refused_soon(text):
    start = time.process_time()
    with pytest.raises(BadInput, match="CF-KERNEL-023"):
        read_document(text)
    assert time.process_time() - start < 6  # seconds of CPU; 3 is meant, the machine of a test may be slow


@pytest.mark.parametrize("text", ["\U0001f54a", "\u2067\u0644\u0627\u2069", "x\u200dy", "\U0001fae8", "a\u0085b"])
def test_signs_of_words_stay(text):
    assert read_document(f'a: "{text}"').tree["a"].replace(" ", "") == text.replace("\u0085", "")


def test_a_billion_laughs_stay_small():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(BadInput, match="&a0"):
        read_document("\n".join(lines))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        read_document(text)
    except BadInput as told:
        assert told.problems
