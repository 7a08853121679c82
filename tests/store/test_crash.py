"""A process that is killed in the middle of its writes loses nothing that it had confirmed, and leaves nothing half.

Ten times over in the suite; `make crash` does it a hundred times.
"""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.store.writer_to_be_killed import IMPORT

from ceasefire.store import open_store

WRITER = Path(__file__).with_name("writer_to_be_killed.py")
TIMES = int(os.environ.get("CEASEFIRE_CRASHES", "10"))


def killed_in_the_middle(path, seed, commits):
    """Start a writer, kill it somewhere behind its so-manieth commit; return what it had confirmed."""
    rng = random.Random(seed)
    command = [sys.executable, WRITER, path, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as writer:
        confirmed = [writer.stdout.readline().strip() for _ in range(commits)]
        try:
            writer.wait(timeout=rng.random() * 0.1)
        except subprocess.TimeoutExpired:
            writer.kill()
        confirmed += writer.stdout.read().split("\n")[:-1]
        assert writer.stderr.read() == ""
    assert writer.returncode != 0
    return confirmed


def last_confirmed(confirmed, word, before):
    numbers = [int(line.split()[1]) for line in confirmed if line.startswith(word)]
    return max(numbers, default=before - 1) + 1


def look_at(path):
    """What is in the store, after checking that its books agree with each other."""
    with open_store(path) as store:
        store.check()
        with store.reading() as books:
            acts = books.acts.of("case", "c")
            entries = list(books.logs.entries("mission"))
            imports = int(books.settings.get("imports") or 0)
            assert [each.seq for each in acts] == list(range(len(acts)))
            assert [each.act.encode() for each in acts] == [each.entry for each in entries]
            assert all(hashlib.sha256(b"\x00" + each.salt + each.entry).digest() == each.leaf for each in entries)
            assert [head.size for head in books.logs.heads("mission")] == list(range(1, len(acts) + 1))
            assert books.reports.page().total.n == len(acts) + imports * IMPORT
            assert books.reports.cells().n == len(acts) + imports * IMPORT
    return len(acts), imports


def test_nothing_confirmed_is_lost_when_the_writer_is_killed(tmp_path):
    path = tmp_path / "mission.store"
    acts, imports, unconfirmed = 0, 0, 0
    for seed in range(TIMES):
        confirmed = killed_in_the_middle(path, seed, commits=1 + seed % 13)
        at_least = last_confirmed(confirmed, "act", acts), last_confirmed(confirmed, "import", imports)
        acts, imports = look_at(path)
        assert at_least[0] <= acts <= at_least[0] + 1
        assert at_least[1] <= imports <= at_least[1] + 1
        unconfirmed += acts + imports - sum(at_least)
    assert acts > TIMES
    assert unconfirmed <= TIMES
