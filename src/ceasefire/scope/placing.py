"""How a reported place lies to an area: the probability that it is inside, and the metres to the edge."""

from __future__ import annotations

import math
from typing import NamedTuple

from ceasefire.geometry.chance import chance_inside
from ceasefire.geometry.places import PointPlace, ReportedPlace, UnknownPlace
from ceasefire.scope.expression import Expr, negate
from ceasefire.scope.where import Where


class Chance(NamedTuple):
    """The least and the greatest probability; they differ where nothing is known."""

    least: float
    most: float


def chance_in(place: ReportedPlace, area: Expr) -> Chance:
    """The probability that `place` lies in `area`, 0 to 1.

    An exact point is tested with the shapes' exact tests; an unknown place may be anywhere.
    """
    if area.kind in {"nothing", "everywhere"}:
        certain = float(area.kind == "everywhere")
        return Chance(certain, certain)
    if isinstance(place, UnknownPlace):
        return Chance(0.0, 1.0)
    where = Where(area)
    if isinstance(place, PointPlace) and place.radius95_m == 0:
        covered = float(where.covers(place.lon, place.lat))
        return Chance(covered, covered)
    if not where.is_bounded:
        outside = chance_in(place, negate(area))
        return Chance(1 - outside.most, 1 - outside.least)
    outline = where.geometry() if area.shape is None else area.shape
    inside = 0.0 if outline is None else min(max(float(chance_inside(place, outline)), 0.0), 1.0)
    return Chance(inside, inside)


def margin_at(place: ReportedPlace, area: Expr) -> float | None:
    """Metres from the middle of `place` to the outline of `area`, positive inside; None without a middle."""
    centre = place.centre()
    if centre is None or area.kind == "nothing":
        return None
    margin = Where(area).margin_m(*centre)
    return None if math.isnan(margin) else margin
