"""Published tallies in plain words: who counted what, how many, in which unit and under which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.kernel.languages import say
from ceasefire.terms.model import Claim, Terms
from ceasefire.terms.words.windows import window_in_words


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a claim as it was published; `number` tells how sure its publisher was of `n`."""

    claim: Claim
    by: str
    about: str
    when: str
    what: str
    n: int
    number: str
    unit: str
    rule: str


def figures(terms: Terms, lang: str = "en") -> tuple[Figure, ...]:
    """Return every figure of every claim, in the order of the file; they are never added to one another."""
    return tuple(figure for claim in terms.claims for figure in _of(terms, claim, lang))


def _of(terms: Terms, claim: Claim, lang: str) -> Iterator[Figure]:
    when = "" if claim.window is None else "; ".join(window_in_words(terms, claim.window, lang))
    rule = claim.rule or say("not stated", lang)
    for what, n, approx, at_least, unit in claim.counts:
        number = number_in_words(n, lang, approx=approx, at_least=at_least)
        named = what.replace("_", " "), n, number, unit.replace("_", " ")
        yield Figure(claim, claim.by, claim.about or "", when, *named, rule)


def number_in_words(n: int, lang: str = "en", *, approx: bool = False, at_least: bool = False) -> str:
    """Return a published number with how sure its publisher was of it."""
    if at_least:
        return say("more than {n}", lang, n=f"{n:,}")
    return say("about {n}", lang, n=f"{n:,}") if approx else f"{n:,}"
