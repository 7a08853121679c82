"""Clauses that a human-rights adviser has to see: evacuation, screening, and who is present."""

from __future__ import annotations

import re
from typing import Final

from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, found
from ceasefire.terms.model import Clause, Terms

_MOVES: Final = frozenset({"evacuate", "permit_passage"})
_SCREENS: Final = re.compile(
    r"\b(?:screen\w*|filtrat\w*|fighting age|men\b|males?\b|boys?\b|women|children|registrat\w*|"
    r"check(?:ed|s)? (?:of )?identit\w*)",
    re.IGNORECASE,
)


def evacuation(terms: Terms) -> Found:
    """Clauses that move people."""
    for path, clause in clauses_of(terms):
        if clause.duty == "evacuate" or (clause.duty == "permit_passage" and clause.eligible):
            yield found(terms, codes.EVACUATION, f"{path}.duty", clause.duty or "", severity="note")
            if not clause.verified_by and not terms.monitoring_by:
                yield found(terms, codes.EVACUATION_UNWATCHED, f"{path}.verified_by", "nobody", "who is present")


def screening(terms: Terms) -> Found:
    """Clauses that choose among people."""
    for path, clause in clauses_of(terms):
        name, words = _said_of_people(clause)
        match = _SCREENS.search(words)
        if match is not None and (name == "eligible" or clause.duty in _MOVES):
            yield found(terms, codes.SCREENING, f"{path}.{name}", words[:120], "who screens, where, and who watches")


def _said_of_people(clause: Clause) -> tuple[str, str]:
    if clause.eligible:
        return "eligible", " ".join(clause.eligible.values())
    return "text", " ".join(clause.text.values())


CHECKS: Final = (evacuation, screening)
