"""Geometries in and out of GeoJSON (RFC 7946): positions are [longitude, latitude], edges straight on the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry.codes import EMPTY, NOT_A_NUMBER, OUT_OF_RANGE, TOO_FEW_POINTS, UNREADABLE
from ceasefire.geometry.outlines import check_line, check_polygon, check_positions, position_problems, ring_problems

_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_ANY_COORDINATE = 10**9  # whole numbers beyond that may not even be numbers of the machine
_KINDS = "Point, LineString, Polygon or their Multi forms"


def read_geometry(mapping: Any, place: Place = NOWHERE) -> BaseGeometry:  # noqa: ANN401 - whatever a file holds
    """The geometry of a GeoJSON geometry, a Feature, or a collection of one Feature; or a bare [lon, lat].

    Heights are dropped. All problems of the geometry are raised together as `BadInput`, each with `place`:
    coordinates that are no numbers, swapped or off the Earth; rings that are unclosed, too short or cross
    themselves; edges over the 180° meridian. A `crs` member other than WGS 84 is refused.
    """
    if isinstance(mapping, Sequence) and not isinstance(mapping, str):
        mapping = {"type": "Point", "coordinates": mapping}
    kind, coordinates = _opened(_unwrapped(mapping, place), place)
    if problems := list(_coordinate_problems(coordinates, _DEPTH[kind], place)):
        raise BadInput(problems)
    if problems := list(_part_problems(kind, coordinates, place)):
        raise BadInput(problems)
    geometry = _build(kind, coordinates)
    if kind in {"Polygon", "MultiPolygon"}:
        check_polygon(geometry, place)
    elif kind == "LineString":
        check_line(geometry, place)
    else:
        check_positions(shapely.get_coordinates(geometry), place)
    return geometry


def to_geojson(geometry: BaseGeometry, decimals: int = 7) -> dict[str, Any]:
    """A GeoJSON geometry: outer rings counter-clockwise, positions rounded (7 decimals are a centimetre)."""
    drawn = shapely.orient_polygons(geometry)
    mapping: dict[str, Any] = _rounded(shapely.geometry.mapping(drawn), decimals)
    return mapping


def _unwrapped(mapping: Any, place: Place) -> Any:  # noqa: ANN401 - whatever a file holds
    """The geometry object, out of its Feature, and that out of its collection."""
    if isinstance(mapping, Mapping) and mapping.get("type") == "FeatureCollection":
        features = mapping.get("features")
        if not isinstance(features, list | tuple) or len(features) != 1:
            count = len(features) if isinstance(features, list | tuple) else "no"
            raise BadInput(Problem(UNREADABLE, place, f"a FeatureCollection of {count} features", "exactly one"))
        mapping = features[0]
    if isinstance(mapping, Mapping) and mapping.get("type") == "Feature":
        if mapping.get("geometry") is None:
            raise BadInput(Problem(EMPTY, place, "a Feature without a geometry", _KINDS))
        return mapping["geometry"]
    return mapping


def _opened(mapping: Any, place: Place) -> tuple[str, Any]:  # noqa: ANN401 - whatever a file holds
    """The kind and the coordinates of a geometry object."""
    if not isinstance(mapping, Mapping):
        raise BadInput(Problem(UNREADABLE, place, f"{type(mapping).__name__}", "an object with type and coordinates"))
    crs = mapping.get("crs")
    if crs is not None and not any(name in str(crs) for name in ("CRS84", "EPSG::4326", "EPSG:4326")):
        raise BadInput(Problem(UNREADABLE, place, f"crs {crs}", "longitude and latitude, WGS 84 (no crs member)"))
    kind = mapping.get("type")
    if not isinstance(kind, str) or kind not in _DEPTH:
        raise BadInput(Problem(UNREADABLE, place, f"type {kind!r}", _KINDS))
    if not mapping.get("coordinates"):
        raise BadInput(Problem(EMPTY, place, f"{kind} without coordinates", "at least one position"))
    return kind, mapping["coordinates"]


def _coordinate_problems(value: Any, depth: int, place: Place) -> Iterator[Problem]:  # noqa: ANN401 - as above
    """Positions of two numbers or more, nested as deep as the kind says."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        yield Problem(UNREADABLE, place, f"{value!r:.60}", "a list of positions" if depth else "[longitude, latitude]")
    elif depth and not value:
        yield Problem(EMPTY, place, "a part without positions", "at least one position")
    elif depth:
        for part in value:
            yield from _coordinate_problems(part, depth - 1, place)
    elif len(value) < 2:
        yield Problem(UNREADABLE, place, f"position {value!r:.60}", "[longitude, latitude]")
    elif not all(isinstance(number, int | float) and not isinstance(number, bool) for number in value[:2]):
        yield Problem(NOT_A_NUMBER, place, f"position {value!r:.60}", "two numbers")
    elif any(isinstance(number, int) and abs(number) > _ANY_COORDINATE for number in value[:2]):
        yield Problem(OUT_OF_RANGE, place, f"position {value!r:.60}", "longitude -180 to 180, latitude -90 to 90")


def _part_problems(kind: str, coordinates: Any, place: Place) -> Iterator[Problem]:  # noqa: ANN401 - checked before
    """Rings and lines that cannot even be built, as they were written."""
    for polygon in {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, []):
        for ring in polygon:
            yield from position_problems(_flat(ring), place)
            yield from ring_problems(_flat(ring), place)
    for line in {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, []):
        if len(line) < 2:
            yield Problem(TOO_FEW_POINTS, place, f"{len(line)} position", "two different ones or more")


def _flat(positions: Any) -> Floats:  # noqa: ANN401 - checked before
    return np.array([position[:2] for position in positions], dtype=float).reshape(-1, 2)


def _build(kind: str, coordinates: Any) -> BaseGeometry:  # noqa: ANN401 - checked before
    if kind == "Point":
        return shapely.Point(*(float(number) for number in coordinates[:2]))
    if kind == "MultiPoint":
        return shapely.MultiPoint(_flat(coordinates))
    if kind == "LineString":
        return shapely.LineString(_flat(coordinates))
    if kind == "MultiLineString":
        return shapely.MultiLineString([_flat(line) for line in coordinates])
    if kind == "Polygon":
        return _polygon(coordinates)
    return shapely.MultiPolygon([_polygon(polygon) for polygon in coordinates])


def _polygon(rings: Any) -> BaseGeometry:  # noqa: ANN401 - checked before
    outer, *holes = (_flat(ring) for ring in rings)
    return shapely.Polygon(outer, holes)


def _rounded(value: Any, decimals: int) -> Any:  # noqa: ANN401 - nested lists of numbers
    if isinstance(value, Mapping):
        return {key: _rounded(part, decimals) for key, part in value.items()}
    if isinstance(value, float):
        return round(value, decimals) + 0.0
    return [_rounded(part, decimals) for part in value] if isinstance(value, list | tuple) else value
