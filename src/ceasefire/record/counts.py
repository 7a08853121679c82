"""Counts: a number never without its unit and the rule it was counted by.

A sum exists inside one rule only. Adding across rules is refused three times: a type checker that
knows both rules refuses it, `+` raises RulesDiffer (a TypeError), and in data it is a named problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, Generic, TypeAlias

from ceasefire.errors import NOWHERE, BadInput, Place, Problem, RulesDiffer
from ceasefire.kernel import codes as kernel_codes
from ceasefire.kernel import units
from ceasefire.kernel.units import CountingRule, RuleId
from ceasefire.record import codes

_SPACES: Final = "\u0020\u00a0\u2009\u202f"
_FIGURE: Final = re.compile(
    rf"(?P<bound>(?:≥|>=|>|at\s+least|more\s+than|over)?)\s*(?P<about>(?:~|≈|about|some|around)?)\s*"
    rf"(?P<n>[0-9]{{1,3}}(?:[,{_SPACES}'’][0-9]{{3}})+|[0-9]{{1,15}})(?P<plus>\+?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count(Generic[RuleId]):
    """How many of `unit` somebody counted under `rule`.

    `lower_bound` says that there were at least `n`; `approx` that the source rounds or estimates.
    Raises BadInput for a negative number and for a unit that the rule does not count in.
    A count says what was counted; it does not say what happened where nobody looked.
    """

    n: int
    unit: str
    rule: CountingRule[RuleId]
    approx: bool = False
    lower_bound: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no count."""
        if self.n < 0:
            raise BadInput(Problem(codes.NEGATIVE_COUNT, got=str(self.n)))
        if not self.rule.counts_in(self.unit):
            units.check_unit(self.unit)
            expected = f"a unit of {self.rule.id}: {', '.join(sorted(self.rule.units))}"
            raise BadInput(Problem(kernel_codes.UNIT_NOT_IN_RULE, got=self.unit, expected=expected))

    def __add__(self, other: Count[RuleId]) -> Count[RuleId]:
        unit = None if self.rule != other.rule else self.rule.common_unit(self.unit, other.unit)
        if unit is None:
            raise RulesDiffer(_no_sum(self, other))
        return Count(
            self.n + other.n,
            unit,
            self.rule,
            approx=self.approx or other.approx,
            lower_bound=self.lower_bound or other.lower_bound,
        )

    @property
    def figure(self) -> str:
        """The number as people write it: `≥48,749`, `~400`."""
        return f"{'≥' if self.lower_bound else ''}{'~' if self.approx else ''}{self.n:,}"

    def __str__(self) -> str:
        return f"{self.figure} {self.unit} ({self.rule.id} {self.rule.version})"

    def to_json(self) -> dict[str, Any]:
        """The count as data: n, approx, lower_bound, unit, rule."""
        return {
            "n": self.n,
            "approx": self.approx,
            "lower_bound": self.lower_bound,
            "unit": self.unit,
            "rule": self.rule.id,
        }


AnyCount: TypeAlias = Count[Any]


def read_count(text: str, unit: str, rule: CountingRule[RuleId], place: Place = NOWHERE) -> Count[RuleId]:
    """Read a figure as reports write it: `25,005`, `≥25,005`, `~1,200`, `>950`, `over 40`, `300+`.

    `>950` and `≥950` both become "at least 950". Raises BadInput for anything that is no whole number.
    """
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        raise BadInput(Problem(codes.NOT_A_COUNT, place, got=repr(text), expected="such as 25,005 or ≥400"))
    n = int(re.sub(r"[^0-9]", "", found["n"]))
    return Count(n, unit, rule, approx=bool(found["about"]), lower_bound=bool(found["bound"] or found["plus"]))


def count_from_json(value: Mapping[str, Any], place: Place = NOWHERE) -> AnyCount:
    """Read a count from data; `rule` may be left away only by writing `not_stated`."""
    n = value.get("n")
    if not isinstance(n, int) or isinstance(n, bool):
        raise BadInput(Problem(codes.NOT_A_COUNT, place, got=repr(n), expected="a whole number under `n`"))
    rule = units.rule(str(value.get("rule", "")), place)
    unit = units.check_unit(str(value.get("unit", "")), place)
    return Count(n, unit, rule, value.get("approx") is True, value.get("lower_bound") is True)


def total(counts: Iterable[Count[RuleId]]) -> Count[RuleId]:
    """The sum of `counts`; RulesDiffer when they have none, BadInput when there is nothing to add.

    Bounds are carried: one "at least" makes the sum "at least".
    """
    listed = tuple(counts)
    if not listed:
        raise BadInput(Problem(codes.NOTHING_TO_ADD))
    first, *others = listed
    if not others and not first.rule.adds:
        return first
    return reduce(lambda left, right: left + right, others, first)


def side_by_side(counts: Iterable[AnyCount]) -> tuple[AnyCount, ...]:
    """Every sum that exists among `counts`, in the order in which its first count came.

    Figures of two rules, or of two units that a rule does not put together, stay apart; figures
    under a rule that does not add stay one by one.
    """
    sums: list[AnyCount] = []
    for count in counts:
        at = next((at for at, each in enumerate(sums) if _addable(each, count)), None)
        if at is None:
            sums.append(count)
        else:
            sums[at] += count
    return tuple(sums)


def _addable(one: AnyCount, other: AnyCount) -> bool:
    return one.rule == other.rule and one.rule.common_unit(one.unit, other.unit) is not None


def _no_sum(one: AnyCount, other: AnyCount) -> Problem:
    got = f"{one} + {other}"
    if one.rule != other.rule:
        return Problem(codes.RULES_DIFFER, got=got, expected=f"two counts under {one.rule.id} {one.rule.version}")
    if not one.rule.adds:
        return Problem(codes.RULE_DOES_NOT_ADD, got=got)
    return Problem(codes.UNITS_DIFFER, got=got, expected=f"two counts of {one.unit}")
