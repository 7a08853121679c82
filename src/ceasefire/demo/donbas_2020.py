"""Worked case 4: the measures of July 2020 in the Donbas as terms, and the monitors' figures under their rule."""

from __future__ import annotations

from typing import Final

from ceasefire import cases
from ceasefire.demo.told import outcome, who_is_bound
from ceasefire.demo.verdict import verdict
from ceasefire.kernel import units
from ceasefire.kernel.languages import in_language
from ceasefire.reports import Conclusion, PageView, Section
from ceasefire.reports.comparison import comparison_section
from ceasefire.reports.tallies import tallies_section
from ceasefire.terms import Terms
from ceasefire.terms.compare import compare
from ceasefire.terms.words.clauses import clause_in_words
from ceasefire.terms.words.sentences import sentence

KEY: Final = "ua-2020-07-measures"


def page() -> PageView:
    """Return the page: every measure in words, who took them on, what the monitors counted and how."""
    terms = cases.read(KEY)
    sections = (
        _measures(terms),
        *tallies_section(terms),
        _rule(terms),
        comparison_section(terms, compare(terms)),
        who_is_bound(terms),
        verdict(terms, "2021-12-31"),
        outcome(terms),
    )
    return PageView(in_language(terms.title), "mission", sections, (), terms.sources)


def _measures(terms: Terms) -> Section:
    """Each measure, and the conditions that only a person can find to be met."""
    told = []
    for key, clause in terms.clauses.items():
        first, *rest = clause_in_words(terms, clause)
        told.append(Conclusion(f"{key}: {first}", beside=tuple(sentence(line) for line in rest)))
    for key, each in terms.exceptions.items():
        conditions = tuple(condition.replace("_", " ") for condition in each.only_if)
        caveat = "Whether it applied is for a person to find, never for a program."
        told.append(
            Conclusion(f"{key}: an exception to {', '.join(each.of)}, only if:", caveat=caveat, beside=conditions)
        )
    return Section("The measures", tuple(told))


def _rule(terms: Terms) -> Section:
    """How the monitors count: figures may be added inside this rule and with no other."""
    rule = units.rule(terms.monitoring_rule or "not_stated")
    parts = tuple(
        f"One {whole.replace('_', ' ')} is each {', each '.join(sorted(part.replace('_', ' ') for part in inner))}."
        for whole, inner in rule.composite
    )
    beside = (*parts, rule.means, f"Not counted: {rule.excludes}")
    told = Conclusion(f"{rule.label()}, version {rule.version}.", beside=beside)
    return Section("The rule behind the figures", (told,))
