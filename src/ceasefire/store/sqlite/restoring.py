"""Putting a backup in the place of a store: the backup is looked through first, and the old store is kept aside."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from ceasefire.errors import BadInput, Place, Problem, StoreBusy, StoreError
from ceasefire.kernel import files
from ceasefire.store import codes
from ceasefire.store.sqlite.connection import check_sqlite, connect, look_at_head
from ceasefire.store.sqlite.copying import check_file
from ceasefire.store.sqlite.failing import told
from ceasefire.store.sqlite.holding import hold

_NEIGHBOURS = ("", "-wal", "-shm")


def restore(backup: Path, to: Path, *, replace: bool = False) -> Path | None:
    """Make `to` a store with what stands in `backup`; return where the old store lies now, None when there was none.

    An existing store is touched only with `replace`, and only when nobody has it open; it is put aside whole, a damaged
    one with its neighbours. Raises BadInput for a backup that is no store, StoreError for a damaged one.
    """
    check_sqlite(to)
    if not backup.is_file():
        raise BadInput(Problem(codes.NO_FILE, Place(file=str(backup))))
    check_file(backup)
    if not to.exists():
        _copy(backup, to)
        return None
    if not replace or not to.is_file():
        raise BadInput(Problem(codes.IN_THE_WAY, Place(file=str(to))))
    if to.samefile(backup):
        raise BadInput(Problem(codes.IN_THE_WAY, Place(file=str(to)), got="the backup itself"))
    with closing(hold(to)):
        _fold(to)
        return _change_places(backup, to)


def _copy(backup: Path, to: Path) -> None:
    with files.replacing(to) as beside:
        shutil.copyfile(backup, beside)
        check_file(beside)


def _change_places(backup: Path, to: Path) -> Path:
    """Put the old store aside only when the copy of the backup lies ready beside it."""
    aside = _free_name(to)
    with files.replacing(to) as beside:
        shutil.copyfile(backup, beside)
        check_file(beside)
        for each in _NEIGHBOURS:
            old = to.with_name(to.name + each)
            if old.exists():
                old.rename(aside.with_name(aside.name + each))
    return aside


def _fold(path: Path) -> None:
    """Fold the write-ahead log into the old store, which works only when nobody has it open; a damaged one stays."""
    try:
        look_at_head(path)
        with told(path), closing(connect(path, "rw", wait_s=0.5)) as raw:
            raw.execute("PRAGMA journal_mode = DELETE")
    except StoreBusy as problem:
        raise StoreBusy(Problem(codes.HELD, Place(file=str(path)))) from problem
    except (StoreError, sqlite3.Error):
        return


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.before-restore-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
