"""What a worked case adds to a carried one so that it can be drawn and matched: made up, and said to be."""

from __future__ import annotations

from importlib.resources import files
from typing import cast

from ceasefire import cases
from ceasefire.kernel.tree import MapNode
from ceasefire.terms import Terms, read_tree
from ceasefire.terms.patch import merge
from ceasefire.terms.yaml_text import parse_text


def with_made_up(key: str) -> Terms:
    """Return the carried case `key` with the made-up layer `KEY.yaml` of this folder put over it."""
    layer = parse_text((files(__name__) / f"{key}.yaml").read_text("utf-8"), f"{key} (made up)")
    return read_tree(merge(cast("MapNode", cases.read(key).tree), layer))
