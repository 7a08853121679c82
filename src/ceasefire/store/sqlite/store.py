"""The store in one file, for many threads that read and one at a time that writes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from types import TracebackType
from typing import Self

from ceasefire.errors import Code, Place, Problem, StoreBusy, StoreError
from ceasefire.store import codes
from ceasefire.store.books import Books, books
from ceasefire.store.protocol import Progress
from ceasefire.store.sqlite import checking, copying
from ceasefire.store.sqlite.boxes import RTree
from ceasefire.store.sqlite.connection import WAIT_S, OneTransaction, connect
from ceasefire.store.sqlite.migrating import version_of
from ceasefire.store.tables.moments import pass_moment


class SqliteStore:
    """A mission's store in an SQLite file; made by `open_store`.

    Readers see the store as it stood when they began and never wait for the writer. Writers wait for each other
    for at most ten seconds. `held` is the lock of a desk; without one, the write-ahead log is folded into the
    file when the store is closed, so that two processes never do so at the same moment.
    """

    def __init__(
        self, path: Path, reads: str, writer: sqlite3.Connection | None, held: sqlite3.Connection | None
    ) -> None:
        self._path, self._reads = path, reads
        self._writer, self._held = writer, held
        self._turn, self._writes = threading.Lock(), threading.local()
        self._readers: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False
        if writer is not None and held is None:
            writer.execute("PRAGMA wal_autocheckpoint = 0")

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """Everything as it stands at this moment, whatever others write meanwhile."""
        raw = self._reader()
        view = OneTransaction(raw, self._path)
        try:
            view.run("BEGIN")
            yield books(view, RTree())
        finally:
            view.end()
            self._give_back(raw)

    @contextmanager
    def transaction(self, at_us: int | None = None, *, clock_was_wrong: bool = False) -> Iterator[Books]:
        """Read and write; all of it is kept when the block ends, nothing of it when anything in it fails."""
        with self._my_turn() as raw:
            view = OneTransaction(raw, self._path)
            try:
                view.run("BEGIN IMMEDIATE")
                at = None if at_us is None else pass_moment(view, at_us, clock_was_wrong=clock_was_wrong)
                yield books(view, RTree(), at)
                view.run("COMMIT")
            except BaseException:
                _take_back(raw)
                raise
            finally:
                view.end()

    def version(self) -> int:
        """The number of the last migration that was applied."""
        raw = self._reader()
        try:
            return version_of(raw, self._path)
        finally:
            self._give_back(raw)

    def check(self) -> None:
        """Look through the whole store; raise StoreError when something in it cannot be what was written."""
        raw = self._reader()
        try:
            checking.check(OneTransaction(raw, self._path), self._path)
        finally:
            self._give_back(raw)

    def backup(self, to: Path, progress: Progress | None = None) -> None:
        """Write a copy of the store as it stands at this moment, checked, to a new file; others go on working."""
        raw = self._reader()
        try:
            copying.copy(raw, self._path, to, progress)
        finally:
            self._give_back(raw)

    def close(self) -> None:
        """Let go of the file; a transaction that is under way is waited for."""
        with self._turn:
            self._closed = True
            with suppress(Empty):
                while True:
                    self._readers.get_nowait().close()
            for raw in (self._writer, self._held):
                if raw is not None:
                    raw.close()
            self._writer = self._held = None

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def _my_turn(self) -> Iterator[sqlite3.Connection]:
        """Wait until no other thread writes."""
        if getattr(self._writes, "now", False):
            raise StoreError(self._problem(codes.NESTED))
        if not self._turn.acquire(timeout=WAIT_S):
            raise StoreBusy(self._problem(codes.BUSY))
        self._writes.now = True
        try:
            if self._closed:
                raise StoreError(self._problem(codes.SPENT))
            if self._writer is None:
                raise StoreError(self._problem(codes.READING_ONLY))
            yield self._writer
        finally:
            self._writes.now = False
            self._turn.release()

    def _reader(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(self._problem(codes.SPENT))
        try:
            return self._readers.get_nowait()
        except Empty:
            return connect(self._path, self._reads)

    def _give_back(self, raw: sqlite3.Connection) -> None:
        _take_back(raw)
        if self._closed:
            raw.close()
        else:
            self._readers.put(raw)

    def _problem(self, code: Code) -> Problem:
        return Problem(code, Place(file=str(self._path)))


def _take_back(raw: sqlite3.Connection) -> None:
    """End what is under way without keeping it; SQLite may have done so itself, as when the disk is full."""
    if raw.in_transaction:
        with suppress(sqlite3.Error):
            raw.execute("ROLLBACK")
