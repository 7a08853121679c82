"""A sheet of an XLSX workbook as texts; formulas stay texts and are never run, and hostile files are refused whole."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.sheet import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, sheet_of

MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 200_000_000
_CHUNK: Final = 1 << 20
_OLD: Final = b"\xd0\xcf\x11\xe0"


def sheet_of_xlsx(data: bytes, name: str, sheet: str | None = None) -> Sheet:
    """Read one sheet of a workbook, the first where `sheet` names none; dates become year-month-day.

    A formula comes as its text, such as `=A1+1`; what the file says it came to is not believed. Raises BadInput for
    what is no workbook, is encrypted, holds macros or declares XML entities, or unpacks to more than 200 MB: before a
    cell of it is read.
    """
    _check(data, name)
    try:
        return _read(data, name, sheet)
    except BadInput:
        raise
    except Exception as told:  # noqa: BLE001 - a damaged part of the file may fail in any way inside the parser
        got = f"a damaged workbook: {type(told).__name__}"
        raise BadInput(Problem(codes.NOT_A_WORKBOOK, Place(name), got)) from None


def _read(data: bytes, name: str, wanted: str | None) -> Sheet:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        title = wanted or book.sheetnames[0]
        if title not in book.sheetnames:
            raise BadInput(Problem(codes.NO_SUCH_SHEET, Place(name), title, ", ".join(book.sheetnames)))
        page = book[title]
        page.reset_dimensions()  # what the file says of its own size may be wrong
        return sheet_of(f"{name}, {title}", list(_rows(page.iter_rows(values_only=True), name)))
    finally:
        book.close()


def _rows(rows: Iterator[tuple[object, ...]], name: str) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(rows, 1):
        if line > MOST_ROWS + 1:
            raise BadInput(Problem(codes.TOO_LARGE, Place(name, line), "more rows", f"at most {MOST_ROWS:,}"))
        if len(cells) > MOST_COLUMNS and any(cell is not None for cell in cells[MOST_COLUMNS:]):
            raise BadInput(Problem(codes.TOO_LARGE, Place(name, line), f"{len(cells):,} cells", f"{MOST_COLUMNS}"))
        yield line, [cell_text(cell) for cell in cells[:MOST_COLUMNS]]


def cell_text(value: object) -> str:
    """The text of a cell: 45 for 45.0, year-month-day for dates, hours:minutes for times."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return str(value)


def _check(data: bytes, name: str) -> None:
    """Refuse what nobody should open, by unpacking it piece by piece and counting."""
    if len(data) > MOST_BYTES:
        raise BadInput(Problem(codes.TOO_LARGE, Place(name), f"{len(data):,} bytes", f"at most {MOST_BYTES:,}"))
    if data.startswith(_OLD):
        raise BadInput(Problem(codes.NOT_A_WORKBOOK, Place(name), "an encrypted or old (.xls) workbook"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as told:
        if isinstance(told, BadInput):
            raise
        raise BadInput(Problem(codes.NOT_A_WORKBOOK, Place(name), str(told))) from None


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise BadInput(Problem(codes.HOSTILE_FILE, Place(name), f"{len(parts):,} parts, or one twice"))
    if "xl/workbook.xml" not in names:
        raise BadInput(Problem(codes.NOT_A_WORKBOOK, Place(name), "a zip archive without a workbook"))
    macros = [each for each in names if each.lower().endswith("vbaproject.bin")]
    if macros:
        raise BadInput(Problem(codes.HOSTILE_FILE, Place(name), f"macros ({macros[0]})", "a workbook without macros"))
    left = MOST_UNPACKED
    for part in parts:
        left = _check_part(archive, part, name, left)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, left: int) -> int:
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    before = b""
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                expected = f"at most {MOST_UNPACKED:,} bytes unpacked"
                raise BadInput(Problem(codes.HOSTILE_FILE, Place(name), part.filename, expected))
            seen = (before + chunk).replace(b"\x00", b"").upper()  # also in UTF-16
            if is_xml and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
                raise BadInput(Problem(codes.HOSTILE_FILE, Place(name), f"XML entities in {part.filename}"))
            before = chunk[-32:]
    return left
