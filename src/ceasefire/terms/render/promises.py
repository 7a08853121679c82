"""Sections on what is promised: clauses, exceptions, exchanges, guarantees."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.kernel.languages import in_language, say
from ceasefire.terms.model import Guarantee, Terms
from ceasefire.terms.render.document import Entry, Section
from ceasefire.terms.words.agreed import who_agreed
from ceasefire.terms.words.areas import area_in_words, length_in_words
from ceasefire.terms.words.clauses import clause_in_words, exception_in_words
from ceasefire.terms.words.comparison import sides_in_words
from ceasefire.terms.words.sentences import sentence
from ceasefire.terms.words.times import date_in_words
from ceasefire.terms.words.windows import window_in_words


def clauses(terms: Terms, lang: str) -> Section:
    """Every clause in the order of the text, with who took it on: what a text asks of a party does not bind it."""
    told = (
        Entry(key, (*clause_in_words(terms, clause, lang), *who_agreed(terms, clause, lang)))
        for key, clause in terms.clauses.items()
    )
    return Section(say("What is promised", lang), entries=tuple(told))


def exceptions(terms: Terms, lang: str) -> Section:
    """Every exception, with its conditions as questions for a person."""
    told = tuple(Entry(key, exception_in_words(terms, each, lang)) for key, each in terms.exceptions.items())
    opening = say("Whether an exception applied is for a person to find, never for a program.", lang) if told else ""
    return Section(say("Exceptions", lang), opening, told)


def exchange(terms: Terms, lang: str) -> Section:
    """Undertakings given for each other."""
    told = tuple(Entry(sentence(sides_in_words(entry, lang))) for entry in terms.exchange)
    return Section(say("Given for each other", lang), entries=told)


def guarantees(terms: Terms, lang: str) -> Section:
    """Promises of safety for works and passages."""
    told = (Entry(key, tuple(_guarantee(terms, each, lang))) for key, each in terms.guarantees.items())
    return Section(say("Guarantees", lang), entries=tuple(told))


def _guarantee(terms: Terms, guarantee: Guarantee, lang: str) -> Iterator[str]:
    if guarantee.to:
        yield say("{giver} gave it to {receiver}.", lang, giver=guarantee.by, receiver=guarantee.to)
    else:
        yield say("{giver} gave it.", lang, giver=guarantee.by)
    if guarantee.text:
        yield sentence(in_language(guarantee.text, lang))
    if guarantee.asset:
        yield say("For: {asset}.", lang, asset=guarantee.asset)
    if guarantee.crew:
        yield say("Who works there: {crew}.", lang, crew=guarantee.crew)
    yield from _ground_and_time(terms, guarantee, lang)
    if guarantee.received:
        yield say("It came on {on}.", lang, on=date_in_words(guarantee.received, lang))
    else:
        yield say("When it came is not stated.", lang)
    if guarantee.expires:
        yield say("It ends on {on}.", lang, on=date_in_words(guarantee.expires, lang))


def _ground_and_time(terms: Terms, guarantee: Guarantee, lang: str) -> Iterator[str]:
    if guarantee.area:
        yield say("Where: {where}.", lang, where=area_in_words(terms, guarantee.area, lang))
    if guarantee.window:
        yield from (say("When: {when}.", lang, when=when) for when in window_in_words(terms, guarantee.window, lang))
    for key in guarantee.must_cover:
        yield say("It has to cover {where}.", lang, where=area_in_words(terms, key, lang))
    if guarantee.margin_m is not None:
        yield say("With a margin of {margin} round it.", lang, margin=length_in_words(guarantee.margin_m, lang))
