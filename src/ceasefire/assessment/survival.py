"""How long ceasefires last: durations known only to lie in an interval, with ends that compete.

That a ceasefire broke down is often known only to lie between two visits; that it expired as agreed, was renewed or
was replaced is another end, and no breakdown. Treating it as a breakdown, or leaving it out, gives a wrong share.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment import codes
from ceasefire.errors import BadInput, Place, Problem

_CLOSE: Final = 1e-9
_MOST_ROUNDS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Spell:
    """How long one ceasefire lasted: it ended after more than `held` and by at most `ended` days, in the way `end`.

    `held == ended` is a day known exactly. `ended` is `math.inf` and `end` None while it still holds.
    """

    held: float
    ended: float
    end: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A share of all ceasefires that ends in the way `end` after more than `after` and by `by` days.

    Where the two are equal it ends on that day. Where within the step is not known from the data.
    """

    after: float
    by: float
    end: str
    share: float


@dataclass(frozen=True, slots=True)
class Durations:
    """Which share of `spells` ends in which way by when. `beyond` is the share that outlasts all that was seen."""

    steps: tuple[Step, ...]
    beyond: float
    spells: tuple[Spell, ...]

    @property
    def n(self) -> int:
        """From how many spells it was found."""
        return len(self.spells)

    def ended(self, by: float, end: str) -> tuple[float, float]:
        """The share that has ended in the way `end` by day `by`: least and most that the data allow."""
        own = [step for step in self.steps if step.end == end]
        least = sum(step.share for step in own if step.by <= by)
        return least, sum(step.share for step in own if step.after < by or step.by <= by)


def durations(spells: Iterable[Spell]) -> Durations:
    """Estimate the share of ceasefires that ends in each way by each day.

    The nonparametric maximum likelihood for interval-censored competing ends (Hudgens, Satten and Longini 2001), by
    self-consistency; with one kind of end it is that of Turnbull (1976), with days known exactly the cumulative
    incidence of Aalen and Johansen (1978). BadInput with every spell that cannot be. Spells are taken for alike and for
    independent, and watching for unrelated to how long a ceasefire lasts. It is no forecast for a single ceasefire.
    """
    known = tuple(spells)
    if problems := tuple(_problems(known)):
        raise BadInput(problems)
    cells = list(_cells(known))
    open_from = max((spell.held for spell in known if spell.end is None), default=-math.inf)
    tail = open_from > -math.inf and not any(_lies_after(cell, open_from) for cell in cells)
    fits = np.array([[_fits(spell, cell) for cell in cells] + [tail and spell.end is None] for spell in known])
    shares = _self_consistent(fits[:, [*range(len(cells)), *([len(cells)] if tail else [])]])
    steps = tuple(
        Step(after, by, end, float(share))
        for (after, by, end), share in zip(cells, shares, strict=False)
        if share > _CLOSE
    )
    return Durations(steps, float(shares[-1]) if tail else 0.0, known)


Cell = tuple[float, float, str]


def _cells(spells: Sequence[Spell]) -> Iterator[Cell]:
    """The innermost intervals of each end: only there can the likeliest shares lie (Peto 1973)."""
    for end in sorted({spell.end for spell in spells if spell.end is not None}):
        edges = {(spell.ended, 1) for spell in spells if spell.end == end}
        for spell in spells:
            if spell.end in (end, None):
                edges.add((spell.held, 0 if spell.held == spell.ended else 2))
        # On one day: first an exact day opens, then intervals close, then those open that begin after the day.
        ordered = sorted(edges)
        for (after, opens), (by, closes) in pairwise(ordered):
            if opens != 1 and closes == 1:
                yield after, by, end


def _lies_after(cell: Cell, day: float) -> bool:
    after, by, _ = cell
    return after > day or (after == day and by > after)


def _fits(spell: Spell, cell: Cell) -> bool:
    after, by, end = cell
    if spell.end is None:
        return _lies_after(cell, spell.held)
    if spell.end != end or by > spell.ended:
        return False
    return after >= spell.held if spell.held == spell.ended or after < by else after > spell.held


def _self_consistent(fits: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Shares that reproduce themselves when every spell is spread over its cells in their proportion."""
    weights = fits.astype(float)
    shares = np.full(fits.shape[1], 1 / fits.shape[1])
    for _ in range(_MOST_ROUNDS):
        better: NDArray[np.float64] = shares * (weights.T @ (1 / (weights @ shares))) / len(fits)
        if np.abs(better - shares).max() < _CLOSE / 100:
            return better
        shares = better
    return shares


def _problems(spells: Sequence[Spell]) -> Iterator[Problem]:
    if not spells:
        yield Problem(codes.BAD_SPELL, got="no spell", expected="at least one")
    for at, spell in enumerate(spells):
        days = (spell.held, spell.ended)
        if not (all(map(_is_number, days)) and 0 <= spell.held <= spell.ended and math.isfinite(spell.held)):
            yield _problem(at, f"from {spell.held} to {spell.ended}", "0 ≤ held ≤ ended")
        elif (spell.end is None) != math.isinf(spell.ended):
            yield _problem(at, f"end {spell.end!r} by {spell.ended}", "an end by a finite day, or None by math.inf")


def _is_number(value: Any) -> bool:  # noqa: ANN401 - hostile input is the subject
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool | np.bool_)


def _problem(at: int, got: str, expected: str) -> Problem:
    return Problem(codes.BAD_SPELL, Place(field=f"spells[{at}]"), got=got, expected=expected)
