"""Where parties hold different versions of one text: which field, which reading, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import combinations
from typing import Any, Final

from ceasefire.kernel.tree import MapNode, plain
from ceasefire.terms.agreement import agreed_when, has_spoken
from ceasefire.terms.comparison import Contested, FieldDifference
from ceasefire.terms.meaning import BY_NAME, per_party, version_scope
from ceasefire.terms.model import Area, Clause, Declaration, Terms, Window
from ceasefire.terms.states import UNKNOWN
from ceasefire.terms.undertakings import recipe, solid
from ceasefire.terms.versions import as_amended, as_said_by
from ceasefire.terms.window_meaning import is_open
from ceasefire.terms.words.areas import area_in_words, length_in_words
from ceasefire.terms.words.fields import value_in_words

_WITH_OTHER_EYES: Final = frozenset({"key", "place", "text", "source", "ref", "area", "window"})
_WINDOW_NAMES: Final = {"start": "from", "after": "phase.after", "guard_met_on": "phase.met_on", "zone": "timezone"}
_CLAUSE_NAMES: Final = {"quota": "at_least", "limit": "at_most"}
_WHOLE_SECTIONS: Final = (
    "exceptions",
    "exchange",
    "renewal",
    "release",
    "monitoring",
    "purpose",
    "held_if",
    "glossary",
)
Differences = tuple[FieldDifference, ...]


def contested(terms: Terms) -> tuple[Contested, ...]:
    """Return every part of which two parties hold different versions, pair by pair.

    A party has a version of what it declared, in its own words where it has some, with the amendments
    that it accepted. Accounts of third persons that differ are nobody's version.
    """
    versions = {party: as_amended(as_said_by(terms, party), None, party) for party in _with_a_version(terms)}
    found: list[Contested] = []
    for one, other in combinations(sorted(versions), 2):
        pair = {one: versions[one], other: versions[other]}
        for clause in terms.clauses:
            if all(_holds(terms, party, clause) for party in pair):
                found += _of_clause(terms, clause, pair)
        found += _of_sections(pair)
    return tuple(found)


def _with_a_version(terms: Terms) -> set[str]:
    """Whose version there is: of what a party said, when nobody knows it, there is none."""
    return {each.party for each in terms.declarations if each.own_version is not None or _said_something(each)}


def _said_something(declaration: Declaration) -> bool:
    return not declaration.history or any(set(step.states) != {UNKNOWN} for step in declaration.history)


def _holds(terms: Terms, party: str, clause: str) -> bool:
    """Whether a party has a version of the clause: it took it on, at least perhaps, or wrote one of its own."""
    mine = [each for each in terms.declarations if each.party == party]
    own = any(isinstance(each.own_version, MapNode) and each.own_version.get(clause) is not None for each in mine)
    declared = any(clause in each.clauses for each in mine) and has_spoken(terms, party, clause)
    return own or (declared and not agreed_when(terms, party, clause).maybe.is_empty)


def _of_clause(terms: Terms, key: str, pair: Mapping[str, Terms]) -> Iterator[Contested]:
    one, other = pair
    differing = tuple(_clause_differences(key, pair))
    scopes = {party: version_scope(terms, key, party, BY_NAME) for party in pair}
    only = {one: (scopes[one] - scopes[other]).certain, other: (scopes[other] - scopes[one]).certain}
    only = {party: solid(scope) for party, scope in only.items() if not scope.is_empty}
    if differing or only:
        yield Contested(key, (one, other), differing or _by_zone(pair), only)


def _by_zone(pair: Mapping[str, Terms]) -> Differences:
    """Versions that read alike and yet cover different times: each side has its own clock."""
    says = {party: terms.zone.name or ", ".join(terms.zone.assume) for party, terms in pair.items()}
    return (FieldDifference("timezone", says),) if len(set(says.values())) > 1 else ()


def _clause_differences(key: str, pair: Mapping[str, Terms]) -> Iterator[FieldDifference]:
    clauses = {party: terms.clauses.get(key) for party, terms in pair.items()}
    if None in clauses.values():
        says = {party: value_in_words(each is not None) for party, each in clauses.items()}
        yield FieldDifference("clause", says)
        return
    mine = {party: clause for party, clause in clauses.items() if clause is not None}
    for each in fields(Clause):
        if each.name not in _WITH_OTHER_EYES:
            yield from _differ(
                _CLAUSE_NAMES.get(each.name, each.name), {p: getattr(c, each.name) for p, c in mine.items()}
            )
    shares = sorted({party for clause in mine.values() for party in (*clause.area, *clause.window)})
    for party in shares:
        yield from _area_differences(mine, pair, party)
        yield from _window_differences(mine, pair, party)


def _differ(name: str, values: Mapping[str, Any]) -> Iterator[FieldDifference]:
    one, other = values.values()
    if one != other:
        yield FieldDifference(name, {party: value_in_words(value) for party, value in values.items()})


def _under(name: str, party: str) -> str:
    return f"{name} ({party})" if party else name


def _area_differences(mine: Mapping[str, Clause], pair: Mapping[str, Terms], party: str) -> Iterator[FieldDifference]:
    keys = {who: per_party(clause.area, party) for who, clause in mine.items()}
    recipes = [None if key is None else recipe(pair[who], key) for who, key in keys.items()]
    if recipes[0] == recipes[1]:
        return
    areas = [None if key is None else pair[who].areas.get(key) for who, key in keys.items()]
    known = {who: area for who, area in zip(keys, areas, strict=True) if area is not None}
    if len(known) == len(areas) and _differ_in_lengths_only(*known.values()):
        for name in next(iter(known.values())).spec:
            if name.endswith("_m"):
                lengths = {who: length_in_words(area.spec[name]) for who, area in known.items()}
                yield from _differ(_under(f"area.{name.removesuffix('_m')}", party), lengths)
        return
    says = {who: area_in_words(pair[who], key) for who, key in keys.items()}
    yield FieldDifference(_under("area", party), says)


def _differ_in_lengths_only(one: Area, other: Area) -> bool:
    """Whether two areas are one recipe but for a radius, a width or a depth."""
    rest = [{name: value for name, value in each.spec.items() if not name.endswith("_m")} for each in (one, other)]
    return one.kind == other.kind and one.minus == other.minus and rest[0] == rest[1]


def _window_differences(mine: Mapping[str, Clause], pair: Mapping[str, Terms], party: str) -> Iterator[FieldDifference]:
    keys = {who: per_party(clause.window, party) for who, clause in mine.items()}
    windows = {who: None if key is None else pair[who].windows.get(key) for who, key in keys.items()}
    known = {who: each for who, each in windows.items() if each is not None}
    if len(known) < len(windows):
        yield from _differ(_under("window", party), windows)
        return
    open_end = any(_end_is_open(pair[who], each) for who, each in known.items())
    for each in fields(Window):
        if open_end and each.name in {"until", "lasts"}:
            continue  # who does not know the end contradicts nobody
        if each.name not in {"key", "place", "planned", "text", "label", "source"}:
            name = _under(f"window.{_WINDOW_NAMES.get(each.name, each.name)}", party)
            yield from _differ(name, {who: getattr(window, each.name) for who, window in known.items()})


def _end_is_open(terms: Terms, window: Window) -> bool:
    return (
        window.until is None
        and window.lasts is None
        and (is_open(terms, window.key, "until") or is_open(terms, window.key, "lasts"))
    )


def _of_sections(pair: Mapping[str, Terms]) -> Iterator[Contested]:
    """Parts outside the clauses, told as they stand in each version."""
    one, other = pair
    found: list[FieldDifference] = []
    for section in _WHOLE_SECTIONS:
        held = {party: _section(terms, section) for party, terms in pair.items()}
        keys = sorted({key for values in held.values() for key in values})
        for key in keys:
            found += _differ(f"{section}.{key}" if key else section, {p: values.get(key) for p, values in held.items()})
    if found:
        yield Contested(None, (one, other), tuple(found), {})


def _section(terms: Terms, section: str) -> dict[str, Any]:
    tree = terms.tree.get(section) if isinstance(terms.tree, MapNode) else None
    value = None if tree is None else plain(tree)
    return value if isinstance(value, dict) else {} if value is None else {"": value}
