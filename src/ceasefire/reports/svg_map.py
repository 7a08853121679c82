"""A map as plain SVG: no tiles, no borders, no request; degrees scaled so that shapes keep their form."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from shapely import get_parts
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from ceasefire.reports.colours import colour
from ceasefire.reports.view import Layer, MapView, Mark

WIDTH, HEIGHT, EDGE = 720.0, 480.0, 40.0
METRES_PER_DEGREE = 111_320.0
SMALLEST_SPAN_DEGREES = 0.01


@dataclass(frozen=True, slots=True)
class Frame:
    """How degrees become pixels: one scale for both axes after shrinking longitude by the mean latitude."""

    west: float
    north: float
    shrink: float
    scale: float

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x to the right and y down, in pixels."""
        return EDGE + (lon - self.west) * self.shrink * self.scale, EDGE + (self.north - lat) * self.scale

    def pixels_of(self, metres: float) -> float:
        """Return a length in pixels."""
        return metres / METRES_PER_DEGREE * self.scale


def svg_map(view: MapView, ident: str) -> str:
    """Return the map as an SVG element; `ident` keeps its pattern names apart on a page."""
    boxes = [layer.geometry.bounds for layer in view.layers if not layer.geometry.is_empty]
    boxes += [_mark_box(mark) for mark in view.marks]
    if not boxes:
        return ""
    frame = _frame(boxes)
    body = "".join(
        [
            _graticule(frame),
            *(_layer(layer, frame, ident) for layer in view.layers),
            *(_mark(mark, frame) for mark in view.marks),
            _scale_bar(frame),
        ]
    )
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{escape(view.caption)}" class="map">'
        f"<defs>{_hatches(view.layers, ident)}</defs>"
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" class="ground"/>{body}</svg>'
    )


def _mark_box(mark: Mark) -> tuple[float, float, float, float]:
    reach = min(mark.radius_m, 50_000.0) / METRES_PER_DEGREE
    return mark.lon - reach, mark.lat - reach, mark.lon + reach, mark.lat + reach


def _frame(boxes: Iterable[tuple[float, float, float, float]]) -> Frame:
    west, south, east, north = (
        pick(values) for pick, values in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.05)
    wide = max((east - west) * shrink, SMALLEST_SPAN_DEGREES)
    high = max(north - south, SMALLEST_SPAN_DEGREES)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    spare_x = ((WIDTH - 2 * EDGE) / scale - wide) / 2 / shrink
    spare_y = ((HEIGHT - 2 * EDGE) / scale - high) / 2
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(middle_x - wide / shrink / 2 - spare_x, middle_y + high / 2 + spare_y, shrink, scale)


def _hatches(layers: Iterable[Layer], ident: str) -> str:
    slots = sorted({layer.slot for layer in layers if layer.style == "maybe"})
    return "".join(
        f'<pattern id="{ident}-h{slot}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="8" height="8" fill="{colour(slot)}" fill-opacity=".06"/>'
        f'<line x1="0" y1="0" x2="0" y2="8" stroke="{colour(slot)}" stroke-width="2" stroke-opacity=".55"/></pattern>'
        for slot in slots
    )


def _layer(layer: Layer, frame: Frame, ident: str) -> str:
    path = "".join(_path(part, frame) for part in get_parts(layer.geometry))
    hue = colour(layer.slot)
    fill = {"sure": f'{hue}" fill-opacity=".28', "maybe": f"url(#{ident}-h{layer.slot})", "line": "none"}[layer.style]
    dash = ' stroke-dasharray="6 4"' if layer.style == "maybe" else ""
    return (
        f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{hue}" stroke-width="1.6"{dash}>'
        f"<title>{escape(layer.label)}</title></path>"
    )


def _path(shape: BaseGeometry, frame: Frame) -> str:
    if isinstance(shape, Polygon):
        return "".join(_steps(ring.coords, frame) + "Z" for ring in (shape.exterior, *shape.interiors))
    if isinstance(shape, LineString):
        return _steps(shape.coords, frame)
    return ""


def _steps(coords: Iterable[tuple[float, ...]], frame: Frame) -> str:
    pixels = (frame.pixel(point[0], point[1]) for point in coords)
    return "".join(f"{'M' if first == 0 else 'L'}{x:.1f} {y:.1f}" for first, (x, y) in enumerate(pixels))


def _mark(mark: Mark, frame: Frame) -> str:
    x, y = frame.pixel(mark.lon, mark.lat)
    title = f"<title>{escape(mark.label)}</title>"
    reach = frame.pixels_of(mark.radius_m)
    halo = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}" class="halo"/>' if 5 < reach < WIDTH else ""
    return f'<g class="mark {mark.style}" tabindex="0">{title}{halo}{_glyph(mark.style, x, y)}</g>'


def _glyph(style: str, x: float, y: float) -> str:
    if style in {"not_bound", "exception_claimed"}:
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'
    if style == "outside":
        return f'<path d="M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'


def _graticule(frame: Frame) -> str:
    step = _nice(90 / frame.scale)
    lines = [_meridian(frame, k * step, step) for k in _multiples(frame.west, _east(frame), step)]
    lines += [_parallel(frame, k * step, step) for k in _multiples(_south(frame), frame.north, step)]
    return f'<g class="graticule">{"".join(lines)}</g>'


def _east(frame: Frame) -> float:
    return frame.west + (WIDTH - 2 * EDGE) / frame.shrink / frame.scale


def _south(frame: Frame) -> float:
    return frame.north - (HEIGHT - 2 * EDGE) / frame.scale


def _multiples(low: float, high: float, step: float) -> range:
    return range(math.ceil(low / step), math.floor(high / step) + 1)


def _meridian(frame: Frame, lon: float, step: float) -> str:
    x, _ = frame.pixel(lon, frame.north)
    label = f"{abs(lon):.{_digits(step)}f}°{'E' if lon >= 0 else 'W'}"
    return (
        f'<path d="M{x:.1f} 0V{HEIGHT:.0f}"/><text x="{x + 3:.1f}" y="{HEIGHT - 6:.0f}" direction="ltr">{label}</text>'
    )


def _parallel(frame: Frame, lat: float, step: float) -> str:
    _, y = frame.pixel(frame.west, lat)
    label = f"{abs(lat):.{_digits(step)}f}°{'N' if lat >= 0 else 'S'}"
    return f'<path d="M0 {y:.1f}H{WIDTH:.0f}"/><text x="4" y="{y - 3:.1f}" direction="ltr">{label}</text>'


def _nice(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * lead for lead in (1, 2, 5, 10) if power * lead >= rough)


def _digits(step: float) -> int:
    return max(0, -math.floor(math.log10(step)))


def _scale_bar(frame: Frame) -> str:
    metres = _nice(80 / frame.scale * METRES_PER_DEGREE)
    length = frame.pixels_of(metres)
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    x, y = WIDTH - length - 16, HEIGHT - 22
    return (
        f'<g class="scale"><path d="M{x:.1f} {y - 5:.1f}v5h{length:.1f}v-5"/>'
        f'<text x="{x + length / 2:.1f}" y="{y - 8:.1f}" text-anchor="middle" direction="ltr">{label}</text></g>'
    )
