"""Terms as a reader may see them: no other party's private version, no guarantee of others, no deposited shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, cast

from ceasefire.disclosure.deposited import without_deposited_shapes
from ceasefire.disclosure.reader import Reader
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode, is_empty
from ceasefire.terms import Terms, seen_by
from ceasefire.terms.patch import is_qualified, leading
from ceasefire.terms.read import read_tree_alone

CARRIED_CONDITION: Final = "a condition that was carried and not published"
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
        shown = _Guarantees(frozenset(self._mine(tree.get("guarantees"))))
        tree = _changed(tree, "declarations", lambda node: _each(node, lambda one: self._declaration(one, shown)))
        tree = _changed(tree, "amendments", lambda node: _each(node, shown.in_patch("changes")))
        tree = _changed(tree, "instrument", self._instrument)
        return _changed(tree, "guarantees", shown.only)

    def _instrument(self, node: Node) -> Node:
        """Only the parties are told where a document lies that is not public."""
        if self.reader.party is not None:
            return node
        return _each(node, lambda one: _changed(one, "documents", lambda papers: _each(papers, _without_address)))

    def _declaration(self, node: MapNode, shown: _Guarantees) -> Node:
        if self._is_mine(node, "party"):
            return node
        if is_empty(node.get("private")) or _text(node, "private") == "false":
            node = shown.in_patch("own_version")(node)
        else:
            node = node.without(*_PRIVATE_FIELDS)
        return _changed(node, "history", lambda history: _each(history, _without_carried_words))

    def _mine(self, guarantees: Node | None) -> Iterator[str]:
        for key, each in guarantees.entries if isinstance(guarantees, MapNode) else ():
            if self._is_mine(each, "by") or self._is_mine(each, "to"):
                yield key

    def _is_mine(self, node: Node, field: str) -> bool:
        inner = leading(node)
        return self.reader.party is not None and isinstance(inner, MapNode) and _text(inner, field) == self.reader.party


@dataclass(frozen=True, slots=True)
class _Guarantees:
    """The guarantees that a reader may see, by key; a change of any other would give it away piece by piece."""

    keys: frozenset[str]

    def only(self, node: Node) -> Node:
        if not isinstance(node, MapNode):
            return node
        return MapNode(tuple(entry for entry in node.entries if entry[0] in self.keys), node.place)

    def in_patch(self, field: str) -> Callable[[MapNode], MapNode]:
        """Return what takes the others out of the patch under `field`."""
        return lambda node: _changed(node, field, self._from_patch)

    def _from_patch(self, patch: Node) -> Node:
        if not isinstance(patch, MapNode) or patch.get("guarantees") is None:
            return patch
        shown = _changed(patch, "guarantees", self.only)
        left = shown.get("guarantees")
        return shown if isinstance(left, MapNode) and left.entries else shown.without("guarantees")


def _without_address(document: MapNode) -> MapNode:
    return document.without("url") if _text(document, "public") == "false" else document


def _without_carried_words(step: MapNode) -> MapNode:
    """Words that a mediator carried and nobody published are not for others; that there is a condition stays.

    Without the condition the party's word would read as if nothing hung on it.
    """
    if is_empty(step.get("via")) or not is_empty(step.get("source")) or not is_empty(step.get("reported_by")):
        return step
    step = step.without("quote")
    return step if is_empty(step.get("condition")) else step.with_entry("condition", TextNode(CARRIED_CONDITION))


def _each(node: Node, change: Callable[[MapNode], Node]) -> Node:
    """Change every mapping of a list, also where it stands as a value with its status or in rival accounts."""
    if isinstance(node, ListNode):
        return ListNode(tuple(_each(item, change) for item in node.items), node.place)
    if not is_qualified(node):
        return change(node) if isinstance(node, MapNode) else node
    inner = cast("MapNode", node)
    for field in ("value", "reports_differ"):
        inner = _changed(inner, field, lambda value: _each(value, change))
    return inner


def _text(node: MapNode, name: str) -> str:
    value = leading(node.get(name))
    return value.text.strip() if isinstance(value, TextNode) else ""


def _changed(tree: MapNode, section: str, change: Callable[[Node], Node]) -> MapNode:
    node = tree.get(section)
    return tree if node is None else tree.with_entry(section, change(node))
