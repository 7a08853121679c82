"""Deaths as reports tell of them: a report that says nothing of deaths is no report of none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ceasefire.kernel.languages import say


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many deaths some reports tell of, and how many of these reports do not say whether anybody died.

    told         deaths in those that say
    silent       reports that do not say
    is_recorded  whether any report of the whole record says; where none does, no zero is known either

    It does not show who died, nor deaths that nobody reported.
    """

    told: int
    silent: int = 0
    is_recorded: bool = True

    @classmethod
    def of(cls, told: Iterable[int | None], *, is_recorded: bool = True) -> Deaths:
        """Return the deaths in reports that say so many each, None where one does not say."""
        given = tuple(told)
        return cls(sum(each or 0 for each in given), sum(each is None for each in given), is_recorded)

    @property
    def number(self) -> int | None:
        """The deaths told, the least that there were; None where that would be a zero which nobody stated."""
        return self.told if self.told or (self.is_recorded and not self.silent) else None

    def __add__(self, other: Deaths) -> Deaths:
        return Deaths(self.told + other.told, self.silent + other.silent, self.is_recorded and other.is_recorded)

    def in_words(self, lang: str = "en") -> str:
        """Return what stands before the word *deaths*: a number, a least number, or that the number is not known."""
        if self.number is None:
            return say("an unknown number of", lang)
        return say("at least {n}", lang, n=f"{self.told:,}") if self.silent else f"{self.told:,}"

    def to_json(self) -> dict[str, Any]:
        """Return the published form; `deaths_not_told` is the number of reports that do not say."""
        return {"deaths": self.number, "deaths_not_told": self.silent}
