"""One contender in one process, watched: CPU seconds, peak memory, or why it did not finish."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CPU_LIMIT_S = 600.0
MEMORY_LIMIT_MB = 8192.0


@dataclass(frozen=True, slots=True)
class Run:
    """What one process did; `cpu_s` is None when it did not finish, and `why` says why."""

    name: str
    cpu_s: float | None
    peak_mb: float
    pairs: int = 0
    sha256: str = ""
    why: str = ""


def run(name: str, contender: str, numba: str, folder: Path, zones: int) -> Run:
    """Run one contender in its own process and watch its memory."""
    command = [sys.executable, str(HERE / "one_run.py"), contender, str(folder), str(zones), numba, str(CPU_LIMIT_S)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = watch(process)
        out, err = process.communicate()
    if process.returncode == 0:
        return Run(name, **json.loads(out.splitlines()[-1]))
    if peak > MEMORY_LIMIT_MB:
        return Run(name, None, peak, why=f"over {MEMORY_LIMIT_MB / 1024:.0f} GB")
    if process.returncode < 0:
        return Run(name, None, peak, why=f"over {CPU_LIMIT_S:.0f} CPU-seconds")
    last = err.strip().splitlines()[-1] if err.strip() else "no message"
    return Run(name, None, peak, why="out of memory" if "emory" in last else last)


def watch(process: subprocess.Popen[str]) -> float:
    """Peak memory in MB while the process runs; ends it when that is over the limit."""
    peak = 0.0
    statm = Path(f"/proc/{process.pid}/statm")
    page_mb = os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    while process.poll() is None:
        if statm.exists():
            resident = statm.read_text(encoding="ascii").split()
            peak = max(peak, int(resident[1]) * page_mb) if resident else peak
        if peak > MEMORY_LIMIT_MB:
            process.kill()
        time.sleep(0.05)
    return peak
