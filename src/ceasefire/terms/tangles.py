"""Areas drawn by other areas: in no circle, and out of so many parts that a machine can still draw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ceasefire.kernel.tree import TextNode
from ceasefire.terms import codes
from ceasefire.terms.model import Area
from ceasefire.terms.reading import At

MOST_PARTS: Final = 2_000
MOST_STEPS: Final = 30
Drawn = Mapping[str, Sequence[str]]


def refuse_tangles(areas: Mapping[str, Area], at: At) -> None:
    """Record areas that are drawn by themselves, and those drawn by more parts or over more steps than can be."""
    drawn_by = {key: [each for each in _drawn_by(area) if each in areas] for key, area in areas.items()}
    parts, steps = _sizes(drawn_by)
    circles = _circles({key: each for key, each in drawn_by.items() if key not in parts})
    for key, area in areas.items():
        here, node = at.under(f"areas.{key}"), TextNode(key, place=area.place)
        if key in circles:
            here.problem(codes.GOES_IN_CIRCLES, node, key)
        elif parts.get(key, 0) > MOST_PARTS or steps.get(key, 0) > MOST_STEPS:
            got = f"{parts[key]:,} parts over {steps[key]:,} steps"
            here.problem(codes.TOO_MANY_PARTS, node, got, f"at most {MOST_PARTS:,} parts over {MOST_STEPS} steps")


def _drawn_by(area: Area) -> tuple[str, ...]:
    single = (area.spec.get("within"), area.spec.get("area"))
    return (*area.minus, *area.spec.get("areas", ()), *(each for each in single if each is not None))


def _sizes(drawn_by: Drawn) -> tuple[dict[str, int], dict[str, int]]:
    """The parts that each area is drawn of and the steps down to the last, from the simplest up; not of circles."""
    users: dict[str, list[str]] = {key: [] for key in drawn_by}
    for key, each in drawn_by.items():
        for part in each:
            users[part].append(key)
    waiting = {key: len(each) for key, each in drawn_by.items()}
    ready = [key for key, count in waiting.items() if count == 0]
    parts: dict[str, int] = {}
    steps: dict[str, int] = {}
    while ready:
        key = ready.pop()
        parts[key] = 1 + sum(parts[part] for part in drawn_by[key])
        steps[key] = 1 + max((steps[part] for part in drawn_by[key]), default=0)
        for user in users[key]:
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    return parts, steps


def _circles(left: Drawn) -> frozenset[str]:
    """The areas that are part of a circle, without those that only use one."""
    used = {key: sum(key in each for each in left.values()) for key in left}
    spare = [key for key, count in used.items() if count == 0]
    while spare:
        key = spare.pop()
        del used[key]
        for part in set(left[key]) & used.keys():
            used[part] -= 1
            if used[part] == 0:
                spare.append(part)
    return frozenset(used)
