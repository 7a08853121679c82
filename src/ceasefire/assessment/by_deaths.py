"""The definitions that ask for deaths: who was not counted is not alive for that."""

from __future__ import annotations

import numpy as np

from ceasefire.assessment.absence import perhaps_outside, untold_deaths
from ceasefire.assessment.columns import Ints
from ceasefire.assessment.found import Definition, Found, unless
from ceasefire.kernel.deaths import Deaths
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

_LEFT_EARLY = frozenset({"never_in_force", "suspended", "released", "denounced"})
_STILL_RUNS = reason("still_runs", mark("it still runs: whether it comes to its end is not known"))
_FORM_NOT_TOLD = reason("form_not_told", mark("what became of it on paper cannot be told"))


def first_deadly_day(found: Found) -> Definition:
    """Days until one day had so many deaths; the end of the assessed days where none had."""
    name, deadly = "time_to_first_deaths", _deadly_days(found, found.window.sure_deaths)
    if deadly:
        return Definition(name, "not_held", deadly[0], _untold(found, deadly[0]))
    return unless(_why_no_zero(found), name, "held")


def ran_without_deaths(found: Found) -> Definition:
    """It ran to its stated end, and no day had so many deaths."""
    name, form = "ran_to_its_end_without_deaths", found.form.answer
    deadly, unknown = bool(_deadly_days(found, found.window.sure_deaths)), _why_no_zero(found)
    value = {"deadly_day": deadly if deadly or not unknown else None, "form": form}
    if deadly or form in _LEFT_EARLY:
        return Definition(name, "not_held", value)
    of_form = {"cannot_tell": (_FORM_NOT_TOLD,), "running": (_STILL_RUNS,)}.get(form, ())
    return unless((*unknown, *of_form), name, "held", value)


def deaths_beside_events(found: Found) -> Definition:
    """Reports and deaths of the assessed days and of as many days before; null where no zero is known."""
    seen = found.seen
    stretches = {"before": seen.before, "during": seen.during}
    events = {name: int(seen.events[days].sum()) for name, days in stretches.items()}
    deaths = {name: seen.deaths_in(days) for name, days in stretches.items()}
    value = {
        "events": events,
        "deaths": {name: each.number for name, each in deaths.items()},
        "reports_not_telling_deaths": {name: each.silent for name, each in deaths.items()},
    }
    why = untold_deaths(deaths["before"] + deaths["during"], sum(events.values()))
    told = all(each.number is not None for each in deaths.values())
    return Definition("deaths_beside_events", "told" if told else "cannot_tell", value, why)


def _deadly_days(found: Found, deaths: Ints) -> list[int]:
    deadly: list[int] = np.flatnonzero(deaths >= found.rules.deadly_day).tolist()
    return deadly


def _why_no_zero(found: Found) -> tuple[Reason, ...]:
    outside = (perhaps_outside(),) if _deadly_days(found, found.window.deaths) else ()
    return (*outside, *_untold(found, found.seen.length), *found.silence())


def _untold(found: Found, days: int) -> tuple[Reason, ...]:
    """Why the deaths of the first so many assessed days are not known in full."""
    window = found.window
    deaths = Deaths(int(window.deaths[:days].sum()), int(window.silent[:days].sum()), found.seen.tells_deaths)
    return untold_deaths(deaths, int(window.reports[:days].sum()))
