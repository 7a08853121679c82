"""Sections on what surrounds the promises: versions, open questions, words, tallies, outcome, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceasefire.kernel.languages import in_language, mark, say
from ceasefire.terms.compare import compare
from ceasefire.terms.model import Claim, Document, Harm, Terms
from ceasefire.terms.open_points import open_points
from ceasefire.terms.render.document import Entry, Section, Table
from ceasefire.terms.words.acts import listed
from ceasefire.terms.words.claims import figures, number_in_words
from ceasefire.terms.words.comparison import comparison_in_words
from ceasefire.terms.words.once import told_once
from ceasefire.terms.words.sentences import sentence


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
    told = tuple(Entry(each) for each in told_once(open_points(terms), lang))
    return Section(say("What is not known or not stated", lang), entries=told)


def glossary(terms: Terms, lang: str) -> Section:
    """Words with an agreed meaning."""
    told = (Entry(word.replace("_", " "), (in_language(text, lang),)) for word, text in terms.glossary.items())
    return Section(say("Words with an agreed meaning", lang), entries=tuple(told))


def tallies(terms: Terms, lang: str) -> Section:
    """Published tallies side by side; there is no row of sums."""
    rows = tuple(
        (each.by, each.about, each.when, each.what, each.number, each.unit, each.rule) for each in figures(terms, lang)
    )
    if not rows:
        return Section("")
    opening = say(
        "Each figure is the claim of the one who published it, under that one's own rule; they cannot be added.", lang
    )
    columns = ("Published by", "About", "For the time", "What", "Number", "Unit", "Rule")
    told = tuple(Entry(each) for claim in terms.claims for each in _about(claim, lang))
    return Section(
        say("Published tallies", lang), opening, told, table=Table(tuple(say(c, lang) for c in columns), rows)
    )


def _about(claim: Claim, lang: str) -> Iterator[str]:
    """What a claim says beside its numbers, and where it was published."""
    if claim.text:
        who = " → ".join(each for each in (claim.by, claim.about) if each)
        yield _sourced(f"{who}: {in_language(claim.text, lang)}", claim.source, lang)
    elif claim.source:
        yield say("Published by {by}: {source}", lang, by=claim.by, source=claim.source)


def outcome(terms: Terms, lang: str) -> Section:
    """What happened, as sources say; the terms themselves say nothing of it."""
    told = (Entry(_sourced(in_language(text, lang), source, lang)) for text, source in terms.outcome)
    return Section(say("What happened, as sources say", lang), entries=tuple(told))


_HARM: Final = {
    "killed": mark("Killed: {text}"),
    "hurt": mark("Hurt: {text}"),
    "detained": mark("Detained: {text}"),
    "displaced": mark("Displaced: {text}"),
    "siege_as_price": mark("A siege was the price: {text}"),
    "other": mark("{text}"),
}


def harm(terms: Terms, lang: str) -> Section:
    """What people suffered in its course, as sources say; it stands beside every answer on whether it held."""
    told = (Entry(_sourced(harm_in_words(each, lang), each.source, lang)) for each in terms.harm)
    return Section(say("What people suffered, as sources say", lang), entries=tuple(told))


def harm_in_words(harm: Harm, lang: str) -> str:
    """Return one harm as a sentence."""
    text = say(_HARM[harm.kind], lang, text=in_language(harm.text, lang))
    if harm.n is None:
        return sentence(text)
    people = number_in_words(harm.n, lang, approx=harm.approx, at_least=harm.lower_bound)
    return sentence(say("{text} ({n} people)", lang, text=text, n=people))


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
    if document.signed_by:
        parts.append(say("signed by {who}", lang, who=listed(document.signed_by, lang)))
    if document.public is False:
        parts.append(say("not public", lang))
    if document.authentic:
        parts.append(say("authentic in {languages}", lang, languages=", ".join(document.authentic)))
    return ", ".join([*parts, *([document.url] if document.url else [])])
