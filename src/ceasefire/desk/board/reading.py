"""The terms as a board reads them: amended up to its day, and open wherever accounts of one value differ."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import reduce
from typing import cast

from ceasefire.clock import TimeSet, one_of, parse_date
from ceasefire.kernel.kleene import Bounds
from ceasefire.kernel.tree import MapNode, Node, TextNode, from_plain
from ceasefire.scope import Where
from ceasefire.terms import Terms, as_amended, readings
from ceasefire.terms.meaning import area_where, window_when
from ceasefire.terms.patch import with_changes
from ceasefire.terms.read import read_tree_alone
from ceasefire.terms.write import tree_text


def terms_digest(terms: Terms) -> str:
    """Return the SHA-256 of the whole text of the terms, in hexadecimal: to which text a board belongs."""
    return _digest(terms.tree)


def issued_text(terms: Terms) -> str:
    """Return the text that every side is handed: the shared file without anybody's overlay."""
    return tree_text(terms.tree if terms.shared is None else terms.shared)


def issued_digest(terms: Terms) -> str:
    """Return the SHA-256 of the text that every side is handed: two sides with one digest hold one text."""
    return _digest(terms.tree if terms.shared is None else terms.shared)


def _digest(tree: Node) -> str:
    return hashlib.sha256(tree_text(tree).encode()).hexdigest()


def as_of(terms: Terms, on: str) -> Terms:
    """Return the terms with the amendments that every declaring party accepted up to the day of `on`."""
    day = parse_date(on.strip().replace("T", " ").split()[0])
    amended = as_amended(terms, day)
    if terms.shared is None:
        return amended
    return replace(amended, shared=as_amended(read_tree_alone(terms.shared), day).tree)


def changed(terms: Terms, changes: object) -> Terms:
    """Return the terms with `changes` by section put over them; BadInput with what is wrong with these.

    Where parties gave overlays, the shared file is changed too, but for what stands in an overlay alone and for
    guarantees marked `private`: these are not handed to the other sides.
    """
    patch = cast("MapNode", from_plain(changes))
    whole = read_tree_alone(with_changes(cast("MapNode", terms.tree), patch))
    if terms.shared is None:
        return whole
    shared = with_changes(cast("MapNode", terms.shared), _for_everybody(terms, patch))
    read_tree_alone(shared)
    return replace(whole, shared=shared, overlays=terms.overlays)


def _for_everybody(terms: Terms, patch: MapNode) -> MapNode:
    """The part of a change that goes to every side, section by section and key by key."""
    shared, whole = cast("MapNode", terms.shared), cast("MapNode", terms.tree)
    kept = [(name, _shared_part(change, shared.get(name), whole.get(name))) for name, change in patch.entries]
    return MapNode(tuple(kept), patch.place)


def _shared_part(change: Node, shared: Node | None, whole: Node | None) -> Node:
    if not isinstance(change, MapNode):
        return change
    known = shared.keys() if isinstance(shared, MapNode) else ()
    private = set(whole.keys()) - set(known) if isinstance(whole, MapNode) else set()
    return MapNode(tuple(entry for entry in change.entries if entry[0] not in private and not _is_private(entry[1])))


def _is_private(node: Node) -> bool:
    stated = node.get("private") if isinstance(node, MapNode) else None
    return isinstance(stated, TextNode) and stated.text.strip() == "true"


def ground(terms: Terms, area: str) -> Bounds[Where]:
    """Return where the area surely lies and where it may, over every account of it."""
    found = [area_where(each, area) for each in readings(terms)]
    return Bounds(
        reduce(lambda left, right: left & right, (each.sure for each in found)),
        reduce(lambda left, right: left | right, (each.maybe for each in found)),
    )


def times(terms: Terms, window: str) -> Bounds[TimeSet]:
    """Return when the window surely is and when it may be, over every account of it."""
    return one_of(window_when(each, window) for each in readings(terms))
