"""Writing so that a reader sees the old file or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel import codes


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; on success it takes `path`'s place, on failure it is removed."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as problem:
        raise _cannot_write(path, problem) from problem
    beside = Path(name)
    try:
        yield beside
        _settle(beside, path)
    except OSError as problem:
        raise _cannot_write(path, problem) from problem
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with the line ends it has."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` whole or not at all; raise BadInput with the reason when the place is not writable."""
    with replacing(path) as beside:
        beside.write_bytes(data)


def _settle(beside: Path, path: Path) -> None:
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    mask = os.umask(0)
    os.umask(mask)
    beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
    beside.replace(path)


def _cannot_write(path: Path, problem: OSError) -> BadInput:
    place = Place(file=str(path))
    return BadInput(Problem(codes.CANNOT_WRITE, place, got=problem.strerror or str(problem)))
