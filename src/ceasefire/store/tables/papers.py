"""Texts of terms in their versions, stretches of effort, and notices."""

from __future__ import annotations

from typing import Final

from ceasefire.errors import Place, Problem, StepTaken, StoreError
from ceasefire.store import codes
from ceasefire.store.kept import Announcement, TermsVersion, Watch
from ceasefire.store.protocol import Clash, Connection

_TERMS: Final = "terms, version, at_us, by, text"


class Papers:
    """What a mission works with beside reports. A version of terms is never changed; a new one is added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_terms(self, paper: TermsVersion) -> None:
        """Add the next version of a text; raise StepTaken when somebody else added it first."""
        [newest] = self._connection.all("SELECT coalesce(max(version), 0) FROM terms WHERE terms = ?", paper.terms)
        place, due = Place(field=paper.terms), int(newest[0]) + 1
        got, expected = f"version {paper.version}", f"version {due}"
        if paper.version > due:
            raise StoreError(Problem(codes.STEP_MISSING, place, got=got, expected=expected))
        values = (paper.terms, paper.version, paper.at_us, paper.by, paper.text)
        try:
            self._connection.run(f"INSERT INTO terms ({_TERMS}) VALUES (?, ?, ?, ?, ?)", *values)
        except Clash:
            raise StepTaken(Problem(codes.STEP_TAKEN, place, got=got, expected=expected)) from None

    def terms(self, terms: str, version: int | None = None) -> TermsVersion:
        """One version of a text, the newest when none is named; raise StoreError when it is not there."""
        row = self._connection.one(
            f"SELECT {_TERMS} FROM terms WHERE terms = ? AND version = coalesce(?, version) ORDER BY version DESC",
            terms,
            version,
        )
        if row is None:
            asked = "any version" if version is None else f"version {version}"
            raise StoreError(Problem(codes.NOT_HERE, Place(field=terms), got=asked))
        return TermsVersion(*row)

    def texts(self) -> dict[str, int]:
        """Every text of terms with the number of its newest version."""
        rows = self._connection.all("SELECT terms, max(version) FROM terms GROUP BY terms ORDER BY terms")
        return {str(name): int(version) for name, version in rows}

    def put_effort(self, watch: Watch) -> None:
        """Enter a stretch of effort, or put a corrected one in its place."""
        self._connection.run(
            "INSERT INTO effort (id, start_us, end_us, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET start_us = excluded.start_us, end_us = excluded.end_us, body = excluded.body",
            *(watch.id, watch.start_us, watch.end_us, watch.body),
        )

    def effort(self, start_us: int, end_us: int) -> tuple[Watch, ...]:
        """Who watched at any time from start to end, in the order of beginning."""
        rows = self._connection.all(
            "SELECT id, start_us, end_us, body FROM effort WHERE start_us < ? AND end_us > ? ORDER BY start_us, id",
            end_us,
            start_us,
        )
        return tuple(Watch(*row) for row in rows)

    def put_notice(self, notice: Announcement) -> None:
        """Enter a notice, or put a corrected one in its place."""
        self._connection.run(
            "INSERT INTO notices (id, start_us, end_us, received_us, body) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET start_us = excluded.start_us, end_us = excluded.end_us,"
            " received_us = excluded.received_us, body = excluded.body",
            *(notice.id, notice.start_us, notice.end_us, notice.received_us, notice.body),
        )

    def notices(self, start_us: int, end_us: int) -> tuple[Announcement, ...]:
        """What was announced for any time from start to end, in the order of beginning."""
        rows = self._connection.all(
            "SELECT id, start_us, end_us, received_us, body FROM notices WHERE start_us < ? AND end_us > ?"
            " ORDER BY start_us, id",
            end_us,
            start_us,
        )
        return tuple(Announcement(*row) for row in rows)
