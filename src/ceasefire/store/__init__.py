"""What a mission keeps, in one file: acts, reports, papers, people, logs; written whole or not at all."""

from ceasefire.store.asked import EVERYTHING, After, Ask, Cell, Cells, Days, Page, Total
from ceasefire.store.books import Books
from ceasefire.store.kept import (
    Account,
    Announcement,
    LogEntry,
    LogHead,
    Session,
    StoredAct,
    TermsVersion,
    Watch,
)
from ceasefire.store.protocol import Store
from ceasefire.store.report import Box, Report
from ceasefire.store.sqlite.opening import open_sqlite as open_store
from ceasefire.store.sqlite.restoring import restore

__all__ = [
    "EVERYTHING",
    "Account",
    "After",
    "Announcement",
    "Ask",
    "Books",
    "Box",
    "Cell",
    "Cells",
    "Days",
    "LogEntry",
    "LogHead",
    "Page",
    "Report",
    "Session",
    "Store",
    "StoredAct",
    "TermsVersion",
    "Total",
    "Watch",
    "open_store",
    "restore",
]
