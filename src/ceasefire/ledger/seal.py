"""Personal data closed under a key of their source, so that they can be made unreadable while the log stays whole.

The log holds only the closed box; its hash goes into the leaf. When the key of the source is destroyed, nobody can
open its boxes any more, and every proof still holds, since no proof was ever over the open text. AES-256-GCM-SIV
(RFC 8452) stays safe even when a restored machine uses a nonce twice. The text is filled up to a multiple of 256 bytes,
so that its length tells little. What a closed box still shows: that there is one, of which source, and when.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.ledger import codes, fields
from ceasefire.ledger.canonical import Json, canonical
from ceasefire.ledger.entry import LogName

FORMAT: Final = "ceasefire-seal/1"
KEY_DESTROYED: Final = "source.key_destroyed"  # the kind of the entry that logs the act
_FILLED_TO: Final = 256


def _is_box(value: Json) -> bool:
    try:
        return isinstance(value, str) and len(base64.b64decode(value, validate=True)) > 16
    except (binascii.Error, ValueError):
        return False


_SEALED: Final = {
    "box": fields.Kind("a closed box in base64", _is_box),
    "format": fields.one_of(FORMAT),
    "key_id": fields.HASH,
    "nonce": fields.Kind("24 hexadecimal digits", lambda value: fields.HASH.fits(f"{value}{'0' * 40}")),
    "source": fields.TEXT,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a box belongs: the entry and the field of its body; at any other place it does not open."""

    name: LogName
    seq: int
    field: str

    def with_source(self, source: str) -> bytes:
        """Return the bytes that are authenticated with the box."""
        place: dict[str, Json] = {"log": self.name.log, "tier": self.name.tier, "seq": self.seq, "field": self.field}
        return canonical(place | {"format": FORMAT, "source": source})


@dataclass(frozen=True, slots=True)
class Sealed:
    """A closed box: the source, which key closes it, and what can be opened with that key only."""

    source: str
    key_id: bytes
    nonce: bytes
    box: bytes = field(repr=False)

    def to_json(self) -> dict[str, Json]:
        """Return the box as it stands in the body of an entry."""
        return {
            "box": base64.b64encode(self.box).decode(),
            "format": FORMAT,
            "key_id": self.key_id.hex(),
            "nonce": self.nonce.hex(),
            "source": self.source,
        }

    @staticmethod
    def from_json(value: Json, place: Place = NOWHERE) -> Sealed:
        """Return the box that `value` writes down; raise BadInput with all that is wrong."""
        found = cast("dict[str, Any]", fields.checked(value, _SEALED, place))
        key_id, nonce = bytes.fromhex(found["key_id"]), bytes.fromhex(found["nonce"])
        return Sealed(found["source"], key_id, nonce, base64.b64decode(found["box"]))


def key_id(key: bytes) -> bytes:
    """The name of a source's key: it tells keys apart and nothing about them."""
    return sha256(b"ceasefire-source-key/1\n" + fields.of_length(key, 32, "the key of a source")).digest()


def seal(data: Json, source: str, key: bytes, nonce: bytes, bound: Bound) -> Sealed:
    """Close `data` under the `key` of `source` (32 bytes), with a `nonce` of 12 bytes that is new each time."""
    fields.of_length(nonce, 12, "a nonce")
    text = canonical(data)
    filled = text + b" " * (-len(text) % _FILLED_TO)
    name = key_id(key)
    return Sealed(source, name, nonce, AESGCMSIV(key).encrypt(nonce, filled, bound.with_source(source)))


def opened(sealed: Sealed, key: bytes, bound: Bound) -> Json:
    """Return what was closed; raise BadInput when the key is another one, or the box was changed or moved."""
    if key_id(key) != sealed.key_id:
        raise BadInput(
            Problem(codes.OTHER_KEY, Place(field=bound.field), got=f"a key of another name ({sealed.source})")
        )
    try:
        filled = AESGCMSIV(key).decrypt(sealed.nonce, sealed.box, bound.with_source(sealed.source))
    except InvalidTag:
        raise BadInput(Problem(codes.CANNOT_OPEN, Place(field=bound.field), got=sealed.source)) from None
    return cast("Json", json.loads(filled))


def destroyed(source: str, key: bytes) -> dict[str, Json]:
    """The body of the entry, of kind `source.key_destroyed`, that logs that the key of `source` was destroyed.

    Write the entry and delete the key in one transaction. It does not show that no copy is left: an old backup of the
    store together with the key file of that time still opens the boxes.
    """
    return {"key_id": key_id(key).hex(), "source": source}
