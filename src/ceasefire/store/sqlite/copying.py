"""Backups: a copy of the store as it stood at one moment, checked before it gets its name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel import files
from ceasefire.store import codes
from ceasefire.store.protocol import Progress
from ceasefire.store.sqlite import checking
from ceasefire.store.sqlite.connection import OneTransaction, connect
from ceasefire.store.sqlite.failing import told
from ceasefire.store.sqlite.migrating import version_of

_PAGES: Final = 2_000


def copy(raw: sqlite3.Connection, path: Path, to: Path, progress: Progress | None) -> None:
    """Copy what `raw` reads into the new file `to`; progress is told per cent. An existing file stays as it is."""
    if to.exists():
        raise BadInput(Problem(codes.IN_THE_WAY, Place(file=str(to))))
    with files.replacing(to) as beside:
        with told(path), closing(connect(beside, "rwc")) as target:
            _copy_all(raw, target, progress)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, with no neighbours to forget
        check_file(beside)


def _copy_all(raw: sqlite3.Connection, target: sqlite3.Connection, progress: Progress | None) -> None:
    def tell(_status: int, remaining: int, pages: int) -> None:
        if progress is not None:
            progress(100 if pages == 0 else 100 * (pages - remaining) // pages)

    raw.execute("BEGIN")  # all pages as they stand now, whoever writes meanwhile
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.backup(target, pages=_PAGES, progress=tell)
    finally:
        raw.execute("ROLLBACK")


def check_file(path: Path) -> None:
    """Raise an error when the file is no whole store of a version that we know."""
    with closing(connect(path, "ro")) as raw:
        if version_of(raw, path) == 0:
            raise BadInput(Problem(codes.NOT_A_STORE, Place(file=str(path)), got="an empty file"))
        checking.check(OneTransaction(raw, path), path)
