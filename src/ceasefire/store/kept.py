"""What else a mission keeps: acts, texts of terms, effort, notices, people, and the entries of its logs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredAct:
    """One step in the history of a thing (a case, a window, a report): the act as JSON, kept to the byte.

    `seq` counts the steps of the thing from 0; `number` counts all acts of the store in the order of writing.
    """

    kind: str
    id: str
    seq: int
    at_us: int
    act: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class TermsVersion:
    """One version of a text of terms, as it was at `at_us`; versions count from 1."""

    terms: str
    version: int
    at_us: int
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A stretch of effort: somebody watched, or was denied to, from start to end; the whole as JSON."""

    id: str
    start_us: int
    end_us: int
    body: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice that somebody gave, such as of a training shoot; `received_us` None when nobody wrote it down."""

    id: str
    start_us: int
    end_us: int
    received_us: int | None
    body: str


@dataclass(frozen=True, slots=True)
class Account:
    """A named person at the desk. `secret` is the slow hash of the password, never the password."""

    id: str
    name: str
    roles: tuple[str, ...]
    secret: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody is logged in: the hash of the token that the browser holds, never the token itself."""

    token_sha256: bytes
    account: str
    made_us: int
    until_us: int
    body: str = "{}"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of the log of one tier: its canonical bytes, the salt that travels with it, and its leaf hash."""

    salt: bytes
    entry: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class LogHead:
    """A signed head: over the first `size` entries of a tier's log; the whole as it was signed."""

    size: int
    at_us: int
    head: bytes
