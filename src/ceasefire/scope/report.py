"""What one report may have been, and the answer to whether a scope contains it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ceasefire.clock import ReportedTime
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry.places import ReportedPlace
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.reasons import Reason
from ceasefire.scope import codes
from ceasefire.scope.idset import EVERYBODY, IdSet


@dataclass(frozen=True, slots=True)
class Report:
    """Where and when it was said to be, every act it may have been, everybody who may have done it to whom.

    An unknown actor is `IdSet.any()`. An inner code among the acts stands for its leaves: any of them may have
    happened. Raises BadInput when one of the sets is empty, or for an act that no taxonomy has.
    """

    place: ReportedPlace
    time: ReportedTime
    acts: frozenset[str]
    actors: IdSet = EVERYBODY
    targets: IdSet = EVERYBODY

    def __post_init__(self) -> None:
        """Refuse a report about nothing."""
        if not self.acts or self.actors.is_empty or self.targets.is_empty:
            empty = [name for name in ("acts", "actors", "targets") if _is_none(getattr(self, name))]
            raise BadInput(Problem(codes.EMPTY_REPORT, got=f"no {', no '.join(empty)}"))
        if not self.acts <= _leaves():
            object.__setattr__(self, "acts", _expanded(self.acts))


class Margins(NamedTuple):
    """Metres and minutes to the nearest edge, positive inside; None when there is nothing to measure."""

    metres: float | None
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Containment:
    """Whether a scope contains a report, and why.

    `probability` is the least that the report allows: over the acts and parties that it may have been
    and over what is unknown in the terms; `p_max` is the most. `p_place` is the probability of the
    place while the window is open and `p_time` the share of the reported time inside the window, both
    for the sure scope. `margin_m` and `margin_min` are metres and minutes to the nearest edge, positive
    inside, None when there is nothing to measure. `whole_span` says that all of the reported time lies
    inside the window. It does not say who did it nor whether it was exempt.
    """

    answer: Truth
    probability: float
    p_max: float
    margin_m: float | None
    margin_min: float | None
    p_place: float
    p_time: float
    whole_span: bool
    reasons: tuple[Reason, ...]


@cache
def _leaves() -> frozenset[str]:
    return taxonomy.acts().all_leaves | taxonomy.duties().all_leaves


@lru_cache(maxsize=1024)
def _expanded(acts: frozenset[str]) -> frozenset[str]:
    trees = (taxonomy.acts(), taxonomy.duties())
    unknown = sorted(act for act in acts if not any(act in tree for tree in trees))
    if unknown:
        raise BadInput(Problem(codes.UNKNOWN_ACTS, Place(field="acts"), ", ".join(unknown)))
    return frozenset().union(*(tree.leaves(act) for act in acts for tree in trees if act in tree))


def _is_none(candidates: frozenset[str] | IdSet | object) -> bool:
    return candidates.is_empty if isinstance(candidates, IdSet) else not candidates
