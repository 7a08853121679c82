"""The file as it stands: mappings, lists and texts, each with the line and column it came from.

Two nodes are equal when they say the same; where they stand in a file is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ceasefire.errors import NOWHERE, Place


@dataclass(frozen=True, slots=True, eq=False)
class TextNode:
    """A scalar, still the text that was written; `quoted` tells "" apart from an empty value."""

    text: str
    quoted: bool = False
    place: Place = NOWHERE

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same; every way of writing nothing says the same."""
        return isinstance(other, TextNode) and self._said == other._said

    def __hash__(self) -> int:
        """Return the hash of what is said."""
        return hash(self._said)

    @property
    def _said(self) -> str | None:
        return None if self.is_empty else self.text

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written: `key:`, `~` or `null` without quotes."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list in the order of the file."""

    items: tuple[Node, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping in the order of the file; keys are unique."""

    entries: tuple[tuple[str, Node], ...]
    place: Place = field(default=NOWHERE, compare=False)
    _by_key: Mapping[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the values by their keys: a long mapping is asked often."""
        object.__setattr__(self, "_by_key", dict(self.entries))

    def get(self, key: str) -> Node | None:
        """Return the value under `key`, or None."""
        return self._by_key.get(key)

    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the file."""
        return tuple(name for name, _ in self.entries)

    def with_entry(self, key: str, value: Node) -> MapNode:
        """Return the mapping with `value` under `key`, in its old place or at the end."""
        if self.get(key) is None:
            return replace(self, entries=(*self.entries, (key, value)))
        return replace(self, entries=tuple((name, value if name == key else old) for name, old in self.entries))

    def without(self, *keys: str) -> MapNode:
        """Return the mapping without `keys`."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry[0] not in keys))


Node = TextNode | ListNode | MapNode
Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None


def is_empty(node: Node | None) -> bool:
    """Tell whether a value is absent or was left empty."""
    return node is None or (isinstance(node, TextNode) and node.is_empty)


def plain(node: Node) -> Plain:
    """Return the node as dicts, lists and texts; an empty value is None."""
    match node:
        case TextNode():
            return None if node.is_empty else node.text
        case ListNode(items):
            return [plain(item) for item in items]
        case MapNode(entries):
            return {key: plain(value) for key, value in entries}


def from_plain(value: object) -> Node:
    """Return the tree of dicts, lists, texts, numbers, true and false; None becomes an empty value."""
    match value:
        case None:
            return TextNode("")
        case bool():
            return TextNode("true" if value else "false")
        case dict():
            return MapNode(tuple((str(key), from_plain(item)) for key, item in value.items()))
        case list() | tuple():
            return ListNode(tuple(from_plain(item) for item in value))
        case str():
            return TextNode(value, quoted=True)
        case _:
            return TextNode(str(value))


def replaced_at(node: Node, path: str, change: Callable[[Node], Node]) -> Node:
    """Return the tree with the node at the dotted `path` changed; the tree itself when nothing stands there."""
    if not path:
        return change(node)
    head, _, rest = path.partition(".")
    if isinstance(node, MapNode):
        entries = tuple((key, replaced_at(old, rest, change) if key == head else old) for key, old in node.entries)
        return replace(node, entries=entries)
    if isinstance(node, ListNode) and head.isdecimal() and int(head) < len(node.items):
        at = int(head)
        items = tuple(replaced_at(old, rest, change) if i == at else old for i, old in enumerate(node.items))
        return replace(node, items=items)
    return node
