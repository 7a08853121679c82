"""Checks on the paths that people name, before anything is read or written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from ceasefire.cli import codes
from ceasefire.errors import BadInput, Code, Place, Problem

READ_WHOLE_AT_MOST = 64 * 1024 * 1024


def input_files(paths: Iterable[Path], *, whole: bool = False) -> tuple[Path, ...]:
    """Return `paths` when each is a readable file with something in it; raise BadInput with all problems.

    `whole` is for kinds of files that are read into memory at once (terms, mappings, GeoJSON): they may
    have 64 MiB. Event files are streamed and may be of any size.
    """
    paths = tuple(paths)
    problems = [problem for path in paths if (problem := _file_problem(path, whole=whole))]
    if problems:
        raise BadInput(problems)
    return paths


def input_file(path: Path, *, whole: bool = False) -> Path:
    """Return `path` when it is a readable file with something in it; raise BadInput otherwise."""
    return input_files([path], whole=whole)[0]


def output_file(path: Path) -> Path:
    """Return `path` when a file can be written there: its folder exists and it is no folder itself."""
    if path.is_dir():
        raise BadInput(_problem(codes.IS_A_FOLDER, path, "a folder", "the name of a file to write"))
    if not path.parent.is_dir():
        raise BadInput(_problem(codes.NO_SUCH_FOLDER, path, f"no folder {path.parent}", "a folder that exists"))
    return path


def output_folder(path: Path) -> Path:
    """Return `path` when it is a folder, or can be made as one inside a folder that exists."""
    if path.exists() and not path.is_dir():
        raise BadInput(_problem(codes.NOT_A_FOLDER, path, "a file", "a folder"))
    if not path.exists() and not path.absolute().parent.is_dir():
        raise BadInput(_problem(codes.NO_SUCH_FOLDER, path, f"no folder {path.parent}", "a folder that exists"))
    return path


def _file_problem(path: Path, *, whole: bool) -> Problem | None:
    wanted = "a file that can be read"
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return _problem(codes.NO_SUCH_PATH, path, "nothing", wanted, do=_near(path))
    except (OSError, ValueError) as refusal:  # no right to look, a name too long, a NUL in it
        return _problem(codes.NOT_READABLE, path, str(getattr(refusal, "strerror", None) or refusal), wanted)
    if path.is_dir():
        return _problem(codes.IS_A_FOLDER, path, "a folder", wanted)
    if not path.is_file():
        return _problem(codes.NOT_A_FILE, path, "a device, pipe or socket", wanted)
    if not os.access(path, os.R_OK):
        return _problem(codes.NOT_READABLE, path, "no right to read", wanted)
    if size == 0:
        return _problem(codes.EMPTY_FILE, path, "0 bytes", "a file with content")
    if whole and size > READ_WHOLE_AT_MOST:
        limit = f"at most {READ_WHOLE_AT_MOST // 1024**2} MiB"
        return _problem(codes.TOO_LARGE, path, f"{size / 1024**2:,.0f} MiB", limit)
    return None


def _problem(code: Code, path: Path, got: str, expected: str, do: str = "") -> Problem:
    return Problem(code, Place(file=str(path)), got=got, expected=expected, do=do)


def _near(path: Path) -> str:
    """Name a file in the same folder that is spelled nearly so, for one slip of a finger."""
    try:
        siblings = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    near = get_close_matches(path.name, siblings, n=1, cutoff=0.7)
    return f"Did you mean {path.parent / near[0]}?" if near else ""
