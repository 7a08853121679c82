"""Which reports lie in a clause's own time and place: surely, or perhaps. Neither hour nor place is ever exact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ceasefire.assessment.columns import Columns, Floats
from ceasefire.clock import MAX, TimeSet
from ceasefire.geometry import PointPlace
from ceasefire.scope import Where, join_probable, product
from ceasefire.scope.placing import chance_in

Chosen = NDArray[np.bool_]
_ALL_TOGETHER: Final = 0.05  # the chance that one of those held to be outside, or inside, is not
_NEGLIGIBLE: Final = 1e-6


def contained(columns: Columns, ground: Where, times: TimeSet) -> tuple[Chosen, Chosen]:
    """Return which reports surely lie in these times on this ground, and which may; (n,) each.

    The chance of a report is the share of its reported time that lies in `times` by the chance of its place, as the
    scopes have it. Reports are held to be outside as long as all of them together have a chance of at most 5 % that
    one is inside: a hundred reports of a vague place are no hundred reports of elsewhere. They are held to be inside
    when all of their time is, and as long as all of them together have a chance of at most 5 % that one is outside.
    """
    least, most = _shares_of_time(columns, times)
    there = np.zeros(len(columns.lon))
    asked = np.flatnonzero(most > 0)
    there[asked] = _chances_of_place(columns, asked, ground)
    return _negligible(1.0 - least * there), ~_negligible(most * there)


def _shares_of_time(columns: Columns, times: TimeSet) -> tuple[Floats, Floats]:
    """Whether all of each report's time lies in them, and how much may; all of it, where the report states no end."""
    within = np.zeros(len(columns.moment), dtype=np.int64)
    for span in times.spans:
        within += np.maximum(np.minimum(columns.end, span.end) - np.maximum(columns.moment, span.start), 0)
    lasting = columns.end - columns.moment
    return np.where(within == lasting, 1.0, 0.0), np.where(columns.end >= MAX, within > 0, within / lasting)


def _chances_of_place(columns: Columns, asked: NDArray[np.int64], ground: Where) -> Floats:
    """The chance that the place of each of the reports `asked` lies on the ground."""
    chances = np.zeros(len(asked))
    always = [product(ground, TimeSet.all())]
    lon, lat = columns.lon[asked], columns.lat[asked]
    sigma = np.array([_sigma_m(place) for place in columns.place[asked]])
    is_point = np.isfinite(sigma)
    moments = columns.moment[asked]
    found, _, chance = join_probable(
        lon[is_point], lat[is_point], sigma[is_point], moments[is_point], always, _NEGLIGIBLE
    )
    chances[np.flatnonzero(is_point)[found]] = chance
    chances[~is_point] = list(_of_other_shapes(columns, asked[~is_point], ground))
    return chances


def _of_other_shapes(columns: Columns, asked: NDArray[np.int64], ground: Where) -> Iterator[float]:
    """The chance of each place that is no point; a shape that many reports share is asked once."""
    known: dict[int, float] = {}
    for place in columns.place[asked]:
        if id(place) not in known:
            known[id(place)] = chance_in(place, ground.expr).most
        yield known[id(place)]


def _sigma_m(place: object) -> float:
    return place.sigma_m if isinstance(place, PointPlace) else float("nan")


def _negligible(chances: Floats) -> Chosen:
    """Which chances are so small that even all of them together are."""
    order = np.argsort(chances, kind="stable")
    small = np.zeros(len(chances), dtype=bool)
    small[order] = np.cumsum(chances[order]) <= _ALL_TOGETHER
    return small
