"""A page of terms before it has a form: sections of sentences, entries and tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name and sentences about it; `key` is how the terms refer to it."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; every cell is text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page: an opening sentence, then entries, then a table."""

    title: str
    opening: str = ""
    entries: tuple[Entry, ...] = ()
    table: Table | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell under the title."""
        return not (self.opening or self.entries or self.table)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole page in one language."""

    title: str
    lang: str
    sections: tuple[Section, ...]
