"""One reading of one file: its events as a stream, and afterwards what became of every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Self

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record import Event
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest
from ceasefire.sources.rows import BadRow, RowReader
from ceasefire.sources.setaside import SetAsideRows
from ceasefire.sources.stream import Table

_EXAMPLES: Final = 5
Cells = list[str] | BadRow


class Reading:
    """The events of a file, one after the other; memory does not grow with the file.

    Iterate once. Afterwards `read` rows were read, `used` became events, `set_aside` tells of each
    other one, `is_cut_off` says that the file ends in the middle of a row, as a download that broke off does, and
    `sha256` is the hash of the file. Every row is either used or set aside.
    Raises BadInput at the end when no row could be used.
    """

    def __init__(self, table: Table, manifest: Manifest, reader: RowReader, options: dict[str, str]) -> None:
        self.path = str(table.path)
        self.manifest = manifest
        self.options = options
        self.read = 0
        self.used = 0
        self.set_aside = SetAsideRows()
        self.is_cut_off = False
        self.sha256: str | None = None
        self._table = table
        self._reader = reader
        self._events = self._run()

    def __iter__(self) -> Iterator[Event]:
        if self.sha256 is not None:
            raise BadInput(Problem(codes.READ_ONCE, Place(self.path)))
        return self

    def __next__(self) -> Event:
        return next(self._events)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file before its end; a reading that reached the end has done so."""
        self._table.close()

    @property
    def tag_row(self) -> int | None:
        """The line of a row of tags under the header, which is no data; None when there is none."""
        return self._table.tag_row

    @property
    def deaths_set_aside(self) -> int:
        """The deaths that rows not used count, where they say so."""
        return sum(each.deaths for each in self.set_aside.tallies())

    def to_json(self) -> dict[str, Any]:
        """What became of the file: path, hash, rows read and used, and each row set aside with its reason."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "format": self.manifest.name,
            "options": dict(sorted(self.options.items())),
            "read": self.read,
            "used": self.used,
            "set_aside": [each.to_json() for each in self.set_aside],
        }

    def _run(self) -> Iterator[Event]:
        width = len(self._table.header)
        try:
            for line, cells, is_last in _marking_the_last(self._table.rows()):
                self.read += 1
                try:
                    event = self._reader.event(line, _whole(cells, width, is_last=is_last))
                except BadRow as found:
                    self.is_cut_off |= found.code is codes.CUT_OFF
                    deaths = None if isinstance(cells, BadRow) else self._deaths(cells)
                    self.set_aside.add(line, found.code, found.reason, deaths)
                else:
                    self.used += 1
                    yield event
            self.sha256 = self._table.sha256()
        finally:
            self._table.close()
        if not self.used:
            raise BadInput(self._nothing_usable())

    def _deaths(self, cells: list[str]) -> int | None:
        try:
            return self._reader.deaths(cells)
        except (BadRow, IndexError):
            return None

    def _nothing_usable(self) -> list[Problem]:
        """The problem, after the first rows of each reason that led to it."""
        told: list[Problem] = []
        by_code = {tally.code.code: tally for tally in self.set_aside.tallies()}
        for each in self.set_aside:
            tally = by_code.pop(each.code, None)
            if tally is not None and len(told) < _EXAMPLES:
                got = f"{tally.rows:,} rows, the first on line {each.line}: {each.reason}"
                told.append(Problem(tally.code, Place(self.path, each.line), got))
        got = f"{self.read:,} rows read, none used" if self.read else "a header and no row"
        return [*told, Problem(codes.NOTHING_USABLE, Place(self.path), got, "at least one row that can be used")]


def _marking_the_last(rows: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells, bool]]:
    """Each row with whether it is the last of the file, one row late."""
    before: tuple[int, Cells] | None = None
    for row in rows:
        if before is not None:
            yield *before, False
        before = row
    if before is not None:
        yield *before, True


def _whole(cells: Cells, width: int, *, is_last: bool) -> list[str]:
    """The cells of a row that has all of them; a last row with too few is the sign of a file that was cut off."""
    if isinstance(cells, BadRow):
        raise cells
    if is_last and len(cells) < width:
        raise BadRow(codes.CUT_OFF, got=f"{len(cells)} cells in the last row", expected=f"{width}")
    if len(cells) != width:
        raise BadRow(codes.BAD_WIDTH, got=f"{len(cells)} cells", expected=f"{width}")
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        raise BadRow(codes.NOT_TEXT) from None
    return cells
