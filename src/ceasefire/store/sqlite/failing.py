"""From what SQLite says to what a person can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ceasefire.errors import Code, Place, Problem, StoreBusy, StoreError
from ceasefire.store import codes
from ceasefire.store.protocol import Clash, Missing

_BY_PREFIX: tuple[tuple[str, Code], ...] = (
    ("SQLITE_BUSY", codes.BUSY),
    ("SQLITE_LOCKED", codes.BUSY),
    ("SQLITE_FULL", codes.DISK_FULL),
    ("SQLITE_READONLY", codes.READ_ONLY),
    ("SQLITE_CANTOPEN", codes.READ_ONLY),
    ("SQLITE_PERM", codes.READ_ONLY),
    ("SQLITE_NOTADB", codes.NOT_A_STORE),
    ("SQLITE_CORRUPT", codes.DAMAGED),
    ("SQLITE_IOERR", codes.DISK_FAULT),
    ("SQLITE_TOOBIG", codes.TOO_LARGE),
    ("SQLITE_CONSTRAINT_TRIGGER", codes.KEPT),
)
_CLASHES = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into StoreError, Clash or Missing; what is our own fault stays as it is."""
    try:
        yield
    except OverflowError as problem:
        raise StoreError(Problem(codes.TOO_LARGE, Place(file=str(path)), got=str(problem))) from problem
    except sqlite3.Error as problem:
        raise _understood(problem, path) from problem


def _understood(problem: sqlite3.Error, path: Path) -> Exception:
    name = str(getattr(problem, "sqlite_errorname", ""))  # SQLite's own name, such as SQLITE_FULL
    if name in _CLASHES:
        return Clash(str(problem))
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return Missing(str(problem))
    code = next((code for prefix, code in _BY_PREFIX if name.startswith(prefix)), None)
    if code is None:
        return problem
    kind = StoreBusy if code is codes.BUSY else StoreError
    return kind(Problem(code, Place(file=str(path)), got=f"{problem} ({name})"))
