"""Which area is meant at which time: steps of (start, end, area), sorted, without gaps of nothing.

Touching steps with the same area are one step. All functions keep this form.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from ceasefire.clock import Span, TimeSet
from ceasefire.scope.expression import NOTHING, Expr, both, either, negate


class Step(NamedTuple):
    """One area during one span, [start, end) in microseconds UTC."""

    start: int
    end: int
    where: Expr


Steps = tuple[Step, ...]


def steady(where: Expr, when: TimeSet) -> Steps:
    """The same area in every span of `when`."""
    return () if where.kind == "nothing" else tuple(Step(span.start, span.end, where) for span in when.spans)


def during(steps: Steps) -> TimeSet:
    """When there is any area at all."""
    return TimeSet(tuple(Span(step.start, step.end) for step in steps))


def meet(left: Steps, right: Steps) -> Steps:
    """The area that both mean."""
    return _walk_both(left, right, lambda a, b: both((a, b)))


def join(left: Steps, right: Steps) -> Steps:
    """The area that at least one means."""
    return _walk_both(left, right, lambda a, b: either((a, b)))


def leave(left: Steps, right: Steps) -> Steps:
    """The area that the first means and the second does not."""
    return _walk_both(left, right, lambda a, b: both((a, negate(b))))


def join_all(many: Iterable[Steps]) -> Steps:
    """The area that at least one of `many` means, in one sweep over time."""
    given = [steps for steps in many if steps]
    if len(given) <= 1:
        return given[0] if given else ()
    turns: dict[int, tuple[list[Expr], list[Expr]]] = {}
    for start, end, where in (step for steps in given for step in steps):
        turns.setdefault(start, ([], []))[0].append(where)
        turns.setdefault(end, ([], []))[1].append(where)
    return _sweep(turns)


def _sweep(turns: dict[int, tuple[list[Expr], list[Expr]]]) -> Steps:
    active: dict[Expr, int] = {}
    found: list[Step] = []
    times = sorted(turns)
    for time, after in pairwise(times):
        begun, ended = turns[time]
        for where in begun:
            active[where] = active.get(where, 0) + 1
        for where in ended:
            active[where] -= 1
            if not active[where]:
                del active[where]
        _append(found, time, after, either(active))
    return tuple(found)


def _walk_both(left: Steps, right: Steps, combine: Callable[[Expr, Expr], Expr]) -> Steps:
    edges = sorted({edge for steps in (left, right) for step in steps for edge in step[:2]})
    found: list[Step] = []
    i = j = 0
    for start, end in pairwise(edges):
        while i < len(left) and left[i].end <= start:
            i += 1
        while j < len(right) and right[j].end <= start:
            j += 1
        mine = left[i].where if i < len(left) and left[i].start <= start else NOTHING
        theirs = right[j].where if j < len(right) and right[j].start <= start else NOTHING
        _append(found, start, end, combine(mine, theirs))
    return tuple(found)


def remake(steps: Iterable[Step], change: Callable[[Expr], Expr]) -> Steps:
    """The same steps with every area replaced by `change(area)`."""
    found: list[Step] = []
    for start, end, where in steps:
        _append(found, start, end, change(where))
    return tuple(found)


def _append(found: list[Step], start: int, end: int, where: Expr) -> None:
    if where.kind == "nothing":
        return
    if found and found[-1].end == start and found[-1].where == where:
        found[-1] = Step(found[-1].start, end, where)
    else:
        found.append(Step(start, end, where))


def within(steps: Steps, span: Span) -> Steps:
    """What of `steps` falls into `span`."""
    first = bisect_right(steps, span.start, key=lambda step: step.end)
    last = bisect_left(steps, span.end, key=lambda step: step.start)
    return tuple(Step(max(start, span.start), min(end, span.end), where) for start, end, where in steps[first:last])


def fills(pieces: Steps, span: Span) -> bool:
    """Whether `pieces`, which fall into `span`, leave none of it out."""
    return sum(step.end - step.start for step in pieces) == span.end - span.start


def nearest(steps: Steps, span: Span) -> Expr | None:
    """The area of the step nearest in time to `span`; None when there is no step."""
    after = bisect_left(steps, span.end, key=lambda step: step.start)
    near = steps[max(after - 1, 0) : after + 1]
    return min(near, key=lambda step: max(step.start - span.end, span.start - step.end)).where if near else None


def times_around(steps: Steps, span: Span) -> TimeSet:
    """When there is any area, as far as it takes to measure from `span` to the nearest edge."""
    first = max(bisect_right(steps, span.start, key=lambda step: step.end) - 1, 0)
    last = min(bisect_left(steps, span.end, key=lambda step: step.start) + 1, len(steps))
    while first > 0 and steps[first - 1].end == steps[first].start:
        first -= 1
    while last < len(steps) and steps[last].start == steps[last - 1].end:
        last += 1
    return during(steps[first:last])
