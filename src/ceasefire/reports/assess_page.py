"""The page of an assessment: three answers and the harm beside them, then the way from the raw count to the answer."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ceasefire.assessment import Assessment, Effect, Result
from ceasefire.assessment.found import Definition
from ceasefire.assessment.release import Release
from ceasefire.assessment.results import Version
from ceasefire.kernel.languages import in_language, say
from ceasefire.reports.assess_figures import figures_of
from ceasefire.reports.assess_words import (
    CHOSEN,
    DEFINITIONS,
    FORM,
    OPINIONS,
    PURPOSE,
    SUMMARY,
    change_in_words,
)
from ceasefire.reports.definition_words import answer_in_words, value_in_words
from ceasefire.reports.quiet_words import conduct_sentence
from ceasefire.reports.view import (
    Conclusion,
    Item,
    PageView,
    Section,
    TableView,
)
from ceasefire.terms import Terms
from ceasefire.terms.render.background import harm_in_words
from ceasefire.terms.words.sentences import sentence


def assess_page(
    terms: Terms, found: Assessment, reader: str, lang: str = "en", release: Release | None = None
) -> PageView:
    """Return the page of an assessment as this reader may see it; `terms` and `found` are already cut to that."""
    sections = (
        _in_short(terms, found, lang),
        *(part for each in found.results for part in _of_result(found, each, lang)),
    )
    title = say("Assessment: {title}", lang, title=title_of(terms, lang))
    subtitle = say("Up to {on}; rules version {version}.", lang, on=found.on.isoformat(), version=found.rules.version)
    notices = (*_released(release, lang), *_unplaced(found, lang))
    return PageView(title, reader, sections, notices, terms.sources, lang, subtitle)


def title_of(terms: Terms, lang: str) -> str:
    """Return the title of the arrangement, or its key where it has none."""
    return in_language(terms.title, lang) or terms.key


def standing(terms: Terms, found: Assessment, lang: str = "en", release: Release | None = None) -> str:
    """Return what stands on every sheet and in every figure that is copied out: of what it is, and who released it."""
    values = {"title": title_of(terms, lang), "version": found.rules.version}
    if release is None:
        return say("{title}. A draft until a named officer releases it. Rules version {version}.", lang, **values)
    words = "{title}. Released by {by}, {office}, on {on}. Rules version {version}."
    return say(words, lang, by=release.by, office=release.office, on=release.on.isoformat(), **values)


def _released(release: Release | None, lang: str) -> Iterator[str]:
    """Who released it, and every dissent; a draft says that nobody has."""
    if release is None:
        yield say("A draft: no officer has released it. It finds no breach and names nobody.", lang)
        return
    words = "Released by {by}, {office}, on {on}. It finds no breach and names nobody as the author of one."
    yield say(words, lang, by=release.by, office=release.office, on=release.on.isoformat())
    for each in release.dissent:
        yield say("Dissent: {text}", lang, text=each)


def _unplaced(found: Assessment, lang: str) -> Iterator[str]:
    if found.unplaced:
        told = "{n} reports with {deaths} deaths have no place or no day and stand in no count."
        yield say(told, lang, n=f"{found.unplaced:,}", deaths=found.unplaced_deaths.in_words(lang))


def _in_short(terms: Terms, found: Assessment, lang: str) -> Section:
    answers = tuple(_answer(each, lang) for each in found.results)
    harm = tuple(harm_in_words(each, lang) for each in terms.harm)
    beside = harm or (say("The terms state no harm; that is not a finding that there was none.", lang),)
    suffered = Conclusion(say("What people suffered", lang), beside=beside)
    return Section(say("Three answers, and the harm beside them", lang), (*answers, suffered))


def _answer(result: Result, lang: str) -> Conclusion:
    whom = say("all parties", lang) if result.party is None else result.party
    clause = result.clause or say("the whole text", lang)
    head = f"{clause}, {whom}: {conduct_sentence(result.conduct, lang)}"
    on_paper = say(FORM[result.form.answer], lang)
    if result.party is not None:
        on_paper = say("What {party} itself took on: {form}", lang, party=result.party, form=on_paper)
    beside = [on_paper, say(PURPOSE[result.purpose.answer], lang)]
    if result.conduct.summary is not None:
        word = say(SUMMARY[result.conduct.summary], lang)
        said = "In one word, for the conduct alone: {word}."
        if result.conduct.part == "first_days":
            said = "In one word, for the conduct of its first days alone: {word}."
        beside.append(say(said, lang, word=word))
    told = (*result.conduct.reasons, *result.reasons)
    if result.main is not None:
        told = (*told, *result.main.effect.reasons, *result.main.stretch.reasons)
    reasons = dict.fromkeys(sentence(why.in_words(lang)) for why in told)
    more = dict.fromkeys(sentence(why.in_words(lang)) for why in (*result.form.reasons, *result.purpose.reasons))
    return Conclusion(head, tuple(reasons), beside=tuple(beside), more=tuple(more))


def _of_result(found: Assessment, result: Result, lang: str) -> Iterator[Section]:
    main = result.main
    if main is None:
        return
    whom = "" if result.party is None else f", {result.party}"
    items: list[Item] = [
        *figures_of(found, main, lang).values(),
        *_opinions(main, lang),
        _changes(result, lang),
        *_versions(result, lang),
    ]
    if result.displacement:
        items.append(_elsewhere(result, lang))
    if result.definitions:
        items.append(_definitions(result, lang))
    yield Section(
        say("{clause}{whom}: from the raw count to the answer", lang, clause=result.clause, whom=whom), tuple(items)
    )


def _opinions(version: Version, lang: str) -> Iterator[TableView]:
    if not version.opinions:
        return
    rows = tuple(
        (
            say(OPINIONS[each.way], lang),
            *change_in_words(each, lang),
            say(each.assumes, lang),
            "; ".join(why.in_words(lang) for why in each.reasons),
        )
        for each in version.opinions
    )
    columns = ("way", "change, %", "90 % interval", "what it assumes", "note")
    words = tuple(say(each, lang) for each in columns)
    note = say("They decide nothing. Where they differ from the answer above, ask which assumption fails.", lang)
    caption = say("Second opinions, each with what it assumes", lang)
    yield TableView(caption, words, rows, frozenset({1}), note).without_empty_columns()


def _changes(result: Result, lang: str) -> TableView | str:
    """What was changed alone, and the answer that the question then has."""
    if not result.changes:
        return say("What would change the answer was not asked: nothing was compared, so nothing can be varied.", lang)
    rows = tuple(
        (
            sentence(each.why.in_words(lang)),
            "" if each.answer is None else say(each.answer.replace("_", " "), lang),
            say("yes", lang) if each.is_other else say("no", lang),
        )
        for each in result.changes
    )
    columns = tuple(say(each, lang) for each in ("one thing changed", "answer then", "changes the answer"))
    note = say("Each line was really asked again, with everything else as it was.", lang)
    return TableView(say("What would change the answer", lang), columns, rows, note=note)


def _versions(result: Result, lang: str) -> Iterator[TableView]:
    if len(result.versions) < 2:
        return
    rows = tuple(
        (
            each.stretch.said_by or say("common to all", lang),
            each.seen.day(0).isoformat(),
            str(each.stretch.length),
            *_figures(each.effect, lang),
        )
        for each in result.versions
    )
    columns = ("said by", "first day", "days", "answer", "counted", "to be expected", "p of a fall")
    note = say("Every stated start and end is asked the same question: picking one would take a side.", lang)
    words = tuple(say(each, lang) for each in columns)
    yield TableView(say("Every stated start and end", lang), words, rows, frozenset({2, 4, 5, 6}), note)


def _figures(effect: Effect, lang: str) -> tuple[str, str, str, str]:
    told = say(effect.answer.replace("_", " "), lang)
    return told, str(effect.observed), _number(effect.expected, lang), _number(effect.p_value, lang)


def _number(value: float, lang: str) -> str:
    return f"{value:,.3g}" if math.isfinite(value) else say("cannot tell", lang)


def _elsewhere(result: Result, lang: str) -> TableView:
    rows = tuple(
        (
            say(each.where, lang),
            say(each.answer.replace("_", " "), lang),
            *_figures(each.effect, lang)[1:3],
            _number(each.p_holm, lang),
            "; ".join(why.in_words(lang) for why in each.reasons),
        )
        for each in result.displacement
    )
    columns = ("where", "answer", "counted", "to be expected", "p, corrected for many looks", "note")
    note = say("Violence may have moved there; calm may have spread there too.", lang)
    words = tuple(say(each, lang) for each in columns)
    return TableView(say("Elsewhere, other acts, and later", lang), words, rows, frozenset({2, 3, 4}), note)


def _definitions(result: Result, lang: str) -> TableView:
    rows = tuple(
        (
            say(DEFINITIONS[each.name], lang),
            answer_in_words(each.answer, lang),
            _figure_of(each, lang),
            say(CHOSEN[each.chosen], lang),
            "; ".join(why.in_words(lang) for why in each.reasons),
        )
        for each in result.definitions
    )
    columns = tuple(say(each, lang) for each in ("definition", "answer", "value", "chosen", "why"))
    note = say("Somebody can always find a definition that fits; only one fixed before the start can lead.", lang)
    caption = say("What other definitions would say", lang)
    return TableView(caption, columns, rows, frozenset(), note).without_empty_columns()


def _figure_of(definition: Definition, lang: str) -> str:
    """The value in words; where nothing can be told no value reads as a zero."""
    if definition.answer == "cannot_tell" and definition.value is None:
        return say("not known", lang)
    return value_in_words(definition.name, definition.value, lang)
