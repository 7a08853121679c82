"""A table on disk as a stream of rows with their line numbers, hashed while it is read.

Memory stays bounded whatever the size: one buffer, one row. A zip archive with one CSV inside is read
as that CSV; its hash is the archive's.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from ceasefire.errors import BadInput, Code, Place, Problem
from ceasefire.sources import codes
from ceasefire.sources.rows import BadRow

if TYPE_CHECKING:
    from typing_extensions import Buffer

    Buffered = io.BufferedReader[io.RawIOBase]

CHUNK: Final = 1 << 20
LARGEST_CELL: Final = 1 << 20
_DELIMITERS: Final = (",", ";", "\t", "|")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS: Final = (
    (b"version https://git-lfs", "a pointer to a large file, not the file", "Download the file itself."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"%PDF", "a PDF document", ""),
    (b"SQLite format 3", "a database", "Export the table as CSV."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "Save the sheet as CSV in UTF-8."),
    (b"PAR1", "a Parquet file", "Export the table as CSV."),
    (b"{", "JSON", "Export the table as CSV."),
    (b"[", "JSON", "Export the table as CSV."),
    (b"<", "a web page or XML", "Look at it in a browser: it may be an error page instead of the file."),
)


@dataclass(slots=True)
class Table:
    """An open table: its header, then its rows one by one; the hash once all of it was read.

    `tag_row` is the line of a row of tags (`#date`, `#geo+lat`) under the header, which is no data.
    """

    path: Path
    header: tuple[str, ...]
    header_line: int
    _rows: Iterator[tuple[int, list[str] | BadRow]]
    _closing: ExitStack
    _digest: _Digest
    tag_row: int | None = field(default=None)

    def rows(self) -> Iterator[tuple[int, list[str] | BadRow]]:
        """Each row with the line on which it starts; a row that cannot be taken apart comes as BadRow."""
        for line, cells in self._rows:
            if self.tag_row is None and line <= self.header_line + 2 and _is_tag_row(cells):
                self.tag_row = line
            else:
                yield line, cells

    def close(self) -> None:
        """Let go of the file."""
        self._closing.close()

    def sha256(self) -> str:
        """The hash of the whole file; reads what is left of it."""
        return self._digest.finish()


def open_table(path: Path, encoding: str = "utf-8") -> Table:
    """Open `path` and read its header; raise BadInput when it is no table that can be read."""
    with ExitStack() as closing:
        digest = _Digest(_open(path, closing))
        buffered: Buffered = closing.enter_context(io.BufferedReader(digest, CHUNK))
        data = _inside_zip(path, buffered, digest, closing)
        sample = data.peek(CHUNK)[:CHUNK]
        _check_kind(sample, path)
        _check_encoding(sample, encoding, path)
        text = _text(data, encoding)
        rows = _numbered(text, _delimiter(sample, encoding))
        line, header = _header(rows, path)
        return Table(path, header, line, rows, closing.pop_all(), digest)


class _Digest(io.RawIOBase):
    """The file's bytes, hashed as they pass."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._raw.read(len(view))
        view[: len(data)] = data
        self._hash.update(data)
        return len(data)

    def finish(self) -> str:
        while data := self._raw.read(CHUNK):
            self._hash.update(data)
        return self._hash.hexdigest()


def _open(path: Path, closing: ExitStack) -> IO[bytes]:
    if path.is_dir():
        raise BadInput(_problem(codes.IS_A_FOLDER, path, "a folder"))
    try:
        raw = closing.enter_context(path.open("rb", buffering=0))
        empty = path.is_file() and path.stat().st_size == 0
    except (OSError, ValueError) as problem:
        got = getattr(problem, "strerror", None) or str(problem)
        raise BadInput(_problem(codes.CANNOT_OPEN, path, got)) from None
    if empty:
        raise BadInput(_problem(codes.EMPTY_FILE, path, "0 bytes"))
    return raw


def _inside_zip(path: Path, buffered: Buffered, digest: _Digest, closing: ExitStack) -> Buffered:
    if not buffered.peek(4).startswith(b"PK\x03\x04"):
        return buffered
    digest.finish()
    try:
        archive = closing.enter_context(zipfile.ZipFile(path))
        names = [name for name in archive.namelist() if name.lower().endswith((".csv", ".txt", ".tsv"))]
        if len(names) != 1:
            kind = "an Excel workbook" if "xl/workbook.xml" in archive.namelist() else f"{len(names)} CSV files"
            got, do = f"a zip archive with {kind}", "Unpack it and name one CSV file, or save the sheet as CSV."
            raise BadInput(_problem(codes.NOT_A_TABLE, path, got, do=do))
        member = closing.enter_context(archive.open(names[0]))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as problem:
        do = "Get the file again: an archive whose end is missing was probably cut off while it was downloaded."
        raise BadInput(_problem(codes.NOT_A_TABLE, path, f"a zip archive: {problem}", do=do)) from None
    return closing.enter_context(io.BufferedReader(_Member(member), CHUNK))


class _Member(io.RawIOBase):
    """A file inside an archive, as a raw stream."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._member.read(len(view))
        view[: len(data)] = data
        return len(data)


def _check_kind(sample: bytes, path: Path) -> None:
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise BadInput(_problem(codes.EMPTY_FILE, path, "nothing but white space"))
    for mark, got, do in _OTHER_KINDS:
        if start.startswith(mark):
            raise BadInput(_problem(codes.NOT_A_TABLE, path, got, do=do))


def _check_encoding(sample: bytes, encoding: str, path: Path) -> None:
    marked = next((name for mark, name in _MARKS if sample.startswith(mark)), None)
    if marked and not encoding.lower().startswith(("utf-16", "utf16", "utf-32", "utf32")):
        do = f"Name its encoding with the option `encoding={marked}`, or save it as UTF-8."
        raise BadInput(_problem(codes.WRONG_ENCODING, path, marked.upper(), encoding, do))
    if not marked and b"\x00" in sample.partition(b"\n")[0] and encoding.lower() in {"utf-8", "utf8"}:
        raise BadInput(_problem(codes.NOT_A_TABLE, path, "binary data"))
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError as problem:
        if _is_mostly_text(sample, encoding):
            return
        line = sample[: problem.start].count(b"\n") + 1
        got = f"byte 0x{sample[problem.start]:02x} in line {line}"
        place = Place(str(path), line)
        raise BadInput(Problem(codes.WRONG_ENCODING, place, got, encoding)) from None


def _is_mostly_text(sample: bytes, encoding: str) -> bool:
    """Whether the header and most rows are UTF-8: then the few others are set aside one by one."""
    if encoding.lower() not in {"utf-8", "utf8"}:
        return False
    header, *rows = (_is_utf8(line) for line in sample.splitlines())
    return header and 2 * sum(rows) > len(rows)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(data: Buffered, encoding: str) -> io.TextIOWrapper:
    name = "utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding
    return io.TextIOWrapper(data, encoding=name, errors="surrogateescape", newline="")


def _delimiter(sample: bytes, encoding: str) -> str:
    first = sample.decode(encoding, errors="ignore").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _numbered(text: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str] | BadRow]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeError, zipfile.BadZipFile) as problem:
            yield line, BadRow(codes.BROKEN_ROW, got=str(problem))
            if not isinstance(problem, csv.Error):
                return
        else:
            if cells:
                yield line, cells


def _header(rows: Iterator[tuple[int, list[str] | BadRow]], path: Path) -> tuple[int, tuple[str, ...]]:
    line, cells = next(rows, (1, BadRow(codes.BROKEN_ROW, got="no header")))
    if isinstance(cells, BadRow):
        raise BadInput(Problem(codes.NOT_A_TABLE, Place(str(path), line), cells.got))
    header = tuple(name.strip() for name in cells)
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise BadInput(Problem(codes.SAME_COLUMN_TWICE, Place(str(path), line), ", ".join(twice)))
    return line, header


def _is_tag_row(cells: list[str] | BadRow) -> bool:
    if isinstance(cells, BadRow):
        return False
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(cell.lstrip().startswith("#") for cell in filled)


def _problem(code: Code, path: Path, got: str, expected: str = "a CSV table", do: str = "") -> Problem:
    return Problem(code, Place(file=str(path)), got, expected, do)
