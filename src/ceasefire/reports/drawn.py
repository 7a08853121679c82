"""Any figure as an SVG element, by what it is."""

from __future__ import annotations

from functools import singledispatch

from ceasefire.reports.drawing import Size
from ceasefire.reports.figure_views import RangesView, SpreadView, WaterfallView
from ceasefire.reports.svg_map import svg_map
from ceasefire.reports.svg_rows import svg_ranges, svg_waterfall
from ceasefire.reports.svg_spread import svg_spread
from ceasefire.reports.svg_timeline import svg_timeline
from ceasefire.reports.view import MapView, TimelineView


@singledispatch
def drawn(figure: object, ident: str, size: Size, *, rtl: bool) -> str:
    """Return a figure as an SVG element whose ids begin with `ident`; empty where there is nothing to draw."""
    raise TypeError(figure, ident, size, rtl)


drawn.register(MapView, svg_map)
drawn.register(TimelineView, svg_timeline)
drawn.register(WaterfallView, svg_waterfall)
drawn.register(RangesView, svg_ranges)
drawn.register(SpreadView, svg_spread)
