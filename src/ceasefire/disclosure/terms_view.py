"""Terms as a reader may see them: no other party's private version, no guarantee of others, no deposited shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from ceasefire.disclosure.deposited import without_deposited_shapes
from ceasefire.disclosure.reader import Reader
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode
from ceasefire.terms import Terms, seen_by
from ceasefire.terms.read import read_tree_alone

_PRIVATE_FIELDS: Final = ("own_version", "private")


def terms_for(reader: Reader, terms: Terms) -> Terms:
    """Return the terms with everything this reader may not see left out, in the tree too.

    The mission sees the file as merged. A party sees its own private version, the guarantees that it
    gave or received, and the deposited shapes, which were deposited for it. The public sees none of
    these; of a deposited shape it gets a box in tenths of a degree. What the text says in words, and
    what history says of a guarantee, stays: who must not read that should not be given the file.
    """
    if reader.sees_everything:
        return terms
    seen = seen_by(terms, reader.party)
    tree = _View(reader).of(cast("MapNode", seen.tree))
    if reader.party is None:
        tree = without_deposited_shapes(tree, seen)
    return terms if tree == terms.tree and not terms.overlays else read_tree_alone(tree)


@dataclass(frozen=True, slots=True)
class _View:
    """The tree as one reader sees it, section by section."""

    reader: Reader

    def of(self, tree: MapNode) -> MapNode:
        tree = _changed(tree, "declarations", self._declarations)
        return _changed(tree, "guarantees", self._guarantees)

    def _declarations(self, node: Node) -> Node:
        if not isinstance(node, ListNode):
            return node
        return ListNode(tuple(self._declaration(each) for each in node.items), node.place)

    def _declaration(self, node: Node) -> Node:
        if not isinstance(node, MapNode) or _text(node, "private") != "true" or self._is_mine(node, "party"):
            return node
        return node.without(*_PRIVATE_FIELDS)

    def _guarantees(self, node: Node) -> Node:
        if not isinstance(node, MapNode):
            return node
        mine = tuple(
            (key, each) for key, each in node.entries if self._is_mine(each, "by") or self._is_mine(each, "to")
        )
        return MapNode(mine, node.place)

    def _is_mine(self, node: Node, field: str) -> bool:
        return self.reader.party is not None and isinstance(node, MapNode) and _text(node, field) == self.reader.party


def _text(node: MapNode, name: str) -> str:
    value = node.get(name)
    return value.text if isinstance(value, TextNode) else ""


def _changed(tree: MapNode, section: str, change: Callable[[Node], Node]) -> MapNode:
    node = tree.get(section)
    return tree if node is None else tree.with_entry(section, change(node))
