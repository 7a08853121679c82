"""The definitions that ask for reports and days without one: silence counts where somebody looked."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.absence import perhaps_outside
from ceasefire.assessment.found import Definition, Found, unless
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

_HOT_SPOTS: Final = 3


def return_to_level(found: Found) -> Definition:
    """The first day of a run of days at or above a share of the level before."""
    name, seen, rules = "return_to_level", found.seen, found.rules
    level = seen.events[seen.before].mean() * rules.alarm_level if seen.start else 0.0
    if level == 0.0:
        why = mark("nothing was counted in as many days before: there is no level to return to")
        return Definition(name, "cannot_tell", None, (reason("no_level", why),))
    run = _first_run(found.window.sure_reports >= level, rules.return_days)
    if run is not None:
        return Definition(name, "not_held", run)
    outside = (perhaps_outside(),) if _may_reach(found, level) else ()
    return unless((*outside, *_too_short(seen.length, rules.return_days), *found.silence()), name, "held")


def _may_reach(found: Found, level: float) -> bool:
    """Whether what only may lie in the window would make such a run, on whichever of its days it was."""
    window, run = found.window, found.rules.return_days
    if window.sure == window.possible or found.seen.length < run:
        return False
    missing = np.maximum(np.ceil(level) - window.sure_reports, 0.0)
    return bool(np.convolve(missing, np.ones(run), mode="valid").min() <= window.possible - window.sure)


def _too_short(days: int, run: int) -> tuple[Reason, ...]:
    if days >= run:
        return ()
    why = mark("{days} assessed days cannot hold the {run} days in a row that it asks for")
    return (reason("too_short_for_a_run", why, days=days, run=run),)


def _first_run(high: NDArray[np.bool_], length: int) -> int | None:
    run = 0
    for day, is_high in enumerate(high.tolist()):
        run = run + 1 if is_high else 0
        if run == length:
            return day - length + 1
    return None


def clean_streak(found: Found) -> Definition:
    """The longest run of watched days without a report."""
    name, covered = "longest_clean_streak", _covered(found)
    if not covered.any():
        return Definition(name, "cannot_tell", None, _no_watched_day(found))
    clean = (found.seen.events[found.seen.during] == 0) & covered
    return Definition(name, "told", _longest_run(clean))


def _longest_run(clean: NDArray[np.bool_]) -> int:
    longest = run = 0
    for each in clean.tolist():
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest


def zero_days(found: Found) -> Definition:
    """The share of watched days without a report."""
    name, covered = "zero_days_among_watched", _covered(found)
    if not covered.any():
        return Definition(name, "cannot_tell", None, _no_watched_day(found))
    share = float((found.seen.events[found.seen.during][covered] == 0).mean())
    return Definition(name, "told", round(share, 4))


def _covered(found: Found) -> NDArray[np.bool_]:
    watched = found.seen.watched
    if watched is None:
        return np.zeros(found.seen.length, dtype=bool)
    return np.asarray(watched[found.seen.during] >= found.rules.quiet_coverage) & found.seen.own_days


def _no_watched_day(found: Found) -> tuple[Reason, ...]:
    if found.seen.watched is None:
        return found.silence()
    why = mark("on no assessed day was {needed:.0%} of the area and time watched")
    return (reason("no_watched_day", why, needed=found.rules.quiet_coverage),)


def hot_spots(found: Found) -> Definition:
    """The share of reports at the places with the most of them."""
    name, total = "share_of_hot_spots", sum(found.seen.places)
    if not total:
        return Definition(name, "cannot_tell", None, (reason("no_report", mark("no report came: none has a place")),))
    return Definition(name, "told", round(sum(found.seen.places[:_HOT_SPOTS]) / total, 4))


def counterfactual(found: Found) -> Definition:
    """The change against what would have been; a fall to nothing counts where somebody looked."""
    name, told = "change_against_counterfactual", found.effect.answer
    if told == "cannot_tell":
        why = mark("what changed against what would have been cannot be told")
        return Definition(name, "cannot_tell", told, (reason("change_not_told", why),))
    if told == "fell":
        return unless(() if found.effect.observed else found.silence(), name, "held", told)
    return Definition(name, "not_held", told)
