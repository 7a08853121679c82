"""Lengths of time and of ground as people say them: two units at most, no digit that nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ceasefire.kernel.languages import say, say_plural

DAY_MIN: Final = 24 * 60
DAYS_WITHOUT_HOURS: Final = 30


def minutes_in_words(minutes: float, lang: str = "en") -> str:
    """Return a length of time, given in minutes, such as 11 days 17 h, 1 h 30 min or 5 min."""
    if 0 < minutes < 1:
        return say("under 1 min", lang)
    whole = round(minutes)
    if whole < DAY_MIN:
        return _joined(divmod(whole, 60), ("h", "min")) or "0 min"
    days, hours = divmod(round(minutes / 60), 24)
    if days >= DAYS_WITHOUT_HOURS:
        days, hours = round(minutes / DAY_MIN), 0
    told = say_plural("{days} day", "{days} days", days, lang, days=f"{days:,}")
    return f"{told} {hours} h" if hours else told


def metres_in_words(metres: float, lang: str = "en") -> str:
    """Return a length on the ground such as 850 m, 2.4 km or 1,240 km; `lang` as yet writes all numbers alike."""
    del lang
    if round(metres) < 1000:
        return f"{metres:.0f} m"
    kilometres = metres / 1000
    return f"{kilometres:,.0f} km" if kilometres >= 100 else f"{kilometres:.1f}".removesuffix(".0") + " km"


def _joined(amounts: tuple[int, int], units: tuple[str, str]) -> str:
    return " ".join(f"{n} {unit}" for n, unit in zip(amounts, units, strict=True) if n)


IN_WORDS: Final[Mapping[str, Callable[[float, str], str]]] = MappingProxyType(
    dict.fromkeys(("margin_m", "apart_m", "sure_m", "short_m"), metres_in_words)
    | dict.fromkeys(("margin_min", "late_min", "gap_min", "both_min", "clock_min", "short_min"), minutes_in_words)
)
"""How the values of a reason that carry a unit are told, by their name."""
