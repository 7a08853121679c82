"""Things and their acts: a thing is its history, and the store keeps nothing else about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceasefire.errors import Place, Problem, StepTaken, StoreError
from ceasefire.store import codes
from ceasefire.store.kept import StoredAct
from ceasefire.store.protocol import Clash, Connection, Record

_COLUMNS: Final = "kind, id, seq, at_us, act, number"


class Acts:
    """The histories of things. An act is never changed and never taken out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, kind: str, id: str) -> tuple[StoredAct, ...]:  # noqa: A002 - a thing is named by kind and id
        """The history of one thing, first act first; empty for a thing that is not there."""
        rows = self._connection.all(f"SELECT {_COLUMNS} FROM acts WHERE kind = ? AND id = ? ORDER BY seq", kind, id)
        return tuple(_act(row) for row in rows)

    def append(self, kind: str, id: str, seq: int, at_us: int, act: str) -> StoredAct:  # noqa: A002 - as above
        """Write the next act of a thing, whose step is `seq`, and return it as it stands in the store.

        Raises StepTaken when somebody else wrote that step first, StoreError when steps before it are missing.
        """
        found = self._connection.one("SELECT count(*) FROM acts WHERE kind = ? AND id = ?", kind, id)
        steps = int(found[0]) if found else 0
        place = Place(field=f"{kind} {id}")
        if seq > steps:
            raise StoreError(Problem(codes.STEP_MISSING, place, got=f"step {seq}", expected=f"step {steps}"))
        try:
            self._connection.run(
                "INSERT INTO acts (kind, id, seq, at_us, act) VALUES (?, ?, ?, ?, ?)", kind, id, seq, at_us, act
            )
        except Clash:
            raise StepTaken(Problem(codes.STEP_TAKEN, place, got=f"step {seq}", expected=f"step {steps}")) from None
        return self.of_step(kind, id, seq)

    def of_step(self, kind: str, id: str, seq: int) -> StoredAct:  # noqa: A002 - as above
        """One act by its place in the history; raise StoreError when it is not there."""
        row = self._connection.one(f"SELECT {_COLUMNS} FROM acts WHERE kind = ? AND id = ? AND seq = ?", kind, id, seq)
        if row is None:
            raise StoreError(Problem(codes.NOT_HERE, Place(field=f"{kind} {id}"), got=f"step {seq}"))
        return _act(row)

    def things(self, kind: str, after: str = "", most: int = 1000) -> tuple[str, ...]:
        """The ids of things of a kind in their order, at most `most`, behind `after`."""
        rows = self._connection.all(
            "SELECT DISTINCT id FROM acts WHERE kind = ? AND id > ? ORDER BY id LIMIT ?", kind, after, most
        )
        return tuple(str(row[0]) for row in rows)

    def since(self, number: int = 0) -> Iterator[StoredAct]:
        """Every act of the store behind `number`, in the order in which they were written."""
        for row in self._connection.each(f"SELECT {_COLUMNS} FROM acts WHERE number > ? ORDER BY number", number):
            yield _act(row)


def _act(row: Record) -> StoredAct:
    return StoredAct(*row)
