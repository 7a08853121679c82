"""What is published of each case: how many of its facts fields keep, and what lint finds in its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ceasefire.cases import carried
from ceasefire.cases.ledger import Fact
from ceasefire.errors import Severity
from ceasefire.terms import Terms, lint


@dataclass(frozen=True, slots=True)
class CaseCount:
    """One case with its facts and with the number of lint's findings by severity.

    It does not show how well a field fits its fact: a person reviewed that.
    """

    terms: Terms
    facts: tuple[Fact, ...]
    found: Mapping[Severity, int]

    @property
    def expressed(self) -> int:
        """How many facts a field keeps."""
        return sum(fact.is_expressed for fact in self.facts)

    @property
    def not_expressed(self) -> int:
        """How many facts no field holds yet."""
        return len(self.facts) - self.expressed


def count(key: str) -> CaseCount:
    """Return the counts of the case `key`; BadInput when no such case is carried."""
    terms = carried.read(key)
    severities = Counter(problem.severity for problem in lint(terms))
    return CaseCount(terms, carried.facts(key), {each: severities[each] for each in ("error", "warning", "note")})
