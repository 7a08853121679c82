"""Checks of words: undefined terms, words of degree, languages, what no field holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, found
from ceasefire.terms.model import Terms

_NEEDS_MEANING: Final = (
    "offensive action", "hostile act", "hostilities", "provocation", "provocative act", "aggressive action",
    "heavy weapons", "light arms", "local security forces", "affiliates", "essential services", "defensive measures",
    "buffer zone", "security zone", "military advantage", "terrorist", "sabotage", "foreign forces", "self-defence",
)  # fmt: skip
_VAGUE: Final = re.compile(
    r"\b(?:radical(?:ly)?|significant(?:ly)?|substantial(?:ly)?|by a large margin|as soon as possible|immediate(?:ly)?|"
    r"promptly|in the coming days|reasonable|appropriate|sufficient|gradual(?:ly)?|regular(?:ly)?|minimi[sz]e)\b",
    re.IGNORECASE,
)


def _texts(terms: Terms) -> Iterator[tuple[str, str]]:
    """Every sentence of the terms that says what holds, with its path."""
    for path, clause in clauses_of(terms):
        named = (("acts_unstated", clause.acts_unstated), ("target_level", clause.target_level))
        yield from ((f"{path}.{name}", text) for name, text in named if text)
        for text in clause.text.values():
            yield f"{path}.text", text
    for key, each in terms.exceptions.items():
        for text in each.text.values():
            yield f"exceptions.{key}.text", text
        for i, condition in enumerate(each.only_if):
            yield f"exceptions.{key}.only_if.{i}", condition
    for key, window in terms.windows.items():
        if window.unstated:
            yield f"windows.{key}.unstated", window.unstated


def _plain(text: str) -> str:
    return text.lower().replace("_", " ").replace("-", " ")


def undefined_terms(terms: Terms) -> Found:
    """Terms of art without a meaning in the glossary."""
    defined = [_plain(key) for key in terms.glossary]
    seen: set[str] = set()
    for path, text in _texts(terms):
        for term in _NEEDS_MEANING:
            known = any(_plain(term) in each or each in _plain(term) for each in defined)
            if _plain(term) in _plain(text) and not known and term not in seen:
                seen.add(term)
                yield found(terms, codes.UNDEFINED_TERM, path, term, f"`{term.replace(' ', '_')}` in the glossary")


def vague_words(terms: Terms) -> Found:
    """Words of degree in place of numbers and dates."""
    for path, text in _texts(terms):
        match = _VAGUE.search(text)
        if match is not None:
            yield found(terms, codes.VAGUE_WORD, path, match[0], "a number, a unit or a date")


def documents(terms: Terms) -> Found:
    """Documents in several authentic languages, and those that nobody outside can read."""
    for i, each in enumerate(terms.instrument.documents):
        path = f"instrument.documents.{i}"
        if len(each.authentic) > 1:
            got = ", ".join(each.authentic)
            yield found(terms, codes.SEVERAL_AUTHENTIC, f"{path}.authentic", got, "which one prevails", severity="note")
        if each.public is False:
            yield found(terms, codes.TEXT_NOT_PUBLIC, f"{path}.public", each.title, severity="note")


def not_expressed(terms: Terms) -> Found:
    """Facts that stand as sentences only."""
    if terms.not_expressed:
        got = f"{len(terms.not_expressed)} sentences"
        yield found(terms, codes.NOT_EXPRESSED, "not_expressed", got, severity="note")


CHECKS: Final = (undefined_terms, vague_words, documents, not_expressed)
