"""The log: every row that came in, typed or pasted, counted under its rule; it has no states and no findings.

Opening a case on a row, joining it with another or finding anything about it changes no figure of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.clock import MIN, Span
from ceasefire.desk import codes
from ceasefire.desk.joining import Told
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record import Allegation, AnyCount, Event, Observation, side_by_side

OBSERVED: Final = "observed"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row: what was told, entered by a person at `at_us`; `corrects` names the row that it takes the place of."""

    report: Told
    by: str
    at_us: int
    corrects: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """The id of the report."""
        return self.report.id

    @property
    def counts(self) -> tuple[AnyCount, ...]:
        """The figures of the row; of an observation those of the whole, else those of its bearings."""
        return self.report.counted() if isinstance(self.report, Observation) else self.report.counts

    @property
    def voice(self) -> str:
        """Whose figures they are: the monitors' (`observed`), one party's, or one source's; never added across."""
        match self.report:
            case Observation():
                return OBSERVED
            case Allegation(said_by=said_by):
                return f"said by {said_by}"
            case Event(source=source):
                return f"from {source}"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one voice's rows add up to: each rule and unit by itself, and how many rows state no figure.

    What two posts heard at once stands in two rows and is counted twice, unless the rule of the figures says otherwise.
    """

    voice: str
    counts: tuple[AnyCount, ...]
    rows: int
    without_figure: int

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        counts = [count.to_json() for count in self.counts]
        return {"voice": self.voice, "counts": counts, "rows": self.rows, "without_figure": self.without_figure}


@dataclass(frozen=True, slots=True)
class Log:
    """All rows in the order in which they were entered; nothing is taken out, a correction is a new row."""

    rows: tuple[LogRow, ...] = ()

    def after(self, rows: Iterable[LogRow]) -> Log:
        """Return the log with further rows, all of them or none.

        Raises BadInput with every problem: an id that is there already, a correction of a row that is not there or was
        corrected before, a correction without a reason, a row that nobody entered.
        """
        added = tuple(rows)
        problems = list(self._problems(added))
        if problems:
            raise BadInput(problems)
        return Log((*self.rows, *added))

    @property
    def standing(self) -> tuple[LogRow, ...]:
        """The rows that count: those that no later row corrects."""
        corrected = {row.corrects for row in self.rows if row.corrects}
        return tuple(row for row in self.rows if row.id not in corrected)

    def within(self, span: Span) -> tuple[LogRow, ...]:
        """The rows that count and whose time begins in `span`, so that each row falls into one period alone."""
        return tuple(row for row in self.standing if span.start <= row.report.time.start_us < span.end)

    @property
    def undated(self) -> tuple[LogRow, ...]:
        """The rows that count and do not say when they began, so that they fall into no period."""
        return tuple(row for row in self.standing if row.report.time.start_us <= MIN)

    def tallies(self, span: Span | None = None) -> tuple[Tally, ...]:
        """What each voice counted, the monitors first, the others by name; nothing is added across voices or rules."""
        rows = self.standing if span is None else self.within(span)
        voices = sorted({row.voice for row in rows}, key=lambda voice: (voice != OBSERVED, voice))
        return tuple(_tally(voice, [row for row in rows if row.voice == voice]) for voice in voices)

    def late(self, span: Span, cut_off_us: int) -> tuple[LogRow, ...]:
        """The rows of a period that were entered after its cut-off and correct nothing: the next report tells them."""
        return tuple(row for row in self.within(span) if row.at_us > cut_off_us and not row.corrects)

    def corrections(self, since_us: int, until_us: int) -> tuple[tuple[LogRow, LogRow], ...]:
        """The rows that were corrected from one moment to another, each with what took its place."""
        by_id = {row.id: row for row in self.rows}
        made = (row for row in self.rows if row.corrects and since_us <= row.at_us < until_us)
        return tuple((by_id[row.corrects], row) for row in made)

    def _problems(self, added: tuple[LogRow, ...]) -> Iterator[Problem]:
        known = {row.id for row in self.rows}
        corrected = {row.corrects for row in self.rows if row.corrects}
        for at, row in enumerate(added):
            place = Place(field=f"rows.{at}")
            if row.id in known:
                yield Problem(codes.ALREADY_THERE, place, row.id, "an id of its own")
            if row.corrects and (row.corrects not in known or row.corrects in corrected):
                yield Problem(codes.NOT_IN_THE_LOG, place, row.corrects, "a row that is in the log and stands")
            if row.corrects and not row.why.strip():
                yield Problem(codes.MISSING_FIELD, place, "no reason", "why the row is corrected")
            if not row.by.strip():
                yield Problem(codes.NOBODY_NAMED, place, "nobody", "the account of the person who entered it")
            known.add(row.id)
            corrected.add(row.corrects)


def _tally(voice: str, rows: list[LogRow]) -> Tally:
    counts = side_by_side(count for row in rows for count in row.counts)
    return Tally(voice, counts, len(rows), sum(not row.counts for row in rows))
