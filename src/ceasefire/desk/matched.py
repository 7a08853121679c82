"""What a case touches in a stated version of the terms: which clause, what might exempt it, who was watching.

The same matching as everywhere, one row per report and clause, kept with the version of the terms it was made with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from ceasefire.desk.absence import grade_absence
from ceasefire.desk.evidence import Graded
from ceasefire.matching.match import NO_AT, YES_AT, match
from ceasefire.matching.rows import Answer, Row, Watched
from ceasefire.record import Effort, Event, Notice
from ceasefire.scope import Report
from ceasefire.terms import Terms
from ceasefire.terms.meaning import clause_scope
from ceasefire.terms.write import write_text

_TOUCHED: Final = frozenset({"inside", "exception_claimed", "cannot_tell"})


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """One report against one clause, if the report is true; `clause` is None where no clause applies.

    `near_edge`: the place is not sure enough to tell on which side of the edge it was. It is no finding.
    """

    report: str
    clause: str | None
    answer: Answer
    exempt: str | None
    watched: Watched
    margin_m: int | None
    near_edge: bool
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the row as it stands in an act."""
        told = {name: getattr(self, name) for name in ("report", "answer", "watched", "near_edge")}
        rest = {"clause": self.clause, "exempt": self.exempt, "margin_m": self.margin_m}
        rest = {name: value for name, value in rest.items() if value is not None}
        return told | rest | {"reasons": list(self.reasons)}


@dataclass(frozen=True, slots=True)
class Matched:
    """What the reports of a case touch in the terms `terms`, in the version with the SHA-256 `version`.

    `absence` says for each report how well it is established that what it tells did not happen.
    """

    terms: str
    version: str
    rows: tuple[MatchedRow, ...]
    absence: Mapping[str, Graded] = field(default_factory=dict)

    @property
    def touched(self) -> tuple[str, ...]:
        """The clauses that some report may lie inside of, with somebody bound or perhaps bound."""
        keys = (row.clause for row in self.rows if row.answer in _TOUCHED and row.clause)
        return tuple(dict.fromkeys(keys))

    @property
    def near_edge(self) -> frozenset[str]:
        """The reports that cannot tell on which side of an edge it was."""
        return frozenset(row.report for row in self.rows if row.near_edge)

    @property
    def reports(self) -> frozenset[str]:
        """The reports that were matched."""
        return frozenset(row.report for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """Return the whole as it stands in an act."""
        absence = [{"report": report} | graded.to_json() for report, graded in self.absence.items()]
        rows = [row.to_json() for row in self.rows]
        return {"terms": self.terms, "version": self.version, "rows": rows, "absence": absence}


def matched(
    terms: Terms, events: Iterable[Event], *, effort: Sequence[Effort] | None = None, notices: Sequence[Notice] = ()
) -> Matched:
    """Set the reports of a case against the terms; the answer names the version that it was made with.

    Who a report says did it is not taken over: a match is no word about that.
    """
    listed = {event.id: event for event in events}
    found = match(terms, listed.values(), effort=effort, notices=notices)
    rows = tuple(_row(terms, listed[row.event], row) for row in found.rows)
    absence = {event.id: grade_absence(terms, event, effort) for event in listed.values()}
    return Matched(terms.key, version_of(terms), rows, absence)


def version_of(terms: Terms) -> str:
    """Return the SHA-256 of the text of the terms, as they are written: the version that a match keeps."""
    return sha256(write_text(terms).encode("utf-8")).hexdigest()


def _row(terms: Terms, event: Event, row: Row) -> MatchedRow:
    told = row.to_json()
    return MatchedRow(
        report=row.event,
        clause=row.clause,
        answer=row.answer,
        exempt=row.exception,
        watched=row.watched,
        margin_m=told["margin_m"],
        near_edge=row.clause is not None and _is_near_edge(terms, event, row.clause),
        reasons=tuple(each.text for each in row.reasons),
    )


def _is_near_edge(terms: Terms, event: Event, clause: str) -> bool:
    """Whether the place, taken alone, is neither surely inside the clause's area nor surely outside it."""
    held = clause_scope(terms, clause).contains(Report(event.place, event.time, event.acts))
    return not (held.p_place >= YES_AT or held.p_place <= NO_AT)
