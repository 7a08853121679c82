"""Every weakness of a text of terms at once, before anybody relies on it.

Each check is a small function that yields problems; they stand in files by theme. An error is a text that
cannot mean what it says, or that must not stand; a warning names a hazard; a note is for the reader to know.
"""

from __future__ import annotations

from typing import Final

from ceasefire.errors import Problem
from ceasefire.terms.lint import acts, duties, exceptions, guarantees, humanitarian, parties, places, times, wording
from ceasefire.terms.model import Terms

CHECKS: Final = tuple(
    check
    for theme in (times, places, acts, duties, exceptions, parties, guarantees, humanitarian, wording)
    for check in theme.CHECKS
)
VERSION: Final = "1.0"


def lint(terms: Terms) -> tuple[Problem, ...]:
    """Return every problem of the terms, in the order of the file; nothing is changed.

    It does not say whether the terms are good: it says where readers will differ.
    """
    problems = [problem for check in CHECKS for problem in check(terms)]
    return tuple(sorted(problems, key=_in_file_order))


def _in_file_order(problem: Problem) -> tuple[int, int, str, str]:
    place = problem.place
    return (place.line or 0, place.column or 0, problem.code.code, place.field or "")
