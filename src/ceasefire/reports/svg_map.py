"""A map as plain SVG: no tiles, no borders, no request; degrees scaled so that shapes keep their form."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from shapely import get_parts
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from ceasefire.kernel.amounts import metres_in_words
from ceasefire.reports.colours import colour, hatch, outline
from ceasefire.reports.drawing import LINE, WIDE, Size, opening, shortened, text_width, warning_strip
from ceasefire.reports.view import Layer, MapView, Mark

EDGE: Final = 34.0
METRES_PER_DEGREE: Final = 111_320.0
SMALLEST_SPAN_DEGREES: Final = 0.01
MOST_NAMES: Final = 12
MARKS_AVOIDED: Final = 200
CROWDED: Final = 40
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """How degrees become pixels: one scale for both axes after shrinking longitude by the mean latitude."""

    west: float
    north: float
    shrink: float
    scale: float
    top: float
    size: Size

    @property
    def height(self) -> float:
        """The height of the whole picture."""
        return self.top + self.size.map_height

    @property
    def east(self) -> float:
        """The longitude at the right edge of the inner box."""
        return self.west + (self.size.width - 2 * EDGE) / self.shrink / self.scale

    @property
    def south(self) -> float:
        """The latitude at the lower edge of the inner box."""
        return self.north - (self.size.map_height - 2 * EDGE) / self.scale

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x to the right and y down, in pixels."""
        return EDGE + (lon - self.west) * self.shrink * self.scale, self.top + EDGE + (self.north - lat) * self.scale

    def pixels_of(self, metres: float) -> float:
        """Return a length in pixels."""
        return metres / METRES_PER_DEGREE * self.scale


def svg_map(view: MapView, ident: str, size: Size = WIDE, *, rtl: bool = False) -> str:
    """Return the map as an SVG element; `ident` keeps its pattern names apart on a page."""
    boxes = [layer.geometry.bounds for layer in view.layers if not layer.geometry.is_empty]
    boxes += [_mark_box(mark) for mark in view.marks]
    if not boxes:
        return ""
    strip, top = warning_strip(view.warning, size, rtl=rtl)
    frame = _frame(boxes, size, top)
    name = f"{ident}-{size.name}"
    body = "".join(
        [
            _graticule(frame),
            *(_layer(layer, frame, name) for layer in view.layers),
            _marks(view.marks, frame),
            _names(view, frame),
            _scale_bar(frame),
        ]
    )
    slots = sorted({layer.slot for layer in view.layers if layer.style == "maybe"})
    hatches = "".join(hatch(f"{name}-h{slot}", slot, 8) for slot in slots)
    told = f"{view.caption} {view.warning}", _told(view)
    return (
        f"{opening(size, frame.height, ident, 'map', told)}<defs>{hatches}</defs>{strip}"
        f'<rect y="{top:.0f}" width="{size.width:.0f}" height="{size.map_height:.0f}" class="ground"/>{body}</svg>'
    )


def _told(view: MapView) -> str:
    names = ", ".join(dict.fromkeys(layer.label for layer in view.layers))
    answers = Counter[str]()
    for mark in view.marks:
        answers[mark.style] += mark.n
    return "; ".join(
        filter(None, (names, *(f"{style.replace('_', ' ')}: {n}" for style, n in sorted(answers.items()))))
    )


def _mark_box(mark: Mark) -> Box:
    reach = min(mark.radius_m, 50_000.0) / METRES_PER_DEGREE
    return mark.lon - reach, mark.lat - reach, mark.lon + reach, mark.lat + reach


def _frame(boxes: Iterable[Box], size: Size, top: float) -> Frame:
    west, south, east, north = (
        pick(values) for pick, values in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.05)
    wide = max((east - west) * shrink, SMALLEST_SPAN_DEGREES)
    high = max(north - south, SMALLEST_SPAN_DEGREES)
    inner_wide, inner_high = size.width - 2 * EDGE, size.map_height - 2 * EDGE
    scale = min(inner_wide / wide, inner_high / high)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    corner = middle_x - inner_wide / scale / 2 / shrink, middle_y + inner_high / scale / 2
    return Frame(*corner, shrink, scale, top, size)


def _layer(layer: Layer, frame: Frame, name: str) -> str:
    path = "".join(_path(part, frame) for part in get_parts(layer.geometry))
    solid = f'{colour(layer.slot)}" fill-opacity=".28'
    fill = {"sure": solid, "maybe": f"url(#{name}-h{layer.slot})", "line": "none"}[layer.style]
    dash = ' stroke-dasharray="6 4"' if layer.style == "maybe" else ""
    title = f"<title>{escape(layer.label)}</title>" if frame.size.pointed_at else ""
    return (
        f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{outline(layer.slot)}" '
        f'stroke-width="1.8"{dash}>{title}</path>'
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


def _names(view: MapView, frame: Frame) -> str:
    """Each zone's name written into it, so that no colour has to be told from another; below what is in its way."""
    firsts = {layer.label: layer for layer in reversed(view.layers) if not layer.geometry.is_empty}
    if len(firsts) > MOST_NAMES:
        return ""
    taken = [(*frame.pixel(mark.lon, mark.lat), 2 * _radius(mark.n)) for mark in view.marks[:MARKS_AVOIDED]]
    found = []
    for label in sorted(firsts):
        point = firsts[label].geometry.representative_point()
        text = shortened(label, frame.size.width / 2)
        x, y = _free(*frame.pixel(point.x, point.y), text_width(text), taken, frame.size.width)
        found.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" class="name">{escape(text)}</text>')
    return "".join(found)


def _free(
    x: float, y: float, width: float, taken: list[tuple[float, float, float]], limit: float
) -> tuple[float, float]:
    x, lowest = min(max(x, width / 2 + 4), limit - width / 2 - 4), y + 8 * LINE
    while y < lowest and any(
        abs(y - other_y) < LINE and abs(x - other_x) < (width + other) / 2 for other_x, other_y, other in taken
    ):
        y += LINE
    taken.append((x, y, width))
    return x, y


def _marks(marks: Sequence[Mark], frame: Frame) -> str:
    """The marks, those of many reports lowest; where they are crowded, their circles of error step back."""
    style = ' class="crowded"' if len(marks) > CROWDED else ""
    return f"<g{style}>{''.join(_mark(mark, frame) for mark in sorted(marks, key=lambda mark: -mark.n))}</g>"


def _mark(mark: Mark, frame: Frame) -> str:
    x, y = frame.pixel(mark.lon, mark.lat)
    title = f"<title>{escape(mark.label)}</title>" if frame.size.pointed_at else ""
    reach = frame.pixels_of(mark.radius_m)
    halo = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}" class="halo"/>' if 5 < reach < frame.size.width else ""
    glyph = _glyph(mark.style, x, y, _radius(mark.n))
    return f'<g class="mark {mark.style}">{title}{halo}{glyph}{_number(mark, x, y)}</g>'


def _radius(n: int) -> float:
    return min(4.0 + 2 * math.log2(n), 16.0)


def _number(mark: Mark, x: float, y: float) -> str:
    if mark.n < 2:
        return ""
    beside = mark.style == "outside" or _radius(mark.n) < text_width(str(mark.n)) / 2 + 2
    x, anchor = (x + _radius(mark.n) + 3, "start") if beside else (x, "middle")
    style = "beside" if beside else "within"
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" class="{style}">{mark.n}</text>'


def _glyph(style: str, x: float, y: float, r: float) -> str:
    if style in {"not_bound", "exception_claimed"}:
        return f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}"/>'
    if style == "outside":
        return f'<path d="M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'


def _graticule(frame: Frame) -> str:
    step = _nice(110 / frame.scale)
    lines = [_meridian(frame, k * step, step) for k in _multiples(frame.west, frame.east, step)]
    lines += [_parallel(frame, k * step, step) for k in _multiples(frame.south, frame.north, step)]
    return f'<g class="graticule">{"".join(lines)}</g>'


def _multiples(low: float, high: float, step: float) -> range:
    return range(math.ceil(low / step), math.floor(high / step) + 1)


def _meridian(frame: Frame, lon: float, step: float) -> str:
    x, _ = frame.pixel(lon, frame.north)
    label = f"{abs(lon):.{_digits(step)}f}°{'E' if lon >= 0 else 'W'}"
    return (
        f'<path d="M{x:.1f} {frame.top:.1f}V{frame.height:.1f}"/>'
        f'<text x="{x + 3:.1f}" y="{frame.height - 6:.1f}">{label}</text>'
    )


def _parallel(frame: Frame, lat: float, step: float) -> str:
    _, y = frame.pixel(frame.west, lat)
    label = f"{abs(lat):.{_digits(step)}f}°{'N' if lat >= 0 else 'S'}"
    return f'<path d="M0 {y:.1f}H{frame.size.width:.0f}"/><text x="4" y="{y - 3:.1f}">{label}</text>'


def _nice(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * lead for lead in (1, 2, 5, 10) if power * lead >= rough)


def _digits(step: float) -> int:
    return max(0, -math.floor(math.log10(step)))


def _scale_bar(frame: Frame) -> str:
    metres = _nice(60 / frame.scale * METRES_PER_DEGREE)
    length = frame.pixels_of(metres)
    x, y = frame.size.width - length - 16, frame.height - 22
    return (
        f'<g class="scale"><path d="M{x:.1f} {y - 5:.1f}v5h{length:.1f}v-5"/>'
        f'<text x="{x + length / 2:.1f}" y="{y - 8:.1f}" text-anchor="middle">{metres_in_words(metres)}</text></g>'
    )
