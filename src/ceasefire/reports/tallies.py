"""Claims of several publishers side by side: each in its unit and under its rule, and never added."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from ceasefire.kernel.languages import in_language, mark, say
from ceasefire.reports.view import Amount, Cell, Section, TableView
from ceasefire.terms import Terms
from ceasefire.terms.meaning import window_when
from ceasefire.terms.words.claims import Figure, figures
from ceasefire.terms.words.sentences import sentence

COLUMNS: Final = (
    mark("published by"), mark("about"), mark("for the time"), mark("what"), mark("number"), mark("unit"),
    mark("rule"), mark("source"),
)  # fmt: skip
Scale = tuple[str, str, float | None]


def tallies_section(terms: Terms, lang: str = "en") -> tuple[Section, ...]:
    """Return the section of published tallies; none when nobody published any.

    A small bar compares figures of one rule, one unit and an equal length of time, and no others:
    another rule or unit counts something else.
    """
    every = sorted(figures(terms, lang), key=lambda each: each.by)
    if not every:
        return ()
    most = _most(terms, every)
    rows = tuple(_row(terms, each, most.get(_scale(terms, each)), lang) for each in every)
    columns = tuple(say(column, lang) for column in COLUMNS)
    note = say(
        "Bars compare only figures of one rule, one unit and an equal length of time. There is no row of sums.", lang
    )
    table = TableView(say("Tallies as their publishers gave them", lang), columns, rows, frozenset({4}), note)
    return (
        Section(
            say("What others counted", lang),
            (*_sentences(every, lang), table.without_empty_columns(), *_texts(terms, lang)),
        ),
    )


def _texts(terms: Terms, lang: str) -> tuple[str, ...]:
    """What publishers said beside their numbers."""
    told = (claim for claim in sorted(terms.claims, key=lambda each: each.by) if claim.text)
    return tuple(sentence(f"{claim.by}: {in_language(claim.text, lang)}") for claim in told)


def _sentences(every: list[Figure], lang: str) -> tuple[str, ...]:
    never = say(
        "Each figure is the claim of the one who published it, under that one's own rule. They stand side by side "
        "and are never added.",
        lang,
    )
    differ = [_differ(mark("The units differ: {values}."), {each.unit for each in every}, lang)]
    differ.append(_differ(mark("The counting rules differ: {values}."), {each.rule for each in every}, lang))
    return (never, *(told for told in differ if told))


def _differ(pattern: str, values: set[str], lang: str) -> str:
    return say(pattern, lang, values=", ".join(sorted(values))) if len(values) > 1 else ""


def _scale(terms: Terms, figure: Figure) -> Scale | None:
    """What makes figures comparable: a stated rule, the unit, and hours of time; None without a rule."""
    window = figure.claim.window
    if figure.claim.rule is None:
        return None
    hours = None if window is None else round(window_when(terms, window).maybe.hours(), 3)
    return figure.claim.rule, figure.unit, hours


def _most(terms: Terms, every: list[Figure]) -> dict[Scale | None, int]:
    """The greatest figure of each scale that has several."""
    found: dict[Scale, list[int]] = defaultdict(list)
    for each in every:
        scale = _scale(terms, each)
        if scale is not None:
            found[scale].append(each.n)
    return {scale: max(numbers) for scale, numbers in found.items() if len(numbers) > 1}


def _row(terms: Terms, figure: Figure, most: int | None, lang: str) -> tuple[Cell, ...]:
    number: Cell = Amount(figure.number, figure.n / most) if most else figure.number
    window = terms.windows.get(figure.claim.window or "")
    when = in_language(window.label, lang) if window is not None and window.label else figure.when
    return figure.by, figure.about, when, figure.what, number, figure.unit, figure.rule, figure.claim.source or ""
