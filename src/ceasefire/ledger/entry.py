"""One entry of a log: what a named person did, and the hash of the entry before it.

The leaf of an entry is SHA-256 over a salt of 32 bytes and the canonical entry. The salt travels with the entry and
with nothing else: who holds only leaves, as a reader of a few entries with their proofs does, cannot guess what the
others say. For the same reason the chain hashes leaves, not entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, cast

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.ledger import codes, fields
from ceasefire.ledger.canonical import Json, canonical, read

FORMAT: Final = "ceasefire-entry/1"
LARGEST: Final = 1024 * 1024  # bytes of a canonical entry; an attachment goes into it as its hash
_NAME: Final = {"log": fields.TEXT, "tier": fields.TIER}
_ENTRY: Final = {
    "at_us": fields.MOMENT,
    "before": fields.HASH,
    "body": fields.OBJECT,
    "by": fields.TEXT,
    "format": fields.one_of(FORMAT),
    "kind": fields.KIND,
    "seq": fields.NUMBER,
    "tier": fields.TIER,
}
_RECORDED: Final = {"entry": fields.OBJECT, "salt": fields.HASH}
_BEFORE_ENTRY: Final = b'{"entry":'
_AFTER_ENTRY: Final = len(b',"salt":""}') + 64


@dataclass(frozen=True, slots=True)
class LogName:
    """Which log: the mission's name for it, and the tier whose released acts it holds."""

    log: str
    tier: str

    def __post_init__(self) -> None:
        """Refuse names that could be read as another, such as one with a blank at its end."""
        fields.checked({"log": self.log, "tier": self.tier}, _NAME)

    @property
    def origin(self) -> bytes:
        """The hash that the first entry names as the one before it; no entry of another log follows from it."""
        return sha256(canonical({"format": FORMAT, "log": self.log, "tier": self.tier})).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done: the place in the log, the kind of act, by whom, when, and its facts.

    `seq` counts from 0; `at_us` is in microseconds since 1970 UTC, as the writer's clock said; `before` is the leaf of
    the entry before. Raises BadInput with all that is wrong. It does not show that what it says is true.
    """

    tier: str
    seq: int
    kind: str
    by: str
    at_us: int
    body: Mapping[str, Json]
    before: bytes

    def __post_init__(self) -> None:
        """Refuse fields that a reader would refuse."""
        fields.checked(self.to_json(), _ENTRY)

    def to_json(self) -> dict[str, Json]:
        """Return the entry as it is written down."""
        return {
            "at_us": self.at_us,
            "before": self.before.hex(),
            "body": self.body,
            "by": self.by,
            "format": FORMAT,
            "kind": self.kind,
            "seq": self.seq,
            "tier": self.tier,
        }

    @staticmethod
    def from_json(value: Json, place: Place = NOWHERE) -> Entry:
        """Return the entry that `value` writes down; raise BadInput with all that is wrong."""
        found = cast("dict[str, Any]", dict(fields.checked(value, _ENTRY, place)))
        del found["format"]
        return Entry(**found | {"before": bytes.fromhex(found["before"])})


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry with its salt, the canonical entry byte for byte, and the leaf that both make.

    Raises BadInput when the salt has not 32 bytes, or when the entry could not be read again: a body without canonical
    form, nested too deep, or beyond 1 MiB.
    """

    entry: Entry
    salt: bytes = field(repr=False)
    written: bytes = field(default=b"", repr=False)
    leaf: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Write the entry down as it will stand in its line, unless the reader just read it so, and make the leaf."""
        fields.of_length(self.salt, 32, "a salt")
        written = self.written or _entry_in(canonical(self.to_json()))
        if len(written) > LARGEST:
            got, expected = f"an entry of {len(written)} bytes", f"at most {LARGEST} bytes"
            raise BadInput(Problem(codes.LINE_TOO_LONG, Place(field="body"), got=got, expected=expected))
        object.__setattr__(self, "written", written)
        object.__setattr__(self, "leaf", sha256(self.salt + written).digest())

    def to_json(self) -> dict[str, Json]:
        """Return the entry and its salt as they are written down."""
        return {"entry": self.entry.to_json(), "salt": self.salt.hex()}

    @property
    def line(self) -> bytes:
        """The canonical form of the entry and its salt."""
        return _BEFORE_ENTRY + self.written + b',"salt":"' + self.salt.hex().encode() + b'"}'

    @staticmethod
    def from_written(written: bytes, salt: bytes, place: Place = NOWHERE) -> Recorded:
        """Return the entry that was kept as `written`, its canonical form; raise BadInput when it is no such form."""
        return Recorded(Entry.from_json(read(written, place), place), salt, written)

    @staticmethod
    def from_json(value: Json, place: Place = NOWHERE, line: bytes = b"") -> Recorded:
        """Return what `value` writes down; raise BadInput with all that is wrong.

        `line`, when given, is the canonical form of `value`; the entry in it is not written down a second time.
        """
        found = cast("dict[str, Any]", fields.checked(value, _RECORDED, place))
        return Recorded(Entry.from_json(found["entry"], place), bytes.fromhex(found["salt"]), _entry_in(line))


def _entry_in(line: bytes) -> bytes:
    """The canonical entry within the canonical form of an entry and its salt."""
    return line[len(_BEFORE_ENTRY) : -_AFTER_ENTRY]


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a log stands: how many entries it has, and the leaf of the last one; the next entry follows from it.

    A value: a change that is given up leaves the chain from before it as it was.
    """

    name: LogName
    size: int
    last: bytes

    @staticmethod
    def of(name: LogName, size: int = 0, last: bytes = b"") -> Chain:
        """The chain of a log of `size` entries whose last leaf is `last`; a new log when both are left out."""
        return Chain(name, size, fields.of_length(last if size else name.origin, 32, "a leaf"))

    def then(self, kind: str, by: str, at_us: int, body: Mapping[str, Json], salt: bytes) -> tuple[Recorded, Chain]:
        """Return the next entry and the chain after it; `salt` is 32 bytes that nobody can guess."""
        entry = Entry(self.name.tier, self.size, kind, by, at_us, body, self.last)
        recorded = Recorded(entry, salt)
        return recorded, Chain(self.name, self.size + 1, recorded.leaf)
