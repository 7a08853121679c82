"""Throw broken input at the readers for a while: `python tools/fuzz.py --seconds 600`.

Takes real documents (the packaged cases and data, the samples of the tests), damages them as disks, editors and
people do, and reads them. A reader may refuse with problems that have a code; anything else is a crash, and so
is a document of a few kilobytes that takes longer than SLOW_SECONDS. The smallest crashing input that Hypothesis
finds is written to fuzz-crash.bin and the run ends with 1. `tools/fuzz_guided.py` looks for new lines instead of luck.

What it does not show: that a reader understood what it did read.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from ceasefire import clock, terms
from ceasefire.disclosure import Reader, terms_for
from ceasefire.disclosure.reader import MISSION, PUBLIC
from ceasefire.errors import CeasefireError
from ceasefire.kernel.yamltext import read_document
from ceasefire.terms import compare_output, export, render
from ceasefire.terms.compare import compare

ROOT = Path(__file__).resolve().parent.parent
CRASH = Path("fuzz-crash.bin")
EXAMPLES_PER_ROUND = 50
SLOW_SECONDS = 10.0
HOSTILE = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x95\x8a", b"\r", b"\n", b"\n\n", b"\t", b'"', b"'", b",", b";", b"{",
    b"[", b"]}", b": ", b"- ", b"&a ", b"*a", b"<<: *a", b"!!python/object:os.system ", b"!!binary ", b"---\n", b"...\n", b"%YAML 9.9\n",
    b"NaN", b"-inf", b"1e999", b"-0", b"0x1F", b"1_000", "٣".encode(), b"24:00", b"00:00", b"2025-02-30", b"0000-00-00",
    b"9999-12-31T24:00", b"P9999999999D", b"PT0S", b"FREQ=SECONDLY", b"FREQ=DAILY;INTERVAL=0", b"181", b"-91", b"null",
    b"{unstated: true}", b"{reports_differ: []}", b"{value: 1, status: stated}", "Київ".encode(), "لا".encode(), b"\xe2\x80\xae",
    b"x" * 5000, b"[" * 2000, b"- " * 2000,
)  # fmt: skip

Edit = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads bytes, and documents that it can read whole."""

    name: str
    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


@dataclass(slots=True)
class Worst:
    """The last input that crashed the reader; Hypothesis ends with the smallest."""

    data: bytes = b""
    trace: str = field(default="")


class TooSlowError(Exception):
    """A small document took longer than anybody waits."""


def _terms(data: bytes) -> None:
    found = terms.read_text(data.decode("utf-8", errors="surrogateescape"))
    terms.lint(found)
    terms.read_text(terms.write_text(found))


def _terms_shown(data: bytes) -> None:
    """What readers are given of terms: compared, on a page, on a map, in a calendar and in a table."""
    found = terms.read_text(data.decode("utf-8", errors="surrogateescape"))
    for reader in (MISSION, PUBLIC):
        seen = terms_for(Reader(reader), found)
        compare_output.to_json(seen, compare(seen))
        render.to_html(render.page(seen))
        render.to_geojson(seen)
        render.to_ics(seen)
        export.to_csv(seen)


def _plain_yaml(data: bytes) -> None:
    read_document(data.decode("utf-8", errors="replace"))


def _time(data: bytes) -> None:
    text = data.decode("utf-8", errors="replace")
    for read in (clock.parse_duration, clock.parse_date, clock.parse_time_of_day, _instant):
        try:
            read(text)
        except CeasefireError:
            continue


def _instant(text: str) -> None:
    clock.parse_instant(text, "Europe/Kyiv")


def targets() -> tuple[Target, ...]:
    """Return the readers with their documents."""
    package = ROOT / "src" / "ceasefire"
    documents = [file.read_bytes() for folder in (package, ROOT / "tests") for file in sorted(folder.rglob("*.yaml"))]
    return (
        Target("terms", _terms, tuple(data for data in documents if b"ceasefire-terms/" in data)),
        Target("terms shown", _terms_shown, tuple(data for data in documents if b"ceasefire-terms/" in data)),
        Target("plain YAML", _plain_yaml, tuple(documents)),
        Target("times", _time, (b"2025-10-18T08:00+03:00", b"19:30", b"P7DT2H", b"90 min", b"2025-10-26T03:30")),
    )


def damage(document: bytes, edits: Sequence[Edit]) -> bytes:
    """Return `document` with each edit (where in thousandths, how many bytes go, what comes) applied."""
    for where, gone, come in edits:
        at = len(document) * where // 1000
        document = document[:at] + come + document[at + gone :]
    return document


def damaged(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Return the strategy for documents with a few edits."""
    piece = st.sampled_from(HOSTILE) | st.binary(max_size=8) | st.text(max_size=8).map(str.encode)
    edit = st.tuples(st.integers(0, 1000), st.sampled_from((0, 0, 1, 2, 8, 64, 1000)), piece)
    return st.builds(damage, st.sampled_from(seeds), st.lists(edit, min_size=1, max_size=5))


def attack(target: Target, number: int) -> Worst | None:
    """Read one round of damaged documents; return the smallest that crashed, or None."""
    worst = Worst()

    @seed(number)
    @settings(max_examples=EXAMPLES_PER_ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=damaged(target.seeds))
    def reads_or_refuses(data: bytes) -> None:
        start = time.process_time()
        try:
            target.read(data)
        except CeasefireError:
            pass
        except Exception:
            worst.data, worst.trace = data, traceback.format_exc()
            raise
        if time.process_time() - start > SLOW_SECONDS:
            worst.data, worst.trace = data, f"over {SLOW_SECONDS} s of CPU"
            raise TooSlowError

    try:
        reads_or_refuses()
    except Exception:  # noqa: BLE001 - whatever the reader raised has been kept in `worst`
        return worst
    return None


def main() -> int:
    """Fuzz until the time is over or something crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    end, number, every = time.monotonic() + wanted.seconds, wanted.seed, targets()
    while time.monotonic() < end:
        target = every[number % len(every)]
        crash = attack(target, number)
        if crash is not None:
            CRASH.write_bytes(crash.data)
            print(f"{target.name} crashed on the {len(crash.data)} bytes in {CRASH} (--seed {number})\n{crash.trace}")
            return 1
        number += 1
    print(f"fuzz: {(number - wanted.seed) * EXAMPLES_PER_ROUND} documents, no crash; go on with --seed {number}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
