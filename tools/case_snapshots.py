"""Write down what lint says of each carried case, to be reviewed as a change before it is committed."""

from __future__ import annotations

from pathlib import Path

from ceasefire.cases import keys, read
from ceasefire.terms import lint

FOLDER = Path(__file__).parent.parent / "tests" / "cases" / "lint"


def main() -> None:
    """Write one file per case: severity, code and field of every problem, in the order of the file."""
    FOLDER.mkdir(exist_ok=True)
    for key in keys():
        lines = (f"{each.severity} {each.code.code} {each.place.field or ''}\n" for each in lint(read(key)))
        (FOLDER / f"{key}.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
