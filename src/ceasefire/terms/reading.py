"""What a reading of a tree collects: every problem, how values are known, and what is defined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, Final

from ceasefire.errors import Code, Place, Problem
from ceasefire.kernel.tree import MapNode, Node
from ceasefire.terms import codes
from ceasefire.terms.model import Area, Qualification, Window

SECTIONS = ("parties", "areas", "windows", "clauses", "exceptions", "lines", "guarantees", "glossary")
MOST_SUGGESTIONS: Final = 50
MOST_COMPARED: Final = 1000


@dataclass(slots=True)
class Reading:
    """One pass over one tree; filled while the fields are read, thrown away afterwards.

    `keys` holds what each section defines, known before the first reference is read. `areas` and
    `windows` collect those written inline, inside a clause, under a key such as `C1.area`.
    """

    keys: Mapping[str, Mapping[str, None]]
    problems: list[Problem] = field(default_factory=list)
    qualifications: dict[str, Qualification] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Node) -> Reading:
        """Return a reading that knows the keys of every section of `root`."""
        sections = {name: root.get(name) for name in SECTIONS} if isinstance(root, MapNode) else {}
        return cls({name: _keys_of(node) for name, node in sections.items()})


def _keys_of(node: Node | None) -> Mapping[str, None]:
    """In the order of the file, and quick to look up."""
    return dict.fromkeys(node.keys()) if isinstance(node, MapNode) else {}


@dataclass(frozen=True, slots=True)
class At:
    """Where the reading stands: the dotted path of the field, and the reading it reports to."""

    reading: Reading
    path: str = ""

    def under(self, name: str | int) -> At:
        """Return the place one step down."""
        return At(self.reading, f"{self.path}.{name}" if self.path else str(name))

    def place(self, node: Node) -> Place:
        """Return where `node` stands in the file, with the field's path."""
        return replace(node.place, field=self.path or None)

    def problem(self, code: Code, node: Node, got: str = "", expected: str = "", do: str = "") -> None:
        """Record what is wrong with `node`; the reading goes on."""
        self.reading.problems.append(Problem(code, self.place(node), got=got, expected=expected, do=do))

    def adopt(self, problems: Iterable[Problem], node: Node) -> None:
        """Record problems that another room found in the value of `node`."""
        for problem in problems:
            spot = problem.place if problem.place.line is not None else self.place(node)
            self.reading.problems.append(problem.at(replace(spot, field=self.path or None)))

    def near(self, word: str, known: Collection[str]) -> str:
        """Return `Did you mean …?` as long as there are few problems; among thousands nobody reads it."""
        few = len(self.reading.problems) < MOST_SUGGESTIONS and len(known) <= MOST_COMPARED
        return did_you_mean(word, known) if few else ""

    def reference(self, section: str, key: str, node: Node) -> str | None:
        """Return `key` when `section` defines it, else record the problem with the nearest keys."""
        known = self.reading.keys.get(section, {})
        if key in known:
            return key
        expected = f"a key of `{section}`" + (f": {', '.join(islice(known, 12))}" if known else ", which is empty")
        self.problem(codes.UNKNOWN_REFERENCE, node, got=key, expected=expected, do=self.near(key, known))
        return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean …?` for the nearest of `known`, or nothing when none is near."""
    by_lower = {each.lower(): each for each in known}
    near = get_close_matches(word.lower(), list(by_lower), n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(f'`{by_lower[each]}`' for each in near)}?" if near else ""


Values = dict[str, Any]
