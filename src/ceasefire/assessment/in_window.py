"""Which of the reports fell in a clause's own time and place: surely, or perhaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceasefire.assessment.columns import Columns, Ints
from ceasefire.assessment.contained import contained
from ceasefire.clock import TimeSet
from ceasefire.scope import Where


@dataclass(frozen=True, slots=True, eq=False)
class InWindow:
    """Daily counts of the assessed days, shape (days,): what surely fell in the clause's time and place, and what may.

    A report of a day of which only a part lies in the window may lie outside, and so may one of a vague place. One
    that may have begun before the assessed days, or after, stands on the nearest of them.

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
    def of(cls, columns: Columns, ground: Where, times: TimeSet, days: slice) -> InWindow:
        """Return the counts of these days by the moments of the window."""
        on_these = columns.on_days(np.clip(columns.day, days.start, days.stop - 1))
        sure, perhaps = contained(columns, ground, times)
        return cls(
            sure_reports=on_these.per_day(sure)[days],
            sure_deaths=on_these.deaths_per_day(sure)[days],
            reports=on_these.per_day(perhaps)[days],
            deaths=on_these.deaths_per_day(perhaps)[days],
            silent=on_these.silent_per_day(perhaps)[days],
        )

    @property
    def sure(self) -> int:
        """How many reports surely lie in it."""
        return int(self.sure_reports.sum())

    @property
    def possible(self) -> int:
        """How many reports may lie in it, those that surely do among them."""
        return int(self.reports.sum())
