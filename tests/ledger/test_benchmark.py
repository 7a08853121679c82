"""The benchmark of the log runs: its own checks hold, and its table has every row."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "ledger.py"


def test_the_quick_benchmark_writes_proves_and_verifies():
    done = subprocess.run([sys.executable, SCRIPT, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    seconds = {row[0]: [float(cell) for cell in row[1:]] for row in rows}
    assert len(seconds) == 10
    assert all(len(cells) == 2 and min(cells) >= 0 for cells in seconds.values())
    assert 0 < seconds["**all of the above**"][0] < 10
