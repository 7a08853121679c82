"""Every earlier version of the store is brought to today's with all that stands in it; a newer one is refused."""

import contextlib
import hashlib
import sqlite3

import pytest

from ceasefire.errors import CeasefireError
from ceasefire.store import open_store
from ceasefire.store.sqlite import migrating
from ceasefire.store.sqlite.connection import connect

NEWEST = migrating.newest()

# What each version can hold, put in as that version's release would have done.
ROWS = {
    1: "INSERT INTO acts (kind, id, seq, at_us, act) VALUES ('case', 'c', 0, 5, '{}')",
    2: "INSERT INTO terms VALUES ('repair', 1, 5, 'anna', 'text')",
    3: "INSERT INTO accounts VALUES ('anna', 'Anna', '[\"monitor\"]', 'hash', 1)",
    4: "INSERT INTO log VALUES ('public', 0, zeroblob(32), x'7b7d', zeroblob(32))",
    5: "INSERT INTO classes VALUES (1, 'row', 'assault')",
}

# A published migration is never changed: a store that it made is out there. A line is added with each new one.
PUBLISHED = {
    "0001_acts.sql": "ef7c3860b7ca2752",
    "0002_papers.sql": "b30394e3dc69cab3",
    "0003_people.sql": "f2a88ca5408135f5",
    "0004_logs.sql": "f1328ce2cce921c1",
    "0005_reports.sql": "56fdbba2aead3f2e",
}


def make(path, version):
    with contextlib.closing(connect(path, "rwc")) as raw:
        migrating.migrate(raw, path, version)
        for each in range(1, version + 1):
            raw.execute(ROWS[each])


def schema(path):
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return sorted(raw.execute("SELECT type, name, sql FROM sqlite_master").fetchall(), key=str)


def test_migrations_are_numbered_without_a_gap():
    assert [step.number for step in migrating.steps()] == list(range(1, NEWEST + 1))
    assert set(ROWS) == set(range(1, NEWEST + 1))


def test_a_published_migration_is_not_changed():
    folder = migrating.files("ceasefire.store.sqlite") / "migrations"
    hashes = {
        file.name: hashlib.sha256(file.read_text("utf-8").encode()).hexdigest()[:16]
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    }
    assert hashes == PUBLISHED


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_each_earlier_version_is_brought_to_todays(tmp_path, version):
    path, fresh = tmp_path / "old.store", tmp_path / "new.store"
    make(path, version)
    open_store(fresh, create=True).close()
    with open_store(path) as store:
        assert store.version() == NEWEST
        store.check()
        with store.transaction(6) as books:
            assert [each.act for each in books.acts.of("case", "c")] == ["{}"]
            assert books.papers.texts() == ({"repair": 1} if version >= 2 else {})
            assert [each.id for each in books.people.everybody()] == (["anna"] if version >= 3 else [])
            assert books.logs.size("public") == (1 if version >= 4 else 0)
            books.acts.append("case", "c", 1, 6, "{}")
    assert schema(path) == schema(fresh)


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_an_earlier_version_is_not_changed_by_reading(tmp_path, version):
    path = tmp_path / "old.store"
    make(path, version)
    with pytest.raises(CeasefireError) as caught:
        open_store(path, "read")
    assert caught.value.problems[0].code.code == "CF-STORE-027"
    with contextlib.closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (version,)


@pytest.mark.parametrize("way", ["desk", "visit", "read"])
def test_a_newer_store_is_refused_and_left_as_it_was(tmp_path, way):
    path = tmp_path / "new.store"
    open_store(path, create=True).close()
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = path.read_bytes()
    with pytest.raises(CeasefireError) as caught:
        open_store(path, way)
    problem = caught.value.problems[0]
    assert problem.code.code == "CF-STORE-003"
    assert (problem.got, problem.expected) == (f"version {NEWEST + 1}", f"version {NEWEST} at most")
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_version_before(tmp_path, monkeypatch):
    path = tmp_path / "old.store"
    make(path, 2)
    before = schema(path)
    broken = migrating.Step(4, ("CREATE TABLE half (a) STRICT", "CREATE TABLE half (b)"))
    real = migrating.steps()
    monkeypatch.setattr(migrating, "steps", lambda: (*real[:3], broken))
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)
    monkeypatch.undo()
    assert schema(path) == before
    with open_store(path) as store:
        assert store.version() == NEWEST
