"""One contender in a process of its own: prints CPU seconds, peak memory and a fingerprint of its pairs as JSON.

Called by match.py as `one_run.py CONTENDER FOLDER ZONES NUMBA CPU_LIMIT`. A question of a few milliseconds is asked
several times, each time of data read afresh, and the mean is told: on virtual machines the clock of CPU time now and
then loses a whole millisecond or two.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Final

from contenders import CONTENDERS
from front_scenery import load

ENOUGH_S: Final = 0.02  # of CPU time; a question that takes so long is asked once


def main() -> None:
    contender, folder, zones, numba, cpu_limit = sys.argv[1:]
    if numba == "no":
        sys.modules["numba"] = None  # type: ignore[assignment]  # what "not installed" looks like to an import
    spent, asked = 0.0, 0
    while spent < ENOUGH_S:
        ask = CONTENDERS[contender](load(Path(folder), int(zones)))
        start = time.process_time()
        if not asked:
            limit = int(start + float(cpu_limit)) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        event, zone = ask()
        spent, asked = spent + time.process_time() - start, asked + 1
    prints = hashlib.sha256(event.tobytes())
    prints.update(zone.tobytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(json.dumps({"cpu_s": spent / asked, "peak_mb": peak, "pairs": len(event), "sha256": prints.hexdigest()}))


if __name__ == "__main__":
    main()
