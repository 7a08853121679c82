"""A fingerprint survives a telephone: any way to write the digits down is read, any slip is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.logs import secret

from ceasefire.errors import BadInput
from ceasefire.ledger import Fingerprint, public_key

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_it_is_read_as_it_was_said(key):
    found = Fingerprint.of(key)
    said = str(found)
    assert len(said.split()) == 10
    assert all(len(group) == 5 for group in said.split())
    for written in (said, said.replace(" ", ""), said.replace(" ", "-"), said.replace(" ", "\n"), f" {said} "):
        assert Fingerprint.parse(written) == found


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "０"])
def test_digits_of_other_scripts_are_digits(zero):
    found = Fingerprint.of(secret("key"))
    assert Fingerprint.parse("".join(chr(ord(zero) + int(d)) if d != " " else d for d in str(found))) == found


@given(KEYS, st.integers(0, 49), st.integers(1, 9))
def test_every_misheard_digit_is_named_by_its_group(key, at, off):
    digits = str(Fingerprint.of(key)).replace(" ", "")
    slip = digits[:at] + str((int(digits[at]) + off) % 10) + digits[at + 1 :]
    with pytest.raises(BadInput) as refused:
        Fingerprint.parse(slip)
    assert refused.value.problems[0].got == f"a slip in group {at // 5 + 1}"


@given(KEYS, st.integers(0, 255))
def test_a_key_that_differs_in_one_bit_has_another_one(key, bit):
    other = bytearray(key)
    other[bit // 8] ^= 1 << bit % 8
    assert Fingerprint.of(bytes(other)) != Fingerprint.of(key)


@pytest.mark.parametrize(
    "text", ["", "12345", "1" * 49, "1" * 51, "ab" * 25, "½" * 50, "²" * 50, str(Fingerprint.of(secret("k"))) + "x"]
)
def test_what_is_no_fingerprint_is_refused(text):
    with pytest.raises(BadInput, match="CF-LEDGER-061"):
        Fingerprint.parse(text)


def test_it_stays_what_people_have_written_down():
    """Worked out apart from the code; the standard's own example is 0794 with check digit 5."""
    assert str(Fingerprint.of(bytes(32))) == "71331 40875 16754 58457 46884 70009 33097 25458 30613 91906"
    assert str(Fingerprint("0794" * 10)) == " ".join(["07945"] * 10)


def test_the_public_key_is_that_of_rfc_8032():
    """RFC 8032, section 7.1, test 1."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key(seed).hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    with pytest.raises(BadInput, match="CF-LEDGER-070"):
        public_key(seed[:31])
