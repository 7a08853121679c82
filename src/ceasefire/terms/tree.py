"""The file as it stands: mappings, lists and texts, each with the line and column it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from ceasefire.errors import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar, still the text that was written; `quoted` tells "" apart from an empty value."""

    text: str
    quoted: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list in the order of the file."""

    items: tuple[Node, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping in the order of the file; keys are unique."""

    entries: tuple[tuple[str, Node], ...]
    place: Place = NOWHERE

    def get(self, key: str) -> Node | None:
        """Return the value under `key`, or None."""
        return next((value for name, value in self.entries if name == key), None)


Node = Union[TextNode, ListNode, MapNode]
