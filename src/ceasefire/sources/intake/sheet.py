"""A table as it came in: a header and rows of texts with their lines; nothing in it is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.sources.intake import codes

MOST_BYTES: Final = 32_000_000
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 300
LONGEST_CELL: Final = 32_767
_DELIMITERS: Final = ("\t", ";", ",", "|")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line on which it stands, and as many cells as the header has names."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `name` of the file or sheet, unique names of columns, rows that are not empty."""

    name: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    def column(self, name: str) -> tuple[str, ...]:
        """Every cell of the column."""
        at = self.header.index(name)
        return tuple(row.cells[at] for row in self.rows)


def sheet_of(name: str, listed: Iterable[tuple[int, Sequence[str]]], *, has_header: bool = True) -> Sheet:
    """Make a sheet of numbered rows, the first the header; without one the columns are called `column 1` and so on.

    Raises BadInput once: no row, names that are empty or twice, rows wider than the header, sizes beyond the limits.
    """
    rows = [
        (line, tuple(cell.strip() for cell in cells)) for line, cells in listed if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise BadInput(Problem(codes.EMPTY_TABLE, Place(name)))
    width = max(len(cells) for _, cells in rows)
    header = rows[0][1] if has_header else tuple(f"column {at}" for at in range(1, width + 1))
    body = rows[1:] if has_header else rows
    problems = [*_bad_header(name, rows[0][0], header, body), *_bad_rows(name, header, body)]
    if problems:
        raise BadInput(problems)
    padded = [SheetRow(line, (cells + ("",) * len(header))[: len(header)]) for line, cells in body]
    return _without_empty_columns(Sheet(name, header, tuple(padded)))


def _without_empty_columns(sheet: Sheet) -> Sheet:
    """Leave out columns that have neither a name nor a cell."""
    kept = [at for at, name in enumerate(sheet.header) if name]
    rows = tuple(SheetRow(row.line, tuple(row.cells[at] for at in kept)) for row in sheet.rows)
    return Sheet(sheet.name, tuple(sheet.header[at] for at in kept), rows)


def sheet_of_text(text: str, name: str = "pasted", *, has_header: bool = True) -> Sheet:
    """Read cells pasted from a spreadsheet, or a CSV table: apart by tabs, semicolons, commas or bars.

    Cells that begin like formulas are texts. Raises BadInput as `sheet_of` does, and for text that is no table.
    """
    if len(text) > MOST_BYTES or "\x00" in text:
        got = "a zero byte" if "\x00" in text else f"{len(text):,} signs"
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(name), got, f"text of at most {MOST_BYTES:,} signs"))
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    listed = []
    try:
        before = 0
        for cells in reader:
            listed.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as told:
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(name, reader.line_num), str(told))) from None
    return sheet_of(name, listed, has_header=has_header)


def _bad_header(
    name: str, line: int, header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]
) -> list[Problem]:
    place = Place(name, line)
    if len(header) > MOST_COLUMNS:
        return [Problem(codes.TOO_LARGE, place, f"{len(header):,} columns", f"at most {MOST_COLUMNS}")]
    used = {at for _, cells in body for at, cell in enumerate(cells, 1) if cell}
    nameless = [at for at, each in enumerate(header, 1) if not each and at in used]
    problems = [Problem(codes.NO_COLUMN_NAME, Place(name, line, at)) for at in nameless]
    lowered = [each.casefold() for each in header]
    twice = sorted({each for each in lowered if each and lowered.count(each) > 1})
    return problems + [Problem(codes.SAME_COLUMN_NAME, place, got=each) for each in twice]


def _bad_rows(name: str, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> list[Problem]:
    if len(rows) > MOST_ROWS:
        return [Problem(codes.TOO_LARGE, Place(name), f"{len(rows):,} rows", f"at most {MOST_ROWS:,}")]
    problems = []
    for line, cells in rows:
        if any(cells[len(header) :]):
            got, expected = f"{len(cells)} cells", f"{len(header)}, as in the header"
            problems.append(Problem(codes.TOO_MANY_CELLS, Place(name, line), got, expected))
        longest = max(map(len, cells))
        if longest > LONGEST_CELL:
            expected = f"at most {LONGEST_CELL:,}"
            problems.append(Problem(codes.TOO_LARGE, Place(name, line), f"a cell of {longest:,} signs", expected))
    return problems
