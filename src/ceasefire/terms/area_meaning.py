"""Where a recipe of an area lies on the ground, as far as the text lets one know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from shapely.geometry import shape as from_geojson
from shapely.geometry.base import BaseGeometry

from ceasefire.clock import TimeSet, parse_instant
from ceasefire.geometry.shapes import (
    BesideLine,
    Corridor,
    Disc,
    Everywhere,
    Polygons,
    Shape,
    WidthBetween,
    track_stretches,
)
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import Where
from ceasefire.terms.model import Area, Terms

Ground = Bounds[Where]
UNKNOWN: Final[Ground] = Bounds(Where.nowhere(), Where.everywhere())


def area_where(terms: Terms, key: str) -> Ground:
    """Return what surely belongs to the area and what may; an area that nobody drew is all of "may".

    A shape `approximated_by_us` is never sure. A moving area is answered over its whole track here: only
    `stretches` knows when it was where.
    """
    area = terms.areas[key]
    ground = _of_kind(terms, area)
    for cut in area.minus:
        ground = ground - area_where(terms, cut)
    return _never_sure(ground) if area.shape_status == "approximated_by_us" else ground


def stretches(terms: Terms, key: str) -> tuple[tuple[Ground, TimeSet], ...]:
    """Return the area stretch of time by stretch of time; one stretch over all time when it does not move."""
    area = terms.areas[key]
    if area.kind == "same_as":
        return stretches(terms, area.spec["area"])
    fixes = area.spec.get("track")
    if area.kind != "moving" or isinstance(fixes, str) or not fixes or area.spec["radius_m"] is None:
        return ((area_where(terms, key), TimeSet.all()),)
    cut = Where.nowhere() if not area.minus else area_where(terms, area.minus[0]).maybe
    track = [(parse_instant(text, terms.zone.name), lon, lat) for text, lon, lat in fixes]
    moved = track_stretches(track, area.spec["radius_m"], _stale_after(area, track))
    return tuple(
        (Bounds(_where(each.sure) - cut, _where(each.maybe) - cut), TimeSet.between(each.start_us, each.end_us))
        for each in moved
        if each.start_us < each.end_us
    )


def _stale_after(area: Area, track: list[tuple[int, float, float]]) -> int:
    """Without a stated age the track is trusted between its fixes and no longer."""
    stated = area.spec.get("stale_after_us")
    return int(stated) if stated is not None else max(1, track[-1][0] - track[0][0])


def _of_kind(terms: Terms, area: Area) -> Ground:
    match area.kind:
        case "everywhere":
            return Bounds.exactly(Where.everywhere())
        case "same_as":
            return area_where(terms, area.spec["area"])
        case "together":
            return _together([area_where(terms, key) for key in area.spec["areas"]])
        case "unstated" | "objects":
            return _only_within(terms, area.spec.get("within"))
        case "moving":
            return _together([ground for ground, _ in stretches_or_unknown(terms, area)])
        case _:
            drawn = _DRAWN[area.kind](terms, area.spec)
            return UNKNOWN if drawn is None else Bounds.exactly(Where(drawn))


def stretches_or_unknown(terms: Terms, area: Area) -> tuple[tuple[Ground, TimeSet], ...]:
    """Return the stretches of a moving area with a track; one unknown stretch without."""
    if isinstance(area.spec.get("track"), str):
        return ((UNKNOWN, TimeSet.all()),)
    return stretches(terms, area.key)


def _together(grounds: list[Ground]) -> Ground:
    whole = grounds[0]
    for ground in grounds[1:]:
        whole = whole | ground
    return whole


def _only_within(terms: Terms, within: str | None) -> Ground:
    return UNKNOWN if within is None else Bounds(Where.nowhere(), area_where(terms, within).maybe)


def _never_sure(ground: Ground) -> Ground:
    return Bounds(Where.nowhere(), ground.maybe)


def _where(shape: Shape | None) -> Where:
    return Where.nowhere() if shape is None else Where(shape)


def _polygon(_terms: Terms, spec: Mapping[str, Any]) -> Shape | None:
    return None if spec.get("geometry") is None else Polygons(from_geojson(spec["geometry"]))


def _point(_terms: Terms, spec: Mapping[str, Any]) -> Shape | None:
    known = spec.get("lon") is not None and spec.get("radius_m") is not None
    return Disc(spec["lon"], spec["lat"], spec["radius_m"]) if known else None


def _place(terms: Terms, spec: Mapping[str, Any]) -> Shape | None:
    return _polygon(terms, spec) or _point(terms, spec)


def _corridor(terms: Terms, spec: Mapping[str, Any]) -> Shape | None:
    line, width = _line(terms, spec["line"]), spec["half_width_m"]
    return None if line is None or width is None else Corridor(line, width, spec["side"])


def _beside(terms: Terms, spec: Mapping[str, Any]) -> Shape | None:
    line, depth = _line(terms, spec["line"]), spec["depth_m"]
    return None if line is None or depth is None else BesideLine(line, spec["side"], depth)


def _width(terms: Terms, spec: Mapping[str, Any]) -> Shape | None:
    lines = [_line(terms, each) for each in spec["lines"]]
    if len(lines) != 2 or lines[0] is None or lines[1] is None or spec["total_m"] is None:
        return None
    return None if spec["split"] is None else WidthBetween(lines[0], lines[1], spec["total_m"], spec["split"])


def _line(terms: Terms, spec: Any) -> BaseGeometry | None:
    if spec is None:
        return None
    if "ref" not in spec:
        return from_geojson(spec)
    versions = [each for each in terms.lines[spec["ref"]] if spec.get("as_of") in (None, each.as_of)]
    latest = max(versions, key=lambda each: each.as_of or "", default=None)
    return None if latest is None or latest.geometry is None else from_geojson(latest.geometry)


def _everywhere(_terms: Terms, _spec: Mapping[str, Any]) -> Shape | None:
    return Everywhere()


_DRAWN: Final[Mapping[str, Callable[[Terms, Mapping[str, Any]], Shape | None]]] = {
    "polygon": _polygon,
    "point": _point,
    "place": _place,
    "corridor": _corridor,
    "beside_line": _beside,
    "width_between": _width,
    "everywhere": _everywhere,
}
