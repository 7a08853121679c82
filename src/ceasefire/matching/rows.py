"""The answer of a match: one row per report and clause it touches, one line per clause and unit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Literal

from ceasefire.kernel.reasons import Reason

Answer = Literal["inside", "exception_claimed", "outside", "not_bound", "cannot_tell"]
Watched = Literal["yes", "no", "unknown"]
FORMAT: Final = "ceasefire-match/1"
VERSION: Final = "1.0"


@dataclass(frozen=True, slots=True)
class Row:
    """One report against one clause; `clause` is None when no clause applies to the report.

    `party` is the one party the report speaks of, bound or not, or None when who did it is not established;
    `basis` says on what that rests. `probability` is the least chance that the report, if true, lies within
    what somebody who may have done it was bound to, and `p_max` the most: both are 0 where nobody was bound,
    and only the first where it cannot be told. Neither is a chance that anything was broken.
    Margins are metres and minutes to the nearest edge, positive inside, infinite where there is none.
    `certain`: the whole reported time is inside and the place is; `possible`: some of it may be. Whether
    something was exempt, and who did it, is never decided here.
    """

    event: str
    line: int
    clause: str | None
    party: str | None
    basis: str
    answer: Answer
    probability: float
    p_max: float
    margin_m: float | None
    margin_min: float | None
    exception: str | None
    watched: Watched
    reasons: tuple[Reason, ...]
    certain: bool = False
    possible: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the row in the published form; margins to the metre and minute, chances to six digits."""
        return {
            "event": self.event,
            "line": self.line,
            "clause": self.clause,
            "party": self.party,
            "basis": self.basis,
            "answer": self.answer,
            "probability": round(self.probability, 6),
            "p_max": round(self.p_max, 6),
            "margin_m": _whole(self.margin_m),
            "margin_min": _whole(self.margin_min),
            "exception": self.exception,
            "watched": self.watched,
            "certain": self.certain,
            "possible": self.possible,
            "reasons": [reason.to_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Watching:
    """How much of a clause's where × when somebody watched, and the reason that says of what.

    `share` is None when no effort was recorded (`no_effort_recorded`), or when the clause has no size that
    a share could be taken of (any other code). A clause without an end is measured within the period from
    the first to the last watch or report, which the reason names.
    """

    share: float | None
    reason: Reason

    @property
    def is_measured(self) -> bool:
        """Whether there is a share."""
        return self.share is not None

    @property
    def is_recorded(self) -> bool:
        """Whether anybody wrote down who was watching."""
        return self.reason.code != "no_effort_recorded"


@dataclass(frozen=True, slots=True)
class ClauseSummary:
    """What the reports add up to under one clause, in one unit of one counting rule.

    `certain` and `possible` bound the number; `expected` is the mean over the errors of places and times,
    None when an act, a party or the terms leave the chance itself unknown; `interval` holds the number
    with 90 %, None where the record cannot show any. `reasons` say why the figures are no full count: a place or
    a time not set, nobody bound, a record that never or hardly reaches the clause. `coverage` is the share of the
    clause's where × when that somebody watched, None without an effort file or where it cannot be measured, as
    `watching` says: silence then proves nothing.
    """

    clause: str
    unit: str
    rule: str | None
    certain: int
    possible: int
    expected: float | None
    interval: tuple[int, int] | None
    watching: Watching
    reasons: tuple[Reason, ...] = ()

    @property
    def is_looked_at(self) -> bool:
        """Whether the record can show anything under this clause; where it cannot, its zeros are no counts."""
        return self.interval is not None

    @property
    def coverage(self) -> float | None:
        """The watched share, None where there is none."""
        return self.watching.share

    def to_json(self) -> dict[str, Any]:
        """Return the line in the published form."""
        return {
            "clause": self.clause,
            "unit": self.unit,
            "rule": self.rule,
            "certain": self.certain,
            "possible": self.possible,
            "expected": None if self.expected is None else round(self.expected, 3),
            "interval": [None, None] if self.interval is None else list(self.interval),
            "coverage": None if self.coverage is None else round(self.coverage, 4),
            "coverage_reason": self.watching.reason.to_json(),
            "reasons": [each.to_json() for each in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which share of a clause's where × when somebody watched by one means, able to see one kind of act."""

    clause: str
    means: str
    act: str
    share: float

    def to_json(self) -> dict[str, Any]:
        """Return what stands with the clause in the published form."""
        return {"means": self.means, "act": self.act, "share": round(self.share, 4)}


def _whole(margin: float | None) -> int | None:
    """The margin in whole metres or minutes; None where there is no edge at all."""
    return round(margin) if margin is not None and math.isfinite(margin) else None


@dataclass(frozen=True, slots=True)
class Match:
    """Everything one match says, sorted by report and clause; it holds no time of its making.

    `limits` says from which probability on the answer is inside, and up to which it is outside. `kept_back` are
    clauses that were not tested for this reader: they have no row and no line, and that is no zero.
    """

    rows: tuple[Row, ...]
    clauses: tuple[ClauseSummary, ...]
    coverage: tuple[Coverage, ...] = ()
    notices: tuple[Reason, ...] = ()
    limits: Reason | None = None
    kept_back: tuple[str, ...] = ()

    def to_json(self, inputs: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the whole document in the published form; `inputs` says what was read and set aside.

        Clauses stand in the order of their keys and units, each with its coverage by means and with what
        has to be said of the whole match.
        """
        kept_back = {"kept_back": list(self.kept_back)} if self.kept_back else {}
        told = [each.to_json() for each in (self.limits, *self.notices) if each is not None]
        return {
            "format": FORMAT,
            "version": VERSION,
            "input": inputs,
            "rows": [row.to_json() for row in self.rows],
            "clauses": [
                summary.to_json() | {"coverage_by": self._by_means(summary.clause), "notices": told}
                for summary in sorted(self.clauses, key=lambda line: (line.clause, line.unit, line.rule or ""))
            ],
            **kept_back,
        }

    def _by_means(self, clause: str) -> list[dict[str, Any]]:
        return [line.to_json() for line in self.coverage if line.clause == clause]
