"""A watch and its denial by the same watcher at the same place: what is contradicted was not watched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ceasefire.clock import TimeSet
from ceasefire.record.effort import Effort

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Contradicted:
    """Rows of effort, each watch cut by every row of its watcher, means and place that says that it was not possible.

    `kept` holds the rows that remain; several of one id where a watch fell apart. `times` are the moments at which
    some watcher is on record both as watching and as not able to.
    """

    kept: tuple[Effort, ...]
    times: TimeSet

    @classmethod
    def of(cls, effort: Sequence[Effort]) -> Contradicted:
        """Return the same rows without their contradictions."""
        denied: Mapping[Key, list[Effort]] = defaultdict(list)
        for each in effort:
            if not each.watched:
                denied[_key(each)].append(each)
        kept, times = list[Effort](), TimeSet.empty()
        for each in effort:
            against = _against(each, denied.get(_key(each), ())) if each.watched else TimeSet.empty()
            times |= TimeSet((each.span,)) & against
            kept += [each] if against.is_empty else _left(each, against)
        return cls(tuple(kept), times)


def _key(row: Effort) -> Key:
    return row.by.casefold(), row.means, row.area


def _against(watch: Effort, denied: Sequence[Effort]) -> TimeSet:
    same = (each for each in denied if each.where == watch.where and not each.acts.isdisjoint(watch.acts))
    return TimeSet(tuple(each.span for each in same))


def _left(watch: Effort, against: TimeSet) -> Iterator[Effort]:
    for span in (TimeSet((watch.span,)) - against).spans:
        yield replace(watch, start_us=span.start, end_us=span.end)
