"""Distances and directions in a phrase: "2–4 km ESE and 1 km N", "S and SSW, 600 m", "azimuth 180–200"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ceasefire.geometry.words import COMPASS
from ceasefire.sources.intake.figures import Range, piece, read_range
from ceasefire.sources.intake.said import Direction
from ceasefire.sources.intake.tokens import Token

METRES: Final = {"km": 1000.0, "m": 1.0}
FARTHEST_M: Final = 200_000.0  # nobody hears, sees or films farther from a post
AZIMUTH_ERROR_DEG: Final = 5.0  # what a bearing told as one number is taken to be good for
Span = tuple[float | None, float | None]


@dataclass(slots=True)
class _Group:
    """One direction while it is read."""

    distance: Span | None = None
    points: list[str] = field(default_factory=list)
    azimuths: tuple[float, float] | None = None
    closed: bool = False

    @property
    def has_direction(self) -> bool:
        return bool(self.points) or self.azimuths is not None or self.closed

    def made(self) -> Direction:
        near, far = self.distance or (None, None)
        return Direction(near, far, tuple(dict.fromkeys(self.points)), self.azimuths)


def read_directions(listed: Sequence[Token], at: int) -> tuple[tuple[Direction, ...], int]:
    """Every direction that begins at `at`, and where the next piece stands; none and `at` when there is none."""
    groups: list[_Group] = []
    after = at
    while True:
        joined, here = _skip_joints(listed, after, first=not groups)
        step = _distance_step(groups, listed, here, joined=joined) or _way_step(groups, listed, here, joined=joined)
        if step is None:
            return tuple(group.made() for group in groups), after
        after = step


def read_distance(listed: Sequence[Token], at: int) -> tuple[Span, int] | None:
    """The distance that begins at `at`, in metres, and where the next piece stands."""
    if piece(listed, at).is_word("unknown_distance"):
        return (None, None), at + 1
    first = read_range(listed, at)
    if first is None or piece(listed, first.after).kind != "lengths":
        return None
    unit, after = METRES[listed[first.after].value], first.after + 1
    second = read_range(listed, after + 1) if _goes_on(listed, after) else None
    if first.high is None and second is not None and piece(listed, second.after).kind == "lengths":
        far = second.low * METRES[listed[second.after].value]
        span, after = _checked(first.low * unit, far), second.after + 1
    else:
        span = _of_range(first, unit)
    return None if span is None else (span, after)


def _goes_on(listed: Sequence[Token], at: int) -> bool:
    return piece(listed, at).kind == "dash" or piece(listed, at).is_word("to", "and")


def _of_range(read: Range, unit: float) -> Span | None:
    low = read.low * unit
    if read.high is not None:
        return _checked(low, read.high * unit)
    if read.at_most:
        return _checked(0.0, low)
    if read.at_least:
        return (round(low, 1), None) if low <= FARTHEST_M else None
    half = _half_of_last_digit(read, unit)
    return _checked(max(0.0, low - half), low + half)


def _half_of_last_digit(read: Range, unit: float) -> float:
    """A distance is as exact as it is written: 3 km means 2.5 to 3.5 km, 2.5 km 2.45 to 2.55 km, 500 m 450 to 550 m."""
    written = next((text for text in reversed(read.written) if text[:1].isdigit()), "1").replace(",", ".")
    whole, _, part = written.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if unit == 1 else 0
    return 0.5 * 10.0 ** (zeros - len(part)) * unit


def _checked(near: float, far: float) -> Span | None:
    """Rising distances to a decimetre; None for what is no distance from a post."""
    near, far = round(near, 1), round(far, 1)
    return (near, far) if 0 <= near < far <= FARTHEST_M else None


def _skip_joints(listed: Sequence[Token], at: int, *, first: bool) -> tuple[bool, int]:
    """Whether an "and" or a comma joins what follows, and where that is; words that carry nothing are passed over."""
    joined = False
    while True:
        token = piece(listed, at)
        if token.kind == "comma" or token.is_word("and", "or"):
            if first:
                return joined, at
            joined = True
        elif not token.is_word("filler"):
            return joined, at
        at += 1


def _distance_step(groups: list[_Group], listed: Sequence[Token], at: int, *, joined: bool) -> int | None:
    found = read_distance(listed, at)
    if found is None:
        return None
    last = groups[-1] if groups else None
    if last is not None and last.distance is None and last.has_direction and not (joined and _way(listed, found[1])):
        last.distance = found[0]
    else:
        groups.append(_Group(found[0]))
    return found[1]


def _way_step(groups: list[_Group], listed: Sequence[Token], at: int, *, joined: bool) -> int | None:
    if piece(listed, at).is_word("unknown_direction"):
        _open_group(groups, more=False).closed = True
        return at + 1
    azimuths = _azimuths(listed, at)
    if azimuths is not None:
        _open_group(groups, more=False).azimuths = azimuths[0]
        return azimuths[1]
    points, after = _points(listed, at)
    if not points or (joined and _begins_another(listed, after)):
        return None
    alone = joined and _has_its_own_distance(listed, after)
    group = _Group() if alone else _open_group(groups, more=True)
    if alone:
        groups.append(group)
    group.points += points
    return after


def _open_group(groups: list[_Group], *, more: bool) -> _Group:
    """The group that a direction belongs to: the last one while it takes more, else a new one."""
    last = groups[-1] if groups else None
    takes_more = last is not None and not last.closed and last.azimuths is None
    if last is not None and takes_more and (more or not last.points):
        return last
    groups.append(_Group())
    return groups[-1]


def _begins_another(listed: Sequence[Token], at: int) -> bool:
    """Whether a count follows, so that the points before it say where *it* was."""
    read = read_range(listed, at)
    return read is not None and piece(listed, read.after).kind in {"units", "weapons", "descriptions"}


def _has_its_own_distance(listed: Sequence[Token], at: int) -> bool:
    found = read_distance(listed, at)
    return found is not None and not _way(listed, found[1])


def _way(listed: Sequence[Token], at: int) -> bool:
    """Whether a direction stands at `at`, past words that carry nothing."""
    _, here = _skip_joints(listed, at, first=True)
    named = piece(listed, here).is_word("unknown_direction")
    return named or bool(_points(listed, here)[0]) or _azimuths(listed, here) is not None


def _points(listed: Sequence[Token], at: int) -> tuple[list[str], int]:
    """One point of the compass, or every point from one to another ("S to SSW"), the shorter way round."""
    token = piece(listed, at)
    between = token.is_word("between")
    token = piece(listed, at + between)
    if token.kind != "points":
        return [], at
    joint, second = piece(listed, at + between + 1), piece(listed, at + between + 2)
    joins = joint.kind == "dash" or joint.is_word("to") or (between and joint.is_word("and"))
    if joins and second.kind == "points":
        return _arc(token.value, second.value), at + between + 3
    return ([], at) if between else ([token.value], at + 1)


def _arc(first: str, last: str) -> list[str]:
    start, count = COMPASS.index(first), len(COMPASS)
    steps = (COMPASS.index(last) - start) % count
    way = 1 if steps <= count // 2 else -1
    return [COMPASS[(start + way * step) % count] for step in range(min(steps, count - steps) + 1)]


def _azimuths(listed: Sequence[Token], at: int) -> tuple[tuple[float, float], int] | None:
    named = piece(listed, at).is_word("azimuth")
    read = read_range(listed, at + named)
    if read is None:
        return None
    marked = piece(listed, read.after).kind == "degree" or piece(listed, read.after).is_word("degrees")
    if not (named or marked) or not all(0 <= each <= 360 for each in (read.low, read.high or 0)):
        return None
    if read.high is None:
        pair = (read.low - AZIMUTH_ERROR_DEG) % 360, (read.low + AZIMUTH_ERROR_DEG) % 360
    else:
        pair = read.low % 360, read.high % 360
    return (pair, read.after + marked) if pair[0] != pair[1] else None
