"""The list of rows that were not used, kept small: a line, a reason and the deaths of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, overload

from ceasefire.errors import Code

MOST_SENTENCES: Final = 10_000
_NOT_SAID: Final = -1


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row that was not used: its line, the code and sentence of why, the deaths it counts, the code's sentence."""

    line: int
    code: str
    reason: str
    deaths: int | None
    means: str = ""

    def without_what_stood_there(self) -> SetAside:
        """Return the same with the sentence of its code alone, which quotes nothing from the row."""
        return replace(self, reason=self.means)

    def to_json(self) -> dict[str, Any]:
        """The published form."""
        known = {} if self.deaths is None else {"deaths": self.deaths}
        return {"line": self.line, "code": self.code, "reason": self.reason, **known}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows one reason set aside, how many deaths they count where they say so, and how many do not."""

    code: Code
    rows: int
    deaths: int
    silent: int


class SetAsideRows(Sequence[SetAside]):
    """Every row set aside, in the order of the file; some twenty bytes each.

    Past ten thousand different sentences a row keeps its code's own sentence instead of what was
    found in it, so a file of nothing but broken rows stays within bounds too.
    """

    def __init__(self) -> None:
        self._lines = array("q")
        self._deaths = array("q")
        self._reasons = array("l")
        self._sentences: list[tuple[Code, str]] = []
        self._known: dict[tuple[str, str], int] = {}

    def add(self, line: int, code: Code, reason: str, deaths: int | None) -> None:
        """Note one row."""
        self._lines.append(line)
        self._deaths.append(_NOT_SAID if deaths is None else deaths)
        self._reasons.append(self._sentence(code, reason))

    def _sentence(self, code: Code, reason: str) -> int:
        if len(self._sentences) >= MOST_SENTENCES and (code.code, reason) not in self._known:
            reason = code.means
        at = self._known.setdefault((code.code, reason), len(self._sentences))
        if at == len(self._sentences):
            self._sentences.append((code, reason))
        return at

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> SetAside: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[SetAside, ...]: ...
    def __getitem__(self, at: int | slice) -> SetAside | tuple[SetAside, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        code, reason = self._sentences[self._reasons[at]]
        deaths = self._deaths[at]
        return SetAside(self._lines[at], code.code, reason, None if deaths == _NOT_SAID else deaths, code.means)

    def __iter__(self) -> Iterator[SetAside]:
        return (self[at] for at in range(len(self)))

    def tallies(self) -> tuple[Tally, ...]:
        """Rows and deaths by reason, most rows first."""
        sums: dict[Code, list[int]] = {}
        for reason, deaths in zip(self._reasons, self._deaths, strict=True):
            counts = sums.setdefault(self._sentences[reason][0], [0, 0, 0])
            counts[0] += 1
            counts[1] += max(deaths, 0)
            counts[2] += deaths == _NOT_SAID
        listed = [Tally(code, *counts) for code, counts in sums.items()]
        return tuple(sorted(listed, key=lambda each: (-each.rows, each.code.code)))
