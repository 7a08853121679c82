"""YAML as texts, lists and mappings with their places; no scalar is ever turned into something else.

`19:30` stays "19:30" and `NO` stays "NO". Aliases, tags and duplicate keys are errors, so a document
is never larger in memory than on the page. Made for reviewed data, manifests and mapping files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from ceasefire.errors import BadInput, Code, Place, Problem
from ceasefire.kernel import codes

Tree: TypeAlias = str | list["Tree"] | dict[str, "Tree"]
Path: TypeAlias = tuple[str | int, ...]

MOST_CHARACTERS = 4_000_000
DEEPEST = 40


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
    """Read one YAML document; raise BadInput with line and column when it is not plain YAML."""
    if len(text) > MOST_CHARACTERS:
        got, expected = f"{len(text):,} characters", f"at most {MOST_CHARACTERS:,}"
        raise BadInput(Problem(codes.BAD_YAML, Place(file), got, expected))
    places: dict[Path, Place] = {}
    try:
        tree = _Builder(_events(text), file, places).document()
    except yaml.YAMLError as problem:
        raise BadInput(_unreadable(problem, file)) from None
    except ValueError as problem:
        if isinstance(problem, BadInput):
            raise
        raise BadInput(Problem(codes.BAD_YAML, Place(file), got=str(problem))) from None
    return Document(tree, places, file)


def _events(text: str) -> Iterator[yaml.Event]:
    # Events, not a composed tree: the C composer calls itself and a thousand brackets end the process.
    return iter(yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


class _Builder:
    """Builds the tree from parser events; depth is bounded, so recursion is."""

    def __init__(self, events: Iterator[yaml.Event], file: str | None, places: dict[Path, Place]) -> None:
        self._events = events
        self._file = file
        self._places = places

    def document(self) -> Tree:
        next(self._events)  # start of the stream
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return {}
        tree = self._value(next(self._events), ())
        next(self._events)  # end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._refused(after, codes.BAD_YAML, "a second document in the file")
        return tree

    def _value(self, event: yaml.Event, path: Path) -> Tree:
        self._places[path] = self._place(event)
        self._check_plain(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*path, at)) for at, item in enumerate(self._until_end())]
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(path))
        return str(getattr(event, "value", ""))

    def _pairs(self, path: Path) -> Iterator[tuple[str, Tree]]:
        seen: set[str] = set()
        for key in self._until_end():
            self._check_plain(key, path)
            if not isinstance(key, yaml.ScalarEvent):
                raise self._refused(key, codes.YAML_NOT_PLAIN, "a key that is not text")
            if key.value in seen:
                raise self._refused(key, codes.DUPLICATE_KEY, key.value)
            seen.add(key.value)
            yield key.value, self._value(next(self._events), (*path, key.value))

    def _until_end(self) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def _check_plain(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, codes.YAML_NOT_PLAIN, f"the alias *{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"}:
            raise self._refused(event, codes.YAML_NOT_PLAIN, f"the tag {tag}")
        if len(path) > DEEPEST:
            raise self._refused(event, codes.YAML_NOT_PLAIN, f"more than {DEEPEST} levels of nesting")

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file) if mark is None else Place(self._file, mark.line + 1, mark.column + 1)

    def _refused(self, event: yaml.Event, code: Code, got: str) -> BadInput:
        return BadInput(Problem(code, self._place(event), got))


def _unreadable(problem: yaml.YAMLError, file: str | None) -> Problem:
    mark = getattr(problem, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file)
    said = getattr(problem, "problem", None) or getattr(problem, "reason", None) or str(problem)
    return Problem(codes.BAD_YAML, place, got=str(said))
