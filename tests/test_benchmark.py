"""The benchmark runs, its contenders agree, and its page has every row."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "benchmarks" / "match.py"
DESK = SCRIPT.with_name("desk.py")


@pytest.mark.slow
def test_the_quick_benchmark_lets_all_contenders_finish_with_equal_pairs():
    if missing := [name for name in ("duckdb", "geopandas", "h3", "numba") if find_spec(name) is None]:
        pytest.skip(f"the extra `bench` is not installed: {', '.join(missing)} missing")
    done = subprocess.run([sys.executable, SCRIPT, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first_table = done.stdout.partition("\n## ")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in first_table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 6
    assert all(float(row[1]) >= 0 and float(row[3]) > 0 for row in rows), first_table
    assert "did not finish" not in done.stdout


@pytest.mark.slow
def test_the_quick_benchmark_of_the_desk_asks_both_and_they_agree():
    if find_spec("datasette") is None:
        pytest.skip("the extra `bench` is not installed: datasette missing")
    done = subprocess.run([sys.executable, DESK, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    table = done.stdout.partition("## Questions")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 11
    assert all(float(row[4]) >= 0 for row in rows), table
    assert sum(row[5] != "–" for row in rows) == 10
