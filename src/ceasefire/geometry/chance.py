"""How likely it is that something reported lies inside an area, given how sure its place is.

For a point with a round normal error the probability is exact, not sampled: the sum over the area's edges
of the mass between the report and each edge. Ring sectors and areas are even: the share of their area.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Literal, TypeAlias

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput, Problem
from ceasefire.geometry import _normal_mass, _normal_mass_exact
from ceasefire.geometry._disc_mass import disc_mass, disc_masses
from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry.areas import Disc, Everywhere, Shape
from ceasefire.geometry.codes import BAD_RINGS
from ceasefire.geometry.metres import area_km2, distance_m
from ceasefire.geometry.places import AreaPlace, PointPlace, ReportedPlace, RingSector, UnknownPlace
from ceasefire.geometry.rings import Indices, Rings

Engine = Literal["auto", "numba", "numpy"]
_Masses: TypeAlias = Callable[[Floats, Floats, Floats, Rings, Indices, Indices], Floats]

EXACT_BELOW_M = 1e-3
_LOCAL_SIGMA_M = 30_000.0
_WORTH_COMPILING = 2_000  # pairs: below that, starting the compiled functions costs more than they save
_KEPT = 64


def chance_inside(place: ReportedPlace, area: BaseGeometry | Shape) -> float:
    """Probability, 0 to 1, that the true place lies inside the area.

    A point with an error: normal mass inside the outline (error at most 1e-6 in the azimuthal-equidistant
    plane at the report; in a `Disc` by the noncentral χ²). An exact point: 1 or 0, a point on the boundary
    being outside. A ring sector or an area: the share of its square kilometres that lies inside. An unknown
    place: 1 in everywhere, 0 in nothing, else NaN, because nothing is known. It does not say how good the
    stated error is.
    """
    if isinstance(area, Everywhere):
        return 1.0
    outline = area if isinstance(area, BaseGeometry) else area.polygon()
    if isinstance(place, UnknownPlace):
        return 0.0 if outline.is_empty else float("nan")
    if isinstance(place, PointPlace):
        return _chance_of_point(place, area, outline)
    return _share(place, outline)


def gaussian_in_rings(
    lon: ArrayLike,
    lat: ArrayLike,
    sigma_m: ArrayLike,
    rings: Rings,
    pair_event: ArrayLike,
    pair_zone: ArrayLike,
    engine: Engine = "auto",
) -> Floats:
    """Probability for each pair that the event lies in the zone, its place having a round normal error.

    `lon`, `lat`, `sigma_m`: float64, one per event, degrees and metres (one standard deviation along each
    axis); `rings`: the zones; `pair_event`, `pair_zone`: int64, one per candidate pair. Returns float64, one
    per pair, NaN where the event's place is NaN. Pure: arrays in, arrays out.

    Exact up to 1e-6 in the azimuthal-equidistant plane at the event: the sum over all edges of the signed
    triangle mass (1/2π) ∫ (1 − exp(−h² / (2 cos² φ))) dφ, edges being straight in longitude and latitude. A
    sigma below a millimetre is none: then 1 inside, 0 outside and on the boundary. `engine` "auto" takes
    numba where it is installed and the batch is large; both engines agree to 1e-8.
    """
    lons, lats, sigmas = (np.ascontiguousarray(part, dtype=np.float64) for part in (lon, lat, sigma_m))
    event, zone = (np.ascontiguousarray(part, dtype=np.int64) for part in (pair_event, pair_zone))
    _check_pairs((lons, lats, sigmas), rings, event, zone)
    known = np.isfinite(lons) & np.isfinite(lats) & np.isfinite(sigmas)
    exact = sigmas < EXACT_BELOW_M
    local = _is_local(lons, lats, sigmas)
    result = np.full(len(event), np.nan)
    for wanted, masses in (
        (known & exact, _crisp),
        (known & ~exact & local, _local_masses(engine, len(event))),
        (known & ~exact & ~local, _normal_mass_exact.masses),
    ):
        some = np.flatnonzero(wanted[event])
        if some.size:
            result[some] = masses(lons, lats, sigmas, rings, event[some], zone[some])
    clipped: Floats = np.clip(result, 0.0, 1.0)
    return clipped


def gaussian_in_discs(lon: Floats, lat: Floats, sigma_m: Floats, discs: Sequence[Disc], pair_disc: Indices) -> Floats:
    """Probability for each report that it lies in its disc, by the noncentral χ² of two degrees of freedom.

    `lon`, `lat`, `sigma_m`: float64, one per pair, degrees and metres, sigma above 0; `pair_disc`: which of
    `discs` each pair is about.
    """
    shape = np.array([(disc.lon, disc.lat, disc.radius_m) for disc in discs], dtype=np.float64).reshape(-1, 3)
    centre_lon, centre_lat, radius = shape[pair_disc].T
    apart = distance_m(lon, lat, centre_lon, centre_lat)
    return disc_masses(apart / sigma_m, radius / sigma_m)


def _is_local(lon: Floats, lat: Floats, sigma_m: Floats) -> NDArray[np.bool_]:
    """Where the local plane is true enough: not too wide an error, not at a pole, not at the 180° meridian."""
    rise = np.radians(np.clip(lat, -89.999, 89.999))
    wide = sigma_m * np.maximum(1.0, np.abs(np.tan(rise)))
    to_seam = (180 - np.abs(lon)) * 110_000.0 * np.cos(rise)
    local: NDArray[np.bool_] = (wide <= _LOCAL_SIGMA_M) & (to_seam > (_normal_mass.FAR + 1) * sigma_m)
    return local


def _local_masses(engine: Engine, pairs: int) -> _Masses:
    if engine == "numpy" or (engine == "auto" and (pairs < _WORTH_COMPILING or not _has_numba())):
        return _normal_mass.masses
    from ceasefire.geometry import _normal_mass_compiled

    return _normal_mass_compiled.masses


@lru_cache(maxsize=1)
def _has_numba() -> bool:
    return find_spec("numba") is not None


def _crisp(lon: Floats, lat: Floats, _sigma_m: Floats, rings: Rings, event: Indices, zone: Indices) -> Floats:
    """1 inside, 0 outside and on the boundary."""
    result = np.zeros(len(event))
    for each in np.unique(zone):
        some = zone == each
        area = _area_of(rings, int(each))
        result[some] = shapely.contains_xy(area, lon[event[some]], lat[event[some]])
    return result


def _area_of(rings: Rings, zone: int) -> BaseGeometry:
    first, last = rings.zone_starts[zone], rings.zone_starts[zone + 1]
    cut = zip(rings.ring_starts[first:last], rings.ring_starts[first + 1 : last + 1], strict=True)
    drawn = [shapely.LinearRing(np.column_stack([rings.lon[a:b], rings.lat[a:b]])) for a, b in cut]
    outer = [shapely.Polygon(ring) for ring in drawn if ring.is_ccw]
    holes = [shapely.Polygon(ring) for ring in drawn if not ring.is_ccw]
    area = shapely.union_all(outer).difference(shapely.union_all(holes))
    shapely.prepare(area)
    return area


def _check_pairs(events: tuple[Floats, Floats, Floats], rings: Rings, event: Indices, zone: Indices) -> None:
    counts = {len(part) for part in events}
    if len(counts) != 1 or len(event) != len(zone):
        got = f"{[len(part) for part in events]} events, {len(event)} and {len(zone)} indices"
        raise BadInput(Problem(BAD_RINGS, got=got, expected="arrays of one length"))
    for index, size, name in ((event, counts.pop(), "event"), (zone, len(rings), "zone")):
        if len(index) and not (index.min() >= 0 and index.max() < size):
            got = f"{name} indices from {index.min()} to {index.max()}"
            raise BadInput(Problem(BAD_RINGS, got=got, expected=f"0 to {size - 1}"))


def _chance_of_point(place: PointPlace, area: BaseGeometry | Shape, outline: BaseGeometry) -> float:
    if isinstance(area, Disc) and place.sigma_m > 0:
        apart = distance_m(place.lon, place.lat, area.lon, area.lat)
        return disc_mass(apart / place.sigma_m, area.radius_m / place.sigma_m)
    if place.sigma_m < EXACT_BELOW_M:
        shape_covers = shapely.contains_xy(outline, place.lon, place.lat)
        return float(shape_covers if isinstance(area, BaseGeometry) else area.covers(place.lon, place.lat))
    rings = _rings_of(outline)
    return float(gaussian_in_rings([place.lon], [place.lat], [place.sigma_m], rings, [0], [0])[0])


@lru_cache(maxsize=_KEPT)
def _rings_of(outline: BaseGeometry) -> Rings:
    return Rings.of([outline])


def _share(place: RingSector | AreaPlace, outline: BaseGeometry) -> float:
    """The share of the place's own area that lies inside."""
    own = place.outline()
    whole = area_km2(own)
    if outline.is_empty or whole == 0:
        return 0.0
    return min(1.0, area_km2(shapely.intersection(own, outline)) / whole)
