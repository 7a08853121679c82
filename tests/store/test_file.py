"""What goes wrong with a file: each is told in words, and nothing that was confirmed is lost."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ceasefire.errors import CeasefireError, StoreBusy
from ceasefire.store import Report, open_store
from ceasefire.store.sqlite import connection
from ceasefire.store.sqlite import store as engine

NOON = 1_700_000_000_000_000


def code_of(caught):
    return caught.value.problems[0].code.code


def write(store, step):
    with store.transaction(NOON) as books:
        books.acts.append("case", "c", step, NOON, "{}")


def steps(path):
    with open_store(path, "read") as store, store.reading() as books:
        return len(books.acts.of("case", "c"))


@pytest.fixture
def path(tmp_path):
    """A closed store with one act and a thousand reports."""
    made = tmp_path / "mission.store"
    with open_store(made, create=True) as store:
        write(store, 0)
        with store.transaction() as books:
            books.reports.put(Report("row", str(n), n, n + 1, centre=(30.0, 50.0), text="x" * 200) for n in range(1000))
    return made


def in_another_process(script, *arguments, **options):
    """Run a script with this Python; return what it printed."""
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **options,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


TRY_TO_OPEN = """
    import sys
    from pathlib import Path
    from ceasefire.errors import CeasefireError
    from ceasefire.store import open_store
    try:
        with open_store(Path(sys.argv[1]), sys.argv[2]) as store:
            with store.reading() as books:
                print(len(books.acts.of("case", "c")))
    except CeasefireError as problem:
        print(problem.problems[0].code.code)
"""


def test_a_closed_store_is_one_file(path):
    assert {each.name for each in path.parent.iterdir()} <= {"mission.store", "mission.store-held"}


def test_every_commit_goes_to_the_disk(path):
    with open_store(path) as store:
        raw = store._writer
        assert raw.execute("PRAGMA synchronous").fetchone() == (2,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_two_desks_on_one_file_are_refused(path, elsewhere):
    with open_store(path) as first:
        if elsewhere:
            assert in_another_process(TRY_TO_OPEN, path, "desk") == "CF-STORE-005"
        else:
            with pytest.raises(StoreBusy) as caught:
                open_store(path)
            assert code_of(caught) == "CF-STORE-005"
        write(first, 1)
        assert in_another_process(TRY_TO_OPEN, path, "read") == "2"
        assert in_another_process(TRY_TO_OPEN, path, "visit") == "2"
    assert in_another_process(TRY_TO_OPEN, path, "desk") == "2"


def test_a_desk_that_was_killed_holds_nothing(path):
    script = """
        import os, sys
        from pathlib import Path
        from ceasefire.store import open_store
        store = open_store(Path(sys.argv[1]))
        print("open", flush=True)
        sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as desk:
        assert desk.stdout.readline().strip() == b"open"
        with pytest.raises(StoreBusy):
            open_store(path)
        desk.kill()
        desk.wait()
    with open_store(path) as store:
        write(store, 1)


def test_a_visitor_and_a_desk_write_in_turn(path):
    with open_store(path) as desk, open_store(path, "visit") as visitor:
        for step in range(1, 21):
            write(desk if step % 2 else visitor, step)
    assert steps(path) == 21


def test_waiting_for_another_writer_ends_in_words(path, monkeypatch):
    monkeypatch.setattr(engine, "WAIT_S", 0.2)
    with open_store(path, "visit") as store, contextlib.closing(sqlite3.connect(path)) as other:
        store._writer.execute("PRAGMA busy_timeout = 200")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy) as caught:
            write(store, 1)
        assert code_of(caught) == "CF-STORE-006"
        other.rollback()
        write(store, 1)
    assert steps(path) == 2


def test_no_file_is_made_by_mistake(tmp_path):
    for way in ("desk", "visit", "read"):
        with pytest.raises(CeasefireError) as caught:
            open_store(tmp_path / "none.store", way)
        assert code_of(caught) == "CF-STORE-001"
    with pytest.raises(CeasefireError) as caught:
        open_store(tmp_path / "no folder" / "x.store", create=True)
    assert code_of(caught) == "CF-STORE-001"
    assert list(tmp_path.iterdir()) == []


def other_database(path):
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE letters (text)")


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text("when,where\n2024-01-01,Kyiv\n" * 100, encoding="utf-8"),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000),
        lambda path: path.write_bytes(b"%PDF-1.7"),
        other_database,
        lambda path: path.mkdir(),
    ],
)
@pytest.mark.parametrize("way", ["desk", "visit", "read"])
def test_a_file_that_is_no_store_is_left_as_it_was(tmp_path, make, way):
    path = tmp_path / "x.store"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CeasefireError) as caught:
        open_store(path, way, create=True)
    assert code_of(caught) in {"CF-STORE-002", "CF-STORE-004"}
    assert before is None or path.read_bytes() == before


def test_an_empty_file_is_a_store_only_when_one_is_to_be_made(tmp_path):
    path = tmp_path / "x.store"
    path.touch()
    for way in ("desk", "read"):
        with pytest.raises(CeasefireError) as caught:
            open_store(path, way)
        assert code_of(caught) == "CF-STORE-002"
    with open_store(path, create=True) as store:
        write(store, 0)


@pytest.mark.parametrize("cut", [0.3, 0.7])
def test_a_file_that_was_cut_off_is_told_as_damaged(path, cut):
    os.truncate(path, int(path.stat().st_size * cut) // 4096 * 4096)
    with pytest.raises(CeasefireError) as caught, open_store(path) as store:
        store.check()
    assert code_of(caught) == "CF-STORE-004"


@pytest.mark.parametrize("way", ["desk", "visit", "read"])
def test_the_newest_entries_outlive_a_damaged_head(path, way):
    beside = path.with_name("mission.store-wal")
    with open_store(path) as store:
        write(store, 1)
        newest = beside.read_bytes()
        whole = path.read_bytes()
    path.write_bytes(b"\xa5" * 4096 + whole[4096:])
    beside.write_bytes(newest)
    with pytest.raises(CeasefireError) as caught:
        open_store(path, way)
    assert code_of(caught) in {"CF-STORE-002", "CF-STORE-004"}
    assert beside.read_bytes() == newest
    path.write_bytes(whole)
    assert steps(path) == 2


def test_a_page_that_was_overwritten_is_told_as_damaged(path):
    whole = path.read_bytes()
    found = 0
    for page in range(1, len(whole) // 4096, 7):
        path.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        try:
            with open_store(path) as store:
                store.check()
        except CeasefireError as problem:
            assert problem.problems[0].code.code in {"CF-STORE-004", "CF-STORE-002", "CF-STORE-024"}
            found += 1
        else:
            pytest.fail(f"page {page} was overwritten unnoticed")
    assert found > 5
    path.write_bytes(whole)
    with open_store(path) as store:
        store.check()


def test_a_count_that_was_changed_from_outside_is_noticed(path):
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE day_tallies SET n = n + 1")
    with open_store(path) as store, pytest.raises(CeasefireError) as caught:
        store.check()
    assert code_of(caught) == "CF-STORE-024"


def test_acts_and_logs_cannot_be_changed_even_by_hand(path):
    with open_store(path) as store:
        for sql in ("UPDATE acts SET act = '{}'", "DELETE FROM acts"):
            with pytest.raises(CeasefireError) as caught, store.transaction() as books:
                books.acts._connection.run(sql)
            assert code_of(caught) == "CF-STORE-021"


def test_an_old_sqlite_is_told(path, monkeypatch):
    monkeypatch.setattr(connection, "OLDEST", (99, 0, 0))
    with pytest.raises(CeasefireError) as caught:
        open_store(path)
    assert code_of(caught) == "CF-STORE-018"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of three megabytes; skips where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("this user may not mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_told_and_harms_nothing(small_disk):
    path = small_disk / "mission.store"
    with open_store(path, create=True) as store:
        confirmed = 0
        code = ""
        while not code:
            try:
                with store.transaction(NOON) as books:
                    books.acts.append("case", "c", confirmed, NOON, "x" * 20_000)
                confirmed += 1
            except CeasefireError as problem:
                code = problem.problems[0].code.code
        assert code == "CF-STORE-007"
        assert confirmed > 10
        with store.reading() as books:
            assert len(books.acts.of("case", "c")) == confirmed
    assert steps(path) == confirmed
    larger = shutil.copytree(small_disk, small_disk.parent / "larger")  # with its neighbours, as the error says
    with open_store(larger / "mission.store") as store:
        store.check()
        write(store, confirmed)


def test_a_disk_that_fills_during_an_import_loses_only_the_import(small_disk):
    path = small_disk / "mission.store"
    with open_store(path, create=True) as store:
        write(store, 0)
        with pytest.raises(CeasefireError) as caught, store.transaction() as books:
            books.reports.put(Report("row", str(n), n, n + 1, body="x" * 1000) for n in range(100_000))
        assert code_of(caught) == "CF-STORE-007"
        write(store, 1)
        store.check()
    assert steps(path) == 2


def test_a_backup_onto_a_full_disk_leaves_no_half_file(path, small_disk):
    (small_disk / "filler").write_bytes(b"x" * (5 << 19))
    with open_store(path) as store:
        with store.transaction() as books:
            books.reports.put(Report("row", str(n), n, n + 1, body="x" * 1000) for n in range(3000))
        with pytest.raises(CeasefireError) as caught:
            store.backup(small_disk / "copy.store")
        assert code_of(caught) == "CF-STORE-007"
    assert [each.name for each in small_disk.iterdir()] == ["filler"]


@pytest.fixture
def read_only_disk(path, tmp_path):
    """A disk that cannot be written to, with a store on it; skips where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=9m", "tmpfs", disk], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("this user may not mount a disk")
    shutil.copy(path, disk / "mission.store")
    subprocess.run([mount, "-o", "remount,ro", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_read_only_disk_is_read_and_never_written(read_only_disk):
    path = read_only_disk / "mission.store"
    for way in ("desk", "visit"):
        with pytest.raises(CeasefireError) as caught:
            open_store(path, way)
        assert code_of(caught) == "CF-STORE-008"
    with pytest.raises(CeasefireError) as caught:
        open_store(read_only_disk / "new.store", create=True)
    assert code_of(caught) == "CF-STORE-008"
    with open_store(path, "read") as store:
        store.check()
        with store.reading() as books:
            assert len(books.acts.of("case", "c")) == 1
        with pytest.raises(CeasefireError) as caught:
            write(store, 1)
        assert code_of(caught) == "CF-STORE-026"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files of another user are told otherwise on this system")
def test_a_file_of_another_user_is_told(path):
    path.chmod(0o444)
    path.parent.chmod(0o555)
    other = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
    for folder in path.parents:
        if other and not folder.stat().st_mode & 0o001:
            pytest.skip(f"{folder} lets no other user through")
    try:
        environment = {**os.environ, "PYTHONPATH": str(Path(engine.__file__).parents[3])}
        for way, expected in (("desk", "CF-STORE-008"), ("visit", "CF-STORE-008"), ("read", "1")):
            assert in_another_process(TRY_TO_OPEN, path, way, env=environment, **other) == expected
    finally:
        path.parent.chmod(0o755)


def test_a_write_limit_is_told_and_harms_nothing(path):
    resource = pytest.importorskip("resource", reason="this system has no limit on the size of files")
    del resource
    script = """
        import resource, signal, sys
        from pathlib import Path
        from ceasefire.errors import CeasefireError
        from ceasefire.store import open_store
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = open_store(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        confirmed = 1
        try:
            while True:
                with store.transaction() as books:
                    books.acts.append("case", "c", confirmed, 0, "x" * 20_000)
                confirmed += 1
        except CeasefireError as problem:
            print(problem.problems[0].code.code, confirmed)
    """
    code, confirmed = in_another_process(script, path).split()
    assert code == "CF-STORE-009"
    assert steps(path) == int(confirmed) > 10
    with open_store(path) as store:
        store.check()
