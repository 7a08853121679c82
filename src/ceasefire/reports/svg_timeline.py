"""A timeline as plain SVG: one lane a name, bars for stretches of time, hatched where it is not certain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from ceasefire.clock import DAY, HOUR, start_of_day
from ceasefire.reports.colours import colour, hatch, outline
from ceasefire.reports.drawing import LINE, WIDE, Size, few_lines, opening, shortened, text_width, warning_strip
from ceasefire.reports.ticks import ticks
from ceasefire.reports.view import Bar, Lane, TimelineView

AXIS: Final = 24.0
BAR: Final = 20.0
GAP: Final = 8.0
EDGE: Final = 8.0
NAME_LINES: Final = 3
FIRST: Final = start_of_day(dt.date(1000, 1, 1), "UTC")  # what a calendar of four digits can name
LAST: Final = start_of_day(dt.date(9999, 1, 1), "UTC")


@dataclass(frozen=True, slots=True)
class Axis:
    """The part of the picture that time runs over, always from left to right: pixels and moments (µs UTC)."""

    left: float
    right: float
    low: int
    high: int

    def x(self, at: int | None, edge: int) -> float:
        """Return where a moment stands, no further than the picture goes; None stands at `edge`."""
        moment = min(max(edge if at is None else at, self.low), self.high)
        return self.left + (moment - self.low) / (self.high - self.low) * (self.right - self.left)

    def shows(self, bar: Bar) -> bool:
        """Whether some of the bar falls into the picture."""
        return (bar.end is None or bar.end >= self.low) and (bar.start is None or bar.start <= self.high)


@dataclass(frozen=True, slots=True)
class Placed:
    """A lane with its place: names above, then its bars, then their texts row by row."""

    lane: Lane
    y: float
    names: tuple[str, ...]
    texts: tuple[tuple[float, int, str, Bar], ...]
    stacked: bool

    @property
    def bars_y(self) -> float:
        """Where the bars begin."""
        return self.y + (len(self.names) * LINE if self.stacked else 0.0)

    @property
    def height(self) -> float:
        """The room that the lane takes."""
        rows = max((row + 1 for _, row, _, _ in self.texts), default=0)
        beside = 0.0 if self.stacked else len(self.names) * LINE - BAR
        return self.bars_y - self.y + BAR + max(rows * LINE, beside, 0.0) + GAP


def svg_timeline(view: TimelineView, ident: str, size: Size = WIDE, *, rtl: bool = False) -> str:
    """Return the timeline as an SVG element; open bars run to the edge of the picture.

    Time runs from left to right in every language; names stand where reading begins.
    """
    reach = view.span or _reach(view.lanes)
    if reach is None:
        return ""
    axis = _axis(size, reach, rtl=rtl)
    strip, top = warning_strip(view.warning, size, rtl=rtl)
    placed = _placed(view.lanes, axis, size, top + AXIS)
    height = placed[-1].y + placed[-1].height if placed else top + AXIS
    slots = sorted({bar.slot for lane in view.lanes for bar in lane.bars if bar.style == "maybe"})
    hatches = "".join(hatch(f"{ident}-{size.name}-t{slot}", slot, 6) for slot in slots)
    lanes = "".join(_lane(each, axis, f"{ident}-{size.name}", size, rtl=rtl) for each in placed)
    told = f"{view.caption} {view.warning}", "; ".join(_told(lane) for lane in view.lanes)
    return (
        f"{opening(size, height, ident, 'timeline', told)}<defs>{hatches}</defs>{strip}"
        f"{_ticks(view.zone, axis, size, top, height)}{lanes}</svg>"
    )


def _reach(lanes: Iterable[Lane]) -> tuple[int, int] | None:
    """From the first to the last moment that is known, with some room; more of it where something has no end."""
    bars = [bar for lane in lanes for bar in lane.bars]
    moments = [at for bar in bars for at in (bar.start, bar.end) if at is not None]
    if not moments:
        return None
    first, last = min(moments), max(moments)
    is_open = any(None in {bar.start, bar.end} for bar in bars)
    least = 15 * DAY if first == last else DAY if is_open else HOUR
    pad = max((last - first) // 20, least)
    return max(first - pad, FIRST), min(last + pad, LAST)


def _axis(size: Size, reach: tuple[int, int], *, rtl: bool) -> Axis:
    left, right = EDGE, size.width - EDGE
    if size.labels and rtl:
        right -= size.labels
    elif size.labels:
        left += size.labels
    return Axis(left, right, *reach)


def _told(lane: Lane) -> str:
    return (
        f"{lane.label}: {', '.join(bar.text or bar.label for bar in lane.bars[:6])}{' …' if len(lane.bars) > 6 else ''}"
    )


def _placed(lanes: Iterable[Lane], axis: Axis, size: Size, top: float) -> list[Placed]:
    found: list[Placed] = []
    for lane in lanes:
        y = found[-1].y + found[-1].height if found else top + GAP
        names = few_lines(lane.label, (size.labels or size.width) - 8, NAME_LINES)
        found.append(Placed(lane, y, names, _texts(lane, axis), stacked=not size.labels))
    return found


def _texts(lane: Lane, axis: Axis) -> tuple[tuple[float, int, str, Bar], ...]:
    """Every written text with its x and its row: the first row where it does not run into another one."""
    ends: list[float] = []
    found = []
    shown = [bar for bar in lane.bars if bar.text and axis.shows(bar)]
    for bar in sorted(shown, key=lambda bar: axis.x(bar.start, axis.low)):
        text = shortened(bar.text, axis.right - axis.left)
        x = min(axis.x(bar.start, axis.low), axis.right - text_width(text))
        row = next((row for row, end in enumerate(ends) if end + 8 <= x), len(ends))
        ends[row : row + 1] = [x + text_width(text)]
        found.append((x, row, text, bar))
    return tuple(found)


def _lane(placed: Placed, axis: Axis, ident: str, size: Size, *, rtl: bool) -> str:
    x, anchor = (size.width - 4, "end") if rtl else (4.0, "start")
    rows = ((placed.y + (row + 0.8) * LINE, escape(name)) for row, name in enumerate(placed.names))
    names = "".join(
        f'<text x="{x:.0f}" y="{y:.1f}" text-anchor="{anchor}" class="lane">{name}</text>' for y, name in rows
    )
    bars = "".join(_bar(bar, placed.bars_y, axis, ident, size) for bar in placed.lane.bars if axis.shows(bar))
    rule = placed.y + placed.height - GAP / 2
    texts = _written(placed, axis)
    return f'{names}<path d="M0 {rule:.1f}H{size.width:.0f}" class="rule"/>{bars}{texts}'


def _written(placed: Placed, axis: Axis) -> str:
    """The texts below their bars, and under them the lines that lead to those further down."""
    leaders, texts = [], []
    for x, row, words, bar in placed.texts:
        y = placed.bars_y + BAR + (row + 0.85) * LINE
        if row:
            at = axis.x(bar.start, axis.low)
            leaders.append(f'<path d="M{at:.1f} {placed.bars_y + BAR:.1f}V{y - LINE * 0.6:.1f}" class="leader"/>')
        texts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="beside">{escape(words)}</text>')
    return "".join([*leaders, *texts])


def _bar(bar: Bar, y: float, axis: Axis, ident: str, size: Size) -> str:
    left, right = axis.x(bar.start, axis.low), axis.x(bar.end, axis.high)
    title = f"<title>{escape(bar.label)}</title>" if size.pointed_at else ""
    line = outline(bar.slot)
    if bar.start is not None and bar.start == bar.end:
        return f'<path d="M{left:.1f} {y:.1f}v{BAR:.0f}" stroke="{line}" stroke-width="3">{title}</path>'
    fill = {"plan": "none", "maybe": f"url(#{ident}-t{bar.slot})"}.get(bar.style, colour(bar.slot))
    dash = ' stroke-dasharray="4 3"' if bar.style in {"maybe", "plan"} else ""
    high = max(BAR * bar.level, 2.0)
    return (
        f'<rect x="{left:.1f}" y="{y + BAR - high:.1f}" width="{max(right - left, 2):.1f}" height="{high:.1f}" '
        f'fill="{fill}" stroke="{line}"{dash}>{title}</rect>'
    )


def _ticks(zone: str, axis: Axis, size: Size, top: float, height: float) -> str:
    parts, end = [], float("-inf")
    for moment, label in ticks(axis.low, axis.high, zone, size.most_ticks):
        x = axis.x(moment, axis.low)
        parts.append(f'<path d="M{x:.1f} {top + AXIS - 4:.1f}V{height:.1f}" class="rule"/>')
        middle = min(max(x, text_width(label) / 2 + 2), size.width - text_width(label) / 2 - 2)
        if middle - text_width(label) / 2 > end:
            parts.append(f'<text x="{middle:.1f}" y="{top + 15:.1f}" text-anchor="middle" class="tick">{label}</text>')
            end = middle + text_width(label) / 2 + 6
    return "".join(parts)
