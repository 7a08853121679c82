"""How a board stands at one instant: GO or NO-GO, each line by itself, and every reason that stands against GO."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ceasefire.desk.board import codes
from ceasefire.desk.board.history import (
    Confirmation,
    History,
    fresh_until_us,
    heard_until_us,
    lapses,
)
from ceasefire.desk.board.lines import Line, stations_of
from ceasefire.errors import NotNow, Problem
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.reasons import Reason, reason

LineState = Literal["confirmed", "missing", "stale", "withdrawn", "blocked"]


@dataclass(frozen=True, slots=True)
class Lease:
    """That the desk has been running without a break: its id, the latest moment it saw, until when it counts.

    The desk makes a new id at every start and renews the lease while it runs. A GO counts under the lease under which
    it was said, so it ends with a restart, and when the desk hung for longer than the lease lasts.
    """

    id: str
    seen_us: int
    until_us: int

    def lives(self, now_us: int) -> bool:
        """Tell whether the lease counts at `now_us`; not when the clock went backwards since it was last looked at."""
        return self.seen_us <= now_us < self.until_us

    def seen(self, now_us: int) -> Lease:
        """Return the lease having seen `now_us`: from then on an earlier moment does not count."""
        return replace(self, seen_us=max(self.seen_us, now_us))

    def renewed(self, now_us: int, for_us: int) -> Lease:
        """Return the lease lasting `for_us` from now; NotNow when it ended before: the desk then takes another id."""
        if not self.lives(now_us):
            got = f"{now_us}"
            raise NotNow(Problem(codes.LEASE_OVER, got=got, expected=f"from {self.seen_us} to before {self.until_us}"))
        return Lease(self.id, now_us, now_us + for_us)


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One line at one instant: its state, who confirmed it, until when that counts, and why it does not."""

    line: Line
    state: LineState
    told: Confirmation | None = None
    until_us: int | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The board at `now_us`: `go` or not, the state of the walk, the lines, and every reason against GO.

    `until_us` is when a GO ends unless something is confirmed or heard anew. It says what persons confirmed; whether
    it is safe on the ground it cannot know.
    """

    now_us: int
    go: bool
    state: str
    lines: tuple[LineStanding, ...] = ()
    why: tuple[Reason, ...] = ()
    until_us: int | None = None


def standing(history: History, now_us: int, lease: Lease | None) -> Standing:
    """Return how the board stands; GO only when nothing at all stands against it at this instant."""
    lines = line_standings(history, now_us)
    against = (*_against_the_act(history, now_us, lease), *against_go(history, now_us))
    why = tuple(dict.fromkeys(against))
    until = next((moment for moment, _ in lapses(history)), None)
    return Standing(now_us, not why, history.state, lines, why, until)


def line_standings(history: History, now_us: int) -> tuple[LineStanding, ...]:
    """Return every line as it stands at `now_us`."""
    return tuple(_line(history, line, now_us) for line in history.ground.lines)


def against_go(history: History, now_us: int) -> tuple[Reason, ...]:
    """Return every reason for which nobody may say GO at `now_us`, whatever was said before."""
    return tuple(_against(history, now_us))


def _against(history: History, now_us: int) -> Iterator[Reason]:
    if now_us < history.latest_us:
        yield reason("clock_back", "The clock went backwards: something was done later than the present moment.")
    yield from history.ground.slot.why_not
    for each in line_standings(history, now_us):
        yield from each.why
    for station in stations_of(history.opening.parties):
        until = heard_until_us(history, station)
        if until is None:
            yield reason("not_heard", "Nothing was heard from {station}.", station=station)
        elif until <= now_us:
            yield reason("lost_contact", "Contact with {station} is lost.", station=station)
    yield from (why for moment, why in lapses(history) if moment <= now_us and why.code in ("recall", "over"))
    yield from _issued(history)
    if any(stop.acknowledged_us is None for stop in history.stops):
        yield reason("stop_open", "A stop was called, and the crew has not acknowledged it.")
    if history.first_gone_us is None and now_us > history.decide_by_us:
        yield reason("decided", "The time of decision passed without a GO.")


def _issued(history: History) -> Iterator[Reason]:
    """After a change every side has to hold the same present version."""
    version = history.ground.version
    for side in history.opening.parties if version > 1 else ():
        if history.issued.get(side, 1) != version:
            yield reason("not_issued", "Version {version} was not issued to {side}.", version=version, side=side)


def _against_the_act(history: History, now_us: int, lease: Lease | None) -> Iterator[Reason]:
    """Why no GO was said that would count at this instant."""
    if history.state != "go" or history.gone is None:
        yield from history.why or (reason("no_go", "Nobody said GO."),)
        if history.state == "paused":
            yield reason("paused", "The works are paused, and nobody has resumed.")
        return
    if lease is None or lease.id != history.gone.lease:
        yield reason("restarted", "The desk was started anew since GO was said.")
    elif not lease.lives(now_us):
        yield reason("lease_over", "The desk hung, or its clock went backwards, since it was last looked at.")


def _line(history: History, line: Line, now_us: int) -> LineStanding:
    told = history.confirmed.get(line.key)
    until = fresh_until_us(history, line)
    blocked = _not_covered(history) if line.kind == "cover" else ()
    if blocked:
        return LineStanding(line, "blocked", told, until, blocked)
    if told is None or until is None:
        fell = history.fallen.get(line.key)
        missing = reason("missing", "{line}: not confirmed.", line=line.words)
        withdrawn = fell is not None and fell.code == "withdrawn"
        return LineStanding(line, "withdrawn" if withdrawn else "missing", why=(fell or missing,))
    if until <= now_us:
        stale = reason("stale", "{line}: the confirmation is too old.", line=line.words)
        return LineStanding(line, "stale", told, until, (stale,))
    return LineStanding(line, "confirmed", told, until)


def _not_covered(history: History) -> tuple[Reason, ...]:
    """The reasons of every side whose guarantees do not cover, or of which nobody can tell."""
    short = [each for each in history.ground.covered if each.answer is not Truth.YES]
    return tuple(why for each in short for why in each.reasons if why.code != "covered")
