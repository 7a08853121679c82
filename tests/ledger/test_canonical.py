"""One form of a value: the numbers of RFC 8785, an independent implementation, and every other form refused."""

import json
import math
import struct

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.errors import BadInput
from ceasefire.ledger.canonical import DEEPEST, LARGEST, canonical, read

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-LARGEST, LARGEST) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)

# RFC 8785, appendix B: the bits of a double, and how it is written.
RFC_NUMBERS = """
0000000000000000 0
8000000000000000 0
0000000000000001 5e-324
8000000000000001 -5e-324
7fefffffffffffff 1.7976931348623157e+308
ffefffffffffffff -1.7976931348623157e+308
4340000000000000 9007199254740992
c340000000000000 -9007199254740992
4430000000000000 295147905179352830000
44b52d02c7e14af5 9.999999999999997e+22
44b52d02c7e14af6 1e+23
44b52d02c7e14af7 1.0000000000000001e+23
444b1ae4d6e2ef4e 999999999999999700000
444b1ae4d6e2ef4f 999999999999999900000
444b1ae4d6e2ef50 1e+21
3eb0c6f7a0b5ed8c 9.999999999999997e-7
3eb0c6f7a0b5ed8d 0.000001
41b3de4355555553 333333333.3333332
41b3de4355555554 333333333.33333325
41b3de4355555555 333333333.3333333
41b3de4355555556 333333333.3333334
41b3de4355555557 333333333.33333343
becbf647612f3696 -0.0000033333333333333333
43143ff3c1cb0959 1424953923781206.2
"""


@pytest.mark.parametrize("line", RFC_NUMBERS.split("\n")[1:-1])
def test_numbers_are_written_as_the_rfc_lists_them(line):
    bits, written = line.split()
    assert canonical(struct.unpack(">d", bytes.fromhex(bits))[0]) == written.encode()


def test_keys_are_sorted_by_their_utf_16_units():
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\xf6"]
    assert list(json.loads(canonical(dict.fromkeys(keys)))) == [
        "\r",
        "1",
        "\x80",
        "\xf6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


def test_a_text_is_escaped_where_it_must_be_and_nowhere_else():
    assert canonical('€$\x0f\nA\'B"\\\\"/\x7f ') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f "'.encode()


@given(VALUES)
def test_another_implementation_writes_the_same(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_as_it_was(value):
    assert read(canonical(value)) == value


@given(VALUES)
def test_what_was_written_is_read(value):
    assert read(canonical(value)) == value


@given(VALUES, st.data())
def test_a_changed_bit_is_another_value_or_refused(value, data):
    written = bytearray(canonical(value))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        again = read(bytes(written))
    except BadInput:
        return
    assert canonical(again) == bytes(written) != canonical(value)


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        (math.nan, "004", ""),
        ({"a": [1, -math.inf]}, "004", "a.1"),
        (LARGEST + 1, "004", ""),
        ({"a": {"b": "\ud800"}}, "004", "a.b"),
        ({"\udfff": 1}, "004", "\udfff"),
        ({1: 2}, "004", ""),
        ({"a": b"bytes"}, "004", "a"),
        ({"a": {1, 2}}, "004", "a"),
        (object(), "004", ""),
    ],
)
def test_what_has_no_form_is_refused_with_its_place(value, code, path):
    with pytest.raises(BadInput) as refused:
        canonical(value)
    [problem] = refused.value.problems
    assert problem.code.code == f"CF-LEDGER-{code}"
    assert (problem.place.field or "") == path


def nested(levels):
    value = 0
    for _ in range(levels):
        value = [value]
    return value


def test_nesting_has_an_end():
    assert canonical(nested(DEEPEST)).count(b"[") == DEEPEST
    with pytest.raises(BadInput, match="CF-LEDGER-005"):
        canonical(nested(DEEPEST + 1))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "001"),
        (b"{", "001"),
        (b'"\xff"', "001"),
        (b'\xef\xbb\xbf{"a":1}', "001"),
        (b"NaN", "004"),
        (b"1e999", "004"),
        (b"1" * 5000, "004"),
        (b"9007199254740993", "002"),
        (rb'"\ud800"', "004"),
        (b'{"a":1,"a":1}', "003"),
        (b'{"a":1,"b":{"c":2,"c":3}}', "003"),
        (b'{"b":1,"a":2}', "002"),
        (b'{"a": 1}', "002"),
        (b"1.0", "002"),
        (b"-0", "002"),
        (b"1E2", "002"),
        (rb'"\u0041"', "002"),
        (rb'"\/"', "002"),
        (rb'"\u00e9"', "002"),
        (b"[1]\r", "002"),
        (b"[" * 100_000, "005"),
        (b"[" * 100 + b"]" * 100, "005"),
        (b'{"a":' * 100_000, "005"),
    ],
)
def test_every_other_form_is_refused(data, code):
    with pytest.raises(BadInput) as refused:
        read(data)
    assert refused.value.problems[0].code.code == f"CF-LEDGER-{code}"
