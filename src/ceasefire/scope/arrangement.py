"""The plane cut along every outline of a few shapes: where two expressions are compared, cell by cell.

Each cell lies wholly inside or wholly outside each shape. Membership is decided once per cell and
shape, at a point inside the cell; an expression is then Boolean algebra on these bits, so the laws of
sets hold exactly and never fail from a rounded crossing point. Cells thinner than 0.1 mm are rounding
of such points and count as nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from ceasefire.geometry.shapes import Shape
from ceasefire.scope.expression import Expr, evaluate, negate, shapes_of

THINNEST_DEG: Final = 1e-9
Bits = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """Cells of the plane (polygons, lon/lat degrees) and which shapes hold each of them.

    `inside[shape]` has one bit per cell and, as the last one, that of the endless rest of the plane.
    """

    cells: npt.NDArray[np.object_]
    inside: dict[Shape, Bits]

    def bits(self, expr: Expr) -> Bits:
        """Which cells lie in `expr`, the endless rest last."""
        none = np.zeros(len(self.cells) + 1, dtype=np.bool_)
        return evaluate(expr, self.inside.__getitem__, none, ~none)


@lru_cache(maxsize=256)
def arrange(shapes: frozenset[Shape]) -> Arrangement:
    """Cut the plane along the outlines of `shapes`."""
    outlines = {shape: shape.polygon() for shape in shapes}
    outlines = dict(sorted(outlines.items(), key=lambda item: (item[1].bounds, item[1].wkb)))
    edges = shapely.unary_union(shapely.boundary(np.array(list(outlines.values()), dtype=object)))
    cells = shapely.get_parts(shapely.polygonize([edges])) if shapes else np.empty(0, dtype=object)
    cells = cells[2 * shapely.area(cells) > THINNEST_DEG * shapely.length(cells)]
    cells = cells[np.lexsort(shapely.bounds(cells).T)]
    points = shapely.point_on_surface(cells)
    return Arrangement(cells, {shape: _membership(outline, points) for shape, outline in outlines.items()})


def _membership(outline: shapely.Geometry, points: npt.NDArray[np.object_]) -> Bits:
    shapely.prepare(outline)
    return np.append(shapely.contains_xy(outline, shapely.get_x(points), shapely.get_y(points)), False)


def arrangement_of(*exprs: Expr) -> Arrangement:
    """The plane cut along every outline that `exprs` mention."""
    return arrange(frozenset(shapes_of(*exprs)))


@lru_cache(maxsize=16384)
def is_nothing(expr: Expr) -> bool:
    """Whether `expr` holds no ground at all."""
    if expr.kind in {"nothing", "everywhere"}:
        return expr.kind == "nothing"
    if expr.shape is not None:
        return bool(expr.shape.polygon().is_empty)
    if expr.kind == "or":
        return all(is_nothing(part) for part in expr.parts)
    if expr.kind == "and" and _far_apart(expr.parts):
        return True
    return not bool(arrangement_of(expr).bits(expr).any())


@lru_cache(maxsize=16384)
def same_ground(left: Expr, right: Expr) -> bool:
    """Whether two expressions hold the same ground."""
    if left == right:
        return True
    if left.kind == right.kind == "not":
        return same_ground(negate(left), negate(right))
    plane = arrangement_of(left, right)
    return bool((plane.bits(left) == plane.bits(right)).all())


def _far_apart(parts: tuple[Expr, ...]) -> bool:
    boxes = [part.shape.polygon().bounds for part in parts if part.shape is not None]
    if not boxes:
        return False
    lows, highs = np.array(boxes)[:, :2].max(axis=0), np.array(boxes)[:, 2:].min(axis=0)
    return bool((lows >= highs).any())
