"""A register of protected objects with their places, as a user may hold one; the package ships none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.geometry.shapes import Corridor, Disc, Polygons, Shape
from ceasefire.scope import Where


@dataclass(frozen=True, slots=True)
class RegisteredObject:
    """One object: its name, its class, and where it is (point, line or polygon in lon/lat degrees)."""

    name: str
    of_class: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Register:
    """Objects of one list: who keeps it and which version it is.

    It is asked only by terms that mean this list; another list may hold other objects.
    """

    objects: tuple[RegisteredObject, ...] = ()
    list_by: str | None = None
    list_version: str | None = None

    def ground(self, spec: Mapping[str, Any]) -> Where | None:
        """Return the ground of the objects that an area recipe means, its buffer included.

        None when the register is another list than the recipe's, holds none of its objects, or the recipe
        states no distance round objects that are mere points or lines.
        """
        meant = [each for each in self.objects if each.of_class in spec["classes"] or each.name in spec["named"]]
        if not meant or not self._is_the_list_of(spec):
            return None
        shapes = [list(_shapes(each.geometry, spec.get("buffer_m"))) for each in meant]
        if not all(shapes):
            return None
        return reduce(lambda one, two: one | two, (Where(shape) for several in shapes for shape in several))

    def _is_the_list_of(self, spec: Mapping[str, Any]) -> bool:
        named = ((spec.get("list_by"), self.list_by), (spec.get("list_version"), self.list_version))
        return all(wanted in (None, mine) for wanted, mine in named)


NO_REGISTER: Final = Register()


def _shapes(geometry: BaseGeometry, buffer_m: float | None) -> Iterator[Shape]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            yield Polygons(part)
        if buffer_m is None:
            continue
        if part.geom_type == "Point":
            yield Disc(part.x, part.y, buffer_m)
        elif part.geom_type == "LineString":
            yield Corridor(part, buffer_m)
        else:
            yield from (Corridor(shapely.LineString(ring), buffer_m) for ring in (part.exterior, *part.interiors))
