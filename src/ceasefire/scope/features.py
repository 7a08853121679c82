"""Scopes as GeoJSON: one feature per part, for any map."""

from __future__ import annotations

from typing import Any

from ceasefire.clock import MAX, MIN, TimeSet, utc_iso
from ceasefire.geometry.geojson import to_geojson as geometry_to_geojson
from ceasefire.scope.idset import IdSet
from ceasefire.scope.region import Part, Region


def to_geojson(sure: Region, maybe: Region) -> dict[str, Any]:
    """A FeatureCollection; `certainty` is sure, or maybe for what the words may mean besides.

    A part that is everywhere has no geometry and `everywhere: true`. Times are UTC, null when open.
    """
    features = [_feature(part, "sure") for part in sure.solid().parts()]
    if maybe is not sure:
        features += [_feature(part, "maybe") for part in (maybe - sure).solid().parts()]
    return {"type": "FeatureCollection", "features": features}


def _feature(part: Part, certainty: str) -> dict[str, Any]:
    geometry = part.where.geometry()
    properties = {
        "certainty": certainty,
        "everywhere": geometry is None,
        "what": sorted(part.what),
        "bound": _ids(part.bound),
        "targets": _ids(part.targets),
        "when": _spans(part.when),
    }
    drawn = None if geometry is None else geometry_to_geojson(geometry)
    return {"type": "Feature", "geometry": drawn, "properties": properties}


def _ids(ids: IdSet) -> dict[str, list[str]]:
    return {"all_but" if ids.but else "only": sorted(ids.ids)}


def _spans(when: TimeSet) -> list[list[str | None]]:
    return [
        [None if start <= MIN else utc_iso(start), None if end >= MAX else utc_iso(end)] for start, end in when.spans
    ]
