"""One value among many as bars of how many lie where: what came as low or lower is dark, the value itself is marked."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape
from typing import Final

from ceasefire.reports.drawing import LINE, WIDE, Size, few_lines, opening, text_width, warning_strip
from ceasefire.reports.figure_views import SpreadView
from ceasefire.reports.svg_rows import tick_labels

HEIGHT: Final = 130.0
AXIS: Final = 24.0
EDGE: Final = 10.0
_BARS: Final = {"wide": 40, "narrow": 22}
_TICKS: Final = (-0.98, -0.95, -0.9, -0.8, -0.5, 0.0, 1.0, 4.0, 9.0, 19.0, 49.0)
_FAR: Final = math.log(100)
_LEAST: Final = math.log(2)


def svg_spread(view: SpreadView, ident: str, size: Size = WIDE, *, rtl: bool = False) -> str:
    """Return the picture as an SVG element, on a scale on which half and twice lie equally far from none."""
    low, high = _reach(view)
    left, right = EDGE, size.width - EDGE

    def x(at: float) -> float:
        return left + (min(max(at, low), high) - low) / (high - low) * (right - left)

    strip, top = warning_strip(view.warning, size, rtl=rtl)
    label = few_lines(view.mark, size.width - 2 * EDGE, 3)
    base = top + len(label) * LINE + 10 + HEIGHT
    parts = [strip, *_axis(x, low, high, base), *_bars(view, size, (low, high), (left, right), base)]
    parts.append(_marked(label, x(view.marked), top, base, size))
    told = f"{view.caption} {view.warning}", view.mark
    return f"{opening(size, base + AXIS, ident, 'spread', told)}{''.join(parts)}</svg>"


def _reach(view: SpreadView) -> tuple[float, float]:
    low, high = min(*view.values, view.marked, -_LEAST), max(*view.values, view.marked, _LEAST)
    return max(low, -_FAR) - 0.1, min(high, _FAR) + 0.1


def _bars(
    view: SpreadView, size: Size, scale: tuple[float, float], across: tuple[float, float], base: float
) -> list[str]:
    """A bar for each step of the scale: as low or lower dark at the foot, the rest light above."""
    many = _BARS[size.name]
    counts = [[0, 0] for _ in range(many)]
    for value, is_low in zip(view.values, view.as_low, strict=True):
        at = int((value - scale[0]) / (scale[1] - scale[0]) * many)
        counts[min(max(at, 0), many - 1)][not is_low] += 1
    most = max(low + rest for low, rest in counts)
    wide = (across[1] - across[0]) / many
    found = []
    for at, (low, rest) in enumerate(counts):
        foot = base
        for n, kind in ((low, "low"), (rest, "rest")):
            if n:
                high = n / most * HEIGHT
                foot -= high
                found.append(
                    f'<rect x="{across[0] + at * wide + 0.5:.1f}" y="{foot:.1f}" width="{wide - 1:.1f}" '
                    f'height="{high:.1f}" class="bin {kind}"/>'
                )
    return found


def _axis(x: Callable[[float], float], low: float, high: float, base: float) -> list[str]:
    ticks = [(x(math.log1p(change)), change) for change in _TICKS if low <= math.log1p(change) <= high]
    marks = (f'<path d="M{at:.1f} {base:.1f}v4" class="none"/>' for at, _ in ticks)
    line = f'<path d="M{x(low):.1f} {base:.1f}H{x(high):.1f}" class="none"/>'
    return [line, *marks, tick_labels(ticks, base + 17)]


def _marked(label: tuple[str, ...], x: float, top: float, base: float, size: Size) -> str:
    """The line of the assessed value from its label down, with a head that a print without colour shows too."""
    half = max(text_width(line) for line in label) / 2
    middle = min(max(x, half + 2), size.width - half - 2)
    rows = ((top + (row + 0.8) * LINE, escape(line)) for row, line in enumerate(label))
    texts = "".join(
        f'<text x="{middle:.1f}" y="{at:.1f}" text-anchor="middle" class="name">{line}</text>' for at, line in rows
    )
    start = top + len(label) * LINE + 2
    return (
        f'<path d="M{x:.1f} {start:.1f}V{base:.1f}" class="marked"/>'
        f'<path d="M{x - 5:.1f} {base - 8:.1f}L{x:.1f} {base:.1f}l5 -8z" class="head"/>{texts}'
    )
