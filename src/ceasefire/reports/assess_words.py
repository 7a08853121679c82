"""The words of an assessment: what each answer means, as a sentence that can stand alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from ceasefire.assessment import Opinion
from ceasefire.kernel.languages import mark, say

CONDUCT: Final[Mapping[str, str]] = {
    "quiet": mark("Quiet: enough was watched, and no report may lie in its time and place."),
    "reduced": mark("Reduced: fewer reports than comparable days led one to expect."),
    "no_large_change": mark("No large change against what comparable days led one to expect."),
    "increased": mark("Increased: more reports than comparable days led one to expect."),
    "resumed": mark("Resumed: it fell, and then returned."),
    "cannot_tell": mark("Cannot tell what the violence did."),
}
FORM: Final[Mapping[str, str]] = {
    "never_in_force": mark("On paper it never was in force."),
    "running": mark("On paper it is running."),
    "suspended": mark("On paper it is suspended."),
    "ended": mark("On paper it has ended."),
    "renewed": mark("On paper it runs on, renewed."),
    "released": mark("On paper a party was released from it."),
    "denounced": mark("On paper a party denounced it."),
    "superseded": mark("On paper another arrangement took its place."),
    "cannot_tell": mark("What became of it on paper cannot be told."),
}
PURPOSE: Final[Mapping[str, str]] = {
    "met": mark("Its purpose was met."),
    "partly": mark("Its purpose was partly met."),
    "not_met": mark("Its purpose was not met."),
    "not_assessable": mark("Whether its purpose was met cannot be assessed."),
}
SUMMARY: Final[Mapping[str, str]] = {
    "held": mark("held"),
    "held_with_incidents": mark("held with incidents"),
    "partial": mark("partial"),
    "eroded": mark("eroded"),
    "collapsed": mark("collapsed"),
}
OPINIONS: Final[Mapping[str, str]] = {
    "synthetic_difference_in_differences": mark("other areas alone (synthetic difference-in-differences)"),
    "interrupted_time_series": mark("the area's own course (interrupted time series)"),
    "recurrent_truces": mark("all short truces here against other days (additive model)"),
}
DEFINITIONS: Final[Mapping[str, str]] = {
    "held_if": mark("the criterion that the terms state"),
    "time_to_first_deaths": mark("days until the first deaths"),
    "ran_to_its_end_without_deaths": mark("ran to its end, and no day had deaths"),
    "return_to_level": mark("days until three in a row at half the level before"),
    "longest_clean_streak": mark("longest run of watched days without a report"),
    "zero_days_among_watched": mark("share of watched days without a report"),
    "share_of_hot_spots": mark("share of reports at the three places with the most"),
    "purpose_completed": mark("purpose reached"),
    "change_against_counterfactual": mark("change against what would have been"),
    "formal_end": mark("end on paper"),
    "deaths_beside_events": mark("deaths beside events, before and during"),
    "tallies_side_by_side": mark("published tallies, side by side"),
}
CHOSEN: Final[Mapping[str, str]] = {
    "before": mark("before the start"),
    "afterwards": mark("chosen afterwards"),
    "cannot_tell": mark("no day before the start is logged"),
}


def change_in_words(opinion: Opinion, lang: str = "en") -> tuple[str, str]:
    """Return an opinion's change and its interval in per cent; "cannot tell" without one; "" for no interval."""
    if not math.isfinite(opinion.per_cent):
        return say("cannot tell", lang), ""
    change = f"{opinion.per_cent:+.0f}"
    if any(map(math.isnan, opinion.interval)):
        return change, ""
    low, high = (f"{end:+.0f}" if math.isfinite(end) else say("any", lang) for end in opinion.interval)
    return change, say("{low} to {high}", lang, low=low, high=high)
