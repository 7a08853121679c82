"""The outline of an area as far as lint needs it: what covers what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput
from ceasefire.geometry import BesideLine, Corridor, Disc, Shape, WidthBetween
from ceasefire.terms.model import Terms


def outline(terms: Terms, key: str, seen: frozenset[str] = frozenset()) -> BaseGeometry | None:
    """Return the polygon of an area, or None where no outline is known."""
    area = terms.areas.get(key)
    if area is None or key in seen:
        return None
    try:
        drawn = _drawn(terms, area.kind, area.spec, seen | {key})
    except (BadInput, KeyError, TypeError, ValueError):  # a shape that cannot be made is told by its own check
        return None
    for cut in area.minus:
        hole = outline(terms, cut, seen | {key})
        if drawn is not None and hole is not None:
            drawn = drawn.difference(hole)
    return drawn


def _drawn(terms: Terms, kind: str, spec: Mapping[str, Any], seen: frozenset[str]) -> BaseGeometry | None:
    match kind:
        case "polygon" | "place" if "geometry" in spec:
            return shape(spec["geometry"])
        case "point" | "place" if spec.get("radius_m") is not None and "lon" in spec:
            return Disc(spec["lon"], spec["lat"], spec["radius_m"]).polygon()
        case "corridor" | "beside_line" | "width_between":
            return _beside(terms, kind, spec).polygon()
        case "same_as":
            return outline(terms, spec["area"], seen)
        case "together":
            parts = [outline(terms, each, seen) for each in spec["areas"]]
            known = [part for part in parts if part is not None]
            return shapely.unary_union(known) if known and len(known) == len(parts) else None
        case _:
            return None


def _beside(terms: Terms, kind: str, spec: Mapping[str, Any]) -> Shape:
    if kind == "corridor":
        return Corridor(_line(terms, spec["line"]), spec["half_width_m"], spec["side"])
    if kind == "beside_line":
        return BesideLine(_line(terms, spec["line"]), spec["side"], spec["depth_m"])
    first, second = (_line(terms, each) for each in spec["lines"])
    return WidthBetween(first, second, spec["total_m"], 0.5 if spec["split"] is None else spec["split"])


def _line(terms: Terms, line: Mapping[str, Any]) -> BaseGeometry:
    if "ref" not in line:
        return shape(line)
    versions = terms.lines[line["ref"]]
    chosen = [each for each in versions if each.as_of == line["as_of"]] or sorted(versions, key=lambda v: v.as_of or "")
    return shape(chosen[-1].geometry)
