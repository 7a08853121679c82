"""Opening a store, or making one: what stands in the way is told before anything is changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from ceasefire.errors import BadInput, Place, Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.sqlite.connection import check_sqlite, connect, look_at_head
from ceasefire.store.sqlite.failing import told
from ceasefire.store.sqlite.holding import hold
from ceasefire.store.sqlite.migrating import migrate, newest, version_of
from ceasefire.store.sqlite.store import SqliteStore

Way = Literal["desk", "visit", "read"]


def open_sqlite(path: Path, way: Way = "desk", *, create: bool = False) -> SqliteStore:
    """Open the store in a file.

    desk    reads and writes, and holds the store: a second desk is refused
    visit   reads and writes beside a desk, one transaction at a time, as a command does
    read    only reads, also on a disk that cannot be written to

    `create` makes the file where there is none. A store of an earlier release is brought to today's version, except
    when it is only read. Raises StoreError or BadInput; a file that is no store is left as it was.
    """
    check_sqlite(path)
    _look_at(path, create=create and way != "read")
    if way == "read":
        return _only_reading(path)
    held = hold(path) if way == "desk" else None
    try:
        return SqliteStore(path, "ro", _writer(path, create=create), held)
    except BaseException:
        if held is not None:
            held.close()
        raise


def _look_at(path: Path, *, create: bool) -> None:
    place = Place(file=str(path))
    if path.is_dir():
        raise BadInput(Problem(codes.NOT_A_STORE, place, got="a folder"))
    if not path.exists() and not create:
        raise BadInput(Problem(codes.NO_FILE, place))
    if not path.parent.is_dir():
        raise BadInput(Problem(codes.NO_FILE, place, got="a folder that is not there"))


def _writer(path: Path, *, create: bool) -> sqlite3.Connection:
    look_at_head(path)
    raw = connect(path, "rwc" if create else "rw")
    try:
        if version_of(raw, path) == 0 and not create:
            raise _empty(path)
        migrate(raw, path)
        _try_to_write(raw, path)
    except BaseException:
        raw.close()
        raise
    return raw


def _try_to_write(raw: sqlite3.Connection, path: Path) -> None:
    """Find out now, not at the first act, that the place cannot be written to."""
    with told(path):
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(f"PRAGMA user_version = {newest()}")
        raw.execute("ROLLBACK")


def _only_reading(path: Path) -> SqliteStore:
    """Read beside whoever writes; where the disk cannot be written to, nobody does, and the file is read as it is."""
    mode = "ro"
    try:
        version = _version(path, mode)
    except StoreError:
        if _has_unfolded_writes(path):
            raise
        mode = "immutable"
        version = _version(path, mode)
    if version == 0:
        raise _empty(path)
    if version != newest():
        got, expected = f"version {version}", f"version {newest()}; opened to write, it is brought there"
        raise StoreError(Problem(codes.EARLIER, Place(file=str(path)), got=got, expected=expected))
    return SqliteStore(path, mode, None, None)


def _version(path: Path, mode: str) -> int:
    raw = connect(path, mode)
    try:
        return version_of(raw, path)
    finally:
        raw.close()


def _has_unfolded_writes(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _empty(path: Path) -> BadInput:
    return BadInput(Problem(codes.NOT_A_STORE, Place(file=str(path)), got="an empty file"))
