"""What an engine has to be: a store, the connection of one transaction, and its way to seek boxes.

Everything else of this room is written once, in SQL that engines share, on top of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from ceasefire.store.books import Books
    from ceasefire.store.report import Box

Progress = Callable[[int], None]
Record = tuple[Any, ...]
Between = tuple[int, int]


class Clash(Exception):
    """A row of that name is there already."""


class Missing(Exception):
    """A row names another one that is not there."""


class Connection(Protocol):
    """One transaction's way into the engine.

    Values stand as `?` in the SQL; an engine that marks them otherwise translates. Raises StoreError for what goes
    wrong with the file or the server, Clash and Missing for rows that contradict others.
    """

    def run(self, sql: str, *values: object) -> int:
        """Carry out one statement; return how many rows it changed."""

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for every row of values."""

    def all(self, sql: str, *values: object) -> list[Record]:
        """All rows of an answer."""

    def one(self, sql: str, *values: object) -> Record | None:
        """The first row of an answer, or None."""

    def each(self, sql: str, *values: object) -> Iterator[Record]:
        """The rows of an answer one after the other, in bounded memory."""


class Boxes(Protocol):
    """The index of boxes of one engine; its answers are exact."""

    def put(self, connection: Connection, rows: Iterable[tuple[int, Box, int, int]]) -> None:
        """Enter `(key, box, first day, last day)` of new reports."""

    def drop(self, connection: Connection, keys: Iterable[int]) -> None:
        """Take the boxes of these reports out."""

    def touching(self, box: Box, first: Between, last: Between) -> tuple[str, tuple[object, ...]]:
        """A query for `key, day` of the reports whose place may touch `box`, each once, and its values.

        `first` and `last` are the least and the largest that the first and the last day of a report may be.
        """


class Store(Protocol):
    """A mission's store, whatever engine holds it. Any thread may use it; one thread writes at a time."""

    def reading(self) -> AbstractContextManager[Books]:
        """Everything as it stands at this moment, whatever others write meanwhile."""

    def transaction(self, at_us: int | None = None, *, clock_was_wrong: bool = False) -> AbstractContextManager[Books]:
        """Read and write; all of it is kept when the block ends, nothing of it when anything in it fails.

        at_us is the moment of the act, given by the edge; it is left out for what states no moment. Raises StoreError
        when it is earlier than the last act's; `clock_was_wrong` lets it pass, for the act of a person who says so.
        When the block has ended without an error, what was written is on the disk.
        """

    def version(self) -> int:
        """The number of the last migration that was applied."""

    def check(self) -> None:
        """Look through the whole store; raise StoreError when something in it cannot be what was written."""

    def backup(self, to: Path, progress: Progress | None = None) -> None:
        """Write a copy of the store as it stands at this moment, checked, to a new file; others go on working."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
