"""Patches of a tree, field by field: what an own version, an amendment or an overlay changes.

In a patch a value replaces the old one, a mapping changes only what it names, a list replaces the
list, and an empty value removes the field. Where a clause refers to a window or an area by its key,
a patch of single fields applies to a copy of that window or area, for this clause alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ceasefire.errors import BadInput, Problem
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode, is_empty
from ceasefire.terms import codes
from ceasefire.terms.mentions import without_mentions
from ceasefire.terms.read_areas import AREA_FIELDS, AREA_WAYS
from ceasefire.terms.read_windows import WINDOW_FIELDS
from ceasefire.terms.reading import did_you_mean

SECTIONS: Final = (
    "timezone", "purpose", "held_if", "instrument", "glossary", "lines", "areas", "windows", "clauses", "exceptions",
    "exchange", "guarantees", "renewal", "release", "follow_on", "monitoring",
)  # fmt: skip
_ONE_OF: Final = (
    frozenset({"until", "lasts"}),
    frozenset({"bound", "by"}),
    frozenset({"acts", "acts_unstated"}),
    frozenset(AREA_WAYS),
)
_COMPANIONS: Final = {"point": "radius", "unstated": "within"}
_QUALIFIED: Final = frozenset({"value", "status", "by", "due", "source"})
_POINTS_TO: Final = {"area": ("areas", AREA_FIELDS), "window": ("windows", WINDOW_FIELDS)}


def with_changes(tree: MapNode, changes: MapNode, party: str | None = None) -> MapNode:
    """Return the tree with `changes` by section applied; `party` is whose version it is, if one's."""
    unknown = [(name, value) for name, value in changes.entries if name not in SECTIONS]
    if unknown:
        raise BadInput([_no_section(name, value) for name, value in unknown])
    for section, change in changes.entries:
        tree = _with_section(tree, section, change, party)
    return tree


def with_own_version(tree: MapNode, own: MapNode, party: str) -> MapNode:
    """Return the tree with a party's own version applied: by clause or exception key, or by section."""
    by_section = {name: node for name, node in own.entries if name in SECTIONS}
    unknown = [entry for entry in own.entries if entry[0] not in by_section and not _is_defined(tree, entry[0])]
    if unknown:
        raise BadInput([_no_clause(tree, name, node) for name, node in unknown])
    for section in ("clauses", "exceptions"):
        known = tree.get(section)
        names = known.keys() if isinstance(known, MapNode) else ()
        mine = tuple((name, node) for name, node in own.entries if name in names and name not in SECTIONS)
        if mine:
            tree = _with_section(tree, section, MapNode(mine), party)
    return with_changes(tree, MapNode(tuple(by_section.items()), own.place), party)


def _is_defined(tree: MapNode, key: str) -> bool:
    sections = (tree.get("clauses"), tree.get("exceptions"))
    return any(isinstance(section, MapNode) and section.get(key) is not None for section in sections)


def _no_section(name: str, node: Node) -> Problem:
    return Problem(
        codes.PATCH_MISSES, replace(node.place, field=name), name, ", ".join(SECTIONS), did_you_mean(name, SECTIONS)
    )


def _no_clause(tree: MapNode, name: str, node: Node) -> Problem:
    clauses = tree.get("clauses")
    known = clauses.keys() if isinstance(clauses, MapNode) else ()
    expected = "the key of a clause or exception, or a section of the file"
    place = replace(node.place, field=f"own_version.{name}")
    return Problem(codes.PATCH_MISSES, place, name, expected, did_you_mean(name, (*known, *SECTIONS)))


def _with_section(tree: MapNode, section: str, change: Node, party: str | None) -> MapNode:
    old = tree.get(section)
    if (
        not isinstance(old, MapNode)
        or not isinstance(change, MapNode)
        or section not in ("clauses", "exceptions", "guarantees")
    ):
        return tree.with_entry(section, merge(old, change))
    for key, part in change.entries:
        before = old.get(key)
        if is_empty(part):
            old = old.without(key)
        elif isinstance(before, MapNode) and isinstance(part, MapNode):
            old = old.with_entry(key, merge(_opened(tree, before, part, party), part))
        else:
            old = old.with_entry(key, part)
    tree = tree.with_entry(section, old)
    taken_out = {key for key, part in change.entries if is_empty(part)} if section == "clauses" else set()
    return without_mentions(tree, frozenset(taken_out))


def _opened(tree: MapNode, clause: MapNode, part: MapNode, party: str | None) -> MapNode:
    """Write out what the clause refers to by key wherever the patch changes single fields of it."""
    for name, (section, fields) in _POINTS_TO.items():
        old, new = clause.get(name), part.get(name)
        if old is None or not isinstance(new, MapNode) or not set(new.keys()) & fields:
            continue
        if isinstance(old, MapNode) and not set(old.keys()) & fields:
            mine = old.get(party) if party else None
            old = mine if mine is not None else old
        clause = clause.with_entry(name, _definition(tree, section, old))
    return clause


def _definition(tree: MapNode, section: str, node: Node) -> Node:
    defined = tree.get(section)
    if isinstance(node, TextNode) and isinstance(defined, MapNode):
        return defined.get(node.text) or node
    return node


def merge(old: Node | None, new: Node) -> Node:
    """Return `old` with what `new` says put over it."""
    old = leading(old)
    if not isinstance(old, MapNode) or not isinstance(new, MapNode) or is_qualified(new):
        return new
    merged = old
    for key, value in new.entries:
        merged = merged.without(key) if is_empty(value) else _put(merged, key, value)
    return merged


def _put(into: MapNode, key: str, value: Node) -> MapNode:
    for group in _ONE_OF:
        if key in group:
            rivals = [rival for rival in group - {key} if into.get(rival) is not None]
            into = into.without(*rivals, *(_COMPANIONS[rival] for rival in rivals if rival in _COMPANIONS))
    return into.with_entry(key, merge(into.get(key), value))


def is_qualified(node: Node | None) -> bool:
    """Tell whether a node is a value with its status, or rival accounts of one."""
    if not isinstance(node, MapNode):
        return False
    keys = set(node.keys())
    return "reports_differ" in keys or bool(keys & {"value", "status"} and keys <= _QUALIFIED)


def leading(node: Node | None) -> Node | None:
    """Return the value itself, without status or rival accounts; None when it is still to be set."""
    if not isinstance(node, MapNode) or not is_qualified(node):
        return node
    accounts = node.get("reports_differ")
    if isinstance(accounts, ListNode):
        first = accounts.items[0] if accounts.items else None
        return leading(first.get("value")) if isinstance(first, MapNode) else None
    return leading(node.get("value"))
