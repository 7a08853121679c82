"""Personal data in the log: opened with the key of the source at its place, and with nothing else at no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.logs import NAME, Mission, checked, secret

from ceasefire.errors import BadInput
from ceasefire.ledger import LogName, canonical, seal
from ceasefire.ledger.seal import Bound, Sealed

KEY, NONCE = secret("key of S-1"), secret("nonce", 12)
BOUND = Bound(NAME, 4, "told_by")
DATA = {"name": "Оксана", "telephone": "+380 00 000 00 00"}


def test_it_opens_with_its_key_at_its_place():
    sealed = seal.seal(DATA, "S-1", KEY, NONCE, BOUND)
    again = Sealed.from_json(sealed.to_json())
    assert again == sealed
    assert seal.opened(again, KEY, BOUND) == DATA
    assert "Оксана".encode() not in sealed.box
    assert "box" not in repr(sealed)


@pytest.mark.parametrize(
    "bound",
    [
        Bound(NAME, 5, "told_by"),
        Bound(NAME, 4, "seen_by"),
        Bound(LogName("Example mission", "party-a"), 4, "told_by"),
        Bound(LogName("Other mission", "public"), 4, "told_by"),
    ],
)
def test_it_does_not_open_at_another_place(bound):
    with pytest.raises(BadInput, match="CF-LEDGER-071"):
        seal.opened(seal.seal(DATA, "S-1", KEY, NONCE, BOUND), KEY, bound)


def test_it_does_not_open_for_another_source_or_key():
    sealed = seal.seal(DATA, "S-1", KEY, NONCE, BOUND)
    with pytest.raises(BadInput, match="CF-LEDGER-071"):
        seal.opened(Sealed("S-2", sealed.key_id, sealed.nonce, sealed.box), KEY, BOUND)
    with pytest.raises(BadInput, match="CF-LEDGER-072"):
        seal.opened(sealed, secret("key of S-2"), BOUND)


@given(st.data())
def test_a_changed_bit_closes_it_for_good(data):
    sealed = seal.seal(DATA, "S-1", KEY, NONCE, BOUND)
    part = data.draw(st.sampled_from(["nonce", "box"]))
    changed = bytearray(getattr(sealed, part))
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    parts = {"nonce": sealed.nonce, "box": sealed.box} | {part: bytes(changed)}
    with pytest.raises(BadInput, match="CF-LEDGER-071"):
        seal.opened(Sealed(sealed.source, sealed.key_id, **parts), KEY, BOUND)


def test_its_length_tells_little():
    lengths = {len(seal.seal("x" * n, "S-1", KEY, NONCE, BOUND).box) for n in range(200)}
    assert len(lengths) == 1


@pytest.mark.parametrize(("key", "nonce"), [(KEY[:31], NONCE), (KEY, NONCE[:11]), (b"", b"")])
def test_other_lengths_are_refused(key, nonce):
    with pytest.raises(BadInput, match="CF-LEDGER-070"):
        seal.seal(DATA, "S-1", key, nonce, BOUND)


@pytest.mark.parametrize(
    "change",
    [
        {"box": "???"},
        {"box": ""},
        {"box": "AA=="},
        {"nonce": "00"},
        {"nonce": 1},
        {"key_id": "x"},
        {"source": ""},
        {"more": 1},
    ],
)
def test_a_broken_box_is_named(change):
    with pytest.raises(BadInput, match="CF-LEDGER-008"):
        Sealed.from_json(seal.seal(DATA, "S-1", KEY, NONCE, BOUND).to_json() | change)


def test_after_its_key_is_destroyed_the_log_verifies_and_nobody_reads_the_data():
    log = Mission().write(2)
    place = Bound(NAME, log.chain.size, "told_by")
    log.write(body={"case": "k-9", "told_by": seal.seal(DATA, "S-1", KEY, NONCE, place).to_json()}).sign()
    before = log.heads[-1]
    assert seal.opened(Sealed.from_json(log.entries[2].entry.body["told_by"]), KEY, place) == DATA
    log.write(kind=seal.KEY_DESTROYED, body=seal.destroyed("S-1", KEY)).sign()
    report = checked(log.whole(), log, since=before)
    assert report.verified
    assert any("'S-1' was destroyed" in note for note in report.notes)
    assert any("no copy of a destroyed key" in told for told in report.not_proven)
    file = b"".join(log.whole())
    assert KEY.hex().encode() not in file
    assert "Оксана".encode() not in file
    assert canonical(DATA) not in file
    assert log.entries[3].entry.body["key_id"] == log.entries[2].entry.body["told_by"]["key_id"]
