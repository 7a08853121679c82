"""Pictures in rows, each with its name, its figure, something drawn, and a whole sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from ceasefire.reports.colours import NEUTRAL, hatch
from ceasefire.reports.drawing import LINE, WIDE, Size, few_lines, lines_of, opening, text_width, warning_strip
from ceasefire.reports.figure_views import Range, RangesView, Step, WaterfallView

BAR: Final = 14.0
GAP: Final = 9.0
AXIS: Final = 22.0
EDGE: Final = 6.0
_NAME_LINES: Final = 4
_LEAST: Final = math.log(2)  # a scale of changes reaches at least this far to both sides
_FAR: Final = math.log(50)  # and no further than this
_TICKS: Final = (-0.95, -0.8, -0.5, 0.0, 1.0, 4.0, 19.0)


Ticks = Sequence[tuple[float, float]]  # pixels, and the change as a share that stands there


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row stand, in pixels: (left, right) of names, of the picture and of sentences."""

    names: tuple[float, float]
    picture: tuple[float, float]
    sentences: tuple[float, float]
    stacked: bool


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    figure: str
    sentence: str
    draw: Callable[[float], str]  # from the top of the bar


def svg_waterfall(view: WaterfallView, ident: str, size: Size = WIDE, *, rtl: bool = False) -> str:
    """Return the waterfall as an SVG element; bars of one part share a scale that begins at nothing."""
    columns = _columns(size, rtl=rtl)
    most = {part: max(step.high for step in view.steps if step.part == part) for part in {s.part for s in view.steps}}
    rows = [
        _Row(step.name, step.figure, step.sentence, _bar(step, most[step.part] or 1.0, columns, f"{ident}-{size.name}"))
        for step in view.steps
    ]
    told = f"{view.caption} {view.warning}", " ".join(f"{step.figure} {step.sentence}" for step in view.steps)
    return _picture(rows, columns, size, (ident, told, view.warning), [], rtl=rtl)


def _bar(step: Step, most: float, columns: _Columns, ident: str) -> Callable[[float], str]:
    left, right = columns.picture

    def draw(y: float) -> str:
        if step.style == "answer":
            return ""
        x, end = (left + at / most * (right - left) for at in (step.low, min(step.high, most)))
        fill = f' fill="url(#{ident}-h)"' if step.style == "expected" else ""
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(end - x, 1.5):.1f}" height="{BAR:.0f}"{fill} '
            f'class="step {step.style}"/>'
        )

    return draw


def svg_ranges(view: RangesView, ident: str, size: Size = WIDE, *, rtl: bool = False) -> str:
    """Return changes side by side as an SVG element, on a scale on which half and twice lie equally far from none."""
    columns = _columns(size, rtl=rtl)
    low, high = _reach(view.ranges)
    left, right = columns.picture

    def x(at: float) -> float:
        return left + (min(max(at, low), high) - low) / (high - low) * (right - left)

    ticks = [(x(math.log1p(each)), each) for each in _TICKS if low <= math.log1p(each) <= high]
    rows = [_Row(each.name, each.figure, each.sentence, _range(each, x, (low, high), ticks)) for each in view.ranges]
    told = f"{view.caption} {view.warning}", " ".join(each.sentence for each in view.ranges)
    return _picture(rows, columns, size, (ident, told, view.warning), ticks, rtl=rtl)


def _reach(ranges: Iterable[Range]) -> tuple[float, float]:
    ends = [end for each in ranges for end in (each.at, *(each.interval or ())) if math.isfinite(end)]
    low, high = min([-_LEAST, *ends]), max([_LEAST, *ends])
    return max(low, -_FAR) - 0.15, min(high, _FAR) + 0.15


def _range(
    each: Range, x: Callable[[float], float], scale: tuple[float, float], ticks: Ticks
) -> Callable[[float], str]:
    def draw(y: float) -> str:
        middle = y + BAR / 2
        rules = "".join(
            f'<path d="M{at:.1f} {y - 3:.1f}v{BAR + 6:.0f}" class="{"rule" if change else "none"}"/>'
            for at, change in ticks
        )
        kind = "range doubtful" if each.is_doubtful else "range"
        parts = [] if each.interval is None else list(_whisker(each.interval, x, scale, middle))
        if math.isfinite(each.at):
            parts.append(f'<circle cx="{x(each.at):.1f}" cy="{middle:.1f}" r="5"/>')
        return f'{rules}<g class="{kind}">{"".join(parts)}</g>'

    return draw


def _whisker(
    interval: tuple[float, float], x: Callable[[float], float], scale: tuple[float, float], y: float
) -> Iterator[str]:
    """The line of an interval; an end that lies beyond the scale is an arrow."""
    low, high = (x(end) for end in interval)
    yield f'<path d="M{low:.1f} {y:.1f}H{high:.1f}"/>'
    for end, at, way in ((interval[0], low, 1), (interval[1], high, -1)):
        if scale[0] <= end <= scale[1]:
            yield f'<path d="M{at:.1f} {y - 5:.1f}v10"/>'
        else:
            yield f'<path d="M{at + 6 * way:.1f} {y - 5:.1f}L{at:.1f} {y:.1f}l{6 * way} 5"/>'


def tick_labels(ticks: Ticks, y: float) -> str:
    """Return the labels of a scale of changes as SVG texts, without those that would run into the one before."""
    found, end = [], float("-inf")
    for x, change in ticks:
        label = _per_cent(change)
        half = text_width(label) / 2
        if x - half > end:
            found.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" class="tick">{label}</text>')
            end = x + half + 4
    return "".join(found)


def _per_cent(change: float) -> str:
    return "0" if change == 0.0 else f"{100 * change:+.0f} %"


def _columns(size: Size, *, rtl: bool) -> _Columns:
    width = size.width
    if not size.labels:
        whole = (EDGE, width - EDGE)
        return _Columns(whole, (EDGE + 8, width - EDGE - 8), whole, stacked=True)
    names, picture, sentences = (EDGE, 190.0), (200.0, 400.0), (416.0, width - EDGE)
    if rtl:
        names, picture, sentences = ((width - right, width - left) for left, right in (names, picture, sentences))
    return _Columns(names, picture, sentences, stacked=False)


def _picture(
    rows: list[_Row],
    columns: _Columns,
    size: Size,
    head: tuple[str, tuple[str, str], str],
    ticks: Ticks,
    *,
    rtl: bool,
) -> str:
    ident, told, warning = head
    strip, top = warning_strip(warning, size, rtl=rtl)
    parts, y = [tick_labels(ticks, top + 15)], top + (AXIS if ticks else 0.0) + GAP
    for row in rows:
        drawn, height = _row(row, columns, y, size, rtl=rtl)
        parts.append(drawn)
        y += height
    pattern = hatch(f"{ident}-{size.name}-h", NEUTRAL, 5)
    return f"{opening(size, y, ident, 'rows', told)}<defs>{pattern}</defs>{strip}{''.join(parts)}</svg>"


def _row(row: _Row, columns: _Columns, y: float, size: Size, *, rtl: bool) -> tuple[str, float]:
    """One row from `y` on, and its height."""
    names = _names(row, columns)
    sentences = lines_of(row.sentence, columns.sentences[1] - columns.sentences[0])
    name = _written(names, columns.names, y, "name", rtl=rtl)
    if columns.stacked:
        at = y + len(names) * LINE + 3
        below = at + BAR + 2
        drawn = row.draw(at)
        told = _written(sentences, columns.sentences, below if drawn else at - 3, "", rtl=rtl)
        height = (below if drawn else at - 3) + len(sentences) * LINE - y
    else:
        drawn, told = row.draw(y), _written(sentences, columns.sentences, y, "", rtl=rtl)
        height = max(len(names), len(sentences), 1) * LINE
    rule = y + height + GAP / 2
    return f'{drawn}{name}{told}<path d="M0 {rule:.1f}H{size.width:.0f}" class="rule"/>', height + GAP


def _names(row: _Row, columns: _Columns) -> list[str]:
    width = columns.names[1] - columns.names[0]
    whole = f"{row.name}: {row.figure}" if row.figure else row.name
    return [whole] if text_width(whole) <= width else [*few_lines(whole, width, _NAME_LINES)]


def _written(lines: Iterable[str], column: tuple[float, float], y: float, kind: str, *, rtl: bool) -> str:
    x, anchor = (column[1], "end") if rtl else (column[0], "start")
    rows = ((y + (row + 0.8) * LINE, escape(line)) for row, line in enumerate(lines))
    return "".join(
        f'<text x="{x:.1f}" y="{at:.1f}" text-anchor="{anchor}" class="{kind}">{line}</text>' for at, line in rows
    )
