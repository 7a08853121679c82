"""When an absence says something: somebody looked, and the reports would have told of it."""

from __future__ import annotations

from ceasefire.kernel.deaths import Deaths
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason


def silence(coverage: float | None, needed: float) -> tuple[Reason, ...]:
    """Return why no report proves nothing; empty where the share `needed` of area and time was watched.

    `coverage` is the watched share, None when nobody recorded who was watching. Where nobody watched at all, silence
    proves nothing however little is asked for.
    """
    if coverage is None:
        why = mark("nobody recorded who was watching, so silence proves nothing")
        return (reason("nobody_recorded", why),)
    if coverage <= 0:
        return (reason("little_watched", mark("nobody watched, so silence proves nothing")),)
    if coverage < needed:
        why = mark("less than {needed:.0%} of the area and time was watched, so silence proves nothing")
        return (reason("little_watched", why, needed=needed),)
    return ()


def perhaps_outside() -> Reason:
    """Say that of what was reported neither hour nor place is known well enough."""
    why = mark("what was reported may have fallen outside the time or the place: neither is known well enough")
    return reason("perhaps_outside", why)


def untold_deaths(deaths: Deaths, reports: int) -> tuple[Reason, ...]:
    """Return why the deaths in so many reports are not known in full; empty where every one of them says."""
    if not deaths.is_recorded:
        return (reason("deaths_not_recorded", mark("deaths are not recorded in this source")),)
    if deaths.silent:
        why = mark("{silent} of {reports} reports do not say how many died")
        return (reason("deaths_not_told", why, silent=deaths.silent, reports=reports),)
    return ()
