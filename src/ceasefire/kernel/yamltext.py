"""YAML or JSON as texts, lists and mappings with their places; no scalar is ever turned into something else.

`19:30` stays "19:30", `NO` stays "NO" and the key `on` stays "on": what a value means is decided by the field
that reads it. Aliases, tags and duplicate keys are errors, so a document is never larger in memory than on the
page. Made for terms, reviewed data, manifests and mapping files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn, TypeAlias

import yaml

from ceasefire.errors import BadInput, Code, Place, Problem
from ceasefire.kernel import codes
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode

Tree: TypeAlias = str | list["Tree"] | dict[str, "Tree"]
Path: TypeAlias = tuple[str | int, ...]

MOST_CHARACTERS: Final = 2_000_000
MOST_VALUES: Final = 120_000
DEEPEST: Final = 40
# Control characters, halves of signs, private use; and the two marks that turn a line round, so that it reads
# otherwise on a screen than in a program. Joiners, direction marks and isolates belong to words and stay.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
_HALVES: Final = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document: its `tree`, and where each value stands, by its path in the tree."""

    tree: Tree
    places: Mapping[Path, Place]
    file: str | None = None

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands; the nearest one above it when it is not there."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return Place(found.file, found.line, found.column, ".".join(map(str, path)) or None)
        return Place(file=self.file)


def read_document(text: str, file: str | None = None) -> Document:
    """Read one YAML document as plain texts, lists and mappings; an empty one is an empty mapping.

    Raises BadInput as `read_nodes` does.
    """
    root = read_nodes(text, file)
    if root is None:
        return Document({}, {}, file)
    places = dict(_places(root, ()))
    return Document(_plain(root), places, file)


def read_nodes(text: str, file: str | None = None) -> Node | None:
    """Read one YAML 1.2 or JSON document as nodes that know their places; None when it holds nothing.

    Raises BadInput with file, line and column for broken YAML, duplicate keys, aliases, anchors, tags, several
    documents, unprintable characters, over 40 levels, over 2 million characters or 120,000 values.
    """
    _check_size_and_signs(text, file)
    try:
        return _Builder(text, file).document()
    except yaml.YAMLError as problem:
        whole = _HALVES.sub(_joined, text)
        if whole != text:  # JSON writes signs beyond U+FFFF as two halves
            return read_nodes(whole, file)
        raise BadInput(_unreadable(problem, text, file)) from None
    except ValueError as problem:
        if isinstance(problem, BadInput):
            raise
        raise BadInput(Problem(codes.BAD_YAML, Place(file), got=str(problem))) from None


def _joined(halves: re.Match[str]) -> str:
    sign = bytes.fromhex(halves[1] + halves[2]).decode("utf-16-be")
    return f"\\U{ord(sign):08X}"


def _check_size_and_signs(text: str, file: str | None) -> None:
    if len(text) > MOST_CHARACTERS:
        got, expected = f"{len(text):,} characters", f"at most {MOST_CHARACTERS:,}"
        raise BadInput(Problem(codes.YAML_TOO_LARGE, Place(file), got, expected))
    wrong = _UNPRINTABLE.search(text)
    if wrong is not None:
        line = text.count("\n", 0, wrong.start()) + 1
        column = wrong.start() - (text.rfind("\n", 0, wrong.start()) + 1) + 1
        raise BadInput(_unprintable(wrong[0], Place(file, line, column)))


def _unprintable(sign: str, place: Place) -> Problem:
    return Problem(codes.UNPRINTABLE, place, got=f"U+{ord(sign):04X}", expected="printable text")


class _Builder:
    """Builds the nodes from parser events; depth is bounded, so recursion is."""

    def __init__(self, text: str, file: str | None) -> None:
        # Events, not a composed tree: the C composer calls itself and a thousand brackets end the process.
        self._events: Iterator[yaml.Event] = iter(
            yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        )
        self._file = file
        self._left = MOST_VALUES

    def document(self) -> Node | None:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        root = self._node(next(self._events), 1)
        next(self._events)  # end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(codes.MANY_DOCUMENTS, after, "a second document")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._check(event, depth)
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return TextNode(self._text(event), event.style in ("'", '"', "|", ">"), place)
        if isinstance(event, yaml.SequenceStartEvent):
            return ListNode(tuple(self._node(item, depth + 1) for item in self._until_end()), place)
        return MapNode(tuple(self._entries(depth + 1)), place)

    def _entries(self, depth: int) -> Iterator[tuple[str, Node]]:
        seen: dict[str, Place] = {}
        for event in self._until_end():
            self._check(event, depth)
            if not isinstance(event, yaml.ScalarEvent) or not (event.value or event.style):
                self._refuse(codes.KEY_NOT_TEXT, event, "no text", "a key")
            key = self._text(event)
            if key in seen:
                self._refuse(codes.DUPLICATE_KEY, event, f"`{key}` again; it stands first on line {seen[key].line}")
            seen[key] = self._place(event)
            yield key, self._node(next(self._events), depth)

    def _until_end(self) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def _check(self, event: yaml.Event, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            self._refuse(codes.YAML_TOO_LARGE, event, "more values", f"at most {MOST_VALUES:,} values")
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(codes.ALIAS, event, f"{sign}{anchor}", "the content itself")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(codes.TAG, event, f"the tag {tag}", "no tag")
        if depth > DEEPEST:
            self._refuse(codes.TOO_DEEP, event, f"over {DEEPEST} levels", f"at most {DEEPEST}")

    def _text(self, event: yaml.ScalarEvent) -> str:
        text = str(event.value)
        wrong = _UNPRINTABLE.search(text) if event.style == '"' else None  # only there can it be written as an escape
        if wrong is not None:
            raise BadInput(_unprintable(wrong[0], self._place(event)))
        return text

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file) if mark is None else Place(self._file, mark.line + 1, mark.column + 1)

    def _refuse(self, code: Code, event: yaml.Event, got: str, expected: str = "") -> NoReturn:
        raise BadInput(Problem(code, self._place(event), got, expected))


def _places(node: Node, path: Path) -> Iterator[tuple[Path, Place]]:
    yield path, node.place
    inner = node.entries if isinstance(node, MapNode) else enumerate(node.items) if isinstance(node, ListNode) else ()
    for step, value in inner:
        yield from _places(value, (*path, step))


def _plain(node: Node) -> Tree:
    match node:
        case TextNode(text):
            return text
        case ListNode(items):
            return [_plain(item) for item in items]
        case MapNode(entries):
            return {key: _plain(value) for key, value in entries}


def _unreadable(problem: yaml.YAMLError, text: str, file: str | None) -> Problem:
    said = getattr(problem, "problem", None) or getattr(problem, "reason", None) or str(problem)
    mark, began = getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)
    context = getattr(problem, "context", None)
    where = f", {context}" if context else ""
    if where and mark is not None and began is not None and began.line < mark.line:
        where += f" that begins on line {began.line + 1}"
    return Problem(codes.BAD_YAML, _spot(mark, text, file), got=f"{said}{where}")


def _spot(mark: yaml.Mark | None, text: str, file: str | None) -> Place:
    """The parser counts a line after the last one; a person looks for it in vain."""
    if mark is None:
        return Place(file)
    last = text.count("\n")
    if mark.line <= last:
        return Place(file, mark.line + 1, mark.column + 1)
    return Place(file, last + 1, len(text) - (text.rfind("\n") + 1) + 1)
