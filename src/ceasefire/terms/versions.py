"""One text, several versions: as a party says it, as amended up to a day, as each account reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import product
from math import prod
from typing import Final, cast

from ceasefire.clock import parse_date
from ceasefire.errors import BadInput, Problem
from ceasefire.kernel.tree import ListNode, MapNode, Node, replaced_at
from ceasefire.terms import codes
from ceasefire.terms.model import Amendment, Declaration, Terms
from ceasefire.terms.patch import with_changes, with_own_version
from ceasefire.terms.read import read_tree_alone
from ceasefire.terms.reading import did_you_mean

MOST_READINGS: Final = 64
MOST_VALUES_READ: Final = 400_000  # a few seconds
_SAY_WHAT_HOLDS: Final = ("timezone", "lines", "areas", "windows", "clauses", "exceptions")
Alternatives = tuple[str, tuple[Node, ...]]


class _Same:
    """Terms as a key: the very same value, so that its versions and readings are worked out once."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.terms is self.terms


def as_said_by(terms: Terms, party: str) -> Terms:
    """Return the terms as `party` declared them: its own version patched in, in its own time zone.

    Terms that the party declared without a version of its own come back as they are. Raises BadInput
    when there is no such party.
    """
    if party not in terms.parties:
        expected = ", ".join(terms.parties)
        raise BadInput(
            Problem(codes.NOT_A_PARTY, terms.tree.place, party, expected, did_you_mean(party, terms.parties))
        )
    tree = cast("MapNode", terms.tree)
    for index, declaration in enumerate(terms.declarations):
        if declaration.party == party:
            tree = _said(tree, declaration, index)
    return terms if tree is terms.tree else _reread(terms, tree)


def _said(tree: MapNode, declaration: Declaration, index: int) -> MapNode:
    if isinstance(declaration.own_version, MapNode):
        tree = with_own_version(tree, declaration.own_version, declaration.party)
        tree = _without_field(tree, f"declarations.{index}", "own_version")
    if declaration.zone is not None:
        declarations = cast("ListNode", tree.get("declarations"))
        stated = cast("MapNode", declarations.items[index]).get("timezone")
        tree = tree.with_entry("timezone", cast("Node", stated))
    return tree


def _without_field(tree: MapNode, path: str, name: str) -> MapNode:
    cut = replaced_at(tree, path, lambda node: node.without(name) if isinstance(node, MapNode) else node)
    return cast("MapNode", cut)


def as_amended(terms: Terms, on: dt.date | None = None, party: str | None = None) -> Terms:
    """Return the terms with the amendments up to and including the day `on` (all when None).

    With `party`, those that it accepted; without, those that every declaring party accepted: what
    holds between all of them. An amendment that nobody accepted is a proposal and changes nothing.
    """
    everybody = _everybody(terms, party)
    due = [each for each in terms.amendments if _holds(each, on, everybody)]
    if not due:
        return terms
    tree = cast("MapNode", terms.tree)
    for amendment in sorted(due, key=lambda each: parse_date(each.date)):
        tree = with_changes(tree, cast("MapNode", amendment.changes))
    left = tuple(node for node, each in zip(_amendment_nodes(tree), terms.amendments, strict=True) if each not in due)
    return _reread(terms, tree.with_entry("amendments", ListNode(left)))


def _amendment_nodes(tree: MapNode) -> tuple[Node, ...]:
    return cast("ListNode", tree.get("amendments")).items


def _holds(amendment: Amendment, on: dt.date | None, everybody: frozenset[str]) -> bool:
    accepted = frozenset(amendment.accepted_by)
    return bool(everybody) and everybody <= accepted and (on is None or parse_date(amendment.date) <= on)


def epochs(terms: Terms, party: str | None = None) -> tuple[tuple[dt.date | None, Terms], ...]:
    """Return the text as first agreed (None), and as it stood from the day of each amendment on.

    Amendments count for whom they bind, as in `as_amended`. Terms that nobody amended give one entry.
    """
    return _epochs(_Same(terms), party)


@lru_cache(maxsize=64)
def _epochs(same: _Same, party: str | None) -> tuple[tuple[dt.date | None, Terms], ...]:
    terms, everybody = same.terms, _everybody(same.terms, party)
    days = sorted({parse_date(each.date) for each in terms.amendments if _holds(each, None, everybody)})
    return ((None, terms), *((day, as_amended(terms, day, party)) for day in days))


def _everybody(terms: Terms, party: str | None) -> frozenset[str]:
    return frozenset({party} if party else (each.party for each in terms.declarations))


def readings(terms: Terms) -> tuple[Terms, ...]:
    """Return one Terms per combination of rival accounts and of assumed time zones.

    A text without open values gives itself. Raises BadInput above 64 combinations. Only what says
    where, when and what is read apart; accounts that differ on a history do not change a meaning.
    """
    return _readings(_Same(terms))


@lru_cache(maxsize=64)
def _readings(same: _Same) -> tuple[Terms, ...]:
    terms = same.terms
    tree = cast("MapNode", terms.tree)
    open_values = [each for name in _SAY_WHAT_HOLDS for each in _open_below(tree.get(name), name)]
    combinations = prod(len(values) for _, values in open_values)
    if combinations > MOST_READINGS:
        got = f"{combinations:,} readings from {', '.join(path for path, _ in open_values[:6])}"
        raise BadInput(Problem(codes.TOO_MANY_READINGS, tree.place, got, f"at most {MOST_READINGS}"))
    if combinations == 1:
        return (terms,)
    paths = [path for path, _ in open_values]
    choices = product(*(values for _, values in open_values))
    return tuple(_reread(terms, _chosen(tree, paths, choice)) for choice in choices)


def _chosen(tree: MapNode, paths: list[str], values: tuple[Node, ...]) -> MapNode:
    chosen: Node = tree
    for path, value in zip(paths, values, strict=True):
        chosen = replaced_at(chosen, path, partial(_instead, value))
    return cast("MapNode", chosen)


def _instead(value: Node, _old: Node) -> Node:
    return value


def _open_below(node: Node | None, path: str) -> Iterator[Alternatives]:
    """Every value below `node` that may be read in several ways, with its readings."""
    if isinstance(node, ListNode):
        for i, item in enumerate(node.items):
            yield from _open_below(item, f"{path}.{i}")
    if not isinstance(node, MapNode):
        return
    accounts, zones = node.get("reports_differ"), node.get("assume")
    if isinstance(accounts, ListNode):
        yield (
            path,
            tuple(value for item in accounts.items if isinstance(item, MapNode) and (value := item.get("value"))),
        )
    elif isinstance(zones, ListNode) and path.endswith("timezone") and zones.items:
        yield path, tuple(dict.fromkeys(zones.items))
    else:
        for key, value in node.entries:
            yield from _open_below(value, f"{path}.{key}")


def seen_by(terms: Terms, party: str | None = None) -> Terms:
    """Return the terms as one reader may see them: the shared file, and of overlays only the party's own."""
    if terms.shared is None:
        return terms
    from ceasefire.terms.overlays import merged

    mine = [terms.overlays[party]] if party is not None and party in terms.overlays else []
    whole, by_party = merged(terms.shared, mine)
    return replace(read_tree_alone(whole), shared=terms.shared, overlays=by_party)


def problems_of_versions(terms: Terms) -> list[Problem]:
    """Try out every own version and amendment, and return what is wrong with them."""
    tries: list[Callable[[], object]] = [
        partial(as_said_by, terms, each.party) for each in terms.declarations if each.own_version is not None
    ]
    tree = cast("MapNode", terms.tree)
    tries += [partial(_try_changes, tree, cast("MapNode", each.changes)) for each in terms.amendments]
    tries += [partial(_try_all_together, terms, party) for party in terms.parties if _changes_twice(terms, party)]
    if len(tries) * _values(tree, MOST_VALUES_READ) > MOST_VALUES_READ:
        got = f"{len(tries):,} own versions and amendments"
        return [Problem(codes.TOO_MANY_VERSIONS, tree.place, got, f"at most {MOST_VALUES_READ:,} values to read")]
    problems: list[Problem] = []
    for each in tries:
        try:
            each()
        except BadInput as refusal:
            problems += refusal.problems
    return list(dict.fromkeys(problems))


def _values(node: Node, most: int) -> int:
    """How many values a tree holds, counted up to `most`."""
    found, left = 0, [node]
    while left and found < most:
        each = left.pop()
        found += 1
        left += [value for _, value in each.entries] if isinstance(each, MapNode) else getattr(each, "items", ())
    return found


def _changes_twice(terms: Terms, party: str) -> bool:
    """Whether a party's text is changed more than once, so that one change can spoil another."""
    own = sum(each.party == party and each.own_version is not None for each in terms.declarations)
    return own + sum(party in each.accepted_by for each in terms.amendments) > 1


def _try_all_together(terms: Terms, party: str) -> None:
    as_amended(as_said_by(terms, party), None, party)


def _try_changes(tree: MapNode, changes: MapNode) -> None:
    read_tree_alone(with_changes(tree, changes))


def _reread(terms: Terms, tree: Node) -> Terms:
    return replace(read_tree_alone(tree), shared=terms.shared, overlays=terms.overlays)
