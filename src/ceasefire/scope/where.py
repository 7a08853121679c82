"""Where: an area made of shapes, with the algebra of sets; equal when it holds the same ground.

Areas are open: a point on the outline is outside. Where two shapes share an edge their union has no
seam, so points on the shared edge are inside the union, as they are inside the merged polygon.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry import metres
from ceasefire.geometry.shapes import Polygons, Shape
from ceasefire.scope import codes
from ceasefire.scope.arrangement import arrangement_of, is_nothing, same_ground
from ceasefire.scope.expression import EVERYWHERE, NOTHING, Expr, both, either, evaluate, negate, of_shape, shapes_of

_WORLD: Final = (-180.0, -90.0, 180.0, 90.0)


class Where:
    """An area on the ground; `&`, `|`, `-`, `~` are exact, `==` asks for the same ground.

    Made from a shape of `ceasefire.geometry` (or `Where.everywhere()`, `Where.nowhere()`).
    Cutting is put off until the area is drawn or measured; points are tested against the shapes.
    """

    __slots__ = ("expr",)

    def __init__(self, shape: Shape | Expr) -> None:
        """Take a shape as it is."""
        self.expr: Final = shape if isinstance(shape, Expr) else of_shape(shape)

    @classmethod
    def everywhere(cls) -> Where:
        """The whole earth."""
        return cls(EVERYWHERE)

    @classmethod
    def nowhere(cls) -> Where:
        """No ground."""
        return cls(NOTHING)

    def __and__(self, other: Where) -> Where:
        return Where(both((self.expr, other.expr)))

    def __or__(self, other: Where) -> Where:
        return Where(either((self.expr, other.expr)))

    def __sub__(self, other: Where) -> Where:
        return Where(both((self.expr, negate(other.expr))))

    def __invert__(self) -> Where:
        return Where(negate(self.expr))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Where) and same_ground(self.expr, other.expr)

    def __hash__(self) -> int:
        """Hash by what equal areas surely share: whether they are nothing, and whether they are bounded."""
        return hash((self.is_empty, self.is_bounded))

    def __repr__(self) -> str:
        if not self.shapes:
            return f"Where.{'everywhere' if self.expr is EVERYWHERE else 'nowhere'}()"
        return f"Where({self.expr.kind} of {len(self.shapes)} shapes)"

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Every shape the area is made of, each once."""
        return shapes_of(self.expr)

    @property
    def is_empty(self) -> bool:
        """Whether it holds no ground."""
        return is_nothing(self.expr)

    @property
    def is_everywhere(self) -> bool:
        """Whether it leaves no ground out."""
        return is_nothing(negate(self.expr))

    @property
    def is_bounded(self) -> bool:
        """Whether it ends somewhere: False for everywhere and for everywhere except something."""
        return not evaluate(self.expr, lambda _: False, false=False, true=True)

    def geometry(self) -> BaseGeometry | None:
        """The area as a shapely geometry in lon/lat degrees, or None for everywhere."""
        return None if self.expr.kind == "everywhere" else _drawn(self.expr)

    def covers(self, lon: float, lat: float) -> bool:
        """Whether the point lies in the area, by each shape's own exact test; on the outline is outside."""
        if not (math.isfinite(lon) and math.isfinite(lat)):
            return False
        shapes = self.shapes
        if len(shapes) > 1 and any(_on_outline(shape, lon, lat) for shape in shapes):
            drawn = self.geometry()
            return drawn is None or bool(shapely.contains_xy(drawn, lon, lat))
        return evaluate(self.expr, lambda shape: shape.covers(lon, lat), false=False, true=True)

    def margin_m(self, lon: float, lat: float) -> float:
        """Metres to the area's outline, positive inside and negative outside; infinite when there is none."""
        return _margin(self.expr, lon, lat)

    def area_km2(self) -> float:
        """Square kilometres on the ellipsoid; infinite when the area ends nowhere."""
        return _area(self.expr) if self.is_bounded else math.inf


def as_where(area: object) -> Where:
    """The area as a Where: from a Where, a shape, or a shapely polygon; BadInput for anything else."""
    if isinstance(area, Where):
        return area
    if isinstance(area, shapely.Polygon | shapely.MultiPolygon):
        return Where(Polygons(area))
    if isinstance(area, Shape):
        return Where(area)
    raise BadInput(Problem(codes.NOT_AN_AREA, got=type(area).__name__))


def _on_outline(shape: Shape, lon: float, lat: float) -> bool:
    if not isinstance(shape, Polygons):
        return False  # a circle or a corridor has no exact points on its outline
    outline = shape.polygon()
    return bool(shapely.intersects_xy(outline, lon, lat)) and not shape.covers(lon, lat)


@lru_cache(maxsize=4096)
def _drawn(expr: Expr) -> BaseGeometry:
    if expr.shape is not None:
        drawn = expr.shape.polygon()
    elif expr.kind == "or" and all(part.shape is not None for part in expr.parts):
        drawn = shapely.union_all([part.shape.polygon() for part in expr.parts if part.shape is not None])
    else:
        drawn = _from_cells(expr)
    shapely.prepare(drawn)
    return drawn


def _from_cells(expr: Expr) -> BaseGeometry:
    plane = arrangement_of(expr)
    bits = plane.bits(expr)
    if not bits[-1]:
        return shapely.union_all(plane.cells[bits[:-1]]) if bits.any() else shapely.Polygon()
    return shapely.difference(shapely.box(*_WORLD), shapely.union_all(plane.cells[~bits[:-1]]))


@lru_cache(maxsize=16384)
def _area(expr: Expr) -> float:
    return metres.area_km2(_drawn(expr)) if expr.kind != "nothing" else 0.0


def _margin(expr: Expr, lon: float, lat: float) -> float:
    """Exact through the parts where that is exact, else to the outline as drawn."""
    if expr.kind in {"nothing", "everywhere"}:
        return -math.inf if expr.kind == "nothing" else math.inf
    if expr.shape is not None:
        return expr.shape.margin_m(lon, lat)
    if expr.kind == "not":
        return -_margin(expr.parts[0], lon, lat)
    inner = [_margin(part, lon, lat) for part in expr.parts]
    if expr.kind == "or" and max(inner) < 0:
        return max(inner)
    if expr.kind == "and" and min(inner) > 0:
        return min(inner)
    return _margin_as_drawn(expr, lon, lat)


def _margin_as_drawn(expr: Expr, lon: float, lat: float) -> float:
    drawn = _drawn(expr)
    if drawn.is_empty:
        return -math.inf
    metres_away = abs(metres.margin_m(drawn, lon, lat))
    return metres_away if Where(expr).covers(lon, lat) else -metres_away
