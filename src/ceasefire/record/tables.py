"""Small tables that people keep by hand: a header, one row each, every problem told at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import shapely

from ceasefire.clock import DAY, Span, parse_instant
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry import Disc, Polygons, Shape, check_polygon
from ceasefire.kernel import taxonomy
from ceasefire.kernel.lengths import read_length
from ceasefire.record import codes

T = TypeVar("T")
MOST_BYTES: Final = 64_000_000
LONGEST: Final = 3660 * DAY
PLACE_COLUMNS: Final = ("lon", "lat", "radius", "wkt", "area")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: those that must be there, those that may, and whether others may too (`open`)."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    open: bool = False


@dataclass(slots=True)
class Row:
    """One row while it is read; reading on after a problem collects the others too."""

    file: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def place(self, column: str) -> Place:
        """Where the cell stands."""
        return Place(self.file, self.line, None, column)

    def text(self, column: str) -> str:
        """The cell, empty when there is none."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """The cell, which has to be filled."""
        if not self.text(column):
            self.problems.append(Problem(codes.EMPTY_CELL, self.place(column), expected=f"a value in `{column}`"))
        return self.text(column)

    def one_of(self, column: str, choices: tuple[str, ...], default: str) -> str:
        """The cell as one of `choices`; `default` when it is empty."""
        value = self.text(column) or default
        if value not in choices:
            self.problems.append(Problem(codes.BAD_CELL, self.place(column), value, ", ".join(choices)))
        return value

    def tried(self, read: Callable[[], T], otherwise: T) -> T:
        """What `read` gives; on BadInput keep its problems and go on with `otherwise`."""
        try:
            return read()
        except BadInput as told:
            self.problems.extend(told.problems)
            return otherwise

    def moment(self, column: str, zone: str | None) -> int | None:
        """The moment in the cell, microseconds UTC; None when it is empty."""
        text = self.text(column)
        return self.tried(lambda: parse_instant(text, zone, self.place(column)), None) if text else None

    def span(self, zone: str | None) -> Span:
        """The span from `from` to `to`, both needed; a problem when it is empty, backward or over ten years."""
        self.needed("from")
        self.needed("to")
        start, end = self.moment("from", zone), self.moment("to", zone)
        if start is not None and end is not None and not start < end <= start + LONGEST:
            got = f"{self.text('from')} to {self.text('to')}"
            self.problems.append(Problem(codes.END_NOT_AFTER_START, self.place("to"), got))
        return Span(start or 0, end or 0)

    def acts(self, column: str) -> frozenset[str]:
        """The leaves of the acts in the cell, written one after the other with spaces or `|`."""
        words = self.text(column).replace("|", " ").split() or [taxonomy.EVERY]
        return self.tried(lambda: taxonomy.acts().expand(words, self.place(column)), frozenset())

    def degrees(self, column: str) -> float:
        """The degrees in the cell, which has to be filled; 0 after a problem."""
        return self.tried(lambda: self._number(column), 0.0)

    def where(self) -> Shape | None:
        """The shape from `lon`, `lat`, `radius` or from `wkt`; None when the row names an area of the terms."""
        point, outline, named = (bool(self.text(column)) for column in ("lon", "wkt", "area"))
        if point + outline + named != 1:
            code = codes.TWO_PLACES if point + outline + named else codes.NO_PLACE
            self.problems.append(Problem(code, Place(self.file, self.line)))
            return None
        if point:
            return self.tried(self._disc, None)
        return self.tried(self._outline, None) if outline else None

    def _disc(self) -> Shape:
        lon, lat = (self._number(column) for column in ("lon", "lat"))
        return Disc(lon, lat, read_length(self.needed("radius"), self.place("radius")))

    def _number(self, column: str) -> float:
        try:
            return float(self.text(column))
        except ValueError:
            problem = Problem(codes.BAD_CELL, self.place(column), repr(self.text(column)), "a number of degrees")
            raise BadInput(problem) from None

    def _outline(self) -> Shape:
        text, place = self.text("wkt"), self.place("wkt")
        try:
            geometry = shapely.from_wkt(text)
        except shapely.errors.ShapelyError:
            raise BadInput(Problem(codes.BAD_CELL, place, text[:60], "POLYGON ((lon lat, …))")) from None
        check_polygon(geometry, place)
        return Polygons(geometry)


def read_rows(path: Path, columns: Columns, build: Callable[[Row], T]) -> tuple[T, ...]:
    """Build one value per row; raise BadInput once with every problem of the whole table."""
    rows = _rows(path, columns)
    built = [value for row in rows if (value := row.tried(partial(build, row), None)) is not None]
    problems = [problem for row in rows for problem in row.problems] + _same_ids(rows)
    if problems:
        raise BadInput(problems)
    return tuple(built)


def read_header(path: Path) -> tuple[str, ...]:
    """Return the names of the columns, in lower case; BadInput when the file holds no table."""
    return tuple(name.lower() for _, cells in _lines(path)[:1] for name in cells)


def _rows(path: Path, columns: Columns) -> list[Row]:
    (start, first), *rest = _lines(path)
    header = [name.lower() for name in first]
    _check_header(header, columns, Place(str(path), start))
    return [_row(str(path), line, header, cells) for line, cells in rest]


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number; at least one."""
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        listed, before = [], 0
        for cells in reader:
            if any(cell.strip() for cell in cells):
                listed.append((before + 1, [cell.strip() for cell in cells]))
            before = reader.line_num
    except csv.Error as problem:
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(str(path), reader.line_num), got=str(problem))) from None
    if not listed:
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(str(path)), got="an empty table"))
    return listed


def _row(file: str, line: int, header: list[str], cells: list[str]) -> Row:
    row = Row(file, line, dict(zip(header, cells, strict=False)))
    if len(cells) != len(header):
        got, expected = f"{len(cells)} cells", f"{len(header)}, as in the header"
        row.problems.append(Problem(codes.BAD_CELL, Place(file, line), got, expected))
    return row


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            expected = f"at most {MOST_BYTES:,} bytes"
            raise BadInput(Problem(codes.NOT_A_TABLE, Place(str(path)), f"{path.stat().st_size:,} bytes", expected))
        return path.read_text("utf-8-sig")
    except OSError as problem:
        got = problem.strerror or str(problem)
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(str(path)), got=got)) from None
    except UnicodeDecodeError as problem:
        got = f"byte {problem.start:,} is not UTF-8"
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(str(path)), got=got)) from None


def _check_header(header: list[str], columns: Columns, place: Place) -> None:
    known = (*columns.required, *columns.optional)
    problems = [
        Problem(codes.NO_COLUMN, place, got=", ".join(header), expected=f"a column `{name}`")
        for name in columns.required
        if name not in header
    ]
    problems += [
        Problem(codes.UNKNOWN_COLUMN, place, got=name, expected=", ".join(known))
        for name in header
        if name not in known and not columns.open
    ]
    problems += [
        Problem(codes.SAME_COLUMN, place, got=name, expected="one column of each name")
        for name in sorted(set(header))
        if header.count(name) > 1
    ]
    if problems:
        raise BadInput(problems)


def _same_ids(rows: list[Row]) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for row in rows:
        name = row.text("id")
        if name and name in seen:
            got = f"{name}, as on line {seen[name]}"
            problems.append(Problem(codes.SAME_ID, row.place("id"), got=got))
        seen.setdefault(name, row.line)
    return problems
