"""Rows of any table that came in, read with a mapping file, as the events that a CSV read with it would give."""

from __future__ import annotations

from collections.abc import Mapping

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record import Event
from ceasefire.sources import codes
from ceasefire.sources.intake.sheet import Sheet
from ceasefire.sources.own_table.reader import Mapped
from ceasefire.sources.rows import BadRow, Header, LeftOut


def events_of(sheet: Sheet, mapped: Mapped, options: Mapping[str, str] | None = None) -> tuple[Event, ...]:
    """Return the event of each row of a workbook, GeoJSON or form, under a mapping read with `read_mapping`.

    Rows that the mapping sets aside on purpose are left out. Raises BadInput once, with every row that cannot be read,
    for columns that are missing, and for options that the mapping does not know; then nothing is taken.
    """
    missing = mapped.manifest.missing(sheet.header)
    if missing:
        got, expected = ", ".join(sheet.header[:12]), f"also {', '.join(missing)}"
        raise BadInput(Problem(codes.MISSING_COLUMNS, Place(sheet.name), got, expected))
    reader = mapped.prepare(Header(sheet.header), mapped.manifest, mapped.manifest.settle(options or {}))
    events: list[Event] = []
    problems: list[Problem] = []
    for row in sheet.rows:
        try:
            events.append(reader.event(row.line, row.cells))
        except LeftOut:
            continue
        except BadRow as told:
            problems.append(Problem(told.code, Place(sheet.name, row.line), told.got, told.expected))
    if problems:
        raise BadInput(problems)
    return tuple(events)
