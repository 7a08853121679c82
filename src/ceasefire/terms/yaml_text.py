"""A file of terms as a tree in which every scalar is still the text that was written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.tree import Node, is_empty
from ceasefire.kernel.yamltext import read_nodes
from ceasefire.terms import codes

LARGEST_BYTES: Final = 2_000_000  # a text of terms has kilobytes


def read_file(path: str | Path) -> Node:
    """Return the tree of the file at `path`; BadInput when it is no readable YAML or JSON text."""
    path = Path(path)
    return parse_bytes(_content(path), str(path))


def parse_bytes(data: bytes, name: str) -> Node:
    """Return the tree of UTF-8 bytes; `name` stands in the places of problems."""
    if len(data) > LARGEST_BYTES:
        raise BadInput(_too_large(len(data), Place(name)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        got = f"the byte {data[error.start]:#04x}"
        raise BadInput(Problem(codes.NOT_UTF8, Place(name, line, column), got=got, expected="UTF-8")) from None
    return parse_text(text, name)


def parse_text(text: str, name: str) -> Node:
    """Return the tree of one YAML 1.2 (or JSON) document.

    Raises BadInput with file, line and column for what `kernel.yamltext.read_nodes` refuses, for more than
    2 MB and for an empty text.
    """
    if len(text) > LARGEST_BYTES:
        raise BadInput(_too_large(len(text), Place(name)))
    root = read_nodes(text, name)
    if root is None or is_empty(root):
        raise BadInput(Problem(codes.EMPTY, Place(name), got="nothing", expected="a mapping"))
    return root


def _content(path: Path) -> bytes:
    place = Place(str(path))
    try:
        if path.is_dir():
            raise BadInput(Problem(codes.CANNOT_OPEN, place, got="a folder", expected="a file"))
        with path.open("rb") as source:
            data = source.read(LARGEST_BYTES + 1)
            if len(data) > LARGEST_BYTES:
                raise BadInput(_too_large(path.stat().st_size or len(data), place))
            return data
    except (OSError, ValueError) as refusal:
        if isinstance(refusal, BadInput):
            raise
        got = getattr(refusal, "strerror", None) or str(refusal)
        raise BadInput(Problem(codes.CANNOT_OPEN, place, got=got, expected="a file that can be read")) from None


def _too_large(size: int, place: Place) -> Problem:
    limit = f"at most {LARGEST_BYTES / 1e6:.0f} MB"
    return Problem(codes.TOO_LARGE, place, got=f"{size / 1e6:,.1f} MB", expected=limit)
