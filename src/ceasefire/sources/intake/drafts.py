"""Items of a phrase while it is read, and the items that they become."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ceasefire.record.observation import Sense
from ceasefire.sources.intake.said import Direction, Figure, Item

ANY_FIRE: Final = "fire"


@dataclass(slots=True)
class Draft:
    """One item: everything said of it so far; `closed` once a full stop or a semicolon follows."""

    figure: Figure | None = None
    unit: str = ""
    descriptions: list[str] = field(default_factory=list)
    calibre: str = ""
    acts: list[str] = field(default_factory=list)
    flight: tuple[str, str] | None = None
    where: tuple[Direction, ...] = ()
    lead: tuple[Direction, ...] = ()
    sense: Sense | None = None
    parts: list[Draft] = field(default_factory=list)
    closed: bool = False

    def add_act(self, act: str) -> None:
        """Say of what weapon it was; "fire" after a number says no more than the number does."""
        if act not in self.acts and not (self.unit and act == ANY_FIRE):
            self.acts.append(act)

    def hear(self, sense: Sense) -> None:
        """Take the sense that is said after it, unless it has one."""
        self.sense = self.sense or sense
        for part in self.parts:
            part.hear(sense)

    def made(self, *, senses: bool) -> Item:
        """The item; where some have a sense and others none, none is said to be not stated."""
        return Item(
            figure=self.figure,
            unit=self.unit,
            descriptions=tuple(dict.fromkeys(self.descriptions)),
            calibre=self.calibre,
            acts=tuple(self.acts),
            flight=self.flight,
            where=self.where or self.lead,
            sense=self.sense or ("not_stated" if senses else None),
            parts=tuple(part.made(senses=senses) for part in self.parts),
        )


def items_of(drafts: Iterable[Draft]) -> tuple[Item, ...]:
    """Every item."""
    listed = tuple(drafts)
    senses = any(each.sense for draft in listed for each in (draft, *draft.parts))
    return tuple(draft.made(senses=senses) for draft in listed)
