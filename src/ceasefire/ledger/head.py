"""A signed head: the holder of a key stands for all entries of a log up to a size, and for the head before.

Heads form a chain of their own, so that a head vouches for all heads before it. A head may name the key that signs from
then on: that is how a key is changed, and the reader's old fingerprint goes on to serve.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ceasefire.errors import NOWHERE, Place
from ceasefire.ledger import fields
from ceasefire.ledger.canonical import Json, canonical
from ceasefire.ledger.entry import LogName
from ceasefire.ledger.fingerprint import Fingerprint
from ceasefire.ledger.tree import Tree

FORMAT: Final = "ceasefire-head/1"
NONE_BEFORE: Final = bytes(32)
_HEAD: Final = {
    "at_us": fields.MOMENT,
    "before": fields.HASH,
    "format": fields.one_of(FORMAT),
    "key": fields.HASH,
    "log": fields.TEXT,
    "next_key": fields.optional(fields.HASH),
    "root": fields.HASH,
    "size": fields.NUMBER,
    "tier": fields.TIER,
}
_SIGNED: Final = {"head": fields.OBJECT, "signature": fields.SIGNATURE}


def public_key(seed: bytes) -> bytes:
    """The 32 bytes of the public Ed25519 key that belongs to a secret seed of 32 bytes (RFC 8032)."""
    return _secret(seed).public_key().public_bytes_raw()


def _secret(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(fields.of_length(seed, 32, "the seed of a signing key"))


@dataclass(frozen=True, slots=True)
class Head:
    """What is signed: the log, its size and root, the time, the key, and the hash of the head before.

    `at_us` is in microseconds since 1970 UTC, as the signer's clock said; `next_key` is the public key that signs all
    later heads, when the key changes here. Raises BadInput with all that is wrong.
    """

    name: LogName
    size: int
    root: bytes
    at_us: int
    key: bytes
    before: bytes = NONE_BEFORE
    next_key: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse fields that a reader would refuse."""
        fields.checked(self.to_json(), _HEAD)

    @property
    def digest(self) -> bytes:
        """The hash that the next head names as the one before it."""
        return sha256(canonical(self.to_json())).digest()

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the key that signs."""
        return Fingerprint.of(self.key)

    @property
    def key_after(self) -> bytes:
        """The key that signs the next head."""
        return self.key if self.next_key is None else self.next_key

    def to_json(self) -> dict[str, Json]:
        """Return the head as it is signed and written down."""
        found: dict[str, Json] = {
            "at_us": self.at_us,
            "before": self.before.hex(),
            "format": FORMAT,
            "key": self.key.hex(),
            "log": self.name.log,
            "root": self.root.hex(),
            "size": self.size,
            "tier": self.name.tier,
        }
        return found if self.next_key is None else found | {"next_key": self.next_key.hex()}

    @staticmethod
    def from_json(value: Json, place: Place = NOWHERE) -> Head:
        """Return the head that `value` writes down; raise BadInput with all that is wrong."""
        found = cast("dict[str, Any]", fields.checked(value, _HEAD, place))
        root, key, before = (bytes.fromhex(found[name]) for name in ("root", "key", "before"))
        next_key = bytes.fromhex(found["next_key"]) if "next_key" in found else None
        name = LogName(found["log"], found["tier"])
        return Head(name, found["size"], root, found["at_us"], key, before, next_key)


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with its Ed25519 signature over the canonical head."""

    head: Head
    signature: bytes

    @property
    def is_signed(self) -> bool:
        """Tell whether the key that the head names made the signature; not whose key it is."""
        try:
            Ed25519PublicKey.from_public_bytes(self.head.key).verify(self.signature, canonical(self.head.to_json()))
        except (InvalidSignature, ValueError):  # ValueError: 32 bytes that are no point of the curve
            return False
        return True

    def to_json(self) -> dict[str, Json]:
        """Return the head and its signature as they are written down."""
        return {"head": self.head.to_json(), "signature": self.signature.hex()}

    @staticmethod
    def from_json(value: Json, place: Place = NOWHERE) -> SignedHead:
        """Return what `value` writes down; raise BadInput with all that is wrong. The signature is not tried here."""
        found = cast("dict[str, Any]", fields.checked(value, _SIGNED, place))
        return SignedHead(Head.from_json(found["head"], place), bytes.fromhex(found["signature"]))


def sign(
    name: LogName, tree: Tree, at_us: int, seed: bytes, before: SignedHead | None, next_key: bytes | None = None
) -> SignedHead:
    """Return the head over all of `tree`, signed with the key of `seed`.

    `before` is the last head of the log, None for its first. With `next_key`, a public key, this is the last head that
    the present key signs; the next one follows at once, signed by the new key, and confirms the change.
    """
    earlier = NONE_BEFORE if before is None else before.head.digest
    head = Head(name, len(tree), tree.root(), at_us, public_key(seed), earlier, next_key)
    return SignedHead(head, _secret(seed).sign(canonical(head.to_json())))
