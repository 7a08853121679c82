"""The benchmark of error rates runs, and its quick table has every row and finds what the page claims."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "placebo.py"


def rows(text, heading):
    table = text.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    return [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]


@pytest.mark.slow
def test_plain_tests_find_falls_after_peaks_where_nothing_happened_and_this_one_seldom_does():
    done = subprocess.run([sys.executable, SCRIPT, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    own, plain = rows(done.stdout, "False findings of a fall"), rows(done.stdout, "The usual tests")
    assert [row[0] for row in own] == [row[0] for row in plain]
    assert len(own) == 9
    after_peaks = sum(float(row[2].partition(" ")[0]) for row in own) / len(own)
    assert after_peaks < 25 < sum(float(row[2]) for row in plain) / len(plain)
    hostile = rows(done.stdout, "Cells that a hostile reader")
    assert len({row[0] for row in hostile}) == len(hostile) > 15
    assert sum(float(row[1].partition(" ")[0]) for row in hostile) / len(hostile) < 25
    changed = rows(done.stdout, "Changes that were made")
    assert [row[1] for row in changed] == 3 * ["0 %", "−30 %", "−60 %"]
    assert all(float(row[2].partition(" ")[0]) >= 50 for row in changed)
    assert all(float(row[1]) < 1 for row in rows(done.stdout, "Time"))
