"""Dates as histories give them: a day, a moment of it, a month or a year."""

from __future__ import annotations

import calendar
import datetime as dt

from ceasefire.clock import parse_date


def days_of(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a date of the file may mean: `2025-10` is any day of that month."""
    parts = text.strip().split("T")[0].split(" ")[0].split("-")
    if len(parts) == 3:
        day = parse_date("-".join(parts))
        return day, day
    year = int(parts[0])
    first, last = (1, 12) if len(parts) == 1 else (int(parts[1]), int(parts[1]))
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
