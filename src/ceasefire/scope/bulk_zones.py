"""Zones and windows of many scopes as plain arrays: all that the bulk kernel knows of a scope.

The layout is that of GeoArrow multipolygons (coordinates and three levels of offsets), so a table
travels to another process or machine as it is and the kernel never meets a Python object.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.scope.bulk_axis import Floats, Ints

EVERYWHERE: Final = -1
_POLYGON: Final = int(shapely.GeometryType.POLYGON)
_MULTIPOLYGON: Final = int(shapely.GeometryType.MULTIPOLYGON)
Areas = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class ZoneTable:
    """Parts (scope, window, outline), ascending by scope; a scope may have several and none.

    Attributes:
        scope: which scope each part belongs to, (p,).
        start: first moment of the part, microseconds UTC, (p,).
        end: first moment after it, (p,).
        outline: which outline, (p,); -1 is everywhere.
        lonlat: corners of closed rings in degrees, (v, 2).
        ring_at: where each ring starts in `lonlat`, then its length.
        polygon_at: where each polygon starts in the rings, then their number.
        outline_at: where each outline starts in the polygons, then their number.
    """

    scope: Ints
    start: Ints
    end: Ints
    outline: Ints
    lonlat: Floats
    ring_at: Ints
    polygon_at: Ints
    outline_at: Ints

    @property
    def outlines(self) -> int:
        """How many outlines there are."""
        return len(self.outline_at) - 1

    def drawn(self) -> DrawnZones:
        """The same parts with their outlines as shapely multipolygons."""
        offsets = (self.ring_at, self.polygon_at, self.outline_at)
        made = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, self.lonlat, offsets)
        return DrawnZones(self.scope, self.start, self.end, self.outline, made)

    def only(self, parts: slice) -> ZoneTable:
        """The table with some of the parts, and no more outlines than they need."""
        used = self.outline[parts]
        low = int(used.min(initial=self.outlines, where=used >= 0))
        high = max(low, int(used.max(initial=EVERYWHERE)) + 1)
        outline_at = self.outline_at[low : high + 1]
        polygon_at = self.polygon_at[outline_at[0] : outline_at[-1] + 1]
        ring_at = self.ring_at[polygon_at[0] : polygon_at[-1] + 1]
        return ZoneTable(
            self.scope[parts],
            self.start[parts],
            self.end[parts],
            np.where(used < 0, used, used - low),
            self.lonlat[ring_at[0] : ring_at[-1]],
            ring_at - ring_at[0],
            polygon_at - polygon_at[0],
            outline_at - outline_at[0],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Every edge of every outline: from (x1, y1) to (x2, y2), and which outline it belongs to, ascending."""

    x1: Floats
    y1: Floats
    x2: Floats
    y2: Floats
    outline: Ints


def edges_of(table: ZoneTable) -> Edges:
    """The edges of the outlines in `table`."""
    corners = np.ones(len(table.lonlat), dtype=np.bool_)
    corners[table.ring_at[1:] - 1] = False
    start = np.flatnonzero(corners)
    (x1, y1), (x2, y2) = table.lonlat[start].T, table.lonlat[start + 1].T
    first_corner = table.ring_at[table.polygon_at[table.outline_at]]
    outline = np.repeat(np.arange(table.outlines), np.diff(first_corner))
    return Edges(x1.copy(), y1.copy(), x2.copy(), y2.copy(), outline[start])


@dataclass(frozen=True, slots=True, eq=False)
class DrawnZones:
    """Parts as in `ZoneTable`, their outlines as shapely areas, (o,): what is near at hand in one process."""

    scope: Ints
    start: Ints
    end: Ints
    outline: Ints
    outlines: Areas

    def prepared(self) -> Areas:
        """The outlines, made ready for many points; the work stays with them for the next question."""
        shapely.prepare(self.outlines)
        return self.outlines

    def table(self) -> ZoneTable:
        """The same as plain arrays."""
        return ZoneTable(self.scope, self.start, self.end, self.outline, *_rings(self.outlines))


def drawn_zones(parts: list[tuple[int, int, int, int]], outlines: list[BaseGeometry]) -> DrawnZones:
    """Parts (scope, start, end, outline or -1), ascending by scope, and their outlines.

    Only the polygons of an outline count; a part without any time is left out.
    """
    flat = np.array(parts, dtype=np.int64).reshape(-1, 4)
    flat = flat[flat[:, 1] < flat[:, 2]]
    areas = np.array(outlines, dtype=object)
    kind = shapely.get_type_id(areas)
    for at in np.flatnonzero((kind != _POLYGON) & (kind != _MULTIPOLYGON)).tolist():
        areas[at] = _areal(areas[at])
    scope, start, end, outline = (column.copy() for column in flat.T)
    return DrawnZones(scope, start, end, outline, areas)


def _areal(outline: BaseGeometry) -> BaseGeometry:
    return shapely.MultiPolygon([part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"])


def _rings(outlines: Areas) -> tuple[Floats, Ints, Ints, Ints]:
    given = shapely.force_2d(outlines)
    polygons, outline_of = shapely.get_parts(given, return_index=True)
    rings, polygon_of = shapely.get_rings(polygons, return_index=True)
    lonlat, ring_of = shapely.get_coordinates(rings, return_index=True)
    return (
        np.ascontiguousarray(lonlat),
        _offsets(ring_of, len(rings)),
        _offsets(polygon_of, len(polygons)),
        _offsets(outline_of, len(given)),
    )


def _offsets(owner: Ints, owners: int) -> Ints:
    counts = np.bincount(owner, minlength=owners)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
