"""Key files: opened by their passphrase on any keyboard, by nothing else; lost passphrases and new keys, tried."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.logs import NAME, Mission, checked, secret

from ceasefire.errors import BadInput
from ceasefire.ledger import Fingerprint, canonical, keys, public_key, seal
from ceasefire.ledger.keys import Cost, Secrets

SECRETS = Secrets(secret("signing"), secret("sources"))
PHRASE = "six words that nobody would guess"
SALT, NONCE = secret("salt", 16), secret("nonce", 12)
LEAST = Cost(19 * 1024, 2, 1)


def closed(passphrase=PHRASE, secrets=SECRETS):
    return keys.closed(secrets, passphrase, SALT, NONCE, LEAST)


def test_it_opens_with_its_passphrase_at_the_usual_cost():
    file = keys.closed(SECRETS, PHRASE, SALT, NONCE)
    assert json.loads(file)["memory_kib"] == 64 * 1024
    assert keys.opened(file, PHRASE) == SECRETS
    for hidden in (SECRETS.signing, SECRETS.sources):
        assert hidden not in file
        assert hidden.hex().encode() not in file
        assert hidden.hex() not in repr(SECRETS)
    assert PHRASE.encode() not in file


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("пароль із шести слів\u0457", "пароль із шести слів\u0456\u0308"),
        (PHRASE, f" {PHRASE}\n"),
        ("ﬁve plus seven words", "five plus seven words"),
    ],
)
def test_a_passphrase_is_the_same_from_another_keyboard(one, other):
    assert keys.opened(closed(one), other) == SECRETS


@pytest.mark.parametrize("wrong", ["", PHRASE.upper(), PHRASE + "x", "\ud800" * 12])
def test_another_passphrase_does_not_open_it(wrong):
    with pytest.raises(BadInput, match="CF-LEDGER-074"):
        keys.opened(closed(), wrong)


@pytest.mark.parametrize("short", ["", "elevenchars", " " * 40])
def test_a_short_passphrase_is_refused_and_not_repeated(short):
    with pytest.raises(BadInput, match="CF-LEDGER-073") as refused:
        closed(short)
    assert not short.strip() or short not in str(refused.value)


@settings(max_examples=100)
@given(st.data())
def test_a_changed_bit_is_found(data):
    file = bytearray(closed())
    file[data.draw(st.integers(0, len(file) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BadInput):
        keys.opened(bytes(file), PHRASE)


@pytest.mark.parametrize(
    "change",
    [{"memory_kib": 8}, {"passes": 1}, {"lanes": 0}, {"memory_kib": 2**40}, {"passes": 10**6}, {"lanes": 10**6}],
)
def test_nobody_lowers_the_work_or_stalls_the_machine(change):
    with pytest.raises(BadInput, match="CF-LEDGER-075"):
        keys.opened(canonical(json.loads(closed()) | change), PHRASE)


@pytest.mark.parametrize(
    "change", [{"salt": "00"}, {"nonce": "00"}, {"box": "zz"}, {"box": ""}, {"format": "ceasefire-keys/2"}, {"x": 1}]
)
def test_a_broken_key_file_is_named(change):
    with pytest.raises(BadInput, match=r"CF-LEDGER-0(08|70)"):
        keys.opened(canonical(json.loads(closed()) | change), PHRASE)


def test_a_box_too_short_for_anything_does_not_open():
    with pytest.raises(BadInput, match="CF-LEDGER-074"):
        keys.opened(canonical(json.loads(closed()) | {"box": "00"}), PHRASE)


def test_the_passphrase_is_changed_by_opening_and_closing_again():
    again = closed("another phrase of six words", keys.opened(closed(), PHRASE))
    assert keys.opened(again, "another phrase of six words") == SECRETS
    with pytest.raises(BadInput, match="CF-LEDGER-074"):
        keys.opened(again, PHRASE)


def test_a_second_copy_in_the_safe_opens_when_the_passphrase_is_lost():
    safe = closed("what the envelope in the safe says")
    found = keys.opened(safe, "what the envelope in the safe says")
    log = Mission(seed=SECRETS.signing).write(1).sign()
    log.seed = found.signing
    assert checked(log.write(1).sign().whole(), log).verified


def test_a_key_of_a_source_is_kept_closed_and_moves_to_a_new_key():
    key, new = secret("key of S-1"), Secrets(secret("signing 2"), secret("sources 2"))
    kept = keys.wrapped(key, SECRETS, NONCE)
    assert key.hex() not in json.dumps(kept)
    assert keys.unwrapped(kept, SECRETS) == key
    moved = keys.wrapped(keys.unwrapped(kept, SECRETS), new, secret("nonce 2", 12))
    assert keys.unwrapped(moved, new) == key
    for value, secrets in ((kept, new), (moved, SECRETS), (kept | {"key_id": seal.key_id(secret("x")).hex()}, SECRETS)):
        with pytest.raises(BadInput, match="CF-LEDGER-071"):
            keys.unwrapped(value, secrets)


def test_a_new_signing_key_is_announced_by_the_old_one():
    log = Mission(NAME, SECRETS.signing).write(3).sign()
    told_last_year = Fingerprint.of(public_key(SECRETS.signing))
    log.change_key(secret("signing 2")).write(2).sign()
    assert checked(log.whole(), log, fingerprint=told_last_year).verified
    assert checked(log.whole(), log).verified
