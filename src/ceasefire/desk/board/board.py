"""The go/no-go board of one window of silence: NO-GO unless everything says GO, at this very instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ceasefire.desk.act import Act, check_order
from ceasefire.desk.board.amend import Consequences, consequences
from ceasefire.desk.board.chase import Chase, chase
from ceasefire.desk.board.checks import CHECKS
from ceasefire.desk.board.history import History
from ceasefire.desk.board.opening import read_opening
from ceasefire.desk.board.standing import Lease, Standing, against_go, standing
from ceasefire.desk.board.told import applied, begin, lapsed
from ceasefire.desk.board.walk import SAFE, WALK
from ceasefire.desk.codes import NOT_ALLOWED_NOW
from ceasefire.errors import NotNow, Place, Problem
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms

_UNOPENED: Final = reason("unopened", "Nobody opened the board.")


@dataclass(frozen=True, slots=True)
class Board:
    """One board: `id`, the `terms` that it was opened with, the key of its `window`, its `acts` in their order.

    Everything else follows from these. Making one from acts that were never allowed raises NotNow or BadInput: a
    history is taken whole or not at all. The board says what named persons confirmed at which minute; whether it is
    safe on the ground it cannot know.
    """

    id: str
    terms: Terms
    window: str
    acts: tuple[Act, ...] = ()
    told: History | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Replay the acts, unless `after` did so already."""
        object.__setattr__(self, "acts", tuple(self.acts))
        if self.told is None or not self.acts:
            object.__setattr__(self, "told", self._replayed(self.acts))

    def after(self, act: Act) -> Board:
        """Return the board after one more act.

        Raises BadInput when the act is not whole, NotNow when it is not allowed now, each with every reason. An act
        dated before an earlier one is refused, but for those that can only lead to NO-GO.
        """
        return Board(self.id, self.terms, self.window, (*self.acts, act), self._next(self.told, self.acts, act))

    def at(self, now_us: int, lease: Lease | None = None) -> Standing:
        """Return how the board stands at `now_us` (microseconds UTC); without a live lease it is NO-GO."""
        if self.told is None:
            return Standing(now_us, go=False, state=WALK.start, why=(_UNOPENED,))
        return standing(lapsed(self.told, now_us), now_us, lease)

    def against_go(self, now_us: int) -> tuple[Reason, ...]:
        """Return every reason for which nobody may say GO at `now_us`; none when an officer may."""
        if self.told is None:
            return (_UNOPENED,)
        return against_go(lapsed(self.told, now_us), now_us)

    def decision(self) -> tuple[Reason, ...] | None:
        """Return what was missing at the moment of decision; nothing when it was go, None before the board is opened.

        It tells of the acts up to that moment, whatever came later.
        """
        if self.told is None:
            return None
        moment = self.told.decide_by_us
        until = self._replayed(self._up_to(moment))
        if until is None:
            return (_UNOPENED,)
        until = lapsed(until, moment)
        lease = None if until.gone is None else Lease(until.gone.lease, moment, moment + 1)
        return standing(until, moment, lease).why

    def chase(self, now_us: int) -> tuple[Chase, ...]:
        """Return what has to be asked for, the most urgent first; see `Chase`."""
        return () if self.told is None else chase(self.told, now_us)

    def proposed(self, changes: Mapping[str, object]) -> Consequences:
        """Return what a change of the terms would do, without making it; BadInput with what is wrong with it."""
        if self.told is None:
            raise NotNow(Problem(NOT_ALLOWED_NOW, Place(field="kind"), "a change of a board", "`open` first"))
        return consequences(self.told, self.window, changes)

    def _up_to(self, moment: int) -> tuple[Act, ...]:
        for count, act in enumerate(self.acts):
            if act.at_us > moment:
                return self.acts[:count]
        return self.acts

    def _replayed(self, acts: Iterable[Act]) -> History | None:
        told: History | None = None
        done: list[Act] = []
        for act in acts:
            told = self._next(told, done, act)
            done.append(act)
        return told

    def _next(self, told: History | None, done: Iterable[Act], act: Act) -> History:
        WALK.check_form(act)
        earlier = tuple(done)
        if told is None:
            WALK.after(WALK.start, act.kind)
            return begin(read_opening(act, self.terms, self.window), act, self.terms, self.window)
        if act.kind not in SAFE:
            check_order([max(earlier, key=lambda each: each.at_us)], act)
        told = lapsed(told, max(told.latest_us, act.at_us))
        state = WALK.after(told.state, act.kind)
        if act.kind in CHECKS:
            CHECKS[act.kind](told, earlier, act)
        return applied(told, act, state, self.window)
