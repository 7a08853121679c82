"""What a definition of "it held" looks at, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ceasefire.assessment.absence import silence
from ceasefire.assessment.conduct import Conduct
from ceasefire.assessment.criterion import Chosen
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.form import Form
from ceasefire.assessment.in_window import InWindow
from ceasefire.assessment.purpose import Purpose
from ceasefire.assessment.rules import Rules
from ceasefire.assessment.seen import Seen
from ceasefire.kernel.reasons import Reason
from ceasefire.terms import Terms

Acts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the definitions look at.

    `window` counts what fell in the window, `seen` all of the assessed days. Of other acts on the same ground
    `count_of` tells how many reports surely fell in the window and how many may have, and `coverage_of` the share that
    somebody able to see them watched, None when nobody recorded it; `doubts_of` says why their silence proves nothing
    though it was watched. `withheld` says why figures by days tell nothing of a window that holds few whole days;
    `to_come` why no criterion is met before its end.
    """

    terms: Terms
    clause: str
    seen: Seen
    window: InWindow
    count_of: Callable[[Acts], tuple[int, int]]
    coverage_of: Callable[[Acts], float | None]
    doubts_of: Callable[[Acts], tuple[Reason, ...]]
    effect: Effect
    conduct: Conduct
    form: Form
    purpose: Purpose
    rules: Rules
    withheld: Reason | None = None
    to_come: tuple[Reason, ...] = ()

    def silence(self) -> tuple[Reason, ...]:
        """Why nothing follows from what was not reported; empty where enough was watched and its end has come."""
        still_runs = tuple(why for why in self.to_come if why.code == "so_far")
        unwatched = silence(self.seen.coverage, self.rules.quiet_coverage)
        return (*still_runs, *unwatched, *self.seen.doubts.of_silence)


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition's answer (`held`, `not_held`, `cannot_tell`, or `told` where it has none) and its value.

    `chosen` says whether it is known to have been fixed before the start; `reasons` why it cannot be told, or what
    has to be known beside it.
    """

    name: str
    answer: str
    value: Any
    reasons: tuple[Reason, ...] = ()
    chosen: Chosen = "afterwards"

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {
            "name": self.name,
            "answer": self.answer,
            "value": self.value,
            "chosen": self.chosen,
            "reasons": [each.to_json() for each in self.reasons],
        }


def unless(why: tuple[Reason, ...], name: str, answer: str, value: Any = None) -> Definition:  # noqa: ANN401 - any figure
    """Return the answer, or that it cannot be told where there are reasons why."""
    return Definition(name, "cannot_tell" if why else answer, value, why)
