"""Who has the store open: a desk holds it for as long as it runs, and a second desk is refused.

The hold is a lock that SQLite itself keeps on a small file beside the store, so that it works alike on every system
and is gone when the process is gone, however it ended.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ceasefire.errors import Place, Problem, StoreBusy
from ceasefire.store import codes
from ceasefire.store.sqlite.connection import connect
from ceasefire.store.sqlite.failing import told


def beside(path: Path) -> Path:
    """The file that carries the hold."""
    return path.with_name(f"{path.name}-held")


def hold(path: Path) -> sqlite3.Connection:
    """Hold the store until the returned connection is closed; raise StoreBusy when another desk holds it."""
    try:
        return _locked(path)
    except StoreBusy as problem:
        raise StoreBusy(Problem(codes.HELD, Place(file=str(path)))) from problem


def _locked(path: Path) -> sqlite3.Connection:
    raw = connect(beside(path), "rwc", wait_s=0.0)
    try:
        with told(beside(path)):
            raw.execute("BEGIN EXCLUSIVE")
    except BaseException:
        raw.close()
        raise
    return raw
