"""Where a recipe of an area lies on the ground, as far as the text lets one know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Final

from shapely.geometry import shape as from_geojson
from shapely.geometry.base import BaseGeometry

from ceasefire.clock import MAX, TimeSet, parse_instant
from ceasefire.geometry.shapes import (
    BesideLine,
    Corridor,
    Disc,
    Everywhere,
    Polygons,
    Shape,
    Stretch,
    WidthBetween,
    track_stretches,
)
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import Where
from ceasefire.terms.model import Area, LineVersion, Terms
from ceasefire.terms.registers import NO_REGISTER, Register

Ground = Bounds[Where]
Stretches = tuple[tuple[Ground, TimeSet], ...]
UNKNOWN: Final[Ground] = Bounds(Where.nowhere(), Where.everywhere())


def area_where(terms: Terms, key: str, register: Register = NO_REGISTER) -> Ground:
    """Return what belongs to the area surely and at all times, and what may at some time.

    An area that nobody drew is all of "may"; a shape `approximated_by_us` is never sure; a moving area
    is surely nowhere for good. `stretches` knows when it was where. Objects are found on the ground
    only through `register`.
    """
    grounds = [ground for ground, _ in stretches(terms, key, register)]
    return Bounds(reduce(_both, (each.sure for each in grounds)), reduce(_either, (each.maybe for each in grounds)))


def stretches(terms: Terms, key: str, register: Register = NO_REGISTER) -> Stretches:
    """Return the area stretch of time by stretch of time; they fill all of time, one stretch when nothing moves."""
    area = terms.areas.get(key)
    if area is None:
        return _always(UNKNOWN)
    found = _of_kind(terms, area, register)
    for cut in area.minus:
        found = _combined(found, stretches(terms, cut, register), lambda mine, theirs: mine - theirs)
    return _never_sure(found) if area.shape_status == "approximated_by_us" else found


def _both(left: Where, right: Where) -> Where:
    return left & right


def _either(left: Where, right: Where) -> Where:
    return left | right


def _always(ground: Ground) -> Stretches:
    return ((ground, TimeSet.all()),)


def _combined(left: Stretches, right: Stretches, combine: Callable[[Ground, Ground], Ground]) -> Stretches:
    pairs = ((combine(mine, theirs), during & other) for mine, during in left for theirs, other in right)
    return tuple((ground, during) for ground, during in pairs if not during.is_empty)


def _never_sure(found: Stretches) -> Stretches:
    return tuple((Bounds(Where.nowhere(), ground.maybe), during) for ground, during in found)


def _of_kind(terms: Terms, area: Area, register: Register) -> Stretches:
    match area.kind:
        case "same_as":
            return stretches(terms, area.spec["area"], register)
        case "together":
            parts = [stretches(terms, key, register) for key in area.spec["areas"]]
            return reduce(lambda one, two: _combined(one, two, lambda a, b: a | b), parts or [_always(UNKNOWN)])
        case "objects":
            on_map = register.ground(area.spec)
            return _within(terms, area, register) if on_map is None else _always(Bounds.exactly(on_map))
        case "unstated":
            return _within(terms, area, register)
        case "moving":
            return _moving(terms, area)
        case "width_between":
            return _always(_width(terms, area.spec))
        case _:
            drawn = _DRAWN[area.kind](terms, area.spec)
            unsure = drawn is not None and _line_is_ours(terms, area.spec.get("line"))
            ground = UNKNOWN if drawn is None else Bounds.exactly(Where(drawn))
            return _never_sure(_always(ground)) if unsure else _always(ground)


def _within(terms: Terms, area: Area, register: Register) -> Stretches:
    within = area.spec.get("within")
    return _always(UNKNOWN) if within is None else _never_sure(stretches(terms, within, register))


def _moving(terms: Terms, area: Area) -> Stretches:
    fixes, radius = area.spec.get("track"), area.spec.get("radius_m")
    if isinstance(fixes, str) or not fixes or radius is None:
        return _always(UNKNOWN)
    zone = terms.zone.name or next(iter(terms.zone.assume), None)
    track = [(parse_instant(text, zone, area.place), lon, lat) for text, lon, lat in fixes]
    return tuple(
        (Bounds(_where(each.sure), _where(each.maybe)), TimeSet.between(each.start_us, each.end_us))
        for each in _moved(area, track, radius)
        if each.start_us < each.end_us
    )


def _moved(area: Area, track: list[tuple[int, float, float]], radius_m: float) -> list[Stretch]:
    """Without a stated age a track is trusted between its fixes and not a moment longer."""
    stated = area.spec.get("stale_after_us")
    if stated is not None:
        return list(track_stretches(track, radius_m, int(stated), area.place))
    last = track[-1][0]
    whole = track_stretches(track, radius_m, max(1, last - track[0][0]), area.place)
    return [*(each for each in whole if each.end_us <= last), Stretch(last, MAX, None, Everywhere())]


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


def _width(terms: Terms, spec: Mapping[str, Any]) -> Ground:
    """Without a stated split the zone is what every split gives, and may be what any gives."""
    lines = [_line(terms, each) for each in spec["lines"]]
    if len(lines) != 2 or lines[0] is None or lines[1] is None or spec["total_m"] is None:
        return UNKNOWN
    splits = (0.0, 1.0) if spec["split"] is None else (spec["split"],)
    ground = Bounds.one_of(Where(WidthBetween(lines[0], lines[1], spec["total_m"], split)) for split in splits)
    ours = any(_line_is_ours(terms, each) for each in spec["lines"])
    return Bounds(Where.nowhere(), ground.maybe) if ours else ground


def _line(terms: Terms, spec: Any) -> BaseGeometry | None:
    if spec is None:
        return None
    if "ref" not in spec:
        return from_geojson(spec)
    version = line_version(terms, spec)
    return None if version is None or version.geometry is None else from_geojson(version.geometry)


def line_version(terms: Terms, spec: Any) -> LineVersion | None:
    """Return the dated version of a line that a recipe means: the one it names, or the latest."""
    if not isinstance(spec, Mapping) or "ref" not in spec:
        return None
    versions = [each for each in terms.lines.get(spec["ref"], ()) if spec.get("as_of") in (None, each.as_of)]
    return max(versions, key=lambda each: each.as_of or "", default=None)


def _line_is_ours(terms: Terms, spec: Any) -> bool:
    version = line_version(terms, spec)
    return version is not None and version.shape_status == "approximated_by_us"


def _everywhere(_terms: Terms, _spec: Mapping[str, Any]) -> Shape | None:
    return Everywhere()


_DRAWN: Final[Mapping[str, Callable[[Terms, Mapping[str, Any]], Shape | None]]] = {
    "polygon": _polygon,
    "point": _point,
    "place": _place,
    "corridor": _corridor,
    "beside_line": _beside,
    "everywhere": _everywhere,
}
