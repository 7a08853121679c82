"""How much of a round normal distribution lies in a disc: the noncentral χ² with two degrees of freedom."""

from __future__ import annotations

import numpy as np

from ceasefire.geometry._ellipsoid import Floats
from ceasefire.geometry._normal_mass import FAR

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(10)


def disc_mass(distance: float, radius: float) -> float:
    """Probability that a point with unit normal error lies nearer than `radius` to a centre `distance` away.

    Both in sigmas; equals the χ² of two degrees of freedom and noncentrality distance², at radius². The
    boundary integral of g(r²) (x dy − y dx) over the part of the circle within seven sigmas, the rest by the
    angle under which it is seen. Error below 1e-10.
    """
    return float(disc_masses(np.array([distance]), np.array([radius]))[0])


def disc_masses(distance: Floats, radius: Floats) -> Floats:
    """The same for many pairs, float64, (n,)."""
    result = (distance <= radius - FAR).astype(np.float64)
    result[radius <= 0] = 0.0
    some = np.flatnonzero((distance > radius - FAR) & (distance < radius + FAR) & (radius > 0))
    result[some] = _near_masses(distance[some], radius[some])
    return result


def _near_masses(distance: Floats, radius: Floats) -> Floats:
    """The mass where the circle comes within seven sigmas."""
    half = _half_arcs(distance, radius)
    far_x, far_y = radius * np.cos(half) - distance, radius * np.sin(half)
    beyond = np.where(half < np.pi, np.pi - np.arctan2(far_y, far_x), 0.0)
    count = np.maximum(1, np.ceil(half * np.maximum(radius, 2.0))).astype(np.int64)
    step = half / count
    of = np.repeat(np.arange(len(count)), count)
    number = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    psi = (number[:, None] + (_NODES + 1) / 2) * step[of, None]
    # r² − 2 r d cos ψ + d² and r (r − d cos ψ), without the loss of digits for large, nearly equal r and d
    bend = 2 * np.sin(psi / 2) ** 2
    d, r = distance[of, None], radius[of, None]
    w = (r - d) ** 2 + 2 * r * d * bend + 1e-300
    cross = r * (r - d + d * bend)
    pieces = (-np.expm1(-w / 2) / w * cross) @ _WEIGHTS * step[of] / 2
    near = np.bincount(of, weights=pieces, minlength=len(count))
    masses: Floats = np.clip((beyond + near) / np.pi, 0.0, 1.0)
    return masses


def _half_arcs(distance: Floats, radius: Floats) -> Floats:
    """Half the angle, seen from the disc's centre, of the part of its edge within seven sigmas."""
    whole = (distance == 0) | (distance + radius <= FAR)
    product = np.where(whole, 1.0, 4 * radius * distance)
    quarter = np.clip((FAR**2 - (radius - distance) ** 2) / product, 0.0, 1.0)
    return np.where(whole, np.pi, 2 * np.arcsin(np.sqrt(quarter)))
