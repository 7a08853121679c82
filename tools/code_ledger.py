"""Add new error codes to tests/codes.ledger; refuse a number that stood for another problem before."""

from __future__ import annotations

import sys
from pathlib import Path

from ceasefire.cli.list_codes import modules_with_codes
from ceasefire.errors import Code

LEDGER = Path(__file__).resolve().parent.parent / "tests" / "codes.ledger"


def main() -> int:
    """Write the ledger and return 1 when a spent number was used again."""
    lines = LEDGER.read_text(encoding="utf-8").splitlines() if LEDGER.exists() else []
    ledger = {number: name for number, _, name in (line.partition(" ") for line in lines)}
    now = {
        value.code: name
        for module in modules_with_codes()
        for name, value in vars(module).items()
        if isinstance(value, Code)
    }
    spent = [
        f"{number} was {ledger[number]}, not {name}" for number, name in now.items() if ledger.get(number, name) != name
    ]
    if spent:
        print("\n".join(spent))
        return 1
    ledger |= now
    LEDGER.write_text("".join(f"{number} {name}\n" for number, name in sorted(ledger.items())), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
