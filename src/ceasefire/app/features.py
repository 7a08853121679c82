"""Reports as GeoJSON features."""

from __future__ import annotations

import json
from typing import Any

from ceasefire.clock import utc_iso
from ceasefire.errors import BadInput
from ceasefire.store import Report


def feature(report: Report) -> dict[str, Any]:
    """One report as a feature: a point that stands for its place, the box of all that the place may be, figures.

    An end or a start that nobody knows is null, and so is the geometry of a report without a place. The point says
    where to draw the report, not where it happened. The whole as it was taken in stays in the store.
    """
    box = report.box
    return {
        "type": "Feature",
        "id": report.id,
        "geometry": None if report.centre is None else {"type": "Point", "coordinates": list(report.centre)},
        "properties": {
            "kind": report.kind,
            "start": _moment(report.start_us),
            "end": _moment(report.end_us),
            "reported": None if report.reported_us is None else _moment(report.reported_us),
            "acts": list(report.acts),
            "counts": json.loads(report.counts),
            "source": report.source,
            "text": report.text,
            "place_may_be": None if box is None else [box.west, box.south, box.east, box.north],
        },
    }


def _moment(at_us: int) -> str | None:
    try:
        return utc_iso(at_us)
    except BadInput:  # an open side
        return None
