"""The reports of one assessment: which of them may be some acts, and which name a party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.assessment.columns import Columns, columns_of, is_placed
from ceasefire.assessment.named import is_between, is_by, may_be_by
from ceasefire.assessment.surroundings import Chosen
from ceasefire.assessment.wording import never_named
from ceasefire.clock import Span
from ceasefire.kernel import taxonomy
from ceasefire.kernel.reasons import Reason
from ceasefire.matching.whom import keys_by_name
from ceasefire.record import Event
from ceasefire.terms import Terms
from ceasefire.terms.window_meaning import zones_of


@dataclass(frozen=True, slots=True)
class Reports:
    """All reports with a place and a day, as they were read and as columns, those without, and the terms' keys by name.

    What is chosen of them is one truth value per report, shape (n,).
    """

    placed: tuple[Event, ...]
    unplaced: tuple[Event, ...]
    columns: Columns
    keys: Mapping[str, str]

    @classmethod
    def of(cls, terms: Terms, events: Iterable[Event]) -> Reports:
        """Return the reports on the clock of the terms; raises BadInput when none has a place and a day."""
        given = tuple(events)
        columns = columns_of(given, zones_of(terms.zone)[0])
        placed = tuple(event for event in given if is_placed(event))
        unplaced = tuple(event for event in given if not is_placed(event))
        return cls(placed, unplaced, columns, keys_by_name(terms))

    def may_be(self, acts: tuple[str, ...]) -> Chosen:
        """Which reports may be one of these acts; any act where none is named."""
        leaves = taxonomy.acts().expand(acts or (taxonomy.EVERY,))
        return np.array([bool(each.acts & leaves) for each in self.placed], dtype=bool)

    def by(self, party: str | None, acts: Chosen) -> Chosen:
        """Which of the reports that may be such acts name the party, where one is asked for."""
        if party is None:
            return acts
        return np.logical_and(acts, [is_by(each, party, self.keys) for each in self.placed])

    def perhaps_by(self, party: str | None, acts: Chosen) -> Chosen:
        """Which of the reports that may be such acts may be the party's, where one is asked for."""
        if party is None:
            return acts
        return np.logical_and(acts, [may_be_by(each, party, self.keys) for each in self.placed])

    def unplaced_in(self, span: Span, acts: tuple[str, ...], party: str | None) -> int:
        """How many reports without a place or a day may be such acts, the party's where one is asked for, in a span."""
        leaves = taxonomy.acts().expand(acts or (taxonomy.EVERY,))
        return sum(
            bool(each.acts & leaves)
            and each.time.start_us < span.end
            and each.time.end_us > span.start
            and (party is None or may_be_by(each, party, self.keys))
            for each in self.unplaced
        )

    def between(self, bound: Iterable[str]) -> Chosen:
        """Which reports name one of these parties and nobody but parties of the terms."""
        parties = tuple(bound)
        return np.array([is_between(each, parties, self.keys) for each in self.placed], dtype=bool)

    def never_named(self, party: str, acts: Chosen) -> Reason:
        """Why nothing can be asked of one party: a name that no source gives is no sign that it did nothing."""
        return never_named(party, [event for event, is_told in zip(self.placed, acts.tolist(), strict=True) if is_told])
