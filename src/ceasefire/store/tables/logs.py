"""The logs, one per tier: entries with their salts and leaf hashes, and the heads signed over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ceasefire.errors import Place, Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.kept import LogEntry, LogHead
from ceasefire.store.protocol import Connection, Record

_END: Final = 2**62


class Logs:
    """Append-only logs. The store keeps the order; whether a head was rightly signed the ledger verifies."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tiers(self) -> tuple[str, ...]:
        """The tiers that have a log, in their order."""
        return tuple(str(row[0]) for row in self._connection.all("SELECT DISTINCT tier FROM log ORDER BY tier"))

    def size(self, tier: str) -> int:
        """How many entries the log of a tier holds."""
        row = self._connection.one("SELECT seq FROM log WHERE tier = ? ORDER BY seq DESC LIMIT 1", tier)
        return 0 if row is None else int(row[0]) + 1

    def append(self, tier: str, at: int, entries: Sequence[LogEntry]) -> None:
        """Put entries behind the last one of a tier's log; `at`, the number of the first, has to be its size."""
        size = self.size(tier)
        if at != size:
            raise StoreError(Problem(codes.LOG_GAP, Place(field=tier), got=f"entry {at}", expected=f"entry {size}"))
        rows = ((tier, at + number, each.salt, each.entry, each.leaf) for number, each in enumerate(entries))
        self._connection.many("INSERT INTO log (tier, seq, salt, entry, leaf) VALUES (?, ?, ?, ?, ?)", rows)

    def entries(self, tier: str, start: int = 0, end: int = _END) -> Iterator[LogEntry]:
        """The entries from number `start` up to, not including, `end`."""
        sql = "SELECT salt, entry, leaf FROM log WHERE tier = ? AND seq >= ? AND seq < ? ORDER BY seq"
        for salt, entry, leaf in self._connection.each(sql, tier, start, end):
            yield LogEntry(bytes(salt), bytes(entry), bytes(leaf))

    def leaves(self, tier: str, start: int = 0, end: int = _END) -> Iterator[bytes]:
        """The leaf hashes alone, in order: what a tree is built from."""
        sql = "SELECT leaf FROM log WHERE tier = ? AND seq >= ? AND seq < ? ORDER BY seq"
        for (leaf,) in self._connection.each(sql, tier, start, end):
            yield bytes(leaf)

    def append_head(self, tier: str, head: LogHead) -> None:
        """Keep a head that was signed over all entries that the log holds now; another size is refused."""
        size = self.size(tier)
        place = Place(field=tier)
        if head.size != size:
            raise StoreError(Problem(codes.OTHER_LEAVES, place, got=f"size {head.size}", expected=f"size {size}"))
        values = (tier, head.size, head.at_us, head.head)
        self._connection.run("INSERT INTO heads (tier, size, at_us, head) VALUES (?, ?, ?, ?)", *values)

    def heads(self, tier: str) -> Iterator[LogHead]:
        """Every head of a tier's log, the oldest first."""
        for row in self._connection.each("SELECT size, at_us, head FROM heads WHERE tier = ? ORDER BY number", tier):
            yield _head(row)

    def last_head(self, tier: str) -> LogHead | None:
        """The newest head of a tier's log; None while nothing was signed."""
        row = self._connection.one(
            "SELECT size, at_us, head FROM heads WHERE tier = ? ORDER BY number DESC LIMIT 1", tier
        )
        return None if row is None else _head(row)


def _head(row: Record) -> LogHead:
    return LogHead(int(row[0]), int(row[1]), bytes(row[2]))
