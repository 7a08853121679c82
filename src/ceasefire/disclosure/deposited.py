"""Deposited shapes taken out of a tree: in areas, lines, clauses, own versions and amendments alike."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode, from_plain
from ceasefire.terms import Terms
from ceasefire.terms.area_meaning import area_where, line_version
from ceasefire.terms.read_areas import inline_key

HIDDEN_SHAPE: Final = "a shape deposited with the mediator, not shown to this reader"
GRID: Final = 10  # cells to a degree
_KEPT: Final = ("label", "disputed_by")


def without_deposited_shapes(tree: MapNode, terms: Terms) -> MapNode:
    """Return the tree with every deposited shape replaced by its box in tenths of a degree.

    A change of a deposited shape (in an own version or an amendment) would give it away piece by piece:
    it is left out whole.
    """
    deposited = frozenset(_deposited_keys(tree))
    if not deposited:
        return tree
    return cast("MapNode", _Hiding(terms, deposited).hidden(tree, ""))


def clauses_of_hidden_shape(terms: Terms) -> frozenset[str]:
    """Return the clauses of which this reader's text does not show the area, or a part of it, because it was deposited.

    `terms` are already cut to what the reader may see.
    """
    hidden = frozenset(key for key in terms.areas if _is_hidden(terms, key))
    return frozenset(key for key, clause in terms.clauses.items() if hidden & set(clause.area.values()))


def _is_hidden(terms: Terms, key: str) -> bool:
    """Whether the area, or any that it is drawn by, stands for a deposited one; the reader has refused circles."""
    area = terms.areas.get(key)
    if area is None:
        return False
    spec = area.spec
    if area.kind == "unstated" and HIDDEN_SHAPE in spec["text"].values():
        return True
    lines = (spec.get("line"), *spec.get("lines", ()))
    inner = (*area.minus, *spec.get("areas", ()), *filter(None, (spec.get("within"), spec.get("area"))))
    return any(_is_hidden_line(terms, each) for each in lines) or any(_is_hidden(terms, each) for each in inner)


def _is_hidden_line(terms: Terms, spec: object) -> bool:
    version = line_version(terms, spec)
    return version is not None and version.geometry is None and version.shape_status == "deposited"


def _deposited_keys(tree: MapNode) -> Iterator[str]:
    """Keys of areas and lines that were deposited, and of clauses whose area was."""
    for section in ("areas", "lines"):
        held = tree.get(section)
        for key, node in held.entries if isinstance(held, MapNode) else ():
            if _holds_deposited(node):
                yield key
    clauses = tree.get("clauses")
    for key, node in clauses.entries if isinstance(clauses, MapNode) else ():
        area = node.get("area") if isinstance(node, MapNode) else None
        if area is not None and _holds_deposited(area):
            yield f"{key}.area"


def _holds_deposited(node: Node) -> bool:
    if isinstance(node, ListNode):
        return any(_holds_deposited(each) for each in node.items)
    if not isinstance(node, MapNode):
        return False
    return _is_deposited(node) or any(_holds_deposited(each) for _, each in node.entries)


def _is_emptied(old: Node, shown: Node) -> bool:
    """An empty change would read as if something had been taken back."""
    return isinstance(shown, MapNode) and not shown.entries and old != shown


def _is_deposited(node: MapNode) -> bool:
    """Also where only one account, or one reading of its status, says that it was deposited."""
    left, found = [node.get("shape_status")], False
    while left and not found:
        status = left.pop()
        found = isinstance(status, TextNode) and status.text.strip() == "deposited"
        left += status.items if isinstance(status, ListNode) else ()
        left += [each for _, each in status.entries] if isinstance(status, MapNode) else []
    return found


@dataclass(frozen=True, slots=True)
class _Hiding:
    """One pass over a tree; `deposited` are the keys whose shapes stay hidden wherever they are touched."""

    terms: Terms
    deposited: frozenset[str]

    def hidden(self, node: Node, path: str) -> Node:
        """Return the node without what was deposited below it."""
        if isinstance(node, ListNode):
            kept = tuple(self.hidden(each, f"{path}.{at}") for at, each in enumerate(node.items))
            return ListNode(kept, node.place)
        if not isinstance(node, MapNode):
            return node
        if _is_deposited(node):
            return self._instead(node, path)
        entries = tuple(
            (key, shown)
            for key, each in node.entries
            if not self._gives_away(path, key, each)
            and not _is_emptied(each, shown := self.hidden(each, f"{path}.{key}".lstrip(".")))
        )
        return MapNode(entries, node.place)

    def _instead(self, node: MapNode, path: str) -> Node:
        if node.get("geometry") is not None or ".lines." in f".{path}":
            return node.without("geometry", "source")
        kept = tuple((key, value) for key, value in node.entries if key in _KEPT)
        box = self._box(path)
        within = () if box is None else (("within", from_plain({"polygon": box})),)
        return MapNode((("unstated", TextNode(HIDDEN_SHAPE)), *within, *kept), node.place)

    def _box(self, path: str) -> list[list[float]] | None:
        """The outline's box, widened to whole tenths of a degree; None where there is no outline."""
        key = inline_key(path)
        if key not in self.terms.areas:
            return None
        ground = area_where(self.terms, key).maybe
        if not ground.is_bounded or ground.is_empty:
            return None
        outline = ground.geometry()
        west, south, east, north = (0.0, 0.0, 0.0, 0.0) if outline is None else outline.bounds
        low = [math.floor(each * GRID) / GRID for each in (west, south)]
        high = [math.ceil(each * GRID) / GRID for each in (east, north)]
        return [low, [high[0], low[1]], high, [low[0], high[1]], low]

    def _gives_away(self, path: str, key: str, node: Node) -> bool:
        """Whether an entry of a patch changes a shape that is hidden."""
        if ".changes" not in f".{path}" and ".own_version" not in f".{path}":
            return False
        inside = path.rpartition(".")[2]
        if inside in ("areas", "lines") and key in self.deposited:
            return True
        return key == "area" and isinstance(node, MapNode) and self._area_is_hidden(inside)

    def _area_is_hidden(self, clause: str) -> bool:
        stated = self.terms.clauses.get(clause)
        keys = set() if stated is None else set(stated.area.values())
        return bool(keys & self.deposited) or f"{clause}.area" in self.deposited
