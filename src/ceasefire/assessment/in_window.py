"""Which of the reports of the assessed days fell in the hours of the window: surely, or perhaps."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.assessment.columns import Columns, Ints
from ceasefire.assessment.surroundings import Chosen
from ceasefire.clock import TimeSet


@dataclass(frozen=True, slots=True, eq=False)
class InWindow:
    """Daily counts of the assessed days, shape (days,): what surely fell in the window, and what may have.

    A report that tells its day only may lie outside where the window holds a part of that day. Where all days lie
    wholly in it, what may have is what did.

    sure_reports, sure_deaths  reports that surely lie in it, and deaths in them
    reports, deaths            reports that may lie in it, and deaths in them
    silent                     those of `reports` that say nothing of deaths
    """

    sure_reports: Ints
    sure_deaths: Ints
    reports: Ints
    deaths: Ints
    silent: Ints

    @classmethod
    def of(cls, columns: Columns, inside: Chosen, times: TimeSet, days: slice) -> InWindow:
        """Return the counts of the reports `inside` (n,) on these days by the moments of the window."""
        wholly, partly = columns.within(times)
        sure, perhaps = inside & wholly, inside & partly
        return cls(
            sure_reports=columns.per_day(sure)[days],
            sure_deaths=columns.deaths_per_day(sure)[days],
            reports=columns.per_day(perhaps)[days],
            deaths=columns.deaths_per_day(perhaps)[days],
            silent=columns.silent_per_day(perhaps)[days],
        )
