"""Which clock a page shows, and moments on it."""

from __future__ import annotations

import datetime as dt

from ceasefire.clock import MINUTE, local_time
from ceasefire.terms import Terms


def axis_zone(terms: Terms) -> str:
    """Return the zone of a page's axes: that of the terms, and UTC where they state none.

    The first of several assumed zones would take the side of those whose clock it is.
    """
    return terms.zone.name or "UTC"


def clock_text(moment: int, zone: str) -> str:
    """Return a moment on the clock of `zone`, to the minute, with seconds only where it has any."""
    form = "%Y-%m-%d %H:%M" if moment % MINUTE == 0 else "%Y-%m-%d %H:%M:%S"
    return f"{local_time(moment, zone):{form}}"


def end_text(moment: int, zone: str) -> str:
    """Return the end of something: midnight is 24:00 of the day that ends."""
    at = local_time(moment, zone)
    if at.time() != dt.time():
        return clock_text(moment, zone)
    return f"{at.date() - dt.timedelta(days=1)} 24:00"
