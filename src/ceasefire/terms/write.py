"""From terms back to YAML text that reads as the same terms.

Every text that a common loader could take for a number, a date or a truth value is written in quotes,
so that the file means the same in other programs. Comments of a file are not kept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from ceasefire.kernel import files
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode
from ceasefire.terms.model import Terms

WIDTH: Final = 110
_PLAIN: Final = re.compile(r"[A-Za-z_À-ÿΑ-ωЀ-ӿ][\w À-ÿΑ-ωЀ-ӿ./()+;=-]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_ENDS_A_LINE: Final = {0x7F: "\\x7f", 0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029"}  # to some loaders
_MEANS_SOMETHING: Final = re.compile(
    r"(?:true|false|yes|no|on|off|y|n|null|~|\.nan|[-+]?\.inf)|[0-9A-Fa-f_]*[eE][-+0-9_]*", re.IGNORECASE
)


def write_text(terms: Terms) -> str:
    """Return the YAML text of the terms; reading it gives equal terms."""
    return tree_text(terms.tree)


def write(terms: Terms, path: str | Path) -> None:
    """Write the YAML text of the terms to `path`, whole or not at all."""
    files.write_text(Path(path), write_text(terms))


def tree_text(tree: Node) -> str:
    """Return the YAML text of a tree, in the order of its entries, ending with a line end."""
    return "\n".join(_block(tree, 0)) + "\n"


def _block(node: Node, indent: int) -> list[str]:
    pad = " " * indent
    match node:
        case MapNode(entries) if entries:
            return [line for key, value in entries for line in _entry(f"{pad}{scalar(key)}:", value, indent)]
        case ListNode(items) if items:
            return [line for item in items for line in _entry(f"{pad}-", item, indent)]
        case _:
            return [pad + _inline(node)]


def _entry(head: str, value: Node, indent: int) -> list[str]:
    if isinstance(value, TextNode) and value.is_empty:
        return [head]
    short = f"{head} {_inline(value)}"
    if isinstance(value, TextNode) or len(short) <= WIDTH or not _content(value):
        return [short]
    if head.endswith("-") and isinstance(value, MapNode):
        lines = _block(value, indent + 2)
        return [f"{head} {lines[0].lstrip()}", *lines[1:]]
    return [head, *_block(value, indent + 2)]


def _content(node: Node) -> tuple[object, ...]:
    return node.entries if isinstance(node, MapNode) else node.items if isinstance(node, ListNode) else ()


def _inline(node: Node) -> str:
    match node:
        case MapNode(entries):
            return "{" + ", ".join(f"{scalar(key)}: {_inline(value)}" for key, value in entries) + "}"
        case ListNode(items):
            return "[" + ", ".join(_inline(item) for item in items) + "]"
        case TextNode():
            return "null" if node.is_empty else scalar(node.text, number_as_is=not node.quoted)


def scalar(text: str, *, number_as_is: bool = False) -> str:
    """Return a text as a YAML scalar, in quotes unless every loader reads it as this text."""
    if number_as_is and _NUMBER.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and not _MEANS_SOMETHING.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False).translate(_ENDS_A_LINE)
