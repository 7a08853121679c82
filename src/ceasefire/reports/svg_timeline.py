"""A timeline as plain SVG: one lane a name, bars for stretches of time, hatched where it is not certain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import pairwise

from ceasefire.reports.colours import colour
from ceasefire.reports.view import Bar, Lane, TimelineView

WIDTH, SIDE, LANE, TOP = 720.0, 190.0, 34.0, 34.0
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOUR_US = 3_600_000_000
TICK_STEPS_H = (1, 2, 3, 6, 12, 24, 48, 168, 336, 744, 2_232, 8_784, 17_568, 43_920)
MOST_TICKS = 7


def svg_timeline(view: TimelineView, ident: str) -> str:
    """Return the timeline as an SVG element; open bars run to the edge of the picture."""
    moments = [at for lane in view.lanes for bar in lane.bars for at in (bar.start, bar.end) if at is not None]
    if not moments:
        return ""
    low, high = _padded(min(moments), max(moments))
    height = TOP + LANE * len(view.lanes) + 10
    lanes = "".join(_lane(lane, row, low, high, ident) for row, lane in enumerate(view.lanes))
    slots = sorted({bar.slot for lane in view.lanes for bar in lane.bars})
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" aria-label="{escape(view.caption)}" class="timeline">'
        f"<defs>{_hatches(slots, ident)}</defs>{_ticks(view, low, high, height)}{lanes}</svg>"
    )


def _padded(first: int, last: int) -> tuple[int, int]:
    pad = max((last - first) // 20, HOUR_US)
    return first - pad, last + pad


def _x(at: int | None, low: int, high: int, edge: int) -> float:
    moment = edge if at is None else at
    return SIDE + (moment - low) / (high - low) * (WIDTH - SIDE - 8)


def _hatches(slots: Iterable[int], ident: str) -> str:
    return "".join(
        f'<pattern id="{ident}-t{slot}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" stroke="{colour(slot)}" '
        f'stroke-width="3" stroke-opacity=".6"/></pattern>'
        for slot in slots
    )


def _lane(lane: Lane, row: int, low: int, high: int, ident: str) -> str:
    y = TOP + row * LANE
    bars = "".join(_bar(bar, y, low, high, ident) for bar in lane.bars)
    return (
        f'<text x="4" y="{y + 18:.0f}" class="lane">{escape(_short(lane.label))}<title>{escape(lane.label)}</title>'
        f'</text><path d="M{SIDE:.0f} {y + LANE - 4:.0f}H{WIDTH:.0f}" class="rule"/>{bars}'
    )


def _short(label: str, most: int = 27) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _bar(bar: Bar, y: float, low: int, high: int, ident: str) -> str:
    left, right = _x(bar.start, low, high, low), _x(bar.end, low, high, high)
    hue = colour(bar.slot)
    title = f"<title>{escape(bar.label)}</title>"
    if bar.start is not None and bar.start == bar.end:
        return f'<path d="M{left:.1f} {y + 3:.0f}v24" stroke="{hue}" stroke-width="2.5" tabindex="0">{title}</path>'
    fill = {"sure": hue, "event": hue, "plan": "none", "maybe": f"url(#{ident}-t{bar.slot})"}[bar.style]
    dash = "" if bar.style == "sure" else ' stroke-dasharray="4 3"'
    return (
        f'<rect x="{left:.1f}" y="{y + 5:.0f}" width="{max(right - left, 1.5):.1f}" height="20" rx="2" fill="{fill}" '
        f'fill-opacity=".75" stroke="{hue}"{dash} tabindex="0">{title}</rect>'
    )


def _ticks(view: TimelineView, low: int, high: int, height: float) -> str:
    hours = (high - low) / HOUR_US
    step_h = next((step for step in TICK_STEPS_H if hours / step <= MOST_TICKS), TICK_STEPS_H[-1])
    step = step_h * HOUR_US
    first = -(-(low + view.utc_offset_us) // step) * step - view.utc_offset_us
    days = step_h % 24 == 0
    return "".join(_tick(at, low, high, height, view.utc_offset_us, days=days) for at in _until(first, high, step))


def _until(first: int, high: int, step: int) -> Iterable[int]:
    return (left for left, _ in pairwise(range(first, high + 2 * step, step)) if left <= high)


def _tick(at: int, low: int, high: int, height: float, offset: int, *, days: bool) -> str:
    x = _x(at, low, high, low)
    local = EPOCH + (at + offset) * MICROSECOND
    label = local.strftime("%Y-%m-%d" if days else "%m-%d %H:%M")
    return (
        f'<path d="M{x:.1f} 20V{height:.0f}" class="rule"/>'
        f'<text x="{x:.1f}" y="14" text-anchor="middle" direction="ltr" class="tick">{label}</text>'
    )
