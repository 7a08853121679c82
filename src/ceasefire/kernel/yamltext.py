"""YAML as texts, lists and mappings with their places; no scalar is ever turned into something else.

`19:30` stays "19:30" and `NO` stays "NO". Aliases, tags and duplicate keys are errors, so a document
is never larger in memory than on the page. Made for reviewed data, manifests and mapping files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, Union

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel import codes

if TYPE_CHECKING:
    import yaml

Tree: TypeAlias = Union[str, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 - a recursive alias has no other form in 3.11
Path: TypeAlias = tuple[str | int, ...]

MOST_BYTES = 4_000_000
DEEPEST = 40
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


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
    import yaml

    if len(text) > MOST_BYTES:
        raise BadInput(Problem(codes.BAD_YAML, Place(file), f"{len(text):,} characters", f"at most {MOST_BYTES:,}"))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as problem:
        raise BadInput(_unreadable(problem, file)) from None
    except (RecursionError, ValueError) as problem:
        raise BadInput(Problem(codes.BAD_YAML, Place(file), got=str(problem))) from None
    if root is None:
        return Document({}, {}, file)
    places: dict[Path, Place] = {}
    return Document(_Reader(file, places).value(root, ()), places, file)


class _Reader:
    """One walk over the composed nodes; a node met twice is an alias."""

    def __init__(self, file: str | None, places: dict[Path, Place]) -> None:
        self._file = file
        self._places = places
        self._met: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Tree:
        place = Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1)
        self._places[path] = place
        self._check_plain(node, path, place)
        if node.id == "scalar":
            return str(node.value)
        if node.id == "sequence":
            return [self.value(item, (*path, at)) for at, item in enumerate(node.value)]
        return dict(self._pairs(node, path))

    def _check_plain(self, node: yaml.Node, path: Path, place: Place) -> None:
        if id(node) in self._met:
            raise BadInput(Problem(codes.YAML_NOT_PLAIN, place, got="an alias"))
        self._met.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            raise BadInput(Problem(codes.YAML_NOT_PLAIN, place, got=f"the tag {node.tag}"))
        if len(path) > DEEPEST:
            raise BadInput(Problem(codes.YAML_NOT_PLAIN, place, got=f"more than {DEEPEST} levels of nesting"))

    def _pairs(self, node: yaml.Node, path: Path) -> Iterator[tuple[str, Tree]]:
        seen: set[str] = set()
        for key, item in node.value:
            place = Place(self._file, key.start_mark.line + 1, key.start_mark.column + 1)
            if key.id != "scalar":
                raise BadInput(Problem(codes.YAML_NOT_PLAIN, place, got="a key that is not text"))
            if key.value in seen:
                raise BadInput(Problem(codes.DUPLICATE_KEY, place, got=key.value))
            seen.add(key.value)
            yield key.value, self.value(item, (*path, key.value))


def _unreadable(problem: yaml.YAMLError, file: str | None) -> Problem:
    mark = getattr(problem, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file)
    said = getattr(problem, "problem", None) or getattr(problem, "reason", None) or str(problem)
    return Problem(codes.BAD_YAML, place, got=str(said))
