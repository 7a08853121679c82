"""Checks of what people draw: every problem of an outline or a line, each with its place and the way out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry.codes import (
    BAD_DISTANCE,
    EMPTY,
    LINE_CROSSES_ITSELF,
    LOOKS_SWAPPED,
    NOT_A_LINE,
    NOT_A_NUMBER,
    NOT_AN_AREA,
    OUT_OF_RANGE,
    OVER_ANTIMERIDIAN,
    OVERLAPPING_PARTS,
    SELF_CROSSING,
    SWAPPED,
    TOO_FEW_POINTS,
    UNCLOSED,
)

LARGEST_DISTANCE_M = 10_000_000.0


def check_polygon(geometry: BaseGeometry, place: Place = NOWHERE) -> None:
    """Raise `BadInput` with every problem of an area; return when there is none.

    Refused: no area, empty, coordinates that are no numbers or not on the Earth, swapped order, rings that
    cross themselves or one another, edges over the 180° meridian (cut the shape there instead).
    """
    if problems := list(_polygon_problems(geometry, place)):
        raise BadInput(problems)


def check_line(line: BaseGeometry, place: Place = NOWHERE, *, sided: bool = False) -> None:
    """Raise `BadInput` with every problem of a line; one that has sides must not cross itself."""
    if problems := list(_line_problems(line, place, sided=sided)):
        raise BadInput(problems)


def check_positions(positions: Floats, place: Place = NOWHERE) -> None:
    """Raise `BadInput` when some position (n, 2) is not a longitude and a latitude in degrees."""
    if problems := list(position_problems(positions, place)):
        raise BadInput(problems)


def check_position(lon: float, lat: float, place: Place = NOWHERE) -> None:
    """Raise `BadInput` when the point is not a longitude and a latitude in degrees."""
    if -180 <= lon <= 180 and -90 <= lat <= 90:  # readers ask this for every row of a large file
        return
    check_positions(np.array([[lon, lat]], dtype=float), place)


def check_distance(metres: float, name: str, place: Place = NOWHERE) -> None:
    """Raise `BadInput` when a radius, width or depth is not a positive number of metres up to 10,000 km."""
    if not (math.isfinite(metres) and 0 < metres <= LARGEST_DISTANCE_M):
        raise BadInput(Problem(BAD_DISTANCE, place, f"{name} {metres} m", "more than 0, at most 10,000 km"))


def check_ring(positions: Floats, place: Place = NOWHERE) -> None:
    """Raise `BadInput` when a ring (n, 2), as it was written, is not closed or has too few corners."""
    if problems := list(ring_problems(positions, place)):
        raise BadInput(problems)


def looks_swapped(geometry: BaseGeometry, expected_bounds: tuple[float, float, float, float]) -> bool:
    """Whether a geometry lies outside (west, south, east, north), and inside with its coordinates exchanged."""
    expected = shapely.box(*expected_bounds)
    if geometry.is_empty or geometry.intersects(expected):
        return False
    return bool(exchanged(geometry).within(expected))


def swap_problem(
    geometry: BaseGeometry, expected_bounds: tuple[float, float, float, float], place: Place = NOWHERE
) -> Problem | None:
    """A warning for a geometry that `looks_swapped`, or None."""
    if not looks_swapped(geometry, expected_bounds):
        return None
    west, south, east, north = expected_bounds
    got = f"first position {_say(shapely.get_coordinates(geometry)[0])}"
    expected = f"longitude {west:g} to {east:g}, latitude {south:g} to {north:g}"
    return Problem(LOOKS_SWAPPED, place, got, expected, severity="warning")


def exchanged(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry with first and second coordinates exchanged."""
    return shapely.transform(geometry, lambda positions: positions[:, ::-1])


def position_problems(positions: Floats, place: Place) -> Iterator[Problem]:
    """What is wrong with positions (n, 2), taken one by one: at most one problem of a kind."""
    finite = np.isfinite(positions).all(axis=1)
    if not finite.all():
        yield Problem(NOT_A_NUMBER, place, f"position {_say(positions[~finite][0])}", "two finite numbers")
    lon, lat = np.abs(positions[finite].T)
    off = (lon > 180) | (lat > 90)
    if not off.any():
        return
    swapped = bool(((lat <= 180) & (lon <= 90)).all())
    got = f"position {_say(positions[finite][off][0])}"
    if swapped:
        yield Problem(SWAPPED, place, got, "longitude -180 to 180, then latitude -90 to 90")
    else:
        yield Problem(OUT_OF_RANGE, place, got, "longitude -180 to 180, latitude -90 to 90")


def ring_problems(positions: Floats, place: Place) -> Iterator[Problem]:
    """What is wrong with one ring (n, 2) as it was written."""
    if not len(positions):
        yield Problem(EMPTY, place, "a ring without positions", "at least four positions")
        return
    if len(positions) > 1 and not (positions[0] == positions[-1]).all():
        got = f"first {_say(positions[0])}, last {_say(positions[-1])}"
        yield Problem(UNCLOSED, place, got, "the same position first and last")
    if np.isfinite(positions).all() and len(np.unique(positions, axis=0)) < 3:
        yield Problem(TOO_FEW_POINTS, place, f"{len(positions)} positions", "three different corners or more")


def long_edge_problems(positions: Floats, place: Place) -> Iterator[Problem]:
    """An edge over more than half the circle of longitude, unless it follows a parallel all round the map."""
    step = np.abs(np.diff(positions[:, 0]))
    over = (step > 180) & ~((step == 360) & (np.diff(positions[:, 1]) == 0))
    if over.any():
        at = int(np.argmax(over))
        yield Problem(
            OVER_ANTIMERIDIAN,
            place,
            f"an edge from {_say(positions[at])} to {_say(positions[at + 1])}",
            "edges of less than 180° of longitude",
        )


def _polygon_problems(geometry: BaseGeometry, place: Place) -> Iterator[Problem]:
    if geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        yield Problem(NOT_AN_AREA, place, geometry.geom_type, "Polygon or MultiPolygon")
        return
    if geometry.is_empty:
        yield Problem(EMPTY, place, "an empty outline", "at least one ring")
        return
    wrong = list(position_problems(shapely.get_coordinates(geometry), place))
    for ring in shapely.get_rings(geometry):
        positions = shapely.get_coordinates(ring)
        wrong += [*ring_problems(positions, place), *long_edge_problems(positions, place)]
    yield from wrong
    if not wrong and not geometry.is_valid:
        yield _crossing(geometry, place)


def _crossing(geometry: BaseGeometry, place: Place) -> Problem:
    why = explain_validity(geometry)
    spot = why[why.find("[") + 1 : why.find("]")] if "[" in why else ""
    near = f"near [{', '.join(spot.split())}]" if spot else why
    alone = why.startswith(("Self-intersection", "Ring Self-intersection", "Interior is disconnected"))
    each_fine = all(shapely.Polygon(ring).is_valid for ring in shapely.get_rings(geometry))
    if alone and not each_fine:
        return Problem(SELF_CROSSING, place, near, "edges that meet only at their common corners")
    return Problem(OVERLAPPING_PARTS, place, near, "rings that lie apart, holes inside their ring")


def _line_problems(line: BaseGeometry, place: Place, *, sided: bool) -> Iterator[Problem]:
    if line.geom_type not in {"LineString", "LinearRing"}:
        yield Problem(NOT_A_LINE, place, line.geom_type, "LineString")
        return
    positions = shapely.get_coordinates(line)
    if not len(positions):
        yield Problem(EMPTY, place, "an empty line", "two positions or more")
        return
    wrong = [*position_problems(positions, place), *long_edge_problems(positions, place)]
    if np.isfinite(positions).all() and len(np.unique(positions, axis=0)) < 2:
        wrong.append(Problem(TOO_FEW_POINTS, place, f"{len(positions)} positions", "two different ones or more"))
    yield from wrong
    if sided and not wrong and not line.is_simple:
        yield Problem(LINE_CROSSES_ITSELF, place, "a line that crosses itself", "a line without a loop")


def _say(position: Floats) -> str:
    return "[" + ", ".join(f"{float(number):.10g}" for number in position) + "]"
