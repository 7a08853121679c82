"""A backup holds all that was there at one moment, is whole, and becomes a store again; nothing is ever overwritten."""

import json
import os
import subprocess
import sys
import threading

import pytest

from ceasefire.errors import CeasefireError
from ceasefire.store import Report, open_store, restore
from ceasefire.store.sqlite import migrating
from ceasefire.store.sqlite.connection import connect

NOON = 1_700_000_000_000_000


def code_of(caught):
    return caught.value.problems[0].code.code


def fill(store, steps):
    for step in steps:
        with store.transaction(NOON) as books:
            books.acts.append("case", "c", step, NOON, "{}")
            books.reports.put([Report("row", str(step), step, step + 1, centre=(30.0, 50.0), body="x" * 3000)])


def acts(path):
    with open_store(path, "read") as store, store.reading() as books:
        count = len(books.acts.of("case", "c"))
        assert books.reports.page().total.n == count
    return count


@pytest.fixture
def path(tmp_path):
    """A closed store with twenty acts."""
    with open_store(tmp_path / "mission.store", create=True) as store:
        fill(store, range(20))
    return tmp_path / "mission.store"


def ceasefire(*arguments):
    command = [sys.executable, "-m", "ceasefire", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_a_backup_is_one_moment_while_others_write(path, tmp_path):
    told = []
    with open_store(path) as store:
        stop = threading.Event()

        def go_on():
            step = 20
            while not stop.is_set():
                fill(store, [step])
                step += 1

        writer = threading.Thread(target=go_on)
        writer.start()
        for number in range(5):
            store.backup(tmp_path / f"{number}.store", told.append)
        stop.set()
        writer.join()
    found = [acts(tmp_path / f"{number}.store") for number in range(5)]
    assert found == sorted(found)
    assert found[0] >= 20
    assert told[-1] == 100


def test_a_backup_never_overwrites(path, tmp_path):
    other = tmp_path / "letters.txt"
    other.write_text("dear", encoding="utf-8")
    with open_store(path) as store, pytest.raises(CeasefireError) as caught:
        store.backup(other)
    assert code_of(caught) == "CF-STORE-025"
    assert other.read_text(encoding="utf-8") == "dear"


def test_commands_back_up_beside_a_running_desk_and_restore_after_it(path, tmp_path):
    copy = tmp_path / "copy.store"
    with open_store(path) as store:
        done = ceasefire("backup", path, copy)
        assert done.returncode == 0, done.stderr
        assert "looked through and whole" in done.stdout
        fill(store, [20])
        refused = ceasefire("restore", copy, path, "--replace", "--json")
        assert refused.returncode == 2
        assert json.loads(refused.stderr)["errors"][0]["code"] == "CF-STORE-005"
    refused = ceasefire("restore", copy, path)
    assert refused.returncode == 2
    assert "CF-STORE-025" in refused.stderr
    done = ceasefire("restore", copy, path, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    aside = json.loads(done.stdout)["aside"]
    assert acts(path) == 20
    assert acts(tmp_path / aside) == 21
    with open_store(path) as store:
        assert store._writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        fill(store, [20])
        store.check()


def test_a_visitor_keeps_a_store_from_being_replaced(path, tmp_path):
    with open_store(path, "visit") as store:
        store.backup(tmp_path / "copy.store")
        fill(store, [20])
        with pytest.raises(CeasefireError) as caught:
            restore(tmp_path / "copy.store", path, replace=True)
        assert code_of(caught) == "CF-STORE-005"
    assert acts(path) == 21


def test_a_damaged_store_is_put_aside_with_its_neighbours(path, tmp_path):
    with open_store(path) as store:
        store.backup(tmp_path / "copy.store")
    path.write_bytes(b"\xa5" * 8192)
    (tmp_path / "mission.store-wal").write_bytes(b"newest")
    aside = restore(tmp_path / "copy.store", path, replace=True)
    assert aside.read_bytes() == b"\xa5" * 8192
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"newest"
    assert acts(path) == 20


def test_a_damaged_backup_is_refused_before_anything_is_touched(path, tmp_path):
    copy = tmp_path / "copy.store"
    with open_store(path) as store:
        store.backup(copy)
    os.truncate(copy, 8 * 4096)
    before = path.read_bytes()
    for to in (path, tmp_path / "new.store"):
        with pytest.raises(CeasefireError) as caught:
            restore(copy, to, replace=True)
        assert code_of(caught) == "CF-STORE-004"
    assert path.read_bytes() == before
    assert not (tmp_path / "new.store").exists()


def test_a_store_is_not_replaced_by_itself(path):
    before = path.read_bytes()
    with pytest.raises(CeasefireError) as caught:
        restore(path, path, replace=True)
    assert code_of(caught) == "CF-STORE-025"
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", range(1, migrating.newest() + 1))
def test_a_backup_of_an_earlier_release_is_restored(tmp_path, version):
    old = tmp_path / "old.store"
    raw = connect(old, "rwc")
    migrating.migrate(raw, old, version)
    raw.execute("INSERT INTO acts (kind, id, seq, at_us, act) VALUES ('case', 'c', 0, 5, '{}')")
    raw.close()
    assert restore(old, tmp_path / "new.store") is None
    with open_store(tmp_path / "new.store") as store, store.reading() as books:
        assert len(books.acts.of("case", "c")) == 1
