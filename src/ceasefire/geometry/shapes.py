"""Where something applies, as texts say it: the shapes of terms, gathered in one place."""

from ceasefire.geometry.areas import Disc, Everywhere, Polygons, Shape
from ceasefire.geometry.lines import BesideLine, Corridor, Side, WidthBetween
from ceasefire.geometry.outlines import check_line, check_polygon
from ceasefire.geometry.tracks import Stretch, track_stretches

__all__ = [
    "BesideLine",
    "Corridor",
    "Disc",
    "Everywhere",
    "Polygons",
    "Shape",
    "Side",
    "Stretch",
    "WidthBetween",
    "check_line",
    "check_polygon",
    "track_stretches",
]
