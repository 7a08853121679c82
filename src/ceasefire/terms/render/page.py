"""The page of an arrangement: every clause, exception, window and unknown, in the order in which people ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ceasefire.kernel.languages import in_language
from ceasefire.terms.model import Terms
from ceasefire.terms.render import background, course, promises, who
from ceasefire.terms.render.document import Document, Section

_SECTIONS: Final[tuple[Callable[[Terms, str], Section], ...]] = (
    who.at_a_glance,
    who.parties,
    promises.clauses,
    promises.exceptions,
    promises.exchange,
    promises.guarantees,
    course.course,
    course.amendments,
    course.monitoring,
    background.versions,
    background.open_questions,
    background.glossary,
    background.tallies,
    background.outcome,
    background.harm,
    background.not_held,
    background.sources,
)


def page(terms: Terms, lang: str = "en") -> Document:
    """Return the whole arrangement in words; a section with nothing to tell is left out."""
    sections = (make(terms, lang) for make in _SECTIONS)
    title = in_language(terms.title, lang) or terms.key
    return Document(title, lang, tuple(each for each in sections if not each.is_empty))
