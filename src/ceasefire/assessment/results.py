"""What an assessment answers: conduct, form, purpose and harm for each clause and party, and the annex beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.assessment.asked import Stretch
from ceasefire.assessment.changes import Change
from ceasefire.assessment.columns import Floats
from ceasefire.assessment.conduct import Conduct, Summary, together
from ceasefire.assessment.digest import digest_of
from ceasefire.assessment.displacement import Moved
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.estimate import Estimate
from ceasefire.assessment.form import Form
from ceasefire.assessment.found import Definition
from ceasefire.assessment.opinions import Opinion
from ceasefire.assessment.purpose import Purpose
from ceasefire.assessment.rules import Rules
from ceasefire.assessment.same_hours import SameHours
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.surroundings import Surroundings
from ceasefire.assessment.tally import Aside, Portion
from ceasefire.kernel.deaths import Deaths
from ceasefire.kernel.reasons import Reason
from ceasefire.terms.model import Harm

FORMAT: Final = "ceasefire-assessment/1"


@dataclass(frozen=True, slots=True)
class Version:
    """The question asked of one stated start and end: what was seen, the effect, and the conduct.

    `estimate` holds the placebo windows that the effect was read off; None where the effect was taken back.
    `exposure` (areas × days, the ground first) is what the counts were set against, None where that is not known.
    `opinions` stand beside the effect; the conduct does not know them.
    """

    stretch: Stretch
    seen: Seen
    effect: Effect
    estimate: Estimate | None
    conduct: Conduct
    around: Surroundings
    same_hours: SameHours | None
    tally: tuple[Portion, ...]
    opinions: tuple[Opinion, ...] = ()
    exposure: Floats | None = None

    @property
    def broke_on(self) -> dt.date | None:
        """The day on which a return was proven, if one was."""
        return None if self.conduct.broke_on is None else self.seen.day(self.conduct.broke_on)

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {
            "said_by": self.stretch.said_by,
            "first_day": self.seen.day(0).isoformat(),
            "days": self.stretch.length,
            "conduct": self.conduct.answer,
            "conduct_of": self.conduct.part,
            "effect": self.effect.to_json(),
            "tally": [each.to_json() for each in self.tally],
            "opinions": [each.to_json() for each in self.opinions],
            "same_hours": None if self.same_hours is None else self.same_hours.to_json(),
            "reasons": [each.to_json() for each in (*self.stretch.reasons, *self.conduct.reasons)],
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The answers for one clause, for all parties (`party` None) or for one; never one word.

    `clause` is None where no clause of the text can be assessed: form, purpose and harm are then those of all of it.

    `versions` holds every stated start and end, the common one first: picking one would take a side. It is empty
    where nothing could be asked, and then `conduct` says why.
    """

    clause: str | None
    party: str | None
    acts: tuple[str, ...]
    unit: str
    conduct: Conduct
    form: Form
    purpose: Purpose
    harm: tuple[Harm, ...]
    displacement: tuple[Moved, ...] = ()
    definitions: tuple[Definition, ...] = ()
    versions: tuple[Version, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def main(self) -> Version | None:
        """The version that is common to all, else the first."""
        return self.versions[0] if self.versions else None

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        main = self.main
        return {
            "clause": self.clause,
            "party": self.party,
            "acts": list(self.acts),
            "unit": self.unit,
            "conduct": self.conduct.answer,
            "conduct_of": None if main is None else self.conduct.part,
            "summary": self.conduct.summary,
            "form": self.form.answer,
            "purpose": self.purpose.answer,
            "harm": [{"kind": each.kind, "text": dict(each.text), "n": each.n} for each in self.harm],
            "effect": None if main is None else main.effect.to_json(),
            "opinions": [] if main is None else [each.to_json() for each in main.opinions],
            "displacement": [each.to_json() for each in self.displacement],
            "broke_on": None if main is None or main.broke_on is None else main.broke_on.isoformat(),
            "coverage": None if main is None else main.seen.coverage,
            "definitions": [each.to_json() for each in self.definitions],
            "versions": [each.to_json() for each in self.versions],
            "what_would_change": [each.to_json() for each in self.changes],
            "reasons": [each.to_json() for each in self._reasons()],
        }

    def _reasons(self) -> tuple[Reason, ...]:
        of_days = () if self.main is None else self.main.stretch.reasons
        return (*self.conduct.reasons, *of_days, *self.form.reasons, *self.purpose.reasons, *self.reasons)


@dataclass(frozen=True, slots=True)
class Assessment:
    """All results of one arrangement and the rules they were made under; a draft until an officer releases it."""

    ceasefire: str
    title: str
    on: dt.date
    results: tuple[Result, ...]
    rules: Rules
    unplaced: int
    unplaced_deaths: Deaths
    set_aside: tuple[Aside, ...]

    @property
    def summary(self) -> Summary | None:
        """One word for the conduct under all clauses, and for nothing but the conduct."""
        return together([each.conduct.summary for each in self.results if each.party is None])

    def to_json(self) -> dict[str, Any]:
        """Return the whole document in the published form; it holds no time of its making."""
        document = {
            "format": FORMAT,
            "ceasefire": self.ceasefire,
            "on": self.on.isoformat(),
            "status": "draft",
            "summary": self.summary,
            "rules_version": self.rules.version,
            "unplaced": {"reports": self.unplaced, **self.unplaced_deaths.to_json()},
            "set_aside": [each.to_json() for each in self.set_aside],
            "results": [each.to_json() | {"rules_version": self.rules.version} for each in self.results],
        }
        return document | {"digest": digest_of(document)}
