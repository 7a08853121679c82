"""A match as a file: CSV, Parquet, GeoJSON, JSON lines; the same rows in the same order in each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from ceasefire.matching.rows import Match, Row

if TYPE_CHECKING:
    import pyarrow as pa

    from ceasefire.record import Event

COLUMNS = (
    "event",
    "line",
    "clause",
    "party",
    "basis",
    "answer",
    "probability",
    "p_max",
    "margin_m",
    "margin_min",
    "exception",
    "watched",
    "certain",
    "possible",
    "reasons",
)


def to_csv(match: Match) -> str:
    """Return the rows as CSV with a header; reasons are one text, sentences apart by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(record[name]) for name in COLUMNS] for record in _records(match))
    return text.getvalue()


def to_json_lines(match: Match) -> str:
    """Return one JSON object per row and line."""
    return "".join(json.dumps(row.to_json(), ensure_ascii=False) + "\n" for row in match.rows)


def to_arrow(match: Match) -> pa.Table:
    """Return the rows as an Arrow table, ready for Parquet; needs the extra `parquet`."""
    import pyarrow as pa

    kinds = {
        "line": pa.int64(),
        "probability": pa.float64(),
        "p_max": pa.float64(),
        "margin_m": pa.int64(),
        "margin_min": pa.int64(),
        "certain": pa.bool_(),
        "possible": pa.bool_(),
    }
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    return pa.Table.from_pylist(list(_records(match)), schema=schema)


def to_geojson(match: Match, events: Mapping[tuple[str, int], Event]) -> dict[str, Any]:
    """Return the rows as GeoJSON features; a report without a place on the map has no geometry."""
    features = [
        {"type": "Feature", "geometry": _geometry(events.get((row.event, row.line))), "properties": record}
        for row, record in zip(match.rows, _records(match), strict=True)
    ]
    return {"type": "FeatureCollection", "format": "ceasefire-match-geojson/1", "features": features}


def _geometry(event: Event | None) -> dict[str, Any] | None:
    outline = event.place.outline() if event is not None else None
    return None if outline is None else dict(mapping(outline))


def _records(match: Match) -> Iterable[dict[str, Any]]:
    return (_flat(row) for row in match.rows)


def _flat(row: Row) -> dict[str, Any]:
    return {**row.to_json(), "reasons": "; ".join(each.text for each in row.reasons)}


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value
