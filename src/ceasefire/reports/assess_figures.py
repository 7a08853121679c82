"""The figures of an assessment: the way to the answer, two comparisons side by side, the placebo windows, the days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from ceasefire.assessment import Assessment, Effect
from ceasefire.assessment.columns import Ints
from ceasefire.assessment.results import Version
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.tally import LEFT_OUT
from ceasefire.kernel.deaths import Deaths
from ceasefire.kernel.languages import mark, say
from ceasefire.reports.colours import NEUTRAL
from ceasefire.reports.figure_views import Range, RangesView, SpreadView, Step, WaterfallView
from ceasefire.reports.quiet_words import conduct_sentence
from ceasefire.reports.view import Bar, Figure, Lane, TimelineView
from ceasefire.terms.words.sentences import sentence

_DAYS_BESIDE: Final = 3  # so many lengths of the window are drawn before and after it
_NAMES: Final = {
    "no_place_or_day": mark("no place or day"),
    "other_acts": mark("other acts"),
    "other_parties": mark("not by this party"),
    "outside_the_area": mark("outside the area"),
    "other_days": mark("other days"),
}


def figures_of(found: Assessment, version: Version, lang: str) -> dict[str, Figure]:
    """Return every figure of a version by its name, in the order in which a page shows them."""
    placebos = placebo_picture(version, lang)
    return {
        "waterfall": waterfall(found, version, lang),
        "side-by-side": side_by_side(version, lang),
        **({} if placebos is None else {"placebos": placebos}),
        "days": days(version, lang),
    }


def waterfall(found: Assessment, version: Version, lang: str) -> WaterfallView:
    """Return the way from every row that was read to the answer: each bar a sentence."""
    steps = (*_to_the_count(found, version, lang), *_to_the_answer(version, lang))
    caption = say(
        "From the raw count to the answer. The bars down to the counted reports share one scale, those below another.",
        lang,
    )
    return WaterfallView(caption, steps)


def _to_the_count(found: Assessment, version: Version, lang: str) -> Iterator[Step]:
    *left_out, counted = version.tally
    rows = [each.rows for each in found.set_aside] + [each.reports for each in version.tally]
    deaths = [each.told for each in found.set_aside] + [each.deaths for each in version.tally]
    at = sum(rows)
    told = say("{n} rows were read, with {deaths} deaths.", lang, **_both(at, sum(deaths, Deaths(0)), lang))
    yield Step(say("rows read", lang), f"{at:,}", 0.0, at, "whole", told)
    for aside in found.set_aside:
        at -= aside.rows
        both = _both(aside.rows, aside.told, lang)
        why = say("{n} rows with {deaths} deaths were set aside: {why}", lang, why=say(aside.why, lang), **both)
        yield Step(say("set aside", lang), _minus(aside.rows), at, at + aside.rows, "left_out", why)
    for each in left_out:
        if each.reports:
            at -= each.reports
            what = say(LEFT_OUT[each.name], lang)
            both = _both(each.reports, each.deaths, lang)
            told = say("{n} reports with {deaths} deaths {what}.", lang, what=what, **both)
            name = say(_NAMES[each.name], lang)
            yield Step(name, _minus(each.reports), at, at + each.reports, "left_out", told)
    words = "{n} reports with {deaths} deaths are counted: they began in the area on the {days} assessed days."
    told = say(words, lang, days=version.seen.length, **_both(counted.reports, counted.deaths, lang))
    yield Step(say("counted", lang), f"{counted.reports:,}", 0.0, counted.reports, "kept", told)


def _both(rows: int, deaths: Deaths, lang: str) -> dict[str, str]:
    return {"n": f"{rows:,}", "deaths": deaths.in_words(lang)}


def _minus(n: int) -> str:
    return f"\N{MINUS SIGN}{n:,}"


def _to_the_answer(version: Version, lang: str) -> Iterator[Step]:
    effect, seen = version.effect, version.seen
    before = int(seen.events[seen.before].sum())
    days = say("as many days before", lang)
    yield Step(days, f"{before:,}", 0.0, before, "whole", say("What was counted just before the start.", lang), 1)
    yield Step(say("counted", lang), f"{effect.observed:,}", 0.0, effect.observed, "kept", _naive(effect, lang), 1)
    if math.isfinite(effect.expected):
        told = say("What comparable windows come to: the run-up is in it.", lang)
        figure = _rounded(effect.expected)
        yield Step(say("to be expected", lang), figure, 0.0, effect.expected, "expected", told, 1)
        yield _not_ruled_out(effect, lang)
    yield Step(say("answer", lang), "", 0.0, 0.0, "answer", conduct_sentence(version.conduct, lang), 1)


def _not_ruled_out(effect: Effect, lang: str) -> Step:
    low, high = (effect.expected * (1 + end / 100) for end in effect.interval)
    shown = [_rounded(end) if math.isfinite(end) else say("any number", lang) for end in (low, high)]
    words = "So many would be expected after a change from {low} to {high}; none between them is ruled out."
    told = say(words, lang, low=per_cent(effect.interval[0], lang), high=per_cent(effect.interval[1], lang))
    figure = say("{low} to {high}", lang, low=shown[0], high=shown[1])
    end = high if math.isfinite(high) else max(2 * effect.expected, effect.observed, 1.0)
    return Step(say("not ruled out", lang), figure, low, end, "expected", told, 1)


def _rounded(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 10 else f"{amount:.1f}".removesuffix(".0")


def per_cent(change: float, lang: str) -> str:
    """Return a change in per cent with its sign; in words where nothing limits it or nobody can tell."""
    if math.isnan(change):
        return say("cannot tell", lang)
    return say("no limit", lang) if math.isinf(change) else f"{change:+.0f}\N{NO-BREAK SPACE}%"


def _naive(effect: Effect, lang: str) -> str:
    if not math.isfinite(effect.naive_log_ratio):
        return say("What was counted; nothing before the start is on record.", lang)
    change = per_cent(100 * math.expm1(effect.naive_log_ratio), lang)
    return say("{change} against the days before, not corrected for run-up.", lang, change=change)


def side_by_side(version: Version, lang: str) -> RangesView:
    """Return the comparison that is not corrected for run-up beside the one that is."""
    effect = version.effect
    naive = 100 * math.expm1(effect.naive_log_ratio)
    words = "{change} against as many days before. Falls like that come without a ceasefire too: do not rely on it."
    told = say(words, lang, change=per_cent(naive, lang))
    doubtful = Range(
        say("not corrected for run-up", lang),
        per_cent(naive, lang),
        effect.naive_log_ratio,
        None,
        told,
        is_doubtful=True,
    )
    caption = say("The change, not corrected and corrected; half and twice as many lie equally far from none.", lang)
    return RangesView(caption, (doubtful, _corrected(effect, lang)))


def _corrected(effect: Effect, lang: str) -> Range:
    name = say("corrected for run-up", lang)
    if not math.isfinite(effect.log_ratio):
        why = effect.reasons[0].in_words(lang) if effect.reasons else ""
        return Range(name, say("cannot tell", lang), math.nan, None, sentence(why))
    low, high = (math.log1p(end / 100) if end > -100 else -math.inf for end in effect.interval)
    words = "{change} against comparable windows; anything from {low} to {high} would fit."
    ends = {"low": per_cent(effect.interval[0], lang), "high": per_cent(effect.interval[1], lang)}
    told = say(words, lang, change=per_cent(effect.per_cent, lang), **ends)
    return Range(name, per_cent(effect.per_cent, lang), effect.log_ratio, (low, high), told)


def placebo_picture(version: Version, lang: str) -> SpreadView | None:
    """Return the assessed window among its placebo windows; None where nothing was compared."""
    comparison = None if version.estimate is None else version.estimate.comparison
    if comparison is None:
        return None
    n, low = len(comparison), int(comparison.is_as_low.sum())
    quarter, three = (per_cent(100 * math.expm1(end), lang) for end in np.quantile(comparison.residuals, (0.25, 0.75)))
    words = (
        "{n} comparable windows without a known ceasefire, by how far each came from what was foretold of it; the "
        "middle half from {quarter} to {three}. Dark: as low as the assessed one or lower."
    )
    caption = say(words, lang, n=f"{n:,}", quarter=quarter, three=three)
    change = per_cent(100 * math.expm1(comparison.log_ratio), lang)
    told = "assessed window, {change}: {low} of {n} came as low or lower, a share of {share}"
    share = f"{comparison.p_fall:.2g}"
    marked = say(told, lang, change=change, low=f"{low:,}", n=f"{n:,}", share=share)
    return SpreadView(
        caption,
        tuple(comparison.residuals.tolist()),
        tuple(comparison.is_as_low.tolist()),
        comparison.log_ratio,
        marked,
    )


def days(version: Version, lang: str) -> TimelineView:
    """Return counts day by day round the window, the window, what was watched, and the day of a proven return."""
    seen = version.seen
    reach = _DAYS_BESIDE * seen.length
    first, last = max(0, seen.start - reach), min(seen.days.count, seen.start + seen.length + reach)
    starts = seen.days.starts()
    most = max(int(seen.events[first:last].max()), 1)
    counted = tuple(
        _day(seen, starts, day, (f"{int(seen.events[day])}", int(seen.events[day]) / most, 4))
        for day in range(first, last)
        if seen.events[day]
    )
    span = int(starts[seen.start]), int(starts[seen.start + seen.length])
    lanes = [
        Lane(say("reports; {n} on the fullest day", lang, n=most), counted),
        Lane(say("assessed days", lang), (Bar(*span, say("assessed days", lang), "sure", 0),)),
        *_watched(seen, starts, lang),
        *_return(version, starts, lang),
    ]
    caption = say("Reports by the day on which they began.", lang)
    if seen.watched is not None:
        words = "{share:.0%} of the area and the assessed days was watched; hatched days nobody watched."
        caption = f"{caption} {say(words, lang, share=seen.coverage)}"
    return TimelineView(caption, tuple(lanes), seen.days.zone, span=(int(starts[first]), int(starts[last])))


def _day(seen: Seen, starts: Ints, day: int, told: tuple[str, float, int]) -> Bar:
    """The bar of one day: what it says, how high it is, and its slot."""
    what, level, slot = told
    return Bar(int(starts[day]), int(starts[day + 1]), f"{seen.days.day(day)}: {what}", "event", slot, level=level)


def _watched(seen: Seen, starts: Ints, lang: str) -> Iterator[Lane]:
    """The coverage strip: the watched share of each day, from as many days before the start to the last one."""
    if seen.watched is None:
        return
    bars = []
    for day in range(seen.before.start, seen.during.stop):
        share = float(seen.watched[day])
        if share > 0:
            bars.append(_day(seen, starts, day, (f"{share:.0%}", min(share, 1.0), 2)))
        else:
            told = say("nobody watched", lang)
            bars.append(Bar(int(starts[day]), int(starts[day + 1]), f"{seen.days.day(day)}: {told}", "maybe", NEUTRAL))
    yield Lane(say("watched, per cent of the area and day", lang), tuple(bars))


def _return(version: Version, starts: Ints, lang: str) -> Iterator[Lane]:
    if version.conduct.broke_on is None:
        return
    day, told = version.seen.start + version.conduct.broke_on, say("return proven", lang)
    yield Lane(say("return", lang), (Bar(int(starts[day]), int(starts[day + 1]), told, "sure", 3, told),))
