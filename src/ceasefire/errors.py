"""Everything that can go wrong, drawn once.

    CeasefireError                  something to tell a person; never a traceback
    ├── BadInput (ValueError)       a file, a value or an option is not usable        exit 2
    │   ├── UnknownFormat           a document of a kind or version we do not read    exit 2
    │   └── BadCounts               a table of counts that nothing can be concluded from   exit 2
    ├── RulesDiffer (TypeError)     counts under different rules cannot be added      exit 2
    ├── DeskError                   an act of an officer cannot be made               exit 2
    │   ├── NotNow                  not in the present state of the case or the board exit 2
    │   └── SecondPerson            it takes another person than the one who acts     exit 2
    ├── StoreError                  the store cannot be opened, read or written       exit 2
    │   ├── StoreBusy               somebody else holds it, or was writing            exit 2
    │   └── StepTaken               somebody else took this step first                exit 2
    ├── NotAgreed                   lint errors, contested versions, failed proof     exit 1
    └── (anything else)             our bug                                           exit 3

An error teaches: which code, at what place, what was found, what was expected, what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """A stable name for one kind of problem; the number is never used again for another.

    `means` and `do` are full sentences: they are the reference page of that code.
    """

    code: str
    means: str
    do: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input a problem stands: file, line and column (from 1), and the field."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """Return `file:line:column (field)` with only what is known."""
        spot = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return " ".join(part for part in (spot, f"({self.field})" if self.field else "") if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what was found, what was expected, and the way out.

    `do` falls back to the code's own advice.
    """

    code: Code
    place: Place = NOWHERE
    got: str = ""
    expected: str = ""
    do: str = ""
    severity: Severity = "error"

    @property
    def way_out(self) -> str:
        """Return what the reader should do next."""
        return self.do or self.code.do

    def at(self, place: Place) -> Problem:
        """Return the same problem at `place`."""
        return replace(self, place=place)

    def __str__(self) -> str:
        """Return the problem as people read it, on a few short lines."""
        head = f"{self.code.code}  {self.code.means}"
        lines = (
            ("at", str(self.place)),
            ("got", self.got),
            ("expected", self.expected),
            ("do", self.way_out),
        )
        return "\n".join([head, *(f"  {name + ':':<10}{text}" for name, text in lines if text)])

    def to_json(self) -> dict[str, Any]:
        """Return the problem in the published JSON form."""
        place = {"file": self.place.file, "line": self.place.line, "column": self.place.column}
        if self.place.field:
            place["field"] = self.place.field
        return {
            "code": self.code.code,
            "severity": self.severity,
            "place": place,
            "means": self.code.means,
            "got": self.got,
            "expected": self.expected,
            "do": self.way_out,
        }


class CeasefireError(Exception):
    """A problem, or several, told to a person; `exit_code` is what the command returns."""

    exit_code = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Keep every problem: a reader corrects a file once, not once per error."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadInput(CeasefireError, ValueError):
    """A file, a value or an option is not usable as it stands."""


class UnknownFormat(BadInput):
    """The document says it is of a kind or a major version that this release does not read."""


class BadCounts(BadInput):
    """Counts by area and day, or what is asked of them, cannot be what they are said to be."""


class RulesDiffer(CeasefireError, TypeError):
    """Counts were made under different rules or in different units, so no sum exists."""


class DeskError(CeasefireError):
    """An act of an officer cannot be made; nothing was changed."""


class NotNow(DeskError):
    """The act is whole, and not allowed in the present state."""


class SecondPerson(DeskError):
    """The act takes two persons, and one and the same did both."""


class StoreError(CeasefireError):
    """The store cannot be opened, read or written as asked; what was confirmed before is kept."""


class StoreBusy(StoreError):
    """Somebody else has the store open, or was writing all the while."""


class StepTaken(StoreError):
    """Somebody else wrote the next step of this thing first: look again, then decide again."""


class NotAgreed(CeasefireError):
    """The input was read and understood, and the honest answer is that it does not pass."""

    exit_code = 1
