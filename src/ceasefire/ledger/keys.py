"""The secrets of a mission on disk: closed under a passphrase, never in clear.

A key file holds the seed of the key that signs heads and the key that closes the keys of sources. It is closed with
AES-256-GCM-SIV under a key that Argon2id makes from the passphrase (RFC 9106, its second recommended setting). Without
the passphrase nobody opens it, also not the authors: make a second copy under another passphrase for the safe.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.ledger import codes, fields
from ceasefire.ledger.canonical import Json, canonical, read
from ceasefire.ledger.seal import key_id

FILE_FORMAT: Final = "ceasefire-keys/1"
SHORTEST_PASSPHRASE: Final = 12
_KEY_FORMAT: Final = "ceasefire-source-key/1"


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one try at the passphrase takes: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Refuse less than the least that is thought safe (19 MiB, two passes) and what would stall a laptop."""
        kept = 19 * 1024 <= self.memory_kib <= 1024**2 and 2 <= self.passes <= 16 and 1 <= self.lanes <= 16
        if not kept:
            got = f"{self.memory_kib} KiB, {self.passes} passes, {self.lanes} lanes"
            expected = "19456 to 1048576 KiB, 2 to 16 passes, 1 to 16 lanes"
            raise BadInput(Problem(codes.KEY_FILE_COST, got=got, expected=expected))


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a key file holds, 32 bytes each: the seed of the signing key, and the key over the keys of sources."""

    signing: bytes = field(repr=False)
    sources: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse other lengths."""
        fields.of_length(self.signing, 32, "the seed of a signing key")
        fields.of_length(self.sources, 32, "the key over the keys of sources")


def _is_hex(value: Json) -> bool:
    return isinstance(value, str) and len(value) % 2 == 0 and not value.strip("0123456789abcdef") and value != ""


_BOX: Final = fields.Kind("hexadecimal digits", _is_hex)
_FILE: Final = {
    "box": _BOX,
    "format": fields.one_of(FILE_FORMAT),
    "lanes": fields.NUMBER,
    "memory_kib": fields.NUMBER,
    "nonce": _BOX,
    "passes": fields.NUMBER,
    "salt": _BOX,
}
_WRAPPED: Final = {"box": _BOX, "format": fields.one_of(_KEY_FORMAT), "key_id": fields.HASH, "nonce": _BOX}


def closed(secrets: Secrets, passphrase: str, salt: bytes, nonce: bytes, cost: Cost | None = None) -> bytes:
    """Return the key file that holds `secrets`, one line of JSON; `salt` has 16 bytes, `nonce` 12, both new each time.

    To change the passphrase, open the file and close it again. Raises BadInput for a passphrase below 12 characters.
    """
    cost = cost or Cost()
    fields.of_length(salt, 16, "the salt of a key file")
    fields.of_length(nonce, 12, "a nonce")
    if len(_same_everywhere(passphrase)) < SHORTEST_PASSPHRASE:
        expected = f"{SHORTEST_PASSPHRASE} characters or more"
        raise BadInput(Problem(codes.WEAK_PASSPHRASE, got=f"{len(passphrase)} characters", expected=expected))
    told = _told(salt, nonce, cost)
    box = AESGCMSIV(_key_of(passphrase, salt, cost)).encrypt(nonce, secrets.signing + secrets.sources, canonical(told))
    return canonical(told | {"box": box.hex()}) + b"\n"


def opened(file: bytes, passphrase: str, place: Place = NOWHERE) -> Secrets:
    """Return the secrets of a key file; raise BadInput when it is none or the passphrase does not open it."""
    found = cast("dict[str, Any]", fields.checked(read(file.removesuffix(b"\n"), place), _FILE, place))
    salt, nonce, box = (bytes.fromhex(found[name]) for name in ("salt", "nonce", "box"))
    cost = Cost(found["memory_kib"], found["passes"], found["lanes"])
    fields.of_length(salt, 16, "the salt of a key file")
    fields.of_length(nonce, 12, "a nonce")
    try:
        both = AESGCMSIV(_key_of(passphrase, salt, cost)).decrypt(nonce, box, canonical(_told(salt, nonce, cost)))
    except InvalidTag:
        raise BadInput(Problem(codes.WRONG_PASSPHRASE, place)) from None
    return Secrets(both[:32], both[32:])


def wrapped(key: bytes, secrets: Secrets, nonce: bytes) -> dict[str, Json]:
    """The `key` of a source as the store may keep it: closed under the key of the key file."""
    name = key_id(key)
    box = AESGCMSIV(secrets.sources).encrypt(fields.of_length(nonce, 12, "a nonce"), key, name)
    return {"box": box.hex(), "format": _KEY_FORMAT, "key_id": name.hex(), "nonce": nonce.hex()}


def unwrapped(value: Mapping[str, Json], secrets: Secrets, place: Place = NOWHERE) -> bytes:
    """Return the key of a source that `wrapped` closed; raise BadInput when it does not open.

    To change the key over the keys of sources, unwrap each with the old secrets and wrap it with the new ones: keys
    that were destroyed before are then out of reach also for who finds an old store, unless the old key file and its
    passphrase are found too.
    """
    found = cast("dict[str, Any]", fields.checked(value, _WRAPPED, place))
    nonce, box, name = (bytes.fromhex(found[part]) for part in ("nonce", "box", "key_id"))
    try:
        return AESGCMSIV(secrets.sources).decrypt(fields.of_length(nonce, 12, "a nonce"), box, name)
    except InvalidTag:
        raise BadInput(Problem(codes.CANNOT_OPEN, place, got="the key of a source")) from None


def _told(salt: bytes, nonce: bytes, cost: Cost) -> dict[str, Json]:
    """What stands in a key file in clear; it is authenticated with the box, so that nobody can lower the work."""
    return {
        "format": FILE_FORMAT,
        "lanes": cost.lanes,
        "memory_kib": cost.memory_kib,
        "nonce": nonce.hex(),
        "passes": cost.passes,
        "salt": salt.hex(),
    }


def _key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    work = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return work.derive(_same_everywhere(passphrase).encode("utf-8", "surrogatepass"))


def _same_everywhere(passphrase: str) -> str:
    """The passphrase whatever keyboard typed it: accents as one sign or two, and no blanks at the ends."""
    return unicodedata.normalize("NFKC", passphrase).strip()
