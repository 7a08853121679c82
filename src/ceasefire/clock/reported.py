"""When a report says that something happened: a span in which the moment lies, with its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceasefire.clock import codes
from ceasefire.clock.local import day_span, reporting_day
from ceasefire.clock.spans import MAX, MIN, Span
from ceasefire.errors import BadInput, Problem


@dataclass(frozen=True, slots=True)
class ReportedTime:
    """Somewhere in [start_us, end_us), microseconds UTC; an instant is one microsecond long.

    Within the span every moment is held equally likely. `stated` keeps the report's own words.
    Raises BadInput when the span is empty or ends before it starts.
    """

    start_us: int
    end_us: int
    stated: str = ""

    def __post_init__(self) -> None:
        """Refuse a report about no moment."""
        if self.end_us <= self.start_us:
            got = f"{self.start_us} to {self.end_us} (microseconds)"
            raise BadInput(Problem(codes.END_BEFORE_START, got=self.stated or got))

    @classmethod
    def at(cls, moment: int, stated: str = "") -> ReportedTime:
        """A report that names one moment."""
        return cls(moment, moment + 1, stated)

    @classmethod
    def on_day(cls, day: dt.date, zone: str, stated: str = "") -> ReportedTime:
        """A report that names only the day, on the clock of `zone`."""
        return cls(*day_span(day, zone), stated or day.isoformat())

    @classmethod
    def on_days(cls, first: dt.date, last: dt.date, zone: str, stated: str = "") -> ReportedTime:
        """A report that names the days from `first` to `last`, both included."""
        start, end = day_span(first, zone).start, day_span(last, zone).end
        return cls(start, end, stated or f"{first.isoformat()}/{last.isoformat()}")

    @classmethod
    def on_reporting_day(cls, day: dt.date, zone: str, turns_at: str = "19:30", stated: str = "") -> ReportedTime:
        """A report from the reporting day that ends on `day` at `turns_at`."""
        return cls(*reporting_day(day, zone, turns_at), stated or f"{day.isoformat()} {turns_at}")

    @classmethod
    def unknown(cls, stated: str = "") -> ReportedTime:
        """A report that does not say when."""
        return cls(MIN, MAX, stated)

    @property
    def span(self) -> Span:
        """The span in which the moment lies."""
        return Span(self.start_us, self.end_us)

    @property
    def is_instant(self) -> bool:
        """Whether the report names one moment."""
        return self.end_us - self.start_us == 1

    @property
    def is_bounded(self) -> bool:
        """Whether both sides of the span are known."""
        return self.start_us > MIN and self.end_us < MAX
