"""How much of a round normal distribution lies in a disc: the noncentral χ² with two degrees of freedom."""

from __future__ import annotations

import numpy as np

from ceasefire.geometry._normal_mass import FAR

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(10)


def disc_mass(distance: float, radius: float) -> float:
    """Probability that a point with unit normal error lies nearer than `radius` to a centre `distance` away.

    Both in sigmas; equals the χ² of two degrees of freedom and noncentrality distance², at radius². The
    boundary integral of g(r²) (x dy − y dx) over the part of the circle within seven sigmas, the rest by the
    angle under which it is seen. Error below 1e-10.
    """
    if distance >= radius + FAR or radius <= 0:
        return 0.0
    if distance <= radius - FAR:
        return 1.0
    half = _half_arc(distance, radius)
    far_x, far_y = radius * np.cos(half) - distance, radius * np.sin(half)
    beyond = np.pi - np.arctan2(far_y, far_x) if half < np.pi else 0.0
    count = max(1, int(np.ceil(half * radius)), int(np.ceil(half / 0.5)))
    step = half / count
    psi = (np.arange(count)[:, None] + (_NODES + 1) / 2) * step
    # r² − 2 r d cos ψ + d² and r (r − d cos ψ), without the loss of digits for large, nearly equal r and d
    bend = 2 * np.sin(psi / 2) ** 2
    w = (radius - distance) ** 2 + 2 * radius * distance * bend + 1e-300
    cross = radius * (radius - distance + distance * bend)
    near = float(np.sum(-np.expm1(-w / 2) / w * cross @ _WEIGHTS) * step / 2)
    return min(1.0, max(0.0, (beyond + near) / np.pi))


def _half_arc(distance: float, radius: float) -> float:
    """Half the angle, seen from the disc's centre, of the part of its edge within seven sigmas."""
    if distance == 0 or distance + radius <= FAR:
        return float(np.pi)
    quarter = (FAR**2 - (radius - distance) ** 2) / (4 * radius * distance)
    return float(2 * np.arcsin(np.sqrt(min(1.0, quarter))))
