"""How much each feature speaks for two reports telling of one happening: space, time, act, count.

Each feature is a small function that returns a factor on the odds (over 1 speaks for it, under 1 against it, 1 says
nothing) with a sentence. A factor is a likelihood ratio: how likely the two reports would look like this if they told
of one happening, over how likely if they told of two. Who is blamed is no feature: two sides blame each other for one
blast. The settings are stated, not learned: nobody has data of this kind with the truth beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from ceasefire.clock import DAY, MINUTE
from ceasefire.geometry import PointPlace, area_km2, distance_m
from ceasefire.geometry.places import SIGMAS_IN_RADIUS_95, ReportedPlace
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.record import AnyCount, Event

LEAST: Final = 1e-4  # clocks are wrong and towns are mistaken, but more seldom than anything else here could outweigh
MOST: Final = 1e3
_SPREAD_OF_CIRCLE: Final = SIGMAS_IN_RADIUS_95**2 / 2  # how much likelier than at its middle density is the 95 % circle


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is assumed about reports; a mission that knows better sets its own.

    prior           how likely two reports of one day and neighbourhood tell of one happening, before a look at them
    spread_m        separate happenings of one day lie about so far from each other
    least_error_m   how far two exact reports of one place lie apart, as written down
    clock_us        how far watches and memories are off, to each side
    kinds           among about so many kinds of act is a day's fire divided
    mistaken        how often one kind of act is taken for another
    count_off       how far two counts of one thing lie apart (standard deviation of the natural logarithm)
    counts_spread   the same for two counts of separate things
    worth           how many reports the assumed spread is worth against those seen on the spot
    """

    prior: float = 0.05
    spread_m: float = 10_000.0
    least_error_m: float = 150.0
    clock_us: int = 10 * MINUTE
    kinds: float = 8.0
    mistaken: float = 0.1
    count_off: float = 0.4
    counts_spread: float = 1.2
    worth: float = 20.0


class Feature(NamedTuple):
    """One feature of two reports: its name, its factor on the odds, and the sentence."""

    name: str
    factor: float
    reason: Reason

    @property
    def bits(self) -> float:
        """The factor as bits: its height in a waterfall; 1 doubles the odds, -1 halves them."""
        return math.log2(self.factor)


class Crowd(NamedTuple):
    """Of `of` reports of other times in the neighbourhood of a report, `near` lie within its error."""

    near: int = 0
    of: int = 0


NOBODY_ELSE: Final = Crowd()


def space(one: Event, other: Event, how: Likeness, crowd: Crowd = NOBODY_ELSE) -> Feature:
    """Compare where: a round normal error of both places together, against separate places.

    Separate places are strewn over `spread_m`, as far as the `crowd` of the spot does not show that they heap there.
    """
    here, there = one.place.centre(), other.place.centre()
    if here is None or there is None:
        return Feature("space", 1.0, reason("place_not_known", mark("the place of one is not known")))
    apart = distance_m(*here, *there)
    same = sigma_m(one.place) ** 2 + sigma_m(other.place) ** 2 + how.least_error_m**2
    separate = same + how.spread_m**2
    by_chance = (crowd.near / _SPREAD_OF_CIRCLE + how.worth * same / separate) / (crowd.of + how.worth)
    factor = _bounded(-math.log(by_chance) - apart**2 / 2 * (1 / same - 1 / separate))
    told = mark(
        "they lie {apart_m} apart, and both places together are sure to about {sure_m}; of the {of} reports "
        "of other times round about, {near} lie there too"
    )
    sure = round(math.sqrt(same) * SIGMAS_IN_RADIUS_95)
    values = {"apart_m": round(apart), "sure_m": sure, "near": crowd.near, "of": crowd.of}
    return Feature("space", factor, reason("space", told, **values))


def sigma_m(place: ReportedPlace) -> float:
    """The error of a place along each axis; of an area or a sector, that of a disc as large."""
    if isinstance(place, PointPlace):
        return place.sigma_m
    outline = place.outline()
    return 0.0 if outline is None else math.sqrt(area_km2(outline) * 1e6 / math.pi) / 2


def time(one: Event, other: Event, how: Likeness) -> Feature:
    """Compare when: the share of moments that both allow, against separate times strewn over a day."""
    if not (one.time.is_bounded and other.time.is_bounded):
        return Feature("time", 1.0, reason("time_not_known", mark("the time of one is not known")))
    first, second = _widened(one, how), _widened(other, how)
    both = min(first[1], second[1]) - max(first[0], second[0])
    if both <= 0:
        told = mark("their times lie {gap_min} further apart than clocks go wrong")
        return Feature("time", LEAST, reason("time_apart", told, gap_min=_minutes(-both)))
    lengths = (first[1] - first[0]), (second[1] - second[0])
    strewn = max(DAY, *lengths)
    factor = _bounded(math.log(both) + math.log(strewn) - math.log(lengths[0]) - math.log(lengths[1]))
    told = mark("both allow the same {both_min}, with clocks {clock_min} off at most")
    return Feature("time", factor, reason("time", told, both_min=_minutes(both), clock_min=_minutes(how.clock_us)))


def _widened(event: Event, how: Likeness) -> tuple[int, int]:
    return event.time.start_us - how.clock_us, event.time.end_us + how.clock_us


def _minutes(micros: int) -> float:
    return round(micros / MINUTE, 1)


def act(one: Event, other: Event, how: Likeness) -> Feature:
    """Compare what: the acts that both may have been, against any two of the day's kinds."""
    shared = len(one.acts & other.acts)
    widest = max(len(one.acts), len(other.acts))
    sure = shared * max(how.kinds, widest) / (len(one.acts) * len(other.acts))
    factor = (1 - how.mistaken) * sure + how.mistaken if shared else how.mistaken
    if not shared:
        return Feature("act", factor, reason("act_differs", mark("they may have been no act in common")))
    told = mark("{shared} acts are possible by both reports, of {one} and {other}")
    return Feature("act", factor, reason("act", told, shared=shared, one=len(one.acts), other=len(other.acts)))


def count(one: Event, other: Event, how: Likeness) -> Feature:
    """Compare how many, under one rule and in one unit; figures of two rules are never compared."""
    pair = next(_comparable(one.counts, other.counts), None)
    if pair is None:
        return Feature("count", 1.0, reason("no_counts", mark("no two figures under one rule and in one unit")))
    mine, theirs = pair
    off = _middle(mine) - _middle(theirs)
    chance = sum(1 / (each.n + 0.5) + _width(each) ** 2 / 12 for each in pair)  # small figures are alike by chance
    same, separate = how.count_off**2 * 2 + chance, how.counts_spread**2 * 2 + chance
    factor = _bounded(math.log(separate / same) / 2 - off**2 / 2 * (1 / same - 1 / separate))
    told = mark("{one} and {other} {unit} under one rule")
    return Feature("count", factor, reason("count", told, one=mine.figure, other=theirs.figure, unit=mine.unit))


def _comparable(mine: tuple[AnyCount, ...], theirs: tuple[AnyCount, ...]) -> Iterator[tuple[AnyCount, AnyCount]]:
    """The pairs of figures that can be compared; "at least 4" or "at most 4" is bounded on one side alone."""
    for one in mine:
        for other in theirs:
            one_sided = any(each.lower_bound or (each.most and not each.n) for each in (one, other))
            if (one.rule, one.unit) == (other.rule, other.unit) and one.rule.adds and not one_sided:
                yield one, other


def _middle(figure: AnyCount) -> float:
    """The logarithm of a figure; of a range, that of its middle."""
    return (math.log(figure.n + 0.5) + math.log(figure.highest + 0.5)) / 2


def _width(figure: AnyCount) -> float:
    return math.log(figure.highest + 0.5) - math.log(figure.n + 0.5)


def _bounded(log_factor: float) -> float:
    return math.exp(max(math.log(LEAST), min(log_factor, math.log(MOST))))


BESIDE_SPACE: Final[tuple[Callable[[Event, Event, Likeness], Feature], ...]] = (time, act, count)
