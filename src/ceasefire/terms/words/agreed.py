"""Who took a clause on by its own word, who did not, and of whom nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import mark, say
from ceasefire.terms.agreement import agreed
from ceasefire.terms.model import Clause, Terms

_PATTERNS: Final = {
    Truth.YES: mark("Agreed by its own word: {who}."),
    Truth.CANNOT_TELL: mark("Whether it agreed cannot be told: {who}."),
    Truth.NO: mark("Not bound, for it did not agree or has left: {who}."),
}


def who_agreed(terms: Terms, clause: Clause, lang: str = "en") -> Iterator[str]:
    """Yield a sentence for each answer that some party has whom the clause would bind; a permission binds nobody."""
    if clause.kind == "allow":
        return
    answers = {party: agreed(terms, party, clause.key) for party in sorted(clause.bound)}
    for truth, pattern in _PATTERNS.items():
        who = [party for party, answer in answers.items() if answer is truth]
        if who:
            yield say(pattern, lang, who=", ".join(who))
