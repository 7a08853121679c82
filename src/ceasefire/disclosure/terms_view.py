"""Terms as a reader may see them: no other party's private version, no private guarantee, no deposited shape."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from ceasefire.disclosure.reader import Reader
from ceasefire.terms import Terms, read_tree, seen_by
from ceasefire.terms.model import Guarantee
from ceasefire.terms.tree import MapNode, TextNode

HIDDEN_SHAPE: Final = "a shape deposited with the mediator, not shown to this reader"


def terms_for(reader: Reader, terms: Terms) -> Terms:
    """Return the terms with everything this reader may not see left out, in the tree too.

    The mission sees the file as merged. A party sees its own private version and guarantees and the
    deposited shapes, which were deposited for it. The public sees neither.
    """
    if reader.sees_everything:
        return terms
    seen = seen_by(terms, reader.party)
    shown = seen if reader.party is not None else _without_deposited_shapes(seen)
    return _without_private_guarantees(shown, reader)


def _without_deposited_shapes(terms: Terms) -> Terms:
    deposited = [key for key, area in terms.areas.items() if area.shape_status == "deposited"]
    if not deposited:
        return terms
    tree = cast("MapNode", terms.tree)
    areas = cast("MapNode", tree.get("areas"))
    hidden = MapNode((("unstated", TextNode(HIDDEN_SHAPE)),))
    entries = tuple((key, hidden if key in deposited else node) for key, node in areas.entries)
    return read_tree(tree.with_entry("areas", MapNode(entries, areas.place)))


def _without_private_guarantees(terms: Terms, reader: Reader) -> Terms:
    shown = {key: each for key, each in terms.guarantees.items() if _is_shown(each, reader)}
    if len(shown) == len(terms.guarantees):
        return terms
    tree = cast("MapNode", terms.tree)
    listed = cast("MapNode", tree.get("guarantees"))
    entries = tuple((key, node) for key, node in listed.entries if key in shown)
    return replace(terms, guarantees=shown, tree=tree.with_entry("guarantees", MapNode(entries, listed.place)))


def _is_shown(guarantee: Guarantee, reader: Reader) -> bool:
    return not guarantee.private or (reader.party in (guarantee.by, guarantee.to) and reader.party is not None)
