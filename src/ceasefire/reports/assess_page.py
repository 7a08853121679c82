"""The page of an assessment: three answers and the harm beside them, then the way from the raw count to the answer."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from ceasefire.assessment import Assessment, Effect, Result
from ceasefire.assessment.results import Version
from ceasefire.kernel.languages import in_language, say
from ceasefire.reports.assess_words import (
    CHOSEN,
    CONDUCT,
    DEFINITIONS,
    FORM,
    OPINIONS,
    PURPOSE,
    SUMMARY,
    change_in_words,
)
from ceasefire.reports.view import (
    Amount,
    Bar,
    Cell,
    Conclusion,
    Item,
    Lane,
    PageView,
    Section,
    TableView,
    TimelineView,
)
from ceasefire.terms import Terms
from ceasefire.terms.render.background import harm_in_words
from ceasefire.terms.words.sentences import sentence

_DAYS_BESIDE = 3  # so many lengths of the window are drawn before and after it


def assess_page(terms: Terms, found: Assessment, reader: str, lang: str = "en") -> PageView:
    """Return the page of an assessment as this reader may see it; `terms` and `found` are already cut to that."""
    sections = (_in_short(terms, found, lang), *(part for each in found.results for part in _of_result(each, lang)))
    draft = say("A draft: no officer has released it. It finds no breach and names nobody.", lang)
    title = say("Assessment: {title}", lang, title=in_language(terms.title, lang) or terms.key)
    subtitle = say("Up to {on}; rules version {version}.", lang, on=found.on.isoformat(), version=found.rules.version)
    notices = (draft, *_unplaced(found, lang))
    return PageView(title, reader, sections, notices, terms.sources, lang, subtitle)


def _unplaced(found: Assessment, lang: str) -> Iterator[str]:
    if found.unplaced:
        told = "{n} reports with {deaths} deaths have no place or no day and stand in no count."
        yield say(told, lang, n=f"{found.unplaced:,}", deaths=f"{found.unplaced_deaths:,}")


def _in_short(terms: Terms, found: Assessment, lang: str) -> Section:
    answers = tuple(_answer(each, lang) for each in found.results)
    harm = tuple(harm_in_words(each, lang) for each in terms.harm)
    beside = harm or (say("The terms state no harm; that is not a finding that there was none.", lang),)
    suffered = Conclusion(say("What people suffered", lang), beside=beside)
    return Section(say("Three answers, and the harm beside them", lang), (*answers, suffered))


def _answer(result: Result, lang: str) -> Conclusion:
    whom = say("all parties", lang) if result.party is None else result.party
    head = f"{result.clause}, {whom}: {say(CONDUCT[result.conduct.answer], lang)}"
    beside = [say(FORM[result.form.answer], lang), say(PURPOSE[result.purpose.answer], lang)]
    if result.conduct.summary is not None:
        word = say(SUMMARY[result.conduct.summary], lang)
        beside.append(say("In one word, for the conduct alone: {word}.", lang, word=word))
    told = (*result.conduct.reasons, *result.reasons)
    if result.main is not None:
        told = (*told, *result.main.effect.reasons, *result.main.stretch.reasons)
    reasons = dict.fromkeys(sentence(why.in_words(lang)) for why in told)
    more = dict.fromkeys(sentence(why.in_words(lang)) for why in (*result.form.reasons, *result.purpose.reasons))
    return Conclusion(head, tuple(reasons), beside=tuple(beside), more=tuple(more))


def _of_result(result: Result, lang: str) -> Iterator[Section]:
    main = result.main
    if main is None:
        return
    whom = "" if result.party is None else f", {result.party}"
    items: list[Item] = [_waterfall(main, lang), *_opinions(main, lang), _days(main, lang), *_versions(result, lang)]
    if result.displacement:
        items.append(_elsewhere(result, lang))
    if result.definitions:
        items.append(_definitions(result, lang))
    yield Section(
        say("{clause}{whom}: from the raw count to the answer", lang, clause=result.clause, whom=whom), tuple(items)
    )


def _waterfall(version: Version, lang: str) -> TableView:
    """Every step from the raw count to the answer: a bar and a sentence."""
    effect, seen = version.effect, version.seen
    before = int(seen.events[seen.before].sum())
    steps = [
        (say("as many days before", lang), float(before), say("What was counted just before the start.", lang)),
        (say("in these days", lang), float(effect.observed), _naive(effect, lang)),
    ]
    if math.isfinite(effect.expected):
        expected = say("What comparable windows come to: the run-up is in it.", lang)
        steps.append((say("to be expected", lang), effect.expected, expected))
        low, high = (_counted(effect, end) for end in effect.interval)
        lowest = say("The expected count after the lowest change that the placebo windows do not rule out.", lang)
        steps.append((say("with the lowest change", lang), low, lowest))
        if math.isfinite(high):
            highest = say("The expected count after the highest change that they do not rule out.", lang)
            steps.append((say("with the highest change", lang), high, highest))
    most = max((amount for _, amount, _ in steps), default=0.0) or 1.0
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, Amount(f"{amount:,.1f}".removesuffix(".0"), amount / most), told) for name, amount, told in steps
    )
    note = sentence("; ".join(why.in_words(lang) for why in effect.reasons))
    columns = (say("step", lang), say("reports", lang), say("what it says", lang))
    return TableView(say("From the raw count to the answer", lang), columns, rows, frozenset({1}), note)


def _naive(effect: Effect, lang: str) -> str:
    if not math.isfinite(effect.naive_log_ratio):
        return say("What was counted.", lang)
    change = f"{100 * math.expm1(effect.naive_log_ratio):+.0f} %"
    return say("{change} against the days before, not corrected for the run-up.", lang, change=change)


def _counted(effect: Effect, per_cent: float) -> float:
    return effect.expected * (1 + per_cent / 100)


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
    note = say("They decide nothing. Where they differ from the answer above, it is mostly the run-up.", lang)
    caption = say("Second opinions, each with what it assumes", lang)
    yield TableView(caption, words, rows, frozenset({1}), note).without_empty_columns()


def _days(version: Version, lang: str) -> TimelineView:
    """Counts day by day round the window, the window, what was watched, and the day of a proven return."""
    seen = version.seen
    reach = _DAYS_BESIDE * seen.length
    first, last = max(0, seen.start - reach), min(seen.days.count, seen.start + seen.length + reach)
    starts = seen.days.starts()
    most = max(int(seen.events[first:last].max()), 1)

    def bar(day: int, n: int, share: float, slot: int) -> Bar:
        return Bar(int(starts[day]), int(starts[day + 1]), f"{seen.days.day(day)}: {n}", "event", slot, level=share)

    counted = tuple(
        bar(day, int(seen.events[day]), int(seen.events[day]) / most, 4)
        for day in range(first, last)
        if seen.events[day]
    )
    span = int(starts[seen.start]), int(starts[seen.start + seen.length])
    lanes = [
        Lane(say("reports; {n} on the fullest day", lang, n=most), counted),
        Lane(say("assessed days", lang), (Bar(*span, say("assessed days", lang), "sure", 0),)),
    ]
    if seen.watched is not None:
        watched = (day for day in range(seen.start, seen.start + seen.length) if seen.watched[day] > 0)
        shares = tuple(bar(day, round(100 * float(seen.watched[day])), float(seen.watched[day]), 2) for day in watched)
        lanes.append(Lane(say("watched, per cent of the area and day", lang), shares))
    if version.conduct.broke_on is not None:
        day = seen.start + version.conduct.broke_on
        mark = Bar(
            int(starts[day]), int(starts[day + 1]), say("return proven", lang), "sure", 3, say("return proven", lang)
        )
        lanes.append(Lane(say("return", lang), (mark,)))
    caption = say("Reports by the day on which they began.", lang)
    return TimelineView(caption, tuple(lanes), seen.days.zone, span=(int(starts[first]), int(starts[last])))


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
            say(each.answer.replace("_", " "), lang),
            _value(each.value, lang),
            say(CHOSEN[each.chosen], lang),
        )
        for each in result.definitions
    )
    columns = tuple(say(each, lang) for each in ("definition", "answer", "value", "chosen"))
    note = say("Somebody can always find a definition that fits; only one fixed before the start can lead.", lang)
    return TableView(say("What other definitions would say", lang), columns, rows, frozenset(), note)


def _value(value: object, lang: str) -> str:
    if value is None or value == []:
        return say("none", lang)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
