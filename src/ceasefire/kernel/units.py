"""What is being counted, and by whose rule: a number without both is not a count.

A counting rule has an owner and a version. Figures may be added inside one rule; across rules no sum
exists. A rule may define a composite unit, which is the sum of other units under that same rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Generic, Literal, TypeVar, cast, overload

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.kernel import codes
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.languages import in_language
from ceasefire.kernel.taxonomy import EVERY, Taxonomy, load
from ceasefire.kernel.yamltext import Tree, read_document

RuleId = TypeVar("RuleId", bound=str)
Method = Literal["published", "described", "not_published"]


@dataclass(frozen=True, slots=True)
class CountingRule(Generic[RuleId]):
    """How somebody counts: the rule's name, owner and version, and the units it counts in.

    `composite` maps a unit to the units it is the sum of under this rule. `adds` is False where
    even two figures under the name have no sum, because nobody stated how they were made.
    A rule does not make a figure right; it says which figures may stand in one sum.
    """

    id: RuleId
    owner: str
    version: str
    method: Method
    units: frozenset[str]
    composite: tuple[tuple[str, frozenset[str]], ...] = ()
    adds: bool = True
    labels: tuple[tuple[str, str], ...] = ()
    means: str = ""
    excludes: str = ""

    def label(self, lang: str = "en") -> str:
        """The rule's name for people."""
        return in_language(dict(self.labels), lang) or self.id

    def counts_in(self, unit: str) -> bool:
        """Whether figures under this rule may be in `unit`."""
        return (
            EVERY in self.units or unit in self.units or any(unit in (whole, *parts) for whole, parts in self.composite)
        )

    def common_unit(self, one: str, other: str) -> str | None:
        """The unit of the sum of a figure in `one` and a figure in `other`; None when there is no sum."""
        if not self.adds:
            return None
        if one == other:
            return one
        wholes = (whole for whole, parts in self.composite if {one, other} <= parts | {whole})
        return next(wholes, None)


AnyRule = CountingRule[str]


@cache
def units() -> Taxonomy:
    """The list of units with their labels and meanings."""
    return load("units")


def check_unit(unit: str, place: Place = NOWHERE) -> str:
    """Return `unit` when it is known; BadInput with the nearest units otherwise."""
    if unit == EVERY:
        raise BadInput(Problem(codes.UNKNOWN_WORD, place, got=unit, expected="one unit"))
    units().leaves(unit, place)
    return unit


@overload
def rule(name: Literal["smm_violation"], place: Place = ...) -> CountingRule[Literal["smm_violation"]]: ...
@overload
def rule(name: Literal["ucdp_ged"], place: Place = ...) -> CountingRule[Literal["ucdp_ged"]]: ...
@overload
def rule(name: Literal["viina_event"], place: Place = ...) -> CountingRule[Literal["viina_event"]]: ...
@overload
def rule(name: Literal["firms_detection"], place: Place = ...) -> CountingRule[Literal["firms_detection"]]: ...
@overload
def rule(name: Literal["siren_alert"], place: Place = ...) -> CountingRule[Literal["siren_alert"]]: ...
@overload
def rule(name: Literal["continuous_episode"], place: Place = ...) -> CountingRule[Literal["continuous_episode"]]: ...
@overload
def rule(name: Literal["claim_ua"], place: Place = ...) -> CountingRule[Literal["claim_ua"]]: ...
@overload
def rule(name: Literal["claim_ru"], place: Place = ...) -> CountingRule[Literal["claim_ru"]]: ...
@overload
def rule(name: str, place: Place = ...) -> CountingRule[str]: ...
def rule(name: str, place: Place = NOWHERE) -> CountingRule[Any]:
    """The reviewed counting rule `name`; BadInput with the nearest names when it is unknown.

    A type checker knows the rules named above one by one, and refuses the sum of two of them.
    """
    known = rules()
    if name not in known:
        near = get_close_matches(name, known, n=2)
        do = f"Did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
        raise BadInput(Problem(codes.UNKNOWN_RULE, place, got=name, expected=", ".join(known), do=do))
    return known[name]


@cache
def rules() -> Mapping[str, AnyRule]:
    """Every reviewed counting rule by name, in the order of the file."""
    resource = files("ceasefire.kernel") / "data" / "rules.yaml"
    document = read_document(resource.read_text("utf-8"), "rules.yaml")
    tree = cast("dict[str, Tree]", document.tree)
    check_format(cast("str | None", tree.get("format")), "ceasefire-counting-rules", 1, document.place("format"))
    listed = cast("dict[str, dict[str, Tree]]", tree["rules"])
    return {name: _rule(name, fields) for name, fields in listed.items()}


def _rule(name: str, fields: dict[str, Tree]) -> AnyRule:
    composite = cast("dict[str, list[str]]", fields.get("composite", {}))
    return CountingRule(
        id=name,
        owner=str(fields["owner"]),
        version=str(fields["version"]),
        method=cast("Method", fields["method"]),
        units=frozenset(cast("list[str]", fields["units"])),
        composite=tuple((whole, frozenset(parts)) for whole, parts in composite.items()),
        adds=fields.get("adds", "yes") != "no",
        labels=tuple(cast("dict[str, str]", fields["label"]).items()),
        means=str(fields["means"]),
        excludes=str(fields.get("not", "")),
    )
