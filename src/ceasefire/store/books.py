"""The books of a store: everything that one transaction can read and write."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.store.protocol import Boxes, Connection
from ceasefire.store.tables.acts import Acts
from ceasefire.store.tables.logs import Logs
from ceasefire.store.tables.papers import Papers
from ceasefire.store.tables.people import People
from ceasefire.store.tables.reports import Reports
from ceasefire.store.tables.settings import Settings


@dataclass(frozen=True, slots=True)
class Books:
    """What lies in the store, book by book.

    `at_us` is the moment of this transaction: what the edge gave, or the last act's where the clock was a little
    behind it; None while reading, and in a transaction that states no moment.
    """

    acts: Acts
    reports: Reports
    papers: Papers
    people: People
    logs: Logs
    settings: Settings
    at_us: int | None = None


def books(connection: Connection, boxes: Boxes, at_us: int | None = None) -> Books:
    """The books that `connection` opens."""
    return Books(
        acts=Acts(connection),
        reports=Reports(connection, boxes),
        papers=Papers(connection),
        people=People(connection),
        logs=Logs(connection),
        settings=Settings(connection),
        at_us=at_us,
    )
