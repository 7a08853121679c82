"""What the record shows of an area before and during the assessed days: counts, deaths, and who was watching."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.columns import Days, Ints
from ceasefire.assessment.in_window import InWindow
from ceasefire.kernel.deaths import Deaths
from ceasefire.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Doubts:
    """What forbids an answer that the counts would give: `of_silence` that nothing happened, `of_change` any change.

    `beside` has to be known and forbids nothing.
    """

    of_silence: tuple[Reason, ...] = ()
    of_change: tuple[Reason, ...] = ()
    beside: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.of_silence, *self.of_change, *self.beside)))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Daily counts of one area over the record, and the assessed days [start, start + length) within it.

    events, deaths  (days,) reports that began on each day, and deaths in those that say
    silent          (days,) reports that say nothing of deaths, None where every report says
    tells_deaths    whether any report of the whole record says how many died
    watched         (days,) the share of the area and day that somebody watched, None when nobody recorded it; of an
                    assessed day the share of the clause's own time on it
    own             (length,) the share of each assessed day that lies in the clause's own time, None where all do
    window          what surely fell in the clause's own time and place, and what may have; None where all counts did
    watched_in_all  the watched share of all of it, where those of single days are not shown
    places          how many reports of the assessed days share each place record, the most first
    doubts          what forbids an answer though the counts would give it
    """

    days: Days
    events: Ints
    deaths: Ints
    start: int
    length: int
    watched: NDArray[np.float64] | None = None
    places: tuple[int, ...] = ()
    silent: Ints | None = None
    tells_deaths: bool = True
    watched_in_all: float | None = None
    own: NDArray[np.float64] | None = None
    window: InWindow | None = None
    doubts: Doubts = Doubts()

    @property
    def during(self) -> slice:
        """The assessed days."""
        return slice(self.start, self.start + self.length)

    @property
    def before(self) -> slice:
        """As many days just before them."""
        return slice(max(0, self.start - self.length), self.start)

    @property
    def coverage(self) -> float | None:
        """The watched share of the clause's own time on the assessed days, None when nobody recorded it."""
        if self.watched is None:
            return self.watched_in_all
        if self.own is None:
            return float(self.watched[self.during].mean())
        return float(np.average(self.watched[self.during], weights=self.own)) if self.own.any() else 0.0

    @property
    def own_days(self) -> NDArray[np.bool_]:
        """Which of the assessed days hold some of the clause's own time, (length,)."""
        return np.ones(self.length, dtype=bool) if self.own is None else np.asarray(self.own > 0)

    @property
    def may_be_inside(self) -> int:
        """How many reports may lie in the clause's own time and place."""
        return int(self.events[self.during].sum()) if self.window is None else self.window.possible

    def deaths_in(self, days: slice) -> Deaths:
        """The deaths in the reports of these days, and how many of the reports do not say."""
        silent = 0 if self.silent is None else int(self.silent[days].sum())
        return Deaths(int(self.deaths[days].sum()), silent, self.tells_deaths)

    def day(self, number: int) -> dt.date:
        """The date of the assessed day with this number, 0 for the first."""
        return self.days.day(self.start + number)

    def quiet_share(self) -> float | None:
        """How often as many days in a row before the start were without any event: how cheap quiet is here."""
        days = int(self.own_days.sum())
        if self.start < days:
            return None
        sums = np.convolve(self.events[: self.start], np.ones(days, dtype=np.int64), mode="valid")
        return float((sums == 0).mean())
