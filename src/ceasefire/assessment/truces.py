"""The short truces that one ground has seen: the clause's own windows, and those of other ceasefires on that ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final

import numpy as np

from ceasefire.assessment.asked import who_is_bound
from ceasefire.assessment.columns import Days
from ceasefire.assessment.recurrent import FEWEST_TRUCES, Truces
from ceasefire.assessment.setting import clauses_near
from ceasefire.clock import MIN, TimeSet
from ceasefire.scope import Where
from ceasefire.terms import Terms
from ceasefire.terms.meaning import BY_NAME, clause_scope
from ceasefire.terms.model import Clause

SHORT_DAYS: Final = 14


def short_truces(
    terms: Terms, clause: Clause, ground: Where, days: Days, on: dt.date, others: Iterable[Terms]
) -> Truces:
    """Return the short truces of `ground` up to `on`, () where they are fewer than three or no question of their own.

    They are one only where every window of the clause itself is short, and all together leave over half of the days
    free. Other ceasefires count with their short windows, where their ground meets this one.
    """
    count = min(days.count, days.number_of(on) + 1)
    own = list(_runs(terms, clause, days))
    if not own or any(length > SHORT_DAYS for _, length in own):
        return ()
    under = np.zeros(count, dtype=bool)
    for first, length in (*own, *_of_others(ground, days, others)):
        if length <= SHORT_DAYS and first >= 0 and first + length <= count:
            under[first : first + length] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[False], under, [False]]).astype(np.int8)))
    found = tuple((int(first), int(after - first)) for first, after in edges.reshape(-1, 2))
    return found if len(found) >= FEWEST_TRUCES and 2 * under.sum() < count else ()


def _of_others(ground: Where, days: Days, others: Iterable[Terms]) -> Iterator[tuple[int, int]]:
    for terms, clause in clauses_near(ground, others, 0.0):
        yield from _runs(terms, clause, days)


def _runs(terms: Terms, clause: Clause, days: Days) -> Iterator[tuple[int, int]]:
    """The days of each time in which all who agreed are bound; one without a start or an end is not short."""
    bound = [clause_scope(terms, clause.key, party, how=BY_NAME) for party in who_is_bound(terms, clause)]
    times = [scope.certain.times() for scope in bound]
    for span in reduce(TimeSet.__and__, times).spans if times else ():
        if span.start <= MIN:
            yield 0, SHORT_DAYS + 1
            continue
        first, last = days.covered(span, SHORT_DAYS + 1)
        yield first, last - first + 1
