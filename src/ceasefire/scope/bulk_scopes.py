"""From scopes to the plain arrays of the bulk kernel: only what is sure, only where and when.

Outlines made of straight edges go to the kernel as they are. A circle, and whatever else has no exact
outline, goes in two pieces: what is inside however it is drawn, and the rim, whose points are then
tested with the shape's own exact test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.clock.spans import MAX, MIN
from ceasefire.errors import BadInput, Problem
from ceasefire.geometry.shapes import BesideLine, Corridor, Polygons, Shape, WidthBetween
from ceasefire.scope import codes
from ceasefire.scope.bulk_zones import EVERYWHERE, DrawnZones, drawn_zones
from ceasefire.scope.expression import Expr, shapes_of
from ceasefire.scope.scope import Scope
from ceasefire.scope.where import Where

_FIRST: Final = -(2**63) + 1
_LAST: Final = 2**63 - 1
_STRAIGHT: Final = (Polygons, BesideLine, WidthBetween)
_RIM: Final = 0.004  # of a shape's mean width; a drawn circle leaves the true one by 0.0002 of its radius


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of scopes; a point in part i of `rim`, if any, has to be asked `rim_areas[outline of i]`."""

    plain: DrawnZones
    rim: DrawnZones | None
    rim_areas: tuple[Where, ...]


@dataclass(slots=True)
class _Collected:
    """Outlines collected so far, each once."""

    outlines: list[BaseGeometry] = field(default_factory=list)
    number: dict[int, int] = field(default_factory=dict)
    parts: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, part: tuple[int, int, int], key: Expr, outline: BaseGeometry) -> None:
        at = self.number.setdefault(id(key), len(self.outlines))
        if at == len(self.outlines):
            self.outlines.append(outline)
        self.parts.append((*part, at))

    def zones(self) -> DrawnZones:
        return drawn_zones(self.parts, self.outlines)


def scopes_in(given: object) -> tuple[Scope, ...]:
    """The scopes of any iterable; raises `BadInput` that names everything that is not a scope."""
    if isinstance(given, Scope) or not isinstance(given, Iterable):
        raise BadInput(Problem(codes.NOT_A_SCOPE, got=f"{type(given).__name__} by itself", expected="a list of scopes"))
    scopes = tuple(given)
    wrong = [(at, type(each).__name__) for at, each in enumerate(scopes) if not isinstance(each, Scope)]
    if wrong:
        got = ", ".join(f"{kind} at position {at}" for at, kind in wrong[:5])
        raise BadInput(Problem(codes.NOT_A_SCOPE, got=got))
    return scopes


def zones_of(scopes: Iterable[Scope]) -> Zones:
    """The parts of `scopes`."""
    plain, rim, areas = _Collected(), _Collected(), dict[int, Where]()
    for number, scope in enumerate(scopes_in(scopes)):
        for box in scope.sure.boxes:
            for start, end, area in box.value:
                part = (number, *open_sides(start, end))
                if area.kind == "everywhere":
                    plain.parts.append((*part, EVERYWHERE))
                elif isinstance(area.shape, Polygons):
                    plain.add(part, area, area.shape.geometry)
                elif _is_straight(area):
                    plain.add(part, area, _outline(area))
                else:
                    inside, around = _rim(area)
                    plain.add(part, area, inside)
                    rim.add(part, area, around)
                    areas[id(area)] = Where(area)
    return Zones(plain.zones(), rim.zones() if areas else None, tuple(areas.values()))


def open_sides(start: int, end: int) -> tuple[int, int]:
    """A window whose open sides reach as far as integers do."""
    return _FIRST if start <= MIN else start, _LAST if end >= MAX else end


def _outline(area: Expr) -> BaseGeometry:
    drawn = area.shape.polygon() if area.shape is not None else Where(area).geometry()
    return shapely.Polygon() if drawn is None else drawn


def _is_straight(area: Expr) -> bool:
    """Whether the outline as drawn is the area itself: bounded, and made of straight edges only."""
    if area.shape is not None:
        return _has_straight_edges(area.shape)
    return all(map(_has_straight_edges, shapes_of(area))) and Where(area).is_bounded


def _has_straight_edges(shape: Shape) -> bool:
    if isinstance(shape, Corridor):
        return shape.side != "both"
    return isinstance(shape, _STRAIGHT)


def _rim(area: Expr) -> tuple[BaseGeometry, BaseGeometry]:
    """What is inside however it is drawn, and the rim around that, which overlaps it."""
    drawn = _outline(area)
    width = max(map(_departure_deg, shapes_of(area)))
    outer, inner, core = (drawn.buffer(by * width, quad_segs=2) for by in (1, -1, -2))
    return inner, shapely.difference(outer, core)


def _departure_deg(shape: Shape) -> float:
    """Degrees, generously, by which the drawn outline may leave the true one."""
    outline = shape.polygon()
    if outline.is_empty:
        return 0.0
    _, south, _, north = outline.bounds
    stretch = 1 / max(0.01, np.cos(np.radians(max(abs(south), abs(north)))))
    return float(_RIM * stretch * 2 * outline.area / outline.length)
