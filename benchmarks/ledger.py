"""How long a log takes to write, to sign, to prove and to check.

    python benchmarks/ledger.py            100,000 entries; writes docs/benchmarks-ledger.md
    python benchmarks/ledger.py --quick    3,000 entries; writes nothing

Entries are written in batches of 1,000; after each batch the file is forced to the disk (fsync), one head is signed,
and the inclusion proof of every entry of the batch is made and checked. Then the whole log is read and verified, and
the same entries are put in canonical form by another implementation beside ours.
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
from typing import BinaryIO

import rfc8785
from report import processor, table

from ceasefire import ledger

BATCH = 1_000
NOW = 1_767_000_000_000_000
WRITE = "entries made: checked, put in canonical form, hashed, chained, put in the tree"
DISK = "written to a file, fsync"
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

{number:,} entries of about {size:.0f} bytes, written in batches of {batch:,}: after each batch fsync, one signed head,
and the inclusion proof of every entry of the batch, made and checked. CPU is the time of the process, wall what a clock
on the wall says; they differ by waiting for the disk, and for other programs where the load is above the number of
cores.

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


def written(file: BinaryIO, number: int, watch: Watch) -> list[ledger.SignedHead]:
    """Write, force to the disk, sign, prove and check, batch by batch."""
    seed, chain, tree = secrets.token_bytes(32), ledger.Chain.of(NAME), ledger.Tree()
    heads: list[ledger.SignedHead] = []
    for begin in range(0, number, BATCH):
        batch: list[ledger.Recorded] = []
        with watch.over(WRITE):
            for seq in range(begin, begin + BATCH):
                one, chain = chain.then("case.finding", "officer.one", NOW + seq, facts(seq), secrets.token_bytes(32))
                batch.append(one)
            tree.extend(one.leaf for one in batch)
        with watch.over(DISK):
            file.writelines(one.line + b"\n" for one in batch)
            file.flush()
            os.fsync(file.fileno())
        with watch.over(SIGN):
            heads.append(ledger.sign(NAME, tree, NOW + len(tree), seed, heads[-1] if heads else None))
        with watch.over(PROVE):
            proofs = [tree.inclusion(one.entry.seq) for one in batch]
        with watch.over(CHECK):
            size, root = heads[-1].head.size, heads[-1].head.root
            for one, path in zip(batch, proofs, strict=True):
                if not ledger.is_included(one.leaf, one.entry.seq, size, path, root):
                    raise AssertionError(one.entry.seq)
    return heads


def verified(file: BinaryIO, heads: list[ledger.SignedHead], watch: Watch) -> None:
    """Hand the log out as a whole, and verify it as a reader does."""
    file.seek(0)
    found = [ledger.Recorded.from_json(ledger.read(line[:-1]), line=line[:-1]) for line in file]
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


def page(number: int) -> str:
    """The whole page."""
    watch, load = Watch(), os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryFile() as file:
        heads = written(file, number, watch)
        size = file.tell() / number
        verified(file, heads, watch)
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
