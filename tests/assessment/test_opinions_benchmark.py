"""The benchmark of second opinions runs, and shows what the page claims: after a peak they err."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "opinions.py"


@pytest.mark.slow
def test_recurrent_truces_right_after_peaks_are_taken_for_an_effect_and_random_ones_are_not():
    done = subprocess.run([sys.executable, SCRIPT, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 3 * 3 * 2 * 2
    found = {tuple(row[:4]): float(row[5].partition(" ")[0]) for row in rows if row[1] == "recurrent truces"}
    independent = "independent days: mean 1.8, k 4"
    assert found[independent, "recurrent truces", "after a peak", "0 %"] >= 50
    assert found[independent, "recurrent truces", "random", "0 %"] <= 30
    assert found[independent, "recurrent truces", "random", "−50 %"] >= 80
