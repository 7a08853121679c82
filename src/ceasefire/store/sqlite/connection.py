"""A connection to the file: how it is set up, and the one transaction that it serves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from ceasefire.errors import Place, Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.protocol import Record
from ceasefire.store.sqlite.failing import told

OLDEST: Final = (3, 37, 0)  # the first with strict tables
WAIT_S: Final = 10.0
_CACHE_KIB: Final = 16 * 1024
_LARGEST_LOG: Final = 64 << 20  # the write-ahead log is cut to this once a large import is in
_AT_ONCE: Final = 1000


def connect(path: Path, mode: str, wait_s: float = WAIT_S) -> sqlite3.Connection:
    """Open the file: `rwc` makes it, `rw` needs it, `ro` reads only, `immutable` reads what nobody can change."""
    asked = "ro&immutable=1" if mode == "immutable" else mode
    address = f"{path.absolute().as_uri()}?mode={asked}"
    with told(path):
        raw = sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)
    try:
        with told(path):
            _set_up(raw, writes=mode.startswith("rw"))
    except BaseException:
        raw.close()
        raise
    return raw


def look_at_head(path: Path) -> None:
    """Raise StoreError when the head of an existing file is damaged; touch nothing.

    A connection that may write would fold or clear away the `-wal` file of such a store, with the newest entries in it.
    """
    if path.exists():
        with told(path), closing(connect(path, "ro")) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _set_up(raw: sqlite3.Connection, *, writes: bool) -> None:
    """Every commit on the disk before it is confirmed; rows that name others need them; damage is looked for."""
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    raw.execute("PRAGMA cell_size_check = ON")
    raw.execute("PRAGMA trusted_schema = OFF")
    if writes:
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute(f"PRAGMA journal_size_limit = {_LARGEST_LOG}")
    else:
        raw.execute("PRAGMA query_only = ON")


def check_sqlite(path: Path) -> None:
    """Raise StoreError when the SQLite of this Python cannot hold a store."""
    raw = sqlite3.connect(":memory:")
    try:
        raw.execute("CREATE VIRTUAL TABLE boxes USING rtree (key, west, east)")
        lacks = "" if sqlite3.sqlite_version_info >= OLDEST else f"SQLite {sqlite3.sqlite_version}"
    except sqlite3.OperationalError:
        lacks = f"SQLite {sqlite3.sqlite_version} without R*Tree"
    finally:
        raw.close()
    if lacks:
        raise StoreError(Problem(codes.SQLITE_LACKS, Place(file=str(path)), got=lacks))


class OneTransaction:
    """The connection as one transaction sees it; asked after its end it raises StoreError."""

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        self._raw: sqlite3.Connection | None = raw
        self._path = path

    def end(self) -> None:
        """Let go of the connection."""
        self._raw = None

    def run(self, sql: str, *values: object) -> int:
        """Carry out one statement; return how many rows it changed."""
        with told(self._path):
            return self._live().execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for every row of values."""
        with told(self._path):
            self._live().executemany(sql, rows)

    def all(self, sql: str, *values: object) -> list[Record]:
        """All rows of an answer."""
        with told(self._path):
            return self._live().execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Record | None:
        """The first row of an answer, or None."""
        with told(self._path):
            row: Record | None = self._live().execute(sql, values).fetchone()
            return row

    def each(self, sql: str, *values: object) -> Iterator[Record]:
        """The rows of an answer, fetched in portions."""
        with told(self._path):
            cursor = self._live().execute(sql, values)
        while True:
            self._live()
            with told(self._path):
                rows = cursor.fetchmany(_AT_ONCE)
            if not rows:
                return
            yield from rows

    def _live(self) -> sqlite3.Connection:
        if self._raw is None:
            raise StoreError(Problem(codes.SPENT, Place(file=str(self._path))))
        return self._raw
