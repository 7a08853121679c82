"""Second opinions beside an effect, each labelled with what it assumes. None of them decides an answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment import interrupted, recurrent, synthetic
from ceasefire.assessment.columns import Ints
from ceasefire.assessment.effect import finite_or_none
from ceasefire.assessment.recurrent import Truces
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.setting import Setting
from ceasefire.assessment.surroundings import Surroundings
from ceasefire.assessment.windows import Floats
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

Way = Literal["synthetic_difference_in_differences", "interrupted_time_series", "recurrent_truces"]

_SYNTHETIC: Final = "synthetic_difference_in_differences"
_FEWEST_TIMES: Final = 4  # times before the start, each as long as the window
_MOST_TIMES: Final = 52


@dataclass(frozen=True, slots=True)
class Opinion:
    """The change in per cent by one other way, its 90 % interval where it has one, and what it `assumes`.

    What cannot be told is NaN, and then `reasons` say why.
    """

    way: Way
    per_cent: float
    interval: tuple[float, float]
    assumes: str
    reasons: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the published form; what is NaN or infinite is null."""
        return {
            "way": self.way,
            "per_cent": finite_or_none(self.per_cent),
            "interval": [finite_or_none(end) for end in self.interval],
            "assumes": self.assumes,
            "reasons": [each.to_json() for each in self.reasons],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """What opinions are asked of: daily counts, the assessed days, and days that are to be left out.

    own       (days,) counts of the assessed area
    others    (areas × days) counts of areas to compare with; none where nothing compares
    excluded  (days,) days under another ceasefire
    truces    the short truces of this ground, () where that is no question
    """

    own: Ints
    others: Ints
    start: int
    length: int
    excluded: NDArray[np.bool_]
    truces: Truces

    @classmethod
    def of(cls, seen: Seen, around: Surroundings, setting: Setting) -> Series:
        """Return what the assessment of one stretch of days looks at."""
        others = around.others if around.compared else around.others[:0]
        under = setting.under_others
        excluded = np.zeros(len(seen.events), dtype=bool) if under is None else under
        return cls(seen.events, others, seen.start, seen.length, excluded, setting.truces)


def second_opinions(series: Series) -> tuple[Opinion, ...]:
    """Return what other ways of comparing say of the same days; recurrent truces only where there are some."""
    found = (_of_other_areas(series), _of_own_course(series))
    return (*found, _of_truces(series)) if series.truces else found


def without_figures(opinions: tuple[Opinion, ...], why: Reason, *, but_truces: bool = False) -> tuple[Opinion, ...]:
    """Return the same opinions with no figure: what spoils the effect spoils them too.

    `but_truces` leaves the opinion on all short truces together, which asks for the days of truces alone.
    """
    kept = [each for each in opinions if but_truces and each.way == "recurrent_truces"]
    return tuple(each if each in kept else _untold(each.way, each.assumes, why) for each in opinions)


def watching_changed() -> Reason:
    """Say that watching changed and that no opinion is set against it."""
    why = mark("watching changed by a third or more, and the counts are not set against it")
    return reason("effort_changed", why)


def _of_other_areas(series: Series) -> Opinion:
    assumes = synthetic.ASSUMES[_SYNTHETIC]
    if len(series.others) < 2:
        return _untold(_SYNTHETIC, assumes, _no_areas())
    if not series.own[: series.start].any():
        return _untold(_SYNTHETIC, assumes, _nothing_to_foretell_from())
    panel = _panel(series)
    if panel.shape[1] <= _FEWEST_TIMES:
        return _untold(_SYNTHETIC, assumes, _few_times(panel.shape[1] - 1))
    found = synthetic.synthetic_opinion(panel, 0, panel.shape[1] - 1)
    if found.instead <= 0:
        return _untold(_SYNTHETIC, assumes, _nothing_expected())
    return Opinion(_SYNTHETIC, 100 * found.change / found.instead, (math.nan, math.nan), assumes)


def _panel(series: Series) -> Floats:
    """Counts in times as long as the window, areas × times, the window last; times under other ceasefires left out."""
    counts, length = np.vstack([series.own[None, :], series.others]), series.length
    many = min(series.start // length, _MOST_TIMES)
    first = series.start - many * length
    end = series.start + length
    times = counts[:, first:end].reshape(len(counts), many + 1, length).sum(axis=2).astype(float)
    under = series.excluded[first:end].reshape(many + 1, length).sum(axis=1)
    under[-1] = 0
    return np.asarray(times[:, under == 0])


def _of_own_course(series: Series) -> Opinion:
    way: Final = "interrupted_time_series"
    before = int((~series.excluded[: series.start]).sum())
    if before < interrupted.SHORTEST:
        return _untold(way, interrupted.ASSUMES, _few_days(before))
    found = interrupted.course_opinion(series.own, series.start, series.length, excluded=series.excluded)
    return _told(way, found)


def _of_truces(series: Series) -> Opinion:
    found = recurrent.recurrent_opinion(series.own, series.truces, excluded=series.excluded)
    why = mark("{n} short truces of this ground are taken together: the change is not of one of them")
    return _told("recurrent_truces", found, reason("truces_together", why, n=len(series.truces)))


def _told(way: Way, found: interrupted.CourseOpinion, *why: Reason) -> Opinion:
    if math.isnan(found.per_cent):
        return _untold(way, found.assumes, *why, _no_event())
    return Opinion(way, found.per_cent, found.interval, found.assumes, why)


def _untold(way: Way, assumes: str, *why: Reason) -> Opinion:
    return Opinion(way, math.nan, (math.nan, math.nan), assumes, why)


def _no_areas() -> Reason:
    return reason("no_areas", mark("there are no areas to compare with"))


def _few_times(found: int) -> Reason:
    why = mark("{found} times as long as the window lie before it in the record, and it takes {needed}")
    return reason("few_times", why, found=found, needed=_FEWEST_TIMES)


def _nothing_to_foretell_from() -> Reason:
    why = mark("nothing was counted here before the start: there is nothing to foretell from")
    return reason("nothing_expected", why)


def _nothing_expected() -> Reason:
    return reason("nothing_expected", mark("nothing would have been counted without the ceasefire either"))


def _few_days(found: int) -> Reason:
    why = mark("{found} days without another ceasefire lie before the start, and it takes {needed}")
    return reason("few_days", why, found=found, needed=interrupted.SHORTEST)


def _no_event() -> Reason:
    return reason("no_event", mark("nothing was counted on one of the two sides"))
