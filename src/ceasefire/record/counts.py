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
_WHOLE: Final = rf"[0-9]{{1,3}}(?:[,{_SPACES}'’][0-9]{{3}})+|[0-9]{{1,15}}"
_FIGURE: Final = re.compile(
    r"(?P<bound>≥|>=|>|at\s+least\b|more\s+than\b|over\b)?(?P<below>≤|<=|<|up\s+to\b|at\s+most\b|no\s+more\s+than\b)?\s*"
    rf"(?P<about>(?:~|≈|about|approximately|some|around)?)\s*(?:between\s+)?"
    rf"(?P<n>{_WHOLE})(?:\s*(?:-|–|—|to\b|and\b)\s*(?P<most>{_WHOLE}))?(?P<plus>\+?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count(Generic[RuleId]):
    """How many of `unit` somebody counted under `rule`.

    `lower_bound` says that there were at least `n`; `approx` that the source rounds or estimates; `most`, that there
    were between `n` and so many ("up to 30" is 0 to 30). Raises BadInput for a negative number, for a range that does
    not rise and for a unit that the rule does not count in.
    A count says what was counted; it does not say what happened where nobody looked.
    """

    n: int
    unit: str
    rule: CountingRule[RuleId]
    approx: bool = False
    lower_bound: bool = False
    most: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no count."""
        if self.n < 0:
            raise BadInput(Problem(codes.NEGATIVE_COUNT, got=str(self.n)))
        if self.most is not None and (self.lower_bound or self.most <= self.n):
            raise BadInput(Problem(codes.NOT_A_RANGE, got=f"{self.n} to {self.most}"))
        if not self.rule.counts_in(self.unit):
            units.check_unit(self.unit)
            expected = f"a unit of {self.rule.id}: {', '.join(sorted(self.rule.units))}"
            raise BadInput(Problem(kernel_codes.UNIT_NOT_IN_RULE, got=self.unit, expected=expected))

    def __add__(self, other: Count[RuleId]) -> Count[RuleId]:
        unit = None if self.rule != other.rule else self.rule.common_unit(self.unit, other.unit)
        if unit is None:
            raise RulesDiffer(_no_sum(self, other))
        lower_bound = self.lower_bound or other.lower_bound
        bounded = not lower_bound and (self.most is not None or other.most is not None)
        return Count(
            self.n + other.n,
            unit,
            self.rule,
            approx=self.approx or other.approx,
            lower_bound=lower_bound,
            most=self.highest + other.highest if bounded else None,
        )

    @property
    def highest(self) -> int:
        """The highest number that the figure states: `most`, or `n` itself."""
        return self.n if self.most is None else self.most

    @property
    def figure(self) -> str:
        """The number as people write it: `≥48,749`, `~400`, `20–30`, `≤30`."""
        about = "~" if self.approx else ""
        if self.most is not None:
            return f"{about}{self.n:,}–{self.most:,}" if self.n else f"≤{about}{self.most:,}"
        return f"{'≥' if self.lower_bound else ''}{about}{self.n:,}"

    def __str__(self) -> str:
        return f"{self.figure} {self.unit} ({self.rule.id} {self.rule.version})"

    def to_json(self) -> dict[str, Any]:
        """The count as data: n, approx, lower_bound, unit, rule, and `most` where it is a range."""
        return {
            "n": self.n,
            **({} if self.most is None else {"most": self.most}),
            "approx": self.approx,
            "lower_bound": self.lower_bound,
            "unit": self.unit,
            "rule": self.rule.id,
        }


AnyCount: TypeAlias = Count[Any]


def read_count(text: str, unit: str, rule: CountingRule[RuleId], place: Place = NOWHERE) -> Count[RuleId]:
    """Read a figure as reports write it: `25,005`, `≥25,005`, `~1,200`, `>950`, `over 40`, `300+`, `20–30`, `up to 30`.

    `>950` and `≥950` both become "at least 950", `<30` and `up to 30` both "at most 30". Raises BadInput for anything
    that is no whole number and no range of two.
    """
    found = _FIGURE.fullmatch(text.strip())
    if found is None or _too_many_bounds(found):
        raise BadInput(Problem(codes.NOT_A_COUNT, place, got=repr(text), expected="such as 25,005, ≥400 or 20–30"))
    first, second = (None if found[name] is None else _whole(found[name]) for name in ("n", "most"))
    n, most = (0, first) if found["below"] else (first or 0, second)
    at_least = bool(found["bound"] or found["plus"])
    try:
        return Count(n, unit, rule, approx=bool(found["about"]), lower_bound=at_least, most=most)
    except BadInput as told:
        raise BadInput([each.at(place) for each in told.problems]) from None


def _too_many_bounds(found: re.Match[str]) -> bool:
    return sum(bool(found[name]) for name in ("bound", "below", "most", "plus")) > 1


def _whole(digits: str) -> int:
    return int(re.sub(r"[^0-9]", "", digits))


def count_from_json(value: Mapping[str, Any], place: Place = NOWHERE) -> AnyCount:
    """Read a count from data; `rule` may be left away only by writing `not_stated`."""
    n = value.get("n")
    if not isinstance(n, int) or isinstance(n, bool):
        raise BadInput(Problem(codes.NOT_A_COUNT, place, got=repr(n), expected="a whole number under `n`"))
    rule = units.rule(str(value.get("rule", "")), place)
    unit = units.check_unit(str(value.get("unit", "")), place)
    most = value.get("most")
    if most is not None and (not isinstance(most, int) or isinstance(most, bool)):
        raise BadInput(Problem(codes.NOT_A_COUNT, place, got=repr(most), expected="a whole number under `most`"))
    return Count(n, unit, rule, value.get("approx") is True, value.get("lower_bound") is True, most)


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
