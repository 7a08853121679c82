"""Sections on what surrounds the promises: versions, open questions, words, tallies, outcome, sources."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.kernel.languages import in_language, say
from ceasefire.terms.compare import compare
from ceasefire.terms.model import Claim, Document, Terms
from ceasefire.terms.open_points import open_points
from ceasefire.terms.render.document import Entry, Section, Table
from ceasefire.terms.words.comparison import comparison_in_words
from ceasefire.terms.words.sentences import sentence
from ceasefire.terms.words.windows import window_in_words


def versions(terms: Terms, lang: str) -> Section:
    """Where the parties hold different versions, field by field."""
    parts = {part.key: part for part in comparison_in_words(terms, compare(terms), lang)}
    told = parts["contested"].entries
    opening = (
        say("Of these parts the parties hold different versions; neither is preferred here.", lang) if told else ""
    )
    return Section(say("Where versions differ", lang), opening, tuple(Entry(each.head, each.lines) for each in told))


def open_questions(terms: Terms, lang: str) -> Section:
    """Everything that is not stated, still to be set, inferred, or told differently by different accounts."""
    told = tuple(Entry(sentence(why.in_words(lang))) for why in open_points(terms))
    return Section(say("What is not known or not stated", lang), entries=told)


def glossary(terms: Terms, lang: str) -> Section:
    """Words with an agreed meaning."""
    told = (Entry(word.replace("_", " "), (in_language(text, lang),)) for word, text in terms.glossary.items())
    return Section(say("Words with an agreed meaning", lang), entries=tuple(told))


def tallies(terms: Terms, lang: str) -> Section:
    """Published tallies side by side; there is no row of sums."""
    rows = tuple(row for claim in terms.claims for row in _rows(terms, claim, lang))
    if not rows:
        return Section("")
    opening = say(
        "Each figure is the claim of the one who published it, under that one's own rule; they cannot be added.", lang
    )
    columns = ("Published by", "About", "For the time", "What", "Number", "Unit", "Rule")
    return Section(say("Published tallies", lang), opening, table=Table(tuple(say(c, lang) for c in columns), rows))


def _rows(terms: Terms, claim: Claim, lang: str) -> Iterator[tuple[str, ...]]:
    when = "" if claim.window is None else "; ".join(window_in_words(terms, claim.window, lang))
    rule = claim.rule or say("not stated", lang)
    for what, n, approx, at_least, unit in claim.counts:
        number = f"{n:,}"
        if at_least:
            number = say("more than {n}", lang, n=number)
        elif approx:
            number = say("about {n}", lang, n=number)
        yield claim.by, claim.about or "", when, what.replace("_", " "), number, unit.replace("_", " "), rule


def outcome(terms: Terms, lang: str) -> Section:
    """What happened, as sources say; the terms themselves say nothing of it."""
    told = (Entry(_sourced(in_language(text, lang), source, lang)) for text, source in terms.outcome)
    return Section(say("What happened, as sources say", lang), entries=tuple(told))


def _sourced(text: str, source: str | None, lang: str) -> str:
    return (
        sentence(text) if source is None else say("{text} Source: {source}", lang, text=sentence(text), source=source)
    )


def not_held(terms: Terms, lang: str) -> Section:
    """Facts that no field of the format holds, and what has to be known before the file is used."""
    told = [Entry(sentence(in_language(each, lang))) for each in (*terms.caveats, *terms.not_expressed)]
    return Section(say("Also to be known", lang), entries=tuple(told))


def sources(terms: Terms, lang: str) -> Section:
    """Documents, addresses of sources, and numbers in other collections."""
    told = [Entry(_document(each, lang)) for each in terms.instrument.documents]
    told += [Entry(each) for each in terms.sources]
    told += [Entry(f"{name}: {', '.join(numbers)}") for name, numbers in terms.external_ids.items()]
    return Section(say("Documents and sources", lang), entries=tuple(told))


def _document(document: Document, lang: str) -> str:
    parts = [f"{document.key}: {document.title}"]
    if document.date:
        parts.append(document.date)
    if document.public is False:
        parts.append(say("not public", lang))
    if document.authentic:
        parts.append(say("authentic in {languages}", lang, languages=", ".join(document.authentic)))
    return ", ".join([*parts, *([document.url] if document.url else [])])
