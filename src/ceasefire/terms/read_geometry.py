"""Positions, lines and polygons as a file writes them: GeoJSON, or bare lists of [longitude, latitude].

The form is checked here; whether an outline crosses itself is for `geometry` to say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import shape

from ceasefire.errors import BadInput
from ceasefire.geometry import check_line, check_polygon
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode
from ceasefire.terms import codes
from ceasefire.terms.compound import Field, ListOf, Record
from ceasefire.terms.kinds import DATE, Kind, Ref, Schema, what
from ceasefire.terms.reading import At, Values

Position = tuple[float, float]
_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_DEPTH: Final = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_FEWEST: Final = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
LINES: Final = ("LineString", "MultiLineString")
OUTLINES: Final = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class PositionKind:
    """One position: [longitude, latitude] in degrees WGS 84."""

    def read(self, node: Node, at: At) -> Position | None:
        """Return (longitude, latitude)."""
        if isinstance(node, ListNode) and len(node.items) in (2, 3):
            lon, lat = (_degrees(item) for item in node.items[:2])
            if lon is not None and lat is not None and -180 <= lon <= 180 and -90 <= lat <= 90:
                return (lon, lat)
            if lon is not None and lat is not None and -90 <= lon <= 90 and -180 <= lat <= 180:
                do = f"Longitude comes first: did you mean [{lat:g}, {lon:g}]?"
                at.problem(codes.BAD_GEOMETRY, node, _shown(node), "latitude within ±90", do)
                return None
        at.problem(codes.BAD_GEOMETRY, node, _shown(node), "[longitude within ±180, latitude within ±90] in degrees")
        return None

    def schema(self) -> Schema:
        """Return the schema of a pair of numbers."""
        degree = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_DEGREES.pattern}$"}]}
        return {"type": "array", "items": degree, "minItems": 2, "maxItems": 3}


def _degrees(node: Node) -> float | None:
    if not isinstance(node, TextNode) or not _DEGREES.fullmatch(node.text.strip()):
        return None
    value = float(node.text)
    return value if math.isfinite(value) else None


def _shown(node: Node) -> str:
    if isinstance(node, ListNode) and all(isinstance(item, TextNode) for item in node.items):
        return "[" + ", ".join(item.text[:20] for item in node.items[:4] if isinstance(item, TextNode)) + "]"
    return what(node)


POSITION: Final = PositionKind()


@dataclass(frozen=True, slots=True)
class GeometryKind:
    """A GeoJSON geometry or feature of one of `types`, or the bare coordinates of the first type."""

    types: tuple[str, ...]

    def read(self, node: Node, at: At) -> Mapping[str, Any] | None:
        """Return {"type", "coordinates"} with positions as (longitude, latitude) tuples."""
        kind, coordinates, here = self._parts(node, at)
        if kind is None or coordinates is None:
            return None
        before = len(at.reading.problems)
        nested = _coordinates(coordinates, _DEPTH[kind], kind, here)
        if len(at.reading.problems) > before:
            return None
        geometry = {"type": kind, "coordinates": nested}
        return geometry if _is_sound(geometry, node, at) else None

    def _parts(self, node: Node, at: At) -> tuple[str | None, Node | None, At]:
        if isinstance(node, ListNode):
            return self._bare_type(node), node, at
        stated = node.get("type") if isinstance(node, MapNode) else None
        kind = stated.text if isinstance(stated, TextNode) else None
        if kind == "Feature" and isinstance(node, MapNode):
            inner = node.get("geometry")
            return self._parts(inner, at.under("geometry")) if inner is not None else (None, None, at)
        if kind not in self.types or not isinstance(node, MapNode) or node.get("coordinates") is None:
            expected = f"GeoJSON of type {' or '.join(self.types)}, or its bare coordinates"
            at.problem(codes.BAD_GEOMETRY, node, kind or what(node), expected)
            return None, None, at
        return kind, node.get("coordinates"), at.under("coordinates")

    def _bare_type(self, node: ListNode) -> str:
        """A polygon's ring may stand alone; nesting tells which type was meant."""
        depth = _nesting(node) - 1
        if depth == 1 and "Polygon" in self.types:
            return "Polygon"
        return next((kind for kind in self.types if _DEPTH[kind] == depth), self.types[0])

    def schema(self) -> Schema:
        """Return the schema of GeoJSON or of coordinates."""
        geometry = {
            "type": "object",
            "properties": {
                "type": {"enum": [*self.types, "Feature"], "description": "The GeoJSON type."},
                "coordinates": {"type": "array", "description": "Positions as [longitude, latitude]."},
                "geometry": {"type": "object", "description": "The geometry of a GeoJSON feature."},
            },
            "required": ["type"],
        }
        return {"anyOf": [geometry, {"type": "array"}]}


def _is_sound(geometry: Mapping[str, Any], node: Node, at: At) -> bool:
    check = check_polygon if geometry["type"] in OUTLINES else check_line
    if geometry["type"] == "MultiLineString":
        return True
    try:
        check(shape(geometry))
    except BadInput as refusal:
        at.adopt(refusal.problems, node)
        return False
    return True


def _nesting(node: Node) -> int:
    depth = 0
    while isinstance(node, ListNode) and node.items:
        node, depth = node.items[0], depth + 1
    return depth


def _coordinates(node: Node, depth: int, kind: str, at: At) -> Any:
    if depth == 2 and kind == "Polygon" and _nesting(node) == 2:
        return (_coordinates(node, 1, kind, at),)
    if depth == 0:
        return POSITION.read(node, at)
    if not isinstance(node, ListNode) or not node.items:
        at.problem(codes.BAD_GEOMETRY, node, what(node), f"coordinates of a {kind}")
        return ()
    nested = tuple(_coordinates(item, depth - 1, kind, at.under(i)) for i, item in enumerate(node.items))
    if depth == 1:
        _check_run(nested, kind, node, at)
    return nested


def _check_run(positions: tuple[Any, ...], kind: str, node: Node, at: At) -> None:
    fewest = _FEWEST[kind]
    if len(positions) < fewest:
        at.problem(codes.BAD_GEOMETRY, node, f"{len(positions)} positions", f"at least {fewest} for a {kind}")
    elif kind in OUTLINES and positions[0] != positions[-1]:
        do = "Repeat the first position at the end; if one was lost, take it from the source."
        at.problem(codes.BAD_GEOMETRY, node, "a ring that does not close", "the last position equal to the first", do)


@dataclass(frozen=True, slots=True)
class LineKind:
    """A reference line: a key of `lines`, a key as of a date, or its geometry."""

    def read(self, node: Node, at: At) -> Mapping[str, Any] | None:
        """Return {"ref", "as_of"} or a GeoJSON geometry."""
        if isinstance(node, TextNode):
            key = Ref("lines").read(node, at)
            return None if key is None else {"ref": key, "as_of": None}
        if isinstance(node, MapNode) and node.get("line") is not None:
            values: Values | None = LINE_AS_OF.read(node, at)
            return {"ref": values["line"], "as_of": values.get("as_of")} if values and "line" in values else None
        return GeometryKind(LINES).read(node, at)

    def schema(self) -> Schema:
        """Return the schema of the three forms."""
        return {"anyOf": [Ref("lines").schema(), LINE_AS_OF.schema(), GeometryKind(LINES).schema()]}


LINE_AS_OF: Final = Record(
    "line_as_of",
    "One dated version of a line.",
    (
        Field("line", Ref("lines"), "The key of a line under `lines`.", required=True),
        Field("as_of", DATE, "Which dated version of the line; the latest when left out."),
    ),
)
LINE: Final[Kind] = LineKind()
LINE_PAIR: Final[Kind] = ListOf(LINE)
