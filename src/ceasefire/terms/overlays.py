"""A party's private additions, merged in memory and never into the shared file.

An overlay adds and fills in; it changes nothing that others rely on. It may hold

- `own_version`: where its own party's version differs (others never see it);
- `guarantees`: further guarantees, which become private;
- `areas`, `windows`, `lines`: new ones, and shapes or values that the shared file leaves to be set,
  unstated, or approximated where the overlay has the deposited shape;
- `parties`: further aliases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from ceasefire.errors import BadInput, Code, Problem
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode, is_empty
from ceasefire.terms import codes
from ceasefire.terms.compound import Field, MapOf, Record, Untouched
from ceasefire.terms.kinds import Key, Text, what
from ceasefire.terms.model import OPEN
from ceasefire.terms.patch import is_qualified, merge
from ceasefire.terms.read_areas import AREA
from ceasefire.terms.read_lines import LINE_VERSIONS
from ceasefire.terms.read_parties import GUARANTEE, PARTY
from ceasefire.terms.read_windows import WINDOW
from ceasefire.terms.reading import did_you_mean

KIND: Final = "ceasefire-overlay"
MAJOR: Final = 1
FORMAT: Final = f"{KIND}/{MAJOR}"
OVERLAY: Final = Record(
    "overlay",
    "What a party adds in private, merged in memory and never into the shared file.",
    (
        Field("format", Text(), f"The kind and version of the file: `{FORMAT}`.", required=True),
        Field("ceasefire", Key(), "The key of the arrangement that it belongs to.", required=True),
        Field("overlay_of", Key(), "The party whose overlay it is.", required=True),
        Field("own_version", Untouched(), "Where the party's version differs, by clause and field, or by section."),
        Field("guarantees", MapOf(GUARANTEE), "Further guarantees, for giver and receiver only."),
        Field("areas", MapOf(AREA), "New areas, and shapes that the shared file does not hold."),
        Field("windows", MapOf(WINDOW), "New windows, and values that the shared file leaves to be set."),
        Field("lines", MapOf(LINE_VERSIONS), "New lines."),
        Field("parties", MapOf(PARTY), "Further aliases of parties."),
    ),
)
_YES: Final = TextNode("true")


def merged(tree: Node, overlays: Sequence[Node]) -> tuple[Node, dict[str, Node]]:
    """Return the tree with every overlay in it, and the overlays by party; BadInput with every conflict."""
    problems: list[Problem] = []
    by_party: dict[str, Node] = {}
    whole = cast("MapNode", tree)
    for overlay in overlays:
        found = _problems(cast("MapNode", tree), overlay, by_party)
        problems += found
        if not found:
            mine = cast("MapNode", overlay)
            whole = _laid_over(cast("MapNode", tree), whole, mine, problems)
            by_party[_text(mine, "overlay_of")] = mine
    if problems:
        raise BadInput(problems)
    return whole, by_party


def _text(node: MapNode, name: str) -> str:
    value = node.get(name)
    return value.text if isinstance(value, TextNode) else ""


def _problems(tree: MapNode, overlay: Node, others: dict[str, Node]) -> list[Problem]:
    if not isinstance(overlay, MapNode):
        return [
            Problem(codes.WRONG_KIND, overlay.place, what(overlay), f"a mapping that begins with `format: {FORMAT}`")
        ]
    check_format(_text(overlay, "format") or None, KIND, MAJOR, overlay.place)
    names = tuple(each.name for each in OVERLAY.fields)
    problems = [
        _problem(codes.OVERLAY_FIELD, value, name, ", ".join(names), did_you_mean(name, names), field=name)
        for name, value in overlay.entries
        if name not in names
    ]
    parties = cast("MapNode", tree.get("parties")).keys()
    for name, expected in (("ceasefire", (_text(tree, "ceasefire"),)), ("overlay_of", parties)):
        if _text(overlay, name) not in expected:
            at = overlay.get(name) or overlay
            got = _text(overlay, name) or f"no `{name}`"
            problems.append(_problem(codes.OVERLAY_OTHER, at, got, ", ".join(expected), field=name))
    if _text(overlay, "overlay_of") in others:
        got = f"two overlays of {_text(overlay, 'overlay_of')}"
        problems.append(_problem(codes.OVERLAY_CONFLICT, overlay, got, "one overlay of each party", field="overlay_of"))
    return problems


def _problem(code: Code, node: Node, got: str, expected: str, do: str = "", *, field: str) -> Problem:
    return Problem(code, replace(node.place, field=field), got, expected, do)


def _laid_over(shared: MapNode, whole: MapNode, overlay: MapNode, problems: list[Problem]) -> MapNode:
    for section in ("areas", "windows", "lines", "guarantees", "parties"):
        added = overlay.get(section)
        if not isinstance(added, MapNode):
            if added is not None and not is_empty(added):
                expected = "a mapping such as {key: …}"
                problems.append(_problem(codes.WRONG_KIND, added, what(added), expected, field=section))
            continue
        old = whole.get(section) or MapNode(())
        base = shared.get(section) or MapNode(())
        for key, value in added.entries:
            path = f"{section}.{key}"
            value = _private(value) if section == "guarantees" else value  # noqa: PLW2901 - the value as it is kept
            filled = _filled(cast("MapNode", base).get(key), cast("MapNode", old).get(key), value, path, problems)
            old = cast("MapNode", old).with_entry(key, filled)
        whole = whole.with_entry(section, old)
    return _with_own_version(whole, overlay)


def _private(guarantee: Node) -> Node:
    return guarantee.with_entry("private", _YES) if isinstance(guarantee, MapNode) else guarantee


def _filled(shared: Node | None, now: Node | None, new: Node, path: str, problems: list[Problem]) -> Node:
    """The value once `new` is laid over it; a problem where that would change what is shared."""
    if now is None or now == new:
        return new
    if now != shared:
        problems.append(_problem(codes.OVERLAY_CONFLICT, new, f"another value for {path}", "one value", field=path))
        return now
    if _is_open(now, new):
        return new
    if path.startswith("parties.") and isinstance(now, MapNode) and isinstance(new, MapNode):
        return _with_aliases(now, new, path, problems)
    if isinstance(now, MapNode) and isinstance(new, MapNode) and not is_qualified(now):
        for key, value in new.entries:
            inner = now.get(key)
            if inner is None:
                problems.append(_shared_value(value, f"{path}.{key}"))
            else:
                now = now.with_entry(key, _filled(inner, inner, value, f"{path}.{key}", problems))
        return now
    problems.append(_shared_value(new, path))
    return now


def _is_open(now: Node, new: Node) -> bool:
    """A value nobody can read yet, an area that nobody drew, or a drawing of ours that the deposited one replaces."""
    if not isinstance(now, MapNode):
        return False
    if is_qualified(now):
        return _text(now, "status") in OPEN and now.get("value") is None
    drawn = isinstance(new, MapNode) and _text(new, "shape_status") == "deposited"
    return now.get("unstated") is not None or (_text(now, "shape_status") == "approximated_by_us" and drawn)


def _with_aliases(now: MapNode, new: MapNode, path: str, problems: list[Problem]) -> Node:
    problems += [_shared_value(value, f"{path}.{key}") for key, value in new.entries if key != "aliases"]
    old, more = now.get("aliases"), new.get("aliases")
    if not isinstance(more, ListNode):
        if more is not None and not is_empty(more):
            expected = "a list such as [a, b]"
            problems.append(_problem(codes.WRONG_KIND, more, what(more), expected, field=f"{path}.aliases"))
        return now
    items = old.items if isinstance(old, ListNode) else ()
    return now.with_entry(
        "aliases", ListNode((*items, *(each for each in more.items if each not in items)), more.place)
    )


def _shared_value(node: Node, path: str) -> Problem:
    do = "Put the party's own view under `own_version`, or have the shared file amended."
    return _problem(
        codes.OVERLAY_FIELD, node, f"a change of {path}", "what the shared file leaves open", do, field=path
    )


def _with_own_version(whole: MapNode, overlay: MapNode) -> MapNode:
    own = overlay.get("own_version")
    if own is None:
        return whole
    party = _text(overlay, "overlay_of")
    declarations = whole.get("declarations")
    items = list(declarations.items) if isinstance(declarations, ListNode) else []
    at = next((i for i, each in enumerate(items) if isinstance(each, MapNode) and _text(each, "party") == party), None)
    if at is None:
        items.append(MapNode((("party", TextNode(party, quoted=True)),), own.place))
        at = len(items) - 1
    declaration = cast("MapNode", items[at])
    both = merge(declaration.get("own_version"), own)
    items[at] = declaration.with_entry("own_version", both).with_entry("private", _YES)
    place = declarations.place if declarations is not None else own.place
    return whole.with_entry("declarations", ListNode(tuple(items), place))
