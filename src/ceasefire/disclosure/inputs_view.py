"""What became of the files of events, as a reader may be told it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from ceasefire.disclosure.reader import Reader
from ceasefire.sources import Reading


def inputs_for(reader: Reader, readings: Iterable[Reading], form: str, *, published: bool) -> list[dict[str, Any]]:
    """Return one record per file: what was read, used and set aside; the mission gets all of it.

    Everybody else gets the file's name without its folders, which name people and machines. Of a file that is not
    `published` the hash is None: whoever guesses the few coordinates of a small file proves the guess by its hash.
    Nor is said how its owner calls it, nor what stood in a row that was set aside, only for which reason.
    """
    return [_told(reader, reading, form, published=published) for reading in readings]


def _told(reader: Reader, reading: Reading, form: str, *, published: bool) -> dict[str, Any]:
    whole = reading.to_json()
    if reader.sees_everything:
        return whole
    told = whole | {"path": PurePath(reading.path).name}
    if published:
        return told
    aside = [each.without_what_stood_there().to_json() for each in reading.set_aside]
    return told | {"sha256": None, "format": form, "set_aside": aside}
