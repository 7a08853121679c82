"""How long a log takes to write, to sign, to prove and to check.

    python benchmarks/ledger.py            100,000 entries; writes docs/benchmarks-ledger.md
    python benchmarks/ledger.py --quick    3,000 entries; writes nothing

Entries are written in batches of 1,000, each in one transaction of the store that is forced to the disk (fsync) with
one signed head; then the inclusion proof of every entry of the batch is made and checked. At the end the whole log is
handed out and verified, and the same entries are put in canonical form by another implementation beside ours.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import rfc8785
from report import processor, table

from ceasefire import ledger
from ceasefire.store import LogEntry, LogHead, Store, open_store

BATCH = 1_000
NOW = 1_767_000_000_000_000
WRITE = "entries made: checked, put in canonical form, hashed, chained, put in the tree"
DISK = "entries and heads kept in the store, one transaction with fsync a batch"
SIGN = "heads signed"
PROVE = "inclusion proofs made"
CHECK = "inclusion proofs checked"
STEPS = (WRITE, DISK, SIGN, PROVE, CHECK)
TOGETHER = "**all of the above**"
EXPORT = "the whole log put in lines"
VERIFY = "the whole log verified"
OURS = "all entries in canonical form, ours"
THEIRS = f"all entries in canonical form, rfc8785 {version('rfc8785')}"
AFTER = (EXPORT, VERIFY, OURS, THEIRS)
NAME = ledger.LogName("Benchmark", "monitor-internal")
HEAD = """# How long a log takes

Written by `benchmarks/ledger.py` (`make bench-ledger`); do not edit.

{machine}; {date}; Python {python}, cryptography {cryptography}. Load average at the start: {load:.1f}.

{number:,} entries of about {size:.0f} bytes, written in batches of {batch:,}: each batch with its signed head is one
transaction of the store, forced to the disk; then the inclusion proof of every entry of the batch is made and checked.
CPU is the time of the process, wall what a clock on the wall says; they differ by waiting for the disk, and for other
programs where the load is above the number of cores.

"""


class Watch:
    """Adds up CPU and wall seconds by the name of what was done."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.spent: dict[str, tuple[float, float]] = {}

    @contextmanager
    def over(self, name: str) -> Iterator[None]:
        """Add the time of a block to `name`."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        before = self.spent.get(name, (0.0, 0.0))
        self.spent[name] = (before[0] + time.process_time() - cpu, before[1] + time.perf_counter() - wall)

    def total(self, *names: str) -> tuple[float, float]:
        """CPU and wall seconds of all `names` together."""
        return sum(self.spent[name][0] for name in names), sum(self.spent[name][1] for name in names)


def facts(seq: int) -> dict[str, ledger.Json]:
    """What one finding says, in the size that findings have."""
    grade: ledger.Json = {"act": "E2", "occurred": "E3", "place": "E1"}
    note = f"about {seq % 90} explosions — {seq % 70} projectiles in flight, 0.6–4 km S and SSW"
    return {"case": f"k-{seq // 7}", "counts": [seq % 90, seq % 70], "grade": grade, "note": note}


def written(store: Store, number: int, watch: Watch) -> None:
    """Make, sign, keep, prove and check, batch by batch."""
    seed, chain, tree = secrets.token_bytes(32), ledger.Chain.of(NAME), ledger.Tree()
    head: ledger.SignedHead | None = None
    for begin in range(0, number, BATCH):
        batch: list[ledger.Recorded] = []
        with watch.over(WRITE):
            for seq in range(begin, begin + BATCH):
                one, chain = chain.then("case.finding", "officer.one", NOW + seq, facts(seq), secrets.token_bytes(32))
                batch.append(one)
            tree.extend(one.leaf for one in batch)
        with watch.over(SIGN):
            head = ledger.sign(NAME, tree, NOW + len(tree), seed, head)
        with watch.over(DISK):
            keep(store, begin, batch, head)
        checked(batch, head, tree, watch)


def keep(store: Store, begin: int, batch: list[ledger.Recorded], head: ledger.SignedHead) -> None:
    """One transaction: the entries of a batch and the head over them."""
    with store.transaction() as books:
        books.logs.append(NAME.tier, begin, [LogEntry(one.salt, one.written, one.leaf) for one in batch])
        kept = LogHead(head.head.size, head.head.at_us, ledger.canonical(head.to_json()))
        books.logs.append_head(NAME.tier, kept)


def checked(batch: list[ledger.Recorded], head: ledger.SignedHead, tree: ledger.Tree, watch: Watch) -> None:
    """Make and check the proof of every entry of a batch."""
    with watch.over(PROVE):
        proofs = [tree.inclusion(one.entry.seq) for one in batch]
    with watch.over(CHECK):
        size, root = head.head.size, head.head.root
        for one, path in zip(batch, proofs, strict=True):
            if not ledger.is_included(one.leaf, one.entry.seq, size, path, root):
                raise AssertionError(one.entry.seq)


def verified(store: Store, watch: Watch) -> float:
    """Hand the log out as a whole, and verify it as a reader does; return the mean length of an entry."""
    with store.reading() as books:
        found = [ledger.Recorded.from_written(kept.entry, kept.salt) for kept in books.logs.entries(NAME.tier)]
        heads = [ledger.SignedHead.from_json(ledger.read(kept.head)) for kept in books.logs.heads(NAME.tier)]
    with watch.over(EXPORT):
        lines = list(ledger.whole(NAME, found, heads))
    with watch.over(VERIFY):
        report = ledger.verify(lines, ledger.Policy(heads[0].head.fingerprint))
    if not report.verified or report.entries != len(found):
        raise AssertionError(report)
    entries = [one.entry.to_json() for one in found]
    with watch.over(OURS):
        ours = [ledger.canonical(entry) for entry in entries]
    with watch.over(THEIRS):
        theirs = [rfc8785.dumps(entry) for entry in entries]
    if ours != theirs:
        raise AssertionError("two implementations differ")
    return sum(map(len, ours)) / len(ours)


def page(number: int) -> str:
    """The whole page."""
    watch, load = Watch(), os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "mission.store", create=True) as store:
        written(store, number, watch)
        size = verified(store, watch)
    head = HEAD.format(
        machine=f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        python=platform.python_version(),
        cryptography=version("cryptography"),
        load=load,
        number=number,
        size=size,
        batch=BATCH,
    )
    watch.spent[TOGETHER] = watch.total(*STEPS)
    rows = [(name, *(f"{seconds:.2f}" for seconds in watch.spent[name])) for name in (*STEPS, TOGETHER, *AFTER)]
    return head + table(("what", "CPU s", "wall s"), rows)


def main() -> None:
    """Run, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="3,000 entries; writes nothing")
    chosen = parser.parse_args()
    text = page(3_000 if chosen.quick else 100_000)
    print(text)
    if not chosen.quick:
        target = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-ledger.md"
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
