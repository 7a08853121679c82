"""Sections that every worked case has: who bound itself to what, and what the sources say came of it."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import in_language
from ceasefire.reports import Conclusion, Points, Section
from ceasefire.reports.histories import history_table
from ceasefire.terms import Terms
from ceasefire.terms.agreement import Agreement, agreed_when, agreement
from ceasefire.terms.words.sentences import sentence


def who_is_bound(terms: Terms) -> Section:
    """Who took on which clause by its own word: what nobody took on, nobody can break."""
    told = tuple(conclusion for key in terms.clauses for conclusion in _bound(terms, key))
    return Section("Who is bound by its own word", (*told, *history_table(terms)))


def _bound(terms: Terms, clause: str) -> Iterator[Conclusion]:
    for party in sorted(_answering(terms, clause)):
        found = agreement(terms, party, clause)
        why = tuple(sentence(each.text) for each in found.reasons)
        yield Conclusion(_in_short(terms, party, clause, found).format(party=party, clause=clause), why)


def _in_short(terms: Terms, party: str, clause: str, found: Agreement) -> str:
    if found.answer is not Truth.NO:
        return _IN_SHORT[found.answer]
    if not agreed_when(terms, party, clause).maybe.is_empty:
        return "{clause}: {party} took it on and is bound no longer."
    if found.states and all(step.state in _OFFERS for step in found.states):
        return "{clause}: {party} is not bound by an offer alone, so nothing can be listed as broken by {party}."
    return "{clause}: {party} never took it on, so nothing can be listed as broken by {party}."


_IN_SHORT = {
    Truth.YES: "{clause}: {party} is bound by its own word.",
    Truth.CANNOT_TELL: "{clause}: whether {party} is bound hangs on something that is not known.",
}
_OFFERS = frozenset({"proposed", "countered"})


def _answering(terms: Terms, clause: str) -> frozenset[str]:
    """Whom the clause would bind, and everybody who gave an answer to it."""
    answered = {each.party for each in terms.declarations if clause in (each.clauses or terms.clauses)}
    return frozenset(terms.clauses[clause].bound) | answered


def outcome(terms: Terms) -> Section:
    """What the sources say, and what has to be known of them."""
    lists = (
        Points(tuple(sentence(in_language(text)) for text, _ in terms.outcome)),
        Points(tuple(in_language(each) for each in terms.caveats)),
    )
    shown = tuple(each for each in lists if each.shown)
    return Section("What the sources say, and what has to be known of them", shown)


def numbered(title: str, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections under a common title, where a page holds several ceasefires."""
    return tuple(Section(f"{title}: {each.title}", each.items) for each in sections if each.items)
