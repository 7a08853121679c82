"""One contender in a process of its own: prints CPU seconds, peak memory and a fingerprint of its pairs as JSON.

Called by match.py as `one_run.py CONTENDER FOLDER ZONES NUMBA CPU_LIMIT`.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from pathlib import Path

from contenders import CONTENDERS
from front_scenery import load


def main() -> None:
    contender, folder, zones, numba, cpu_limit = sys.argv[1:]
    if numba == "no":
        sys.modules["numba"] = None  # type: ignore[assignment]  # what "not installed" looks like to an import
    ask = CONTENDERS[contender](load(Path(folder), int(zones)))
    start = time.process_time()
    limit = int(start + float(cpu_limit)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    event, zone = ask()
    cpu = time.process_time() - start
    prints = hashlib.sha256(event.tobytes())
    prints.update(zone.tobytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(json.dumps({"cpu_s": cpu, "peak_mb": peak, "pairs": len(event), "sha256": prints.hexdigest()}))


if __name__ == "__main__":
    main()
