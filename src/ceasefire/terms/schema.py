"""The published JSON Schema of terms and overlays, made from the same table of fields that reads them.

A file as YAML 1.2 loads it, or with every scalar as text, is valid when the reader takes it, except for
what only the reader checks: references, dates that exist, geometry that closes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ceasefire.terms.compound import Either, ListOf, MapOf, Record, qualified_schema
from ceasefire.terms.kinds import Kind, Schema
from ceasefire.terms.overlays import FORMAT as OVERLAY_FORMAT
from ceasefire.terms.overlays import OVERLAY
from ceasefire.terms.read import FORMAT, TERMS
from ceasefire.terms.read_areas import AREA
from ceasefire.terms.read_geometry import LINE_AS_OF
from ceasefire.terms.read_windows import UNSTATED_ZONE, WINDOW

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """Return the JSON Schema of `ceasefire-terms/1`, with a description for every field."""
    return _published(TERMS, FORMAT, "Terms of a local ceasefire")


def overlay_schema() -> Schema:
    """Return the JSON Schema of `ceasefire-overlay/1`."""
    return _published(OVERLAY, OVERLAY_FORMAT, "A party's private overlay of terms")


def records(root: Record) -> tuple[Record, ...]:
    """Return every record that `root` holds, itself first, each once, in the order of the fields."""
    found: dict[str, Record] = {}
    _collect(root, found)
    for each in (AREA, WINDOW, UNSTATED_ZONE, LINE_AS_OF):  # reached by reference
        _collect(each, found)
    return tuple(found.values())


def _published(root: Record, form: str, title: str) -> Schema:
    definitions: dict[str, Any] = {each.name: each.definition() for each in records(root) if each is not root}
    top = root.definition()
    top["properties"]["format"]["const"] = form
    return {
        "$schema": DRAFT,
        "$id": f"https://ceasefire.invalid/schema/{form}",
        "title": title,
        **top,
        "$defs": {**definitions, "qualified": qualified_schema()},
    }


def _collect(record: Record, found: dict[str, Record]) -> None:
    if record.name in found:
        return
    found[record.name] = record
    for each in record.fields:
        for inner in _records_in(each.kind):
            _collect(inner, found)


def _records_in(kind: Kind) -> Iterator[Record]:
    match kind:
        case Record():
            yield kind
        case ListOf() | MapOf():
            yield from _records_in(kind.kind)
        case Either():
            yield from _records_in(kind.scalar)
            yield from _records_in(kind.mapping)
        case _:
            yield from getattr(kind, "records", ())
