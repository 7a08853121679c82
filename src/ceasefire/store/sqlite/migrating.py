"""From nothing, or from an earlier release's store, to today's: numbered steps, forward only, all or none."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from ceasefire.errors import BadInput, Place, Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.sqlite.failing import told

OURS: Final = 0x43465354  # "CFST" in the head of the file: `file` and SQLite's tools show it as application id
_NAME: Final = re.compile(r"(\d{4})_[a-z_]+\.sql")


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number, and its statements."""

    number: int
    statements: tuple[str, ...]


@cache
def steps() -> tuple[Step, ...]:
    """All migrations in their order, numbered from 1 without a gap."""
    named = sorted((file.name, file) for file in (files(__package__) / "migrations").iterdir())
    found = [(_NAME.fullmatch(name), file) for name, file in named]
    return tuple(Step(int(name[1]), tuple(_statements(file.read_text("utf-8")))) for name, file in found if name)


def newest() -> int:
    """The version of the stores that this release writes."""
    return steps()[-1].number


def _statements(text: str) -> Iterator[str]:
    """The statements of a migration; each is complete by SQLite's own judgement, triggers included."""
    waiting = ""
    for line in text.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting.strip()
            waiting = ""
    if waiting.strip():
        raise ValueError(f"a migration ends in the middle of a statement: {waiting.strip()[:60]}")


def version_of(raw: sqlite3.Connection, path: Path) -> int:
    """The version of the store in the file, 0 for a file with nothing in it; raise when it is no store, or newer."""
    with told(path):
        [mark], [version] = (raw.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
        [tables] = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (mark, version, tables) == (0, 0, 0):
        return 0
    if mark != OURS:
        raise BadInput(Problem(codes.NOT_A_STORE, Place(file=str(path)), got="a database of another program"))
    if version > newest():
        got, expected = f"version {version}", f"version {newest()} at most"
        raise StoreError(Problem(codes.NEWER, Place(file=str(path)), got=got, expected=expected))
    return int(version)


def migrate(raw: sqlite3.Connection, path: Path, to: int | None = None) -> None:
    """Bring the store to version `to`, the newest when it is left out, in one transaction."""
    goal = newest() if to is None else to
    found = version_of(raw, path)
    with told(path):
        raw.execute("PRAGMA journal_mode = WAL")  # a backup is kept without one
        if found >= goal:
            return
        raw.execute("BEGIN IMMEDIATE")
        try:
            _step_by_step(raw, version_of(raw, path), goal)
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise


def _step_by_step(raw: sqlite3.Connection, version: int, goal: int) -> None:
    for step in steps()[version:goal]:
        for statement in step.statements:
            raw.execute(statement)
    raw.execute(f"PRAGMA application_id = {OURS}")
    raw.execute(f"PRAGMA user_version = {max(version, goal)}")
