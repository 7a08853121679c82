"""Metres live here: shapes of terms, places of reports, areas, distances, margins and chances."""

from ceasefire.geometry.chance import chance_inside, gaussian_in_rings
from ceasefire.geometry.geojson import read_geometry, to_geojson
from ceasefire.geometry.metres import (
    area_km2,
    bearing_deg,
    destination,
    distance_m,
    edge_departures_m,
    length_m,
    line_distance_m,
    margin_m,
    margins_m,
)
from ceasefire.geometry.outlines import (
    check_distance,
    check_line,
    check_polygon,
    check_position,
    check_positions,
    looks_swapped,
    swap_problem,
)
from ceasefire.geometry.places import AreaPlace, PointPlace, ReportedPlace, RingSector, UnknownPlace
from ceasefire.geometry.rings import Rings
from ceasefire.geometry.shapes import (
    BesideLine,
    Corridor,
    Disc,
    Everywhere,
    Polygons,
    Shape,
    Side,
    Stretch,
    WidthBetween,
    track_stretches,
)
from ceasefire.geometry.words import ring_sector_from_words

__all__ = [
    "AreaPlace",
    "BesideLine",
    "Corridor",
    "Disc",
    "Everywhere",
    "PointPlace",
    "Polygons",
    "ReportedPlace",
    "RingSector",
    "Rings",
    "Shape",
    "Side",
    "Stretch",
    "UnknownPlace",
    "WidthBetween",
    "area_km2",
    "bearing_deg",
    "chance_inside",
    "check_distance",
    "check_line",
    "check_polygon",
    "check_position",
    "check_positions",
    "destination",
    "distance_m",
    "edge_departures_m",
    "gaussian_in_rings",
    "length_m",
    "line_distance_m",
    "looks_swapped",
    "margin_m",
    "margins_m",
    "read_geometry",
    "ring_sector_from_words",
    "swap_problem",
    "to_geojson",
    "track_stretches",
]
