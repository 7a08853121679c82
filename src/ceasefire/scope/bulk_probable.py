"""Which events may lie in which scopes, and how probably, when their places are uncertain.

Candidates are cut by time and by distance first: events of like error are joined, as points, with the
zones' boxes widened by as far as that error can reach. Only for what is left is the mass computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry.chance import EXACT_BELOW_M, gaussian_in_discs, gaussian_in_rings
from ceasefire.geometry.rings import Rings
from ceasefire.geometry.shapes import Disc
from ceasefire.scope import codes
from ceasefire.scope.bulk import join
from ceasefire.scope.bulk_axis import Floats, Ints
from ceasefire.scope.bulk_columns import check_lengths, columns_of, number_column
from ceasefire.scope.bulk_engine import match_batch
from ceasefire.scope.bulk_reach import reach_in_sigmas, table_of_boxes, widened, within_reach
from ceasefire.scope.bulk_scopes import open_sides, scopes_in
from ceasefire.scope.expression import Expr, negate
from ceasefire.scope.scope import Scope
from ceasefire.scope.where import Where

_WORLD: Final = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """Events with an error: columns of one length."""

    lon: Floats
    lat: Floats
    sigma_m: Floats
    t: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """One row per scope and span in which its area stays the same; `box` is that of the area."""

    scope: Ints
    start: Ints
    end: Ints
    area: Ints
    areas: tuple[Expr, ...]
    box: Floats


def join_probable(
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    sigma_m: npt.ArrayLike,
    t: npt.ArrayLike,
    scopes: Iterable[Scope],
    threshold: float = 0.01,
) -> tuple[Ints, Ints, Floats]:
    """Which events lie in which scopes with more than a small probability, their places being uncertain.

    Args:
        lon: longitudes of the reports in degrees (WGS 84), float64, (n,).
        lat: latitudes in degrees, float64, (n,).
        sigma_m: standard deviation of the place along each axis in metres, (n,) or one number for all; a 95 %
            radius / 2.448.
            0 (and anything below a millimetre) means exact: such events are joined as `join` does.
        t: moments, (n,): datetime64 or int64 microseconds UTC; taken as exact.
        scopes: scopes; what they leave unknown does not count.
        threshold: pairs with a higher probability are kept, 0 <= threshold < 1.

    Returns:
        (event, scope, p): int64, int64 and float64, sorted by event, then by scope. p is the mass of a round
        normal error inside the scope's area, by the edge formula of `geometry.chance`, to 1e-6.

    Raises:
        BadInput: columns of different lengths or kinds, a negative sigma, a threshold out of range.

    Events without a place, an error or a time give no pair. It does not say how good the stated errors are,
    and pairs of one event are not independent of one another.
    """
    if not 0 <= threshold < 1:
        raise BadInput(Problem(codes.BAD_THRESHOLD, Place(field="threshold"), f"{threshold}"))
    given = scopes_in(scopes)
    lons, lats, times = columns_of(lon, lat, t)
    sigma = _sigma_of(sigma_m, len(lons))
    check_lengths(lon=lons, sigma_m=sigma)
    exact = sigma < EXACT_BELOW_M
    found = [_crisp(np.flatnonzero(exact), lons, lats, times, given)]
    uncertain = np.flatnonzero(~exact & np.isfinite(sigma))
    if len(uncertain):
        reports = Reports(lons[uncertain], lats[uncertain], sigma[uncertain], times[uncertain])
        event, scope, p = _mass(reports, parts_of(given), threshold)
        found.append((uncertain[event], scope, p))
    events, numbers, chances = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((numbers, events))
    return events[order], numbers[order], chances[order]


def _crisp(which: Ints, lon: Floats, lat: Floats, t: Ints, scopes: Iterable[Scope]) -> tuple[Ints, Ints, Floats]:
    event, scope = join(lon[which], lat[which], t[which], scopes)
    return which[event], scope, np.ones(len(event))


def _sigma_of(sigma_m: npt.ArrayLike, events: int) -> Floats:
    sigma = number_column("sigma_m", np.full(events, sigma_m) if np.ndim(sigma_m) == 0 else sigma_m)
    if (negative := sigma < 0).any():
        at = int(np.argmax(negative))
        got = f"{sigma[at]} m at position {at}, and {int(negative.sum()) - 1} more"
        raise BadInput(Problem(codes.BAD_LOCATION_ERROR, Place(field="sigma_m"), got))
    return sigma


def parts_of(scopes: Iterable[Scope]) -> Parts:
    """The sure where × when of each scope: at every moment one area, so that no ground counts twice."""
    number: dict[int, int] = {}
    areas: list[Expr] = []
    rows: list[tuple[int, int, int, int]] = []
    for at, scope in enumerate(scopes):
        for start, end, area in scope.sure.projected():
            row = number.setdefault(id(area), len(areas))
            if row == len(areas):
                areas.append(area)
            rows.append((at, *open_sides(start, end), row))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    boxes = np.array([_box(area) for area in areas], dtype=np.float64).reshape(-1, 4)
    owner, first, last, which = (column.copy() for column in table.T)
    return Parts(owner, first, last, which, tuple(areas), boxes[which])


def _box(area: Expr) -> tuple[float, float, float, float]:
    west, south, east, north = _drawn(area).bounds if Where(area).is_bounded else _WORLD
    return west, south, east, north


def _drawn(area: Expr) -> BaseGeometry:
    drawn = area.shape.polygon() if area.shape is not None else Where(area).geometry()
    return shapely.Polygon() if drawn is None else drawn


def _mass(reports: Reports, parts: Parts, threshold: float) -> tuple[Ints, Ints, Floats]:
    pairs = list(candidates(reports, parts, reach_in_sigmas(threshold)))
    event = np.concatenate([np.empty(0, np.int64), *(event for event, _ in pairs)])
    part = np.concatenate([np.empty(0, np.int64), *(part for _, part in pairs)])
    p = _chances(reports, parts, event, part)
    kept = p > threshold
    return event[kept], parts.scope[part[kept]], p[kept]


def candidates(reports: Reports, parts: Parts, reach: float) -> Iterator[tuple[Ints, Ints]]:
    """Pairs (event, part) that time and distance allow; errors within a factor of two are joined together."""
    magnitude = np.floor(np.log2(reports.sigma_m)).astype(np.int64)
    for each in np.unique(magnitude):
        some = np.flatnonzero(magnitude == each)
        boxes = widened(parts.box, reach * 2.0 ** (int(each) + 1))
        table = table_of_boxes(boxes, parts.start, parts.end)
        event, part = match_batch(reports.lon[some], reports.lat[some], reports.t[some], table)
        event = some[event]
        metres = reach * reports.sigma_m[event]
        near = within_reach(reports.lon[event], reports.lat[event], metres, parts.box[part])
        yield event[near], part[near]


def _chances(reports: Reports, parts: Parts, event: Ints, part: Ints) -> Floats:
    """The mass for each pair; of an area that ends nowhere, what its complement leaves."""
    p = np.ones(len(event))
    used, zone = np.unique(parts.area[part], return_inverse=True)
    areas = [parts.areas[at] for at in used]
    inverted = np.array([not Where(area).is_bounded for area in areas], dtype=np.bool_)
    bounded = [negate(area) if turned else area for area, turned in zip(areas, inverted, strict=True)]
    discs = [area.shape for area in bounded if isinstance(area.shape, Disc)]
    is_disc = np.array([isinstance(area.shape, Disc) for area in bounded], dtype=np.bool_)
    rings = Rings.of(shapely.Polygon() if disc else _drawn(area) for area, disc in zip(bounded, is_disc, strict=True))
    drawn, round_ = np.flatnonzero(~is_disc[zone]), np.flatnonzero(is_disc[zone])
    lon, lat, sigma = reports.lon, reports.lat, reports.sigma_m
    p[drawn] = gaussian_in_rings(lon, lat, sigma, rings, event[drawn], zone[drawn])
    which, at = (np.cumsum(is_disc) - 1)[zone[round_]], event[round_]
    p[round_] = gaussian_in_discs(lon[at], lat[at], sigma[at], discs, which)
    return np.where(inverted[zone], 1 - p, p)
