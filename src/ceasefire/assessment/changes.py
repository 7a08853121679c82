"""What would change the answer: one thing changed at a time, everything else kept, and the question asked again.

Nothing here is a guess: a line stands only where the question was really asked again with that change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ceasefire.assessment.breaks import broke_on
from ceasefire.assessment.columns import Columns
from ceasefire.assessment.conduct import Conduct, ConductAnswer, conduct
from ceasefire.assessment.effect import Answer, Effect
from ceasefire.assessment.estimate import Estimate
from ceasefire.assessment.in_window import InWindow
from ceasefire.assessment.quiet import CODE as QUIET_ELSEWHERE
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.surroundings import Chosen, surroundings
from ceasefire.assessment.watched import exposure_until
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

if TYPE_CHECKING:
    from ceasefire.assessment.results import Version

_TIMES: Final = (2, 3, 4, 6)  # as long a window is tried
_MOST: Final = 1_000_000  # reports: beyond, nothing is looked for


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed, the answer that the question then has, and whether that is another one.

    `answer` is the conduct; for another number of reports that of the effect, since conduct hangs on their days too;
    None where what was asked is how often a large change would be found. `of_watching` marks what shows how much
    was watched.
    """

    varied: str
    answer: ConductAnswer | Answer | None
    is_other: bool
    why: Reason
    of_watching: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {
            "varied": self.varied,
            "answer": self.answer,
            "changes_the_answer": self.is_other,
            "reason": self.why.to_json(),
        }


def what_would_change(versions: Sequence[Version], columns: Columns, setting: Setting) -> tuple[Change, ...]:
    """Return what was tried on the first of the versions; `columns` are the reports that its clause counts."""
    main = versions[0]
    found = [*_by_watching(main, setting), *_by_version(versions)]
    if main.estimate is not None and main.estimate.comparison is not None:
        found = [*_by_count(main, main.estimate), *_by_length(main, setting), *found]
        found += [*_without_the_largest_place(main, columns, setting), *_by_history_alone(main, setting)]
    return tuple(found)


def _by_count(main: Version, estimate: Estimate) -> Iterator[Change]:
    """The counts at which a fall, and a rise, begin to be shown, or quiet ends."""
    seen, now = estimate.effect.observed, estimate.effect.answer

    def is_answered(answer: Answer) -> Callable[[int], bool]:
        return lambda count: estimate.had_been(count).answer == answer

    def is_no_fall(count: int) -> bool:
        return not is_answered("fell")(count)

    def change(varied: str, count: int, code: str, why: str) -> Change:
        answer = estimate.had_been(count).answer
        return Change(varied, answer, answer != now, reason(code, why, count=count, seen=seen))

    if main.conduct.answer == "quiet":
        told = reason("quiet_ends_at", mark("with a single report it would no longer be quiet"))
        yield Change("more_reports", estimate.had_been(1).answer, is_other=True, why=told)
    elif now == "fell":
        ends = _first(is_no_fall, seen)
        if ends is not None:
            why = mark("with {count} reports or more in place of {seen} no fall would be shown")
            yield change("more_reports", ends, "fall_ends_at", why)
    elif is_no_fall(0):
        why = mark(
            "even without a single report no fall would be shown: too little was to be expected, or to compare with"
        )
        yield Change("fewer_reports", None, is_other=False, why=reason("no_count_is_a_fall", why))
    else:
        why = mark("with {count} reports or fewer in place of {seen} a fall would be shown")
        yield change("fewer_reports", (_first(is_no_fall, 0) or 1) - 1, "fall_begins_at", why)
    least = None if now == "rose" else _first(is_answered("rose"), seen)
    if least is not None:
        why = mark("with {count} reports or more in place of {seen} a rise would be shown")
        yield change("more_reports", least, "rise_begins_at", why)


def _first(holds: Callable[[int], bool], at: int) -> int | None:
    """The first count from `at` on for which it holds; it holds for all above too. None where none is found."""
    low, high = at, max(2 * at, 8)
    while not holds(high):
        low, high = high, 2 * high
        if high > _MOST:
            return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _by_length(main: Version, setting: Setting) -> Iterator[Change]:
    """From which length on a large fall would be found often enough: told of windows, whatever followed this one."""
    rules, stretch = setting.rules, main.stretch
    power = main.effect.power.get(rules.large_change, float("nan"))
    if main.effect.answer != "cannot_tell" or not power < rules.power_needed:
        return
    longest, values = stretch.length, {"change": round(100 * rules.large_change), "days": stretch.length}
    for times in _TIMES:
        longer = replace(stretch, length=stretch.length * times)
        if longer.start + longer.length > main.seen.days.count:
            break
        longest = longer.length
        counts = np.vstack([main.seen.events, main.around.others])
        exposure = exposure_until(main.exposure, counts, longer.start + longer.length)
        found = setting.estimate(
            main.seen.events, main.around.others, longer, compared=main.around.compared, exposure=exposure
        ).effect.power
        if found.get(rules.large_change, 0.0) >= rules.power_needed:
            why = mark(
                "a window of {longer} days in place of {days} would find a change of {change} % in {share} % of cases"
            )
            share = round(100 * found[rules.large_change])
            told = reason("longer_would_find", why, longer=longest, share=share, **values)
            yield Change("longer", None, is_other=True, why=told)
            return
    if longest > stretch.length:
        why = mark("no window up to {longer} days, in place of {days}, would find a change of {change} % often enough")
        told = reason("longer_would_not_find", why, longer=longest, **values)
        yield Change("longer", None, is_other=False, why=told)


def _by_watching(main: Version, setting: Setting) -> Iterator[Change]:
    """What quiet would have needed, where no report began and too little was watched."""
    seen, rules = main.seen, setting.rules
    if seen.may_be_inside or main.conduct.answer == "quiet":
        return
    watched = np.zeros(seen.days.count) if seen.watched is None else seen.watched.copy()
    had, days = seen.coverage or 0.0, 0
    own = [seen.start + number for number in np.flatnonzero(seen.own_days).tolist()]
    for day in sorted(own, key=lambda each: (watched[each], each)):
        watched[day], days = 1.0, days + 1
        found = conduct(replace(seen, watched=watched), main.effect, None, rules)
        if found.answer == "quiet":
            why = mark(
                "{days} more days watched in full would make this silence {answer}; {had:.0%} was known to be watched"
            )
            told = reason("quiet_needs", why, days=days, had=had, answer=_in_words(found))
            yield Change("watched", "quiet", is_other=True, why=told, of_watching=True)
            return


def _by_version(versions: Sequence[Version]) -> Iterator[Change]:
    main = versions[0]
    for each in versions[1:]:
        why = mark("by the start and end that {party} states, {first} and {days} days from then: {answer}")
        told = reason(
            "stated_by",
            why,
            party=each.stretch.said_by,
            first=each.seen.day(0).isoformat(),
            days=each.stretch.length,
            answer=_in_words(each.conduct),
        )
        yield Change("stated_by", each.conduct.answer, each.conduct.answer != main.conduct.answer, told)


def _without_the_largest_place(main: Version, columns: Columns, setting: Setting) -> Iterator[Change]:
    """Every report of the one place with most of the assessed reports left out, before the start too."""
    place = _largest_place(columns, main.around.inside, main.seen.during)
    if place is None:
        return
    left = columns.only(~place)
    around = surroundings(setting.ground, left, main.stretch.start, setting.rules)
    if main.exposure is not None and len(around.others) != len(main.around.others):
        return  # other areas, whose watching was not asked
    seen = replace(
        main.seen,
        events=left.per_day(around.inside),
        deaths=left.deaths_per_day(around.inside),
        silent=left.silent_per_day(around.inside),
        places=(),
        window=InWindow.of(left, setting.ground, main.stretch.times, main.seen.during),
    )
    effect = setting.estimate(
        seen.events, around.others, main.stretch, compared=around.compared, exposure=main.exposure
    ).effect
    found = _conduct(seen, effect, setting)
    during = main.seen.during
    everything = int(main.seen.events[during].sum())
    gone = everything - int(seen.events[during].sum())
    why = mark("without the place that has most of them, {count} of {all} reports: {answer}")
    told = reason("without_largest_place", why, count=gone, all=everything, answer=_in_words(found))
    yield Change("without_largest_place", found.answer, found.answer != main.conduct.answer, told)


def _largest_place(columns: Columns, inside: Chosen, days: slice) -> Chosen | None:
    """The reports of the place with the most of the assessed ones; of several with as many the first by degrees."""
    counts = columns.places(inside & (columns.day >= days.start) & (columns.day < days.stop))
    if len(counts) < 2:
        return None
    lon, lat = min(counts, key=lambda point: (-counts[point], point))
    return np.asarray((columns.lon == lon) & (columns.lat == lat))


def _by_history_alone(main: Version, setting: Setting) -> Iterator[Change]:
    if not main.around.compared:
        return
    effect = setting.estimate(
        main.seen.events, main.around.others, main.stretch, compared=False, exposure=main.exposure
    ).effect
    found = _conduct(main.seen, effect, setting)
    why = mark("foretold from history alone, with no area beside it for comparison: {answer}")
    told = reason("history_alone", why, answer=_in_words(found))
    yield Change("history_only", found.answer, found.answer != main.conduct.answer, told)


def _conduct(seen: Seen, effect: Effect, setting: Setting) -> Conduct:
    return conduct(seen, effect, broke_on(seen, setting.rules), setting.rules)


def _in_words(found: Conduct) -> str:
    """The answer; quiet never without how often such windows are quiet with no ceasefire at all."""
    word = found.answer.replace("_", " ")
    told = next((why.values["share"] for why in found.reasons if why.code == QUIET_ELSEWHERE), None)
    if found.answer != "quiet":
        return word
    return f"{word} (as are {told:.0%} with no ceasefire)" if told is not None else f"{word} (how common: not measured)"
