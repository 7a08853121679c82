"""The benchmark of heat runs, and its quick table shows what the page claims."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "fires.py"


@pytest.mark.slow
def test_the_usual_test_calls_many_times_more_than_it_states_and_this_one_does_not():
    done = subprocess.run([sys.executable, SCRIPT, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    shares = [
        [float(cell.partition(" ")[0]) for cell in row[1:]] for row in rows if len(row) == 4 and row[0] != "process"
    ]
    assert len(shares) == 7
    assert max(share[0] for share in shares) < 1.5
    assert max(share[1] for share in shares) < 7
    assert shares[0][2] > 3
    light = [float(row[1].partition(" ")[0]) for row in rows if len(row) == 2 and row[0] in {"1", "3", "10"}]
    assert light == sorted(light)
    assert light[-1] > 50
