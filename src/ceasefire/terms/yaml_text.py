"""YAML or JSON text to a tree in which every scalar is still the text that was written.

A common loader turns `19:30` into 1170, `NO` into false and the key `on` into true. Here the parser's
events become nodes and nothing else; what a value means is decided by the field that reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from ceasefire.errors import BadInput, Code, Place, Problem
from ceasefire.terms import codes
from ceasefire.terms.tree import ListNode, MapNode, Node, TextNode, is_empty

LARGEST_BYTES: Final = 2_000_000  # the parser needs about 13 s a megabyte; a text of terms has kilobytes
DEEPEST: Final = 40
_WHITE: Final = frozenset("\n\t")


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

    Raises BadInput with file, line and column for broken YAML, duplicate keys, aliases, tags, several
    documents, nesting over 40 levels, more than 2 MB, unprintable characters and an empty text.
    """
    if len(text) > LARGEST_BYTES:
        raise BadInput(_too_large(len(text), Place(name)))
    try:
        return _Builder(name, YAML(typ="safe", pure=True).parse(text)).document()
    except MarkedYAMLError as error:
        raise BadInput(_broken(error, name)) from None
    except ReaderError as error:
        raise BadInput(_unreadable(error, text, name)) from None
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, BadInput):
            raise
        got = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BadInput(Problem(codes.BROKEN_YAML, Place(name), got=got)) from None


class _Builder:
    """Builds the tree from events, keeping the position of each."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.events = events
        self.place = Place(name)

    def document(self) -> Node:
        root: Node | None = None
        for event in self.events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                self.refuse(codes.MANY_DOCUMENTS, event, "a second document")
            root = self.node(next(self.events), 1)
        if is_empty(root) or root is None:
            raise BadInput(Problem(codes.EMPTY, Place(self.name), got="nothing", expected="a mapping"))
        return root

    def node(self, event: Any, depth: int) -> Node:
        self.check(event, depth)
        place = self.at(event)
        if isinstance(event, ScalarEvent):
            return TextNode(self.text_of(event), event.style in ("'", '"', "|", ">"), place)
        if isinstance(event, SequenceStartEvent):
            return ListNode(tuple(self.items(depth + 1)), place)
        return MapNode(tuple(self.entries(depth + 1)), place)

    def items(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return
            yield self.node(event, depth)

    def entries(self, depth: int) -> Iterator[tuple[str, Node]]:
        seen: dict[str, Place] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                return
            self.check(event, depth)
            if not isinstance(event, ScalarEvent) or not event.value.strip():
                self.refuse(codes.KEY_NOT_TEXT, event, "no text", "a key")
            key = self.text_of(event)
            if key in seen:
                first = f"`{key}` a second time; it stands first on line {seen[key].line}"
                self.refuse(codes.DUPLICATE_KEY, event, first, "each key once")
            seen[key] = self.at(event)
            yield key, self.node(next(self.events), depth)

    def check(self, event: Any, depth: int) -> None:
        if isinstance(event, AliasEvent):
            self.refuse(codes.ALIAS, event, f"*{event.anchor}", "the content itself")
        if getattr(event, "anchor", None) is not None:
            self.refuse(codes.ALIAS, event, f"&{event.anchor}", "no anchor")
        if getattr(event, "ctag", None) is not None or getattr(event, "tag", None):
            self.refuse(codes.TAG, event, f"{event.tag}", "no tag")
        if depth > DEEPEST:
            self.refuse(codes.TOO_DEEP, event, f"over {DEEPEST} levels", f"at most {DEEPEST}")

    def text_of(self, event: Any) -> str:
        text = _joined_surrogates(event.value)
        wrong = next((sign for sign in text if not (sign.isprintable() or sign in _WHITE or sign.isspace())), None)
        if wrong is not None and not _joins_letters(wrong):
            self.refuse(codes.UNPRINTABLE, event, f"U+{ord(wrong):04X}", "printable text")
        return text

    def at(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1)

    def refuse(self, code: Code, event: Any, got: str, expected: str = "") -> NoReturn:
        raise BadInput(Problem(code, self.at(event), got=got, expected=expected))


def _joined_surrogates(text: str) -> str:
    """JSON writes signs beyond U+FFFF as two escapes; YAML reads them as two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _joins_letters(sign: str) -> bool:
    """Soft hyphens, joiners and direction marks belong to words of the languages of this field."""
    return sign in "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"


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


def _broken(error: MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(name) if mark is None else Place(name, mark.line + 1, mark.column + 1)
    said = " ".join(str(part) for part in (error.problem, error.context) if part)
    return Problem(codes.BROKEN_YAML, place, got=said.splitlines()[0] if said else "unreadable")


def _unreadable(error: ReaderError, text: str, name: str) -> Problem:
    sign = error.character if isinstance(error.character, str) else chr(error.character)
    at = text.find(sign)
    before = text[: max(at, 0)]
    place = Place(name, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)
    return Problem(codes.UNPRINTABLE, place, got=f"U+{ord(sign):04X}", expected="printable text")
