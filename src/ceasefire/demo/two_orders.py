"""Worked case 2: two orders given alone, and the ceasefire that they have in common."""

from __future__ import annotations

from typing import Final

from ceasefire import cases
from ceasefire.demo.told import outcome, who_is_bound
from ceasefire.demo.verdict import verdict
from ceasefire.kernel.languages import in_language
from ceasefire.reports import Conclusion, PageView, Section
from ceasefire.reports.comparison import comparison_section
from ceasefire.terms.compare import compare
from ceasefire.terms.words.comparison import comparison_in_words
from ceasefire.terms.words.sentences import sentence

KEY: Final = "af-2018-06-eid"


def page() -> PageView:
    """Return the page: what is mutual is derived from the two orders, never written in either."""
    terms = cases.read(KEY)
    found = compare(terms)
    parts = {part.key: part for part in comparison_in_words(terms, found)}
    told = tuple(Conclusion(entry.head, beside=entry.lines) for entry in parts["mutual"].entries)
    left = tuple(
        f"{party} alone leaves out {', '.join(each.actor for each in clause.excluded)}."
        for clause in terms.clauses.values()
        for party in clause.bound
        if clause.excluded
    )
    derived = Section(
        "The ceasefire that the two orders have in common",
        (
            *told,
            Conclusion("Neither order mentions the other; the common part is derived from both.", beside=left),
            sentence(in_language(terms.windows["taliban_days"].relative_to)),
        ),
    )
    sections = (
        derived,
        comparison_section(terms, found),
        who_is_bound(terms),
        verdict(terms, "2018-07-15"),
        outcome(terms),
    )
    return PageView(in_language(terms.title), "mission", sections, (), terms.sources)
