"""A rule of repetition (RFC 5545) in plain words, for the rules that people write; others stand as written."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel.languages import mark, say, say_plural
from ceasefire.terms.words.acts import joined

_EVERY: Final = {
    "HOURLY": (mark("every hour"), mark("every {n} hours")),
    "DAILY": (mark("every day"), mark("every {n} days")),
    "WEEKLY": (mark("every week"), mark("every {n} weeks")),
    "MONTHLY": (mark("every month"), mark("every {n} months")),
    "YEARLY": (mark("every year"), mark("every {n} years")),
}
_DAYS: Final = {
    "MO": mark("Monday"), "TU": mark("Tuesday"), "WE": mark("Wednesday"), "TH": mark("Thursday"),
    "FR": mark("Friday"), "SA": mark("Saturday"), "SU": mark("Sunday"),
}  # fmt: skip
_TOLD: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})


def rule_in_words(rule: str, lang: str = "en") -> str:
    """Return such words as "every week on Monday and Thursday, 6 times in all"; the rule itself when it says more."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";") if part)
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    if parts.keys() - _TOLD or parts.get("FREQ") not in _EVERY or any(day not in _DAYS for day in days):
        return say("again and again by the rule {rule}", lang, rule=rule)
    one, many = _EVERY[parts["FREQ"]]
    said = say_plural(one, many, int(parts.get("INTERVAL", "1")), lang)
    if days:
        named = [say(_DAYS[day], lang) for day in days]
        said = say("{every} on {days}", lang, every=said, days=joined(named, lang))
    if "COUNT" in parts:
        return say_plural(
            "{every}, {n} time in all", "{every}, {n} times in all", int(parts["COUNT"]), lang, every=said
        )
    return said
