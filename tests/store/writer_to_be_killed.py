"""Writes acts, log entries and reports, and whole imports between them, and says so after each commit; until it is killed.

python writer_to_be_killed.py STORE SEED
"""

import hashlib
import random
import sys
from pathlib import Path

from ceasefire.store import LogEntry, LogHead, Report, open_store

NOON = 1_700_000_000_000_000
IMPORT = 2_500


def write_one(books, rng):
    step = len(books.acts.of("case", "c"))
    act = f'{{"step":{step},"text":"{"x" * rng.randrange(2000)}"}}'
    books.acts.append("case", "c", step, books.at_us, act)
    salt, entry = rng.randbytes(32), act.encode()
    books.logs.append("mission", step, [LogEntry(salt, entry, hashlib.sha256(b"\x00" + salt + entry).digest())])
    books.logs.append_head("mission", LogHead(step + 1, books.at_us, b"head %d" % (step + 1)))
    books.reports.put([Report("incident", f"i{step}", NOON, NOON + 1, centre=(30 + rng.random(), 50.0))])
    return f"act {step}"


def import_many(books, rng):
    number = int(books.settings.get("imports") or 0)
    books.reports.put(
        Report("row", f"{number}-{n}", NOON + n, NOON + n + 1, centre=(30 + rng.random(), 50.0)) for n in range(IMPORT)
    )
    books.settings.put("imports", str(number + 1))
    return f"import {number}"


def main(path, seed):
    rng = random.Random(seed)
    with open_store(path, create=True) as store:
        while True:
            work = import_many if rng.random() < 0.1 else write_one
            with store.transaction(NOON) as books:
                done = work(books, rng)
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
