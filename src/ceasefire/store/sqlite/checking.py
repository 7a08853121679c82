"""Looking through a whole store: is every page, row and count what was written?"""

from __future__ import annotations

from pathlib import Path

from ceasefire.errors import Place, Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.protocol import Connection
from ceasefire.store.tables.tallies import counted_anew

_SHOWN = 5


def check(connection: Connection, path: Path) -> None:
    """Raise StoreError with what is damaged: pages, indexes, rows that name others, boxes, counts."""
    place = Place(file=str(path))
    said = [str(row[0]) for row in connection.all(f"PRAGMA integrity_check({_SHOWN})")]
    lost = connection.all("PRAGMA foreign_key_check")
    found = [each for each in said if each != "ok"] + [f"a row of {row[0]} names one that is missing" for row in lost]
    has_reports = bool(connection.all("SELECT 1 FROM sqlite_master WHERE name = 'cell_tallies'"))
    if not found and has_reports and (differ := _boxes(connection)):
        found.append(differ)
    if found:
        raise StoreError(Problem(codes.DAMAGED, place, got="; ".join(found[:_SHOWN])))
    differing = list(counted_anew(connection)) if has_reports else []
    if differing:
        raise StoreError(Problem(codes.WRONG_TALLY, place, got="; ".join(differing)))


def _boxes(connection: Connection) -> str:
    """What is wrong with the tree of boxes, in words; nothing when all is well."""
    [(said,)] = connection.all("SELECT rtreecheck('boxes')")
    if said != "ok":
        return str(said)
    [(extra,)] = connection.all("SELECT count(*) FROM boxes WHERE key NOT IN (SELECT key FROM reports WHERE cell >= 0)")
    [(lost,)] = connection.all("SELECT count(*) FROM reports WHERE cell >= 0 AND key NOT IN (SELECT key FROM boxes)")
    return f"{extra} boxes without a report, {lost} reports without a box" if extra or lost else ""
