"""Where a text names its clauses: when a version takes a clause out, its mentions go with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode, is_empty


def without_mentions(tree: MapNode, gone: frozenset[str]) -> MapNode:
    """Return the tree without every mention of the clauses `gone`; what spoke of nothing else goes with them.

    A declaration that named only these stays without a history: its party said nothing of what is left.
    """
    return _Cut(gone).out_of(tree) if gone else tree


@dataclass(frozen=True, slots=True)
class _Cut:
    gone: frozenset[str]

    def out_of(self, tree: MapNode) -> MapNode:
        tree = _changed(tree, "declarations", lambda node: _each(node, self._declaration))
        tree = _changed(tree, "exceptions", lambda node: _values(node, self._exception))
        tree = _changed(tree, "exchange", lambda node: _each(node, self._exchange))
        tree = _changed(tree, "held_if", lambda node: self._field(node, "clause"))
        return _changed(tree, "release", lambda node: _values(node, lambda part: self._field(part, "clauses")))

    def _left(self, node: Node) -> Node | None:
        """What is left of a clause's key, or of a list of them; None when nothing is."""
        if isinstance(node, TextNode):
            return None if node.text in self.gone else node
        if not isinstance(node, ListNode):
            return node
        kept = tuple(each for each in node.items if self._left(each) is not None)
        return ListNode(kept, node.place) if kept or not node.items else None

    def _field(self, node: Node, name: str) -> Node:
        """A mapping whose field names clauses; the field goes when nothing is left of it."""
        named = node.get(name) if isinstance(node, MapNode) else None
        if not isinstance(node, MapNode) or named is None or is_empty(named):
            return node
        left = self._left(named)
        return node.without(name) if left is None else node.with_entry(name, left)

    def _speaks_of_nothing_else(self, node: Node, name: str) -> bool:
        named = node.get(name) if isinstance(node, MapNode) else None
        return named is not None and not is_empty(named) and self._left(named) is None

    def _declaration(self, node: Node) -> Node | None:
        if not isinstance(node, MapNode):
            return node
        if self._speaks_of_nothing_else(node, "clauses"):
            return node.without("clauses", "history")
        node = _changed(node, "history", lambda steps: _each(steps, self._step))
        return self._field(node, "clauses")

    def _step(self, node: Node) -> Node | None:
        return None if self._speaks_of_nothing_else(node, "clauses") else self._field(node, "clauses")

    def _exception(self, node: Node) -> Node | None:
        return None if self._speaks_of_nothing_else(node, "of") else self._field(node, "of")

    def _exchange(self, node: Node) -> Node | None:
        left = _values(node, self._left)
        return None if isinstance(left, MapNode) and not left.entries else left


def _changed(tree: MapNode, name: str, change: Callable[[Node], Node]) -> MapNode:
    node = tree.get(name)
    return tree if node is None else tree.with_entry(name, change(node))


def _each(node: Node, change: Callable[[Node], Node | None]) -> Node:
    if not isinstance(node, ListNode):
        return node
    return ListNode(tuple(new for each in node.items if (new := change(each)) is not None), node.place)


def _values(node: Node, change: Callable[[Node], Node | None]) -> Node:
    if not isinstance(node, MapNode):
        return node
    kept = tuple((key, new) for key, each in node.entries if (new := change(each)) is not None)
    return MapNode(kept, node.place)
