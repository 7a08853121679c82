"""The terms files of a folder that are assessed together: all read, and all problems told, before any is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ceasefire.cli import codes, paths
from ceasefire.errors import BadInput, Place, Problem

if TYPE_CHECKING:
    from ceasefire.terms import Terms


def read_folder(folder: Path, reader: str) -> dict[Path, Terms]:
    """Return the terms of every file of the folder; BadInput with every problem of every file.

    To all the others a case that cannot be read is another ceasefire, whose days would be taken for free of one.
    So none is assessed, and nothing is written, until all can be read by this reader.
    """
    read, problems = dict[Path, "Terms"](), list[Problem]()
    for file in _files(folder):
        try:
            read[file] = _read(file, reader)
        except BadInput as found:
            problems += found.problems
    problems += _same_keys(read)
    if problems:
        raise BadInput(problems)
    return read


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BadInput(Problem(codes.NOT_A_FOLDER, Place(file=str(folder)), got="no folder", expected="a folder"))
    files = sorted(each for each in folder.iterdir() if each.suffix in {".yaml", ".yml", ".json"})
    if not files:
        expected = "files of terms, .yaml or .json"
        raise BadInput(Problem(codes.NO_SUCH_PATH, Place(file=str(folder)), got="no terms in it", expected=expected))
    return files


def _read(file: Path, reader: str) -> Terms:
    from ceasefire import terms
    from ceasefire.disclosure import Reader

    promised = terms.read(paths.input_file(file, whole=True))
    try:
        Reader.named(reader, promised)
    except BadInput as found:
        raise BadInput(each.at(Place(file=str(file), field="--for")) for each in found.problems) from None
    return promised


def _same_keys(read: Mapping[Path, Terms]) -> Iterator[Problem]:
    """Two files of one key would be written over each other, and neither would be another ceasefire to the other."""
    first: dict[str, Path] = {}
    for file, promised in read.items():
        if promised.key in first:
            got = f"{promised.key}, as in {first[promised.key]}"
            yield Problem(codes.SAME_CASE_TWICE, Place(file=str(file), field="ceasefire"), got=got)
        first.setdefault(promised.key, file)
